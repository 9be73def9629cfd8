"""Why a proof is not accepted: one key from a short list, and a note if one is needed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown

LONGEST_NOTE, BESIDE = 200, 2


def reasons() -> tuple[str, ...]:
    """Return the reasons, in the order of their keys; they are kept as they are read, and printed as a note."""
    return tuple(
        shown(words)
        for words in (
            _("Ce n'est pas le bon disque."),
            _("La réserve n'est pas acceptable."),
            _("La méthode ne convient pas."),
            _("Le journal n'est pas clair."),
            _("Autre raison."),
        )
    )


class Rejecting(Panel):
    """First which reason, then a note; `rejected` gives both as one sentence."""

    rejected = Signal(str)
    changed = Signal()

    def __init__(self) -> None:
        self.reason = ""
        self.what = Label("", bold=True, wrap=True)
        self.buttons = [Button(words, key=str(number), target="office") for number, words in enumerate(reasons(), 1)]
        pairs = [self.buttons[first : first + BESIDE] for first in range(0, len(self.buttons), BESIDE)]
        rows = (Row(*((button, 1) for button in pair), gap="s", stacks=True) for pair in pairs)
        self.choices = holding(Column(*rows, gap="s"))
        self.field = Field(shown(_("Une note ? Elle sera sur le certificat.")))
        self.field.edit.setMaxLength(LONGEST_NOTE)
        self.done = Button(shown(_("Rejeter")), icon="without", key="F12", kind=Kind.PRIMARY, target="office")
        self.note = holding(Row((self.field, 1), Column(None, self.done), gap="l", stacks=True))
        super().__init__(Column(self.what, self.choices, self.note, gap="s"), Look.QUESTION, ("l", "m"))
        self._instead_of: QWidget | None = None
        self._presses = [_Press(self, number, button) for number, button in enumerate(self.buttons, 1)]
        self.done.triggered.connect(self._finish)
        self.hide()

    def takes_the_place_of(self, other: QWidget) -> None:
        """Stand where the other actions are."""
        self._instead_of = other

    @property
    def asking(self) -> bool:
        return not self.isHidden()

    def ask(self) -> None:
        """Ask for the reason."""
        self.reason = ""
        self.what.set_text(shown(_("Pourquoi rejeter cet effacement ? Cela ne s'annule pas.")))
        self.choices.show()
        self.note.hide()
        if self._instead_of is not None:
            self._instead_of.hide()
        self.show()
        self.buttons[0].setFocus()
        self.changed.emit()

    def choose(self, number: int) -> bool:
        """Take a reason by its key; False where none is asked for."""
        if not self.asking or self.reason or not 1 <= number <= len(self.buttons):
            return False
        self.reason = reasons()[number - 1]
        self.what.set_text(self.reason)
        self.choices.hide()
        self.note.show()
        self.field.set_text("")
        self.field.edit.setFocus()
        self.changed.emit()
        return True

    def withdraw(self) -> bool:
        """Take it back; False where nothing is asked."""
        if not self.asking:
            return False
        self.hide()
        if self._instead_of is not None:
            self._instead_of.show()
        self.changed.emit()
        return True

    def _finish(self) -> None:
        if self.reason:
            note = " ".join(self.field.text().split())
            self.withdraw()
            self.rejected.emit(f"{self.reason} {note}".strip())


class _Press(QObject):
    """One button of a reason."""

    def __init__(self, rejecting: Rejecting, number: int, button: Button) -> None:
        super().__init__(rejecting)
        self._rejecting, self._number = rejecting, number
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._rejecting.choose(self._number)
