"""The label of the machine in hand at Entrée: whether it is out, another one and why, and the check after sticking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.intake import reading
from ui.intake.offering import Offering
from ui.papers import make_label, print_label, show_label
from ui.questions import Question
from ui.signals import Shape
from workshop import printing_words
from workshop.domain.codes import Command
from workshop.domain.label_queue import PrinterLine
from workshop.domain.printing import JobState, LabelJob, PrinterTrouble, Reason
from workshop.domain.scanning import Said
from workshop.domain.stickers import StickerTurn
from workshop.domain.typography import grouped
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from ui.intake.screen import IntakeScreen
    from ui.screen import Answered, CardAct
    from workshop.bootstrap import Workshop

REASONS = tuple(Reason)  # by the keys 1 to 4
YES, NO = 1, 2


@dataclass(frozen=True)
class LabelShown:
    """What is known of a machine's label; `job` None: it is a file. `check`: it is scanned again once it is stuck."""

    code: str
    job: LabelJob | None = None
    trouble: PrinterTrouble | None = None
    check: bool = False


@dataclass(frozen=True)
class Unsure:
    """A label of which nobody knows whether it came out, and the name of what it is for."""

    job: LabelJob
    name: str


def read_label(workshop: Workshop, code: str) -> LabelShown:
    """Read how a label is; without a printer, make its file."""
    check = bool(workshop.stickers.due(code=code))
    if not workshop.printing.there:
        make_label(workshop, code)
        return LabelShown(code, check=check)
    return LabelShown(code, workshop.printing.last(code), workshop.printing.pump.trouble, check)


def read_unsure(workshop: Workshop) -> Unsure | None:
    """Return the oldest label of this bench that a person has to look for."""
    jobs = workshop.printing.unsure()
    return Unsure(jobs[0], workshop.printing.name(jobs[0].code)) if jobs else None


