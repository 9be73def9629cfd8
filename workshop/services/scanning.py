"""Scanning: a scan is written before it is understood; it means what it is, wherever the cursor stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workshop.domain import events as happened
from workshop.domain.codes import Code, Command, Kind
from workshop.domain.drives import Refusal
from workshop.domain.errors import RefusedError
from workshop.domain.grading import Contract
from workshop.domain.imei import looks_like_imei
from workshop.domain.lots import DriveCard, Lot, MachineCard, machine_name, serial_key
from workshop.domain.machines import State
from workshop.domain.orders import Box, Order, Recipient, recipient_code
from workshop.domain.people import Actor, Person
from workshop.domain.scanning import (
    Answer,
    Asks,
    CodeScan,
    NoScan,
    Said,
    Scan,
    SerialScan,
    Signal,
    TypedScan,
    meaning,
    number_asked,
)
from workshop.domain.stickers import StickerTurn
from workshop.services import intake_scans, reader_scans, stickers, storage_scans, undo_scans
from workshop.services.commands import commanded, labelled
from workshop.services.deliveries import pack_in, take_system_on
from workshop.services.lots import arrivals, lot_of
from workshop.services.orders import recipient_of
from workshop.services.paper_scans import DOCUMENTS, paper_numbered, papers_of, papers_of_machine
from workshop.services.ports import Look, Store, Work


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scan happens: the screen's word, and what is open there (empty: nothing).

    `subject` is the machine or the loose drive that is shown at the Poste; at Effacer it is the one whose label may now
    confirm, empty until a person could read what will be erased; at À vérifier it is the report (by its digest) of
    which a label says what machine it is about; at Ranger it is the machine in hand, or the place that is open; at
    Entrée it is the number that a form has already. `asks` is what that form, or the key for a tag, waits for;
    `inventory` is the tag of the machine that comes next. `offers` are the commands of the bench card that mean
    something there now, and `about` is what they would be about; `prints`: « étiquette » waits for what it is about.
    `apart`: somebody works beside, with a reader of their own; « annuler » takes back what was done with `subject`
    only. `sticker` is what was scanned of a check of labels at Entrée; None: none is asked for.
    """

    screen: str  # home, intake, bench, wiping, delivery, review
    lot: str = ""
    order: str = ""
    recipient: int = 0
    subject: str = ""
    asks: Asks | None = None
    inventory: str = ""
    offers: frozenset[Command] = frozenset()
    about: str = ""
    prints: bool = False
    apart: bool = False
    sticker: StickerTurn | None = None


HOME = "home"
INTAKE = "intake"
BENCH = "bench"
WIPING = "wiping"
DELIVERY = "delivery"
REVIEW = "review"

Change = Callable[[Work], Answer]
Arrival = tuple[Lot, MachineCard | None]  # the open lot, and the machine of its list that was awaited


