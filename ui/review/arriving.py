"""Reports that arrive by themselves: looked for every few seconds beside the work, one file at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from ui.review.taking import Told, not_taken, take
from ui.session import Session
from workshop.domain.errors import WorkshopError
from workshop.domain.reports import MissedFile

EVERY_MS = 3_000


class File(Protocol):
    """A file that may be a report."""

    @property
    def name(self) -> str: ...

    @property
    def content(self) -> bytes: ...


class Places(Protocol):
    """Where files arrive; each file is told once."""

    def poll(self) -> Sequence[File]: ...

    def missed(self) -> Sequence[MissedFile]: ...


class Arriving(QObject):
    """Looks, takes, and says what became of each file. `places` is asked for once, off the GUI thread."""

    told = Signal(object)  # Told
    failed = Signal(object)  # WorkshopError

    def __init__(self, session: Session, places: Callable[[], Places], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._open_places = places
        self._places: Places | None = None
        self._files: deque[File] = deque()
        self._busy = self._stopped = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def watching(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        """Look now, and every few seconds from now on."""
        self._stopped = False
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more; the file that is being taken is taken."""
        self._stopped = True
        self._timer.stop()
        self._files.clear()

    def look(self) -> None:
        """Look once, unless a look is still under way."""
        if not self._busy:
            self._busy = True
            self._session.background.aside(self._look, self._found, self._trouble)

    def _look(self) -> tuple[Sequence[File], Sequence[MissedFile]]:
        if self._places is None:
            self._places = self._open_places()
        return self._places.poll(), self._places.missed()

    def _found(self, looked: tuple[Sequence[File], Sequence[MissedFile]]) -> None:
        files, missed = looked
        for file in missed:
            self.told.emit(not_taken(file.name, file.why))
        self._files.extend(files)
        self._next()

    def _next(self) -> None:
        """Take one file: whoever waits for a worker waits for one file at the most."""
        if self._stopped or not self._files:
            self._busy = False
            return
        file = self._files.popleft()
        job = partial(take, self._session.workshop, self._session.actor, file.name, file.content)
        self._session.background.aside(job, self._taken, self._trouble)

    def _taken(self, told: Told) -> None:
        self.told.emit(told)
        self._next()

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, WorkshopError):
            self.stop()  # a bug is told once, not every few seconds
            self._busy = False
            raise error
        self.failed.emit(error)
        self._next()
