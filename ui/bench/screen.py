"""Poste: scan a label, see the machine, do the next thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.bench import reading
from ui.bench.card import Facts, Identity
from ui.bench.curious import Curious
from ui.bench.fact_page import FactPage
from ui.bench.facts import UNREADABLE, progress
from ui.bench.next_step import NextStep
from ui.bench.reading import BenchShown
from ui.bridge import Progress
from ui.questions import Question
from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.button import Button
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.page import Page
from ui.widgets.prompt import ScanPrompt
from ui.widgets.strip import Strip
from ui.words import day, strip_steps
from workshop.domain.chain import Action
from workshop.domain.codes import Command
from workshop.domain.diagnosis import Reading
from workshop.domain.errors import RefusedError
from workshop.domain.holds import Aside
from workshop.domain.lots import MachineCard, machine_name
from workshop.domain.machines import Machine
from workshop.domain.scanning import Said
from workshop.services.diagnosis import OTHER_MACHINE
from workshop.services.scanning import Place
from workshop.services.views import BenchView
from workshop.texts import _
from workshop.words import shown

YES, NO = 1, 2
TESTS_KEY = "F11"


class BenchScreen(Screen):
    """One machine at a time."""

    name = "bench"

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.details = Button(shown(_("Détails")), icon="search", key="F4")
        self.header = Header(shown(_("Poste")), "", [self.details])
        self.strip, self.identity, self.next, self.facts = Strip(), Identity(), NextStep(), Facts()
        self.question = Question(shown(_("Oui, c'est lui")), shown(_("Non")))
        self.prompt = ScanPrompt(
            shown(_("Scannez l'étiquette d'un ordinateur.")),
            shown(_("Sans douchette : tapez ses 8 derniers chiffres, puis Entrée.")),
        )
        self.question.takes_the_place_of(self.next)
        self._buttons()
        self.work = self._layout()
        self.empty = holding(Column(self.prompt, None))
        self.sheet = FactPage()
        body = Column((self.empty, 1), (self.work, 1), (self.sheet, 1))
        super().__init__(session, Page(self.header, body, band=self.band, pad=("xxl", "l")))
        self.curious = Curious(self)
        self.view: BenchView | None = None
        self._reading: Reading | None = None
        self._reading_for = ""
        self._connect()
        self._show_nothing()

    def place(self) -> Place:
        return Place(self.name, subject=self.view.card.code if self.view else "")

    def enter(self, code: str = "") -> None:
        wanted = code or (self.view.card.code if self.view else "")
        if wanted:
            self.run(partial(reading.read_bench, self.session.workshop, wanted), self.show_view)
        else:
            self.page.setFocus()

    def follow(self, answered: Answered) -> None:
        if answered.answer.said is Said.OPENED:
            self.enter(answered.answer.code)

    def hear(self, subjects: frozenset[str]) -> None:
        if self.view is not None and subjects & {self.view.card.code, *(drive.code for drive in self.view.drives)}:
            self.enter()

    def choose(self, number: int) -> bool:
        return self.question.choose(number)

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        if not self.question.isHidden():
            return {Command.YES: partial(self.choose, YES), Command.NO: partial(self.choose, NO)}
        if self.view is None:
            return {}
        return {
            Command.TO_REPAIR: self.to_repair,
            Command.FOR_PARTS: self.for_parts,
            Command.RECYCLE: self.recycle,
            Command.PASSWORD_LOCKED: self.locked,
        }

    def go_back(self) -> bool:
        if self.curious.step_back():
            return True
        if not self.question.isHidden():
            return self.question.choose(NO)
        return False

    def press(self, key: str) -> bool:
        if key == TESTS_KEY and self.view is not None:  # the tests of this machine, not of the one before
            self.wanted.emit("inspection", self.view.card.code)
            return True
        return self.curious.press(key)

    def show_view(self, there: BenchShown) -> None:
        """Show a machine."""
        view = there.view
        if not view.card.lot:  # its arrival was taken back while it was looked at
            self.view = None
            self.header.set_context("")
            self._show_nothing()
            return
        if self.view is None or self.view.card.code != view.card.code:
            self.question.withdraw()
            if self._reading is not None:  # it waited for an answer about the machine before
                self._forget_reading()
            self.curious.close()
        self.view = view
        self.empty.hide()
        self.work.setVisible(not self.curious.is_open)
        received = shown(_("reçu {day}").format(day=day(view.received_at))) if view.received_at else ""
        donor = view.lot.donor if view.lot else ""
        stored = shown(_("rangé en {place}").format(place=view.place.name)) if view.place else ""
        self.header.set_context(" · ".join(text for text in (donor, received, stored) if text))
        self.strip.set_steps(strip_steps(view.steps, view.machine.state.value))
        self.identity.show_view(view, there.photos)
        self.facts.show_view(there)
        self.next.show_action(view.action)
        self._allow(view)
        self.restore_focus()

    def _buttons(self) -> None:
        self.read = Button(shown(_("Lire cet ordinateur")), icon="diagnosis", key="F3")
        self.to_repair = Button(shown(_("À réparer")), icon="repair")
        self.for_parts = Button(shown(_("Pour pièces")), icon="parts")
        self.recycle = Button(shown(_("À recycler")), icon="recycle")
        self.locked = Button(shown(_("Mot de passe")), icon="padlock")

    @property
    def _routes(self) -> tuple[Button, ...]:
        return self.to_repair, self.for_parts, self.recycle, self.locked

    def _layout(self) -> QWidget:
        right = Column(self.next, self.question, self.facts, None, gap="l")
        body = Column(gap="l")
        body.put(self.strip, late=True)
        buttons = Row(*self._routes, None, self.read, gap="m", stacks=True)
        body.put((Row(self.identity, (right, 1), gap="l", stacks=True), 1), buttons)
        return holding(body)

    def _connect(self) -> None:
        self.next.pressed.connect(self._do_next)
        self.read.triggered.connect(self._read)
        self.question.answered.connect(self._attach_or_not)
        self.to_repair.triggered.connect(self._set_to_repair)
        self.for_parts.triggered.connect(self._set_for_parts)
        self.recycle.triggered.connect(self._set_recycled)
        self.locked.triggered.connect(self._set_locked)
        for button in (self.read, *self._routes, self.details, self.sheet.raw):
            button.refused.connect(self.explain)

    def _show_nothing(self) -> None:
        self.work.hide()
        self.details.hide()
        self.empty.show()

    def restore_focus(self) -> None:
        """Put the focus on the one thing to do now."""
        if self.curious.is_open:
            return
        target = self.next.button or self.page
        self.page.first_focus = target
        if self.question.isHidden():
            target.setFocus()

    def _allow(self, view: BenchView) -> None:
        """Say on each button why it makes no sense now."""
        aside = shown(_("Il est déjà mis de côté.")) if view.machine.aside else ""
        gone = shown(_("Il est déjà livré.")) if view.card.manifest else ""
        absent = "" if view.machine.received else shown(_("Il n'est pas encore entré."))
        for button in self._routes:
            button.set_unavailable(gone or aside or absent)
        self.read.setVisible(view.action is not Action.READ)
        deaf = shown(_("Il ne se lit pas d'ici.")) if view.machine.category in UNREADABLE else ""
        self.read.set_unavailable(gone or absent or deaf or self._busy())
        self.details.show()
        self.details.set_unavailable("" if view.diagnosis else shown(_("Il n'a pas encore été lu.")))
        self.give_keys()

    def give_keys(self) -> None:
        """Give the keys to what is shown: the card, or all of its facts."""
        if self.curious.is_open:
            self.keys = {"F3": self.sheet.raw, "F4": self.details}
            return
        self.keys = {"F3": self.read, "F4": self.details}
        if self.next.button is not None and self.next.key in ("F3", "F7", "F11", "F12"):
            self.keys[self.next.key] = self.next.button

    def _busy(self) -> str:
        return shown(_("La lecture est en cours.")) if self._reading_for else ""

    def _do_next(self, action: Action) -> None:
        match action:
            case Action.READ:
                self._read()
            case Action.TRIAGE:
                self._record(self.session.workshop.machines.triage, shown(_("Trié")))
            case Action.REMOVE_TAG:
                self._record(self.session.workshop.tags.removed, shown(_("Étiquette d'inventaire retirée")))
            case Action.BRING_BACK | Action.UNLOCK:
                self._record(self.session.workshop.machines.bring_back, shown(_("Remis au travail")))
            case Action.RECEIVE:
                self.wanted.emit("intake", "")
            case Action.WIPE | Action.VALIDATE if self.view is not None:
                self.wanted.emit("wiping", self.view.card.code)
            case Action.INSTALL | Action.INSPECT if self.view is not None:
                self.wanted.emit("inspection", self.view.card.code)
            case Action.RESERVE | Action.PACK:
                self.wanted.emit("delivery", "")
            case _:
                pass

    def _record(self, verb: Callable[..., Machine], words: str, *more: object) -> None:
        if self.view is None:
            return
        code = self.view.card.code
        self.run(partial(verb, self.session.actor, code, *more), self._refresh)
        self.said.emit(words)

    def _refresh(self, _result: object = None) -> None:
        self.enter()

    def _set_to_repair(self) -> None:
        self._record(self.session.workshop.machines.set_aside, shown(_("À réparer")), Aside.TO_REPAIR)

    def _set_for_parts(self) -> None:
        self._record(self.session.workshop.machines.set_aside, shown(_("Pour pièces")), Aside.FOR_PARTS)

    def _set_recycled(self) -> None:
        self._record(self.session.workshop.machines.set_aside, shown(_("À recycler")), Aside.RECYCLED)

    def _set_locked(self) -> None:
        self._record(self.session.workshop.machines.set_aside, shown(_("Bloqué par un mot de passe")), Aside.LOCKED)

    def explain(self, why: str) -> None:
        self.band.show_signal(BandSignal.REFUSED, shown(_("Refusé.")), why)

    # reading the machine in front of us

    def _read(self) -> None:
        if self.view is None or self._reading_for:
            return
        self._reading_for = self.view.card.code
        progress = Progress(self)
        progress.told.connect(self._heard_of)
        self._heard_of(())
        self.aside(partial(self.session.workshop.diagnosing.read, progress.tell), self._was_read)

    def _heard_of(self, told: tuple[str, ...]) -> None:
        if self.view is not None and self.view.card.code == self._reading_for:
            do = progress(told[0]) if told else shown(_("Quelques secondes."))
            self.next.show_progress(shown(_("Je lis cet ordinateur")), do)

    def _was_read(self, reading: Reading) -> None:
        self._reading = reading
        self._attach(confirmed=False)

    def _attach(self, *, confirmed: bool) -> None:
        if self._reading is None:
            return
        attach = partial(
            self.session.workshop.diagnosing.attach,
            self.session.actor,
            self._reading_for,
            self._reading,
            confirmed=confirmed,
        )
        self.session.background.run(attach, self._attached, self._not_attached)

    def _attached(self, card: MachineCard) -> None:
        self._forget_reading()
        if self.view is not None and self.view.card.code == card.code:
            self.curious.close()  # other facts are there now
            self.enter()
        self.said.emit(shown(_("Lecture faite")))

    def _not_attached(self, error: Exception) -> None:
        if not (isinstance(error, RefusedError) and error.reasons == (OTHER_MACHINE,)):
            self._forget_reading()
            self.enter()
            self.fail(error)
            return
        if self._reading is None:
            return
        read = self._reading.diagnosis.identity
        name = " ".join((machine_name(read.maker or "", read.trade_name or ""), read.system_serial or "")).strip()
        self.curious.close()
        self.explain(shown(_("Ce n'est pas l'ordinateur de cette étiquette.")))
        more = shown(_("Est-ce quand même cet ordinateur ?"))
        self.question.ask(shown(_("On a lu : {name}.").format(name=name)), more)

    def _attach_or_not(self, number: int) -> None:
        if number == YES:
            self._attach(confirmed=True)
        else:
            self._forget_reading()
            self.enter()

    def _forget_reading(self) -> None:
        self._reading, self._reading_for = None, ""

    def fail(self, error: Exception) -> None:
        """Whatever went wrong, a reading that is under way is over."""
        if self._reading_for and self._reading is None:
            self._forget_reading()
            self.enter()
        super().fail(error)
