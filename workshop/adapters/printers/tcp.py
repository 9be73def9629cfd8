"""Printers on the network that take raw bytes, on port 9100 unless their address says otherwise."""

from __future__ import annotations

import os
import socket
import struct
import sys
from urllib.parse import urlsplit

from workshop.adapters.printers.wire import PIECE, Limits, WireError, why
from workshop.domain.printing import PrinterTrouble

PORT = 9100
_SIOCOUTQ = 0x5411  # tcp(7): bytes that the other side has not acknowledged
_AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: closing drops what has not left


class TcpWire:
    """One connection."""

    def __init__(self, address: str, limits: Limits) -> None:
        host, port = host_and_port(address, PORT)
        self.ended = False
        try:
            self._socket = socket.create_connection((host, port), timeout=limits.connect)
        except PermissionError as problem:
            raise WireError(PrinterTrouble.NOT_ALLOWED, why(problem)) from problem
        except (OSError, UnicodeError) as problem:  # UnicodeError: a host name that no name server could be asked for
            raise WireError(PrinterTrouble.UNREACHABLE, why(problem)) from problem

    def take(self, data: bytes, seconds: float) -> int:
        try:
            self._socket.settimeout(max(0.001, seconds))
            return self._socket.send(data[:PIECE])
        except TimeoutError:
            return 0
        except OSError as problem:
            raise WireError(PrinterTrouble.CUT_OFF, why(problem)) from problem

    def give(self, seconds: float) -> bytes:
        try:
            self._socket.settimeout(max(0.001, seconds))
            came = self._socket.recv(PIECE)
        except TimeoutError:
            return b""
        except OSError as problem:
            raise WireError(PrinterTrouble.CUT_OFF, why(problem)) from problem
        self.ended = not came
        return came

    def unsent(self) -> int:
        broken = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if broken:
            raise WireError(PrinterTrouble.CUT_OFF, os.strerror(broken))
        if not sys.platform.startswith("linux"):
            return 0
        import fcntl  # noqa: PLC0415 — not on every platform

        try:
            return int(struct.unpack("i", fcntl.ioctl(self._socket.fileno(), _SIOCOUTQ, b"\0\0\0\0"))[0])
        except OSError:
            return 0

    def least_seconds(self, _size: int, /) -> float:
        return 0.0

    def close(self, *, whole: bool) -> None:
        if not whole:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        self._socket.close()


def host_and_port(address: str, port: int) -> tuple[str, int]:
    """Split `host`, `host:port` or `[IPv6]:port`; raises WireError for what is none of them."""
    try:
        parts = urlsplit(f"//{address.strip()}")
        host, chosen = parts.hostname, parts.port
    except ValueError as problem:
        raise WireError(PrinterTrouble.UNREACHABLE, why(problem)) from problem
    if not host or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise WireError(PrinterTrouble.UNREACHABLE, address[:200])
    return host, chosen or port
