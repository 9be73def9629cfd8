"""The second inspection: which machines are drawn for it, and what stands of it.

A machine is drawn from its code, so that nobody can choose and nothing has to be remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

DEFAULT_PERCENT = 5
PERCENTS = (0, 2, 5, 10, 20)  # what a manager may choose with one key
WHOLE = 100
_SALT = "second-inspection:"  # not the draw of the checks of labels: the two samples are apart


@dataclass(frozen=True, slots=True)
class SecondRule:
    """How many machines of a hundred are inspected twice; `code` is the workshop's."""

    code: str
    percent: int = DEFAULT_PERCENT


@dataclass(frozen=True, slots=True)
class SecondLook:
    """One machine that was inspected twice: `code` is its own, `fact` the digest of both inspections."""

    code: str
    fact: str
    at: str


def is_drawn(code: str, percent: int) -> bool:
    """Tell whether a machine is one of those that are inspected twice; a larger share only adds to a smaller one."""
    place = int.from_bytes(sha256((_SALT + code).encode()).digest()[:8])
    return place * WHOLE < percent << 64
