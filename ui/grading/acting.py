"""What État does: writes marks and answers, ends a look, sends a machine, prints a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.grading import reading, telling
from ui.grading.asking import Asking, Gone, MarkAsked, MoreAsked, SendAsked, Sending
from ui.grading.reading import GradingShown
from ui.grading.second import SecondDraft
from ui.papers import DOCUMENTS, keep_paper, open_paper
from workshop.destination_words import destination
from workshop.domain.cosmetics import Zone
from workshop.domain.errors import WorkshopError
from workshop.domain.inspection import Defect, KeyboardLayout, Works
from workshop.domain.looking import wants_a_photo
from workshop.looking_wiring import grade_sheet, looking_of, seconds_of
from workshop.services.looking import Declared, Looking, LooksView
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from ui.grading.screen import GradingScreen
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor

Told = MarkAsked | MoreAsked | SendAsked | Defect | Gone | Declared | Sending | Works | KeyboardLayout | None


class Acting(QObject):
    """One act at a time; `busy` while one is written."""

    def __init__(self, screen: GradingScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.busy = False
        self._words = ""
        self._then: Callable[[], None] | None = None

    def answer(self, asking: Asking, told: Told) -> None:
        """Go on to the next question, or do what was answered."""
        screen = self._screen
        if told is None or self.busy:
            return
        if isinstance(told, MarkAsked | MoreAsked | SendAsked):
            screen.asking = told
            screen.arrange()
        elif isinstance(told, Defect | Gone) and screen.draft is not None:
            screen.draft, screen.asking = screen.draft.seen(told), None
            screen.arrange()
        elif isinstance(told, Defect | Gone):
            self._mark(told)
        elif isinstance(told, Declared):
            self._write(shown(_("C'est noté")), self._looking.say, told)
        elif isinstance(told, Sending) and isinstance(asking, SendAsked):
            self._send(told)

    def second_told(self, draft: SecondDraft, told: Works | KeyboardLayout) -> SecondDraft:
        """Take an answer of the second person; what is whole is written."""
        if isinstance(told, Works):
            return draft.tested(told)
        whole = replace(draft, keyboard=told)
        self._take_second(whole)
        return draft

    def finish(self) -> None:
        """Say that there is nothing (more) to see."""
        screen = self._screen
        if screen.draft is not None:
            draft = screen.draft
            screen.draft = replace(draft, looked=True)
            if screen.draft.whole:
                self._take_second(screen.draft)
            screen.arrange()
        elif screen.view is not None:
            screen.again = False
            view = screen.view
            self._write(shown(_("État regardé")), self._looking.finish, view.marks, view.declares)

    def photograph(self) -> None:
        """Look for a photo of what is in front."""
        zone = self._screen.asking.zone if isinstance(self._screen.asking, MarkAsked) else None
        self._photograph(zone)

    def photo_taken(self) -> None:
        self._screen.said.emit(shown(_("Photo gardée")))
        self._screen.enter()

    def print_sheet(self) -> None:
        """Make the sheet of the grade, and show it."""
        session, code = self._screen.session, self._screen.code
        self._screen.aside(partial(_sheet, session.workshop, code), self._sheet_made)

    def show_agreement(self) -> None:
        """Show how far people agree."""
        self._screen.aside(partial(reading.read_agreement, self._workshop), self._screen.show_agreement)

    def set_percent(self, percent: int) -> None:
        """Choose how many machines are inspected twice; a manager's alone."""
        words = shown(_("Regarder deux fois : {percent} sur 100").format(percent=percent))
        self._screen.vouch(words, partial(self._really_set, percent))

    # how

    @property
    def _workshop(self) -> Workshop:
        return self._screen.session.workshop

    @property
    def _actor(self) -> Actor:
        return self._screen.session.actor

    @property
    def _looking(self) -> Looking:
        return looking_of(self._workshop)

    def _mark(self, told: Defect | Gone) -> None:
        if isinstance(told, Gone):
            words = _("Enlevé : {mark}").format(mark=telling.mark(told.mark))
            self._write(shown(words), self._looking.unmark, told.mark)
            return
        if wants_a_photo(told):
            self._then = partial(self._photograph, Zone(told.zone))
        self._write(telling.mark(told), self._looking.mark, told)

    def _photograph(self, zone: Zone | None) -> None:
        self._screen.taking.begin(self._screen.code, zone)
        if zone is not None:
            self._screen.photo.say(shown(_("Une photo de cette marque ? Échap : sans photo.")))
        self._screen.arrange()

    def _send(self, told: Sending) -> None:
        code, actor = self._screen.code, self._actor
        self._screen.asking = None
        self._screen.arrange()
        to = destination(told.to) if told.to else _("la règle du contrat")
        words = shown(_("Destination : {to}").format(to=to))
        send = partial(self._workshop.grading.send, actor, code, told.to, told.because)
        self._screen.vouch(words, partial(self._screen.run, send, partial(self._sent, words)))

    def _sent(self, words: str, _sent: object) -> None:
        self._screen.said.emit(words)
        self._screen.enter()

    def _really_set(self, percent: int) -> None:
        job = partial(reading.set_percent, self._workshop, self._actor, percent)
        self._screen.run(job, self._screen.show_agreement)

    def _take_second(self, draft: SecondDraft) -> None:
        take = partial(seconds_of(self._workshop).take, self._actor, draft.code, draft.inspection)
        self._screen.run(take, self._second_taken)

    def _second_taken(self, _nothing: object) -> None:
        screen = self._screen
        screen.draft = screen.asking = None
        screen.said.emit(shown(_("Deuxième regard gardé")))
        screen.enter()

    def _sheet_made(self, path: Path) -> None:
        self._screen.said.emit(shown(_("Fiche : {path}").format(path=open_paper(path))))

    def _write(self, words: str, verb: Callable[..., LooksView], *what: object) -> None:
        if self.busy:
            return
        self.busy, self._words = True, words
        screen = self._screen
        job = partial(_shown_after, self._workshop, self._actor, partial(verb, self._actor, screen.code, *what))
        screen.session.background.run(job, self._done, self._not_done)

    def _done(self, there: GradingShown) -> None:
        self.busy = False
        then, self._then = self._then, None
        screen = self._screen
        screen.recount.emit()
        screen.said.emit(self._words)
        if there.view.card.code != screen.code:  # another one was scanned meanwhile
            return
        screen.asking = None
        screen.show_machine(there)
        if then is not None:
            then()

    def _not_done(self, error: Exception) -> None:
        self.busy, self._then = False, None
        if not isinstance(error, WorkshopError):
            raise error
        self._screen.fail(error)
        self._screen.enter()


def _shown_after(workshop: Workshop, actor: Actor, write: Callable[[], LooksView]) -> GradingShown:
    return reading.shown_of(workshop, actor, write())


def _sheet(workshop: Workshop, code: str) -> Path:
    return keep_paper(workshop.settings.folder() / DOCUMENTS, f"{code}-note.pdf", grade_sheet(workshop, code))
