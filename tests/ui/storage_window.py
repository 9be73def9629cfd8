"""Ranger in an open window, a shop with machines on a shelf, and what a person reads there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.open_window import OpenIt, OpenWindow
from ui.storage.modes import Mode
from ui.storage.screen import StorageScreen
from ui.widgets.listing import Lines
from workshop.domain.storage import Place

__all__ = ["Mode", "Stock", "rows", "screen_of", "stocked"]


@dataclass
class Stock:
    """A window at Ranger, and what is in the workshop."""

    window: OpenWindow
    machines: list[str] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def screen(self) -> StorageScreen:
        return screen_of(self.window)

    def until(self, mode: Mode) -> None:
        self.window.until(lambda: self.screen.mode is mode)
        self.window.settle()


def screen_of(window: OpenWindow) -> StorageScreen:
    found = window.desk.screens["storage"]
    assert isinstance(found, StorageScreen)
    return found


def rows(lines: Lines) -> list[tuple[str, str]]:
    """Return the title and the state of each row."""
    return [(line.title, line.state) for line in lines.rows.lines]


def stocked(open_window: OpenIt, shop: Path, machines: int = 3, on_the_shelf: int = 3) -> Stock:
    """Open a window at Ranger: machines were received, the first of them stand in B-04; A-01 is empty."""
    window = open_window(shop)
    window.until(lambda: window.application.desk is not None)
    workshop, actor = window.workshop, window.desk.session.actor
    lot = workshop.lots.open(actor, "Collège d’Écully", machines)
    stock = Stock(window)
    for number in range(machines):
        card = workshop.machines.receive(actor, lot.code, f"SN{number:04d}", maker="Dell", model="Latitude 5400")
        stock.machines.append(card.code)
    stock.places = {place.name: place for place in workshop.storage.create_places(actor, ("B-04", "A-01")).new}
    for code in stock.machines[:on_the_shelf]:
        workshop.storage.store(actor, code, stock.places["B-04"].code)
    window.go(Qt.Key.Key_F8, "storage")
    return stock
