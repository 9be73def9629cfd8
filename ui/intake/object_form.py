"""One question per screen: its answers by one key each, or a line to write."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme, follow
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown

COLUMNS, FEWER_COLUMNS, FEWER_ABOVE = 3, 2, 1.25  # the zoom above which three answers no longer stand side by side
LONGEST_ANSWER = 60


@dataclass(frozen=True)
class Choice:
    """One answer, by the key with its number."""

    number: int
    word: str
    icon: str = ""


@dataclass(frozen=True)
class Asked:
    """One question. `writes`: it is answered by a line, which is shown at once."""

    what: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    writes: bool = False
    by_scan: bool = False


class ObjectForm(QWidget):
    """Shows one question after the other; `chosen` is the number of an answer, `written` what was typed."""

    chosen = Signal(int)
    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked = Asked("")
        self.told = Label("", color="ink2", wrap=True)
        self.what = Label("", "title", bold=True, wrap=True)
        self.hint = Label("", wrap=True)
        self.line = Field(shown(_("Votre réponse")), help_text=shown(_("Écrivez, puis Entrée. Vide : inconnu.")))
        self.line.edit.setMaxLength(LONGEST_ANSWER)
        self.buttons: list[Button] = []
        self._answers = Column()
        self.back = Button(shown(_("Retour")), icon="back", key="Esc")
        self.no_number = Button(shown(_("Sans numéro")), icon="number", key="F4")
        self.finish = Button(shown(_("Terminer")), icon="done", key="F12")
        head = Row((self.what, 3), (self.told, 2), gap="xl", stacks=True)
        question = Panel(Column(head, self.hint, self._answers, self.line, None, gap="m"), Look.DO_NOW, ("xl", "m"))
        actions = Row(self.back, self.no_number, None, self.finish, gap="l", stacks=True)
        self.setLayout(Column((question, 1), actions, gap="l"))
        self.line.edit.returnPressed.connect(self._write)
        self._theme = follow(self.apply_theme)
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._offer(() if self.asked.writes else self.asked.choices)

    def ask(self, asked: Asked, told: str) -> None:
        """Ask a question; `told` is what was answered already."""
        self.asked = asked
        self.told.set_text(told)
        self.told.setVisible(bool(told))
        self.what.set_text(asked.what)
        self.hint.set_text(asked.hint)
        self.hint.setVisible(bool(asked.hint))
        self._offer(() if asked.writes else asked.choices)
        self.line.setVisible(asked.writes)
        self.line.edit.setAccessibleName(asked.what)
        self.line.set_text("")
        self.no_number.setVisible(asked.by_scan)

    def _offer(self, choices: tuple[Choice, ...]) -> None:
        item = self._answers.takeAt(0)
        before = item.widget() if item is not None else None
        if before is not None:
            before.hide()
            before.deleteLater()
        self.buttons = [Button(choice.word, icon=choice.icon, key=str(choice.number)) for choice in choices]
        for choice, button in zip(choices, self.buttons, strict=True):
            button.triggered.connect(_Chooses(self, choice.number, button).choose)
        if choices:
            columns = COLUMNS if self._theme.zoom <= FEWER_ABOVE else FEWER_COLUMNS
            self._answers.addWidget(holding(Grid(*self.buttons, columns=columns, gap="m")))

    def offers(self, number: int) -> bool:
        """Tell whether a key is an answer now."""
        return not self.asked.writes and any(choice.number == number for choice in self.asked.choices)

    def _write(self) -> None:
        self.written.emit(self.line.text().strip())


class _Chooses(QObject):
    """What one answer's button does."""

    def __init__(self, form: ObjectForm, number: int, parent: QObject) -> None:
        super().__init__(parent)
        self._form, self._number = form, number

    def choose(self) -> None:
        self._form.chosen.emit(self._number)