class Scanning:
    """Answers scans."""

    def __init__(self, store: Store, contract: Callable[[], Contract]) -> None:
        self._store = store
        self._contract = contract

    def answer(self, actor: Actor, scan: Scan, place: Place) -> Answer:
        """Write a scan, then do what it means here. Every scan gets a visible, true answer.

        The raw scan is durable before it is looked up. What changes nothing costs no second durable write: after a
        power cut such a scan stands without its answer.
        """
        with self._store.working(actor) as work:
            number = work.keep_scan(scan)
        with self._store.looking() as look:
            meant = undo_scans.instead(look, actor, number, scan, place, self._meant(look, scan, place))
        if isinstance(meant, Answer):
            with self._store.working(actor, durable=meant.signal is Signal.REFUSED) as work:
                work.answer_scan(number, meant)
            return meant
        try:
            with self._store.working(actor) as work:
                answer = meant(work)
                work.answer_scan(number, answer)
        except RefusedError as refused:
            with self._store.working(actor) as work:
                if place.order and Refusal.NOT_INSTALLED.value in refused.reasons:
                    take_system_on(work, refused.code, place.order)
                answer = _refused(work, refused, place)
                work.answer_scan(number, answer)
        return answer

    def _meant(self, look: Look, scan: Scan, place: Place) -> Answer | Change:
        if place.screen == INTAKE:
            scan = intake_scans.vouched(look, scan, place.lot)
        return _before_its_meaning(look, scan, place) or self._by_meaning(look, scan.text, place)

    def _by_meaning(self, look: Look, text: str, place: Place) -> Answer | Change:
        match meaning(text):
            case CodeScan(code):
                return stickers.with_the_new_label(look, code, self._code(look, code, place))
            case TypedScan(digits):
                codes = look.codes_ending(digits)
                if len(codes) == 1:
                    return stickers.with_the_new_label(look, codes[0], self._code(look, codes[0], place))
                if not codes and place.screen == INTAKE:
                    return self._serial(look, digits, place)
                said = Said.SEVERAL_MACHINES if codes else Said.UNKNOWN_CODE
                return Answer(Signal.REFUSED, said, facts={"text": digits})
            case SerialScan(serial):
                return self._serial(look, serial, place)
            case NoScan(why):
                return Answer(Signal.REFUSED, why, facts={"text": text[:40]})

    def _code(self, look: Look, code: Code, place: Place) -> Answer | Change:
        subject = look.subject_of(code)
        if code.kind is Kind.COMMAND:
            return commanded(look, code, place)
        if subject is None or look.is_void(code):
            return _unknown(code) if subject is None else Answer(Signal.REFUSED, Said.VOID_LABEL, code.text)
        found: Answer | Change | None = papers_of(look, code, subject) if place.screen == DOCUMENTS else None
        if code.kind is Kind.PLACE:
            found = found or storage_scans.place_scanned(look, subject, place.screen, place.subject)
        if found:
            return found
        match code.kind:
            case Kind.MACHINE:
                card = look.get(MachineCard, subject)
                return self._machine(look, card, place, code.text) if card else _unknown(code)
            case Kind.DRIVE if place.screen in (HOME, WIPING):
                drive = look.get(DriveCard, subject)
                return _drive_to_wipe(look, drive, place, code.text) if drive else _unknown(code)
            case Kind.LOT:
                lot = look.get(Lot, subject)
                return _chosen_lot(look, lot, place) if lot else _unknown(code)
            case Kind.ORDER:
                order = look.get(Order, subject)
                return _chosen_order(order) if order else _unknown(code)
            case Kind.BOX:
                box = look.get(Box, subject)
                return _chosen_box(look, box) if box else _unknown(code)
            case Kind.BADGE:
                person = look.get(Person, subject)
                return _seen(person) if person else _unknown(code)
            case _:
                return Answer(Signal.REFUSED, Said.NOT_HERE, code.text)

    def _serial(self, look: Look, serial: str, place: Place) -> Answer | Change:
        if place.screen == INTAKE:
            arriving = _arriving(look, serial, place)
            return arriving if isinstance(arriving, Answer) else (lambda work: _arrived(work, serial, place))
        key = serial_key(serial)
        known = look.find(MachineCard, serial_key=key) or look.find(MachineCard, inventory_key=key)
        if len(known) == 1:
            return self._machine(look, known[0], place)
        said = Said.SEVERAL_MACHINES if known else Said.UNKNOWN_SERIAL
        return Answer(Signal.REFUSED, said, facts={"text": serial})

    def _machine(self, look: Look, card: MachineCard, place: Place, label: str = "") -> Answer | Change:
        if place.screen == INTAKE:
            return _known_here(card, place)
        if place.screen == WIPING:
            return _to_wipe(card.code, _facts(card), place, label)
        if place.screen == DOCUMENTS:
            return papers_of_machine(card)
        if place.screen == storage_scans.STORAGE:
            return storage_scans.machine_scanned(look, card, place.subject)
        if place.screen == REVIEW and place.subject:
            return Answer(Signal.ACCEPTED, Said.REPORT_MACHINE, card.code, _facts(card))
        if place.screen == DELIVERY:
            return _before_packing(look, card, place) or (lambda work: self._packed(work, card.code, place))
        return Answer(Signal.ACCEPTED, Said.OPENED, card.code, _facts(card))

    def _packed(self, work: Work, code: str, place: Place) -> Answer:
        packed = pack_in(work, self._contract(), place.order, place.recipient, code)
        facts = _facts(packed.card) | {"box": str(packed.box.number), "letter": packed.card.letter}
        facts["recipient"] = recipient_code(place.order, place.recipient)
        signal = Signal.FINISHED if packed.count >= packed.total else Signal.ACCEPTED
        return Answer(signal, Said.PACKED, code, facts, count=packed.count, total=packed.total)


