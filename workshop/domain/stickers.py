"""The check after sticking: the label that was just stuck and the maker's serial must lead to the same machine.

Which machines are checked is drawn from the code itself: nobody can choose, and nothing has to be remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class CheckState(StrEnum):
    """What became of one check."""

    DUE = "due"
    PASSED = "passed"
    VOID = "void"  # its machine never came


class CheckWhy(StrEnum):
    """Why this machine is checked."""

    NEWCOMER = "newcomer"
    SAME_MODEL = "same-model"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class StickerCheck:
    """One machine of which label and serial are scanned again; `code` is the machine's."""

    code: str
    state: CheckState
    why: CheckWhy
    lot: str
    person: str
    bench: str
    asked_at: str
    passed_at: str = ""


@dataclass(frozen=True, slots=True)
class StickerRules:
    """Which machines are checked, for the whole workshop (`code` is its own). 0 or False: not for that reason."""

    code: str
    one_in: int = 10
    first: int = 20  # of each person
    same_model: bool = True


@dataclass(frozen=True, slots=True)
class StickerTurn:
    """What was scanned of a check so far: the machines that a label and a serial led to; empty: not yet."""

    label: str = ""
    serial: str = ""


def drawn(code: str, one_in: int) -> bool:
    """Tell whether a code is one of those that are checked, one in so many."""
    return one_in > 0 and int.from_bytes(sha256(code.encode()).digest()[:8]) % one_in == 0
