"""What a ZPL printer answers to ~HS: three lines of flags (ZPL II Programming Guide, « Host Status Return »). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop.domain.printing import PrinterState, PrinterTrouble

QUESTION = b"~HS"
LINES = 3
_LINE = re.compile(rb"\x02([0-9A-Za-z, ]{1,80})\x03")
_FIRST, _SECOND = 12, 11  # fields of the first two lines; the third holds a password and is not kept
_NUMBER = re.compile(rb"[0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class HostStatus:
    """The flags that tell whether labels come out. `left`: formats that wait and labels of a batch to come."""

    paper_out: bool
    paused: bool
    buffer_full: bool
    ram_lost: bool
    hot: bool
    head_up: bool
    ribbon_out: bool
    in_progress: bool
    left: int

    @property
    def idle(self) -> bool:
        """Tell whether everything that was sent has come out."""
        return not self.in_progress and not self.buffer_full and self.left == 0


def is_whole(answer: bytes) -> bool:
    """Tell whether nothing more is to be waited for."""
    return answer.count(b"\x03") >= LINES


def host_status(answer: bytes) -> HostStatus | None:
    """Read an answer; None where it is none, or cut short, or holds what no flag can be."""
    lines = [line.split(b",") for line in _LINE.findall(answer[:4096])]
    if len(lines) < LINES or len(lines[0]) < _FIRST or len(lines[1]) < _SECOND:
        return None
    first, second = lines[0], lines[1]
    flags = [_flag(field) for field in (*(first[at] for at in (1, 2, 5, 7, 9, 11)), *(second[at] for at in (2, 3, 4)))]
    formats, batch = _number(first[4]), _number(second[8])
    if None in flags or formats is None or batch is None:
        return None
    paper, pause, full, partial, ram, hot, head, ribbon, transfer = map(bool, flags)
    return HostStatus(paper, pause, full, ram, hot, head, ribbon and transfer, partial, formats + batch)


def state(answer: bytes) -> PrinterState:
    """Say how the printer is; not known where the answer is none."""
    status = host_status(answer)
    if status is None:
        return PrinterState(known=False)
    troubles = (
        (status.head_up, PrinterTrouble.COVER_OPEN),
        (status.paper_out, PrinterTrouble.NO_PAPER),
        (status.ribbon_out, PrinterTrouble.NO_RIBBON),
        (status.hot, PrinterTrouble.HEAD_HOT),
        (status.ram_lost, PrinterTrouble.OTHER),
        (status.buffer_full, PrinterTrouble.BUSY),
        # a printer pauses by itself at every trouble above: what a person must do is told first
        (status.paused, PrinterTrouble.PAUSED),
    )
    told = b" ".join(_LINE.findall(answer[:4096])[:2]).decode("ascii")
    return PrinterState(known=True, troubles=tuple(trouble for is_so, trouble in troubles if is_so), told=told)


def _flag(field: bytes) -> bool | None:
    return {b"0": False, b"1": True}.get(field)


def _number(field: bytes) -> int | None:
    return int(field) if _NUMBER.fullmatch(field) else None
