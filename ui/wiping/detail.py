"""One wipe in full: how it stands, why it failed, what to do, and the keys that do it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.signals import Shape
from ui.widgets.bar import StageBar
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from ui.wiping.acts import About, Act, Acts
from ui.wiping.telling import Group, Told
from workshop.texts import _
from workshop.words import shown


class Detail(QWidget):
    """The chosen wipe."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Told | None = None
        self.mark = ShapeMark(Shape.NOW, 40)
        self.state = Label("", "title", bold=True, wrap=True)
        self.plate = Plate("", "title")
        self.name = Label("", "lead", wrap=True)
        self.medium = Label("", "lead", bold=True, wrap=True)
        self.identity = Label("", color="ink2", wrap=True)
        self.bars = StageBar(0.0, 0.0)
        self.stages = holding(
            Row((Label(shown(_("Effacement")), color="ink2"), 1), (Label(shown(_("Relecture")), color="ink2"), 1))
        )
        self.reasons = Label("", wrap=True)
        self.do = Label("", "lead", bold=True, wrap=True)
        self.details = Label("", color="ink2", wrap=True)
        self.acts = Acts()
        words = Column(self.medium, self.identity, self.stages, self.bars, self.reasons, self.do, self.details, gap="s")
        head = Row(self.mark, (self.state, 1), gap="m")
        plate = Row(self.plate, (self.name, 1), gap="l", stacks=True)
        self.setLayout(Column(head, plate, Panel(words), self.acts, None, gap="m"))

    def show_wipe(self, told: Told, *, detailed: bool) -> None:
        """Show how it stands now."""
        self.told = told
        failed = told.group is Group.FAILED
        self.mark.set_shape(told.shape)
        self.state.set_color("refused_ink" if failed else "ink")
        self.state.set_text(" · ".join(part for part in (told.state, told.beside) if part))
        self.plate.set_code(told.code)
        self.name.set_text(told.name)
        self.medium.set_text(told.medium)
        self.identity.set_text(told.identity)
        self.bars.setVisible(bool(told.stages))
        self.stages.setVisible(bool(told.stages))
        if told.stages:
            self.bars.set_stages(*told.stages)
            self.bars.setAccessibleName(told.spoken)
        for label, text in (
            (self.reasons, " ".join(told.reasons)),
            (self.do, told.do),
            (self.details, told.details if detailed else ""),
        ):
            label.set_text(text)
            label.setVisible(bool(text))
        self.acts.offer(acts_of(told), About(told.code, (told.drive,), f"{told.medium}.", told.id))


def acts_of(told: Told) -> tuple[Act, ...]:
    """Return what can be done with a wipe."""
    match told.group:
        case Group.RUNNING:
            return (Act.STOP,)
        case Group.FAILED:
            return (Act.REDO, Act.DESTROYED, Act.LOST)
        case Group.ENDED:
            return (Act.VALIDATE, Act.REJECT) if told.to_validate else ()
