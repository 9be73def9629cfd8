"""Poste: scan a label, see the machine, do the next thing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.bench.card import Facts, Identity
from ui.bench.facts import part
from ui.bench.next_step import NextStep
from ui.bridge import Progress
from ui.questions import Question
from ui.screen import Answered, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.button import Button
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.page import Page
from ui.widgets.prompt import ScanPrompt
from ui.widgets.strip import Strip
from ui.widgets.text import Label
from ui.words import day, strip_steps
from workshop.domain.chain import Action
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

YES = 1


class BenchScreen(Screen):
    """One machine at a time."""

    name = "bench"

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("Poste")))
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
        page = Page(self.header, Column((self.empty, 1), (self.work, 1)), band=self.band, pad=("xxl", "l"))
        super().__init__(session, page)
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
            self.run(partial(self.session.workshop.views.bench, wanted), self.show_view)
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

    def go_back(self) -> bool:
        if not self.question.isHidden():
            return self.question.choose(2)
        return False

    def show_view(self, view: BenchView) -> None:
        """Show a machine."""
        if self.view is None or self.view.card.code != view.card.code:
            self.question.withdraw()
            if self._reading is not None:  # it waited for an answer about the machine before
                self._forget_reading()
        self.view = view
        self.empty.hide()
        self.work.show()
        received = shown(_("reçu {day}").format(day=day(view.received_at))) if view.received_at else ""
        donor = view.lot.donor if view.lot else ""
        self.header.set_context(" · ".join(text for text in (donor, received) if text))
        self.strip.set_steps(strip_steps(view.steps, view.machine.state.value))
        self.identity.show_view(view)
        self.facts.show_view(view)
        self.next.show_action(view.action)
        self._allow(view)
        self._focus()

    def _buttons(self) -> None:
        self.read = Button(shown(_("Lire cet ordinateur")), icon="diagnosis", key="F3")
        self.to_repair = Button(shown(_("À réparer")), icon="repair")
        self.for_parts = Button(shown(_("Pour pièces")), icon="parts")
        self.locked = Button(shown(_("Mot de passe")), icon="padlock")

    def _layout(self) -> QWidget:
        right = Column(self.next, self.question, self.facts, None, gap="l")
        body = Column(gap="l")
        body.put(self.strip, late=True)
        others = Label(shown(_("Autre chose ?")), color="ink2")
        buttons = Row(others, self.to_repair, self.for_parts, self.locked, None, self.read, gap="l", stacks=True)
        body.put((Row(self.identity, (right, 1), gap="l", stacks=True), 1), buttons)
        return holding(body)

    def _connect(self) -> None:
        self.next.pressed.connect(self._do_next)
        self.read.triggered.connect(self._read)
        self.question.answered.connect(self._attach_or_not)
        self.to_repair.triggered.connect(self._set_to_repair)
        self.for_parts.triggered.connect(self._set_for_parts)
        self.locked.triggered.connect(self._set_locked)
        for button in (self.read, self.to_repair, self.for_parts, self.locked):
            button.refused.connect(self._explain)

    def _show_nothing(self) -> None:
        self.work.hide()
        self.empty.show()

    def _focus(self) -> None:
        target = self.next.button or self.page
        self.page.first_focus = target
        if self.question.isHidden():
            target.setFocus()

    def _allow(self, view: BenchView) -> None:
        """Say on each button why it makes no sense now."""
        aside = shown(_("Il est déjà mis de côté.")) if view.machine.aside else ""
        gone = shown(_("Il est déjà livré.")) if view.card.manifest else ""
        absent = "" if view.machine.received else shown(_("Il n'est pas encore entré."))
        for button in (self.to_repair, self.for_parts, self.locked):
            button.set_unavailable(gone or aside or absent)
        self.read.setVisible(view.action is not Action.READ)
        self.read.set_unavailable(gone or absent or self._busy())
        self.keys = {"F3": self.read}
        if self.next.button is not None and self.next.key in ("F3", "F7", "F12"):
            self.keys[self.next.key] = self.next.button

    def _busy(self) -> str:
        return shown(_("La lecture est en cours.")) if self._reading_for else ""

    def _do_next(self, action: Action) -> None:
        match action:
            case Action.READ:
                self._read()
            case Action.TRIAGE:
                self._record(self.session.workshop.machines.triage, shown(_("Trié")))
            case Action.BRING_BACK | Action.UNLOCK:
                self._record(self.session.workshop.machines.bring_back, shown(_("Remis au travail")))
            case Action.RECEIVE:
                self.wanted.emit("intake", "")
            case Action.WIPE | Action.VALIDATE if self.view is not None:
                self.wanted.emit("wiping", self.view.card.code)
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

    def _set_locked(self) -> None:
        self._record(self.session.workshop.machines.set_aside, shown(_("Bloqué par un mot de passe")), Aside.LOCKED)

    def _explain(self, why: str) -> None:
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
            do = shown(_("Lu : {part}.").format(part=part(told[0]))) if told else shown(_("Quelques secondes."))
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
        self._explain(shown(_("Ce n'est pas l'ordinateur de cette étiquette.")))
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
