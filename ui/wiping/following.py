"""Follows the wipes of this bench off the GUI thread: often while they are looked at, now and then otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.session import Session
from ui.wiping.telling import Teller, Told
from workshop.domain.errors import WorkshopError
from workshop.domain.lots import DriveCard
from workshop.domain.wiping import PresentDrive, WipeCard

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor

PERIOD_MS = 1000
SELDOM = 5  # periods: elsewhere the ends are concluded all the same
FOR_DRIVES = 10  # periods: whether an authorised drive has been plugged in, which asks each of them
FOR_STRANGERS = 3  # periods: whether a drive that no record knows has been plugged in, which asks none of them

Started = tuple[tuple[DriveCard, WipeCard | WorkshopError], ...]


@dataclass(frozen=True)
class Seen:
    """How everything stands; `started` are the authorised drives that have just begun, or why they did not.

    `strangers` are the drives that no record knows; None: nobody looked.
    """

    wipes: tuple[Told, ...]
    started: Started = ()
    strangers: tuple[PresentDrive, ...] | None = None


def see(workshop: Workshop, actor: Actor, teller: Teller, *, start: bool, strangers: bool = False) -> Seen:
    """Start what a manager authorised, conclude what has ended, and tell how all wipes stand."""
    started = workshop.wiping.start_authorised(actor) if start else ()
    workshop.wiping.settle(actor)
    found = workshop.drives.strangers(workshop.wiping.here()) if strangers else None
    return Seen(teller.told(workshop.wiping.running(), actor.bench), started, found)


class Following(QObject):
    """Looks once a second while its screen is visible, every fifth second otherwise; never twice at once."""

    seen = Signal(object)  # Seen
    failed = Signal(object)  # WorkshopError, once until it works again

    def __init__(
        self, session: Session, visible: Callable[[], bool], curious: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._visible, self._curious = session, visible, curious
        self._teller = Teller()
        self._looking = self._again = self._gone = self._troubled = False
        self._periods = 0
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def look_now(self) -> None:
        """Look at once: something was started, stopped, or said."""
        if self._looking:
            self._again = True
            return
        self._look(start=self._visible())

    def leave(self) -> None:
        """Stop for ever: this profile is closed."""
        self._gone = True
        self._timer.stop()

    def _tick(self) -> None:
        self._periods = (self._periods + 1) % (SELDOM * FOR_DRIVES)
        if not self._looking and (self._visible() or self._periods % SELDOM == 0):
            start = self._visible() and self._periods % FOR_DRIVES == 0
            self._look(start=start, strangers=self._periods % FOR_STRANGERS == 0)

    def _look(self, *, start: bool, strangers: bool = True) -> None:
        if self._gone:
            return
        self._looking = True
        wanted = strangers and self._visible() and self._curious()
        workshop, actor = self._session.workshop, self._session.actor
        job = partial(see, workshop, actor, self._teller, start=start, strangers=wanted)
        self._session.background.aside(job, self._show, self._fail)

    def _show(self, seen: Seen) -> None:
        self._looking = self._troubled = False
        if self._gone:
            return
        self.seen.emit(seen)
        if self._again:
            self._again = False
            self.look_now()

    def _fail(self, error: Exception) -> None:
        self._looking = self._again = False
        if self._gone:
            return
        if not isinstance(error, WorkshopError):
            raise error
        if not self._troubled:
            self._troubled = True
            self.failed.emit(error)
