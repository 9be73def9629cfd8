"""What a label says; how it is drawn, and on which stock, is the printers' and documents' business."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_LINE = 60


class LabelKind(StrEnum):
    """What a label is stuck on."""

    INTAKE = "intake"
    EXIT = "exit"
    DRIVE = "drive"
    BOX = "box"
    LOT = "lot"
    ORDER = "order"
    PLACE = "place"
    BADGE = "badge"


@dataclass(frozen=True, slots=True)
class LabelContent:
    """One label: the code (twelve digits), the title, at most four lines of facts, the letter if it has one."""

    kind: LabelKind
    code: str
    workshop: str
    title: str = ""
    lines: tuple[str, ...] = ()
    letter: str = ""
    copy: int = 1
    example: bool = False


def printable(text: str) -> str:
    """Make a machine's own text safe for a label: no control and no direction marks, shortened visibly."""
    plain = " ".join("".join(char for char in word if char.isprintable()) for word in text.split())
    plain = " ".join(plain.split())
    return plain if len(plain) <= LONGEST_LINE else plain[: LONGEST_LINE - 1] + "…"
