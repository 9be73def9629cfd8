"""What there is to scan in an exercise: the codes that a person would have before them, where they are now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.lots import Lot, MachineCard, machine_name
from workshop.domain.machines import State
from workshop.domain.orders import Order
from workshop.services.ports import Look, Store

MOST = 6
A_TRADE_CODE = "3017620422003"  # an EAN-13: on every box, and no serial number


class Printed(StrEnum):
    """Where a code stands."""

    SERIAL = "serial"  # under a machine, by its maker
    LABEL = "label"  # on a machine, by this workshop
    LOT = "lot"
    ORDER = "order"
    TRADE = "trade"  # on the box, for a till


@dataclass(frozen=True, slots=True)
class PracticeCode:
    """One code, as a reader would send it, and the name of what it is on."""

    text: str
    printed: Printed
    name: str = ""
    state: str = ""


class Practice:
    """Finds something to scan."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def codes(self, screen: str) -> tuple[PracticeCode, ...]:
        """Return what makes sense on a screen first, then what else lies about; the last one is a wrong code."""
        with self._store.looking() as look:
            found = tuple(_wanted(look, screen))
        return (*found[: MOST - 1], PracticeCode(A_TRADE_CODE, Printed.TRADE))


_FIRST: dict[str, tuple[State, ...]] = {
    "wiping": (State.TRIAGED, State.RECEIVED),
    "inspection": (State.WIPED, State.INSTALLED),
    "delivery": (State.READY, State.GRADED),
}


def _wanted(look: Look, screen: str) -> Iterator[PracticeCode]:
    if screen == "intake":
        for card in look.find(MachineCard, state=State.EXPECTED.value, limit=MOST):
            yield PracticeCode(card.serial, Printed.SERIAL, machine_name(card.maker, card.model), card.state)
    if screen == "delivery":
        yield from (PracticeCode(order.code, Printed.ORDER, order.buyer) for order in look.find(Order, limit=1))
    if screen in ("wiping", "documents"):
        yield from (PracticeCode(lot.code, Printed.LOT, lot.donor) for lot in look.find(Lot, limit=1))
    first = _FIRST.get(screen, ())
    cards = look.find(MachineCard, newest_first=True, limit=50)
    known = [card for card in cards if card.state != State.EXPECTED.value]
    for card in sorted(known, key=lambda card: State(card.state) not in first):
        yield PracticeCode(card.code, Printed.LABEL, machine_name(card.maker, card.model), card.state)
