"""The labels that wait, are on their way or failed, the newest on top; it is said what becomes of one of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.questions import Question
from ui.settings import printer_telling as telling
from ui.settings.printer_doing import MOST_JOBS, JobHere, Queue
from ui.settings.printer_picks import Picks
from ui.widgets.button import Button
from ui.widgets.layouts import Column, holding
from workshop import printing_words
from workshop.domain.codes import Command
from workshop.domain.printing import LabelJob
from workshop.domain.typography import grouped
from workshop.texts import _, several
from workshop.words import shown

OUT, PRINT, VOID = 1, 2, 3


class QueueView(QWidget):
    """`decided` gives a job, and whether it came out (True), is to be printed (False), or is wanted no more (None)."""

    decided = Signal(object, object)
    stepped = Signal()  # a question is asked, or none any more

    def __init__(self) -> None:
        super().__init__()
        self.queue = Queue()
        self._about: JobHere | None = None
        self.list = Picks(shown(_("Les étiquettes qui ne sont pas sorties")), "label", most=MOST_JOBS)
        self.back = self.list.back
        self.unsure = Question(shown(_("Oui")), shown(_("Non, l'imprimer")), shown(_("Ne plus l'imprimer")))
        self.failed = Question(shown(_("L'imprimer")), shown(_("Ne plus l'imprimer")))
        self.asked = holding(Column(self.unsure, self.failed, None))
        self.asked.hide()
        self.setLayout(Column((self.asked, 1), (self.list, 1)))
        self.list.picked.connect(self._ask)
        self.unsure.answered.connect(self._answer)
        self.failed.answered.connect(self._answer_failed)

    @property
    def commands(self) -> Mapping[Command, Button]:
        """What the bench card answers."""
        if self.unsure.isHidden():
            return {}
        return {Command.YES: self.unsure.buttons[0], Command.NO: self.unsure.buttons[1]}

    def begin(self) -> None:
        """Show the list."""
        self.step_back()

    def show_queue(self, queue: Queue) -> None:
        """Show what waits now."""
        self.queue = queue
        more = queue.count - len(queue.jobs)
        older = several("et {number} autre, plus ancienne", "et {number} autres, plus anciennes", more)
        nothing = "" if queue.jobs else shown(_("Toutes les étiquettes sont sorties."))
        note = shown(older.format(number=more)) if more > 0 else nothing
        self.list.show_answers([telling.job(one) for one in queue.jobs], note=note)

    def choose(self, number: int) -> bool:
        """Take a digit: the answer to a question, or the label that is asked about."""
        if self.unsure.choose(number) or self.failed.choose(number):
            return True
        return not self._asks and self.list.choose(number)

    def open_code(self, code: str) -> bool:
        """Ask about the label that is scanned; False where none of those shown has that code."""
        place = next((place for place, one in enumerate(self.queue.jobs) if one.job.code == code), None)
        if place is None:
            return False
        self._ask(place)
        return True

    def step_back(self) -> bool:
        """Take a question back; False where none is asked."""
        asked, self._about = self._asks, None
        self.unsure.withdraw()
        self.failed.withdraw()
        self.asked.hide()
        self.list.show()
        self.stepped.emit()
        return asked

    @property
    def _asks(self) -> bool:
        return not (self.unsure.isHidden() and self.failed.isHidden())

    def _ask(self, place: int) -> None:
        if place >= len(self.queue.jobs):
            return
        self._about = one = self.queue.jobs[place]
        about = one.name or grouped(one.job.code)
        self.list.hide()
        self.asked.show()
        if one.job.unsure:
            what = shown(_("L'étiquette de {name} : est-elle sortie ?").format(name=about))
            self.unsure.ask(what, shown(_("Regardez dans le bac de l'imprimante.")))
        else:
            self.failed.ask(
                shown(_("L'étiquette de {name}").format(name=about)),
                telling.why(one) or shown(printing_words.state(one.job.state)),
            )
        self.stepped.emit()

    def _answer(self, number: int) -> None:
        self._decide({OUT: True, PRINT: False}.get(number))

    def _answer_failed(self, number: int) -> None:
        self._decide(None if number + 1 == VOID else False)

    def _decide(self, out: bool | None) -> None:  # noqa: FBT001 — what a signal carries
        about, self._about = self._about, None
        self.step_back()
        if about is not None:
            job: LabelJob = about.job
            self.decided.emit(job, out)
