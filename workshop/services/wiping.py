"""Wiping: wipes are started, followed and concluded, and what a log proves becomes the drive's disposition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from threading import Lock
from uuid import uuid4

from workshop.domain import events as happened
from workshop.domain.content import from_content, read_time, to_content
from workshop.domain.diagnosis import Health
from workshop.domain.drives import Disposition, Refusal
from workshop.domain.errors import RefusedError, UnknownCodeError, WipeRefusedError, WorkshopError
from workshop.domain.grading import Contract
from workshop.domain.journal import undone_events
from workshop.domain.lots import DriveCard
from workshop.domain.machines import Machine, fold_drive, why_not_on_drive
from workshop.domain.people import Actor
from workshop.domain.proofs import NotProven, Proof, conclude
from workshop.domain.wiping import MediumIdentity, PresentDrive, WipeCard, WipeLog
from workshop.services.machines import drive_card_of, machine_of, make_ready, record, record_on_drive, refuse
from workshop.services.ports import Eraser, Followed, Look, Store, WipeOrder, WipeProgress
from workshop.services.wipe_authorised import LeftAlone, waiting
from workshop.services.wipe_ends import (
    FACT,
    STARTING,
    conclude_card,
    is_kept,
    outcome_event,
    row_of,
    was_taken_back,
    without_log,
)
from workshop.services.wipe_lots import LotWipes, lot_wipes
from workshop.services.wipe_plans import (
    BEST,
    PlannedDrive,
    SeenDrive,
    WipeParts,
    WipePlan,
    WipeRow,
    left_to_wipe,
    looked_at,
    planned,
    seen,
    with_present,
)
from workshop.services.wipe_rows import EndedWipes
from workshop.services.wipe_starts import as_exercise, checked, chosen_method, plugged_in, take_back, write_start

AT_ONCE = 8  # drives that are asked what they can do at the same time
Started = tuple[DriveCard, WipeCard | WorkshopError]


def conclusion_of(look: Look, drive: DriveCard) -> Proof | NotProven | None:
    """Judge the kept log of a drive again: the word « proven » is never stored without what proves it."""
    content = look.fact(drive.wipe_log) if drive.wipe_log else None
    return conclude(from_content(WipeLog, content)) if content else None


class Wiping:
    """Starts wipes, follows them, and remembers what they did."""

    def __init__(self, store: Store, contract: Callable[[], Contract], parts: WipeParts) -> None:
        self._store = store
        self._contract = contract
        self._parts = parts
        self._turn = Lock()  # a keeper follows for one thread at a time
        self._starting: set[str] = set()  # written as started, not yet answered by its keeper
        self._unwanted: set[str] = set()  # of those, what somebody asked to stop meanwhile
        self._kept_back: set[str] = set()  # asked to stop because their data must be kept
        self._ended = EndedWipes()
        self._left_alone = LeftAlone()

    def plan(self, code: str) -> WipePlan:
        """Say what can be wiped under a code; fast: no drive is asked what it can do."""
        with self._store.looking() as look:
            plan = planned(look, code)
        return with_present(plan, self._parts.here)

    def look(self, plan: WipePlan) -> WipePlan:
        """Ask each drive of a plan what it can do and how it is; takes seconds."""
        return replace(plan, drives=self._looked(plan.drives))

    def _looked(self, drives: Sequence[PlannedDrive]) -> tuple[PlannedDrive, ...]:
        rules = self._parts.rules()
        with ThreadPoolExecutor(AT_ONCE, "look") as pool:
            return tuple(pool.map(lambda item: looked_at(item, self._parts.here, rules), drives))

    def lot(self, actor: Actor, code: str) -> LotWipes:
        """Say how the wipes of a whole lot stand, and whether this person may authorise them at once."""
        return lot_wipes(self._store, self._parts.here, actor, code)

    def here(self) -> tuple[PresentDrive, ...]:
        """List the drives that are plugged in here, those that cannot be chosen too."""
        return self._parts.here.here()

    def survey(self) -> tuple[SeenDrive, ...]:
        """Ask every drive that is plugged in here what it can do and how it is; takes seconds."""
        rules = self._parts.rules()
        with ThreadPoolExecutor(AT_ONCE, "look") as pool:
            return tuple(pool.map(lambda present: seen(present, self._parts.here, rules), self.here()))

    def start(
        self, actor: Actor, code: str, drive: str, method_id: str = BEST, *, confirmed: str, sampled: bool = False
    ) -> WipeCard:
        """Start a wipe in a process of its own. The start is durable before the first write to the medium.

        Raises RefusedError where the chain says no, WipeRefusedError where an interlock does; then nothing was written
        to the drive, and nothing that was proven of it is lost.
        """
        parts = self._parts
        with self._store.looking() as look:
            card, scanned = checked(look, code, drive, confirmed)
        medium = plugged_in(parts.here, card).medium
        with self._store.looking() as look:
            exercise = as_exercise(look, medium)
        method = chosen_method(parts.here, parts.rules(), medium, method_id)
        order = WipeOrder(uuid4().hex, card.code, method, medium, exercise, scanned, sampled)
        self._starting.add(order.log)
        try:
            with self._store.working(actor) as work:
                wipe = write_start(work, actor, code, order)
            parts.keeper.start(order)
        except WorkshopError as refused:
            self._take_back_unless_begun(actor, order.log, refused)
            raise
        finally:
            self._starting.discard(order.log)
        with self._store.looking() as look:
            given_up = not _wipe_of(look, wipe.code).open
        if given_up or wipe.code in self._unwanted:  # while a password was awaited: it must not go on
            self._unwanted.discard(wipe.code)
            parts.keeper.stop(wipe.code)
        return wipe

    def _take_back_unless_begun(self, actor: Actor, wipe: str, refused: WorkshopError) -> None:
        """Undo a start that was refused; where there is a log and no clear refusal, the log tells what happened."""
        if not isinstance(refused, WipeRefusedError) and self._follow(wipe):
            return
        with self._store.working(actor) as work:
            card = work.get(WipeCard, wipe)
            if card and card.open:
                take_back(work, card, refused)

    def _follow(self, wipe: str) -> Followed | None:
        with self._turn:
            return self._parts.keeper.follow(wipe)

    def start_all(self, actor: Actor, plan: WipePlan, confirmed: str) -> tuple[Started, ...]:
        """Start the best wipe of each drive of a plan that is left to wipe and is there; one refusal hides no other."""
        return self._start_each(actor, [item for item in plan.drives if left_to_wipe(item.card)], plan.code, confirmed)

    def start_authorised(self, actor: Actor) -> tuple[Started, ...]:
        """Start what is plugged in here, open, and of a lot whose wipes a manager has authorised.

        A drive that says it is failing is not started so: a person decides whether its hours are worth it.
        """
        now = self._parts.clock.now()
        here = waiting(self._store, self._parts.here)
        self._left_alone.forget_but(here, now)
        whys = {one.item.card: self._left_alone.why(one) for one in here}
        tried: list[Started] = []
        for item in self._looked([one.item for one in here if whys[one.item.card] is None]):
            code = item.card.machine or item.card.code
            if item.health is Health.FAILING:
                reason = f"{Refusal.DRIVE_FAILING.value}:{item.card.code}"
                tried.append((item.card, RefusedError(code, (reason,))))
            else:
                tried += self._start_each(actor, [item], code, "")
        self._left_alone.note(tried, here, now)
        return (*tried, *((card, why) for card, why in whys.items() if why is not None))

    def _start_each(
        self, actor: Actor, drives: Sequence[PlannedDrive], code: str, confirmed: str
    ) -> tuple[Started, ...]:
        found: list[Started] = []
        for item in (item for item in drives if item.choosable):
            method = item.offers[0].method.id if item.offers else BEST
            try:
                found.append((item.card, self.start(actor, code, item.card.code, method, confirmed=confirmed)))
            except WorkshopError as refused:
                found.append((item.card, refused))
        return tuple(found)

    def stop(self, actor: Actor, wipe: str) -> None:
        """Ask a wipe to stop: it ends as not wiped. Without any log here it is given up, so that another may begin."""
        with self._store.looking() as look:
            card = _wipe_of(look, wipe)
        self._unwanted.add(card.code)  # first: `start` takes itself off the other list before it looks at this one
        if card.code in self._starting:
            return
        self._unwanted.discard(card.code)
        if not card.open:
            return
        if self._follow(card.code) is None:
            self._conclude(actor, card, None)
        else:
            self._parts.keeper.stop(card.code)

    def settle(self, actor: Actor) -> tuple[WipeRow, ...]:
        """Write what became of the wipes that have ended, each once; safe beside other windows and benches."""
        with self._store.looking() as look:
            open_ones = look.find(WipeCard, open=True)
        ended: list[WipeRow] = []
        for card in open_ones:
            followed = self._follow(card.code)
            mine = card.bench == actor.bench and self._is_overdue(card)
            is_over = not followed.running if followed else mine
            if followed and followed.running and card.bench == actor.bench:
                self._stop_what_is_kept(card)
            if is_over and self._conclude(actor, card, followed.log if followed else None):
                ended.append(self.row(card.code))
        return tuple(ended)

    def _stop_what_is_kept(self, card: WipeCard) -> None:
        """Ask a running wipe to stop, once, where somebody has said meanwhile that the data must be kept."""
        with self._store.looking() as look:
            kept = is_kept(look, card)
        if kept and card.code not in self._kept_back:
            self._kept_back.add(card.code)
            with suppress(WipeRefusedError):  # without the right to: asked in vain, once
                self._parts.keeper.stop(card.code)

    def _is_overdue(self, card: WipeCard) -> bool:
        """Tell whether a wipe without any log should have one by now; its start may be waiting for a password."""
        begun = read_time(card.started_at)
        return card.code not in self._starting and self._parts.clock.now() - begun > STARTING

    def _conclude(self, actor: Actor, card: WipeCard, log: WipeLog | None) -> Proof | NotProven | None:
        methods = self._parts.rules().methods
        with self._store.working(actor) as work:
            return conclude_card(work, card, log or without_log(work, card, methods))

    def row(self, wipe: str) -> WipeRow:
        """Show one wipe; raises UnknownCodeError."""
        followed = self._follow(wipe)
        with self._store.looking() as look:
            return row_of(look, _wipe_of(look, wipe), followed)

    def running(self, limit: int = 50) -> tuple[WipeRow, ...]:
        """Show the wipes of today: failures, then those that run, then those that ended; the newest first in each."""
        today = self._parts.clock.now().astimezone().date()
        with self._store.looking() as look:
            open_ones = look.find(WipeCard, newest_first=True, open=True)
            newest = look.find(WipeCard, newest_first=True, limit=limit)
        followed = {card.code: self._follow(card.code) for card in open_ones}
        with self._store.looking() as look:
            closed = self._ended.rows(look, [card for card in newest if not card.open])
            live = [row_of(look, card, followed[card.code]) for card in open_ones]
        ended = [row for row in closed if not was_taken_back(row) and _ended_at(row).astimezone().date() == today]
        failed = [row for row in ended if row.outcome is Disposition.FAILED]
        good = [row for row in ended if row.outcome is not Disposition.FAILED]
        return tuple([*failed, *live, *good][: max(limit, len(live))])

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
        """Wipe one medium for a drive's record in this process, as the run-through does with its own images."""
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
            record_on_drive(work, log.drive, outcome_event(digest, conclusion))
        return conclusion

    def validate(self, actor: Actor, drive: str) -> DriveCard:
        """Approve the proof of a drive: a person's decision, apart from the measure; of another person if need be."""
        contract = self._contract()
        with self._store.working(actor) as work:
            if contract.second_person and _started_by(work, drive) == actor.person:
                raise RefusedError(drive, (f"{Refusal.SECOND_PERSON.value}:{drive}",))
            card = record_on_drive(work, drive, happened.WipeValidated())
            if card.machine:
                make_ready(work, card.machine, contract)
            return card

    def reject(self, actor: Actor, drive: str, reason: str = "") -> DriveCard:
        """Refuse the proof of a drive."""
        return self._on_drive(actor, drive, happened.WipeRejected(reason))

    def attest_destruction(self, actor: Actor, drive: str, photo: bytes = b"", note: str = "") -> DriveCard:
        """Attest that a person saw a drive destroyed; software never claims it."""
        return self._on_drive(actor, drive, happened.DestructionAttested(self._kept(photo), note))

    def attest_absence(self, actor: Actor, drive: str, photo: bytes = b"", note: str = "") -> DriveCard:
        """Attest that a drive which was known is not there, and was not there to be wiped."""
        return self._on_drive(actor, drive, happened.AbsenceAttested(self._kept(photo), note))

    def report_lost(self, actor: Actor, drive: str, incident: str = "") -> DriveCard:
        """Report that nobody knows where a drive is: an incident."""
        return self._on_drive(actor, drive, happened.DriveLost(incident))

    def check_bays(self, actor: Actor, code: str, photo: bytes = b"") -> Machine:
        """Attest that a person looked into a machine and found no drive."""
        kept = self._kept(photo)
        with self._store.working(actor) as work:
            return record(work, code, happened.BaysChecked(kept))

    def _on_drive(self, actor: Actor, drive: str, event: happened.Event) -> DriveCard:
        with self._store.working(actor) as work:
            card = record_on_drive(work, drive, event)
            if card.machine:
                make_ready(work, card.machine, self._contract())
            return card

    def _kept(self, photo: bytes) -> str:
        return self._parts.files.keep(photo) if photo else ""


def _wipe_of(look: Look, wipe: str) -> WipeCard:
    card = look.get(WipeCard, wipe)
    if card is None:
        raise UnknownCodeError(wipe)
    return card


def _ended_at(row: WipeRow) -> datetime:
    return (row.log.ended_at if row.log else None) or read_time(row.wipe.started_at)


def _started_by(look: Look, drive: str) -> str | None:
    """Return who started the last wipe of a drive."""
    history = look.history(drive)
    undone = undone_events(history)
    starts = [entry for entry in history if isinstance(entry.event, happened.WipeStarted) and entry.seq not in undone]
    return starts[-1].person if starts else None
