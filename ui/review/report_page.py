"""One report: what it says, why it waits, and the one question, which machine it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.questions import Question
from ui.review import telling
from ui.review.candidate import CandidateButton
from ui.review.telling import Side
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.services.reports import MOST_CANDIDATES
from workshop.services.review import KnownMachine, ReportView
from workshop.texts import _
from workshop.words import shown

MARK_PX, SMALL_MARK_PX = 32, 22
YES, NO = 1, 2


class FactRow(QWidget):
    """One fact of a side; where the other side says something else, a triangle and the word say so."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.caption = Label(caption, "small", color="ink2")
        self.value = Label("", bold=True, wrap=True)
        self.mark = ShapeMark(Shape.WARNING, SMALL_MARK_PX)
        self.other = Label(shown(_("différent")), "small", bold=True)
        self.setLayout(Column(Row(self.caption, self.mark, self.other, None, gap="s"), self.value, gap="none"))
        self.show_value("", differs=False)

    def show_value(self, value: str, *, differs: bool) -> None:
        self.value.set_text(value)
        self.mark.setVisible(differs)
        self.other.setVisible(differs)


class SideView(QWidget):
    """The facts of one side, always in the same places."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = [FactRow(caption) for caption in telling.captions()]
        name, serials, processor, memory, drives, told_by = self.rows
        inside = Row((processor, 3), (memory, 2), gap="l", stacks=True)
        self.setLayout(Column(name, serials, inside, drives, told_by, None, gap="s"))

    def show_side(self, side: Side, differs: tuple[bool, ...]) -> None:
        for row, fact, other in zip(self.rows, side.facts, differs, strict=True):
            row.show_value(fact.words, differs=other)


class ReportPage(QWidget):
    """What the report says at the left; at the right the machines it may be about, or the one that was chosen."""

    picked = Signal(str)  # a machine's code: to be looked at beside the report
    confirmed = Signal(str)  # it is that one
    dismissed = Signal()
    changed = Signal()  # other keys are offered

    def __init__(self) -> None:
        super().__init__()
        self.view: ReportView | None = None
        self.known: KnownMachine | None = None
        self._side: Side | None = None
        self.question_words = Label("", "title", bold=True)
        self.why = Label("", "lead", wrap=True)
        self.says = SideView()
        self.knows = SideView()
        self.plate = Plate("", "lead")
        self.objections = Label("", bold=True, wrap=True)
        self.candidates = [CandidateButton(number) for number in range(1, MOST_CANDIDATES + 1)]
        self.question = Question(shown(_("Oui, écarter")), shown(_("Non")))
        self._make_buttons()
        self.setLayout(self._composed())
        for button in self.candidates:
            button.picked.connect(self.picked)
        self.attach.triggered.connect(self._confirm)
        self.none_of_them.triggered.connect(self._ask_to_dismiss)
        self.question.answered.connect(self._answered)

    @property
    def keys(self) -> dict[str, Button]:
        if not self.question.isHidden():
            return {}
        return {"F3": self.none_of_them} | ({} if self.attach.isHidden() else {"F12": self.attach})

    @property
    def digest(self) -> str:
        return self.view.card.digest if self.view else ""

    def choose(self, number: int) -> bool:
        """Take a digit: the answer to what is asked, else the machine with that number."""
        if not self.question.isHidden():
            return self.question.choose(number)
        if self.known is None and 1 <= number <= self._number_of_candidates:
            self.picked.emit(self.candidates[number - 1].code)
            return True
        return False

    def step_back(self) -> bool:
        """Take back what is asked, or the machine that was chosen; False where there is neither."""
        if not self.question.isHidden():
            return self.question.choose(NO)
        if self.known is None:
            return False
        self._show_candidates()
        return True

    def show_report(self, view: ReportView) -> None:
        """Show a report, and the machines that it may be about."""
        self.view = view
        self.question.withdraw()
        self._side = telling.report_side(view.card, view.report.diagnosis)
        self.why.set_text(telling.why(view.card))
        for button, candidate in zip(self.candidates, view.candidates, strict=False):
            button.show_candidate(candidate)
        for place, button in enumerate(self.candidates):
            button.setVisible(place < len(view.candidates))
        self._show_candidates()

    def show_machine(self, known: KnownMachine) -> None:
        """Show what is known of the machine that was chosen, beside what is new."""
        if self._side is None:
            return
        self.known = known
        side = telling.machine_side(known.card, known.diagnosis)
        differs = telling.differs(self._side, side)
        self.plate.set_code(known.card.code)
        self.knows.show_side(side, differs)
        self.says.show_side(self._side, differs)
        self.question_words.set_text(shown(_("Est-ce bien cet ordinateur ?")))
        words = "\n".join(map(telling.objection, known.objections))
        self.objections.set_text(words)
        self.against.setVisible(bool(words))
        self._bring(chosen=True)

    @property
    def _number_of_candidates(self) -> int:
        return len(self.view.candidates) if self.view else 0

    def _make_buttons(self) -> None:
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        self.none_of_them = Button(shown(_("Aucun : écarter")), icon="without", key="F3")
        self.attach = Button(shown(_("Rattacher à cet ordinateur")), icon="done", key="F12", kind=Kind.PRIMARY)
        self.row = holding(Row(self.back, self.none_of_them, None, self.attach, gap="l", stacks=True))
        self.question.takes_the_place_of(self.row)

    def _composed(self) -> Column:
        said = Label(shown(_("Ce que dit le rapport")), "lead", bold=True)
        left = Panel(Column(said, self.says, None, gap="s"), pad=("l", "m"))
        self.scan = Label("", "lead", bold=True, wrap=True)
        self.typed = Label(shown(_("Sans douchette : tapez ses 8 derniers chiffres, puis Entrée.")), wrap=True)
        grid = holding(Grid(*self.candidates, columns=2, gap="s"))
        self.choice = Panel(Column(self.scan, self.typed, grid, None, gap="s"), Look.DO_NOW, ("l", "m"))
        known = Label(shown(_("Ce que l'on sait déjà")), "lead", bold=True)
        mark = Column(ShapeMark(Shape.WARNING, MARK_PX), None)
        self.against = Panel(Row(mark, (self.objections, 1), gap="m"), Look.QUESTION, ("l", "s"))
        head = Row(known, None, self.plate, gap="m", stacks=True)
        self.machine = holding(
            Column((Panel(Column(head, self.knows, None, gap="s"), pad=("l", "m")), 1), self.against, gap="s")
        )
        both = Row(gap="l", stacks=True)
        both.put((left, 5), late=True)
        both.put((self.choice, 7), (self.machine, 7))
        asked = Row(self.question_words, (self.why, 1), gap="xl", stacks=True)
        return Column(asked, (both, 1), self.row, self.question, gap="s")

    def _show_candidates(self) -> None:
        self.known = None
        if self._side is not None:
            self.says.show_side(self._side, (False,) * len(self._side.facts))
        self.question_words.set_text(shown(_("Quel ordinateur est-ce ?")))
        several = _("Scannez son étiquette, ou choisissez :")
        none = _("Scannez son étiquette.")
        self.scan.set_text(shown(several if self._number_of_candidates else none))
        self._bring(chosen=False)

    def _bring(self, *, chosen: bool) -> None:
        self.why.setHidden(chosen)
        self.choice.setVisible(not chosen)
        self.machine.setVisible(chosen)
        self.attach.setVisible(chosen)
        self.changed.emit()

    def _confirm(self) -> None:
        if self.known is not None:
            self.confirmed.emit(self.known.card.code)

    def _ask_to_dismiss(self) -> None:
        more = _("Il n'est d'aucun ordinateur d'ici. Il reste gardé, mais n'est plus proposé.")
        self.question.ask(shown(_("Écarter ce rapport ?")), shown(more))
        self.changed.emit()

    def _answered(self, number: int) -> None:
        if number == YES:
            self.dismissed.emit()
        else:
            self.changed.emit()
