"""What the tests found: one line a test, the photos, and where the machine goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.inspection.test_page import SHAPES, answer_words
from ui.screen import CardAct
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row
from ui.widgets.listing import Line, Lines
from ui.widgets.panel import Look, Panel
from ui.widgets.photos import PhotoRow
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.domain.codes import Command
from workshop.domain.inspection import Function, How
from workshop.domain.lots import machine_name
from workshop.inspection_words import function as named
from workshop.inspection_words import known_by, works
from workshop.services.inspection import TestsView
from workshop.texts import _, several
from workshop.words import shown

MARK_PX = 40


class ResultPage(QWidget):
    """The arrows choose a test, Space does it again."""

    def __init__(self) -> None:
        super().__init__()
        self.mark, self.plate = ShapeMark(Shape.ACCEPTED, MARK_PX), Plate("", "lead")
        self.what, self.more = Label("", "title", bold=True, wrap=True), Label("", wrap=True)
        words = Column(self.what, self.more, gap="none")
        head = Panel(Row(self.mark, (words, 1), self.plate, gap="l", stacks=True), Look.DO_NOW, ("xl", "m"))
        self.list = Lines(shown(_("Tests")))
        self.open: tuple[Function, ...] = ()  # what the panel names: everything without an answer
        self.left, self.means = Label("", bold=True, wrap=True), Label("", wrap=True)
        self.rest = Button(shown(_("Le reste marche")), icon="done", key="F3")
        named_ = Column(self.left, self.means, gap="none")
        self.declaring = Panel(Row((named_, 1), self.rest, gap="l", stacks=True), Look.QUESTION, ("xl", "s"))
        self.photos = PhotoRow()
        self.done = Button(shown(_("Fini")), icon="done", key="F12", kind=Kind.PRIMARY)
        self.to_repair = Button(shown(_("À réparer")), icon="repair")
        self.for_parts = Button(shown(_("Pour pièces")), icon="parts")
        self.photo = Button(shown(_("Photo")), icon="camera", key="F2")
        self.swollen = Button(shown(_("Batterie gonflée")), icon="battery", key="F4")
        actions = Row(self.photo, self.swollen, None, self.for_parts, self.to_repair, self.done, gap="l", stacks=True)
        self.setLayout(Column(head, (self.list, 1), self.declaring, self.photos, actions, gap="m"))

    @property
    def keys(self) -> dict[str, Button]:
        return {"F2": self.photo, "F3": self.rest, "F4": self.swollen, "F12": self.done}

    @property
    def commands(self) -> dict[Command, CardAct]:
        acts: dict[Command, CardAct] = {Command.PHOTO: self.photo, Command.DONE: self.done}
        if not self.declaring.isHidden():
            acts |= {Command.WORKS: self.rest, Command.NO_DEFECT: self.rest}
        if self.to_repair.isHidden():
            return acts
        return acts | {Command.TO_REPAIR: self.to_repair, Command.FOR_PARTS: self.for_parts}

    def show_result(self, view: TestsView, photos: tuple[bytes, ...], at: Function | None) -> None:
        """Show what was found; `at` is the test that was in front."""
        bad, open_ = len(view.failed), len(view.unsure)
        self.plate.set_code(view.card.code)
        self.mark.set_shape(Shape.WARNING if open_ or not view.complete else Shape.REFUSED if bad else Shape.ACCEPTED)
        self.what.set_text(_verdict(view))
        name = machine_name(view.card.maker, view.card.model)
        again = shown(_("Flèches puis Espace : refaire un test.")) if view.answers else ""
        self.more.set_text(" · ".join(part for part in (name, again) if part))
        lines = [_line(view, function) for function in view.asked]
        self.list.set_lines(lines, keep=at.value if at else "")
        self._name_open(view)
        words = several("{number} photo", "{number} photos", len(view.photos)).format(number=len(view.photos))
        self.photos.show_photos(photos, shown(words))
        for button in (self.to_repair, self.for_parts):
            button.setVisible(bool(bad))

    def _name_open(self, view: TestsView) -> None:
        """Name each test without an answer: this and nothing else is what one key declares."""
        self.open = view.open
        self.declaring.setVisible(bool(view.open))
        names = ", ".join(_within(named(function)) for function in view.open)
        self.left.set_text(shown(_("Pas encore testé : {functions}.").format(functions=names)))
        said = _("Tout cela marche ? Une touche le dit pour tous : « {how} ».")
        self.means.set_text(shown(said.format(how=known_by(How.DECLARED))))


def _within(name: str) -> str:
    """Write a name within a sentence."""
    return name[:1].lower() + name[1:]


def _verdict(view: TestsView) -> str:
    bad, open_ = len(view.failed), len(view.unsure)
    if open_:
        words = several(
            "{number} test à revoir : demandez à quelqu'un.", "{number} tests à revoir : demandez à quelqu'un.", open_
        )
        return shown(words.format(number=open_))
    if bad:
        words = several("{number} chose ne marche pas.", "{number} choses ne marchent pas.", bad)
        return shown(words.format(number=bad))
    return shown(_("Tout marche.") if view.complete else _("Il reste des tests."))


def _line(view: TestsView, function: Function) -> Line:
    answer = view.answer(function)
    title = shown(named(function))
    if answer is None:
        return Line(function.value, title, state=shown(_("à faire")), shape=Shape.TODO)
    words = answer_words(answer)
    short = shown(works(answer.works))
    rest = words.removeprefix(short).removeprefix(" · ")
    return Line(function.value, title, rest, short, SHAPES[answer.works])
