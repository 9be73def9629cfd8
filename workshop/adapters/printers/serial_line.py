"""Printers on a serial line; the speed stands in the address: /dev/ttyUSB0:9600, COM3:19200."""

from __future__ import annotations

import contextlib
import re
import select
import sys

import serial

from workshop.adapters.printers.wire import PIECE, Limits, WireError, why
from workshop.domain.printing import PrinterLanguage, PrinterTrouble

SPEED = 9600
_ADDRESS = re.compile(r"(?P<port>.+?)(?::(?P<speed>[0-9]{3,7}))?", re.DOTALL)
_BITS_A_BYTE = 10  # with start and stop
_SURE_TO_FIT = 64  # a terminal that says it can be written to has at least this room
_GONE = (serial.SerialException, OSError, ValueError, TypeError)  # TypeError: pyserial, where the port vanished


class SerialWire:
    """One serial line. ZPL printers hold the line back by XON and XOFF; these bytes mean something else elsewhere."""

    def __init__(self, address: str, limits: Limits, language: PrinterLanguage = PrinterLanguage.ZPL) -> None:
        self.ended = False
        self._port, self._speed = port_and_speed(address)
        try:
            self._line = serial.Serial(
                self._port,
                self._speed,
                timeout=0,
                write_timeout=limits.connect,
                xonxoff=language is PrinterLanguage.ZPL,
                exclusive=True if sys.platform != "win32" else None,
            )
        except _GONE as problem:
            text = why(problem)
            refused = isinstance(problem, PermissionError) or "Permission denied" in str(problem)
            busy = "exclusively lock" in str(problem)
            trouble = PrinterTrouble.BUSY if busy else PrinterTrouble.UNREACHABLE
            raise WireError(PrinterTrouble.NOT_ALLOWED if refused else trouble, text) from problem

    def take(self, data: bytes, seconds: float) -> int:
        piece = data[:_SURE_TO_FIT]
        try:
            if sys.platform != "win32" and not select.select([], [self._line.fileno()], [], seconds)[1]:
                return 0
            self._line.write_timeout = max(0.001, seconds)
            return int(self._line.write(piece) or 0)
        except serial.SerialTimeoutException:
            return len(piece)  # how much of it left is not known; the next piece waits, and the label is not whole
        except _GONE as problem:
            raise WireError(PrinterTrouble.CUT_OFF, why(problem)) from problem

    def give(self, seconds: float) -> bytes:
        try:
            self._line.timeout = seconds
            return bytes(self._line.read(max(1, min(PIECE, self._line.in_waiting))))
        except _GONE as problem:
            raise WireError(PrinterTrouble.CUT_OFF, why(problem)) from problem

    def unsent(self) -> int:
        try:
            return int(self._line.out_waiting)
        except (*_GONE, AttributeError):
            return 0

    def least_seconds(self, size: int, /) -> float:
        return size * _BITS_A_BYTE / self._speed

    def close(self, *, whole: bool) -> None:
        with contextlib.suppress(*_GONE):
            if not whole:
                self._line.reset_output_buffer()  # else closing waits 30 s for a printer that holds the line
        with contextlib.suppress(*_GONE):
            self._line.close()


def port_and_speed(address: str) -> tuple[str, int]:
    """Split `port:speed`; without a speed it is 9600."""
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        raise WireError(PrinterTrouble.UNREACHABLE, address[:200])
    return match["port"], int(match["speed"] or SPEED)
