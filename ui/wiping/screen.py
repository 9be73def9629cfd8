"""Effacer: a label shows what will be erased, the same label again starts it; beside it, everything that runs.

A lot's slip shows the lot, which a manager may authorise once; a drive that no record knows is asked about.
"""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.header import Header
from ui.widgets.layouts import Row
from ui.widgets.page import Page
from ui.wiping import asking
from ui.wiping.acts import FOR_A_MANAGER, About, Act, faces
from ui.wiping.card import STEPS as ARROWS
from ui.wiping.deciding import decide
from ui.wiping.fates import to_erase, why_not
from ui.wiping.following import Following, Seen, Started
from ui.wiping.left import Left, Mode
from ui.wiping.newcomer import Newcomer
from ui.wiping.running import Running
from ui.words import BandWords
from workshop.domain.codes import Command
from workshop.domain.errors import WorkshopError
from workshop.domain.lots import DriveCard
from workshop.domain.scanning import Said
from workshop.domain.typography import grouped
from workshop.services.scanning import WIPING, Place
from workshop.services.wipe_lots import LotWipes
from workshop.services.wipe_plans import WipePlan
from workshop.texts import _, several
from workshop.words import shown

BOUNCE_MS = 1500  # a trigger that bounces must not confirm what nobody could read yet
LOT_LOOKS = 3  # a lot that is shown is read again at every third look
STEPS = {"Up": -1, "Down": 1}


