"""`sg_opcodes` and `sg_requests`: which commands a SCSI drive understands, and what it says of itself.

Source of every word: sg3_utils 1.46, sg_opcodes.c and lib/sg_lib.c.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 50_000
_COMMAND = re.compile(r"^ {2}Command is (.{1,80})$", re.MULTILINE)
_OPCODE = re.compile(r"^ {2}Opcode=0x48 {2}Service_action=0x000([123])$", re.MULTILINE)
_KEY = re.compile(r"; Sense key: ([A-Za-z ]{1,40})$", re.MULTILINE)
_PROGRESS = re.compile(r"Progress indication: (\d{1,3})[.%]")
_MOST_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Sense:
    """What a drive answered to REQUEST SENSE; `percent` None where it tells no progress."""

    key: str
    percent: int | None
    sanitizing: bool
    sanitize_failed: bool

    @property
    def at_rest(self) -> bool:
        """Whether nothing is the matter and nothing goes on."""
        return self.key == "No Sense" and self.percent is None and not self.sanitizing and not self.sanitize_failed


def sanitize_supported(text: str, action: int) -> bool | None:
    """Read `sg_opcodes --opcode=0x48,ACTION`; None where the drive did not answer that question."""
    kept = text[:_LONGEST]
    asked, found = _OPCODE.search(kept), _COMMAND.search(kept)
    if asked is None or found is None or int(asked[1]) != action:
        return None
    return found[1].startswith("supported [")


def sense(text: str) -> Sense | None:
    """Read what `sg_requests` decoded (it prints it on stderr); None where there is no sense key."""
    kept = text[:_LONGEST]
    key = _KEY.search(kept)
    if key is None:
        return None
    progress = _PROGRESS.search(kept)
    return Sense(
        key=key[1].strip(),
        percent=min(_MOST_PERCENT, int(progress[1])) if progress else None,
        sanitizing="sanitize in progress" in kept.lower(),
        sanitize_failed="sanitize command failed" in kept.lower(),
    )
