"""Journal: the last gestures, newest first; one may be taken back, of everything or of the object that is shown."""

from __future__ import annotations

from functools import partial

from ui.journal import telling
from ui.screen import Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.button import Button, Kind
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Lines
from ui.widgets.page import Page
from ui.widgets.panel import Panel
from ui.widgets.prompt import Empty
from ui.widgets.text import Label
from workshop.domain.codes import is_code
from workshop.services.gesture_rows import GestureRow
from workshop.services.journal import JournalPage
from workshop.texts import _
from workshop.words import shown

STEPS = {"Up": -1, "Down": 1}
UNDO, VOUCHED = "undo", "undo-vouched"  # what the journal asks the desk for, with the number of the gesture


class JournalScreen(Screen):
    """Lies over another screen: its own key and Escape close it."""

    name = "journal"

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("Journal")))
        self.list = Lines(shown(_("Les derniers gestes")))
        self.empty = Empty("journal", shown(_("Rien n'est encore écrit.")))
        self.why = Label("", color="ink2", wrap=True)
        self.filter = Button(shown(_("Seulement cet objet")), icon="search", key="F4")
        self.more = Button(shown(_("Plus ancien")), icon="next", key="F3")
        self.close = Button(shown(_("Fermer")), key=shown(_("Échap")))
        self.act = Button(shown(_("Annuler celui-ci")), icon="undo", key="F12", kind=Kind.PRIMARY)
        self.listed = Panel(Column((self.list, 1)), pad=("l", "m"))
        self.nothing = holding(Column(None, self.empty, None))
        actions = Row(self.close, self.filter, self.more, None, self.act, gap="l", stacks=True)
        body = Column((self.listed, 1), (self.nothing, 1), self.why, actions, gap="m")
        super().__init__(session, Page(self.header, body, band=self.band, pad=("xxl", "l")))
        self.page.first_focus = self.list
        self.rows: dict[str, GestureRow] = {}
        self._shown: tuple[GestureRow, ...] = ()
        self._object = ""  # what is shown on the screen below
        self._only = False
        self._before = 0
        self._entering = False  # then the arrows go to what can be taken back, whatever stands above it
        self.keys = {"F3": self.more, "F4": self.filter, "F12": self.act}
        self._connect()

    def enter(self, code: str = "") -> None:
        self._object, self._before = code if is_code(code) else "", 0
        self._only, self._entering = False, True
        self.filter.setVisible(bool(self._object))
        self._read()

    def hear(self, subjects: frozenset[str]) -> None:
        del subjects
        self._before = 0
        self._read()

    def press(self, key: str) -> bool:
        return key in STEPS and self.list.go_by(STEPS[key])

    # what is shown

    def _connect(self) -> None:
        self.list.stepped.connect(self._offer)
        self.act.triggered.connect(self._undo)
        self.act.refused.connect(self._say_why)
        self.filter.triggered.connect(self._turn)
        self.more.triggered.connect(self._older)
        self.close.triggered.connect(self._close)

    def _read(self) -> None:
        about = self._object if self._only else ""
        read = partial(self.session.workshop.journal.page, self.session.actor, about=about, before=self._before)
        self.run(read, self._show)

    def _show(self, page: JournalPage) -> None:
        rows = (*self._shown, *page.rows) if self._before else page.rows
        self._shown = rows
        self.rows = {str(row.seq): row for row in rows}
        first = next((str(row.seq) for row in rows if row.against is None), "") if self._entering else ""
        self._entering = False
        self.list.set_lines(telling.lines_of(rows), keep=first)
        self.listed.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.more.setVisible(page.older)
        context = telling.object_of(page.about) if page.about else _("Les derniers gestes, le plus récent en haut")
        self.header.set_context(shown(context))
        self.filter.set_word(shown(_("Tout montrer") if self._only else _("Seulement cet objet")))
        self._offer()
        if page.broken_at is not None:
            what = _("Le journal a été modifié à partir de l'événement {number}.").format(number=page.broken_at)
            self.band.show_signal(
                BandSignal.REFUSED, shown(_("Attention.")), shown(what), shown(_("Appelez le responsable."))
            )
        self.page.fit()
        if self.page.isVisible():
            self.list.setFocus()

    def _offer(self, _key: str = "") -> None:
        """Say on the button, before it is pressed, whether the gesture may be taken back."""
        row = self.rows.get(self.list.key)
        why = telling.why_not(row) if row else shown(_("Il n'y a rien à annuler."))
        self.act.set_unavailable(why)
        asks = row is not None and row.asks_for_a_pin
        may, pin = _("Ce geste peut être annulé."), _("Une autre personne l'a fait : votre code PIN sera demandé.")
        self.why.set_text(why or shown(pin if asks else may))

    # what is done

    def _turn(self) -> None:
        self._only, self._before = not self._only, 0
        self._read()

    def _older(self) -> None:
        if self._shown:
            self._before = self._shown[-1].seq
            self._read()

    def _undo(self) -> None:
        """Have it taken back; what another person did, after the manager's PIN."""
        row = self.rows.get(self.list.key)
        if row is not None and row.asks_for_a_pin:
            words = shown(_("Annuler : {what}").format(what=telling.what(row)))
            self.vouch(words, partial(self.wanted.emit, VOUCHED, self.list.key))
        else:
            self.wanted.emit(UNDO, self.list.key)

    def _close(self) -> None:
        self.wanted.emit("", "")

    def _say_why(self, reason: str) -> None:
        self.band.show_signal(BandSignal.REFUSED, shown(_("Pas annulé.")), reason)
