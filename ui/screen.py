"""What every screen is to the shell: a page, a place where scans happen, and what it does after an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.readers import KEYBOARD
from ui.session import Session
from ui.widgets.band import Band
from ui.widgets.button import Button
from ui.widgets.page import Page
from ui.words import BandWords, band_words
from workshop.domain.chain import Action
from workshop.domain.codes import Command
from workshop.domain.errors import WorkshopError
from workshop.domain.lanes import Presence
from workshop.domain.scanning import Answer, Scan
from workshop.services.people import Vouching
from workshop.services.scanning import Place
from workshop.words import trouble

CardAct = Button | Callable[[], object]  # what does it: a button that a key presses too, or a call


@dataclass(frozen=True)
class Answered:
    """A scan, where it happened, what was said; `later` is what remains to be done with a machine that was refused."""

    scan: Scan
    place: Place
    answer: Answer
    later: Action | None = None


@dataclass(frozen=True)
class Vouched:
    """One act that only a manager may do: what it is, in words, and what does it."""

    what: str
    then: Callable[[], None]


class Screen(QObject):
    """One job. It never reaches into another screen: it asks the shell with `wanted`."""

    wanted = Signal(str, str)  # the name of another screen, and a code to open there
    said = Signal(str)  # the last gesture, in words
    hinted = Signal(str)  # what to try here, in the sample
    told = Signal(object)  # workshop.words.Sentence: trouble that this screen met
    typed = Signal(str)  # a code that was typed into a field: answered like a scan
    chosen = Signal(str, object)  # a setting of this bench, and what it shall be from now on
    recount = Signal()  # what waits in À vérifier has changed
    pin_wanted = Signal(object)  # Vouched: it is done once the manager's PIN is right

    name = ""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(page)
        self.session = session
        self.page = page
        self._vouched: list[Vouched] = []
        self.keys: dict[str, Button] = {}  # « F12 », « Ctrl P » → the button that it presses

    def place(self) -> Place:
        """Return where a scan happens now."""
        return Place(self.name)

    def for_reader(self, reader: str = KEYBOARD) -> Screen:
        """Return where a reader works here: on the whole screen, or in the half that is its own."""
        del reader
        return self

    def show_readers(self, readers: Sequence[Presence]) -> None:
        """Take note of the serial readers of this bench."""

    @property
    def answering(self) -> Band | None:
        """Where its answers are said."""
        return self.page.band

    @property
    def bands(self) -> tuple[Band, ...]:
        """Every place where something is said: more than one where two people work side by side."""
        return (self.page.band,) if self.page.band else ()

    def keeps(self, scan: Scan) -> bool:
        """Take a scan for this screen alone, where one is only tried; False: it is answered as everywhere."""
        del scan
        return False

    def band_words(self, answered: Answered) -> BandWords:
        """Say an answer in the band."""
        return band_words(answered.answer, answered.later)

    def follow(self, answered: Answered) -> None:
        """Do what comes after an answer that is on the screen already: read what changed, prepare what is needed."""

    def taken_back(self, answer: Answer) -> None:
        """Show what is left after an undo, where no event says it; `answer` is about the object."""

    def enter(self, code: str = "") -> None:
        """Show what is there now; `code` is what to open."""

    def hear(self, subjects: frozenset[str]) -> None:
        """Refresh where something happened to what is shown, whoever did it; codes of machines, drives, lots."""

    def choose(self, number: int) -> bool:
        """Take a digit as the answer to what is asked; False where nothing is asked."""
        del number
        return False

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        """What commands of the bench card mean here now: the same as their keys.

        Nothing that cannot be undone: the card alone does no such thing. Moves, AIDE, RÉPÈTE, ANNULER, EFFACER,
        RÉGLAGE and ÉTIQUETTE are the shell's.
        """
        return {}

    @property
    def about(self) -> str:
        """What a command would be about: the object that is shown."""
        return self.place().subject

    def why_not(self, command: Command) -> str:
        """Say why a command means nothing now, where this screen knows better than the general sentence."""
        act = self.commands.get(command)
        return act.unavailable_because if isinstance(act, Button) else ""

    def command(self, command: Command) -> bool:
        """Do what a command means here; False: nothing."""
        act = self.commands.get(command)
        if act is None or self.why_not(command):
            return False
        if isinstance(act, Button):
            act.click()
        else:
            act()
        return True

    def press(self, key: str) -> bool:
        """Take a key that presses no button (« Up », « Down »); False where it means nothing here."""
        del key
        return False

    def labels_changed(self, how: object) -> None:
        """Take note of how printing goes (workshop.domain.label_queue.PrinterLine), as soon as it changes."""

    def watch(self) -> None:
        """Begin what goes on by itself while this profile is open."""

    def leave(self) -> None:
        """Stop what goes on by itself: this profile is closed."""

    def go_back(self) -> bool:
        """Take one step back within this screen; False where there is none."""
        return False

    def show_words(self, words: BandWords) -> None:
        """Show an answer in the band of this screen."""
        if self.answering is not None:
            self.answering.show_signal(
                words.signal,
                words.word,
                words.sentence,
                words.action,
                words.right,
                words.count,
                right_action=words.right_action,
            )

    def vouch(self, what: str, then: Callable[[], None]) -> None:
        """Do what only a manager may: at once where nobody here has a PIN, else after theirs."""
        self._vouched.append(Vouched(what, then))
        self.run(partial(self.session.workshop.people.vouching, self.session.actor), self._asked_of)

    def _asked_of(self, asked: Vouching) -> None:
        vouched = self._vouched.pop(0)
        if asked is Vouching.NOTHING:
            vouched.then()
        else:
            self.pin_wanted.emit(vouched)

    def run(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Run a short core call; a refusal is told, not raised."""
        self.session.background.run(job, done, self.fail)

    def aside(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Run a slow core call beside the others."""
        self.session.background.aside(job, done, self.fail)

    def fail(self, error: Exception) -> None:
        """Tell an expected error; anything else is a bug."""
        if not isinstance(error, WorkshopError):
            raise error
        self.told.emit(trouble(error))
