"""The grade as it builds up: one row an axis, its letter in its square, what decides, what is unknown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.grading import telling
from ui.grading.telling import AxisWords
from ui.signals import Shape
from ui.widgets.grade import Grade
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Panel, Separator
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import MIDDLE, Label
from workshop.domain.contracts import Axis
from workshop.domain.lots import machine_name
from workshop.services.looking import LooksView
from workshop.texts import _
from workshop.words import shown


class SoFarPanel(Panel):
    """Whose grade it is stands on top."""

    def __init__(self) -> None:
        self.plate = Plate("", "lead")
        self.name = Label("", "small", color="ink2", wrap=True, align=MIDDLE)
        self.letter, self.whole = Grade(), Label("", bold=True, wrap=True)
        self.blocked = ShapeMark(Shape.REFUSED)
        self.axes = [_AxisRow() for _axis in Axis]
        self.hidden = Label(shown(_("Deuxième regard : rien d'avant n'est montré.")), wrap=True)
        head = Row(self.letter, self.blocked, (self.whole, 1), gap="m")
        plated = Row(None, self.plate, None)
        super().__init__(
            Column(plated, self.name, head, Separator(), *self.axes, self.hidden, None, gap="s"),
            pad=("l", "m"),
        )

    def show_view(self, view: LooksView) -> None:
        """Show the grade of a machine with the marks that it has so far."""
        so_far = view.so_far
        self._show_machine(view.card.code, machine_name(view.card.maker, view.card.model))
        self.letter.setText(so_far.letter)
        self.letter.setVisible(bool(so_far.letter))
        self.blocked.setVisible(not so_far.letter)
        words = _("au mieux") if not so_far.complete else _("pour l'instant")
        self.whole.set_text(shown(words if so_far.letter else _("ne part pas ainsi")))
        self.whole.show()
        self.hidden.hide()
        for place, row in enumerate(self.axes):
            row.setVisible(place < len(so_far.axes))
            if place < len(so_far.axes):
                row.show_axis(telling.axis_words(so_far.axes[place]))

    def show_blind(self, code: str, name: str) -> None:
        """Show nothing of what is known of a machine."""
        self._show_machine(code, name)
        for widget in (self.letter, self.blocked, self.whole, *self.axes):
            widget.hide()
        self.hidden.show()

    def _show_machine(self, code: str, name: str) -> None:
        self.plate.set_code(code)
        self.name.set_text(name)
        self.name.setVisible(bool(name))


class _AxisRow(QWidget):
    """One axis."""

    def __init__(self) -> None:
        super().__init__()
        self.letter, self.shape = Grade(), ShapeMark(Shape.ACCEPTED)
        self.name, self.more = Label("", bold=True, wrap=True), Label("", "small", color="ink2", wrap=True)
        words = Column(None, self.name, self.more, None, gap="none")
        self.setLayout(Row(self.letter, self.shape, (words, 1), gap="m"))

    def show_axis(self, words: AxisWords) -> None:
        self.letter.setText(words.letter)
        self.letter.setVisible(words.shape is None)
        self.shape.setVisible(words.shape is not None)
        if words.shape is not None:
            self.shape.set_shape(words.shape)
        self.name.set_text(words.name)
        self.more.set_text(words.more)
        self.more.setVisible(bool(words.more))
