"""Why a tool gave no answer, from how it ended."""

from __future__ import annotations

import re

from workshop.domain.diagnosis import WhyUnread
from workshop.services.ports import Output

_NO_RIGHT = re.compile(rb"permission denied|not permitted|must be root|are you root|requires root", re.IGNORECASE)
_NOTHING = re.compile(rb"no such file|no smbios|cannot find|no such device", re.IGNORECASE)


def reason(output: Output, *, virtual: bool) -> WhyUnread | None:
    """Give the reason; None where the tool ended well. `virtual`: in a virtual machine absence is what one expects."""
    if output.missing:
        return WhyUnread.NO_TOOL
    if output.timed_out:
        return WhyUnread.TIMED_OUT
    if output.exit_code == 0:
        return None
    said = output.stderr + output.stdout[:4096]
    if _NO_RIGHT.search(said):
        return WhyUnread.NO_RIGHT
    if _NOTHING.search(said):
        return WhyUnread.VIRTUAL if virtual else WhyUnread.NOT_THERE
    return WhyUnread.FAILED


def words(output: Output) -> str:
    """Give the tool's own complaint, on one line."""
    return " ".join((output.stderr or output.stdout[:400]).decode("utf-8", "replace").split())[:300]
