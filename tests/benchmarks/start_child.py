"""One start: `start_child.py bare|ours SETTINGS`; prints the milliseconds from T0 to the first paint (and to ready)."""

# ruff: noqa: T201, PLC0415, N802 — it prints times, of which importing is a part
from __future__ import annotations

import os
import sys
import time

T0 = int(os.environ["T0"])


def since() -> float:
    return (time.monotonic_ns() - T0) / 1e6


def bare() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, done)

    def done() -> None:
        print(since(), flush=True)
        os._exit(0)

    application = QApplication([])
    window = Window()
    window.setCentralWidget(QLabel("Bench"))
    window.resize(1366, 768)
    window.show()
    application.exec()


def ours(settings: str) -> None:
    from PySide6.QtCore import QTimer

    import ui.__main__
    from ui.start import Start

    go_on = Start._go_on  # runs when the first picture is on the screen

    def gone_on(self: Start) -> None:
        print(since(), flush=True)
        go_on(self)
        if self.application is not None:
            self.application.ready.connect(ready)

    def ready() -> None:
        QTimer.singleShot(0, finish)

    def finish() -> None:
        print(since(), flush=True)
        os._exit(0)

    Start._go_on = gone_on  # type: ignore[method-assign]
    ui.__main__.main(["--settings", settings])


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else ours(sys.argv[2])
