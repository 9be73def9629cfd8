"""Where the programs are that wipe and look at drives, and which version of each was used.

Tests put programs of their own in a toolbox; everything else that an engine asks for is looked up on this bench.
Measured alone with a loop device, with the versions of Debian 12: each of the options below prints a version and
touches no device, though the device is its last argument, as always. mmc-utils of 2022 has no such option; its help
ends with « 0.1 », a newer one answers « --version ».
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.namespace import find_tool
from workshop.adapters.erasers.running import Ran
from workshop.domain.interlocks import Interlock

NWIPE, HDPARM, NVME, MMC, SMARTCTL = "nwipe", "hdparm", "nvme", "mmc", "smartctl"
SG_SANITIZE, SG_REQUESTS, SG_OPCODES = "sg_sanitize", "sg_requests", "sg_opcodes"
VERSION_OPTIONS: Mapping[str, tuple[str, ...]] = {
    NWIPE: ("-V",),
    HDPARM: ("-V",),
    NVME: ("version",),
    MMC: ("help",),
    SMARTCTL: ("-V",),
    SG_SANITIZE: ("-V",),
    SG_REQUESTS: ("-V",),
    SG_OPCODES: ("-V",),
}
_LONGEST = 100
_NUMBER = r"v?(\d[\w.+~-]*)"
_PATTERNS = {
    NWIPE: re.compile(r"\bnwipe version " + _NUMBER),
    HDPARM: re.compile(r"\bhdparm " + _NUMBER),
    NVME: re.compile(r"\bnvme version " + _NUMBER),
    MMC: re.compile(r"^(?:mmc-utils,? (?:version )?)?" + _NUMBER + r"\s*$", re.MULTILINE),
    SMARTCTL: re.compile(r"\bsmartctl " + _NUMBER),
}
_OF_SG3 = re.compile(r"\b[Vv]ersion(?: string)?: " + _NUMBER)


class Toolbox:
    """Finds tools by name; `given` are the absolute paths of those that are to be used in place of the installed."""

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._given = dict(given or {})

    def find(self, tool: str) -> str:
        """Return the absolute path of a tool; raises InterlockError(NO_TOOL)."""
        found = find_tool(self._given.get(tool, tool))
        if found is None:
            raise InterlockError(Interlock.NO_TOOL, tool)
        return found

    def has(self, tool: str) -> bool:
        """Whether a tool is there; it is not started."""
        return find_tool(self._given.get(tool, tool)) is not None


def version_in(tool: str, ran: Ran) -> str:
    """Return the version that a tool printed when it was started with its `VERSION_OPTIONS`, "" where it did not."""
    found = _PATTERNS.get(tool, _OF_SG3).search(f"{ran.stdout}\n{ran.stderr}")
    return found[1][:_LONGEST] if found else ""
