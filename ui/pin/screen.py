"""The PIN of the manager who works here. Nothing that is typed on this page is ever kept as a scan."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from ui.screen import Answered, Screen, Vouched
from ui.session import Session
from ui.signals import Shape
from ui.widgets.band import Band, Form
from ui.widgets.button import Button, Kind
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row
from ui.widgets.page import Page
from ui.widgets.panel import Look, Panel
from ui.widgets.password import PasswordField
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.domain.errors import PinError
from workshop.domain.pins import LONGEST
from workshop.domain.scanning import Said, Scan
from workshop.services.people import Vouching
from workshop.texts import _
from workshop.words import shown, trouble

MARK_PX = 40


class Asking(QWidget):
    """One field; what is in it is forgotten as soon as it is out of sight."""

    hidden = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.what = Label("", "lead", bold=True, wrap=True)
        self.who = Label("", wrap=True)
        self.field = PasswordField(
            shown(_("Votre code PIN")), help_text=shown(_("Il vaut pour cette seule fois. Puis F12."))
        )
        self.field.edit.setMaxLength(LONGEST)
        self.done = Button(shown(_("Confirmer")), icon="done", key="F12", kind=Kind.PRIMARY)
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        mark = Column(ShapeMark(Shape.WARNING, MARK_PX), None)
        words = Column(self.what, self.who, self.field, gap="m")
        panel = Panel(Row(mark, (words, 1), gap="l"), Look.QUESTION, ("xl", "l"))
        self.setLayout(Column(panel, Row(self.back, None, self.done, gap="l", stacks=True), None, gap="l"))

    def take(self) -> str:
        """Take what was typed, and leave nothing of it in the field."""
        pin = self.field.digits()
        self.field.clear()
        return pin

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.field.clear()
        self.field.set_error("")


class PinScreen(Screen):
    """It stands in front of one act of another screen, and goes back there."""

    name = "pin"

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("Code PIN")))
        self.asking = Asking()
        super().__init__(session, Page(self.header, Column(self.asking), band=self.band, pad=("xxl", "l")))
        self._asked: Vouched | None = None
        self._before, self._over = "", ""
        self.asking.done.triggered.connect(self._try)
        self.asking.field.entered.connect(self._try)
        self.asking.field.scanned.connect(self._warn)
        self.asking.back.triggered.connect(self.go_back)

    def ask(self, asked: Vouched, before: str, over: str = "") -> None:
        """Prepare the page for one act; `before` is the screen that asks, `over` what lay over it and asks."""
        self._asked, self._before, self._over = asked, before, over
        self.asking.what.set_text(asked.what)

    def enter(self, code: str = "") -> None:
        del code
        self.run(partial(self.session.workshop.people.vouching, self.session.actor), self._show)

    def follow(self, answered: Answered) -> None:
        if answered.answer.said is Said.PERSON_SEEN:
            self.enter()

    def keeps(self, scan: Scan) -> bool:
        """Let nothing that may be a PIN become a scan: scans are written down."""
        if not scan.typed and not (scan.text.isdigit() and len(scan.text) <= LONGEST):
            return False
        self.asking.field.set_error(shown(_("Tapez le code dans ce champ.")))
        self._focus()
        return True

    def go_back(self) -> bool:
        before, over = self._before, self._over
        self._asked, self._before, self._over = None, "", ""
        self.wanted.emit(before or "home", "")
        if over:
            self.wanted.emit(over, "")
        return True

    def _show(self, found: Vouching) -> None:
        words = {
            Vouching.NOT_A_MANAGER: _("Seul un responsable peut le faire : il scanne son badge ici."),
            Vouching.NONE_SET: _("Vous n'avez pas encore de code PIN. Choisissez-le : Réglages, Personnes."),
        }
        self.asking.who.set_text(shown(words.get(found, "")) or self.session.person)
        asks = found is Vouching.PIN
        self.asking.who.setVisible(bool(self.asking.who.text()))
        self.asking.field.setVisible(asks)
        self.asking.done.setVisible(asks)
        self.keys = {"F12": self.asking.done} if asks else {}
        if found is Vouching.NOTHING:
            self._passed(None)
            return
        self.page.fit()
        self._focus()

    def _focus(self) -> None:
        field = self.asking.field
        self.page.first_focus = self.asking.back if field.isHidden() else field.edit
        if self.page.isVisible():
            self.page.first_focus.setFocus()

    def _try(self) -> None:
        pin = self.asking.take()
        if self._asked is not None and pin:
            vouch = partial(self.session.workshop.people.vouch, self.session.actor, pin)
            self.session.background.run(vouch, self._passed, self._refused)

    def _passed(self, _nothing: object) -> None:
        asked = self._asked
        self.go_back()
        if asked is not None:
            asked.then()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, PinError):
            self.fail(error)
            return
        sentence = trouble(error)
        self.asking.field.set_error(" ".join(part for part in (sentence.what, sentence.do) if part))
        self._focus()

    def _warn(self) -> None:
        self.asking.field.set_error(shown(_("La douchette a écrit ici : c'est effacé. Tapez le code.")))
