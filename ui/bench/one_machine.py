"""One machine on the bench: opened by a scan, shown, and brought one step further. The Poste is one, or two halves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.bench import reading
from ui.bench.curious import Curious
from ui.bench.fact_page import FactPage
from ui.bench.facts import UNREADABLE, progress
from ui.bench.next_step import NextStep
from ui.bench.reading import BenchShown
from ui.bench.routes import ROUTES, Routes
from ui.bridge import Progress
from ui.questions import Question
from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band
from ui.widgets.button import Button
from ui.widgets.page import Page
from ui.widgets.strip import Strip
from ui.words import strip_steps
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
OPENS = {"F11": "inspection", "Ctrl E": "grading"}
KEYS_OF_THE_NEXT = ("F3", "F7", "F11", "F12", "Ctrl E")


def put_aside_words(aside: Aside) -> str:
    """Say where a machine was put, as the status bar writes it."""
    words = {
        Aside.TO_REPAIR: _("À réparer"),
        Aside.FOR_PARTS: _("Pour pièces"),
        Aside.RECYCLED: _("À recycler"),
        Aside.LOCKED: _("Bloqué par un mot de passe"),
    }
    return shown(words[aside])


class OneMachine(Screen):
    """What is shown of one machine, and done with it. Who makes one gives it its parts and their layout."""

    name = "bench"
    band: Band
    strip: Strip
    next: NextStep
    question: Question
    routes: Routes
    details: Button
    sheet: FactPage
    work: QWidget  # the card of a machine
    empty: QWidget  # what is there instead, while no machine is

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.curious = Curious(self)
        self.view: BenchView | None = None
        self._reading: Reading | None = None
        self._reading_for = ""
        self.question.takes_the_place_of(self.next)
        self.next.pressed.connect(self._do_next)
        self.question.answered.connect(self._attach_or_not)
        for button in (self.details, self.sheet.raw):
            button.refused.connect(self.explain)

    @property
    def has_keys(self) -> bool:
        """Whether keys act here."""
        return True

    @property
    def code(self) -> str:
        """The machine that is shown; empty: none."""
        return self.view.card.code if self.view else ""

    def place(self) -> Place:
        return Place(self.name, subject=self.code)

    def enter(self, code: str = "") -> None:
        wanted = code or self.code
        if wanted:
            self.run(partial(reading.read_bench, self.session.workshop, wanted), self.show_view)
        elif self.has_keys:
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
        return {command: partial(self.put_aside, aside) for command, aside in ROUTES.items()}

    def why_not(self, command: Command) -> str:
        return self.why_not_aside() if command in ROUTES and command in self.commands else ""

    def go_back(self) -> bool:
        if self.curious.step_back():
            return True
        if not self.question.isHidden():
            return self.question.choose(NO)
        return False

    def press(self, key: str) -> bool:
        if key in OPENS and self.view is not None:  # the tests of this machine, not of the one before
            self.wanted.emit(OPENS[key], self.view.card.code)
            return True
        return self.curious.press(key)

    # what is shown

    def show_view(self, there: BenchShown) -> None:
        """Show a machine."""
        view = there.view
        if not view.card.lot:  # its arrival was taken back while it was looked at
            self.show_nothing()
            return
        if self.view is None or self.view.card.code != view.card.code:
            self.question.withdraw()
            if self._reading is not None:  # it waited for an answer about the machine before
                self._forget_reading()
            self.curious.close()
        self.view = view
        self.empty.hide()
        self.work.setVisible(not self.curious.is_open)
        self.strip.set_steps(strip_steps(view.steps, view.machine.state.value))
        self.next.show_action(view.action)
        self.show_parts(there)
        self.details.show()
        self.details.set_unavailable("" if view.diagnosis else shown(_("Il n'a pas encore été lu.")))
        self.allow()
        self.give_keys()
        self.restore_focus()

    def show_parts(self, there: BenchShown) -> None:
        """Show what this layout says of a machine beside its steps and what to do now."""

    def show_nothing(self) -> None:
        """Show that no machine is here, and what to scan."""
        self.view = None
        self.work.hide()
        self.details.hide()
        self.empty.show()

    def restore_focus(self) -> None:
        """Put the focus on the one thing to do now."""
        if self.curious.is_open or not self.has_keys:
            return
        target = self.next.button or self.page
        self.page.first_focus = target
        if self.question.isHidden():
            target.setFocus()

    def give_keys(self) -> None:
        """Give the keys to what is shown: the card, or all of its facts."""
        if self.curious.is_open:
            self.keys = {"F3": self.sheet.raw, "F4": self.details}
            return
        self.keys = {"F3": self.routes.read, "F4": self.details}
        if self.next.button is not None and self.next.key in KEYS_OF_THE_NEXT:
            self.keys[self.next.key] = self.next.button

    def allow(self) -> None:
        """Say on each button beside the next action why it makes no sense now."""
        reads = self.view is None or self.view.action is not Action.READ
        self.routes.allow(self.why_not_aside(), self._why_not_read(), self._why_not_keep(), reads=reads)

    def why_not_aside(self) -> str:
        """Say why this machine cannot be put aside now; empty: it can."""
        if self.view is None:
            return shown(_("Scannez d'abord un ordinateur."))
        if self.view.card.manifest:
            return shown(_("Il est déjà livré."))
        if self.view.machine.aside:
            return shown(_("Il est déjà mis de côté."))
        return "" if self.view.machine.received else shown(_("Il n'est pas encore entré."))

    def _why_not_keep(self) -> str:
        if self.view is None:
            return shown(_("Scannez d'abord un ordinateur."))
        return "" if self.view.machine.received else shown(_("Il n'est pas encore entré."))

    def _why_not_read(self) -> str:
        if self.view is None:
            return shown(_("Scannez d'abord un ordinateur."))
        if self.view.card.manifest:
            return shown(_("Il est déjà livré."))
        if not self.view.machine.received:
            return shown(_("Il n'est pas encore entré."))
        if self.view.machine.category in UNREADABLE:
            return shown(_("Il ne se lit pas d'ici."))
        return shown(_("La lecture est en cours.")) if self._reading_for else ""

    # what is done

    def _do_next(self, action: Action) -> None:
        match action:
            case Action.READ:
                self.read()
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
            case Action.GRADE if self.view is not None:
                self.wanted.emit("grading", self.view.card.code)
            case Action.RELEASE:
                self.keep_here()
            case Action.RESERVE | Action.PACK:
                self.wanted.emit("delivery", "")
            case _:
                pass

    def keep_here(self) -> None:
        """Go where one says why this machine must stay, and where a manager lets it go on."""
        if self.view is not None:
            self.wanted.emit("holding", self.view.card.code)

    def put_aside(self, aside: Aside) -> None:
        """Take this machine out of the chain."""
        self._record(self.session.workshop.machines.set_aside, put_aside_words(aside), aside)

    def _record(self, verb: Callable[..., Machine], words: str, *more: object) -> None:
        if self.view is None:
            return
        code = self.view.card.code
        self.run(partial(verb, self.session.actor, code, *more), self._refresh)
        self.said.emit(words)

    def _refresh(self, _result: object = None) -> None:
        self.enter()

    def explain(self, why: str) -> None:
        """Say why what was pressed does nothing."""
        self.band.show_signal(BandSignal.REFUSED, shown(_("Refusé.")), why)

    # reading the machine in front of us

    def read(self) -> None:
        """Read this computer, and attach what was found to the machine that is shown."""
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
        self.question.ask(shown(_("On a lu : {name}.").format(name=name)), more, focus=self.has_keys)

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
