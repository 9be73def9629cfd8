"""macOS: `profiles status -type enrollment`, whether Apple hands the Mac to an organisation after every erase."""

from __future__ import annotations

import re

from workshop.domain.diagnosis import Lock, LockKind

_LONGEST = 10_000
_LINE = re.compile(r"^\s{0,10}(Enrolled via DEP|MDM enrollment)\s{0,3}:\s{0,3}(\w{2,10})", re.MULTILINE)


def read(text: str) -> tuple[Lock, ...] | None:
    """Give what says that an organisation manages it, one lock for all; None where the text is none of the tool's."""
    told = dict(_LINE.findall(text[:_LONGEST]))
    if not told:
        return None
    seen = [f"{key}: Yes" for key, value in told.items() if value.lower() == "yes"]
    return (Lock(LockKind.MDM, f"profiles: {', '.join(seen)}"),) if seen else ()
