"""Entrée: open a lot, scan the serials; each machine gets its code and its label at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ui.intake import reading
from ui.intake.arrival import Before, Now
from ui.intake.choice import LotChoice
from ui.intake.reading import LotShown
from ui.papers import make_label, open_paper, print_label
from ui.questions import Question
from ui.screen import Answered, Screen
from ui.session import Session
from ui.signals import Shape
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band
from ui.widgets.button import Button
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.page import Page
from ui.words import count, left, machines
from workshop.domain.lots import Lot, MachineCard
from workshop.domain.scanning import Said
from workshop.domain.scanning import Signal as ScanSignal
from workshop.services.lots import Arrivals
from workshop.services.scanning import INTAKE, Place
from workshop.texts import _
from workshop.words import shown

YES, NO = 1, 2


class IntakeScreen(Screen):
    """The intake of one lot at a time."""

    name = "intake"

    def __init__(self, session: Session) -> None:
        self.band = Band()
        self.change = Button(shown(_("Autre lot")), icon="lot", key="F11")
        self.header = Header(shown(_("Entrée")), "", [self.change])
        self.choice, self.now, self.before = LotChoice(), Now(), Before()
        self.question = Question(shown(_("Oui, fermer")), shown(_("Non, continuer")))
        self._actions()
        self.question.takes_the_place_of(self.actions)
        self.work = holding(
            Column(
                (Row((self.now, 4), (self.before, 5), gap="l", stacks=True), 1), self.question, self.actions, gap="l"
            )
        )
        super().__init__(
            session, Page(self.header, Column((self.choice, 1), (self.work, 1)), band=self.band, pad=("xxl", "l"))
        )
        self.lot: Lot | None = None
        self.machine: MachineCard | None = None
        self._ready = ""  # the machine whose label was made last
        self._wants_to_change = False
        self._connect()
        self._show_choice()

    def place(self) -> Place:
        return Place(INTAKE, self.lot.code if self.lot else "")

    def enter(self, code: str = "") -> None:
        wanted = code or (self.lot.code if self.lot else "")
        if wanted:
            machine = self.machine.code if self.machine and self.lot and self.lot.code == wanted else ""
            self._read(wanted, machine)
        else:
            self._read_lots()

    def follow(self, answered: Answered) -> None:
        answer = answered.answer
        if answer.signal is not ScanSignal.REFUSED:
            self.question.withdraw()
        if answer.said is Said.LOT_CHOSEN:
            self.enter(answer.code)
        elif answer.said in (Said.RECEIVED, Said.ALREADY_RECEIVED) and self.lot is not None:
            self._read(self.lot.code, answer.code)
            if answer.said is Said.RECEIVED:
                self._prepare(answer.code)
            else:
                self.now.show_label(Shape.ALREADY_DONE, shown(_("L'étiquette est déjà faite.")))

    def _read(self, lot: str, machine: str) -> None:
        self.run(partial(reading.read_lot, self.session.workshop, lot, machine), self._show_lot)

    def choose(self, number: int) -> bool:
        if self.question.choose(number):
            return True
        return self.choice.isVisibleTo(self.page) and self.choice.choose(number)

    def go_back(self) -> bool:
        if not self.question.isHidden():
            self.question.withdraw()
            return True
        if self._wants_to_change and self.lot:
            self._show_work()
            return True
        return False

    def _actions(self) -> None:
        self.no_charger = Button(shown(_("Sans chargeur")), icon="charger", key="F3")
        self.no_serial = Button(shown(_("Sans numéro")), icon="number", key="F4")
        self.print = Button(shown(_("Imprimer")), icon="printer", key="Ctrl P")
        self.finish = Button(shown(_("Fini")), icon="done", key="F12")
        row = Row(self.no_charger, self.no_serial, self.print, None, self.finish, gap="l", stacks=True)
        self.actions = holding(row)

    def _connect(self) -> None:
        self.choice.opened.connect(self._open)
        self.choice.chosen.connect(self.enter)
        self.no_charger.triggered.connect(self._set_no_charger)
        self.no_serial.triggered.connect(self._receive_without_serial)
        self.print.triggered.connect(self._print)
        self.change.triggered.connect(self._change_lot)
        self.finish.triggered.connect(self._ask_to_close)
        self.question.answered.connect(self._close_or_not)
        for button in (self.no_charger, self.print):
            button.refused.connect(self._explain)

    # which lot

    def _read_lots(self) -> None:
        self.run(partial(reading.open_lots, self.session.workshop), self._show_lots)

    def _show_lots(self, lots: tuple[Lot, ...]) -> None:
        self.choice.show_lots(lots)
        self.page.first_focus = self.page if lots else self.choice.donor.edit  # lots are chosen by their digits
        if self.choice.isVisibleTo(self.page):
            self.page.first_focus.setFocus()
        if len(lots) == 1 and not self._wants_to_change and self.lot is None:
            self.enter(lots[0].code)  # the one lot that is open is the one that is on the truck

    def _open(self, donor: str, expected: int) -> None:
        self.run(partial(reading.new_lot, self.session.workshop, self.session.actor, donor, expected), self._opened)

    def _opened(self, lot: LotShown) -> None:
        self.choice.clear()
        self._show_lot(lot)
        self.said.emit(shown(_("Lot ouvert : {donor}").format(donor=lot.view.lot.donor)))

    def _change_lot(self) -> None:
        self._wants_to_change = True
        self._show_choice()
        self._read_lots()

    def _show_choice(self) -> None:
        self.choice.show()
        self.work.hide()
        self.change.hide()
        self.keys = {"F12": self.choice.open}
        self.header.set_context(shown(_("Quel lot ?")))
        self.band.calm(shown(_("Scannez le code du lot, ou ouvrez un lot.")))
        self.hinted.emit("")

    def _show_work(self) -> None:
        self._wants_to_change = False
        self.choice.hide()
        self.work.show()
        self.change.show()
        self.page.first_focus = self.page
        self.keys = {
            "F3": self.no_charger,
            "F4": self.no_serial,
            "Ctrl P": self.print,
            "F11": self.change,
            "F12": self.finish,
        }
        self.band.set_calm_text(shown(_("Scannez l'ordinateur suivant.")))
        self.page.setFocus()

    # the lot in hand

    def _show_lot(self, lot: LotShown) -> None:
        if not lot.view.lot.open:
            self._lose_lot()
            return
        if not self.work.isVisibleTo(self.page):
            self._show_work()
        self._fill(lot)

    def _refresh(self, lot: LotShown) -> None:
        """Show what changed beside, where it is still what is shown."""
        same_lot = self.lot is not None and self.lot.code == lot.view.lot.code
        same_machine = self.machine is None or lot.machine is None or self.machine.code == lot.machine.code
        if same_lot and same_machine and self.work.isVisibleTo(self.page):
            self._fill(lot)

    def _fill(self, lot: LotShown) -> None:
        self.lot, self.machine = lot.view.lot, lot.machine
        self.now.show_machine(self.machine)
        self._show_readiness()
        self.before.show_view(lot.view, self.machine.code if self.machine else "")
        slip = _("{donor} · bordereau {slip}") if self.lot.slip else "{donor}"
        self.header.set_context(shown(slip.format(donor=self.lot.donor, slip=self.lot.slip)))
        self._allow()
        self._hint(lot)

    def _allow(self) -> None:
        nothing = "" if self.machine else shown(_("Scannez d'abord un ordinateur."))
        self.no_charger.set_unavailable(nothing)
        self.print.set_unavailable(nothing)

    def _hint(self, lot: LotShown) -> None:
        if lot.awaited:
            serials = " · ".join(card.serial for card in lot.awaited)
            self.hinted.emit(shown(_("À faire entrer : tapez ou scannez {serials}").format(serials=serials)))
        else:
            self.hinted.emit("")

    def _lose_lot(self) -> None:
        self.lot = self.machine = None
        self._show_choice()
        self._read_lots()

    # the machine in hand

    def _prepare(self, code: str) -> None:
        """Make the label, and look for a reading that waited for this machine."""
        self.now.show_label(Shape.TODO, shown(_("L'étiquette se prépare.")))
        workshop, actor = self.session.workshop, self.session.actor
        self.aside(partial(make_label, workshop, code), self._label_ready)
        lot = self.lot.code if self.lot else ""
        self.aside(partial(reading.attach_waiting, workshop, actor, code, lot), self._refresh)

    def _label_ready(self, path: Path) -> None:
        self._ready = path.stem  # it may be quicker than the reading of its machine
        self._show_readiness()

    def _show_readiness(self) -> None:
        if self.machine is not None and self.machine.code == self._ready:
            self.now.show_label(Shape.ACCEPTED, shown(_("L'étiquette est prête.")))

    def _print(self) -> None:
        if self.machine is None:
            return
        code = self.machine.code
        self.aside(partial(print_label, self.session.workshop, self.session.actor, code), self._printed)

    def _printed(self, path: Path) -> None:
        self._label_ready(path)
        self.said.emit(shown(_("Étiquette : {path}").format(path=open_paper(path))))

    def _set_no_charger(self) -> None:
        if self.machine is not None:
            charger = False if self.machine.charger is None else not self.machine.charger
            job = partial(
                self.session.workshop.machines.set_charger, self.session.actor, self.machine.code, charger=charger
            )
            self.run(job, self._charger_set)

    def _charger_set(self, card: MachineCard) -> None:
        self.machine = card
        self.enter()
        self.said.emit(shown(_("Chargeur noté.")))

    def _receive_without_serial(self) -> None:
        if self.lot is not None:
            workshop, actor = self.session.workshop, self.session.actor
            self.run(partial(reading.without_serial, workshop, actor, self.lot.code), self._received_without_serial)

    def _received_without_serial(self, lot: LotShown) -> None:
        self._fill(lot)
        there = lot.view.arrivals
        total = count(there.received, there.expected)
        self.band.show_signal(
            BandSignal.ACCEPTED, shown(_("C'est bon.")), shown(_("Sans numéro de série")), count_text=total
        )
        if lot.machine is not None:
            self._prepare(lot.machine.code)
        self.said.emit(shown(_("Ordinateur sans numéro : entré")))

    def _explain(self, reason: str) -> None:
        self.band.show_signal(BandSignal.REFUSED, shown(_("Refusé.")), reason)

    # the end of the lot

    def _ask_to_close(self) -> None:
        there = self._arrivals
        what = left(there.missing) if there.missing else shown(_("Le lot est complet."))
        if not there.expected:
            what = shown(_("{machines} : c'est tout ?").format(machines=machines(there.received)))
        self.question.ask(what, shown(_("Fermer le lot ? On ne peut pas l'ouvrir à nouveau.")))

    @property
    def _arrivals(self) -> Arrivals:
        return Arrivals(self.before.received, self.lot.expected if self.lot else 0)

    def _close_or_not(self, number: int) -> None:
        if number == YES and self.lot is not None:
            self.run(partial(self.session.workshop.lots.close, self.session.actor, self.lot.code), self._closed)
        self.page.setFocus()

    def _closed(self, there: Arrivals) -> None:
        donor = self.lot.donor if self.lot else ""
        self._lose_lot()
        total = count(there.received, there.expected)
        self.band.show_signal(BandSignal.FINISHED, shown(_("Lot fini.")), donor, count_text=total)
        self.said.emit(shown(_("Lot fini : {donor}").format(donor=donor)))
