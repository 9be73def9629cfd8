"""Tests: one test at a time, one key an answer; every answer is kept at once, so that a pause loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.choice_page import Asked, ChoicePage
from ui.inspection import order, reading
from ui.inspection.asking import FaultAsked, Installed, SystemAsked, what_next
from ui.inspection.mode import Mode
from ui.inspection.reading import TestsShown
from ui.inspection.result_page import ResultPage
from ui.inspection.stop_page import StopPage
from ui.inspection.test_page import TestPage
from ui.inspection.windows import Windows
from ui.inspection.writing import Writing
from ui.photo_page import PhotoPage
from ui.photographing import PhotoTaking
from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.signals import Shape
from ui.widgets.band import Band, Form
from ui.widgets.drop_page import DropPage
from ui.widgets.header import Header
from ui.widgets.layouts import Column, holding
from ui.widgets.panel import Look
from ui.widgets.prompt import ScanPrompt
from ui.words import BandWords
from workshop.domain.codes import Command
from workshop.domain.diagnosis import Source
from workshop.domain.holds import Aside
from workshop.domain.inspection import Defect, Function, Works
from workshop.domain.lots import machine_name
from workshop.domain.scanning import Said
from workshop.services.inspection import TestsView
from workshop.services.scanning import Place
from workshop.texts import _
from workshop.words import shown

STEPS = {"Up": -1, "Down": 1}
GO_ON, REPAIR = 1, 2


class InspectionScreen(Screen):
    """One machine, one question."""

    name = "inspection"

    def __init__(self, session: Session) -> None:
        self.band, self.header = Band(Form.HEADER), Header(shown(_("Tests")))
        self.prompt = ScanPrompt(
            shown(_("Scannez l'étiquette de l'ordinateur à tester.")),
            shown(_("Sans douchette : tapez ses 8 derniers chiffres, puis Entrée.")),
        )
        self.test, self.choice, self.result, self.photo = TestPage(), ChoicePage(), ResultPage(), PhotoPage()
        self.swollen = StopPage(Look.WILL_BE_DESTROYED, Shape.LATE)
        self.held = StopPage(Look.PLAIN, Shape.WARNING)
        self.views: dict[Mode, QWidget] = {
            Mode.NOTHING: holding(Column(self.prompt, None)),
            Mode.TEST: self.test,
            Mode.CHOICE: self.choice,
            Mode.RESULT: self.result,
            Mode.PHOTO: self.photo,
            Mode.SWOLLEN: self.swollen,
            Mode.HELD: self.held,
        }
        body = Column(*((view, 1) for view in self.views.values()))
        page = DropPage(self.header, body, band=self.band, pad=("xxl", "l"))
        super().__init__(session, page)
        self.drops = page
        self.mode = Mode.NOTHING
        self.there: TestsShown | None = None
        self.function: Function | None = None  # the test in front; None: what was found
        self.fault: FaultAsked | None = None
        self.system: SystemAsked | None = None
        self.failed: Function | None = None  # it was just said to fail: what next?
        self.here = False  # the machine under test runs Établi
        self.taking = PhotoTaking(session, self.photo, self)
        self.windows, self.writing = Windows(self), Writing(session, self)
        self._connect()
        self._arrange()

    # what the shell asks

    def place(self) -> Place:
        return Place(self.name, subject=self.code)

    def enter(self, code: str = "") -> None:
        wanted = code or self.code
        if wanted:
            self.run(partial(reading.read_tests, self.session.workshop, wanted), self.show_machine)
        else:
            self._arrange()

    def follow(self, answered: Answered) -> None:
        if answered.answer.said is Said.OPENED:
            self.enter(answered.answer.code)

    def hear(self, subjects: frozenset[str]) -> None:
        if self.code in subjects and not self.writing.busy:
            self.enter()

    def show_words(self, words: BandWords) -> None:
        self.windows.close()  # an answer to a scan is always seen
        super().show_words(words)

    def choose(self, number: int) -> bool:
        match self.mode:
            case Mode.TEST:
                return self.test.choose(number)
            case Mode.CHOICE:
                return self.choice.choose(number)
            case Mode.PHOTO:
                return self.photo.choose(number)
            case _:
                return False

    def press(self, key: str) -> bool:
        return self.mode is Mode.RESULT and key in STEPS and self.result.list.go_by(STEPS[key])

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        return {Mode.TEST: self.test.commands, Mode.RESULT: self.result.commands}.get(self.mode, {})

    def leave(self) -> None:
        self.test.trial.stop()
        self.windows.close()

    def go_back(self) -> bool:
        match self.mode:
            case Mode.NOTHING:
                return False
            case Mode.PHOTO:
                self.taking.end()
            case Mode.CHOICE:
                self._one_question_back()
            case Mode.TEST | Mode.RESULT:
                self._one_page_back()
            case _:
                self._to_the_bench()
        return True

    # what is in front

    @property
    def view(self) -> TestsView | None:
        return self.there.view if self.there else None

    @property
    def code(self) -> str:
        return self.view.card.code if self.view else ""

    def show_machine(self, there: TestsShown) -> None:
        """Show a machine: the test that was in front, or the first that is open."""
        before, view = self.view, there.view
        self.there = there
        if before is None or before.card.code != view.card.code:
            self._begin(view)
        else:
            self.function = order.again(before, view, self.function)
        asked = SystemAsked(there.systems) if there.systems else None
        self.system = (self.system or asked) if asked else None
        self._arrange()

    def _begin(self, view: TestsView) -> None:
        self.function = view.first_open
        self.fault = self.system = self.failed = None
        self.taking.open = self.here = False
        self.test.trial.stop()
        self.windows.close()
        if view.reading is not None and view.reading.origin.source is Source.HERE:
            self.aside(partial(reading.is_here, self.session.workshop, view), self._is_here)

    def _is_here(self, code: str) -> None:
        self.here = bool(code) and code == self.code
        self._arrange()

    def _mode(self) -> Mode:
        view = self.view
        if view is None:
            return Mode.NOTHING
        if view.swollen:
            return Mode.SWOLLEN
        if view.why_not is not None:
            return Mode.HELD
        if self.taking.open:
            return Mode.PHOTO
        if self.fault or self.system or self.failed:
            return Mode.CHOICE
        return Mode.TEST if self.function else Mode.RESULT

    def _arrange(self) -> None:
        self.mode = self._mode()
        if self.there is not None:
            self._fill(self.there)
        for mode, shown_ in self.views.items():
            shown_.setVisible(mode is self.mode)
        self._offer_trial()
        self._give_keys()
        self.page.fit()
        self._focus()

    def _fill(self, there: TestsShown) -> None:
        view, card = there.view, there.view.card
        donor = view.lot.donor if view.lot else ""
        self.header.set_context(" · ".join(text for text in (machine_name(card.maker, card.model), donor) if text))
        match self.mode:
            case Mode.TEST if self.function:
                self.test.show_test(view, self.function)
            case Mode.RESULT:
                self.result.show_result(view, there.photos, None)
            case Mode.CHOICE:
                self.choice.ask(self._asked(), card.code)
                self.choice.photo.setVisible(self.system is None)
            case Mode.SWOLLEN | Mode.HELD:
                (self.swollen if view.swollen else self.held).show_machine(view)
            case _:
                pass

    def _asked(self) -> Asked:
        if asking := self.fault or self.system:
            return asking.asked
        assert self.failed is not None
        return what_next(self.failed)

    def _offer_trial(self) -> None:
        if self.mode is Mode.TEST and self.here and self.function is not None:
            self.test.trial.offer(self.function, self.session.workshop.trying.senses, self.session.background)
        else:
            self.test.trial.stop()

    def _give_keys(self) -> None:
        asked, photo = {"F2": self.choice.photo}, {"F3": self.photo.take}
        tests = {Mode.TEST: self.test.keys, Mode.RESULT: self.result.keys}
        self.keys = {**tests, Mode.CHOICE: asked, Mode.PHOTO: photo}.get(self.mode, {})

    def _focus(self) -> None:
        wanted: dict[Mode, QWidget] = {Mode.TEST: self.test.buttons[Works.YES], Mode.RESULT: self.result.done}
        self.page.first_focus = wanted.get(self.mode, self.page)
        if self.page.isVisible():
            self.page.first_focus.setFocus()

    # answers

    def _connect(self) -> None:
        self.test.answered.connect(self._answer)
        self.test.listed.connect(self._list)
        self.result.rest.triggered.connect(self._declare)
        self.writing.written.connect(self._written)
        self.writing.said.connect(self.said)
        self.writing.failed.connect(self.fail)
        self.test.trial.wanted.connect(self._open_window)
        self.windows.ended.connect(self._window_ended)
        self.windows.scanned.connect(self.typed)
        self.choice.chosen.connect(self._choice_made)
        self.result.list.chosen.connect(self._test_again)
        self.result.to_repair.triggered.connect(self._repair)
        self.result.for_parts.triggered.connect(self._take_apart)
        self.taking.taken.connect(self._photo_taken)
        self.taking.ended.connect(self._arrange)
        self.drops.dropped.connect(self._dropped)
        for back in (self.test.back, self.choice.back, self.photo.back):
            back.triggered.connect(self.go_back)
        self.result.done.triggered.connect(self._done)
        for bench in (self.test.pause, self.swollen.bench, self.held.bench):
            bench.triggered.connect(self._to_the_bench)
        for photo in (self.test.photo, self.result.photo, self.choice.photo):
            photo.triggered.connect(self._photograph)
        for swollen in (self.test.swollen, self.result.swollen):
            swollen.triggered.connect(self._is_swollen)

    def _answer(self, answer: Works) -> None:
        if self.view is None or self.function is None or self.writing.busy:
            return
        if answer is Works.NO:
            self.fault = FaultAsked(self.function)
            self._arrange()
        else:
            self.writing.answer(self.code, self.function, answer, None, guided=self.test.trial.seen)

    def _choice_made(self, number: int) -> None:
        if self.writing.busy:
            return
        if self.fault is not None:
            self._fault_told(self.fault.answer(number))
        elif self.system is not None:
            self._system_told(self.system.answer(number))
        elif number == GO_ON:
            self._go_on()
        else:
            (self._repair if number == REPAIR else self._take_apart)()

    def _fault_told(self, told: FaultAsked | Defect | None) -> None:
        if isinstance(told, FaultAsked):
            self.fault = told
            self._arrange()
        elif told is not None and self.function is not None:
            self.writing.answer(self.code, self.function, Works.NO, told, guided=self.test.trial.seen)

    def _system_told(self, told: SystemAsked | Installed | None) -> None:
        if isinstance(told, SystemAsked):
            self.system = told
            self._arrange()
        elif told is not None:
            self.writing.install(self.code, told)

    def _written(self, there: TestsShown) -> None:
        self.recount.emit()
        if there.view.card.code != self.code:
            return  # another one was scanned meanwhile
        failed, installed = self.fault, self.system is not None and there.systems is None
        self.there, self.fault = there, None
        if installed:
            self.system, self.function = None, there.view.first_open
        if there.view.machine.aside:
            self._to_the_bench()
        elif failed is None and not installed and there.view.why_not is None:
            self._go_on()
        else:
            self.failed = failed.function if failed else None
            self._arrange()

    def _go_on(self) -> None:
        """Bring the next test that is open to the front, else what was found; where all is well, how it looks."""
        self.failed = None
        if self.view is not None:
            self.function = order.after(self.view, self.function)
        self._arrange()
        if self.mode is Mode.RESULT and order.ends_well(self.view):
            self.wanted.emit("grading", self.code)

    def _list(self) -> None:
        self.function = None
        self._arrange()

    def _declare(self) -> None:
        self.writing.declare(self.code, self.result.open)

    def _test_again(self, key: str) -> None:
        self.function = Function(key)
        self._arrange()

    def _one_page_back(self) -> None:
        earlier = order.earlier(self.view, self.function)
        if earlier is None:
            self._to_the_bench()
        else:
            self.function = earlier
            self._arrange()

    def _one_question_back(self) -> None:
        if self.fault is not None:
            self.fault = self.fault.back()
        elif self.failed is not None:
            self._go_on()
        elif self.system is not None:
            earlier = self.system.back()
            if earlier is None:
                self._to_the_bench()
            self.system = earlier or self.system
        self._arrange()

    def _to_the_bench(self) -> None:
        self.wanted.emit("bench", self.code)

    def _done(self) -> None:
        self.wanted.emit("grading" if self.view and self.view.complete else "bench", self.code)

    def _is_swollen(self) -> None:
        self.writing.swollen(self.code)

    def _repair(self) -> None:
        self.writing.set_aside(self.code, Aside.TO_REPAIR)

    def _take_apart(self) -> None:
        self.writing.set_aside(self.code, Aside.FOR_PARTS)

    def _open_window(self, function: Function) -> None:
        self.windows.open(function, self.page.window())

    def _window_ended(self, words: str, finished: bool) -> None:  # noqa: FBT001 — a Qt slot
        self.test.trial.show_result(words, finished=finished)
        self._focus()

    def _photograph(self) -> None:
        self.taking.begin(self.code, self.failed or self.function)
        self._arrange()

    def _dropped(self, path: str) -> None:
        if self.view is not None:
            self.taking.drop(Path(path), self.code, self.function)

    def _photo_taken(self) -> None:
        self.said.emit(shown(_("Photo gardée")))
        self.enter()
