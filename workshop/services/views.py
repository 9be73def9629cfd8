"""What screens show: flat, frozen rows, read in one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from workshop.domain.chain import Action, Step, next_action, strip
from workshop.domain.content import read_time
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.errors import UnknownCodeError
from workshop.domain.grading import Contract, Grade
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.machines import Machine, State, fold, gate
from workshop.domain.orders import Box, Order, Recipient
from workshop.domain.storage import Place
from workshop.domain.wiping import WipeCard
from workshop.services.deliveries import promised_to
from workshop.services.diagnosis import reading_of
from workshop.services.grading import grade_of
from workshop.services.lots import Arrivals, arrivals, lot_of
from workshop.services.machines import card_of, history_of, written
from workshop.services.orders import order_of, recipient_of
from workshop.services.ports import KeptScan, Store
from workshop.services.reconciling import has_list
from workshop.services.review import to_check

FINISHED = (State.READY, State.RESERVED, State.PACKED)


@dataclass(frozen=True, slots=True)
class HomeView:
    """The numbers of the home screen; `lot` and `order` are the ones that are open now."""

    received_today: int
    finished: int
    drives_settled: int
    to_check: int
    lot: Lot | None
    lot_arrivals: Arrivals | None
    order: Order | None
    packed: int
    ordered: int
    at_the_bench: int
    wiping: int = 0


@dataclass(frozen=True, slots=True)
class IntakeView:
    """An open lot and its last machines, newest first."""

    lot: Lot
    arrivals: Arrivals
    last: tuple[MachineCard, ...]
    listed: bool = False  # its machines are known by name


@dataclass(frozen=True, slots=True)
class BenchView:
    """Everything that the Poste shows of one machine."""

    card: MachineCard
    lot: Lot | None
    machine: Machine
    diagnosis: Diagnosis | None
    drives: tuple[DriveCard, ...]
    grade: Grade | None
    steps: tuple[Step, ...]
    action: Action
    received_at: datetime | None
    objections: tuple[str, ...]
    place: Place | None = None  # where it stands


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One recipient of an order: its open box, what lies in it, and how many it has, in boxes or already gone."""

    order: Order
    recipients: tuple[Recipient, ...]
    recipient: Recipient
    box: Box | None
    boxes: int
    in_box: tuple[MachineCard, ...]
    packed: int


class Views:
    """The read side for screens and the command line."""

    def __init__(self, store: Store, contract: Callable[[], Contract]) -> None:
        self._store = store
        self._contract = contract

    def home(self, today: datetime) -> HomeView:
        """Count what the home screen shows; `today` is any moment of the local day."""
        with self._store.looking() as look:
            lots = look.find(Lot, newest_first=True, limit=1, open=True)
            orders = look.find(Order, newest_first=True, limit=1, open=True)
            lot = lots[0] if lots else None
            order = orders[0] if orders else None
            recipients = look.find(Recipient, order_code=order.code) if order else ()
            return HomeView(
                received_today=look.received_since(_midnight(today)),
                finished=sum(look.count(MachineCard, state=state.value) for state in FINISHED),
                drives_settled=look.count(DriveCard, validation="validated"),
                to_check=to_check(look),
                lot=lot,
                lot_arrivals=arrivals(look, lot) if lot else None,
                order=order,
                packed=sum(promised_to(look, recipient.order_code, recipient.number) for recipient in recipients),
                ordered=sum(recipient.quantity for recipient in recipients),
                at_the_bench=sum(look.count(MachineCard, state=state) for state in _AT_THE_BENCH),
                wiping=look.count(WipeCard, open=True),
            )

    def intake(self, lot: str, rows: int = 8) -> IntakeView:
        """Show an open lot."""
        with self._store.looking() as look:
            found = lot_of(look, lot)
            came = [card for card in look.find(MachineCard, lot=lot) if card.state != State.EXPECTED.value]
            last = sorted(came, key=lambda card: -card.number)[:rows]
            there, listed = arrivals(look, found), has_list(look, lot)
            return IntakeView(found, there, tuple(last), listed or there.awaited > 0)

    def bench(self, code: str) -> BenchView:
        """Show one machine; raises UnknownCodeError."""
        with self._store.looking() as look:
            card = card_of(look, code)
            history = history_of(look, code)
            machine = fold(code, history)
            return BenchView(
                card,
                look.get(Lot, card.lot),
                machine,
                reading_of(look, card),
                look.find(DriveCard, machine=code),
                grade_of(look, card),
                strip(machine, history),
                next_action(machine, was_read=bool(card.reading)),
                read_time(card.received_at) if card.received_at else None,
                written(gate(machine, self._contract().policy)),
                look.get(Place, card.place) if card.place else None,
            )

    def delivery(self, order: str, recipient: int) -> DeliveryView:
        """Show one recipient of an order."""
        with self._store.looking() as look:
            found = order_of(look, order)
            recipients = look.find(Recipient, order_code=order)
            boxes = look.find(Box, order_code=order, recipient=recipient)
            box = next((box for box in boxes if box.open), None)
            packed = promised_to(look, order, recipient)
            inside = look.find(MachineCard, newest_first=True, box=box.code) if box else ()
            return DeliveryView(
                found, recipients, recipient_of(look, order, recipient), box, len(boxes), inside, packed
            )

    def to_check(self, limit: int = 50) -> tuple[KeptScan, ...]:
        """Return the refused scans that wait, newest first."""
        with self._store.looking() as look:
            return look.scans(waiting=True, limit=limit)

    def lot(self, code: str) -> tuple[Lot, tuple[MachineCard, ...]]:
        """Return a lot and its machines; raises UnknownCodeError."""
        with self._store.looking() as look:
            lot = look.get(Lot, code)
            if lot is None:
                raise UnknownCodeError(code)
            return lot, look.find(MachineCard, lot=code)


_AT_THE_BENCH = tuple(
    state.value for state in (State.RECEIVED, State.TRIAGED, State.WIPED, State.INSTALLED, State.TESTED, State.GRADED)
)


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
