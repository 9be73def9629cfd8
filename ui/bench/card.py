"""The machine's card: picture, plate, facts, drives, and what still keeps it here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui import media
from ui.bench import facts
from ui.signals import Shape
from ui.widgets.battery import BatteryCells
from ui.widgets.facts import Fact
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.panel import Panel, Separator
from ui.widgets.picture import Machine, Picture
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import Marked
from ui.widgets.text import MIDDLE, Label
from ui.words import category, drive, picture
from workshop.domain.drives import Disposition, Refusal, Validation
from workshop.domain.lots import DriveCard, machine_name
from workshop.services.views import BenchView
from workshop.texts import _
from workshop.words import reason, shown

PICTURE_PX = 232
MOST_REASONS = 2
SEEN_ON_THE_STRIP = frozenset(
    {
        Refusal.NOT_RECEIVED,
        Refusal.NOT_TRIAGED,
        Refusal.NOT_INSTALLED,
        Refusal.NOT_TESTED,
        Refusal.NOT_GRADED,
        Refusal.DRIVE_OPEN,
        Refusal.NO_DRIVE_KNOWN,
    }
)


class Identity(Panel):
    """Who it is: people check here that screen and machine match."""

    def __init__(self) -> None:
        self.picture = Picture(Machine.LAPTOP, "", width=PICTURE_PX)
        self.plate = Plate("", "title")
        self.name = Label("", "lead", bold=True, wrap=True, align=MIDDLE)
        self.serial = Label("", color="ink2", align=MIDDLE)
        centred = (Row(None, widget, None) for widget in (self.picture, self.plate))
        picture_row, plate_row = centred
        super().__init__(Column(None, picture_row, None, plate_row, self.name, self.serial, None, gap="s"))

    def show_view(self, view: BenchView) -> None:
        card = view.card
        self.picture.show_machine(picture(card.category), category(card.category))
        self.plate.set_code(card.code)
        identity = view.diagnosis.identity if view.diagnosis else None
        trade = identity.trade_name if identity else None
        self.name.set_text(machine_name(card.maker, trade or card.model) or category(card.category))
        self.serial.set_text(shown(_("série {serial}").format(serial=card.serial)) if card.serial else "")


class Facts(Panel):
    """What is inside, and what became of each drive."""

    def __init__(self) -> None:
        self.cells = BatteryCells(0, "")
        self.memory = Fact("memory", shown(_("Mémoire")), "")
        self.processor = Fact("processor", shown(_("Processeur")), "")
        self.display = Fact("display", shown(_("Écran")), "")
        self.battery = Fact("battery", shown(_("Batterie")), "", self.cells)
        self.charger = Fact("charger", shown(_("Chargeur")), "")
        self.letter = Fact("grade", shown(_("État")), "")
        grid = Grid(
            self.memory, self.display, self.battery, self.processor, self.letter, self.charger, columns=3, gap="m"
        )
        self._drives = Column()
        self.keeps = Label("", "small", color="ink2", wrap=True)
        super().__init__(Column(grid, Separator(), self._drives, self.keeps, gap="m"), pad=("xl", "m"))

    def show_view(self, view: BenchView) -> None:
        read = view.diagnosis
        self.memory.set_value(facts.memory(read))
        self.processor.set_value(facts.processor(read))
        self.display.set_value(facts.display(read))
        found = facts.battery(read)
        self.battery.set_value(found.word)
        self.cells.set_filled(found.cells, found.word)
        self.cells.setVisible(found.cells > 0)
        self.charger.set_value(facts.charger(view.card.charger))
        self.letter.set_value(view.card.letter or shown(_("À noter")))
        self._show_drives(view)
        told = dict.fromkeys(item.partition(":")[0] for item in view.objections)
        reasons = [reason(name) for name in told if name not in SEEN_ON_THE_STRIP][:MOST_REASONS]
        self.keeps.set_text(shown(_("Il ne peut pas partir. {reasons}").format(reasons=" ".join(reasons))))
        self.keeps.setVisible(bool(reasons))

    def _show_drives(self, view: BenchView) -> None:
        item = self._drives.takeAt(0)
        before = item.widget() if item is not None else None
        if before is not None:
            before.hide()
            before.deleteLater()
        rows: list[QWidget] = [DriveRow(card, alone=len(view.drives) == 1) for card in view.drives]
        if not rows:
            words = _("Aucun disque trouvé.") if view.diagnosis else _("Disques : pas encore lus.")
            rows.append(Marked(Shape.WARNING if view.diagnosis else Shape.TODO, shown(words), role="body"))
        self._drives.addWidget(holding(Grid(*rows, columns=min(len(rows), 2), gap="m")))


class DriveRow(QWidget):
    """One drive: what it is, and its disposition as shape and word."""

    def __init__(self, card: DriveCard, *, alone: bool) -> None:
        super().__init__()
        words, shape = drive(Disposition(card.disposition), Validation(card.validation))
        name = Label(media.drive(card), bold=True)
        state = Marked(shape, words, role="body")
        row = Row(Row(Icon("drive", color="ink2"), name, gap="m"), gap="m", stacks=True)
        if alone:
            row.put((Label(card.model, color="ink2"), 1), state)
        else:  # two side by side: its state stands beside it
            row.put(state, None)
        self.setLayout(row)
