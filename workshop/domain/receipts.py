"""A donor's receipt: what came with a lot, what did not, and what was none of it, when the lot was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

SCHEMA = "etabli-receipt-1"


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One machine; `number` is its place in the lot, 0 for one that did not come."""

    number: int
    code: str
    category: str
    maker: str
    model: str
    serial: str
    inventory: str
    charger: bool | None


@dataclass(frozen=True, slots=True)
class LooseDriveLine:
    """A drive that came without a machine."""

    code: str
    model: str
    serial: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """The whole content of one receipt; `expected` 0: nobody had counted.

    `missing` counts the machines that did not come; `absent` are those of them that the donor had named. `unlisted`
    are the codes of machines that stood on no list of the donor's.
    """

    schema: str
    number: str
    example: bool
    workshop: str
    site: int
    lot: str
    donor: str
    slip: str
    opened_at: datetime | None
    issued_at: datetime
    issued_by: str
    expected: int
    missing: int
    lines: tuple[ReceiptLine, ...]
    absent: tuple[ReceiptLine, ...] = ()
    unlisted: tuple[str, ...] = ()
    loose_drives: tuple[LooseDriveLine, ...] = ()
    replaces: str = ""

    @property
    def said(self) -> tuple[object, ...]:
        """What it says of the lot: another one that says the same is not needed."""
        return (
            self.donor,
            self.slip,
            self.expected,
            self.missing,
            self.lines,
            self.absent,
            self.unlisted,
            self.loose_drives,
        )
