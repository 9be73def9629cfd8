"""Orders: a buyer's demand, split by recipient."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.content import written_time
from workshop.domain.errors import UnknownCodeError
from workshop.domain.orders import Box, Order, Recipient, recipient_code
from workshop.domain.people import Actor
from workshop.services.ports import Look, Store, Work


@dataclass(frozen=True, slots=True)
class Demand:
    """What one recipient is to get."""

    name: str
    address: str
    quantity: int
    lowest_letter: str = "C"
    memory_mib: int = 0


def order_of(look: Look, code: str) -> Order:
    """Return an order; raises UnknownCodeError."""
    order = look.get(Order, code)
    if order is None:
        raise UnknownCodeError(code)
    return order


def recipient_of(look: Look, order: str, number: int) -> Recipient:
    """Return one recipient of an order; raises UnknownCodeError."""
    recipient = look.get(Recipient, recipient_code(order, number))
    if recipient is None:
        raise UnknownCodeError(recipient_code(order, number))
    return recipient


class Orders:
    """Opens orders and says who waits for what."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open(
        self,
        actor: Actor,
        buyer: str,
        reference: str,
        contract: str,
        demands: tuple[Demand, ...],
        *,
        system_wanted: bool = False,
    ) -> Order:
        """Open an order with at least one recipient; `system_wanted`: an operating system on every machine."""
        with self._store.working(actor) as work:
            code = work.issue(Kind.ORDER).text
            opened_at = written_time(work.now)
            order = Order(code, buyer, reference, contract, opened_at=opened_at, system_wanted=system_wanted)
            work.put(order)
            for number, demand in enumerate(demands, 1):
                work.put(
                    Recipient(
                        recipient_code(code, number),
                        code,
                        number,
                        demand.name,
                        demand.address,
                        demand.quantity,
                        demand.lowest_letter,
                        demand.memory_mib,
                    )
                )
            work.append(code, happened.OrderOpened(buyer, reference, contract, len(demands), system_wanted))
            return order

    def open_ones(self) -> tuple[Order, ...]:
        """Return the open orders, newest first."""
        with self._store.looking() as look:
            return look.find(Order, newest_first=True, open=True)

    def recipients(self, order: str) -> tuple[Recipient, ...]:
        """Return the recipients of an order, by number."""
        with self._store.looking() as look:
            return look.find(Recipient, order_code=order)

    def boxes(self, order: str) -> tuple[Box, ...]:
        """Return the boxes of an order, by code."""
        with self._store.looking() as look:
            return look.find(Box, order_code=order)


def open_box(work: Work, order: str, recipient: int) -> Box:
    """Return the open box of a recipient, a new one where there is none."""
    boxes = work.find(Box, order_code=order, recipient=recipient)
    for box in boxes:
        if box.open:
            return box
    box = Box(work.issue(Kind.BOX).text, order, recipient, len(boxes) + 1)
    work.put(box)
    work.append(box.code, happened.BoxOpened(order, recipient, box.number))
    return box
