"""Ranger: put machines into places, count what stands there, find them again. One thing in front at a time."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.papers import open_paper
from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.storage import doing, telling
from ui.storage.at_place import AtPlace
from ui.storage.counted_page import CountedPage
from ui.storage.doing import InHand, PlacesMade
from ui.storage.hand_page import HandPage
from ui.storage.modes import Mode, sentences
from ui.storage.place_page import GO_ON, MISSING
from ui.storage.places_page import PlacesPage
from ui.storage.search_page import SearchPage
from ui.storage.start_page import StartPage
from ui.widgets.band import Band, Form
from ui.widgets.button import Button
from ui.widgets.header import Header
from ui.widgets.layouts import Column
from ui.widgets.listing import Lines
from ui.widgets.page import Page
from ui.words import count
from workshop.domain.codes import Code, Command, Kind, is_code
from workshop.domain.scanning import Said
from workshop.domain.storage import Place as Shelf
from workshop.services.finding import Found
from workshop.services.scanning import Place
from workshop.services.storage import Counted
from workshop.services.storage_scans import STORAGE
from workshop.texts import _
from workshop.words import shown

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
NAMED = {"Up": Qt.Key.Key_Up, "Down": Qt.Key.Key_Down}
STORED = frozenset({Said.STORED, Said.STORED_FROM, Said.SEEN_THERE, Said.ALREADY_THERE})


class StorageScreen(Screen):
    """Scans go into the place that is open; else the first says what it is about."""

    name = STORAGE

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.THREE_LINES)
        self.header = Header(shown(_("Ranger")))
        self.start, self.hand, self.at = StartPage(), HandPage(), AtPlace()
        self.counted, self.search, self.places = CountedPage(), SearchPage(), PlacesPage()
        self.views: dict[Mode, QWidget] = {
            Mode.START: self.start,
            Mode.HAND: self.hand,
            Mode.PLACE: self.at.page,
            Mode.COUNTED: self.counted,
            Mode.SEARCH: self.search,
            Mode.PLACES: self.places,
        }
        body = Column(*((view, 1) for view in self.views.values()))
        super().__init__(session, Page(self.header, body, band=self.band, pad=("xxl", "l")))
        self.mode = Mode.START
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.setInterval(0)  # once everything has its place
        self._sight.timeout.connect(self._bring_in_sight)
        self.at.work_for(self)
        self._connect()
        self._show(Mode.START)

    # what the shell asks

    def place(self) -> Place:
        subject = {Mode.HAND: self.hand.code, Mode.PLACE: self.at.code}.get(self.mode, "")
        return Place(STORAGE, subject=subject)

    def enter(self, code: str = "") -> None:
        if code and is_code(code) and Code(code).kind is Kind.PLACE:
            self.at.open(code)
        elif code:
            self._take(code)
        else:
            self._go_on()

    def follow(self, answered: Answered) -> None:
        answer = answered.answer
        if answer.said is Said.TO_STORE:
            self._take(answer.code)
        elif answer.said is Said.PLACE_OPENED:
            self.at.was_opened(answer.code)
            if answer.facts.get("unfinished"):
                words = _("Le comptage de {place} n'est pas fini : scannez-la encore pour finir.")
                self.said.emit(shown(words.format(place=answer.facts["unfinished"])))
        elif answer.said is Said.SEARCHED:
            self.search.show_asked(answer.facts["text"])
            self._show(Mode.SEARCH)
            self._search(answer.facts["text"])
        elif answer.said in STORED:
            self._stored(answer.code, answer.facts)

    def hear(self, subjects: frozenset[str]) -> None:
        if subjects and self.mode in (Mode.HAND, Mode.PLACE, Mode.PLACES):
            self._read_again()

    def press(self, key: str) -> bool:
        return key in NAMED and self._move(NAMED[key])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrows for the list in front before the page around it scrolls by them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._move(event.key())
        return super().eventFilter(watched, event)

    def choose(self, number: int) -> bool:
        return self.mode is Mode.PLACE and self.at.choose(number)

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        if self.mode is Mode.PLACE and self.at.asks:
            return {
                Command.YES: partial(self.choose, MISSING),
                Command.NO: partial(self.choose, GO_ON),
                Command.DONE: partial(self.choose, MISSING),
            }
        if self.mode is Mode.PLACE:
            return {Command.DONE: self.at.finish}
        return {Command.DONE: self._go_on} if self.mode is Mode.COUNTED else {}

    def go_back(self) -> bool:
        if self.mode is Mode.PLACE:
            if not self.at.choose(GO_ON):
                self.at.finish()
            return True
        if self.mode is Mode.START:
            return False
        self._go_on()
        return True

    def fail(self, error: Exception) -> None:
        """Whatever went wrong, what is shown is read again when something happens."""
        self.at.forgive()
        super().fail(error)

    # what is in front

    def _connect(self) -> None:
        self.page.area.installEventFilter(self)
        pairs: tuple[tuple[Button, Callable[[], Any]], ...] = (
            (self.start.search, self._begin_search),
            (self.start.places, self._begin_places),
            (self.hand.open, self._open_in_hand),
            (self.hand.back, self._go_on),
            (self.at.page.print, self._print_this),
            (self.counted.finish, self._go_on),
            (self.search.open, self._open_found),
            (self.search.again, self._begin_search),
            (self.search.back, self._go_on),
            (self.places.open, self._open_listed),
            (self.places.print, self._print_listed),
            (self.places.back, self._go_on),
        )
        for button, act in pairs:
            button.triggered.connect(act)
        self.at.opened.connect(self._show_place)
        self.at.changed.connect(self._place_changed)
        self.at.ended.connect(self._ended)
        self.at.page.done.chosen.connect(self._open_machine)
        self.at.page.others.chosen.connect(self._open_machine)
        self.counted.missing.chosen.connect(self._open_machine)
        self.counted.come.chosen.connect(self._open_machine)
        self.search.asked.connect(self._search)
        self.search.list.chosen.connect(self._open_machine)
        self.places.list.chosen.connect(self.at.open)
        self.places.named.connect(self._make)

    def _show(self, mode: Mode) -> None:
        """Bring one thing to the front, with the focus where its first key is."""
        self.mode = mode
        for other, view in self.views.items():
            view.setVisible(other is mode)
        context, calm = sentences(mode)
        self.header.set_context((mode is Mode.SEARCH and self.search.count) or context)
        self.band.set_calm_text(calm)
        self._give_keys()
        self.page.fit()
        self._focus()

    def _give_keys(self) -> None:
        pages = {
            Mode.START: self.start.keys,
            Mode.HAND: self.hand.keys,
            Mode.PLACE: self.at.page.keys,
            Mode.COUNTED: self.counted.keys,
            Mode.SEARCH: self.search.keys,
            Mode.PLACES: self.places.keys,
        }
        self.keys = pages[self.mode]

    def _focus(self) -> None:
        search = self.search.list if self.search.list.isVisibleTo(self.page) else self.search.field.edit
        places: dict[Mode, QWidget] = {
            Mode.HAND: self.hand.open,
            Mode.COUNTED: self.counted.finish,
            Mode.SEARCH: search,
            Mode.PLACES: self.places.field.edit,
        }
        self.page.first_focus = places.get(self.mode, self.page)
        if self.page.isVisible():
            self.page.first_focus.setFocus()
            self._sight.start()

    def _bring_in_sight(self) -> None:
        """Where the page scrolls: show what is asked, or what has the focus."""
        wanted: QWidget = self.at.page.question if self.at.asks else self.page.first_focus
        inside = self.page.area.widget()
        if wanted is not self.page and wanted.isVisible() and inside is not None:
            top = wanted.mapTo(inside, QPoint(0, 0)).y()
            self.page.area.ensureVisible(0, top + min(wanted.height(), self.page.area.height()), 0, 0)
            self.page.area.ensureVisible(0, top, 0, 0)

    def _lists(self) -> tuple[Lines, ...]:
        lists = {
            Mode.PLACE: (self.at.page.done, self.at.page.others),
            Mode.COUNTED: (self.counted.missing, self.counted.come),
            Mode.SEARCH: (self.search.list,),
            Mode.PLACES: (self.places.list,),
        }
        return tuple(one for one in lists.get(self.mode, ()) if one.isVisibleTo(self.page))

    def _move(self, key: int) -> bool:
        """Go through the list that has the focus, or the first one."""
        steps, lists = STEPS.get(Qt.Key(key)), self._lists()
        if steps is None or not lists:
            return False
        wanted = next((one for one in lists if one.hasFocus()), lists[0])
        return wanted.go_by(steps)

    def _go_on(self) -> None:
        """Go back to what goes on: the place that is open, or the beginning."""
        self._show(Mode.PLACE if self.at.code else Mode.START)
        self._read_again()

    def _read_again(self) -> None:
        match self.mode:
            case Mode.PLACE:
                self.at.read()
            case Mode.HAND:
                self.run(partial(doing.read_machine, self.session.workshop, self.hand.code), self._read_in_hand)
            case Mode.START | Mode.PLACES:
                self.run(self.session.workshop.storage.places, self._places_read)
            case _:
                pass

    # one machine

    def _take(self, code: str) -> None:
        self.run(partial(doing.read_machine, self.session.workshop, code), self._taken)

    def _taken(self, there: InHand) -> None:
        self.hand.show_machine(there)
        if self.mode is not Mode.HAND:
            self._show(Mode.HAND)

    def _read_in_hand(self, there: InHand) -> None:
        if there.card.code == self.hand.code:  # it may have been put somewhere meanwhile
            self.hand.show_machine(there)

    def _open_in_hand(self) -> None:
        self._open_machine(self.hand.code)

    def _open_machine(self, code: str) -> None:
        if is_code(code) and Code(code).kind is Kind.PLACE:
            self.at.open(code)
        elif code:
            self.wanted.emit("bench", code)

    def _stored(self, code: str, facts: dict[str, str]) -> None:
        if self.mode is Mode.HAND:
            self._go_on()
        elif self.at.code == facts["place_code"]:
            self.at.note(code, facts["before"])

    # one place

    def _show_place(self) -> None:
        self._show(Mode.PLACE)

    def _place_changed(self) -> None:
        if self.mode is Mode.PLACE:
            self.page.fit()
            if self.at.asks:
                self._sight.start()
            else:
                self.page.setFocus()

    def _ended(self, counted: Counted | None) -> None:
        before = self.at.before
        self.at.forget()
        if counted is None:
            self._show(Mode.START)
        elif counted.counted:
            self._show_counted(counted, before)
        else:
            self._show(Mode.START)
            words = telling.put(len(counted.moved), counted.place.name)
            self.band.show_signal(BandSignal.FINISHED, shown(_("Fini.")), words)
            self.said.emit(words)

    def _show_counted(self, counted: Counted, before: dict[str, str]) -> None:
        if counted.missing or counted.moved:
            self.counted.show_counted(counted, before)
        self._show(Mode.COUNTED if counted.missing or counted.moved else Mode.START)
        seen, name = len(counted.seen), counted.place.name
        total = count(seen, seen + len(counted.missing))
        self.band.show_signal(BandSignal.FINISHED, shown(_("Place comptée.")), name, count_text=total)
        self.said.emit(shown(_("Place comptée : {name}, {count}").format(name=name, count=total or "0")))

    # looking for something

    def _begin_search(self) -> None:
        if self.mode is not Mode.SEARCH:
            self.search.show_nothing()
            self._show(Mode.SEARCH)
        self.search.field.edit.setFocus()
        self.search.field.edit.selectAll()

    def _search(self, text: str) -> None:
        self.aside(partial(self.session.workshop.finding.find, text), self._found)

    def _found(self, found: Found) -> None:
        self.search.show_found(found)
        if self.mode is Mode.SEARCH:
            self._show(Mode.SEARCH)

    def _open_found(self) -> None:
        self._open_machine(self.search.list.key)

    # places and their labels

    def _begin_places(self) -> None:
        self.places.clear()
        self._show(Mode.PLACES)
        self._read_again()

    def _places_read(self, places: tuple[tuple[Shelf, int], ...]) -> None:
        self.start.show_places(len(places))
        self.places.show_places(places)
        if self.mode is Mode.PLACES:
            self._give_keys()
            self.page.fit()

    def _open_listed(self) -> None:
        if self.places.list.key:
            self.at.open(self.places.list.key)

    def _make(self, names: tuple[str, ...]) -> None:
        self.aside(partial(doing.make_places, self.session.workshop, self.session.actor, names), self._made)

    def _made(self, made: PlacesMade) -> None:
        known = made.made.known
        if known:
            words = shown(_("{name} existe déjà.").format(name=known[0].name))
            self.band.show_signal(BandSignal.ALREADY_DONE, shown(_("Déjà fait.")), words)
        if made.labels is not None:
            self._labelled(made.labels)
        self.places.clear()
        self._read_again()

    def _print_this(self) -> None:
        view = self.at.page.shelf
        if view is not None:
            self._print(view.place)

    def _print_listed(self) -> None:
        place = self.places.places.get(self.places.list.key)
        if place is not None:
            self._print(place)

    def _print(self, place: Shelf) -> None:
        job = partial(doing.print_labels, self.session.workshop, self.session.actor, (place,))
        self.aside(job, self._labelled)

    def _labelled(self, path: Path | None) -> None:
        words = _("Étiquettes : {path}").format(path=open_paper(path)) if path else _("Les étiquettes sortent.")
        self.said.emit(shown(words))
