"""What a validator sees: proofs that wait for a person, and wipes that proved nothing, each with its log retold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from workshop.domain import events as happened
from workshop.domain.content import ContentError
from workshop.domain.drives import Disposition, Validation
from workshop.domain.entries import Recorded
from workshop.domain.grading import Contract
from workshop.domain.journal import undone_events
from workshop.domain.lots import DriveCard, Lot, MachineCard, machine_name
from workshop.domain.people import Actor, Person
from workshop.domain.proofs import NotProven, Proof
from workshop.services.machines import drive_card_of
from workshop.services.ports import Look, Store
from workshop.services.wiping import conclusion_of

MOST_WAITING = 200
MOST_FAILED = 50


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A drive that a person has to look at; `failed`: nothing is proven, or the proof was rejected."""

    card: DriveCard
    machine_name: str
    lot: str
    donor: str
    failed: bool

    @property
    def plain(self) -> bool:
        """Whether its proof has no reservation."""
        return not self.failed and self.card.disposition == Disposition.PROVEN.value


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits, lot by lot with the newest lot first, then what failed; bounded: `waiting` and `failed` count all."""

    rows: tuple[ProofRow, ...]
    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class ProofView:
    """One proof, or why there is none: retold from the kept log, which is None where it cannot be read.

    `needs_another`: the contract wants another person than the one who started it, and that is who asks.
    `rejected`: the reason that a person gave, None where nobody rejected it.
    """

    row: ProofRow
    conclusion: Proof | NotProven | None
    started_by: str
    started_at: datetime | None
    needs_another: bool
    rejected: str | None


class ProofViews:
    """The read side of the validator's inbox."""

    def __init__(self, store: Store, contract: Callable[[], Contract]) -> None:
        self._store = store
        self._contract = contract

    def waiting(self) -> int:
        """Count the proofs that wait for a person."""
        with self._store.looking() as look:
            return sum(look.count(DriveCard, **equal) for equal in _WAITING)

    def inbox(self) -> Inbox:
        """Return what waits and what failed."""
        with self._store.looking() as look:
            waiting = _found(look, _WAITING, MOST_WAITING)
            failed = _found(look, _FAILED, MOST_FAILED)
            rows = _Rows(look)
            asked = [rows.row(card, failed=False) for card in waiting]
            asked.sort(key=lambda row: (row.lot, row.card.code), reverse=True)
            return Inbox(
                (*asked, *(rows.row(card, failed=True) for card in failed)),
                sum(look.count(DriveCard, **equal) for equal in _WAITING),
                sum(look.count(DriveCard, **equal) for equal in _FAILED),
            )

    def proof(self, actor: Actor, drive: str) -> ProofView:
        """Show one proof to the person who asks; raises UnknownCodeError."""
        with self._store.looking() as look:
            card = drive_card_of(look, drive)
            history = _counted(look.history(card.code))
            started = _last(history, happened.WipeStarted)
            ended = _last(history, happened.WipeProven)
            person = look.get(Person, started.person) if started and started.person else None
            rejected = _last(history, happened.WipeRejected)
            is_rejected = card.validation == Validation.REJECTED.value
            reason = rejected.event.reason if rejected and isinstance(rejected.event, happened.WipeRejected) else ""
            own = bool(started and started.person == actor.person)
            at = ended or _last(history, happened.WipeNotProven) or started
            return ProofView(
                _Rows(look).row(card, failed=is_rejected or card.disposition == Disposition.FAILED.value),
                _conclusion(look, card),
                person.name if person else "",
                at.at if at else None,
                needs_another=own and self._contract().second_person,
                rejected=reason if is_rejected else None,
            )


Wanted = dict[str, object]


def _judged(validation: Validation) -> tuple[Wanted, ...]:
    proven = (Disposition.PROVEN, Disposition.PROVEN_WITH_RESERVATIONS)
    return tuple({"disposition": disposition.value, "validation": validation.value} for disposition in proven)


_WAITING = _judged(Validation.PENDING)
_FAILED: tuple[Wanted, ...] = ({"disposition": Disposition.FAILED.value}, *_judged(Validation.REJECTED))


def _found(look: Look, wanted: tuple[Wanted, ...], limit: int) -> list[DriveCard]:
    found = [card for equal in wanted for card in look.find(DriveCard, newest_first=True, limit=limit, **equal)]
    return sorted(found, key=lambda card: card.code, reverse=True)[:limit]


def _counted(history: tuple[Recorded, ...]) -> tuple[Recorded, ...]:
    undone = undone_events(history)
    return tuple(entry for entry in history if entry.seq not in undone)


def _last(history: tuple[Recorded, ...], act: type[happened.Event]) -> Recorded | None:
    return next((entry for entry in reversed(history) if isinstance(entry.event, act)), None)


def _conclusion(look: Look, card: DriveCard) -> Proof | NotProven | None:
    try:
        return conclusion_of(look, card)
    except ContentError:  # one log that cannot be read any more hides no other
        return None


class _Rows:
    """Turns drives into rows; machines and lots are looked up once."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._machines: dict[str, MachineCard | None] = {}
        self._donors: dict[str, str] = {}

    def row(self, card: DriveCard, *, failed: bool) -> ProofRow:
        machine = self._machine(card.machine)
        lot = machine.lot if machine else card.lot
        name = machine_name(machine.maker, machine.model) if machine else ""
        return ProofRow(card, name, lot, self._donor(lot), failed)

    def _machine(self, code: str) -> MachineCard | None:
        if code not in self._machines:
            self._machines[code] = self._look.get(MachineCard, code) if code else None
        return self._machines[code]

    def _donor(self, lot: str) -> str:
        if lot not in self._donors:
            found = self._look.get(Lot, lot) if lot else None
            self._donors[lot] = found.donor if found else ""
        return self._donors[lot]
