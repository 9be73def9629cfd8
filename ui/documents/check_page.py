"""Verifying a file: drop it anywhere on the screen, or type where it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.documents.checking import Checked
from ui.signals import Shape
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown

MARK_PX, ICON_PX = 40, 40


class CheckPage(QWidget):
    """Where to bring a file, and what it is."""

    asked = Signal(str)  # where a file is

    def __init__(self) -> None:
        super().__init__()
        self.checked: Checked | None = None
        what = Label(shown(_("Déposez ici un certificat en PDF.")), "lead", bold=True, wrap=True)
        more = Label(shown(_("Établi dit s'il est vrai. Le fichier n'est pas changé.")), color="ink2", wrap=True)
        example = "/media/cle/certificat.pdf"
        label = _("Ou tapez où il est (par exemple {example}), puis Entrée :").format(example=example)
        self.field = Field(shown(label))
        words = Column(what, more, gap="none")
        ask = Column(Row(Icon("documents", ICON_PX, "work"), (words, 1), gap="l"), self.field, gap="m")
        self.mark = ShapeMark(Shape.NOW, MARK_PX)
        self.word = Label("", "title", bold=True, wrap=True)
        self.name = Label("", color="ink2", wrap=True)
        self.lines = [Label("", "lead" if not place else "body", bold=not place, wrap=True) for place in range(5)]
        told = Column(self.word, self.name, *self.lines, gap="xs")
        self.verdict = Panel(Row(Column(self.mark, None), (told, 1), gap="l"), pad=("xl", "m"))
        self.show_ours = Button(shown(_("Voir le nôtre")), icon="documents", key="F2", target="office")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        row = holding(Row(self.back, None, self.show_ours, gap="l", stacks=True))
        self.setLayout(Column(Panel(ask, Look.DO_NOW, ("xl", "m")), self.verdict, None, row, gap="m"))
        self.field.edit.returnPressed.connect(self._ask)
        self.show_nothing()

    @property
    def keys(self) -> dict[str, Button]:
        return {} if self.show_ours.isHidden() else {"F2": self.show_ours}

    def show_nothing(self) -> None:
        """Wait for a file."""
        self.checked = None
        self.verdict.hide()
        self.show_ours.hide()

    def show_reading(self, name: str) -> None:
        """Say that a file is being read."""
        self.checked = None
        self._show(Shape.NOW, shown(_("Établi vérifie le fichier.")), name, ())
        self.show_ours.hide()

    def show_checked(self, checked: Checked) -> None:
        """Say what a file is."""
        self.checked = checked
        self._show(checked.shape, checked.word, checked.name, checked.lines)
        self.show_ours.setVisible(bool(checked.ours))
        self.field.set_text("")

    def _show(self, shape: Shape, word: str, name: str, lines: tuple[str, ...]) -> None:
        self.mark.set_shape(shape)
        self.word.set_text(word)
        self.name.set_text(name)
        for place, label in enumerate(self.lines):
            label.set_text(lines[place] if place < len(lines) else "")
            label.setVisible(place < len(lines))
        self.verdict.show()
        self.verdict.setAccessibleName(" ".join((word, name, *lines)))

    def _ask(self) -> None:
        text = self.field.text().strip()
        if text:
            self.asked.emit(text)
