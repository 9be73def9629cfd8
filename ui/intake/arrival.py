"""The machine that just came in, and those before it."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.signals import Shape
from ui.widgets.cells import Cells
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Panel, Separator
from ui.widgets.picture import Machine, Picture
from ui.widgets.plate import Plate
from ui.widgets.prompt import Empty
from ui.widgets.signal_shape import ROW_SHAPE_PX, Marked, ShapeMark
from ui.widgets.table import Cell, CellStyle, Rows, Table
from ui.widgets.text import Label
from ui.words import charger, left, machines, name_of, picture
from workshop.domain.lots import MachineCard, machine_name
from workshop.domain.typography import grouped
from workshop.services.views import IntakeView
from workshop.texts import _
from workshop.words import shown

PICTURE_PX = 160


class Asked(QWidget):
    """One more thing to do with the machine in hand, in as many lines as it needs."""

    def __init__(self) -> None:
        super().__init__()
        self.label = Label("", bold=True, wrap=True)
        self.setLayout(Row(ShapeMark(Shape.WARNING, ROW_SHAPE_PX), (self.label, 1), gap="s"))
        self.hide()


class Now(Panel):
    """« Maintenant » : the plate, where the sticker goes, and whether its label is ready."""

    def __init__(self) -> None:
        self.plate = Plate()
        self.where = Label("", "lead", wrap=True)
        self.name = Label("", bold=True, wrap=True)
        self.label = Marked(Shape.TODO, "", role="body")
        self._ready = False
        self.check = Asked()
        self.charger = Marked(Shape.WARNING, "", role="body")
        self.picture = Picture(Machine.LAPTOP, "", width=PICTURE_PX, sticker=True)
        words = Column(
            None,
            Label(shown(_("Collez l'étiquette")), "lead", bold=True, wrap=True),
            self.where,
            self.charger,
            self.label,
            self.check,
            None,
            gap="xs",
        )
        self._machine = QWidget()
        self._machine.setLayout(
            Column(
                Row(self.plate, None),
                self.name,
                (Row(self.picture, (words, 1), gap="xl", stacks=True), 1),
                gap="xs",
            )
        )
        self._empty = Empty("reader", shown(_("Scannez le numéro de série d'un ordinateur.")))
        title = Label(shown(_("Maintenant")), "small", bold=True, color="ink2")
        super().__init__(Column(title, (self._machine, 1), (self._empty, 1)))
        self.show_machine(None)

    def show_machine(self, card: MachineCard | None) -> None:
        self._machine.setVisible(card is not None)
        self._empty.setVisible(card is None)
        if card is None:
            return
        self.plate.set_code(card.code)
        self.name.set_text(machine_name(card.maker, card.model))
        self.name.setVisible(bool(card.maker or card.model))
        drawing = picture(card.category)
        self.where.set_text(shown(_places().get(drawing, _("devant, en haut."))))
        self.picture.show_machine(drawing, shown(_("La place de l'étiquette est en jaune.")), sticker=True)
        words, shape = charger(card)
        self.charger.setVisible(shape is not None)
        if shape is not None:
            self.charger.show_state(shape, shown(words))

    def show_check(self, words: str) -> None:
        """Ask for the check after sticking; empty: nothing is asked. A label that is there needs no line of its own."""
        self.check.setVisible(bool(words))
        self.check.label.set_text(words)
        self._show_label()

    def show_label(self, shape: Shape, words: str) -> None:
        self._ready = shape is Shape.ACCEPTED
        self.label.show_state(shape, words)
        self._show_label()

    def _show_label(self) -> None:
        self.label.setVisible(not (self._ready and self.check.isVisibleTo(self)))


def _places() -> dict[Machine, str]:
    """Say where the sticker goes, where it is not in front."""
    return {
        Machine.LAPTOP: _("à gauche du pavé tactile."),
        Machine.PHONE: _("au dos, en bas."),
        Machine.TABLET: _("au dos, en bas."),
        Machine.TELEVISION: _("devant, en bas."),
    }


class LastOnes(Table):
    """The last machines; the page never scrolls for their sake."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class Before(Panel):
    """« Juste avant » : the last machines, newest first, and how far the lot is."""

    def __init__(self) -> None:
        self.rows = Rows(("", shown(_("Code")), shown(_("Modèle")), shown(_("Chargeur"))))
        self.table = LastOnes(self.rows, titles=False)
        self.table.setAccessibleName(shown(_("Juste avant")))
        self.left = Label("", bold=True, wrap=True)
        self.cells = Cells()
        self.cells.setAccessibleName(shown(_("Ordinateurs entrés")))
        self.received = 0
        title = Label(shown(_("Juste avant")), "small", bold=True, color="ink2")
        super().__init__(Column(title, Separator(), (self.table, 1), self.left, self.cells, gap="s"))

    def show_view(self, view: IntakeView, now: str) -> None:
        """Show the last machines but the one in hand."""
        self.rows.set_rows([_row(card) for card in view.last if card.code != now])
        there = view.arrivals
        self.received = there.received
        self.left.set_text(left(there.missing) if there.expected else shown(machines(there.received)))
        self.cells.set_count(max(there.expected, there.received), there.received)
        self.cells.setVisible(there.expected > 0)


def _row(card: MachineCard) -> tuple[Cell, ...]:
    words, shape = charger(card)
    name = name_of(card) if card.maker or card.model else card.serial
    state = Cell(shown(words), CellStyle.STATE, shape) if shape else Cell("", CellStyle.STATE)
    return (Cell(str(card.number), CellStyle.NUMBER), Cell(grouped(card.code), CellStyle.CODE), Cell(name), state)
