"""What surrounds every page of the gallery, and what its tests measure."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

from ui.widgets.band import Band
from ui.widgets.footer import Footer, Lamp
from ui.widgets.icons import IconWord
from ui.widgets.page import Page, Shell
from ui.widgets.rail import Rail, RailEntry
from workshop.domain.typography import french as fr

CODE = "260100041229"
JOBS = (
    RailEntry("intake", "Entrée", "intake", "F5"),
    RailEntry("bench", "Poste", "bench", "F6"),
    RailEntry("wiping", "Effacer", "wipe", "F7"),
    RailEntry("storage", "Ranger", "store", "F8"),
    RailEntry("delivery", "Livraison", "deliver", "F9"),
    RailEntry("returns", "Retours", "returns", "F10"),
    RailEntry("review", "À vérifier", "review"),
)
HELP = RailEntry("help", "Aide", "help", "F1")


def shell(page: Page, name: str, last: str = "") -> Shell:
    rail = Rail(JOBS, (HELP,))
    rail.set_count("review", 2, fr("2 à vérifier"))
    footer = Footer(Lamp("reader", "Douchette"), Lamp("printer", "Imprimante"))
    footer.set_last(fr(last))
    frame = Shell(rail, footer)
    frame.show_page(page, name)
    return frame


def person() -> IconWord:
    return IconWord("person", "Sami", bold=True)


def hold(*bands: Band) -> None:
    """Keep what a band shows for the time of a picture."""
    for band in bands:
        band._rest.stop()


def whole_height(widget: QWidget) -> int:
    """The height that a shell needs to show all of its page."""
    areas = [area for area in widget.findChildren(QScrollArea) if area.isVisible()]
    more = [area.verticalScrollBar().maximum() for area in areas]
    return widget.height() + max(more, default=0)


def asked_width(widget: QWidget) -> int:
    """The width that a shell needs, so that nothing in it is cut."""
    layout = widget.layout()
    assert layout is not None
    found = [area.widget() for area in widget.findChildren(QScrollArea) if area.isVisible()]
    rail = 0 if not isinstance(widget, Shell) or widget.rail.isHidden() else widget.rail.width()
    inner = [content.minimumSizeHint().width() + rail for content in found if content is not None]
    return max([layout.totalMinimumSize().width(), *inner])
