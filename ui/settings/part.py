"""One page of Réglages: what it is called, its keys, and what the screen asks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from workshop.domain.codes import Command
from workshop.domain.scanning import Scan

if TYPE_CHECKING:
    from ui.screen import Screen


class Part(QWidget):
    """A page. `changed` says that other keys are offered, or that something else is in front of it."""

    changed = Signal()
    name = ""
    icon = "settings"
    key = ""  # what brings it to the front; empty: the digit of its place

    def __init__(self) -> None:
        super().__init__()
        self._screen: Screen | None = None

    def work_for(self, screen: Screen) -> None:
        """Belong to a screen: its session is used, trouble is told there."""
        self._screen = screen

    @property
    def owner(self) -> Screen:
        assert self._screen is not None
        return self._screen

    @property
    def title(self) -> str:
        raise NotImplementedError

    @property
    def alone(self) -> bool:
        """Whether something is asked that digits answer: the list of pages gives way to it."""
        return False

    @property
    def keys(self) -> dict[str, Button]:
        return {}

    @property
    def commands(self) -> Mapping[Command, Button]:
        """What commands of the bench card mean here now."""
        return {}

    @property
    def first_focus(self) -> QWidget | None:
        """What takes the focus; None: the page itself."""
        return None

    def enter(self) -> None:
        """Read what is shown."""

    def choose(self, number: int) -> bool:
        """Take a digit as the answer to what is asked; False where nothing is."""
        del number
        return False

    def arrow(self, key: str) -> bool:
        """Take an arrow that moves nothing else; False where it means nothing here."""
        del key
        return False

    def drop(self, path: str) -> None:
        """Take a file that was let go over this page."""

    def go_back(self) -> bool:
        """Take one step back; False where there is none."""
        return False

    def keeps(self, scan: Scan) -> bool:
        """Take a scan that is only tried."""
        del scan
        return False

    def labels_changed(self) -> None:
        """Take note that the queue of labels has changed."""

    def fail(self, error: Exception) -> bool:
        """Tell trouble itself; False: the screen does."""
        del error
        return False

    def aside(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Run a slow core call; trouble is the screen's."""
        self.owner.aside(job, done)
