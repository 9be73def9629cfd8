"""Entrée: open a lot, scan the serials; each machine gets its code and its label at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.intake import reading
from ui.intake.arrival import Before, Now
from ui.intake.calm import calm
from ui.intake.card import card
from ui.intake.choice import LotChoice
from ui.intake.closing import Closing
from ui.intake.differences import Differences
from ui.intake.donor_list import DonorList
from ui.intake.labelling import Labelling
from ui.intake.list_page import ListPage
from ui.intake.object_form import ObjectForm
from ui.intake.objects import Objects
from ui.intake.reading import LotShown
from ui.intake.receipt import receipt_button
from ui.questions import Question
from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.signals import Shape
from ui.signals import Signal as BandSignal
from ui.theme import Theme, follow, theme_holder
from ui.widgets.band import Band
from ui.widgets.button import Button
from ui.widgets.drop_page import DropPage
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Row, holding
from ui.words import count
from workshop.domain.codes import Command
from workshop.domain.lots import Lot, MachineCard
from workshop.domain.scanning import Answer, Asks, Said
from workshop.domain.scanning import Signal as ScanSignal
from workshop.services.scanning import INTAKE, Place
from workshop.texts import _
from workshop.words import shown

ROOM_FOR_SLIP = 1.25  # the zoom up to which it fits beside the buttons


class IntakeScreen(Screen):
    """The intake of one lot at a time."""

    name = "intake"

    def __init__(self, session: Session) -> None:
        self.band = Band()
        self.change = Button(shown(_("Autre lot")), icon="lot", key="F11")
        self.tag = Button(shown(_("Inventaire")), key="Ctrl I")
        self.tag.setCheckable(True)
        self.list = Button(shown(_("Liste")), key="Ctrl L")
        self.list.setAccessibleName(shown(_("La liste du donateur")))
        self.receipt = receipt_button()
        self.header = Header(shown(_("Entrée")), "", [self.list, self.tag, self.change, self.receipt])
        self.choice, self.now, self.before = LotChoice(), Now(), Before()
        self.question = Question(shown(_("Oui, fermer")), shown(_("Non, continuer")))
        self._actions()
        self.question.takes_the_place_of(self.actions)
        self.both, self.differs = holding(Row((self.now, 4), (self.before, 5), gap="l", stacks=True)), Differences()
        self.work_column = Column((self.both, 1), (self.differs, 1), self.question, self.actions, gap="l")
        self.work = holding(self.work_column)
        self.form, self.list_page = ObjectForm(), ListPage()
        body = Column((self.choice, 1), (self.work, 1), (self.form, 1), (self.list_page, 1))
        page = DropPage(self.header, body, band=self.band, pad=("xxl", "l"))
        super().__init__(session, page)
        self.objects, self.donor_list, self.closing = (
            Objects(self, self.form),
            DonorList(self, self.list_page),
            Closing(self),
        )
        self.labelling = Labelling(self)
        page.dropped.connect(self.donor_list.bring)
        self.inventory = ""  # the tag of the machine that comes next
        self.lot: Lot | None = None
        self.machine: MachineCard | None = None
        self.listed = False  # whether the donor gave a list
        self._wants_to_change = False
        self._connect()
        follow(self._say_lot)
        self._show_choice()

    def place(self) -> Place:
        lot = self.lot.code if self.lot else ""
        if self.tag.isChecked():
            return Place(INTAKE, lot, asks=Asks.INVENTORY)
        if self.objects.is_open:
            return Place(INTAKE, lot, subject=self.objects.what.number or "", asks=self.objects.asks)
        return Place(INTAKE, lot, inventory=self.inventory, sticker=self.labelling.turn)

    def enter(self, code: str = "") -> None:
        wanted = code or (self.lot.code if self.lot else "")
        if wanted:
            machine = self.machine.code if self.machine and self.lot and self.lot.code == wanted else ""
            self._read(wanted, machine)
        else:
            self._read_lots()
        self.labelling.look()

    def follow(self, answered: Answered) -> None:
        answer = answered.answer
        if answer.signal is not ScanSignal.REFUSED:
            self.question.withdraw()
        if answer.said is Said.LOT_CHOSEN:
            self.enter(answer.code)
        elif answer.said is Said.INVENTORY_TAKEN:
            self._tag_next(answer.facts["text"])
        elif answer.said is Said.NUMBER_TAKEN:
            self._number_taken(answer.facts["serial"])
        elif answer.said in (Said.STICKER_SEEN, Said.STICKER_RIGHT) and self.lot is not None:
            self._read(self.lot.code, answer.code)
        elif answer.said in (Said.RECEIVED, Said.ALREADY_RECEIVED) and self.lot is not None:
            self._tag_next("")
            self._read(self.lot.code, answer.code)
            if answer.said is Said.RECEIVED:
                self.labelling.prepare(answer.code)
            else:
                self.now.show_label(Shape.ALREADY_DONE, shown(_("L'étiquette est déjà faite.")))
        self.labelling.follow(answered)

    def watch(self) -> None:
        self.labelling.offering.watches = True

    def labels_changed(self, how: object) -> None:
        self.labelling.labels_changed(how)

    def taken_back(self, answer: Answer) -> None:
        """Show the lot without what was taken back: the newest machine that is left is in hand again."""
        del answer
        if self.lot is not None:
            self.run(partial(reading.read_last, self.session.workshop, self.lot.code), self._show_lot)
        else:
            self._read_lots()

    def _read(self, lot: str, machine: str) -> None:
        self.run(partial(reading.read_lot, self.session.workshop, lot, machine), self._show_lot)

    def choose(self, number: int) -> bool:
        if self.question.choose(number) or self.labelling.choose(number) or self.objects.choose(number):
            return True
        return self.choice.isVisibleTo(self.page) and self.choice.choose(number)

    @property
    def about(self) -> str:
        return self.machine.code if self.machine is not None and not self.objects.is_open else ""

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        return card(self)

    def go_back(self) -> bool:
        if not self.question.isHidden():
            self.question.withdraw()
            return True
        if self.labelling.step_back():
            return True
        if self.tag.isChecked() or self.inventory:
            self._tag_next("")
            return True
        if self.objects.step_back() or self.donor_list.step_back():
            return True
        if self._wants_to_change and self.lot:
            self._show_work()
            return True
        return False

    def _actions(self) -> None:
        self.no_charger = Button(shown(_("Sans chargeur")), key="F3")
        self.no_serial = Button(shown(_("Sans numéro")), key="F4")
        self.other = Button(shown(_("Autre objet")), key="F2")
        self.print = Button(shown(_("Imprimer")), key="Ctrl P")
        self.finish = Button(shown(_("Fini")), icon="done", key="F12")
        row = Row(self.no_charger, self.no_serial, self.other, self.print, None, self.finish, gap="l", stacks=True)
        self.actions = holding(row)

    def _connect(self) -> None:
        self.choice.opened.connect(self._open)
        self.choice.chosen.connect(self.enter)
        self.no_charger.triggered.connect(self._set_no_charger)
        self.no_serial.triggered.connect(self._receive_without_serial)
        self.other.triggered.connect(self._fill_form)
        self.tag.triggered.connect(self._say_calm)
        self.print.triggered.connect(self.labelling.print)
        self.change.triggered.connect(self._change_lot)
        self.list.triggered.connect(self.donor_list.open)
        for button in (self.no_charger, self.print):
            button.refused.connect(self.explain)

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
        self._close_pages()
        for button in (self.list, self.tag, self.change):
            button.hide()
        self.keys = {"F12": self.choice.open}
        self.header.set_context(shown(_("Quel lot ?")))
        self.band.calm(shown(_("Scannez le code du lot, ou ouvrez un lot.")))
        self.hinted.emit("")

    def _show_work(self) -> None:
        self._wants_to_change = False
        self.choice.hide()
        self._close_pages()
        self.work.show()
        self.receipt.hide()
        for button in (self.list, self.tag, self.change):
            button.show()
        self.page.first_focus = self.page
        self.keys = {
            "F2": self.other,
            "F3": self.no_charger,
            "F4": self.no_serial,
            "Ctrl I": self.tag,
            "Ctrl L": self.list,
            "Ctrl P": self.print,
            "F11": self.change,
            "F12": self.finish,
        }
        self._say_calm()
        self.page.setFocus()

    # the lot in hand

    def _show_lot(self, lot: LotShown) -> None:
        if not lot.view.lot.open:
            self.lose_lot()
            return
        same = self.lot is not None and self.lot.code == lot.view.lot.code
        if not self.work.isVisibleTo(self.page) and not (same and (self.objects.is_open or self.donor_list.is_open)):
            self._show_work()
        self._fill(lot)

    def refresh(self, lot: LotShown) -> None:
        """Show what changed beside, where it is still what is shown."""
        same_lot = self.lot is not None and self.lot.code == lot.view.lot.code
        same_machine = self.machine is None or lot.machine is None or self.machine.code == lot.machine.code
        if same_lot and same_machine and self.work.isVisibleTo(self.page):
            self._fill(lot)

    def _fill(self, lot: LotShown) -> None:
        self.lot, self.machine, self.listed = lot.view.lot, lot.machine, lot.view.listed
        self.now.show_machine(self.machine)
        self.labelling.show_readiness()
        self.before.show_view(lot.view, self.machine.code if self.machine else "")
        self._say_lot(theme_holder().theme)
        self._allow()
        self._hint(lot)

    def _say_lot(self, theme: Theme) -> None:
        """Say which lot this is; its slip where the header has room for both."""
        if self.lot is None:
            return
        roomy = theme.one_column or theme.zoom <= ROOM_FOR_SLIP
        words = _("{donor} · bordereau {slip}") if self.lot.slip and roomy else "{donor}"
        self.header.set_context(shown(words.format(donor=self.lot.donor, slip=self.lot.slip)))

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

    def lose_lot(self) -> None:
        """Show that no lot is in hand any more."""
        self.lot = self.machine = None
        self._show_choice()
        self._read_lots()

    # the machine in hand

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
            job = partial(
                reading.without_serial, self.session.workshop, self.session.actor, self.lot.code, self.inventory
            )
            self.run(job, self._received_without_serial)

    def _received_without_serial(self, lot: LotShown) -> None:
        self.received(lot, shown(_("Sans numéro de série")))
        self.said.emit(shown(_("Ordinateur sans numéro : entré")))

    def received(self, lot: LotShown, words: str) -> None:
        """Say that an object came in without a scan of its own, and make its label."""
        self._tag_next("")
        self._show_work()
        self._fill(lot)
        there = lot.view.arrivals
        whole = bool(there.expected) and not there.missing
        signal, word = (BandSignal.FINISHED, _("Lot complet.")) if whole else (BandSignal.ACCEPTED, _("C'est bon."))
        self.band.show_signal(signal, shown(word), words, count_text=count(there.received, there.expected))
        self.said.emit(words)
        if lot.machine is not None:
            self.labelling.prepare(lot.machine.code)

    def explain(self, reason: str) -> None:
        self.band.show_signal(BandSignal.REFUSED, shown(_("Refusé.")), reason)

    def _close_pages(self) -> None:
        self.objects.close()
        self.donor_list.close()

    # the form for what no program can read, and the tag of what comes next

    def _fill_form(self, number: str | None = None) -> None:
        self.work.hide()
        self.objects.open(number)

    def _number_taken(self, number: str) -> None:
        if self.objects.is_open:
            self.objects.take(number)
        elif self.lot is not None:
            self._fill_form(number)

    def leave_form(self) -> None:
        """Go back to the scans, nothing was received."""
        self._show_work()

    def form_changed(self, line: QWidget | None) -> None:
        """Show the next question; `line` is where one writes, if one does."""
        self.keys = {"F4": self.form.no_number, "F12": self.form.finish, "Ctrl I": self.tag}
        self.page.first_focus = line or self.page
        self.page.first_focus.setFocus()
        self._say_calm()
        self.page.fit()

    def _tag_next(self, tag: str) -> None:
        """Keep the tag of the machine that comes next; empty: none, and none is waited for."""
        self.inventory = tag
        self.tag.setChecked(False)
        self._say_calm()

    def _say_calm(self) -> None:
        self.band.set_calm_text(calm(self))
