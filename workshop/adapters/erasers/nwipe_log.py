"""What nwipe says of its own work: its log, text in, claim out.

Versions 0.30 to 0.42 end with a table « Device | Status | Thru-put | HH:MM:SS | Model/Serial Number », with
« Total Throughput » below it; 0.27 had none. A line is marked `!` where something went wrong. Its exit code is 0 when
it is interrupted, and « Erased » is what it says of a drive that drops every write (both measured): this is a claim.
"""

from __future__ import annotations

import re

from workshop.domain.wiping import Claim

_HEADER = re.compile(r"^!\s+Device \| Status ", re.MULTILINE)
_ERRORS_HEADER = re.compile(r"^!\s+Device \| Pass Errors ", re.MULTILINE)
_END = re.compile(r"^\[[^\]]+\] Total Throughput .*\n", re.MULTILINE)  # a line that is cut is no end
_AGAINST = re.compile(r"\[FAILURE\]|Nwipe exited with errors on", re.MULTILINE)  # the drive's own lines
_PERCENT = re.compile(r"\b(\d{1,3}(?:\.\d+)?)%")
_SUMMARY = "Erasure Summary"  # 0.40 and later: how many bytes, and what share of the drive
_ABORTED = "Nwipe was aborted by the user"
_STATUSES = {
    "Erased": Claim.ERASED,
    "UABORTED": Claim.ABORTED,
    "-FAILED-": Claim.FAILED,
    "--FAIL--": Claim.FAILED,
    "INSANITY": Claim.FAILED,
}


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
    if claim is Claim.ERASED and (mark or _errors_counted(log[: header.start()]) or _speaks_against(log)):
        return Claim.FAILED
    if claim is Claim.ERASED and _ABORTED in log[end.end() :]:
        return Claim.ABORTED
    return claim


def _speaks_against(log: str) -> bool:
    """Tell whether the log names a failure, or a share of the drive that is not all of it, beside its last word."""
    _, found, summary = log.rpartition(_SUMMARY)
    table = summary.partition("\n")[2].partition("****")[0]
    shares = [float(share) for share in _PERCENT.findall(table)] if found else []
    return _AGAINST.search(log) is not None or any(share < 100 for share in shares)  # noqa: PLR2004 — percent


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
