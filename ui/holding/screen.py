"""Garder ici: what must not move, why, and how a manager lets it go; reached from Poste and Effacer."""

from __future__ import annotations

from functools import partial

from ui.holding import telling
from ui.holding.pages import DeedPage, WhatPage
from ui.holding.telling import Deed
from ui.screen import Answered, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.header import Header
from ui.widgets.layouts import Column
from ui.widgets.page import Page
from workshop.domain.codes import Code, Kind
from workshop.domain.holds import Consent
from workshop.domain.scanning import Said
from workshop.domain.typography import grouped
from workshop.holding_wiring import holding_of
from workshop.services.holding import HeldView, Holding
from workshop.services.scanning import Place
from workshop.texts import _
from workshop.words import shown


class HoldingScreen(Screen):
    """One object, or one lot; Escape goes back to where it is worked on."""

    name = "holding"

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("Garder ici")))
        self.what, self.one = WhatPage(), DeedPage()
        body = Column((self.what, 1), (self.one, 1))
        super().__init__(session, Page(self.header, body, band=self.band, pad=("xxl", "l")))
        self.code = ""
        self.view: HeldView | None = None
        self._opening = False
        self.what.picked.connect(self._ask)
        self.what.back.triggered.connect(self.go_back)
        self.one.back.triggered.connect(self.go_back)
        self.one.wanted.connect(self._decide)
        self.one.do.refused.connect(self._explain)
        self._show(None)

    # what the shell asks

    def place(self) -> Place:
        return Place(self.name, subject=self.code)

    def enter(self, code: str = "") -> None:
        """Open what is kept: at the first reason, where there is one."""
        if code:
            self._opening = True
            self.code, self.view = code, None
            self._show(None)
        self._read()

    def follow(self, answered: Answered) -> None:
        if answered.answer.said is Said.PERSON_SEEN:
            self._read()

    def hear(self, subjects: frozenset[str]) -> None:
        if self.view is not None and subjects & {self.view.about.code, self.view.lot.code}:
            self._read()

    def choose(self, number: int) -> bool:
        return (self.what if self.one.isHidden() else self.one).choose(number)

    def press(self, key: str) -> bool:
        if key != "F2" or self.one.isHidden() or self.one.asked.isHidden():
            return False
        self.one.reference.edit.setFocus()
        return True

    def go_back(self) -> bool:
        if not self.one.isHidden():
            self._show(None)
        else:
            loose = not self.code or Code(self.code).kind in (Kind.LOT, Kind.DRIVE)
            self.wanted.emit("wiping" if loose else "bench", "" if loose else self.code)
        return True

    # what is shown

    def _read(self) -> None:
        if self.code:
            self.aside(partial(self._holding.of, self.code), self._show_view)

    def _show_view(self, view: HeldView) -> None:
        if view.about.code != self.code:
            return
        opening, self._opening, self.view = self._opening, False, view
        whose = "" if view.is_lot else view.lot.name
        parts = (view.about.name, grouped(view.about.code), whose)
        self.header.set_context(" · ".join(part for part in parts if part))
        self.what.show_view(view)
        possible = telling.deeds(view)
        if opening and view.held:
            self._ask(possible[0])
        elif self.one.isHidden() or self.one.deed not in possible:
            self._show(None)
        else:
            self.page.fit()

    def _show(self, deed: Deed | None) -> None:
        if deed is not None and self.view is not None:
            self.one.show_deed(self.view, deed)
        self.what.setVisible(deed is None and self.view is not None)
        self.one.setVisible(deed is not None)
        self.keys = self.one.keys if deed is not None else {}
        self.page.fit()
        self.page.first_focus = self.page
        if self.page.isVisible():
            self.page.setFocus()

    def _ask(self, deed: Deed) -> None:
        self._show(deed)

    def _explain(self, why: str) -> None:
        self.band.show_signal(BandSignal.REFUSED, shown(_("Refusé.")), why)

    # what is done

    @property
    def _holding(self) -> Holding:
        return holding_of(self.session.workshop)

    def _decide(self) -> None:
        deed = self.one.deed
        if deed is None or self.view is None:
            return
        code = self.view.lot.code if self.one.with_lot else self.code
        if deed.releases:  # what was answered is taken now: the page of the PIN comes in between
            release = partial(self._release, deed, code, self.one.consent, self.one.reference.text())
            self.vouch(telling.word(deed), release)
        else:
            self.aside(partial(self._holding.place, self.session.actor, code, deed.reason), partial(self._done, deed))

    def _release(self, deed: Deed, code: str, consent: Consent | None, reference: str) -> None:
        job = partial(self._holding.release, self.session.actor, code, deed.reason, consent, reference)
        self.aside(job, partial(self._done, deed))

    def _done(self, deed: Deed, view: HeldView) -> None:
        words = telling.done(deed)
        self.said.emit(words)
        self.band.show_signal(BandSignal.FINISHED, shown(_("C'est écrit.")), words)
        self._show(None)
        if view.about.code == self.code:
            self._show_view(view)
        else:
            self._read()
