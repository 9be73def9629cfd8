"""The desk: the screens of one open profile, the way between them, and the status bar under them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ui.scan_router import ScanRouter
from ui.screen import Answered, Screen
from ui.session import Session
from ui.shell.jobs import HOME, KEYS, START, help_entry, jobs, why_not_yet
from ui.shell.lamps import LabelLamp, ReaderLamp
from ui.signals import Signal as Answer
from ui.widgets.band import Band
from ui.widgets.footer import Footer
from ui.widgets.page import Page, Shell
from ui.widgets.rail import Rail
from ui.words import BandWords, clock
from workshop.domain.entries import Recorded
from workshop.domain.scanning import Scan
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
    hinted = Signal(str)  # what to try in the sample

    def __init__(self, session: Session, screens: Mapping[str, Screen], parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.screens = screens
        self.current = HOME
        self.reader_lamp = ReaderLamp()
        self.footer = Footer(self.reader_lamp, LabelLamp())
        self.rail = Rail(jobs(), (help_entry(),))
        self.shell = Shell(self.rail, self.footer)
        self.router = ScanRouter(session, screens, self.where, self)
        self._last = ""
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
        self.footer.undo.set_unavailable(why_not_yet("undo").what)

    def where(self) -> str:
        """Return the name of the current screen."""
        return self.current

    @property
    def screen(self) -> Screen:
        return self.screens[self.current]

    def go(self, name: str, code: str = "") -> None:
        """Go to a screen, and open a code there; one that is not built yet says so."""
        if name == START:
            self.start_wanted.emit()
            return
        if name not in self.screens:
            self.refuse(shown(_("Bientôt.")), why_not_yet(name))
            return
        self.current = name
        screen = self.screens[name]
        self.shell.show_page(screen.page, name)
        self.hinted.emit("")
        screen.enter(code)
        self.entered.emit(name)
        self._counting.start()

    def press(self, key: str) -> bool:
        """Do what a command's key does; False where it does nothing."""
        button = self.screen.keys.get(key)
        if button is not None and button.isVisibleTo(self.screen.page):
            button.click()
        elif self.screen.press(key):
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
        if not self.screen.go_back() and self.current != HOME:
            self.go(HOME)

    def choose(self, number: int) -> bool:
        """Give a digit to the current screen as an answer."""
        return self.screen.choose(number)

    def scan(self, scan: Scan) -> None:
        self.router.route(scan)

    def hear(self, events: tuple[Recorded, ...]) -> None:
        """Let the current screen refresh what it shows, after a commit."""
        self.screen.hear(frozenset(event.subject for event in events))

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
        page = self.screen.page
        if isinstance(page, Page) and page.band is not None:
            page.band.show_signal(Answer.REFUSED, word, sentence.what, sentence.do)
        self.say(f"{word} {sentence.what}")

    def show_reader(self, name: str, *, there: bool) -> None:
        """Show on its lamp whether the reader is there."""
        self.reader_lamp.show_presence(name, there)
        if not there:
            self.say(shown(_("La douchette est débranchée : branchez-la, ou tapez")))

    def discard(self) -> None:
        """Take everything away: another profile is shown, or the window is closed."""
        self._counting.stop()
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
        self.footer.undo.refused.connect(self._refuse_undo)
        self.router.answered.connect(self._answer)
        for screen in self.screens.values():
            screen.wanted.connect(self.go)
            screen.said.connect(self.say)
            screen.told.connect(self.trouble)
            screen.hinted.connect(self.hinted)
            screen.typed.connect(self._typed)

    def _go_home(self) -> None:
        self.go(HOME)

    def _refuse_undo(self) -> None:
        self.refuse(shown(_("Bientôt.")), why_not_yet("undo"))

    def _answer(self, name: str, answered: Answered) -> None:
        if name not in (self.current, answered.place.screen):
            self.current = name
            self.shell.show_page(self.screens[name].page, name)
            self.entered.emit(name)
        screen = self.screens[name]
        words = screen.band_words(answered)
        band = screen.page.band
        was_there = band is not None and band.isVisible()
        screen.show_words(words)
        if band is not None:
            _paint_now(band, appears=not was_there)
        self.answer_shown.emit()
        self._followed.append((screen, answered, words))
        self._following.start()

    def _follow(self) -> None:
        followed, self._followed = self._followed, []
        for screen, answered, words in followed:
            self.say(f"{words.word} {words.sentence}")
            screen.follow(answered)
        self._counting.start()

    def _count(self) -> None:
        if not self.session.background.busy:
            self.session.background.run(self._to_check, self._show_to_check)
        else:
            self._counting.start()

    def _to_check(self) -> int:
        with self.session.workshop.store.looking() as look:
            return look.refused_scans()

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
