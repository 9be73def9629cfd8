"""Douchette d'essai: the codes that lie about in an exercise. Pressing one scans it, as a reader would."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from ui.screen import Screen
from ui.session import Session
from ui.virtual_reader import VirtualReader
from ui.widgets.button import Button
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row
from ui.widgets.page import Page
from ui.widgets.text import Label
from ui.words import state
from workshop.domain.typography import grouped
from workshop.services.practice import MOST, Practice, PracticeCode, Printed
from workshop.texts import _
from workshop.words import shown

ICONS = {
    Printed.SERIAL: "number",
    Printed.LABEL: "label",
    Printed.LOT: "lot",
    Printed.ORDER: "order",
    Printed.TRADE: "box",
}


class PracticeScreen(Screen):
    """Lies over the screen where the scan is answered; the answer takes it away."""

    name = "practice"

    def __init__(self, session: Session) -> None:
        self.header = Header(
            shown(_("Douchette d'essai")), shown(_("Choisissez un code : il est lu comme par une vraie."))
        )
        self.offered = tuple(Button(" ", icon="number", key=str(number)) for number in range(1, MOST + 1))
        self.nothing = Label(shown(_("Il n'y a rien à scanner ici.")), "lead", wrap=True)
        self.nothing.hide()
        self.close = Button(shown(_("Fermer")), key=shown(_("Échap")))
        body = Column(*self.offered, self.nothing, None, Row(self.close, None, stacks=True), gap="m")
        super().__init__(session, Page(self.header, body, pad=("xxl", "l")))
        self.page.first_focus = self.offered[0]
        self.reader = VirtualReader(self)
        self._codes: tuple[PracticeCode, ...] = ()
        self._presses = [_Press(self, number, button) for number, button in enumerate(self.offered, 1)]
        self.close.triggered.connect(self._leave)

    def enter(self, code: str = "") -> None:
        self.run(partial(Practice(self.session.workshop.store).codes, code), self.show_codes)

    def show_codes(self, codes: tuple[PracticeCode, ...]) -> None:
        """Offer these codes."""
        self._codes = codes
        for button, each in zip(self.offered, codes, strict=False):
            button.set_word(*_told(each))
        for place, button in enumerate(self.offered):
            button.setVisible(place < len(codes))
        self.nothing.setVisible(not codes)
        self.page.fit()

    def choose(self, number: int) -> bool:
        if not 1 <= number <= len(self._codes):
            return False
        window = self.page.window().windowHandle()
        if window is not None:
            self.reader.scan(window, self._codes[number - 1].text)
        return True

    def _leave(self) -> None:
        self.wanted.emit("", "")


def _told(code: PracticeCode) -> tuple[str, str]:
    """Return what a code is on and what it is, and its icon."""
    match code.printed:
        case Printed.SERIAL:
            word = _("{name} · numéro de série {text}").format(name=code.name, text=code.text)
        case Printed.LABEL:
            word = f"{code.name} · {grouped(code.text)} · {state(code.state)[0]}"
        case Printed.LOT:
            word = _("Lot de {donor}").format(donor=code.name)
        case Printed.ORDER:
            word = _("Commande de {buyer}").format(buyer=code.name)
        case Printed.TRADE:
            word = _("Le code d'un carton : ce n'est pas le bon")
    return shown(word), ICONS[code.printed]


class _Press(QObject):
    """One code."""

    def __init__(self, screen: PracticeScreen, number: int, button: Button) -> None:
        super().__init__(screen)
        self._screen, self._number = screen, number
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._screen.choose(self._number)
