"""« À faire maintenant » : one sentence, and at most one button."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.text import Label
from ui.words import ACTION_ICONS
from workshop.domain.chain import Action
from workshop.texts import _
from workshop.words import action as told
from workshop.words import shown


@dataclass(frozen=True)
class Offer:
    """What the button does, and the key that does it too."""

    word: str
    key: str


def offers() -> dict[Action, Offer]:
    """Return the actions that can be done from here; the others are done elsewhere, and the sentence says where."""
    return {
        Action.RECEIVE: Offer(_("Entrée"), "F5"),
        Action.READ: Offer(_("Lire cet ordinateur"), "F3"),
        Action.TRIAGE: Offer(_("Trier"), "F12"),
        Action.WIPE: Offer(_("Effacer"), "F7"),
        Action.VALIDATE: Offer(_("Effacer"), "F7"),
        Action.INSTALL: Offer(_("Installer"), "F11"),
        Action.INSPECT: Offer(_("Tests"), "F11"),
        Action.GRADE: Offer(_("État"), "Ctrl E"),
        Action.REMOVE_TAG: Offer(_("C'est retiré"), "F12"),
        Action.RESERVE: Offer(_("Livraison"), "F9"),
        Action.PACK: Offer(_("Livraison"), "F9"),
        Action.RELEASE: Offer(_("Libérer"), "F12"),
        Action.BRING_BACK: Offer(_("Il revient"), "F12"),
        Action.UNLOCK: Offer(_("Il est débloqué"), "F12"),
    }


class NextStep(Panel):
    """The one thing to do now; `pressed` says that the person wants to do it."""

    pressed = Signal(object)  # Action

    def __init__(self, *, narrow: bool = False) -> None:
        """Lay it out; `narrow`: for half a screen, the button under the words."""
        self.action = Action.NOTHING
        self.what = Label("", "title", bold=True, wrap=True)
        self.do = Label("", wrap=True)
        self.buttons = {
            action: Button(shown(offer.word), icon=ACTION_ICONS[action], key=offer.key, kind=Kind.PRIMARY, role="lead")
            for action, offer in offers().items()
        }
        words = Column(
            Label(shown(_("À faire maintenant")), "small", bold=True, color="ink2"), self.what, self.do, gap="xs"
        )
        buttons = self.buttons.values()
        if narrow:
            super().__init__(Column(words, *buttons, gap="xs"), Look.DO_NOW, ("xl", "s"))
        else:
            super().__init__(Row((words, 1), *buttons, gap="xl", stacks=True), Look.DO_NOW, ("xl", "s"))
        for button in self.buttons.values():
            button.triggered.connect(self._press)
            button.hide()

    @property
    def button(self) -> Button | None:
        """The primary button, where there is something to press."""
        return self.buttons.get(self.action)

    @property
    def key(self) -> str:
        offer = offers().get(self.action)
        return offer.key if offer else ""

    def show_action(self, action: Action) -> None:
        self.action = action
        sentence = told(action)
        self.what.set_text(sentence.what)
        self.do.set_text(sentence.do)
        for other, button in self.buttons.items():
            button.setVisible(other is action)

    def show_keys(self, *, shown_: bool) -> None:
        """Name the keys on the buttons, or not where keys act elsewhere."""
        for action, offer in offers().items():
            self.buttons[action].set_key(offer.key if shown_ else "", Kind.PRIMARY if shown_ else Kind.PLAIN)

    def show_progress(self, what: str, do: str) -> None:
        """Say what is happening instead: a wait over a second is told in words."""
        self.what.set_text(what)
        self.do.set_text(do)

    def _press(self) -> None:
        self.pressed.emit(self.action)
