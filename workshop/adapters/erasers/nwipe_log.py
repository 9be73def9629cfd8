"""What nwipe says of its own work: its log, text in, claim out.

Versions 0.30 to 0.42 end with a table « Device | Status | Thru-put | HH:MM:SS | Model/Serial Number », with
« Total Throughput » below it; 0.27 had none. A line is marked `!` where something went wrong. Its exit code is 0 when
it is interrupted, and « Erased » is what it says of a drive that drops every write (both measured): this is a claim.
"""

from __future__ import annotations

import re

from workshop.domain.wiping import Claim

_VERSION = re.compile(r"\bnwipe version (\S+)")
_HEADER = re.compile(r"^!\s+Device \| Status ", re.MULTILINE)
_ERRORS_HEADER = re.compile(r"^!\s+Device \| Pass Errors ", re.MULTILINE)
_END = re.compile(r"^\[[^\]]+\] Total Throughput ", re.MULTILINE)
_ABORTED = "Nwipe was aborted by the user"
_STATUSES = {"Erased": Claim.ERASED, "UABORTED": Claim.ABORTED, "-FAILED-": Claim.FAILED, "INSANITY": Claim.FAILED}


def claim_of(log: str, device: str) -> Claim:
    """Say what a log claims for one device name ("loop0"); anything incomplete or about another device is NONE."""
    header = _last(_HEADER, log)
    if header is None:
        return Claim.NONE
    end = _END.search(log, header.end())
    if end is None:
        return Claim.NONE
    rows = _rows(log[header.end() : end.start()])
    if len(rows) != 1 or not _is_the(device, rows[0][1]):
        return Claim.NONE
    mark, _, status = rows[0][:3]
    claim = _STATUSES.get(status, Claim.NONE)
    if claim is Claim.ERASED and (mark or _errors_counted(log[: header.start()])):
        return Claim.FAILED
    if claim is Claim.ERASED and _ABORTED in log[end.end() :]:
        return Claim.ABORTED
    return claim


def version_of(printed: str) -> str:
    """Return the version as `nwipe -V` printed it ("0.33" is what 0.34 prints), "" where it printed none."""
    found = _VERSION.search(printed)
    return found[1] if found else ""


def _rows(table: str) -> list[tuple[str, ...]]:
    """Split a table's lines into mark, device and the other cells."""
    rows = []
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) < 2:  # noqa: PLR2004 — a ruler, or an empty line
            continue
        mark = "!" if cells[0].startswith("!") else ""
        rows.append((mark, cells[0].lstrip("! "), *cells[1:]))
    return rows[1:] if rows and rows[0][1] == "" else rows


def _is_the(device: str, named: str) -> bool:
    """Long names are cut at the front to fit their column (loop devices and sdX never are)."""
    return named == device or (len(named) >= 8 and device.endswith(named))  # noqa: PLR2004 — the column's width


def _last(pattern: re.Pattern[str], log: str) -> re.Match[str] | None:
    matches = list(pattern.finditer(log))
    return matches[-1] if matches else None


def _errors_counted(log: str) -> bool:
    header = _last(_ERRORS_HEADER, log)
    if header is None:
        return False
    table = log[header.end() :].partition("****")[0]
    return any(mark or any(cell != "0" for cell in cells) for mark, _, *cells in _rows(table.partition("\n")[2]))
