"""Real wires to printers without paper: a listener on the loopback, a pty as a serial line, a named pipe."""

from __future__ import annotations

import os
import pty
import select
import socket
import struct
import threading
import tty
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.adapters.printers.firmware import Firmware

_TICK = 0.02
_RESET = struct.pack("ii", 1, 0)


class _Served:
    """Something that runs on a thread until the test is over."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()
        self._close()

    def _serve(self) -> None: ...

    def _close(self) -> None: ...


class TcpPrinter(_Served):
    """Listens on a port of the loopback. `cut_after`: bytes of each connection after which it is torn down.

    `pause`: seconds of rest after each reading, `piece`: bytes that it reads at once.
    """

    def __init__(
        self, firmware: Firmware, *, port: int = 0, cut_after: int = 0, pause: float = 0, piece: int = 65536
    ) -> None:
        super().__init__()
        self.firmware = firmware
        self._cut_after, self._pause, self._piece = cut_after, pause, piece
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if pause:
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._listener.bind(("127.0.0.1", port))
        self._listener.listen(8)
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"

    def _serve(self) -> None:
        while not self._stop.is_set():
            if select.select([self._listener], [], [], _TICK)[0]:
                line, _address = self._listener.accept()
                with line:
                    self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        came = 0
        while not self._stop.is_set():
            if not select.select([line], [], [], _TICK)[0]:
                continue
            try:
                data = line.recv(min(self._piece, self._cut_after - came) if self._cut_after else self._piece)
            except ConnectionResetError:
                return
            if not data:
                return
            came += len(data)
            answer = self.firmware.hear(data)
            if self._cut_after and came >= self._cut_after:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                return
            if answer:
                line.sendall(answer)
            self._stop.wait(self._pause)

    def _close(self) -> None:
        self._listener.close()


class PtyPrinter(_Served):
    """A serial line: what stands behind it has the other end of a pty. `deaf`: it reads nothing at all."""

    def __init__(self, firmware: Firmware, *, deaf: bool = False) -> None:
        super().__init__()
        self.firmware = firmware
        self._deaf = deaf
        self._line, self._other = pty.openpty()
        tty.setraw(self._other)
        self.path = os.ttyname(self._other)
        self.address = f"{self.path}:115200"

    def _serve(self) -> None:
        while not self._stop.is_set():
            if self._deaf or not select.select([self._line], [], [], _TICK)[0]:
                self._stop.wait(_TICK if self._deaf else 0)
                continue
            answer = self.firmware.hear(os.read(self._line, 4096))
            if answer:
                os.write(self._line, answer)

    def unplug(self) -> None:
        """Take the line away, as a cable that is pulled."""
        self._stop.set()
        self._thread.join()
        self._close()

    def _close(self) -> None:
        for end in (self._line, self._other):
            if end >= 0:
                os.close(end)
        self._line = self._other = -1


class PipePrinter(_Served):
    """A device file that only takes: a named pipe that somebody reads."""

    def __init__(self, folder: Path, firmware: Firmware) -> None:
        super().__init__()
        self.firmware = firmware
        self.address = str(folder / "lp0")
        os.mkfifo(self.address)
        self._end = os.open(self.address, os.O_RDONLY | os.O_NONBLOCK)

    def _serve(self) -> None:
        while not self._stop.is_set():
            if select.select([self._end], [], [], _TICK)[0]:
                data = os.read(self._end, 4096)
                self.firmware.hear(data)
                self._stop.wait(0 if data else _TICK)

    def _close(self) -> None:
        os.close(self._end)


def free_port() -> int:
    """A port of the loopback where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
