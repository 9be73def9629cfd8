"""Opens and closes what F4 shows, and fetches what is shown there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.bench import reading
from ui.bench.reading import FactsShown
from workshop.services.fact_views import RawText
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from ui.bench.one_machine import OneMachine


class Curious(QObject):
    """The way from the card to all of its facts, and back."""

    def __init__(self, screen: OneMachine) -> None:
        super().__init__(screen)
        self._screen, self._page = screen, screen.sheet
        screen.details.triggered.connect(self.turn)
        screen.sheet.closing.triggered.connect(self.close)
        screen.sheet.raw.triggered.connect(self._turn_answers)
        screen.sheet.picked.connect(self._fetch)

    @property
    def is_open(self) -> bool:
        return not self._page.isHidden()

    @property
    def code(self) -> str:
        return self._screen.view.card.code if self._screen.view else ""

    def turn(self) -> None:
        """Show all facts, or the card again."""
        if self.is_open:
            self.close()
        elif self.code:
            self._screen.run(partial(reading.read_facts, self._screen.session.workshop, self.code), self._show)

    def close(self) -> None:
        """Show the card again."""
        if not self.is_open:
            return
        self._page.hide()
        self._screen.work.show()
        self._screen.details.set_word(shown(_("Détails")))
        self._settle()

    def step_back(self) -> bool:
        """Take one step back; False where the card is shown already."""
        if not self.is_open:
            return False
        if not self._page.step_back():
            self.close()
        return True

    def press(self, key: str) -> bool:
        """One key begins a search; F4 works while an answer covers the button in the header, too."""
        if key == "F4" and self.code:
            self._screen.details.click()
            return True
        if not (self.is_open and key == self._page.search_key):
            return False
        self._page.search.edit.setFocus()
        self._page.search.edit.selectAll()
        return True

    def _show(self, there: FactsShown) -> None:
        sheet = there.sheet
        if sheet.card.code != self.code or sheet.diagnosis is None:
            return
        self._screen.work.hide()
        self._page.show()
        self._screen.details.set_word(shown(_("Fermer")))
        self._page.show_facts(there)
        self._settle()
        self._screen.page.first_focus = self._page.text
        self._page.focus()

    def _settle(self) -> None:
        self._screen.give_keys()
        self._screen.page.fit()
        self._screen.page.area.verticalScrollBar().setValue(0)
        self._screen.restore_focus()

    def _turn_answers(self) -> None:
        self._page.show_answers(shown_=not self._page.shows_answers)
        self._screen.page.fit()

    def _fetch(self, name: str) -> None:
        self._screen.run(partial(reading.read_raw, self._screen.session.workshop, self.code, name), self._show_answer)

    def _show_answer(self, raw: RawText | None) -> None:
        self._page.show_answer(raw)
