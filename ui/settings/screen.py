"""Réglages: one page at a time; digits (and Ctrl N) choose the page, Escape goes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.settings.bench_part import BenchPart
from ui.settings.contract_part import ContractPart
from ui.settings.display_part import DisplayPart
from ui.settings.label_part import LabelPart
from ui.settings.part import Part
from ui.settings.people_part import PeoplePart
from ui.settings.printer_part import PrinterPart
from ui.settings.reader_part import ReaderPart
from ui.settings.seal_part import SealPart
from ui.settings.sound_part import SoundPart
from ui.settings.stick_part import StickPart
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.choice import Choice
from ui.widgets.drop_page import DropPage
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row, holding
from workshop.domain.codes import Command
from workshop.domain.scanning import Said, Scan
from workshop.texts import _
from workshop.words import shown


class SettingsScreen(Screen):
    """What may be set on this bench."""

    name = "settings"

    def __init__(self, session: Session) -> None:
        self.seal, self.display = SealPart(), DisplayPart()
        self.reader, self.bench = ReaderPart(), BenchPart()
        self.parts: tuple[Part, ...] = (self.seal, self.display, self.reader, self.bench)
        if not session.sample:  # a stick is a real one
            self.parts += (StickPart(),)
        self.printer, self.label = PrinterPart(), LabelPart()
        self.contract = ContractPart()
        self.parts += (SoundPart(), PeoplePart(), self.printer, self.label, self.contract)
        self.entries = [
            Choice(part.title, icon=part.icon, key=part.key or str(place)) for place, part in enumerate(self.parts, 1)
        ]
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("Réglages")))
        self.list = holding(Column(*self.entries, None, gap="xs"))
        body = Row(gap="l", stacks=True)
        body.put(self.list, late=True)
        body.put(*((part, 1) for part in self.parts))
        page = DropPage(self.header, body, band=self.band, pad=("xxl", "l"))
        super().__init__(session, page)
        self.part: Part = self.seal
        for part, entry in self._entries():
            part.work_for(self)
            part.changed.connect(self._changed)
            entry.triggered.connect(_Shows(self, part).show)
        self.seal.done.connect(self._tell_done)
        page.dropped.connect(self._drop)
        self._bring_forward(self.seal)

    # what the shell asks

    def enter(self, code: str = "") -> None:
        wanted = next((part for part in self.parts if part.name == code), self.part)
        self.show_part(wanted)

    def follow(self, answered: Answered) -> None:
        if answered.answer.said is Said.PERSON_SEEN:
            self.part.enter()

    def keeps(self, scan: Scan) -> bool:
        return self.part.keeps(scan)

    def choose(self, number: int) -> bool:
        if self.part.choose(number):
            return True
        if 1 <= number <= len(self.parts) and not self.parts[number - 1].key:
            self.show_part(self.parts[number - 1])
            return True
        return False

    def press(self, key: str) -> bool:
        return self.part.arrow(key)

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        return self.part.commands

    def labels_changed(self, how: object) -> None:
        del how
        if self.page.isVisible():
            self.part.labels_changed()

    def go_back(self) -> bool:
        return self.part.go_back()

    def fail(self, error: Exception) -> None:
        if not (self.part.fail(error) or self.seal.fail(error)):
            super().fail(error)

    # what is in front

    def show_part(self, part: Part) -> None:
        """Bring a page to the front, and read it."""
        if part is not self.part:
            self._bring_forward(part)
        part.enter()
        self._changed()

    def _bring_forward(self, part: Part) -> None:
        self.part = part
        for other, entry in self._entries():
            other.setVisible(other is part)
            entry.set_chosen(chosen=other is part)
        self._changed()

    def _changed(self) -> None:
        """Offer the keys of what is in front; what is asked there stands alone, for digits answer it."""
        entries = {} if self.part.alone else {part.key: entry for part, entry in self._entries() if part.key}
        self.keys = entries | self.part.keys
        self.list.setVisible(not self.part.alone)
        self.header.set_context(self.part.title)
        self.page.fit()
        self._focus(self.part.first_focus)

    def _entries(self) -> Iterator[tuple[Part, Choice]]:
        return zip(self.parts, self.entries, strict=True)

    def _drop(self, path: str) -> None:
        self.part.drop(path)

    def _focus(self, wanted: QWidget | None) -> None:
        self.page.first_focus = wanted or self.page
        there = self.page.focusWidget()
        stays = wanted is None and there is not None and self.part.isAncestorOf(there) and there.isVisible()
        if self.page.isVisible() and not stays:
            self.page.first_focus.setFocus()

    def _tell_done(self, word: str, sentence: str) -> None:
        self.band.show_signal(BandSignal.FINISHED, word, sentence)
        self.said.emit(f"{word} {sentence}")


class _Shows(QObject):
    """The entry of one page."""

    def __init__(self, screen: SettingsScreen, part: Part) -> None:
        super().__init__(screen)
        self._screen, self._part = screen, part

    def show(self) -> None:
        self._screen.show_part(self._part)
