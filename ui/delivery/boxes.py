"""The box in hand, machine by machine, and how far its recipient is."""

from __future__ import annotations

from ui.signals import Shape
from ui.widgets.cells import Cells
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Panel, Separator
from ui.widgets.table import Cell, CellStyle, Rows, Table
from ui.widgets.text import Label
from ui.words import charger, count, left, machines, name_of
from workshop.domain.grading import MIB
from workshop.domain.lots import MachineCard
from workshop.domain.orders import Recipient
from workshop.domain.typography import grouped
from workshop.services.views import DeliveryView
from workshop.texts import _
from workshop.words import shown

GIB_IN_MIB = 2**30 // MIB
CELLS_IN_A_ROW = 10


class InBox(Panel):
    """What lies in the open box, newest first."""

    def __init__(self) -> None:
        titles = ("", _("Code"), _("État"), _("Modèle"), _("Chargeur"))
        self.rows = Rows([shown(title) if title else "" for title in titles])
        self.table = Table(self.rows, titles=False)
        self.table.setAccessibleName(shown(_("Dans le carton")))
        self.title = Label("", "lead", bold=True)
        self.inside = Label("", "lead", bold=True)
        super().__init__(
            Column(Row((self.title, 1), self.inside), Separator(), (self.table, 1), gap="xs"), pad=("xl", "m")
        )

    def show_view(self, view: DeliveryView) -> None:
        number = view.box.number if view.box else view.boxes + 1
        self.title.set_text(shown(_("Carton {number}").format(number=number)))
        self.inside.set_text(machines(len(view.in_box)) if view.in_box else shown(_("vide")))
        total = len(view.in_box)
        self.rows.set_rows([_row(total - place, card) for place, card in enumerate(view.in_box)])


class HowFar(Panel):
    """« 22 sur 40 », the cells, and what the recipient asks for."""

    def __init__(self) -> None:
        self.number = Label("", "big", bold=True)
        self.cells = Cells(per_row=CELLS_IN_A_ROW)
        self.cells.setAccessibleName(shown(_("Ordinateurs emballés")))
        self.left = Label("", bold=True, wrap=True)
        self.demand = Label("", color="ink2", wrap=True)
        self.state = Label("", bold=True, wrap=True)
        super().__init__(
            Column(self.number, self.cells, None, self.left, self.demand, self.state, gap="s"), pad=("xl", "m")
        )

    def show_view(self, view: DeliveryView) -> None:
        recipient = view.recipient
        self.number.set_text(count(view.packed, recipient.quantity) or "0")
        self.cells.set_count(recipient.quantity, view.packed)
        missing = max(0, recipient.quantity - view.packed)
        self.left.set_text(left(missing) if missing else shown(_("Tout est emballé.")))
        self.demand.set_text(demand(recipient))
        done = shown(_("Bon de livraison {number}").format(number=recipient.manifest)) if recipient.manifest else ""
        self.state.set_text(done)
        self.state.setVisible(bool(done))


def demand(recipient: Recipient) -> str:
    """Say what a recipient asks for: the lowest letter, the least memory."""
    letter = _("État {letter} ou mieux").format(letter=recipient.lowest_letter)
    memory = _("{number} Go ou plus").format(number=recipient.memory_mib // GIB_IN_MIB)
    return shown(f"{letter}, {memory}." if recipient.memory_mib else f"{letter}.")


def _row(number: int, card: MachineCard) -> tuple[Cell, ...]:
    words, shape = charger(card)
    state = Cell(shown(words), CellStyle.STATE, shape or Shape.TODO) if words else Cell("", CellStyle.STATE)
    return (
        Cell(str(number), CellStyle.NUMBER),
        Cell(grouped(card.code), CellStyle.CODE),
        Cell(card.letter, CellStyle.GRADE) if card.letter else Cell(""),
        Cell(name_of(card)),
        state,
    )
