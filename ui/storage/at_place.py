"""Working at one place: it is opened, machines are put or seen there, and at the end it is counted or only left."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.screen import Screen
from ui.storage.place_page import GO_ON, MISSING, PlacePage
from workshop.domain.storage import Place
from workshop.services.storage import Counted, Shelf
from workshop.texts import _
from workshop.words import shown


class AtPlace(QObject):
    """`opened`: another place is open; `changed`: it looks otherwise; `ended`: what was done there, or None.

    Reads the place again after every scan, never twice at once.
    """

    opened = Signal()
    changed = Signal()
    ended = Signal(object)  # Counted, or None

    def __init__(self) -> None:
        super().__init__()
        self.page = PlacePage()
        self.code = ""
        self.before: dict[str, str] = {}  # where machines stood that came here
        self._screen: Screen | None = None
        self._reading = self._again = False
        self.page.count.triggered.connect(self._count)
        self.page.finish.triggered.connect(self.finish)
        self.page.question.answered.connect(self._missing_or_not)

    def work_for(self, screen: Screen) -> None:
        """Belong to a screen: its session is used, trouble is told there."""
        self.setParent(screen)
        self._screen = screen

    @property
    def screen(self) -> Screen:
        assert self._screen is not None
        return self._screen

    @property
    def asks(self) -> bool:
        """Whether an answer is waited for."""
        return not self.page.question.isHidden()

    def open(self, code: str) -> None:
        """Open a place, or go on where it is open."""
        job = partial(self.screen.session.workshop.storage.open, self.screen.session.actor, code)
        self.screen.run(job, self._opened)

    def was_opened(self, code: str) -> None:
        """Show a place that a scan has opened."""
        if self.code != code:
            self.forget()
        self.code = code
        self.opened.emit()
        self.read()

    def note(self, code: str, before: str) -> None:
        """Show what a scan put or saw here just now."""
        self.page.note(code)
        self.before[code] = before
        self.page.question.withdraw()  # it was asked before this one was seen
        self.read()

    def read(self) -> None:
        """Read the place now, or once more as soon as what runs has ended."""
        if self._reading:
            self._again = True
        elif self.code:
            self._reading = True
            self.screen.run(partial(self.screen.session.workshop.storage.shelf, self.code), self._read)

    def finish(self) -> None:
        """End: a count in which machines are missing asks first."""
        if self.code:
            storage, actor = self.screen.session.workshop.storage, self.screen.session.actor
            self.screen.run(partial(storage.finish, actor, self.code), self._finished)

    def choose(self, number: int) -> bool:
        """Answer what is asked; False where nothing is."""
        return self.page.question.choose(number)

    def forget(self) -> None:
        """Show no place any more; what is open stays open."""
        self.code = ""
        self.before = {}
        self.page.forget()

    def forgive(self) -> None:
        """After trouble: what is shown is read again when something happens."""
        self._reading = self._again = False

    def _opened(self, place: Place) -> None:
        self.was_opened(place.code)

    def _read(self, shelf: Shelf) -> None:
        self._reading = False
        if shelf.place.code == self.code:
            self.before |= {one.card.code: one.before for one in shelf.come}
            self.page.show_shelf(shelf)
            self.changed.emit()
        if self._again or shelf.place.code != self.code:
            self._again = False
            self.read()

    def _count(self) -> None:
        if self.code:
            storage, actor = self.screen.session.workshop.storage, self.screen.session.actor
            self.screen.run(partial(storage.begin_count, actor, self.code), self._counting)

    def _counting(self, _place: Place) -> None:
        self.read()
        self.screen.said.emit(shown(_("Comptage commencé")))

    def _finished(self, counted: Counted) -> None:
        if counted.open:
            self.page.ask(counted)
            self.changed.emit()
        else:
            self.ended.emit(counted)

    def _missing_or_not(self, number: int) -> None:
        storage, actor = self.screen.session.workshop.storage, self.screen.session.actor
        self.changed.emit()
        if number == MISSING:
            self.screen.run(partial(storage.finish, actor, self.code, confirmed=True), self._finished)
        elif number != GO_ON:
            self.screen.run(partial(storage.leave, actor, self.code), self._left)

    def _left(self, _nothing: object) -> None:
        self.ended.emit(None)
