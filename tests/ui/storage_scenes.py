"""What Ranger looks like, for the pictures and for the measures: nothing yet, storing, counting, finding, places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from ui.screen import Screen
from ui.session import Session
from ui.storage.screen import StorageScreen

Scan = Callable[[str], None]
Press = Callable[[Qt.Key], None]
Idle = Callable[[], None]
KEY = Qt.Key
MODELS = (
    ("Dell Inc.", "Latitude 5400", "laptop"),
    ("LENOVO", "ThinkCentre M720q", "mini-pc"),
    ("HP", "EliteBook 840 G6", "laptop"),
    ("Hewlett-Packard", "Compaq Elite 8300 SFF", "desktop"),
    ("Samsung", "S24E650", "monitor"),
)


def storage_scenes(session: Session, screen: Screen, scan: Scan, press: Press, idle: Idle) -> Iterator[str]:
    """Show Ranger as a person meets it; the caller takes a picture at each name."""
    assert isinstance(screen, StorageScreen)
    press(KEY.Key_F8)
    idle()
    yield "storage-no-place"
    press(KEY.Key_F3)
    yield "storage-no-places-listed"
    press(KEY.Key_F12)
    yield "storage-no-name"
    press(KEY.Key_Escape)
    codes, places = _stock(session)
    screen.enter()
    idle()
    yield "storage"
    scan(codes[-1])
    yield "storage-in-hand"
    scan(places["B-04"])
    yield "storage-stored"
    yield from _storing(screen, codes, places, scan, press)
    yield from _counting(screen, codes, places, scan, press, idle)
    yield from _finding(screen, codes, scan, press, idle)
    press(KEY.Key_Escape)
    press(KEY.Key_F3)
    yield "storage-places"
    press(KEY.Key_Escape)


def _stock(session: Session) -> tuple[list[str], dict[str, str]]:
    workshop, actor = session.workshop, session.actor
    lot = workshop.lots.open(actor, "Communauté de communes de Saint-Laurent-de-Chamousset", 30)
    codes = []
    for number in range(30):
        maker, model, kind = MODELS[number % len(MODELS)]
        serial = f"5CG9{number:03d}QWZ"
        codes.append(workshop.machines.receive(actor, lot.code, serial, category=kind, maker=maker, model=model).code)
    names = ("B-04", "A-01", "Étagère du fond", *(f"C-{number:02d}" for number in range(1, 21)))
    places = {place.name: place.code for place in workshop.storage.create_places(actor, names).new}
    for code in codes[:20]:
        workshop.storage.store(actor, code, places["B-04"])
    workshop.storage.store(actor, codes[21], places["Étagère du fond"])
    return codes, places


def _storing(
    screen: StorageScreen, codes: list[str], places: dict[str, str], scan: Scan, press: Press
) -> Iterator[str]:
    scan(places["Étagère du fond"])
    yield "storage-open"
    for code in (codes[22], codes[23], codes[0], codes[23]):
        scan(code)
    yield "storage-again"
    assert screen.at.code
    press(KEY.Key_F12)
    yield "storage-put"


def _counting(
    screen: StorageScreen, codes: list[str], places: dict[str, str], scan: Scan, press: Press, idle: Idle
) -> Iterator[str]:
    scan(places["B-04"])
    for code in (*codes[1:9], codes[24], codes[22], codes[9]):
        scan(code)
    yield "storage-counting"
    scan(codes[22])
    press(KEY.Key_F12)
    idle()
    yield "storage-missing"
    press(KEY.Key_1)
    idle()
    yield "storage-counted"
    assert not screen.at.code


def _finding(screen: StorageScreen, codes: list[str], scan: Scan, press: Press, idle: Idle) -> Iterator[str]:
    press(KEY.Key_Escape)
    press(KEY.Key_F2)
    yield "storage-search"
    for text, name in (("communaute", "found"), ("b-04", "found-place"), ("rien du tout", "found-nothing")):
        screen.search.field.set_text(text)
        screen.search.field.edit.returnPressed.emit()
        idle()
        yield f"storage-{name}"
    scan(codes[1][:-1])
    yield "storage-refused"
