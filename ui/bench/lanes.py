"""The two halves of the Poste, side by side, and which of them the keyboard acts on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.bench.half import SWITCH, Half
from ui.bench.routes import Routes
from ui.widgets.button import Button
from ui.widgets.header import Header
from ui.widgets.icons import IconWord
from ui.widgets.layouts import Column, Row, holding
from workshop.domain.holds import Aside
from workshop.domain.lanes import Lane, Presence
from workshop.reader_words import lane as lane_name
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from ui.bench.screen import BenchScreen


class BenchHeader(Header):
    """The header, which two halves have no room for: they show who works here elsewhere."""

    seen = Signal(str)

    def show_person(self, name: str) -> None:
        super().show_person(name)
        self.seen.emit(name)


class TwoLanes(QObject):
    """One half for each lane. The keyboard acts on one of them, and F2 turns it to the other."""

    def __init__(self, screen: BenchScreen, header: BenchHeader) -> None:
        super().__init__(screen)
        self._screen, self._header = screen, header
        self.routes = Routes(long=True)
        self.turn = Button(SWITCH, icon="keyboard", key=SWITCH)
        self.halves = tuple(Half(screen, lane, self.routes) for lane in Lane)
        self.here = self.halves[0]
        self.person = IconWord("person", "")
        self.person.hide()
        halves = Row(*((half.widget, 1) for half in self.halves), gap="xl", stacks=True)
        more = Row(self.routes.read, None, self.person, self.turn, gap="l", stacks=True)
        self.widget: QWidget = holding(Column((halves, 1), self.routes, more, gap="s"))
        self.widget.hide()
        self.is_open = False
        self._connect()
        self._turn(self.here)

    def half_of(self, reader: str) -> Half:
        """Return a reader's half; that of the keyboard for whatever has no lane."""
        return next((half for half in self.halves if half.reader == reader), self.here)

    def open(self, lanes: Mapping[Lane, Presence], code: str) -> None:
        """Be there instead of the one card; `code` is what was in hand."""
        self.is_open = True
        self.tell(lanes)
        self._header.hide()
        self._screen.page.keep_bar(kept=True)
        self.widget.show()
        self.enter(code)

    def tell(self, lanes: Mapping[Lane, Presence]) -> None:
        """Show which reader has which lane, and whether it is there."""
        for half in self.halves:
            half.show_reader(lanes[half.lane])

    def close(self) -> None:
        """Leave: one reader has the whole screen again."""
        self.is_open = False
        for half in self.halves:
            half.curious.close()
            half.show_nothing()
            half.band.calm()
        self.widget.hide()
        self._screen.page.keep_bar(kept=False)
        self._header.show()

    def enter(self, code: str) -> None:
        """Open a machine where the keyboard acts; without one, read anew what both halves show."""
        if code:
            self.here.enter(code)
        else:
            for half in self.halves:
                half.enter()

    def switch(self) -> None:
        """Turn the keyboard to the other half."""
        one, other = self.halves
        self._turn(other if self.here is one else one)

    def _turn(self, here: Half) -> None:
        self.here = here
        for half in self.halves:
            half.turn_keys(here=half is here)
        other = next(half for half in self.halves if half is not here)
        self.turn.set_word(shown(_("Clavier : {lane}").format(lane=lane_name(other.lane))))

    def _connect(self) -> None:
        self._header.seen.connect(self._show_person)
        self.turn.triggered.connect(self.switch)
        self.routes.chosen.connect(self._put_aside)
        self.routes.reading.connect(self._read)
        self.routes.keeping.connect(self._keep_here)
        self.routes.refused.connect(self._explain)
        for half in self.halves:
            for name in ("wanted", "said", "hinted", "told", "typed", "chosen", "recount", "pin_wanted"):
                getattr(half, name).connect(getattr(self._screen, name))
            half.keys_wanted.connect(self.switch)

    def _show_person(self, name: str) -> None:
        self.person.label.set_text(name)
        self.person.setVisible(bool(name))

    def _put_aside(self, aside: Aside) -> None:
        self.here.put_aside(aside)

    def _read(self) -> None:
        self.here.read()

    def _keep_here(self) -> None:
        self.here.keep_here()

    def _explain(self, why: str) -> None:
        self.here.explain(why)
