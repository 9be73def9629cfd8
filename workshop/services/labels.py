"""Labels: what stands on each, from what is known of the object in that moment."""

from __future__ import annotations

from collections.abc import Callable

from workshop.domain import events as happened
from workshop.domain.codes import Code, Kind, is_code
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.errors import UnknownCodeError
from workshop.domain.grading import MIB
from workshop.domain.labels import LabelContent, LabelKind, printable
from workshop.domain.lots import DriveCard, Lot, MachineCard, drive_size, machine_name
from workshop.domain.machines import PAST_THE_GATE
from workshop.domain.orders import Box, Order
from workshop.domain.people import Actor, Person, WorkshopIdentity
from workshop.domain.storage import Place
from workshop.services.diagnosis import reading_of
from workshop.services.orders import recipient_of
from workshop.services.ports import Documents, Look, Store

GIB_IN_MIB = 1024
_READY = frozenset(state.value for state in PAST_THE_GATE)


def label_of(look: Look, code: str) -> LabelContent:
    """Return the label that an object needs now: private at intake, public once it is ready."""
    workshop = look.workshop()
    if workshop is None or not is_code(code):
        raise UnknownCodeError(code)
    maker = _MAKERS.get(Code(code).kind)
    content = maker(look, code, workshop) if maker else None
    if content is None:
        raise UnknownCodeError(code)
    return content


def _of_machine(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    card = look.get(MachineCard, code)
    if card is None:
        return None
    if card.state not in _READY:
        return LabelContent(LabelKind.INTAKE, code, workshop.name, example=workshop.sample)
    diagnosis = reading_of(look, card)
    return LabelContent(
        LabelKind.EXIT,
        code,
        workshop.name,
        printable(machine_name(card.maker, card.model)),
        tuple(printable(line) for line in _facts(diagnosis, look.find(DriveCard, machine=code)) if line),
        card.letter,
        example=workshop.sample,
    )


def _facts(diagnosis: Diagnosis | None, drives: tuple[DriveCard, ...]) -> tuple[str, ...]:
    if diagnosis is None:
        return ()
    memory = f"{round((diagnosis.memory_bytes or 0) / MIB / GIB_IN_MIB)} Go" if diagnosis.memory_bytes else ""
    storage = " + ".join(drive_size(drive) for drive in drives)
    return (
        diagnosis.processor.trade_name if diagnosis.processor else "",
        " · ".join(part for part in (memory, storage) if part),
    )


def _of_drive(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    card = look.get(DriveCard, code)
    if card is None:
        return None
    lines = (printable(drive_size(card)), printable(card.serial))
    title = printable(card.model)
    return LabelContent(LabelKind.DRIVE, code, workshop.name, title, lines, example=workshop.sample)


def _of_box(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    box = look.get(Box, code)
    if box is None:
        return None
    boxes = look.count(Box, order_code=box.order_code, recipient=box.recipient)
    machines = look.count(MachineCard, box=code)
    title = printable(recipient_of(look, box.order_code, box.recipient).name)
    lines = (f"{box.number}/{boxes}", str(machines))
    return LabelContent(LabelKind.BOX, code, workshop.name, title, lines, example=workshop.sample)


def _of_lot(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    lot = look.get(Lot, code)
    if lot is None:
        return None
    title = printable(lot.donor)
    return LabelContent(LabelKind.LOT, code, workshop.name, title, (printable(lot.slip),), example=workshop.sample)


def _of_order(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    order = look.get(Order, code)
    if order is None:
        return None
    title = printable(order.buyer)
    lines = (printable(order.reference),)
    return LabelContent(LabelKind.ORDER, code, workshop.name, title, lines, example=workshop.sample)


def _of_place(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    place = look.get(Place, code)
    if place is None:
        return None
    return LabelContent(LabelKind.PLACE, code, workshop.name, printable(place.name), example=workshop.sample)


def _of_badge(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    person = look.get(Person, code)
    if person is None:
        return None
    return LabelContent(LabelKind.BADGE, code, workshop.name, printable(person.name), example=workshop.sample)


_Maker = Callable[[Look, str, WorkshopIdentity], LabelContent | None]
_MAKERS: dict[Kind, _Maker] = {
    Kind.MACHINE: _of_machine,
    Kind.DRIVE: _of_drive,
    Kind.BOX: _of_box,
    Kind.LOT: _of_lot,
    Kind.ORDER: _of_order,
    Kind.PLACE: _of_place,
    Kind.BADGE: _of_badge,
}


class Labels:
    """Makes labels and remembers that they were made."""

    def __init__(self, store: Store, documents: Documents, language: str) -> None:
        self._store = store
        self._documents = documents
        self._language = language

    def content(self, code: str) -> LabelContent:
        """Return what stands on the label of an object now."""
        with self._store.looking() as look:
            return label_of(look, code)

    def pdf(self, *codes: str) -> bytes:
        """Return one PDF with one label a page."""
        with self._store.looking() as look:
            contents = [label_of(look, code) for code in codes]
        return self._documents.labels(contents, self._language)

    def png(self, code: str, dots_per_inch: int = 300) -> bytes:
        """Return a label as a picture in printer dots."""
        return self._documents.label_image(self.content(code), self._language, dots_per_inch)

    def zpl(self, code: str, dots_per_inch: int = 203) -> bytes:
        """Return a label for a ZPL printer."""
        return self._documents.label_zpl(self.content(code), self._language, dots_per_inch)

    def printed(self, actor: Actor, code: str) -> None:
        """Write down that a label left the printer: an untracked copy would be a second identity."""
        with self._store.working(actor) as work:
            content = label_of(work, code)
            copies = sum(isinstance(entry.event, happened.LabelPrinted) for entry in work.history(code))
            work.append(code, happened.LabelPrinted(content.kind.value, copies + 1))
