"""État: look at a machine, mark by mark; when nothing is left to say it is graded, and the grade explains itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.choice_page import ChoicePage
from ui.grading import reading, telling
from ui.grading.acting import Acting
from ui.grading.agreement_page import AgreementPage
from ui.grading.asking import Asking, MarkAsked, MoreAsked, SendAsked
from ui.grading.list_page import ListPage
from ui.grading.look_page import LookPage
from ui.grading.mode import Mode
from ui.grading.reading import AgreementShown, GradingShown, StartShown
from ui.grading.result_page import Ask, ResultPage
from ui.grading.second import SecondDraft
from ui.grading.start_page import HeldPage, StartPage
from ui.photo_page import PhotoPage
from ui.photographing import PhotoTaking
from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.header import Header
from ui.widgets.layouts import Column
from ui.widgets.page import Page
from workshop.domain.codes import Command
from workshop.domain.cosmetics import zones
from workshop.domain.lots import machine_name
from workshop.domain.scanning import Said
from workshop.looking_wiring import seconds_of
from workshop.services.looking import LooksView
from workshop.services.scanning import Place
from workshop.services.second_inspection import SecondAsked
from workshop.texts import _
from workshop.words import refusal, shown

STEPS = {"Up": -1, "Down": 1}
LISTS = (Mode.WHY, Mode.WAY, Mode.SECOND, Mode.AGREEMENT)


class GradingScreen(Screen):
    """One machine, one question."""

    name = "grading"

    def __init__(self, session: Session) -> None:
        self.band, self.header = Band(Form.HEADER), Header(shown(_("État")))
        self.start, self.held, self.look = StartPage(), HeldPage(), LookPage()
        self.choice, self.photo, self.result = ChoicePage(), PhotoPage(), ResultPage()
        self.why, self.way = ListPage(shown(_("Pourquoi ?"))), ListPage(shown(_("Que faut-il ?")))
        self.second, self.agreement = ListPage(shown(_("Deuxième regard"))), AgreementPage()
        self.views: dict[Mode, QWidget] = {
            Mode.NOTHING: self.start,
            Mode.HELD: self.held,
            Mode.LOOK: self.look,
            Mode.CHOICE: self.choice,
            Mode.PHOTO: self.photo,
            Mode.RESULT: self.result,
            Mode.WHY: self.why,
            Mode.WAY: self.way,
            Mode.SECOND: self.second,
            Mode.AGREEMENT: self.agreement,
        }
        body = Column(*((view, 1) for view in self.views.values()))
        super().__init__(session, Page(self.header, body, band=self.band, pad=("xxl", "l")))
        self.mode = Mode.NOTHING
        self.there: GradingShown | None = None
        self.waiting = StartShown()
        self.asking: Asking | None = None
        self.draft: SecondDraft | None = None  # a second inspection that is under way
        self.panel: Mode | None = None  # a page over the others, until Escape
        self.again = False  # a graded machine is looked at once more
        self.taking = PhotoTaking(session, self.photo, self)
        self.acting = Acting(self)
        self._connect()
        self.arrange()

    # what the shell asks

    def place(self) -> Place:
        """Name the machine only where a place's label puts it there: elsewhere a label opens another one here."""
        return Place(self.name, subject=self.code if self.mode is Mode.RESULT else "")

    @property
    def about(self) -> str:
        return self.draft.code if self.draft else self.code

    def enter(self, code: str = "") -> None:
        """Open a machine; without one, the last one again, or what to scan."""
        if code and self.draft is not None and code != self.draft.code:
            self.draft = None
        if code != self.code and code:
            self._begin_another()
        wanted = code or self.code
        if wanted and self.draft is None:
            self.run(
                partial(reading.read_machine, self.session.workshop, self.session.actor, wanted), self.show_machine
            )
        elif self.draft is None:
            self.aside(partial(reading.read_start, self.session.workshop, self.session.actor), self._show_start)
        self.arrange()

    def follow(self, answered: Answered) -> None:
        said, code = answered.answer.said, answered.answer.code
        if said is Said.OPENED and self.draft is not None:
            if code != self.draft.code:
                self.explain(shown(_("Finissez d'abord le deuxième regard, ou Échap.")))
        elif said is Said.OPENED:
            if self.panel is Mode.SECOND:
                self.open_second(code)
            else:
                self.enter(code)
        elif said is Said.PERSON_SEEN:
            self.draft = None  # what one person answered is not another's
            self.enter()

    def hear(self, subjects: frozenset[str]) -> None:
        if self.code in subjects and not self.acting.busy and self.draft is None:
            self.enter()

    def choose(self, number: int) -> bool:
        match self.mode:
            case Mode.LOOK:
                return self.look.choose(number)
            case Mode.CHOICE:
                return self.choice.choose(number)
            case Mode.PHOTO:
                return self.photo.choose(number)
            case Mode.RESULT:
                return self.result.choose(number)
            case Mode.AGREEMENT:
                return self.agreement.choose(number)
            case _:
                return False

    def press(self, key: str) -> bool:
        page = self.views[self.mode]
        return key in STEPS and isinstance(page, ListPage) and page.list.go_by(STEPS[key])

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        if self.mode is Mode.CHOICE and self.draft is not None and self.draft.asking and not self.draft.looked:
            answers = (Command.WORKS, Command.FAILS, Command.UNSURE)
            return {command: partial(self.choice.choose, number) for number, command in enumerate(answers, 1)}
        return {Mode.LOOK: self.look.commands, Mode.RESULT: self.result.commands}.get(self.mode, {})

    def why_not(self, command: Command) -> str:
        told = self.look.why_not(command) if self.mode is Mode.LOOK else ""
        return told or super().why_not(command)

    def go_back(self) -> bool:
        if self.mode is Mode.PHOTO:
            self.taking.end()
        elif self.asking is not None:
            earlier = self.asking.back() if isinstance(self.asking, MarkAsked | MoreAsked | SendAsked) else None
            self.asking = earlier
            self.arrange()
        elif self.panel is not None:
            self.panel = None
            self.arrange()
        elif self.draft is not None:
            self.draft = self.draft.back()
            self._begin_another() if self.draft is None else self.arrange()
        elif self.again:
            self.again = False
            self.arrange()
        elif self.mode is Mode.RESULT:
            self._begin_another()
            self.enter()
        elif self.there is not None:
            self.to_the_bench()
        else:
            return False
        return True

    # what is in front

    @property
    def view(self) -> LooksView | None:
        return self.there.view if self.there else None

    @property
    def code(self) -> str:
        return self.view.card.code if self.view else ""

    def show_machine(self, there: GradingShown) -> None:
        """Show a machine: to be looked at, or its grade."""
        if there.view.card.code != self.code:
            self._begin_another()
        self.there = there
        if there.view.grade is None and self.panel not in (None, Mode.WHY):
            self.panel = None
        self.arrange()

    def show_agreement(self, found: AgreementShown) -> None:
        self.agreement.show_found(found)
        self.panel = Mode.AGREEMENT
        self.arrange()

    def open_second(self, code: str) -> None:
        """Begin the second inspection of a machine, where it is this person's to do."""
        self.run(partial(seconds_of(self.session.workshop).ask, self.session.actor, code), self._begin_second)

    def to_the_bench(self) -> None:
        self.wanted.emit("bench", self.code)

    def _begin_second(self, wanted: SecondAsked) -> None:
        self._begin_another()
        self.draft = SecondDraft(wanted)
        self.arrange()

    def _begin_another(self) -> None:
        self.there = self.asking = self.draft = self.panel = None
        self.again = self.taking.open = False

    def _show_start(self, waiting: StartShown) -> None:
        self.waiting = waiting
        self.start.show_waiting(len(waiting.waiting), manager=waiting.manager)
        self.arrange()

    def _mode(self) -> Mode:
        if self.draft is not None:
            return Mode.CHOICE if self.asking or self.draft.asking else Mode.LOOK
        if self.panel in (Mode.SECOND, Mode.AGREEMENT):
            return self.panel
        if self.view is None:
            return Mode.NOTHING
        if self.view.why_not is not None:
            return Mode.HELD
        if self.taking.open:
            return Mode.PHOTO
        if self.asking is not None:
            return Mode.CHOICE
        if self.panel is not None:
            return self.panel
        done = self.view.grade is not None or (self.view.inspection.looks_checked and not self.view.machine.tested)
        return Mode.RESULT if done and not self.again else Mode.LOOK

    def arrange(self) -> None:
        """Bring to the front what is asked now."""
        self.mode = self._mode()
        self._fill()
        for mode, page in self.views.items():
            page.setVisible(mode is self.mode)
        self._give_keys()
        self.page.fit()
        self._focus()

    def _fill(self) -> None:
        self.header.set_context(self._context())
        match self.mode:
            case Mode.LOOK if self.draft is not None:
                card, machine = self.draft.wanted.card, self.draft.wanted.machine
                name = machine_name(card.maker, card.model)
                self.look.show_blind(card.code, name, machine.category, self.draft.marks)
            case Mode.LOOK if self.view is not None:
                self.look.show_view(self.view)
            case Mode.CHOICE:
                self._fill_choice()
            case Mode.RESULT if self.there is not None:
                self.result.show_result(self.there)
            case Mode.HELD if self.view is not None and self.view.why_not is not None:
                self.held.prompt.sentence.set_text(shown(refusal(self.view.why_not)))
            case Mode.SECOND:
                self.second.show_lines(*telling.waiting(self.waiting.waiting))
            case _ if self.view is not None and self.mode in LISTS:
                lists = {Mode.WHY: telling.why_page, Mode.WAY: telling.way_page}
                page = {Mode.WHY: self.why, Mode.WAY: self.way}[self.mode]
                assert self.there is not None
                page.show_lines(*lists[self.mode](self.there.view, self.there.people, self.there.plans), self.code)

    def _fill_choice(self) -> None:
        asking = self.asking or (self.draft.asking if self.draft else None)
        assert asking is not None
        self.choice.ask(asking.asked, self.about)
        self.choice.photo.setVisible(self.draft is None and isinstance(asking, MarkAsked))

    def _context(self) -> str:
        if self.draft is not None or self.view is None or self.mode in (Mode.SECOND, Mode.AGREEMENT):
            return ""
        card, donor = self.view.card, self.view.lot.donor if self.view.lot else ""
        return " · ".join(text for text in (machine_name(card.maker, card.model), donor) if text)

    def _give_keys(self) -> None:
        pages = {Mode.NOTHING: self.start.keys, Mode.LOOK: self.look.keys, Mode.RESULT: self.result.keys}
        more = {Mode.CHOICE: {"F2": self.choice.photo}, Mode.PHOTO: {"F3": self.photo.take}}
        self.keys = (pages | more).get(self.mode, {})

    def _focus(self) -> None:
        wanted: dict[Mode, QWidget] = {Mode.LOOK: self.look.done, Mode.RESULT: self.result.done}
        self.page.first_focus = wanted.get(self.mode, self.page)
        if self.page.isVisible():
            self.page.first_focus.setFocus()

    # what is answered

    def _connect(self) -> None:
        self.look.chosen.connect(self._zone)
        self.look.done.triggered.connect(self.acting.finish)
        self.look.more.triggered.connect(self._ask_more)
        self.look.why.triggered.connect(self._show_why)
        self.choice.chosen.connect(self._answered)
        self.result.asked.connect(self._asked)
        self.result.done.triggered.connect(self.to_the_bench)
        self.held.bench.triggered.connect(self.to_the_bench)
        self.start.second.triggered.connect(self._list_second)
        self.start.agreement.triggered.connect(self.acting.show_agreement)
        self.second.list.chosen.connect(self.open_second)
        self.agreement.chosen.connect(self.acting.set_percent)
        for back in (self.look.back, self.choice.back, self.photo.back, self.why.back, self.way.back):
            back.triggered.connect(self.go_back)
        for back in (self.second.back, self.agreement.back):
            back.triggered.connect(self.go_back)
        for photo in (self.look.photo, self.choice.photo, self.result.photo):
            photo.triggered.connect(self.acting.photograph)
        self.taking.taken.connect(self.acting.photo_taken)
        self.taking.ended.connect(self.arrange)

    def _zone(self, number: int) -> None:
        if self.draft is not None:
            category, there = self.draft.wanted.machine.category, self.draft.marks
        elif self.view is not None:
            category, there = self.view.machine.category, self.view.marks
        else:
            return
        zone = zones(category)[number - 1]
        self.asking = MarkAsked(zone, tuple(mark for mark in there if mark.zone == zone))
        self.arrange()

    def _ask_more(self) -> None:
        if self.view is not None and self.view.asked:
            self.asking = MoreAsked(self.view)
            self.arrange()

    def _answered(self, number: int) -> None:
        if self.asking is not None:
            self.acting.answer(self.asking, self.asking.answer(number))
        elif self.draft is not None and self.draft.asking is not None:
            told = self.draft.asking.answer(number)
            self.draft = self.acting.second_told(self.draft, told) if told is not None else self.draft
            self.arrange()

    def _asked(self, ask: Ask) -> None:
        match ask:
            case Ask.LOOK:
                self.again = True
            case Ask.SEND:
                self.asking = SendAsked(telling.verdict(self.view)) if self.view else None
            case Ask.PAPER:
                self.acting.print_sheet()
            case Ask.WHY | Ask.WAY:
                self.panel = Mode.WHY if ask is Ask.WHY else Mode.WAY
        self.arrange()

    def _show_why(self) -> None:
        self.panel = Mode.WHY
        self.arrange()

    def _list_second(self) -> None:
        self.panel = Mode.SECOND
        self.arrange()

    def explain(self, why: str) -> None:
        """Say why what was pressed does nothing."""
        self.band.show_signal(BandSignal.REFUSED, shown(_("Refusé.")), why)
