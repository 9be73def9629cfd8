"""The machine in hand, where it stands, and the one question: where it goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.signals import Shape
from ui.storage.doing import InHand
from ui.storage.telling import standing
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.picture import Machine, Picture
from ui.widgets.plate import Plate
from ui.widgets.prompt import ScanPrompt
from ui.widgets.signal_shape import Marked
from ui.widgets.text import MIDDLE, Label
from ui.words import category, name_of, picture, state
from workshop.texts import _
from workshop.words import shown

PICTURE_PX = 150


class HandPage(QWidget):
    """One machine; a place's label puts it there."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: InHand | None = None
        self.picture = Picture(Machine.LAPTOP, "", width=PICTURE_PX)
        self.plate = Plate("", "title")
        self.name = Label("", "lead", bold=True, wrap=True, align=MIDDLE)
        self.context = Label("", color="ink2", wrap=True, align=MIDDLE)
        self.state = Marked(Shape.TODO, "", role="body")
        self.where = Label("", "lead", bold=True, wrap=True)
        self.prompt = ScanPrompt(
            shown(_("Scannez sa place.")), shown(_("Sans douchette : tapez les 8 derniers chiffres, puis Entrée."))
        )
        self.open = Button(shown(_("Ouvrir au Poste")), icon="bench", key=shown(_("Espace")))
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        pictured, plated = (Row(None, widget, None) for widget in (self.picture, self.plate))
        identity = Panel(Column(None, pictured, plated, self.name, self.context, None, gap="s"))
        now = Panel(Column(self.where, self.state, gap="s"))
        right = Column(self.prompt, now, None, gap="l")
        self.row = holding(Row(self.open, None, self.back, gap="l", stacks=True))
        self.setLayout(Column((Row(identity, (right, 1), gap="l", stacks=True), 1), self.row, gap="l"))

    @property
    def keys(self) -> dict[str, Button]:
        return {}

    @property
    def code(self) -> str:
        return self.shown.card.code if self.shown else ""

    def show_machine(self, there: InHand) -> None:
        """Show the machine in hand."""
        self.shown = there
        card = there.card
        self.picture.show_machine(picture(card.category), category(card.category))
        self.plate.set_code(card.code)
        self.name.set_text(name_of(card))
        self.context.set_text(shown(" · ".join(part for part in (card.serial, there.donor) if part)))
        self.context.setVisible(bool(card.serial or there.donor))
        words, shape = state(card.state)
        self.state.show_state(shape, words)
        self.where.set_text(standing(there.place))
