"""A report file that somebody brings: dropped anywhere on the screen, or typed where it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.review.taking import Told
from ui.signals import Shape
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown

ICON_PX, MARK_PX = 40, 32
EXAMPLE = "/media/cle/dell.etabli"


class FilePage(QWidget):
    """Where to bring a file, and what became of the last one."""

    asked = Signal(str)  # where a file is

    def __init__(self) -> None:
        super().__init__()
        what = Label(shown(_("Déposez ici un rapport.")), "lead", bold=True, wrap=True)
        more = Label(
            shown(_("De la sonde ou d'un autre outil : eReuse, GLPI, lshw, hwinfo. Le fichier n'est pas changé.")),
            color="ink2",
            wrap=True,
        )
        label = _("Ou tapez où il est (par exemple {example}), puis Entrée :").format(example=EXAMPLE)
        self.field = Field(shown(label))
        words = Column(what, more, gap="none")
        ask = Column(Row(Icon("usb-key", ICON_PX, "work"), (words, 1), gap="l"), self.field, gap="m")
        self.mark = ShapeMark(Shape.NOW, MARK_PX)
        self.words = Label("", "lead", bold=True, wrap=True)
        self.verdict = Panel(Row(self.mark, (self.words, 1), gap="l"), pad=("xl", "m"))
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        row = Row(self.back, None, gap="l", stacks=True)
        self.setLayout(Column(Panel(ask, Look.DO_NOW, ("xl", "m")), self.verdict, None, row, gap="m"))
        self.field.edit.returnPressed.connect(self._ask)
        self.verdict.hide()

    def show_nothing(self) -> None:
        """Wait for a file."""
        self.verdict.hide()
        self.field.set_text("")

    def show_reading(self) -> None:
        """Say that a file is being read."""
        self._show(Shape.NOW, shown(_("Établi lit le fichier.")))

    def show_told(self, told: Told) -> None:
        """Say what became of a file."""
        shape = Shape.WARNING if not told.taken or told.waiting else Shape.ACCEPTED
        self._show(shape, told.words)
        if told.taken:
            self.field.set_text("")

    def _show(self, shape: Shape, words: str) -> None:
        self.mark.set_shape(shape)
        self.words.set_text(words)
        self.verdict.show()

    def _ask(self) -> None:
        text = self.field.text().strip()
        if text:
            self.asked.emit(text)
