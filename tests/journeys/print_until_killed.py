"""A bench in a process of its own that prints until it is killed: `python -m tests.journeys.print_until_killed FOLDER`.

Its printer is a file: a label is in it, durably, before the printer says so. `started` is written when the thread runs,
`empty` when nothing waits any more.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from tests.fake_printers import FakePrinters
from tests.fakes import FakeClock
from tests.services.print_shop import PrintShop
from workshop.adapters.files import ContentFiles
from workshop.adapters.store.opening import open_store, sqlite_url
from workshop.adapters.turns import FileTurn
from workshop.domain.printing import Delivery, JobState, Printer
from workshop.printing_wiring import PrintingThread

LABELS = 60
SLOW_SECONDS = 0.01


class TrayPrinter(FakePrinters):
    """Lays each label into its tray, one a line, and takes a moment before and after it."""

    def __init__(self, tray: Path) -> None:
        super().__init__()
        self._tray = os.open(tray, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def send(self, printer: Printer, label: bytes) -> Delivery:
        threading.Event().wait(SLOW_SECONDS)
        os.write(self._tray, label + b"\n")
        os.fsync(self._tray)
        threading.Event().wait(SLOW_SECONDS)
        return super().send(printer, label)


def shop_in(folder: Path) -> PrintShop:
    store = open_store(sqlite_url(folder / "w.sqlite3"), FakeClock())
    return PrintShop(store, FakeClock(), files=ContentFiles(folder / "files"), printers=TrayPrinter(folder / "tray"))


def main(folder: Path) -> None:
    shop = shop_in(folder)
    thread = PrintingThread(shop.printing, FileTurn(folder / "turn"))
    thread.start()
    os.write(sys.stdout.fileno(), b"started\n")
    for number in range(len(shop.printing.jobs()), LABELS):
        shop.received(f"5CG{number:07}")
    while shop.printing.jobs(JobState.WAITING):
        threading.Event().wait(SLOW_SECONDS)
    os.write(sys.stdout.fileno(), b"empty\n")
    thread.close()
    shop.inner.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