def _before_its_meaning(look: Look, scan: Scan, place: Place) -> Answer | Change | None:
    """Say what a scan is where the reader, the screen or its question decides, whatever it looks like."""
    first: Answer | Change | None = (
        (paper_numbered(look, scan.text) if place.screen == DOCUMENTS else None)  # it exists: no layout made it up
        or reader_scans.of_its_reader(look, scan)
        or (labelled(look, scan.text) if place.prints else None)
        or storage_scans.searched(look, scan, place.screen)
    )
    if not first and place.screen == INTAKE and place.lot and place.asks is None:
        first = stickers.compared(look, scan.text, place.lot, place.sticker)
    if first:
        return first
    tagged = intake_scans.by_tag(look, scan, place.lot, place.asks) if place.screen == INTAKE else None
    if tagged is not None and tagged.state != State.EXPECTED.value:
        return _known_here(tagged, place)
    if tagged is not None:
        return lambda work: _tag_arrived(work, scan, place)
    asks = _asks_for(look, scan.text, place)
    return _taken(look, scan.text, place, asks) if asks else None


def _asks_for(look: Look, text: str, place: Place) -> Asks | None:
    """Say what a scan may fill here: never one of our own codes; a device's IMEI asks for its form by itself."""
    meant = meaning(text)
    if isinstance(meant, CodeScan) and (meant.code.kind is Kind.COMMAND or look.subject_of(meant.code)):
        return None
    alone = place.screen == INTAKE and bool(place.lot) and looks_like_imei(text)
    return place.asks or (Asks.SERIAL if alone else None)


def _taken(look: Look, text: str, place: Place, asks: Asks) -> Answer:
    """Take a number for a form; what is here already, or in another lot, is answered as ever."""
    number = number_asked(text, asks)
    if isinstance(number, NoScan):
        return Answer(Signal.REFUSED, number.why, facts={"text": text[:40]})
    if asks is Asks.INVENTORY:
        return Answer(Signal.ACCEPTED, Said.INVENTORY_TAKEN, facts={"text": number})
    arriving = _arriving(look, number, place)
    if isinstance(arriving, Answer):
        return arriving
    if place.subject and place.subject != number:
        return Answer(Signal.REFUSED, Said.ANSWER_FIRST, facts={"text": number})
    signal = Signal.ALREADY_DONE if place.subject else Signal.ACCEPTED
    return Answer(signal, Said.NUMBER_TAKEN, facts={"serial": number})


def _to_wipe(code: str, facts: dict[str, str], place: Place, label: str) -> Answer:
    """Show what a label names; the same label once more confirms. A maker's serial, or another label, never does."""
    said = Said.WIPE_CONFIRMED if label and place.subject == code else Said.WIPE_CHOSEN
    return Answer(Signal.ACCEPTED, said, code, facts | {"label": label})


def _drive_to_wipe(look: Look, drive: DriveCard, place: Place, label: str) -> Answer:
    """Take a loose drive by its own label; one that is in a machine shows its machine."""
    machine = look.get(MachineCard, drive.machine) if drive.machine else None
    if machine is not None:
        return _to_wipe(machine.code, _facts(machine), place, "")
    return _to_wipe(drive.code, {"name": drive.model, "serial": drive.serial}, place, label)


def _before_packing(look: Look, card: MachineCard, place: Place) -> Answer | None:
    if not place.order:
        return Answer(Signal.REFUSED, Said.NO_ORDER, card.code, _facts(card))
    if card.state == State.PACKED.value and (card.order_code, card.recipient) == (place.order, place.recipient):
        facts = _facts(card) | {"recipient": recipient_of(look, place.order, place.recipient).code}
        return Answer(Signal.ALREADY_DONE, Said.ALREADY_PACKED, card.code, facts)
    return None


