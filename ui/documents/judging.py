"""What a validator does in the inbox: look at a proof, validate it, validate all plain ones of a lot, or reject it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.documents import doing
from ui.documents.doing import Validated
from ui.documents.inbox_page import InboxPage
from ui.documents.proofs_telling import ProofTold, tell
from ui.documents.reading import Reading
from ui.screen import Screen
from workshop.domain.people import Actor
from workshop.services.proof_views import Inbox


class Judging(QObject):
    """The inbox and what its keys do; `changed` says that other keys may be offered."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page = InboxPage()
        self.busy = False
        self._wanted = ""  # the proof that is read next

    def work_for(self, screen: Screen) -> None:
        """Belong to a screen: its session is used, trouble is told there."""
        self.setParent(screen)
        self._screen = screen
        self._inbox = Reading(screen, self._read_inbox, self._inbox_read)
        self._proof = Reading(screen, self._read_proof, self._proof_read)
        page = self.page
        page.looked_at.connect(self._look_at)
        page.validate.triggered.connect(self._validate)
        page.all_wanted.connect(self._validate_all)
        page.rejecting.rejected.connect(self._reject)
        page.asked.connect(self.changed)

    def read(self) -> None:
        """Read what waits."""
        self._inbox.now()

    def pick(self, code: str) -> bool:
        """Go to the proof of a machine or a drive whose label was scanned; False where none waits."""
        rows = self.page.inbox.rows
        found = next((row.card.code for row in rows if code in (row.card.code, row.card.machine)), "")
        return bool(found) and self.page.list.pick(found)

    def _read_inbox(self) -> Inbox:
        return self._screen.session.workshop.office.proofs.inbox()

    def _inbox_read(self, inbox: Inbox) -> None:
        self.page.show_inbox(inbox)
        self._look_at(self.page.list.key)
        if self._screen.page.hasFocus() and inbox.rows:
            self.page.list.setFocus()
        self._screen.page.fit()
        self.changed.emit()

    def _look_at(self, drive: str) -> None:
        self._wanted = drive
        if drive:
            self._proof.now()

    def _read_proof(self) -> ProofTold:
        session = self._screen.session
        return tell(session.workshop.office.proofs.proof(session.actor, self._wanted))

    def _proof_read(self, told: ProofTold) -> None:
        self.page.show_proof(told)
        self.changed.emit()
        self._screen.page.fit()

    def _actor(self) -> Actor:
        return self._screen.session.actor

    def _run(self, job: Any, done: Any) -> None:
        if not self.busy:
            self.busy = True
            self._screen.session.background.aside(job, done, self._failed)

    def _failed(self, error: Exception) -> None:
        self.busy = False
        self._screen.fail(error)
        self.read()

    def _validate(self) -> None:
        self._validate_all((self.page.drive,) if self.page.drive else ())

    def _validate_all(self, drives: tuple[str, ...]) -> None:
        if drives:
            self._screen.vouch(doing.validation_words(len(drives)), partial(self._really_validate, drives))

    def _really_validate(self, drives: tuple[str, ...]) -> None:
        self.page.list.setFocus()
        self._run(partial(doing.validate, self._screen.session.workshop, self._actor(), drives), self._validated)

    def _validated(self, done: Validated) -> None:
        self.busy = False
        if done.number:
            self._screen.said.emit(doing.validated_words(done.number))
        if done.why is not None:
            self._screen.fail(done.why)
        self.read()

    def _reject(self, why: str) -> None:
        if self.page.drive:
            self.page.list.setFocus()
            workshop, drive = self._screen.session.workshop, self.page.drive
            self._run(partial(doing.reject, workshop, self._actor(), drive, why), self._rejected)

    def _rejected(self, words: str) -> None:
        self.busy = False
        self._screen.said.emit(words)
        self.read()
