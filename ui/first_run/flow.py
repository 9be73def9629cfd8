"""The way through the first run."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.first_run.pages import ChoicePage, PreparingPage, StartPage
from ui.widgets.button import Button
from ui.widgets.page import Page
from workshop.services.run_through import Stage
from workshop.words import stage


class FirstRun(QObject):
    """Shows one page at a time; the application does what was chosen."""

    shown = Signal(object)  # the page to show
    sample_chosen = Signal()
    begun = Signal(str, int)  # the workshop's name, its site number
    left = Signal()  # back to where one came from

    def __init__(self, parent: QObject, *, from_sample: bool = False) -> None:
        super().__init__(parent)
        self._from_sample = from_sample
        self.choice = ChoicePage()
        self.start = StartPage()
        self.preparing = PreparingPage()
        self.page: Page = self.choice
        self.choice.sample_wanted.connect(self._sample)
        self.choice.start_wanted.connect(self.ask_for_the_name)
        self.start.begun.connect(self.begun)
        self.start.back.connect(self.go_back)

    def begin(self) -> None:
        """Show the first page: the choice, or (from the sample) the two questions."""
        if self._from_sample:
            self.ask_for_the_name()
        else:
            self._show(self.choice)

    def ask_for_the_name(self) -> None:
        self._show(self.start)

    def prepare(self) -> None:
        self._show(self.preparing)

    def hear(self, told: tuple[Stage, int, int]) -> None:
        """Show how far the sample is."""
        what, done, total = told
        self.preparing.show_stage(stage(what), done, total)

    def press(self, key: str) -> bool:
        """Do what a command's key does on the current page."""
        buttons: dict[tuple[Page, str], Button] = {
            (self.start, "F12"): self.start.begin,
            (self.start, "Esc"): self.start.cancel,
        }
        button = buttons.get((self.page, key))
        if button is None:
            return False
        button.click()
        return True

    def choose(self, number: int) -> bool:
        """Take a digit as the choice."""
        tiles = (self.choice.sample, self.choice.start)
        if self.page is not self.choice or not 1 <= number <= len(tiles):
            return False
        tiles[number - 1].click()
        return True

    def go_back(self) -> None:
        if self._from_sample:
            self.left.emit()
        else:
            self._show(self.choice)

    def discard(self) -> None:
        """Take the pages away."""
        for page in (self.choice, self.start, self.preparing):
            page.hide()
            page.deleteLater()
        self.deleteLater()

    def _sample(self) -> None:
        self.prepare()
        self.sample_chosen.emit()

    def _show(self, page: Page) -> None:
        self.page = page
        self.shown.emit(page)
