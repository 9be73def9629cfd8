"""The part of `bootstrap.py` about readers: those on serial lines, and what is remembered of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.bootstrap import SystemClock
from workshop.domain.calibration import Calibration, Card
from workshop.domain.lanes import Presence
from workshop.domain.scanning import Scan
from workshop.settings import Settings, default_data_folder

if TYPE_CHECKING:
    from workshop.adapters.scanners.memory import ReaderMemory
    from workshop.adapters.scanners.watch import ReaderWatch


KEYBOARD = "keyboard"  # the name of every reader that types: the system does not tell them apart


@dataclass(frozen=True, slots=True)
class Readers:
    """The serial readers that are listened to, and what was learned of every reader of this bench."""

    watch: ReaderWatch
    memory: ReaderMemory

    def calibration(self, reader: str) -> Calibration | None:
        return self.memory.calibration(reader)

    def keep(self, reader: str, calibration: Calibration) -> None:
        self.memory.keep(reader, calibration)

    def stop(self) -> None:
        self.watch.stop()


def readers(settings: Settings, on_scan: Callable[[Scan], None], on_presence: Callable[[Presence], None]) -> Readers:
    """Start listening to the serial readers of this bench; keyboards are the window's business.

    `reader_port` may name several ports, parted by spaces; readers that say what they are need not be named. Both are
    called on threads of the readers.
    """
    from workshop.adapters.scanners.memory import FILE, ReaderMemory  # noqa: PLC0415 — as all adapters
    from workshop.adapters.scanners.watch import ReaderWatch  # noqa: PLC0415

    memory = ReaderMemory(_root(settings) / FILE)  # a reader is the bench's, whatever profile is open
    watch = ReaderWatch(tuple(settings.reader_port.split()), SystemClock(), on_scan, on_presence, memory)
    watch.start()
    return Readers(watch, memory)


def keyboard_is_set(settings: Settings) -> bool:
    """Tell whether the reader that types on this bench was set by « réglage »."""
    from workshop.adapters.scanners.memory import FILE, ReaderMemory  # noqa: PLC0415 — as all adapters

    known = ReaderMemory(_root(settings) / FILE).calibration(KEYBOARD)
    return known is not None and known.complete


def calibration_code() -> tuple[tuple[bool, ...], ...]:
    """Return the code that sets a reader, as the squares of a QR code: dark is true, without the quiet zone."""
    from workshop.adapters.documents.barcodes import qr  # noqa: PLC0415 — as all adapters

    return tuple(tuple(row) for row in qr(Card.WHOLE.value))


def _root(settings: Settings) -> Path:
    return Path(settings.data_folder) if settings.data_folder else default_data_folder()
