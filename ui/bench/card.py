"""The machine's card for who works on it: picture, plate, what is inside in plain words, drives, what to know."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui import media
from ui.bench import facts
from ui.bench.notes import Notes, notes_of
from ui.bench.reading import BenchShown
from ui.signals import Shape
from ui.widgets.battery import BatteryCells
from ui.widgets.facts import Fact
from ui.widgets.grade import Grade
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.panel import Panel, Separator
from ui.widgets.photos import PhotoRow
from ui.widgets.picture import Machine, Picture
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import Marked
from ui.widgets.text import MIDDLE, Label
from ui.words import category, drive, picture
from workshop.domain.drives import Disposition, Validation
from workshop.domain.lots import DriveCard, machine_name
from workshop.services.views import BenchView
from workshop.texts import _
from workshop.words import shown

PICTURE_PX, PHOTO_PX = 200, 48
FEW, FEWEST = 2, 1  # lines of notes beside one drive, beside more


class Identity(Panel):
    """Who it is: people check here that screen and machine match; and who read it, when."""

    def __init__(self) -> None:
        self.picture = Picture(Machine.LAPTOP, "", width=PICTURE_PX)
        self.plate = Plate("", "title")
        self.letter = Grade()
        self.name = Label("", "lead", bold=True, wrap=True, align=MIDDLE)
        self.serial = Label("", color="ink2", wrap=True, align=MIDDLE)
        self.origin = Label("", "small", color="ink2", wrap=True, align=MIDDLE)
        pictured, plated = (Row(None, widget, None) for widget in (self.picture, self.plate))
        named = Row((self.name, 1), self.letter, gap="m")
        self.photos = PhotoRow(PHOTO_PX)
        column = Column(None, pictured, None, plated, named, self.serial, self.photos, self.origin, None, gap="s")
        super().__init__(column)

    def show_view(self, view: BenchView, photos: tuple[bytes, ...] = ()) -> None:
        self.photos.show_photos(photos, shown(_("Photos")))
        card = view.card
        kind = category(card.category)
        self.picture.show_machine(picture(card.category), kind)
        self.plate.set_code(card.code)
        self.letter.setText(card.letter)
        self.letter.setAccessibleName(shown(_("Note {letter}").format(letter=card.letter)))
        self.letter.setVisible(bool(card.letter))
        identity = view.diagnosis.identity if view.diagnosis else None
        trade = identity.trade_name if identity else None
        self.name.set_text(machine_name(card.maker, trade or card.model) or kind)
        self.serial.set_text(facts.number(card))
        self.serial.setVisible(bool(card.serial))
        self.origin.set_text(facts.origin(view.diagnosis))
        self.origin.setVisible(view.diagnosis is not None)


class Facts(Panel):
    """What is inside, how each drive is and what became of it, and what the person has to know."""

    def __init__(self) -> None:
        self.cells = BatteryCells(0, "")
        self.memory = Fact("memory", shown(_("Mémoire")), "")
        self.processor = Fact("processor", shown(_("Processeur")), "")
        self.display = Fact("display", shown(_("Écran")), "")
        self.battery = Fact("battery", shown(_("Batterie")), "", self.cells)
        self.charger = Fact("charger", shown(_("Chargeur")), "")
        self.windows = Fact("install", "Windows 11", "")
        grid = Grid(
            self.memory, self.display, self.battery, self.processor, self.windows, self.charger, columns=3, gap="s"
        )
        self._drives, self.notes = Column(), Notes()
        super().__init__(Column(grid, Separator(), self._drives, self.notes, gap="s"), pad=("xl", "m"))

    def show_view(self, shown_: BenchShown) -> None:
        view = shown_.view
        read = view.diagnosis
        self.memory.set_value(facts.memory(read))
        self.processor.set_value(facts.processor(read))
        self.display.set_value(facts.display(read))
        found = facts.battery(read)
        self.battery.set_value(found.word)
        self.cells.set_filled(found.cells, found.word)
        self.cells.setVisible(found.cells > 0)
        self.charger.set_value(facts.charger(view.card.charger))
        self.windows.set_value(facts.windows_11(shown_.windows_11))
        self.windows.setVisible(view.machine.category not in facts.UNREADABLE)
        self._show_drives(view)
        self.notes.show_notes(notes_of(view), FEWEST if len(view.drives) > 1 else FEW)

    def _show_drives(self, view: BenchView) -> None:
        item = self._drives.takeAt(0)
        before = item.widget() if item is not None else None
        if before is not None:
            before.hide()
            before.deleteLater()
        alone = len(view.drives) == 1
        rows: list[QWidget] = [DriveRow(card, facts.drive_health(card, view), alone=alone) for card in view.drives]
        if not rows:
            rows.append(Marked(*facts.no_drives(view), role="body"))
        self._drives.addWidget(holding(Grid(*rows, columns=min(len(rows), 2), gap="s")))


class DriveRow(QWidget):
    """One drive: what it is, how it is and what became of it, each as shape and word."""

    def __init__(self, card: DriveCard, health: tuple[Shape, str], *, alone: bool) -> None:
        super().__init__()
        words, shape = drive(Disposition(card.disposition), Validation(card.validation))
        name = Label(media.drive(card), bold=True)
        how, state = Marked(*health, role="body"), Marked(shape, words, role="body")
        if alone:
            row = Row(Row(Icon("drive", color="ink2"), name, gap="m"), gap="l", stacks=True)
            row.put((Label(card.model, color="ink2"), 1), how, state)
        else:  # two side by side: both states stand under the name
            states = Row(how, state, None, gap="m", stacks=True)
            row = Row(Icon("drive", color="ink2"), (Column(name, states, gap="xs"), 1), gap="m")
        self.setLayout(row)