def _arriving(look: Look, serial: str, place: Place) -> Answer | Arrival:
    """Return the lot into which a serial arrives and the machine that was awaited, or what keeps it out."""
    lot = lot_of(look, place.lot) if place.lot else None
    if lot is None or not lot.open:
        return Answer(Signal.REFUSED, Said.NO_LOT, facts={"text": serial})
    known = look.find(MachineCard, serial_key=serial_key(serial))
    here = [card for card in known if card.lot == lot.code]
    arrived = [card for card in here if card.state != State.EXPECTED.value]
    if arrived:
        return _known_here(arrived[0], place)
    elsewhere = [card for card in known if card.lot != lot.code and card.state not in _GONE]
    if elsewhere:  # serials are not unique: a person decides whether it is the same machine
        return Answer(Signal.REFUSED, Said.OTHER_LOT, elsewhere[0].code, _facts(elsewhere[0]))
    return lot, (here[0] if here else intake_scans.of_tag(look, lot.code, place.inventory))


def _arrived(work: Work, serial: str, place: Place) -> Answer:
    arriving = _arriving(work, serial, place)  # once more, now that nobody else can write
    if isinstance(arriving, Answer):
        return arriving
    lot, awaited = arriving
    received = happened.MachineReceived(lot.code, serial=serial, inventory=place.inventory)
    return _welcomed(work, lot, received, awaited)


def _tag_arrived(work: Work, scan: Scan, place: Place) -> Answer:
    """Receive the machine of the donor's list that has this tag; its serial is the list's, until it is read."""
    card = intake_scans.by_tag(work, scan, place.lot, place.asks)
    if card is None or card.state != State.EXPECTED.value:  # another bench was quicker
        return _known_here(card, place) if card else Answer(Signal.REFUSED, Said.NO_LOT, facts={"text": scan.text[:40]})
    return _welcomed(work, lot_of(work, place.lot), happened.MachineReceived(place.lot), card)


def _welcomed(work: Work, lot: Lot, received: happened.MachineReceived, awaited: MachineCard | None) -> Answer:
    card, signal, told = intake_scans.receive(work, lot, received, awaited)
    return Answer(signal, Said.RECEIVED, card.code, _facts(card) | told, count=card.number, total=lot.expected)


_GONE = frozenset({State.DELIVERED.value, State.RENTED.value, State.RECYCLED.value})


def _known_here(card: MachineCard, place: Place) -> Answer:
    if card.lot == place.lot or not place.lot:
        return Answer(Signal.ALREADY_DONE, Said.ALREADY_RECEIVED, card.code, _facts(card))
    return Answer(Signal.REFUSED, Said.OTHER_LOT, card.code, _facts(card))


def _chosen_lot(look: Look, lot: Lot, place: Place) -> Answer:
    if place.screen == WIPING:
        return Answer(Signal.ACCEPTED, Said.LOT_TO_WIPE, lot.code, {"donor": lot.donor})
    there = arrivals(look, lot)
    return Answer(
        Signal.ACCEPTED, Said.LOT_CHOSEN, lot.code, {"donor": lot.donor}, count=there.received, total=lot.expected
    )


def _chosen_order(order: Order) -> Answer:
    return Answer(Signal.ACCEPTED, Said.ORDER_CHOSEN, order.code, {"buyer": order.buyer, "reference": order.reference})


def _chosen_box(look: Look, box: Box) -> Answer:
    recipient: Recipient = recipient_of(look, box.order_code, box.recipient)
    facts = {
        "order": box.order_code,
        "number": str(box.number),
        "recipient": str(box.recipient),
        "name": recipient.name,
    }
    return Answer(Signal.ACCEPTED, Said.BOX_OPENED, box.code, facts)


def _seen(person: Person) -> Answer:
    return Answer(Signal.ACCEPTED, Said.PERSON_SEEN, person.code, {"name": person.name})


def _unknown(code: Code) -> Answer:
    return Answer(Signal.REFUSED, Said.UNKNOWN_CODE, code.text, {"text": code.text})


def _facts(card: MachineCard) -> dict[str, str]:
    name = machine_name(card.maker, card.model)
    return {"name": name, "serial": card.serial, "state": card.state, "received_at": card.received_at}


def _refused(look: Look, refused: RefusedError, place: Place) -> Answer:
    card = look.get(MachineCard, refused.code)
    facts = _facts(card) if card else {}
    if place.order:
        facts |= {"recipient": recipient_code(place.order, place.recipient)}
    reasons = tuple(dict.fromkeys(refused.reasons))
    return Answer(Signal.REFUSED, Said.REFUSED_BY_THE_GATE, refused.code, facts, reasons)
