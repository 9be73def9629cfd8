"""A buyer's order: who receives how many machines, and what each must be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """One order; `contract` is the id of the grading contract that it was made under.

    `system_wanted`: the buyer wants an operating system on every machine.
    """

    code: str
    buyer: str
    reference: str
    contract: str
    open: bool = True
    opened_at: str = ""
    system_wanted: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """One place of delivery of an order; `number` counts from 1 within the order."""

    code: str  # order's code, then "-", then the number
    order_code: str
    number: int
    name: str
    address: str
    quantity: int
    lowest_letter: str = "C"
    memory_mib: int = 0
    manifest: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of one recipient; `number` counts from 1 within the recipient."""

    code: str
    order_code: str
    recipient: int
    number: int
    open: bool = True


def recipient_code(order: str, number: int) -> str:
    """Return the key of a recipient: it has no label of its own."""
    return f"{order}-{number}"
