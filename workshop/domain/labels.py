"""What a label says; how it is drawn, and on which stock, is the printers' and documents' business."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.battery import BatteryWord

LONGEST_LINE = 60


class LabelKind(StrEnum):
    """What a label is stuck on; `evidence` is the second label of a machine that leaves (WEEE directive, annex VI)."""

    INTAKE = "intake"
    EXIT = "exit"
    DRIVE = "drive"
    ACCESSORY = "accessory"
    BOX = "box"
    LOT = "lot"
    ORDER = "order"
    PLACE = "place"
    BADGE = "badge"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The six fields of annex VI (directive 2012/19/EU); what is empty is unknown, and printed as unknown.

    `category`, `kinds` and `result` are words of the domain (Category, Function, Works); `tested_on` is 2026-11-24.
    """

    item: str = ""
    category: str = ""
    type_number: str = ""
    year: str = ""
    company: str = ""
    address: str = ""
    result: str = ""
    tested_on: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelContent:
    """One label: the code (twelve digits), the title, at most four lines of facts, the letter if it has one.

    `wiped` is the month (2026-11) in which the last of a machine's drives was proven to be wiped, all of them being so;
    `reserved`: with reservations that a person validated.
    """

    kind: LabelKind
    code: str
    workshop: str
    title: str = ""
    lines: tuple[str, ...] = ()
    letter: str = ""
    copy: int = 1
    example: bool = False
    battery: BatteryWord | None = None
    wiped: str = ""
    reserved: bool = False
    evidence: Evidence | None = None


def printable(text: str) -> str:
    """Make a machine's own text safe for a label: no control and no direction marks, shortened visibly."""
    plain = " ".join("".join(char for char in word if char.isprintable()) for word in text[: 8 * LONGEST_LINE].split())
    plain = " ".join(plain.split())
    return plain if len(plain) <= LONGEST_LINE else plain[: LONGEST_LINE - 1] + "…"
