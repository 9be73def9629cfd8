"""`dsregcmd /status`: whether Windows belongs to an organisation. Its labels are English on every Windows.

The names of tenants, domains, devices and people that it holds are not read.
"""

from __future__ import annotations

import re

from workshop.domain.diagnosis import Lock, LockKind

_LONGEST = 100_000
_LINE = re.compile(r"^\s{0,40}(\w{3,40})\s{1,3}:\s{0,3}(\S{1,200})", re.MULTILINE)
_STATES = ("AzureAdJoined", "EnterpriseJoined", "DomainJoined")
_MANAGED = "MdmUrl"


def read(text: str) -> tuple[Lock, ...] | None:
    """Give what says that an organisation manages it, one lock for all; None where the text is none of the tool's."""
    told = {key: value for key, value in _LINE.findall(text[:_LONGEST]) if key in (*_STATES, _MANAGED)}
    if not told.keys() & set(_STATES):
        return None
    seen = [f"{state}: YES" for state in _STATES if told.get(state, "").upper() == "YES"]
    seen += [_MANAGED] if told.get(_MANAGED, "").lower().startswith("http") else []
    return (Lock(LockKind.MDM, f"dsregcmd: {', '.join(seen)}"),) if seen else ()
