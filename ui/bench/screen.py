"""Poste: scan a label, see the machine, do the next thing. With two readers it is two halves, one for each lane."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.bench.card import Facts, Identity
from ui.bench.fact_page import FactPage
from ui.bench.lanes import BenchHeader, TwoLanes
from ui.bench.next_step import NextStep
from ui.bench.one_machine import OneMachine
from ui.bench.reading import BenchShown
from ui.bench.routes import Routes
from ui.questions import Question
from ui.readers import KEYBOARD
from ui.screen import Screen
from ui.session import Session
from ui.widgets.band import Band, Form
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.page import Page
from ui.widgets.prompt import ScanPrompt
from ui.widgets.strip import Strip
from ui.words import day
from workshop.domain.lanes import Presence, two_lanes
from workshop.texts import _
from workshop.words import shown


class BenchScreen(OneMachine):
    """One machine at a time; with two readers, one in each half."""

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.details = Button(shown(_("Détails")), icon="search", key="F4")
        self.routes = Routes()
        self.header = BenchHeader(shown(_("Poste")), "", [self.routes.keep, self.details])
        self.strip, self.identity, self.next, self.facts = Strip(), Identity(), NextStep(), Facts()
        self.question = Question(shown(_("Oui, c'est lui")), shown(_("Non")))
        self.prompt = ScanPrompt(
            shown(_("Scannez l'étiquette d'un ordinateur.")),
            shown(_("Sans douchette : tapez ses 8 derniers chiffres, puis Entrée.")),
        )
        self.work = self._layout()
        self.empty = holding(Column(self.prompt, None))
        self.sheet = FactPage()
        self._single = holding(Column((self.empty, 1), (self.work, 1), (self.sheet, 1)))
        body = Column((self._single, 1))
        super().__init__(session, Page(self.header, body, band=self.band, pad=("xxl", "l")))
        self.lanes = TwoLanes(self, self.header)
        body.put((self.lanes.widget, 1))
        self.routes.chosen.connect(self.put_aside)
        self.routes.reading.connect(self.read)
        self.routes.keeping.connect(self.keep_here)
        self.routes.refused.connect(self.explain)
        self.show_nothing()

    # two readers

    @property
    def bands(self) -> tuple[Band, ...]:
        return self.band, *(half.band for half in self.lanes.halves)

    def for_reader(self, reader: str = KEYBOARD) -> Screen:
        return self.lanes.half_of(reader) if self.lanes.is_open else self

    def show_readers(self, readers: Sequence[Presence]) -> None:
        """Be two halves while two readers have their lanes, else one; what was in hand stays in hand."""
        lanes = two_lanes(readers)
        if lanes and not self.lanes.is_open:
            code = self.code
            self._leave_the_card()
            self._single.hide()
            self.band.calm()
            self.lanes.open(lanes, code)
        elif lanes:
            self.lanes.tell(lanes)
        elif self.lanes.is_open:
            code = self.lanes.here.code
            self.lanes.close()
            self._single.show()
            self.enter(code)

    def enter(self, code: str = "") -> None:
        if self.lanes.is_open:
            self.lanes.enter(code)
        else:
            super().enter(code)

    def hear(self, subjects: frozenset[str]) -> None:
        for half in self.lanes.halves:
            half.hear(subjects)
        super().hear(subjects)

    def _leave_the_card(self) -> None:
        self.curious.close()
        self.question.withdraw()
        self.show_nothing()

    # one machine

    def show_parts(self, there: BenchShown) -> None:
        view = there.view
        received = shown(_("reçu {day}").format(day=day(view.received_at))) if view.received_at else ""
        donor = view.lot.donor if view.lot else ""
        stored = shown(_("rangé en {place}").format(place=view.place.name)) if view.place else ""
        self.header.set_context(" · ".join(text for text in (donor, received, stored) if text))
        self.routes.keep.show()
        self.identity.show_view(view, there.photos)
        self.facts.show_view(there)

    def show_nothing(self) -> None:
        self.header.set_context("")
        self.routes.keep.hide()
        super().show_nothing()

    def _layout(self) -> QWidget:
        right = Column(self.next, self.question, self.facts, None, gap="l")
        body = Column(gap="l")
        body.put(self.strip, late=True)
        body.put((Row(self.identity, (right, 1), gap="l", stacks=True), 1), self.routes)
        return holding(body)
