"""`hdparm -I`: the password state of an ATA drive."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 100_000
_SECURITY = re.compile(r"^Security:\s*$(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Security:
    """The « Security » part; `supported` False where the drive has no passwords."""

    supported: bool
    enabled: bool
    locked: bool
    frozen: bool


def read(text: str) -> Security | None:
    """Read it; None where the drive told nothing (USB bridges and virtual drives answer with an empty identity)."""
    part = _SECURITY.search(text[:_LONGEST])
    if part is None:
        return None
    words = {" ".join(line.split()) for line in part.group(1).splitlines()}
    if not words & {"enabled", "not enabled"}:
        return None
    return Security(*(word in words for word in ("supported", "enabled", "locked", "frozen")))