class Labelling(QObject):
    """Follows the label of the machine in hand. Nothing of it ever keeps the next scan waiting."""

    def __init__(self, screen: IntakeScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.why = Question(*(shown(printing_words.reason(reason)) for reason in REASONS))
        self.came_out = Question(shown(_("Oui")), shown(_("Non, l'imprimer")))
        self.offering = Offering(screen, self.print)
        self.questions = (self.why, self.came_out, self.offering.question)
        self.turn: StickerTurn | None = None  # of a check that is asked for
        self._shown = LabelShown("")
        self._unsure: Unsure | None = None
        for question in self.questions:
            question.takes_the_place_of(screen.actions)
            screen.work_column.insertWidget(screen.work_column.indexOf(screen.actions), question)
        self.why.answered.connect(self._print_again)
        self.came_out.answered.connect(self._decide)

    # what happens

    def prepare(self, code: str) -> None:
        """Take the machine that just came in: its label is made, and a reading may have waited for it."""
        screen = self._screen
        self.turn = None
        screen.now.show_check("")
        screen.now.show_label(Shape.TODO, shown(_("L'étiquette se prépare.")))
        workshop, actor = screen.session.workshop, screen.session.actor
        screen.aside(partial(read_label, workshop, code), self._show)
        self.offering.look()
        lot = screen.lot.code if screen.lot else ""
        screen.aside(partial(reading.attach_waiting, workshop, actor, code, lot), screen.refresh)

    def follow(self, answered: Answered) -> None:
        """Take what a scan said of a check."""
        answer = answered.answer
        if answer.said is Said.STICKER_SEEN:
            self.turn = StickerTurn(label=answer.code)
            self._screen.now.show_check(shown(_("Contrôle : scannez le numéro de série.")))
        elif answer.said is Said.STICKER_RIGHT:
            self.turn = None
            self._screen.now.show_check("")
        elif answer.said is Said.STICKERS_SWAPPED:
            self.turn = StickerTurn()
            self._ask_to_check()
        elif answer.said is Said.ALREADY_RECEIVED and self.turn is not None:
            self.turn = StickerTurn(serial=answer.code)
            self._screen.now.show_check(shown(_("Contrôle : scannez l'étiquette collée.")))

    def look(self) -> None:
        """Ask after a label that nobody saw come out, where there is one."""
        workshop = self._screen.session.workshop
        if workshop.printing.there:
            self._screen.aside(partial(read_unsure, workshop), self._ask_if_out)

    def labels_changed(self, how: object) -> None:
        """Show what became of the label, and ask after one that nobody saw come out."""
        screen = self._screen
        if not (isinstance(how, PrinterLine) and how.there) or screen.lot is None:
            return
        if screen.machine is not None:
            screen.aside(partial(read_label, screen.session.workshop, screen.machine.code), self._show)
        if how.unsure or not self.came_out.isHidden():
            self.look()

    def show_readiness(self) -> None:
        """Say of the machine in hand whether its label is there, where that is known by now."""
        screen = self._screen
        if screen.machine is None or screen.machine.code != self._shown.code:
            return
        screen.now.show_label(*_state(self._shown))

    def print(self) -> None:
        """Print the label of the machine in hand; one that is out already is asked why."""
        machine = self._screen.machine
        if machine is None:
            return
        job = self._shown.job if self._shown.code == machine.code else None
        if job is not None and job.state is JobState.DONE:
            self.why.ask(shown(_("Pourquoi une autre étiquette ?")))
            return
        self._print(None)

    # keys and the card

    def choose(self, number: int) -> bool:
        return any(question.choose(number) for question in self.questions)

    def step_back(self) -> bool:
        """Take a question back; False where none is asked."""
        asked = [question for question in self.questions if not question.isHidden()]
        for question in asked:
            question.withdraw()
        return bool(asked)

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        """What the card means while it is asked whether a label came out, or whether a printer is to be used."""
        if self.came_out.isHidden():
            return self.offering.commands
        return {Command.YES: partial(self.choose, YES), Command.NO: partial(self.choose, NO)}

    # how it is done

    def _show(self, label: LabelShown) -> None:
        self._shown = label  # it may be quicker than the reading of its machine
        self.show_readiness()
        if label.check and self.turn is None and self._is_in_hand(label.code):
            self.turn = StickerTurn()
            self._ask_to_check()

    def _is_in_hand(self, code: str) -> bool:
        machine = self._screen.machine
        return machine is None or machine.code == code

    def _ask_to_check(self) -> None:
        self._screen.now.show_check(shown(_("Contrôle : scannez l'étiquette, puis le numéro de série.")))

    def _print_again(self, number: int) -> None:
        self._print(REASONS[number - 1])
        self._screen.page.setFocus()

    def _print(self, why: Reason | None) -> None:
        screen = self._screen
        if screen.machine is not None:
            job = partial(print_label, screen.session.workshop, screen.session.actor, screen.machine.code, why=why)
            screen.aside(job, self._printed)

    def _printed(self, path: Path | None) -> None:
        if path is not None:
            self._show(LabelShown(path.stem, check=self._shown.check))
        self._screen.said.emit(show_label(path))

    def _ask_if_out(self, unsure: Unsure | None) -> None:
        self._unsure = unsure
        if unsure is None:
            self.came_out.withdraw()
        elif self._screen.question.isHidden() and self.why.isHidden():
            about = unsure.name or grouped(unsure.job.code)
            what = shown(_("L'étiquette de {name} : est-elle sortie ?").format(name=about))
            self.came_out.ask(what, shown(_("Regardez dans le bac de l'imprimante.")))

    def _decide(self, number: int) -> None:
        screen = self._screen
        if self._unsure is not None:
            job = partial(
                screen.session.workshop.printing.came_out,
                screen.session.actor,
                self._unsure.job.number,
                yes=number == YES,
            )
            screen.run(job, self._decided)
        screen.page.setFocus()

    def _decided(self, _job: LabelJob) -> None:
        self._unsure = None
        self.look()


def _state(label: LabelShown) -> tuple[Shape, str]:
    """Say how a label is, for the person who waits to stick it."""
    job = label.job
    if job is None:
        return Shape.ACCEPTED, shown(_("L'étiquette est prête."))
    if job.unsure:
        return Shape.WARNING, shown(_("Regardez si l'étiquette est sortie."))
    match job.state:
        case JobState.DONE:
            return Shape.ACCEPTED, shown(_("L'étiquette est sortie."))
        case JobState.FAILED | JobState.VOID:
            why = printing_words.trouble(job.trouble)[0] if job.trouble else _("L'étiquette n'est pas sortie.")
            return Shape.WARNING, shown(why)
        case _ if label.trouble:
            return Shape.WARNING, shown(" ".join(printing_words.trouble(label.trouble)))
        case _:
            return Shape.TODO, shown(_("L'étiquette sort de l'imprimante."))
