"""Printers behind a device file: /dev/usb/lp0 and its like. Nothing but a printer's file is ever written to."""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
from pathlib import Path

from workshop.adapters.printers.wire import PIECE, Limits, WireError, why
from workshop.domain.printing import PrinterTrouble

_PRINTERS = frozenset({6, 180})  # Linux devices.txt: parallel printers, USB printers (usblp)
_TERMINALS = frozenset({4, 5, *range(136, 144), 166, 188, 204})  # consoles, pts, ttyACM, ttyUSB, other serial ports
_TROUBLES = {
    errno.EACCES: PrinterTrouble.NOT_ALLOWED,
    errno.EPERM: PrinterTrouble.NOT_ALLOWED,
    errno.EBUSY: PrinterTrouble.BUSY,
    errno.ENOSPC: PrinterTrouble.NO_PAPER,  # usblp.c says it for a printer that reports no paper
}


class DeviceWire:
    """One device file that is open: a printer's, a terminal's, or a named pipe that somebody reads."""

    def __init__(self, address: str, _limits: Limits) -> None:
        self.ended = False
        if sys.platform == "win32":
            raise WireError(PrinterTrouble.UNREACHABLE, address[:200])
        try:
            self._two_ways = _answers(Path(address).stat(), address)
            way = os.O_RDWR if self._two_ways else os.O_WRONLY
            self._file = os.open(address, way | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except (OSError, ValueError) as problem:
            raise _told(problem, PrinterTrouble.UNREACHABLE) from problem
        if not self._is_a_printers():
            os.close(self._file)
            raise WireError(PrinterTrouble.NOT_ALLOWED, address[:200])

    def _is_a_printers(self) -> bool:
        """Look at what was really opened; a terminal is let to pass bytes as they are."""
        now = os.fstat(self._file)
        if not self._two_ways:
            return stat.S_ISFIFO(now.st_mode)
        if os.isatty(self._file):
            import tty  # noqa: PLC0415 — not on every platform

            tty.setraw(self._file)
        return stat.S_ISCHR(now.st_mode)

    def take(self, data: bytes, seconds: float) -> int:
        if not select.select([], [self._file], [], seconds)[1]:
            return 0
        try:
            return os.write(self._file, data[:PIECE])
        except BlockingIOError:
            return 0
        except OSError as problem:
            raise _told(problem, PrinterTrouble.CUT_OFF) from problem

    def give(self, seconds: float) -> bytes:
        if not self._two_ways or not select.select([self._file], [], [], seconds)[0]:
            return b""
        try:
            came = os.read(self._file, PIECE)
        except BlockingIOError:
            return b""
        except OSError as problem:
            raise _told(problem, PrinterTrouble.CUT_OFF) from problem
        self.ended = not came
        return came

    def unsent(self) -> int:
        """Count one byte while the last ones are on their way: only then does the driver take others."""
        return 0 if select.select([], [self._file], [], 0)[1] else 1

    def least_seconds(self, _size: int, /) -> float:
        return 0.0

    def close(self, *, whole: bool) -> None:
        if not whole and os.isatty(self._file):
            import termios  # noqa: PLC0415 — not on every platform

            termios.tcflush(self._file, termios.TCOFLUSH)
        os.close(self._file)


def _answers(found: os.stat_result, address: str) -> bool:
    """Tell whether a file can answer, too; refuses what could be a disk, or is an ordinary file."""
    if stat.S_ISFIFO(found.st_mode):
        return False
    if stat.S_ISCHR(found.st_mode) and os.major(found.st_rdev) in _PRINTERS | _TERMINALS:
        return True
    raise WireError(PrinterTrouble.NOT_ALLOWED, address[:200])


def _told(problem: OSError | ValueError, otherwise: PrinterTrouble) -> WireError:
    return WireError(_TROUBLES.get(getattr(problem, "errno", None) or 0, otherwise), why(problem))
