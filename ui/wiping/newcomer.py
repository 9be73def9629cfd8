"""How a drive that no record knows comes in: it is met, asked of which lot it is, received, and gets its label."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.papers import make_label, print_label, show_label
from ui.screen import Screen
from ui.wiping import asking
from ui.wiping.stranger import Stranger
from workshop.domain.lots import DriveCard, Lot
from workshop.domain.wiping import MediumIdentity, PresentDrive
from workshop.texts import _
from workshop.words import shown


class Newcomer(QObject):
    """One drive at a time; `drive` None: there is none that anybody has to look at."""

    changed = Signal()  # another drive, another question, or none any more
    received = Signal(object)  # DriveCard
    said = Signal(str)

    def __init__(self, screen: Screen, view: Stranger) -> None:
        super().__init__(screen)
        self._screen, self._view = screen, view
        self.drive: MediumIdentity | None = None
        self._others = 0
        self._ignored: set[MediumIdentity] = set()  # until they are unplugged
        self._coming: MediumIdentity | None = None  # the one that is being received
        view.let_in.triggered.connect(self._ask_of_which_lot)
        view.lot_chosen.connect(self.let_in)

    @property
    def asks_lot(self) -> bool:
        """Whether a lot's slip says now of which lot it is."""
        return self.drive is not None and self._view.asking

    def meet(self, strangers: tuple[PresentDrive, ...]) -> None:
        """Take the first one that nobody has put aside; the one that is asked about stays."""
        media = [one.medium for one in strangers]
        self._ignored &= set(media)
        new = [medium for medium in media if medium not in self._ignored and medium != self._coming]
        if self.drive in new or (self.drive is None and not new):
            return
        self.drive = new[0] if new else None
        self._others = max(0, len(new) - 1)
        if self.drive is not None:
            self._view.show_drive(self.drive, self._others)
        self.changed.emit()

    def step_back(self) -> bool:
        """Go back to the drive from the question about its lot; False where the question was not asked."""
        if not self.asks_lot or self.drive is None:
            return False
        self._view.show_drive(self.drive, self._others)
        self.changed.emit()
        return True

    def put_aside(self) -> None:
        """Do not ask about it again, as long as it stays plugged in."""
        if self.drive is not None:
            self._ignored.add(self.drive)
        self.forget()

    def forget(self) -> None:
        """Ask about none; what is still unknown is met again."""
        self.drive = None

    def let_in(self, lot: str) -> None:
        """Receive it in a lot."""
        if self.drive is None or self._coming is not None:
            return
        self._coming = self.drive
        session = self._screen.session
        self.forget()
        self.changed.emit()
        session.background.aside(partial(asking.receive, session, lot, self._coming), self._is_in, self._is_not_in)

    def print_label(self, code: str) -> None:
        """Print a drive's label, now; every copy is written down."""
        session = self._screen.session
        self._screen.aside(partial(print_label, session.workshop, session.actor, code), self._printed)

    def _ask_of_which_lot(self) -> None:
        if self.drive is not None:
            self._screen.aside(partial(asking.open_lots, self._screen.session, self.drive), self._has_lots)

    def _has_lots(self, answer: tuple[MediumIdentity, tuple[Lot, ...]]) -> None:
        drive, lots = answer
        if drive == self.drive:
            self._view.ask_lot(lots)
            self.changed.emit()

    def _is_not_in(self, error: Exception) -> None:
        self._coming = None
        self._screen.fail(error)

    def _is_in(self, card: DriveCard) -> None:
        self._coming = None
        self.received.emit(card)
        if not card.machine and not self._screen.session.workshop.printing.there:  # a printer prints by itself
            self._screen.aside(partial(make_label, self._screen.session.workshop, card.code), self._label_is_made)

    def _label_is_made(self, path: Path) -> None:
        del path
        self.said.emit(shown(_("L'étiquette du disque est prête. Imprimez-la : Ctrl P")))

    def _printed(self, path: Path | None) -> None:
        self.said.emit(show_label(path))
