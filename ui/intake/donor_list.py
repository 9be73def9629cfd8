"""Leads from a file to the machines that a lot expects: which file, what it says, yes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.intake import list_reading as reading
from ui.intake.calm import calm
from ui.intake.list_page import ListPage
from ui.intake.list_reading import Compared, Understood
from ui.signals import Signal as BandSignal
from workshop import asset_words
from workshop.services.asset_lists import ListTaken
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from pathlib import Path

    from ui.intake.screen import IntakeScreen


class DonorList(QObject):
    """One list at a time, for the lot that is open."""

    def __init__(self, screen: IntakeScreen, page: ListPage) -> None:
        super().__init__(screen)
        self._screen, self.page = screen, page
        self._files: tuple[str, ...] = ()
        self._read: Understood | None = None
        page.asked.connect(self.bring)
        page.back.triggered.connect(self.step_back)
        page.other.triggered.connect(self._next_file)
        page.take.triggered.connect(self._take)
        page.take.refused.connect(screen.explain)

    @property
    def is_open(self) -> bool:
        return not self.page.isHidden()

    def open(self) -> None:
        """Ask for a file, and show what the lot still waits for."""
        screen = self._screen
        if screen.lot is None:
            return
        self._read, self._files = None, ()
        self.page.ask(())
        self.page.lot.hide()
        screen.work.hide()
        screen.objects.close()
        for button in (screen.list, screen.tag, screen.change):
            button.hide()
        self.page.show()
        screen.band.set_calm_text(calm(screen))
        self._give_keys()
        screen.aside(reading.files_here, self._found)
        screen.run(partial(reading.compare, screen.session.workshop, screen.lot.code), self._compared)

    def close(self) -> None:
        self.page.hide()
        self._read = None

    def bring(self, path: str) -> None:
        """Read a file: dropped anywhere on the screen, chosen on a stick, or typed."""
        if self._screen.lot is None:
            self._screen.explain(shown(_("Choisissez d'abord un lot.")))
            return
        if not self.is_open:
            self.open()
        self.page.show_reading()
        self._screen.aside(partial(reading.understand, self._screen.session.workshop, path), self._understood)

    def step_back(self) -> bool:
        """Ask for a file again, or leave; False where it is not open."""
        if not self.is_open:
            return False
        if self.page.confirms:
            self.open()
        else:
            self._screen.leave_form()
        return True

    def _give_keys(self) -> None:
        page = self.page
        self._screen.keys = {"F12": page.take} if page.confirms else {"F2": page.other}
        self._screen.page.first_focus = page.take if page.confirms else page.field.edit
        self._screen.page.first_focus.setFocus()

    def _found(self, files: tuple[Path, ...]) -> None:
        if self.is_open and not self.page.confirms and not self.page.field.text():
            self._files = tuple(map(str, files))
            self.page.ask(self._files)

    def _next_file(self) -> None:
        if self._files:
            there = self.page.field.text()
            place = self._files.index(there) + 1 if there in self._files else 0
            self.page.field.set_text(self._files[place % len(self._files)])

    def _compared(self, compared: Compared) -> None:
        if self.is_open and self._screen.lot is not None and self._screen.lot.code == compared.lot:
            self.page.lot.show_compared(compared)

    def _understood(self, read: Understood) -> None:
        if not self.is_open:
            return
        self._read = read
        self.page.show_read(read)
        self._give_keys()
        self._screen.page.fit()

    def _take(self) -> None:
        screen, read = self._screen, self._read
        if screen.lot is None or read is None or read.assets is None:
            return
        self._read = None  # one press takes it once
        job = partial(reading.take, screen.session.workshop, screen.session.actor, screen.lot.code, read)
        screen.run(job, self._taken)

    def _taken(self, taken: ListTaken) -> None:
        self._screen.leave_form()
        self._screen.enter(taken.lot.code)
        words = shown(asset_words.taken(taken))
        signal = BandSignal.ACCEPTED if taken.added else BandSignal.ALREADY_DONE
        word = _("C'est bon.") if taken.added else _("Déjà là.")
        self._screen.band.show_signal(signal, shown(word), words)
        self._screen.said.emit(words)
