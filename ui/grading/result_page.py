"""The grade: its letter, what decides, where the machine goes; each question about it has a digit."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.grading import telling
from ui.grading.reading import GradingShown
from ui.screen import CardAct
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.grade import Grade
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.photos import PhotoRow
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import Marked, ShapeMark
from ui.widgets.text import Label
from workshop.domain.codes import Command
from workshop.domain.grading import why
from workshop.domain.lots import machine_name
from workshop.grading_words import finding
from workshop.texts import _, several
from workshop.words import shown

MARK_PX, PHOTO_PX, MOST_REASONS = 40, 56, 3


class Ask(IntEnum):
    """What can be asked here; the number is its key."""

    WHY = 1
    WAY = 2
    LOOK = 3
    SEND = 4
    PAPER = 5


class ResultPage(QWidget):
    """`asked` gives an Ask."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.plate, self.letter, self.shape = Plate("", "lead"), Grade(), ShapeMark(Shape.REFUSED, MARK_PX)
        self.what, self.more = Label("", "title", bold=True, wrap=True), Label("", wrap=True)
        words = Column(self.what, self.more, gap="none")
        head = Panel(
            Row(self.letter, self.shape, (words, 1), self.plate, gap="l", stacks=True), Look.DO_NOW, ("xl", "m")
        )
        self.whither, self.drawn = Label("", "lead", wrap=True), Marked(Shape.WARNING, "", role="body")
        self.deciding = Label(shown(_("Ce qui décide")), bold=True)
        self.reasons = [Label("", wrap=True) for _place in range(MOST_REASONS)]
        found = Panel(Column(self.whither, self.drawn, self.deciding, *self.reasons, gap="s"), pad=("xl", "m"))
        icons = {Ask.WHY: "help", Ask.WAY: "repair", Ask.SEND: "deliver", Ask.LOOK: "inspect", Ask.PAPER: "documents"}
        self.buttons = {ask: Button(str(int(ask)), icon=icons[ask], key=str(int(ask))) for ask in Ask}
        self.photos = PhotoRow(PHOTO_PX)
        self.photo = Button(shown(_("Photo")), icon="camera", key="F2")
        self.done = Button(shown(_("Fini")), icon="done", key="F12", kind=Kind.PRIMARY)
        asks = holding(Grid(*self.buttons.values(), columns=2, gap="m"))
        actions = Row(self.photo, self.photos, None, self.done, gap="l", stacks=True)
        self.setLayout(Column(head, found, asks, None, actions, gap="l"))
        self._presses = [_Press(self, ask, button) for ask, button in self.buttons.items()]

    @property
    def keys(self) -> dict[str, Button]:
        return {"F2": self.photo, "F12": self.done}

    @property
    def commands(self) -> dict[Command, CardAct]:
        return {Command.PHOTO: self.photo, Command.DONE: self.done}

    def show_result(self, there: GradingShown) -> None:
        """Show the grade of a machine, or what is missing for it."""
        view = there.view
        grade = view.grade
        self.plate.set_code(view.card.code)
        self.letter.setText(grade.letter if grade else telling.UNKNOWN_LETTER)
        self.shape.set_shape(Shape.WARNING if grade is None or grade.eligible else Shape.REFUSED)
        self.shape.setVisible(grade is None or not grade.deliverable)
        self.what.set_text(telling.verdict(view))
        self.more.set_text(self._more(there))
        rule = next((rule for rule in view.judged.contract.destinations if rule.id == view.sent.rule), None)
        self.whither.set_text(telling.whither(view.sent, grade, _rest(rule.clause) if rule else ""))
        self.whither.setVisible(grade is not None)
        self.drawn.show_state(Shape.WARNING, shown(_("Tiré au sort : une autre personne le regarde encore.")))
        self.drawn.setVisible(there.drawn)
        reasons = why(view.judged.grade)
        self.deciding.setVisible(bool(reasons))
        for place, label in enumerate(self.reasons):
            label.setVisible(place < len(reasons))
            if place < len(reasons):
                label.set_text(finding(reasons[place]))
        self._name_buttons(there)
        words = several("{number} photo", "{number} photos", len(view.photos)).format(number=len(view.photos))
        self.photos.show_photos(there.photos, shown(words))

    def choose(self, number: int) -> bool:
        """Take a question by its key; False where there is none with that number."""
        if number not in list(Ask) or self.buttons[Ask(number)].isHidden():
            return False
        self.asked.emit(Ask(number))
        return True

    def _more(self, there: GradingShown) -> str:
        view = there.view
        name = machine_name(view.card.maker, view.card.model)
        ready = shown(_("Prêt. Scannez la place où vous le rangez.")) if view.machine.promise else ""
        return " · ".join(part for part in (name, ready) if part)

    def _name_buttons(self, there: GradingShown) -> None:
        grade = there.view.judged.grade
        words = {
            Ask.WHY: telling.why_title(grade),
            Ask.WAY: telling.way_title(grade),
            Ask.SEND: _("Autre destination"),
            Ask.LOOK: _("Regarder encore"),
            Ask.PAPER: _("Fiche à imprimer"),
        }
        for ask, button in self.buttons.items():
            button.set_word(shown(words[ask]))
        graded = there.view.grade is not None
        for ask in (Ask.SEND, Ask.PAPER):
            self.buttons[ask].setVisible(graded)


def _rest(clause: str) -> str:
    """Leave out where a clause names the destination that stands before it."""
    rest = clause.partition(" : ")[2]
    return f"{rest[:1].upper()}{rest[1:]}" or clause


class _Press(QObject):
    """One question."""

    def __init__(self, page: ResultPage, ask: Ask, button: Button) -> None:
        super().__init__(page)
        self._page, self._ask = page, ask
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._page.choose(int(self._ask))
