"""The desk: the screens of one open profile, the way between them, and the status bar under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ui.scan_router import ScanRouter
from ui.screen import Answered, Screen
from ui.session import Session
from ui.shell.commands import Commands
from ui.shell.jobs import EXERCISE, HOME, KEYS, START, help_entry, jobs, why_not_yet
from ui.shell.lamps import ReaderLamps
from ui.shell.overlays import Overlays
from ui.shell.people import PeopleHere
from ui.shell.printer import PrinterHere
from ui.shell.undo import Undo
from ui.signals import Signal as Answer
from ui.widgets.band import Band
from ui.widgets.footer import Footer
from ui.widgets.page import Shell
from ui.widgets.rail import Rail
from ui.words import BandWords, clock
from workshop.domain.entries import Recorded
from workshop.domain.lanes import Presence
from workshop.domain.scanning import Said, Scan
from workshop.services.scanning import Place
from workshop.texts import _, several
from workshop.words import Sentence, shown

LONGEST_WITH_TIME = 80  # two lines: nothing moves
KEYBOARD = "keyboard"  # the reader's name where a person types
COUNTING_PAUSE_MS = 400  # counts follow the work, never before an answer is painted


class Desk(QObject):
    """Shows one screen at a time. Everything that a mouse does here, a key does."""

    entered = Signal(str)  # the name of a screen
    answer_shown = Signal()  # the answer to a scan is painted
    start_wanted = Signal()  # from the sample: to begin for real
    exercise_wanted = Signal()  # from the workshop: to practise on the sample
    hinted = Signal(str)  # what to try in the sample
    chosen = Signal(str, object)  # a setting of this bench, and what it shall be
    person_seen = Signal(str)  # the badge of who works here from now on
    signalled = Signal(object)  # ui.signals.Signal: an answer to be heard

    def __init__(self, session: Session, screens: Mapping[str, Screen], parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.screens = screens
        self.current = HOME
        self.readers = ReaderLamps()
        self.reader_lamp = self.readers.lamps[0]
        self.printer = PrinterHere(session, self)
        self.footer = Footer(self.readers, self.printer.lamp)
        self.rail = Rail(jobs(), (help_entry(),))
        self.shell = Shell(self.rail, self.footer)
        self.commands = Commands(self)
        self.people = PeopleHere(self)
        self.overlays = Overlays(self)
        self.undo = Undo(self)
        self.router = ScanRouter(session, screens, self.where, self.place, self)
        self._last = ""
        self._answering: Answered | None = None
        self._to_be_heard: Answer | None = None
        self._followed: list[tuple[Screen, Answered, BandWords]] = []
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(0)
        self._following.timeout.connect(self._follow)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNTING_PAUSE_MS)
        self._counting.timeout.connect(self._count)
        self._connect()

    def where(self) -> str:
        """Return the name of the current screen."""
        return self.current

    @property
    def screen(self) -> Screen:
        """The current screen, or the half of it on which keys act."""
        return self.screens[self.current].for_reader()

    def place(self, reader: str) -> Place:
        """Return where a scan of a reader happens now, and what the bench card means there."""
        return self.commands.stand(self.screens[self.current].for_reader(reader), reader)

    def go(self, name: str, code: str = "") -> None:
        """Go to a screen, and open a code there; one that is not built yet says so."""
        if name == START:
            self.start_wanted.emit()
            return
        if name == EXERCISE:
            self.exercise_wanted.emit()
            return
        if self.overlays.takes(name):
            return
        if name not in self.screens:
            self.refuse(shown(_("Bientôt.")), why_not_yet(name))
            return
        self.overlays.forget()
        self.current = name
        screen = self.screens[name]
        self.shell.show_page(screen.page, name)
        self.hinted.emit("")
        screen.enter(code)
        self.entered.emit(name)
        self._counting.start()

    def press(self, key: str) -> bool:
        """Do what a command's key does; False where it does nothing."""
        if self.overlays.press(key):
            return True
        button = None if self.overlays.open else self.screen.keys.get(key)
        if button is not None and button.isVisibleTo(self.screen.page):
            button.click()
        elif self.overlays.open is None and self.screen.press(key):
            return True
        elif key == "Ctrl Z":
            self.footer.undo.click()
        elif key in KEYS:
            self.go(KEYS[key])
        elif key == "Esc":
            self.back()
        else:
            return False
        return True

    def back(self) -> None:
        """Take a step back within the screen, or go home."""
        self.commands.forget_label()
        if not self.screen.go_back() and self.current != HOME:
            self.go(HOME)

    def choose(self, number: int) -> bool:
        """Give a digit to the current screen as an answer."""
        return (self.overlays.open or self.screen).choose(number)

    def scan(self, scan: Scan) -> None:
        if self.screen.keeps(scan):
            self.overlays.close()
        else:
            self.router.route(scan)

    def hear(self, events: tuple[Recorded, ...]) -> None:
        """Let the current screen refresh what it shows, after a commit."""
        subjects = frozenset(event.subject for event in events)
        self.screens[self.current].hear(subjects)
        self.overlays.hear(subjects)
        self.undo.hear(events)

    def _typed(self, text: str) -> None:
        self.scan(Scan(text, KEYBOARD, datetime.now(UTC), typed=True))

    def show_typed(self, text: str) -> None:
        """Show the line that is typed without a field; empty: the last gesture again."""
        if text:
            self.footer.set_last(shown(_("Vous tapez : {text}. Puis Entrée.").format(text=text)))
        else:
            self.footer.set_last(self._last)

    def say(self, words: str) -> None:
        """Write the last gesture into the status bar."""
        now = "" if len(words) > LONGEST_WITH_TIME else f", {clock(datetime.now(UTC))}"
        self._last = f"{words.rstrip('.')}{now}." if words else ""
        self.footer.set_last(self._last)

    def refuse(self, word: str, sentence: Sentence) -> None:
        """Say in the band of the current screen what cannot be done."""
        self.show_answer(BandWords(Answer.REFUSED, word, sentence.what, sentence.do))

    def show_answer(self, words: BandWords, screen: Screen | None = None) -> None:
        """Say in the band of what lies in front what a key did; `screen` is the half where it was done."""
        over = self.overlays.open
        (over or screen or self.screen).show_words(words)
        self.say(f"{words.word} {words.sentence}")

    def overlay_wants(self, name: str, code: str) -> None:
        """Do what Aide or Journal asks for: to be closed, or a gesture to be taken back."""
        if name in ("undo", "undo-vouched") and code.isdigit():
            self.undo.one(int(code), vouched=name == "undo-vouched")
        elif not name:
            self.overlays.close()

    def show_readers(self, readers: Sequence[Presence]) -> None:
        """Show on the lamps which serial readers are there; one that vanishes is told."""
        gone = self.readers.tell(readers)
        for screen in self.screens.values():
            screen.show_readers(readers)
        if gone:
            self.say(gone)

    def watch(self) -> None:
        """Begin what goes on by itself: reports that arrive are taken."""
        for screen in self.screens.values():
            screen.watch()

    def discard(self) -> None:
        """Take everything away: another profile is shown, or the window is closed."""
        self._counting.stop()
        self.printer.discard()
        self.undo.leave()
        self.overlays.discard()
        for screen in self.screens.values():
            screen.leave()
            screen.page.deleteLater()  # those that are not shown belong to nobody
        self.shell.hide()
        self.shell.deleteLater()
        self.deleteLater()

    def trouble(self, sentence: Sentence) -> None:
        """Tell trouble that a screen or the machinery met."""
        self.refuse(shown(_("Attention.")), sentence)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.footer.home.triggered.connect(self._go_home)
        self.router.answered.connect(self._answer)
        for screen in self.screens.values():
            self.printer.changed.connect(screen.labels_changed)
            screen.wanted.connect(self.go)
            screen.said.connect(self.say)
            screen.told.connect(self.trouble)
            screen.hinted.connect(self.hinted)
            screen.typed.connect(self._typed)
            screen.chosen.connect(self.chosen)
            screen.recount.connect(self._recount)
            for band in screen.bands:
                band.shown.connect(self._sound)

    def _sound(self, signal: Answer) -> None:
        """Have an answer heard; not a trigger that bounced, nor what a screen that nobody looks at does by itself."""
        if self._answering is not None:
            self._to_be_heard = signal  # once it is seen: to start a sound takes as long as to paint
        elif self.sender() in self.screens[self.current].bands:
            self.signalled.emit(signal)

    def _go_home(self) -> None:
        self.go(HOME)

    def _answer(self, name: str, answered: Answered) -> None:
        self.overlays.close()
        if name not in (self.current, answered.place.screen):
            self.current = name
            self.shell.show_page(self.screens[name].page, name)
            self.entered.emit(name)
        screen = self.screens[name].for_reader(answered.scan.reader)
        words = self.commands.words(screen, answered)
        if screen.answering is screen.page.band:  # a half has the name of its lane already
            words = self._with_lane(words, answered.scan.reader)
        band = screen.answering
        was_there = band is not None and band.isVisible()
        self._answering = answered
        screen.show_words(words)
        self._answering = None
        if band is not None:
            _paint_now(band, appears=not was_there)
        self.answer_shown.emit()
        self._followed.append((screen, answered, words))
        self._following.start()
        signal, self._to_be_heard = self._to_be_heard, None
        if signal is not None and answered.answer.said is not Said.READ_TWICE:
            self.signalled.emit(signal)

    def _follow(self) -> None:
        followed, self._followed = self._followed, []
        for screen, answered, words in followed:
            lane = self.readers.lane_of(answered.scan.reader)
            self.say(" ".join((f"{lane} :" if lane else "", words.word, words.sentence)).strip())
            if answered.answer.said is Said.UNDONE:
                screen.taken_back(answered.answer)
            elif not self.commands.takes(answered):
                screen.follow(answered)
            if answered.answer.said is Said.PERSON_SEEN:
                self.people.seen()
                self.undo.look_again()
        if followed:
            self.overlays.answered(followed[-1][1].answer.said)
        self._counting.start()

    def _with_lane(self, words: BandWords, reader: str) -> BandWords:
        """Name the lane of the reader, where there are two and nothing else stands at the right."""
        lane = self.readers.lane_of(reader)
        return replace(words, right=lane) if lane and not words.right else words

    def _recount(self) -> None:
        self._counting.start()
        if self.current == HOME:  # its own count
            self.screen.hear(frozenset())

    def _count(self) -> None:
        if not self.session.background.busy:
            self.session.background.run(self.session.workshop.review.count, self._show_to_check)
        else:
            self._counting.start()

    def _show_to_check(self, number: int) -> None:
        words = several("{number} à vérifier", "{number} à vérifier", number).format(number=number)
        self.rail.set_count("review", number, shown(words))


def _paint_now(band: Band, *, appears: bool) -> None:
    """Put an answer on the screen at once: what follows it must not make the person wait."""
    parent = band.parentWidget()
    around = parent.layout() if parent and appears else None
    for layout in (around, band.layout()):
        if layout is not None:
            layout.activate()
    band.repaint()