class WipingScreen(Screen):
    """One machine or loose drive at a time at the left; all wipes of this bench at the right."""

    name = WIPING

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("Effacer")), session.actor.bench)
        self.left, self.running = Left(), Running()
        self.confirm, self.detail = self.left.confirm, self.left.detail
        columns = Row((self.left, 8), (self.running, 5), gap="xl", stacks=True)
        self.left.stand_in(columns)
        self.running.area.beside = columns
        page = Page(self.header, columns, band=self.band, pad=("xxl", "l"))
        super().__init__(session, page)
        self.mode = Mode.NOTHING
        self.code = ""  # what is shown
        self.plan: WipePlan | None = None
        self.looked = False
        self._ticket = self._looks = 0
        self._refused: set[tuple[str, str]] = set()
        self._bounce = QTimer(self)
        self._bounce.setSingleShot(True)
        self._bounce.setInterval(BOUNCE_MS)
        self.following = Following(session, self.page.isVisible, self._is_curious, self)
        self.newcomer = Newcomer(self, self.left.stranger)
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
        elif answer.said is Said.LOT_TO_WIPE and self.newcomer.asks_lot:
            self.newcomer.let_in(answer.code)
        elif answer.said is Said.LOT_TO_WIPE:
            self._show_lot(answer.code, answer.facts.get("donor", ""))
        elif answer.said is Said.PERSON_SEEN:
            self._ask_lot()  # a manager may decide what the person before could not
            self.following.look_now()

    def hear(self, subjects: frozenset[str]) -> None:
        if self.mode is Mode.CHOSEN and self.plan is not None:
            drives = {item.card.code for item in self.plan.drives}
            if subjects & {self.plan.code, self.plan.lot, *drives}:
                self._ask(self.code)
        elif subjects & {self.code}:
            self._ask_lot()

    def press(self, key: str) -> bool:
        return key in STEPS and self.running.go_by(STEPS[key])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrows before the page scrolls by them: they go through the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = ARROWS.get(Qt.Key(event.key()))
            return steps is not None and self.running.go_by(steps)
        return super().eventFilter(watched, event)

    def choose(self, number: int) -> bool:
        return self.left.choose(number)

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        """What is decided here lasts: the card only takes a question back."""
        return {Command.NO: self.go_back} if any(acts.asking for acts in self.left.all_acts) else {}

    @property
    def about(self) -> str:
        return self.code

    def go_back(self) -> bool:
        if self.left.withdraw():
            return True
        if self.mode is Mode.NOTHING:
            return False
        if not self.newcomer.step_back():
            self.newcomer.put_aside()
            self._show_nothing()
        return True

    # the page

    def _connect(self) -> None:
        self.page.area.installEventFilter(self)
        self.left.back.triggered.connect(self.go_back)
        self.left.typed.connect(self.typed)
        self.confirm.print.triggered.connect(self._print)
        self.newcomer.changed.connect(self._show_newcomer)
        self.newcomer.received.connect(self._is_in)
        self.newcomer.said.connect(self.said)
        self.running.chosen.connect(self._show_wipe)
        self.running.details.triggered.connect(self._turn_details)
        for acts in self.left.all_acts:
            acts.wanted.connect(self._decide)
        self.following.seen.connect(self._see)
        self.following.failed.connect(self.fail)

    def _show(self, mode: Mode) -> None:
        if mode is not Mode.STRANGER:
            self.newcomer.forget()
        self.left.show_mode(mode, self.code)
        if mode is not Mode.WIPE:
            self.running.pick("")
        changed, self.mode = mode is not self.mode, mode
        focus = self.left.first_focus(mode) or self.page
        self.page.first_focus = focus
        if (changed or focus is self.page) and mode is not Mode.WIPE and self.page.isVisible():
            focus.setFocus()
        self._give_keys()
        self.page.fit()

    def _give_keys(self) -> None:
        self.keys = {"F4": self.running.details} | self.left.keys(self.mode)

    def _show_nothing(self) -> None:
        self._ticket += 1
        self.code, self.plan, self.looked = "", None, False
        self._show(Mode.NOTHING)
        self.hinted.emit("")

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
        self.aside(partial(asking.plan, self.session, code, self._ticket), self._planned)

    def _planned(self, answer: tuple[int, WipePlan]) -> None:
        ticket, plan = answer
        if ticket != self._ticket or self.mode is not Mode.CHOSEN:
            return
        self.plan, self.code = plan, plan.code
        if to_erase(plan).drives:
            self.aside(partial(asking.look, self.session, plan, ticket), self._has_looked)
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
        self.aside(partial(asking.start, self.session, to_erase(plan), label, self._ticket), self._were_started)

    def _were_started(self, answer: tuple[int, Started]) -> None:
        ticket, started = answer
        refused = [error for _drive, error in started if isinstance(error, WorkshopError)]
        self._say_started(len(started) - len(refused))
        mine = ticket == self._ticket and self.mode is Mode.STARTING
        if refused:
            self.told.emit(asking.several_troubles(refused))
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
        empty = self.mode is Mode.CHOSEN and self.plan is None
        if self.mode is Mode.STARTING or empty or (self.mode is Mode.LOT and self.left.lot.view is None):
            self._show_nothing()
        super().fail(error)

    # a whole lot

    def _show_lot(self, code: str, donor: str) -> None:
        self.code, self.plan, self.looked = code, None, False
        self.left.lot.show_waiting(code, donor)
        self._show(Mode.LOT)
        self._ask_lot()

    def _ask_lot(self) -> None:
        if self.mode is Mode.LOT:
            self._ticket += 1
            self.aside(partial(asking.lot, self.session, self.code, self._ticket), self._has_lot)

    def _has_lot(self, answer: tuple[int, LotWipes]) -> None:
        ticket, view = answer
        if ticket == self._ticket and self.mode is Mode.LOT:
            self.left.lot.show_lot(view)
            self._give_keys()
            self.page.fit()

    # a loose drive that no record knows

    def _is_curious(self) -> bool:
        return self.mode is Mode.STRANGER or (self.mode is Mode.NOTHING and not self.left.field.text())

    def _show_newcomer(self) -> None:
        if self.newcomer.drive is not None and self._is_curious():
            self._show(Mode.STRANGER)
        elif self.mode is Mode.STRANGER:
            self._show_nothing()

    def _is_in(self, card: DriveCard) -> None:
        if self._is_curious():
            self._choose(card.machine or card.code, card.model)

    def _print(self) -> None:
        if self.mode is Mode.CHOSEN:
            self.newcomer.print_label(self.code)

    # everything that runs

    def _see(self, seen: Seen) -> None:
        self._looks += 1
        self.running.show_wipes(seen.wipes)
        if self.mode is Mode.WIPE:
            self._fill_wipe(self.running.picked)
        if seen.strangers is not None and self._is_curious():
            self.newcomer.meet(seen.strangers)
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
        if good or self._looks % LOT_LOOKS == 0:
            self._ask_lot()

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
        if act is Act.RELEASE:
            self.wanted.emit("holding", about.code)
            return
        if act in FOR_A_MANAGER:
            self.vouch(shown(faces()[act].word), partial(self._really_decide, act, about))
        else:
            self._really_decide(act, about)

    def _really_decide(self, act: Act, about: About) -> None:
        self.aside(partial(decide, self.session.workshop, self.session.actor, act, about), self._decided)

    def _decided(self, words: str) -> None:
        self.said.emit(words)
        self.following.look_now()
        self._ask_lot()
        if self.mode is Mode.CHOSEN:
            self._ask(self.code)
