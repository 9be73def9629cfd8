"""One reader on a serial line: a thread that turns bytes into scans, and tells when the reader goes and comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable

import serial

from workshop.adapters.scanners.framing import Framing
from workshop.adapters.scanners.ports import Port, wanted_port
from workshop.domain.scanning import Scan
from workshop.services.ports import Clock

BAUD = 9600
SILENCE_SECONDS = 0.1
TRY_AGAIN_SECONDS = 0.5
_GONE = (serial.SerialException, OSError, TypeError)  # TypeError: pyserial reads a descriptor that was closed

Heard = Callable[[Scan], None]
Presence = Callable[[str, bool], None]  # the reader's name, whether it is there


class SerialReader:
    """Listens to one port until it is stopped; `on_scan` and `on_presence` are called on its thread."""

    def __init__(self, wanted: str, clock: Clock, on_scan: Heard, on_presence: Presence) -> None:
        self._wanted = wanted
        self._clock = clock
        self._on_scan = on_scan
        self._on_presence = on_presence
        self._identity = ""
        self._there: bool | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._listen, name=f"reader {wanted}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; returns when the thread has ended and the port is free."""
        self._stopped.set()
        self._thread.join()

    def _listen(self) -> None:
        while not self._stopped.is_set():
            port = wanted_port(self._wanted, self._identity)
            if port is None or not self._served(port):
                self._tell(port or Port(self._wanted, self._wanted), there=False)
                self._stopped.wait(TRY_AGAIN_SECONDS)

    def _served(self, port: Port) -> bool:
        """Read a port until the reader is stopped (True) or the port vanishes (False)."""
        framing = Framing()
        try:
            with serial.Serial(port.path, BAUD, timeout=SILENCE_SECONDS) as line:
                self._identity = port.identity
                self._tell(port, there=True)
                while not self._stopped.is_set():
                    received = line.read(max(1, line.in_waiting))
                    self._hear(port, framing.feed(received) if received else framing.silence())
        except _GONE:
            self._hear(port, framing.silence())  # half a code is answered too: « Je n'ai pas bien lu. »
            return False
        return True

    def _hear(self, port: Port, texts: list[str]) -> None:
        for text in texts:
            self._on_scan(Scan(text, port.name, self._clock.now()))

    def _tell(self, port: Port, *, there: bool) -> None:
        if there != self._there:
            self._there = there
            self._on_presence(port.name, there)
