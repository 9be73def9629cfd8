"""What keeping and releasing look like, and setting a reader, for the pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from ui.shell.desk import Desk
from workshop.domain.holds import HoldReason
from workshop.services.holding import Holding

Press = Callable[[Qt.Key], None]
Scan = Callable[[str], None]
KEY = Qt.Key
UNSURE = "5CG9123QWY"  # of a reader that is set to German it would end in Z


def holding_scenes(desk: Desk, code: str, scan: Scan, press: Press, idle: Callable[[], None]) -> Iterator[str]:
    """Keep a machine and its lot, and ask for their release; the caller takes a picture at each name."""
    session = desk.session
    holding, lot = Holding(session.workshop.store), session.workshop.machines.card(code).lot
    desk.go("holding", code)
    idle()
    yield "holding-nothing"
    press(KEY.Key_2)
    idle()
    yield "holding-keep"
    holding.place(session.actor, lot, HoldReason.DATA_TO_KEEP)
    holding.place(session.actor, code, HoldReason.QUARANTINE)
    desk.go("bench", code)
    idle()
    yield "holding-bench"
    press(KEY.Key_F12)
    idle()
    press(KEY.Key_2)
    idle()
    yield "holding-release"
    press(KEY.Key_Escape)
    idle()
    yield "holding-kept"
    desk.go("intake")
    scan(UNSURE)
    idle()
    yield "calibration"
    press(KEY.Key_Escape)
    idle()
