"""The bench card at the desk: a command does what its key does, on what was shown when it was scanned, or says why not.

Between a scan and its answer another machine may have come to the screen: then nothing is done, and it is said.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.papers import print_label, show_label
from ui.screen import Answered, Screen
from ui.signals import Signal
from ui.words import BandWords
from workshop import command_words
from workshop.domain.codes import Command
from workshop.domain.errors import WorkshopError
from workshop.domain.printing import Reason
from workshop.domain.scanning import Said
from workshop.services.commands import MOVES, command_named
from workshop.services.scanning import Place
from workshop.texts import _
from workshop.words import Sentence, shown, trouble

if TYPE_CHECKING:
    from ui.shell.desk import Desk

LABEL_WAITS_SECONDS = 60.0  # « étiquette » scanned and forgotten must not print what is scanned an hour later
HELP_KEY = "F1"


class Commands(QObject):
    """What commands mean now, and what is done after an answer to one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._last: dict[str, BandWords] = {}  # what RÉPÈTE says again, in each lane
        self._waits_until: dict[str, float] = {}
        self._to_do: deque[Answered] = deque()

    # before the scan is written

    def stand(self, screen: Screen, reader: str) -> Place:
        """Return a screen's place with the commands that mean something there, and whether a label is asked for."""
        lane = self._lane(reader)
        offers = {command for command in screen.commands if not screen.why_not(command)}
        offers |= {move for move, name in MOVES.items() if name in self._desk.screens}
        offers |= {Command.HELP, Command.LABEL} | ({Command.REPEAT} if lane in self._last else set())
        prints = time.monotonic() < self._waits_until.get(lane, 0.0)
        return replace(screen.place(), offers=frozenset(offers), about=screen.about, prints=prints)

    # its answer

    def words(self, screen: Screen, answered: Answered) -> BandWords:
        """Return what the band says: RÉPÈTE says the last answer again, and a button knows best why it is not there."""
        answer, lane = answered.answer, self._lane(answered.scan.reader)
        command = _command(answered)
        if answer.said is Said.COMMANDED and command is Command.REPEAT and lane in self._last:
            return self._last[lane]
        words = screen.band_words(answered)
        why = screen.why_not(command) if answer.said is Said.COMMAND_MEANINGLESS and command else ""
        if why:
            words = replace(words, sentence=why, action="")
        self._last[lane] = words
        return words

    def takes(self, answered: Answered) -> bool:
        """Do what an answer about the card asks for; False: it is the screen's."""
        if answered.answer.said is not Said.COMMAND_MEANINGLESS:
            self._waits_until[self._lane(answered.scan.reader)] = self._waiting(answered)
        if answered.answer.said is Said.TO_PRINT:
            self._print(answered.answer.code)
            return True
        command = _command(answered)
        if answered.answer.said is not Said.COMMANDED or command is None:
            return False
        if command in MOVES:
            self._desk.go(MOVES[command])
        elif command is Command.HELP:
            self._desk.press(HELP_KEY)
        elif command not in (Command.REPEAT, Command.LABEL):
            self._to_do.append(answered)
            self._desk.session.background.run(_nothing, self._act)  # after what scans before it brought to the screen
        return True

    def forget_label(self) -> bool:
        """Escape takes « étiquette » back; False where it was not waiting."""
        waited = time.monotonic() < max(self._waits_until.values(), default=0.0)
        self._waits_until.clear()
        return waited

    def _lane(self, reader: str) -> str:
        """Return whose turn of the card a reader's is; everybody's where only one reader works."""
        return self._desk.readers.lane_of(reader)

    def _waiting(self, answered: Answered) -> float:
        if _command(answered) is Command.LABEL and answered.answer.said is Said.COMMANDED:
            return time.monotonic() + LABEL_WAITS_SECONDS
        return 0.0

    def _act(self, _done: object) -> None:
        answered = self._to_do.popleft()
        reader = answered.scan.reader
        command, screen = _command(answered), self._desk.screens[self._desk.current].for_reader(reader)
        if command is None:
            return
        there = (self._desk.current, screen.about) == (answered.place.screen, answered.place.about)
        why = screen.why_not(command)
        if there and screen.command(command):
            return
        if there:
            what, do = (why, "") if why else command_words.why_not(command, answered.place.screen)
        else:
            what, do = _("L'écran a changé entre-temps : rien n'est fait."), _("Scannez encore.")
        self._refuse(screen, reader, Sentence(shown(what), shown(do)))

    def _refuse(self, screen: Screen, reader: str, why: Sentence) -> None:
        words = self._last[self._lane(reader)] = BandWords(Signal.REFUSED, shown(_("Refusé.")), why.what, why.do)
        self._desk.show_answer(words, screen)

    # ÉTIQUETTE, then what it is about

    def _print(self, code: str) -> None:
        session = self._desk.session
        job = partial(print_label, session.workshop, session.actor, code, why=Reason.DAMAGED)
        session.background.aside(job, self._printed, self._not_printed)

    def _printed(self, path: Path | None) -> None:
        self._desk.say(show_label(path))

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, WorkshopError):
            raise error
        self._desk.trouble(trouble(error))


def _command(answered: Answered) -> Command | None:
    return command_named(answered.answer.facts.get("command", ""))


def _nothing() -> None:
    """Hold the place in the line of the memory's worker."""
