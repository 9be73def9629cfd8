"""One reader on a serial line: a thread that turns bytes into scans until the reader goes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import serial

from workshop.adapters.scanners.framing import Framing
from workshop.adapters.scanners.memory import ReaderMemory
from workshop.adapters.scanners.ports import Port
from workshop.domain.calibration import Calibration, learned_from, together
from workshop.domain.scanning import Scan, apart
from workshop.services.ports import Clock

BAUD = 9600
SILENCE_SECONDS = 0.1
MOST_LATE_SECONDS = 30
_GONE = (serial.SerialException, OSError, TypeError)  # TypeError: pyserial reads a descriptor that was closed

Heard = Callable[[Scan], None]


class SerialReader:
    """Listens to one port until it is stopped or the port vanishes; all callbacks come on its thread.

    `on_open` is called once, when the port could be opened; `on_end` when it vanished after that.
    """

    def __init__(
        self, port: Port, name: str, clock: Clock, memory: ReaderMemory, on_scan: Heard, on_open: Callable[[], None]
    ) -> None:
        self.port = port
        self.name = name
        self.on_end: Callable[[], None] = _nothing
        self._clock = clock
        self._memory = memory
        self._on_scan = on_scan
        self._on_open = on_open
        self._last, self._last_at = "", 0.0
        self._stopped, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._listen, name=f"reader {port.path}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def ended(self) -> bool:
        return self._ended.is_set()

    def stop(self) -> None:
        """Stop listening; returns when the thread has ended and the port is free."""
        self._stopped.set()
        self._thread.join()

    def _listen(self) -> None:
        framing, was_open = Framing(), False
        try:
            with serial.Serial(self.port.path, BAUD, timeout=SILENCE_SECONDS) as line:
                was_open = True
                self._on_open()
                while not self._stopped.is_set():
                    received = line.read(max(1, line.in_waiting))
                    self._hear(framing.feed(received) if received else framing.silence())
        except _GONE:
            self._hear(framing.silence())  # half a code is answered too: « Je n'ai pas bien lu. »
        self._ended.set()
        if was_open and not self._stopped.is_set():  # one that cannot be opened is tried again at leisure
            self.on_end()

    def _hear(self, texts: list[str]) -> None:
        for text in texts:
            for part in apart(self._bare(text)):
                self._on_scan(Scan(part, self.name, self._clock.now(), after_same_ms=self._after_same(part)))

    def _bare(self, text: str) -> str:
        """Take away what this reader is known to send around a code; learn it from the card."""
        known = self._memory.calibration(self.name)
        learned = learned_from(tuple(text))
        if learned is not None and learned.card.value in text:
            kept = together(known, learned)
            self._memory.keep(self.name, kept)
            known = Calibration(prefix=kept.prefix, suffix=kept.suffix)
        return "".join(str(sign) for sign in known.bare(tuple(text))) if known else text

    def _after_same(self, text: str) -> int | None:
        before, last, now = self._last_at, self._last, time.monotonic()
        self._last, self._last_at = text, now
        late = now - before
        return round(late * 1000) if text and text == last and late < MOST_LATE_SECONDS else None


def _nothing() -> None:
    """Nobody waits for the end yet."""
