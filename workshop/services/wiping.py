"""Wiping: an eraser runs, its log is kept, and what the log proves becomes the drive's disposition."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from workshop.domain import events as happened
from workshop.domain.content import from_content, to_content
from workshop.domain.grading import Contract
from workshop.domain.lots import DriveCard
from workshop.domain.machines import fold_drive, why_not_on_drive
from workshop.domain.people import Actor
from workshop.domain.proofs import NotProven, Proof, conclude
from workshop.domain.wiping import MediumIdentity, WipeLog
from workshop.services.machines import drive_card_of, machine_of, make_ready, record_on_drive, refuse
from workshop.services.ports import Eraser, Look, Store, WipeOrder, WipeProgress

FACT = "wipe-log"


def conclusion_of(look: Look, drive: DriveCard) -> Proof | NotProven | None:
    """Judge the kept log of a drive again: the word « proven » is never stored without what proves it."""
    content = look.fact(drive.wipe_log) if drive.wipe_log else None
    return conclude(from_content(WipeLog, content)) if content else None


class Wiping:
    """Runs erasers and remembers what they did."""

    def __init__(self, store: Store, contract: Callable[[], Contract]) -> None:
        self._store = store
        self._contract = contract

    def wipe(
        self,
        actor: Actor,
        drive: str,
        medium: MediumIdentity,
        eraser: Eraser,
        *,
        exercise: bool,
        on_progress: Callable[[WipeProgress], None] | None = None,
    ) -> Proof | NotProven:
        """Wipe one medium for a drive's record. The start is durable before the first write to the medium."""
        with self._store.working(actor) as work:
            card = drive_card_of(work, drive)
            machine = machine_of(work, card.machine) if card.machine else None
            started = happened.WipeStarted(eraser.method.id)
            refuse(drive, why_not_on_drive(machine, fold_drive(drive, work.history(drive)), started))
            record_on_drive(work, drive, started)
        log = eraser.wipe(WipeOrder(uuid4().hex, drive, eraser.method, medium, exercise), on_progress)
        return self.conclude(actor, log)

    def conclude(self, actor: Actor, log: WipeLog) -> Proof | NotProven:
        """Keep a log and write what it proves."""
        conclusion = conclude(log)
        with self._store.working(actor) as work:
            digest = work.keep(FACT, log.drive, to_content(log))
            record_on_drive(work, log.drive, _outcome(digest, conclusion))
        return conclusion

    def validate(self, actor: Actor, drive: str) -> DriveCard:
        """Approve the proof of a drive: a person's decision, apart from the measure."""
        with self._store.working(actor) as work:
            card = record_on_drive(work, drive, happened.WipeValidated())
            if card.machine:
                make_ready(work, card.machine, self._contract())
            return card

    def reject(self, actor: Actor, drive: str, reason: str = "") -> DriveCard:
        """Refuse the proof of a drive."""
        with self._store.working(actor) as work:
            return record_on_drive(work, drive, happened.WipeRejected(reason))

    def attest_destruction(self, actor: Actor, drive: str, photo: str = "") -> DriveCard:
        """Attest that a person saw a drive destroyed; software never claims it."""
        with self._store.working(actor) as work:
            return record_on_drive(work, drive, happened.DestructionAttested(photo))


def _outcome(digest: str, conclusion: Proof | NotProven) -> happened.Event:
    if isinstance(conclusion, Proof):
        return happened.WipeProven(digest, conclusion.reservations)
    return happened.WipeNotProven(digest, conclusion.doubts)
