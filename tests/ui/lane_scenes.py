"""The Poste of two people: one reader each, two halves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from PySide6.QtCore import Qt

from ui.shell.desk import Desk
from workshop.domain.lanes import Lane, Presence
from workshop.domain.scanning import Scan

ONE = Presence("Honeywell Voyager 1400g", there=True, lane=Lane.BLUE, place=0)
OTHER = Presence("Honeywell Voyager 1400g 2", there=True, lane=Lane.ORANGE, place=1)
NO_SERIAL = "3017620422003"


def lane_scenes(
    desk: Desk,
    mine: str,
    theirs: str,
    press: Callable[[Qt.Key], None],
    idle: Callable[[], None],
    calm: Callable[[], None],
) -> Iterator[str]:
    """Show two halves: nobody has begun, a machine in each, a refusal in one of them."""

    def scan(text: str, reader: str) -> None:
        desk.scan(Scan(text, reader, datetime.now(UTC)))
        idle()

    press(Qt.Key.Key_F6)
    desk.show_readers((ONE, OTHER))
    scan(mine, ONE.reader)
    calm()
    yield "bench-two-one-free"
    scan(theirs, OTHER.reader)
    calm()
    yield "bench-two"
    scan(NO_SERIAL, OTHER.reader)
    yield "bench-two-refused"
    calm()
    desk.show_readers(())
    idle()
