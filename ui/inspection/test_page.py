"""One test: its picture, one sentence, what remains, and the answers, each with one key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.inspection.picture import TestPicture
from ui.inspection.trial import Trial
from ui.screen import CardAct
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.cells import Cells
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import Marked
from ui.widgets.text import MIDDLE, Label
from workshop.domain.codes import Command
from workshop.domain.inspection import MAY_BE_ABSENT, Function, How, Tested, Works
from workshop.domain.lots import machine_name
from workshop.inspection_words import fault, known_by, question, works
from workshop.inspection_words import function as named
from workshop.services.inspection import TestsView
from workshop.texts import _
from workshop.words import shown

PICTURE_PX = 240
ANSWERS = (Works.YES, Works.NO, Works.UNSURE, Works.ABSENT)
ALL = len(ANSWERS) + 1  # the digit that lists all tests
ICONS = {Works.YES: "done", Works.NO: "repair", Works.UNSURE: "help", Works.ABSENT: "without"}
SHAPES = {Works.YES: Shape.ACCEPTED, Works.NO: Shape.REFUSED, Works.UNSURE: Shape.WARNING, Works.ABSENT: Shape.LEFT}


def answer_words(answer: Tested) -> str:
    """Say an answer with its fault, and how it is known where a person did not just say so."""
    parts = [works(answer.works), fault(answer.fault) if answer.fault else "", known_by(answer.how)]
    return shown(" · ".join(part for part in parts if part))


class TestPage(QWidget):
    """`answered` gives a Works; `listed`: all tests are to be seen at once."""

    answered = Signal(object)
    listed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.function = Function.STARTS
        self.picture, self.plate = TestPicture(PICTURE_PX), Plate("", "title")
        self.name = Label("", bold=True, wrap=True, align=MIDDLE)
        self.count, self.cells = Label("", "lead", bold=True), Cells(per_row=12)
        self.what, self.ask = Label("", "title", bold=True, wrap=True), Label("", "lead", wrap=True)
        self.before = Marked(Shape.ACCEPTED, "", role="body")
        self.trial = Trial()
        self.buttons = {answer: _button(answer, str(key)) for key, answer in enumerate(ANSWERS, 1)}
        self.back = Button(shown(_("Page d'avant")), icon="back", key=shown(_("Échap")))
        self.photo = Button(shown(_("Photo")), icon="camera", key="F2")
        self.swollen = Button(shown(_("Batterie gonflée")), icon="battery", key="F4")
        self.all = Button(shown(_("Tous les tests")), icon="inspect", key=str(ALL))
        self.pause = Button(shown(_("Pause")), icon="pause", key="F12")
        self.all.triggered.connect(self.listed)
        self.setLayout(self._layout())
        self._presses = [_Press(self, answer, button) for answer, button in self.buttons.items()]

    @property
    def keys(self) -> dict[str, Button]:
        return {"F2": self.photo, "F3": self.trial.start, "F4": self.swollen, "F12": self.pause}

    @property
    def commands(self) -> dict[Command, CardAct]:
        answers = {Command.WORKS: Works.YES, Command.FAILS: Works.NO, Command.UNSURE: Works.UNSURE}
        acts: dict[Command, CardAct] = {command: self.buttons[answer] for command, answer in answers.items()}
        return acts | {Command.NO_DEFECT: self.all, Command.PHOTO: self.photo, Command.DONE: self.pause}

    def show_test(self, view: TestsView, function: Function) -> None:
        """Show one test of a machine."""
        self.function = function
        number = view.asked.index(function) + 1
        self.picture.show_function(function, shown(named(function)))
        self.plate.set_code(view.card.code)
        self.name.set_text(machine_name(view.card.maker, view.card.model))
        self.count.set_text(shown(_("{number} sur {total}").format(number=number, total=len(view.asked))))
        self.cells.set_count(len(view.asked), sum(view.answer(item) is not None for item in view.asked))
        do, look = question(function)
        self.what.set_text(shown(do))
        self.ask.set_text(shown(look))
        answer = view.answer(function)
        self.before.setVisible(answer is not None)
        if answer is not None:
            said = _("Établi l'a vu : ça marche") if answer.how is How.READING else _("Déjà répondu : {answer}")
            self.before.show_state(SHAPES[answer.works], shown(said.format(answer=answer_words(answer))))
        self.buttons[Works.ABSENT].setVisible(function in MAY_BE_ABSENT)

    def choose(self, number: int) -> bool:
        """Take an answer by its key; False where there is none with that number."""
        if number == ALL:
            self.listed.emit()
            return True
        if number <= len(ANSWERS) and not self.buttons[ANSWERS[number - 1]].isHidden():
            self.answered.emit(ANSWERS[number - 1])
            return True
        return False

    def _layout(self) -> Column:
        pictured, plated = Row(None, self.picture, None), Row(None, self.plate, None)
        machine = Panel(Column(None, pictured, plated, self.name, None, gap="m"))
        count = Row(self.count, (self.cells, 1), self.all, gap="l", stacks=True)
        test = Panel(
            Column(count, None, self.what, self.ask, self.before, self.trial, None, gap="s"), Look.DO_NOW, ("xl", "m")
        )
        top = Row(machine, (test, 1), gap="l", stacks=True)
        answers = Row(*((button, 1) for button in self.buttons.values()), gap="l", stacks=True)
        actions = Row(self.back, self.photo, self.swollen, None, self.pause, gap="l", stacks=True)
        return Column((top, 1), answers, actions, gap="l")


def _button(answer: Works, key: str) -> Button:
    kind = Kind.PRIMARY if answer is Works.YES else Kind.PLAIN
    return Button(shown(works(answer)), icon=ICONS[answer], key=key, kind=kind)


class _Press(QObject):
    """One answer."""

    def __init__(self, page: TestPage, answer: Works, button: Button) -> None:
        super().__init__(page)
        self._page, self._answer = page, answer
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._page.answered.emit(self._answer)
