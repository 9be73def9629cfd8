"""Scanning: a scan is written before it is understood; it means what it is, wherever the cursor stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workshop.domain import events as happened
from workshop.domain.codes import Code, Kind
from workshop.domain.errors import RefusedError
from workshop.domain.grading import Contract
from workshop.domain.lots import Lot, MachineCard, machine_name, serial_key
from workshop.domain.machines import State
from workshop.domain.orders import Box, Order, Recipient, recipient_code
from workshop.domain.people import Actor, Person
from workshop.domain.scanning import (
    Answer,
    CodeScan,
    NoScan,
    Said,
    Scan,
    SerialScan,
    Signal,
    TypedScan,
    meaning,
)
from workshop.services.deliveries import pack_in
from workshop.services.lots import arrivals, lot_of
from workshop.services.machines import receive_in
from workshop.services.orders import recipient_of
from workshop.services.ports import Look, Store, Work


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scan happens: the screen's word, and what is open there (empty: nothing)."""

    screen: str  # home, intake, bench, delivery
    lot: str = ""
    order: str = ""
    recipient: int = 0


INTAKE = "intake"
DELIVERY = "delivery"


class Scanning:
    """Answers scans."""

    def __init__(self, store: Store, contract: Callable[[], Contract]) -> None:
        self._store = store
        self._contract = contract

    def answer(self, actor: Actor, scan: Scan, place: Place) -> Answer:
        """Write a scan, then do what it means here. Every scan gets a visible, true answer."""
        with self._store.working(actor) as work:
            number = work.keep_scan(scan)
        try:
            with self._store.working(actor) as work:
                answer = self._meant(work, scan, place)
                work.answer_scan(number, answer)
        except RefusedError as refused:
            with self._store.working(actor) as work:
                answer = _refused(work, refused, place)
                work.answer_scan(number, answer)
        return answer

    def _meant(self, work: Work, scan: Scan, place: Place) -> Answer:
        match meaning(scan.text):
            case CodeScan(code):
                return self._code(work, code, place)
            case TypedScan(digits):
                codes = work.codes_ending(digits)
                if len(codes) == 1:
                    return self._code(work, codes[0], place)
                if not codes and place.screen == INTAKE:
                    return self._serial(work, digits, place)
                said = Said.SEVERAL_MACHINES if codes else Said.UNKNOWN_CODE
                return Answer(Signal.REFUSED, said, facts={"text": digits})
            case SerialScan(serial):
                return self._serial(work, serial, place)
            case NoScan(why):
                return Answer(Signal.REFUSED, why, facts={"text": scan.text[:40]})

    def _code(self, work: Work, code: Code, place: Place) -> Answer:
        subject = work.subject_of(code)
        if code.kind is Kind.COMMAND:
            return Answer(Signal.REFUSED, Said.COMMAND_MEANINGLESS, code.text)
        if subject is None:
            return Answer(Signal.REFUSED, Said.UNKNOWN_CODE, code.text, {"text": code.text})
        match code.kind:
            case Kind.MACHINE:
                card = work.get(MachineCard, subject)
                return self._machine(work, card, place) if card else _unknown(code)
            case Kind.LOT:
                lot = work.get(Lot, subject)
                return _chosen_lot(work, lot) if lot else _unknown(code)
            case Kind.ORDER:
                order = work.get(Order, subject)
                return _chosen_order(order) if order else _unknown(code)
            case Kind.BOX:
                box = work.get(Box, subject)
                return _chosen_box(work, box) if box else _unknown(code)
            case Kind.BADGE:
                person = work.get(Person, subject)
                return _seen(person) if person else _unknown(code)
            case _:
                return Answer(Signal.REFUSED, Said.NOT_HERE, code.text)

    def _serial(self, work: Work, serial: str, place: Place) -> Answer:
        known = work.find(MachineCard, serial_key=serial_key(serial))
        if place.screen == INTAKE:
            return _arrived(work, serial, known, place)
        if len(known) == 1:
            return self._machine(work, known[0], place)
        said = Said.SEVERAL_MACHINES if known else Said.UNKNOWN_SERIAL
        return Answer(Signal.REFUSED, said, facts={"text": serial})

    def _machine(self, work: Work, card: MachineCard, place: Place) -> Answer:
        if place.screen == INTAKE:
            return _known_here(card, place)
        if place.screen == DELIVERY:
            return self._packed(work, card, place)
        return Answer(Signal.ACCEPTED, Said.OPENED, card.code, _facts(card))

    def _packed(self, work: Work, card: MachineCard, place: Place) -> Answer:
        if not place.order:
            return Answer(Signal.REFUSED, Said.NO_ORDER, card.code, _facts(card))
        recipient = recipient_of(work, place.order, place.recipient)
        facts = _facts(card) | {"recipient": recipient.code}
        if card.state == State.PACKED.value and (card.order_code, card.recipient) == (place.order, place.recipient):
            return Answer(Signal.ALREADY_DONE, Said.ALREADY_PACKED, card.code, facts)
        packed = pack_in(work, self._contract(), place.order, place.recipient, card.code)
        facts |= {"box": str(packed.box.number), "letter": packed.card.letter}
        done = packed.count >= packed.total
        signal, said = (Signal.FINISHED, Said.PACKED) if done else (Signal.ACCEPTED, Said.PACKED)
        return Answer(signal, said, card.code, facts, count=packed.count, total=packed.total)


def _arrived(work: Work, serial: str, known: tuple[MachineCard, ...], place: Place) -> Answer:
    if not place.lot:
        return Answer(Signal.REFUSED, Said.NO_LOT, facts={"text": serial})
    lot = lot_of(work, place.lot)
    if not lot.open:
        return Answer(Signal.REFUSED, Said.NO_LOT, facts={"text": serial})
    here = [card for card in known if card.lot == lot.code and card.state != State.EXPECTED.value]
    if here:
        return _known_here(here[0], place)
    elsewhere = [card for card in known if card.lot != lot.code and card.state not in _GONE]
    if elsewhere:  # serials are not unique: a person decides whether it is the same machine
        return Answer(Signal.REFUSED, Said.OTHER_LOT, elsewhere[0].code, _facts(elsewhere[0]))
    awaited = next((card for card in known if card.lot == lot.code), None)
    maker, model = (awaited.maker, awaited.model) if awaited else ("", "")
    card = receive_in(work, happened.MachineReceived(lot.code, maker=maker, model=model, serial=serial))
    there = arrivals(work, lot)
    signal = Signal.FINISHED if lot.expected and there.received == lot.expected else Signal.ACCEPTED
    return Answer(signal, Said.RECEIVED, card.code, _facts(card), count=there.received, total=lot.expected)


_GONE = frozenset({State.DELIVERED.value, State.RENTED.value, State.RECYCLED.value})


def _known_here(card: MachineCard, place: Place) -> Answer:
    if card.lot == place.lot or not place.lot:
        return Answer(Signal.ALREADY_DONE, Said.ALREADY_RECEIVED, card.code, _facts(card))
    return Answer(Signal.REFUSED, Said.OTHER_LOT, card.code, _facts(card))


def _chosen_lot(look: Look, lot: Lot) -> Answer:
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
