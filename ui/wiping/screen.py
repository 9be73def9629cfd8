"""Effacer: a label shows what will be erased, the same label again starts it; beside it, everything that runs."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from enum import Enum
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.screen import Answered, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row
from ui.widgets.page import Page
from ui.widgets.prompt import ScanPrompt
from ui.wiping.acts import About, Act, Acts
from ui.wiping.card import STEPS as ARROWS
from ui.wiping.confirm import Confirm
from ui.wiping.deciding import decide
from ui.wiping.detail import Detail
from ui.wiping.fates import to_erase, why_not
from ui.wiping.following import Following, Seen, Started
from ui.wiping.running import Running
from ui.words import BandWords
from workshop.domain.errors import WorkshopError
from workshop.domain.scanning import Said
from workshop.domain.typography import grouped
from workshop.services.scanning import WIPING, Place
from workshop.services.wipe_plans import WipePlan
from workshop.texts import _, several
from workshop.words import Sentence, shown, trouble

BOUNCE_MS = 1500  # a trigger that bounces must not confirm what nobody could read yet
STEPS = {"Up": -1, "Down": 1}


class Mode(Enum):
    """What stands at the left."""

    NOTHING = "nothing"
    CHOSEN = "chosen"  # a machine or a loose drive, before it is started
    STARTING = "starting"
    WIPE = "wipe"  # one of those that run, failed or ended


class WipingScreen(Screen):
    """One machine or loose drive at a time at the left; all wipes of this bench at the right."""

    name = WIPING

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("Effacer")), session.actor.bench)
        self.confirm, self.detail, self.running = Confirm(), Detail(), Running()
        page = Page(self.header, self._layout(), band=self.band, pad=("xxl", "l"))
        super().__init__(session, page)
        self.mode = Mode.NOTHING
        self.code = ""  # what is shown
        self.plan: WipePlan | None = None
        self.looked = False
        self._ticket = 0
        self._refused: set[tuple[str, str]] = set()
        self._bounce = QTimer(self)
        self._bounce.setSingleShot(True)
        self._bounce.setInterval(BOUNCE_MS)
        self.following = Following(session, self.page.isVisible, self)
        self._connect()
        self._show_nothing()

    # what the shell asks

    def place(self) -> Place:
        return Place(WIPING, subject=self.code if self.armed else "")

    @property
    def armed(self) -> bool:
        """Whether the label that is shown would start it now: a person could read what will be erased."""
        there = self.mode is Mode.CHOSEN and self.looked and self.plan is not None
        return there and not self._bounce.isActive() and bool(self.plan and to_erase(self.plan).drives)

    def enter(self, code: str = "") -> None:
        if code:
            self._choose(code, "")
        self.following.look_now()

    def leave(self) -> None:
        self.following.leave()

    def band_words(self, answered: Answered) -> BandWords:
        answer = answered.answer
        if answer.said is Said.WIPE_CONFIRMED and self.armed and answer.code == self.code:
            return BandWords(BandSignal.ACCEPTED, shown(_("C'est parti.")), self._title())
        again = answer.said in (Said.WIPE_CHOSEN, Said.WIPE_CONFIRMED) and answer.code and answer.code == self.code
        if not again or self.mode not in (Mode.CHOSEN, Mode.STARTING):
            return super().band_words(answered)
        if self.mode is Mode.CHOSEN and self.plan is not None and not to_erase(self.plan).drives:
            why = why_not(self.plan)
            return BandWords(BandSignal.REFUSED, shown(_("Refusé.")), why.what, why.do)
        if self.mode is Mode.STARTING:
            words = shown(_("L'effacement démarre."))
            return BandWords(BandSignal.ALREADY_DONE, shown(_("Déjà scanné.")), words)
        read = shown(_("Lisez ce qui sera effacé, puis scannez encore l'étiquette."))
        return BandWords(BandSignal.ALREADY_DONE, shown(_("Un instant.")), read)

    def follow(self, answered: Answered) -> None:
        answer = answered.answer
        if answer.said is Said.WIPE_CONFIRMED and self.armed and answer.code == self.code:
            self._start(answer.facts["label"])
        elif answer.said in (Said.WIPE_CHOSEN, Said.WIPE_CONFIRMED) and answer.code:
            if answer.code != self.code or self.mode not in (Mode.CHOSEN, Mode.STARTING):
                self._choose(answer.code, answer.facts.get("name", ""))
        elif answer.said is Said.PERSON_SEEN:
            self.following.look_now()

    def hear(self, subjects: frozenset[str]) -> None:
        if self.mode is Mode.CHOSEN and self.plan is not None:
            drives = {item.card.code for item in self.plan.drives}
            if subjects & {self.plan.code, self.plan.lot, *drives}:
                self._ask(self.code)

    def press(self, key: str) -> bool:
        return key in STEPS and self.running.go_by(STEPS[key])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrows before the page scrolls by them: they go through the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = ARROWS.get(Qt.Key(event.key()))
            return steps is not None and self.running.go_by(steps)
        return super().eventFilter(watched, event)

    def choose(self, number: int) -> bool:
        return any(acts.choose(number) for acts in self._acts)

    def go_back(self) -> bool:
        if any(acts.withdraw() for acts in self._acts):
            return True
        if self.mode is Mode.NOTHING:
            return False
        self._show_nothing()
        return True

    # the page

    def _layout(self) -> Row:
        self.prompt = ScanPrompt(
            shown(_("Scannez l'étiquette de l'ordinateur ou du disque à effacer.")),
            shown(_("Un effacement continue même si vous changez d'écran.")),
        )
        self.empty = self.prompt
        self.field = Field(
            shown(_("Ou tapez 8 chiffres :")), role="lead", bold=True, tabular=True, sample="0000 0000", beside=True
        )
        self.field.edit.setAccessibleName(shown(_("Les 8 derniers chiffres de l'étiquette")))
        self.back = Button(shown(_("Non, revenir")), icon="back", key=shown(_("Échap")))
        foot = Row(self.field, None, self.back, gap="l", stacks=True)
        self.views: tuple[QWidget, ...] = (self.empty, self.confirm, self.detail)
        self.rest = QWidget()  # what is free below, while nothing is shown
        left = Column(self.empty, (self.confirm, 1), (self.detail, 1), foot, (self.rest, 1), gap="m")
        columns = Row((left, 8), (self.running, 5), gap="xl", stacks=True)
        self.confirm.area.beside = self.running.area.beside = columns
        return columns

    @property
    def _acts(self) -> tuple[Acts, Acts]:
        return self.confirm.acts, self.detail.acts

    def _connect(self) -> None:
        self.page.area.installEventFilter(self)
        self.back.triggered.connect(self.go_back)
        self.field.edit.returnPressed.connect(self._typed_code)
        self.running.chosen.connect(self._show_wipe)
        self.running.details.triggered.connect(self._turn_details)
        for acts in self._acts:
            acts.wanted.connect(self._decide)
        self.following.seen.connect(self._see)
        self.following.failed.connect(self.fail)

    def _show(self, mode: Mode) -> None:
        views = {Mode.NOTHING: self.empty, Mode.WIPE: self.detail}
        wanted = views.get(mode, self.confirm)
        for view in self.views:
            view.setVisible(view is wanted)
        self.rest.setVisible(mode is Mode.NOTHING)
        if mode is not Mode.WIPE:
            self.running.pick("")
        changed, self.mode = mode is not self.mode, mode
        self.back.setVisible(mode is not Mode.NOTHING)
        self.back.set_word(shown(_("Revenir") if mode is Mode.WIPE else _("Non, revenir")))
        self.page.first_focus = self.field.edit
        if changed and mode is not Mode.WIPE and self.page.isVisible():
            self.field.edit.setFocus()
        self._give_keys()
        self.page.fit()

    def _give_keys(self) -> None:
        self.keys = {"F4": self.running.details}
        if self.mode in (Mode.CHOSEN, Mode.WIPE):
            acts = self.confirm.acts if self.mode is Mode.CHOSEN else self.detail.acts
            self.keys |= acts.keys

    def _show_nothing(self) -> None:
        self._ticket += 1
        self.code, self.plan, self.looked = "", None, False
        self._show(Mode.NOTHING)
        self.hinted.emit("")

    def _typed_code(self) -> None:
        text = "".join(self.field.text().split())
        self.field.set_text("")
        if text:
            self.typed.emit(text)

    def _title(self) -> str:
        name = self.plan.name if self.plan else ""
        return " · ".join(part for part in (name, grouped(self.code)) if part)

    # a machine or a loose drive

    def _choose(self, code: str, name: str) -> None:
        self.code, self.plan, self.looked = code, None, False
        self._bounce.start()
        self.confirm.show_waiting(code, name)
        self._show(Mode.CHOSEN)
        self._ask(code)

    def _ask(self, code: str) -> None:
        """Ask what is there; until everything answered, no scan confirms."""
        self._ticket += 1
        self.looked = False
        self.aside(partial(_planned, self.session, code, self._ticket), self._planned)

    def _planned(self, answer: tuple[int, WipePlan]) -> None:
        ticket, plan = answer
        if ticket != self._ticket or self.mode is not Mode.CHOSEN:
            return
        self.plan, self.code = plan, plan.code
        if to_erase(plan).drives:
            self.aside(partial(_looked, self.session, plan, ticket), self._has_looked)
        self._show_plan()

    def _has_looked(self, answer: tuple[int, WipePlan]) -> None:
        ticket, plan = answer
        if ticket != self._ticket or self.mode is not Mode.CHOSEN:
            return
        self.plan, self.looked = plan, True
        self._show_plan()
        if plan.authorised:
            self.following.look_now()

    def _show_plan(self) -> None:
        if self.plan is not None:
            starting = self.mode is Mode.STARTING
            detailed = self.running.detailed
            self.confirm.show_plan(self.plan, looked=self.looked, starting=starting, detailed=detailed)
            self._give_keys()
            self.page.fit()

    def _start(self, label: str) -> None:
        plan = self.plan
        if plan is None:
            return
        self._ticket += 1
        self._show(Mode.STARTING)
        self._show_plan()
        self.aside(partial(_started, self.session, to_erase(plan), label, self._ticket), self._were_started)

    def _were_started(self, answer: tuple[int, Started]) -> None:
        ticket, started = answer
        refused = [error for _drive, error in started if isinstance(error, WorkshopError)]
        self._say_started(len(started) - len(refused))
        mine = ticket == self._ticket and self.mode is Mode.STARTING
        if refused:
            self.told.emit(_several_troubles(refused))
            if mine:
                self._show(Mode.CHOSEN)
                self._ask(self.code)
        elif mine:
            self._show_nothing()
        self.following.look_now()

    def _say_started(self, number: int) -> None:
        if number:
            words = several("{number} disque s'efface", "{number} disques s'effacent", number)
            self.said.emit(shown(words.format(number=number)))

    def fail(self, error: Exception) -> None:
        """Whatever went wrong, nothing is left half chosen."""
        if self.mode is Mode.STARTING or (self.mode is Mode.CHOSEN and self.plan is None):
            self._show_nothing()
        super().fail(error)

    # everything that runs

    def _see(self, seen: Seen) -> None:
        self.running.show_wipes(seen.wipes)
        if self.mode is Mode.WIPE:
            self._fill_wipe(self.running.picked)
        good = sum(not isinstance(result, WorkshopError) for _drive, result in seen.started)
        self._say_started(good)
        if good and self.page.isVisible():
            words = shown(_("Lot autorisé : l'effacement démarre seul."))
            self.band.show_signal(BandSignal.ACCEPTED, shown(_("C'est parti.")), words)
        for drive, result in seen.started:
            if isinstance(result, WorkshopError) and (drive.code, str(result)) not in self._refused:
                self._refused.add((drive.code, str(result)))
                super().fail(result)
        if good and self.mode is Mode.CHOSEN:
            self._ask(self.code)

    def _show_wipe(self, wipe: str) -> None:
        if not wipe:
            if self.mode is Mode.WIPE:
                self._show_nothing()
            return
        self._ticket += 1
        self.code, self.plan, self.looked = "", None, False
        self.running.pick(wipe)
        self._fill_wipe(wipe)
        self._show(Mode.WIPE)
        self.page.area.verticalScrollBar().setValue(0)  # in one column what was chosen stands above the list

    def _fill_wipe(self, wipe: str) -> None:
        told = self.running.told(wipe)
        if told is not None and (told != self.detail.told or self.detail.acts.isHidden()):
            self.detail.show_wipe(told, detailed=self.running.detailed)
            self._give_keys()

    def _turn_details(self) -> None:
        self.running.show_details(shown_=not self.running.detailed)
        self._show_plan()
        if self.mode is Mode.WIPE and self.detail.told is not None:
            self.detail.show_wipe(self.detail.told, detailed=self.running.detailed)

    # what a person decides

    def _decide(self, act: Act, about: About) -> None:
        if act is Act.REDO:
            self._choose(about.code, "")
            return
        job = partial(decide, self.session.workshop, self.session.actor, act, about)
        self.aside(job, self._decided)

    def _decided(self, words: str) -> None:
        self.said.emit(words)
        self.following.look_now()
        if self.mode is Mode.CHOSEN:
            self._ask(self.code)


def _planned(session: Session, code: str, ticket: int) -> tuple[int, WipePlan]:
    return ticket, session.workshop.wiping.plan(code)


def _looked(session: Session, plan: WipePlan, ticket: int) -> tuple[int, WipePlan]:
    return ticket, session.workshop.wiping.look(plan)


def _started(session: Session, plan: WipePlan, label: str, ticket: int) -> tuple[int, Started]:
    return ticket, session.workshop.wiping.start_all(session.actor, plan, label)


def _several_troubles(errors: list[WorkshopError]) -> Sentence:
    sentences = [trouble(error) for error in errors]
    return Sentence(" ".join(dict.fromkeys(one.what for one in sentences)), sentences[0].do)
