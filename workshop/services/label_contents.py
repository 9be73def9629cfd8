"""What stands on each label, from what is known of the object in that moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.accessories import Accessory
from workshop.domain.battery import battery_word
from workshop.domain.codes import Code, Kind, is_code
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.drives import PROVEN, Disposition, Drive, Validation
from workshop.domain.errors import UnknownCodeError
from workshop.domain.inspection import Works
from workshop.domain.journal import counting
from workshop.domain.labels import Evidence, LabelContent, LabelKind, printable
from workshop.domain.lots import DriveCard, Lot, MachineCard, drive_size, machine_name
from workshop.domain.machines import PAST_THE_GATE
from workshop.domain.measures import GIB
from workshop.domain.orders import Box, Order
from workshop.domain.people import Person, WorkshopAddress, WorkshopIdentity
from workshop.domain.storage import Place
from workshop.services.diagnosis import reading_of
from workshop.services.inspection import inspection_of
from workshop.services.machines import machine_of
from workshop.services.orders import recipient_of
from workshop.services.ports import Look

_READY = frozenset(state.value for state in PAST_THE_GATE)
_GONE = frozenset({Disposition.DESTROYED, Disposition.ABSENT, Disposition.LOST})
_UNSAID = ("Intel", "AMD", "Mobile")  # everybody knows who makes an i5 or a Ryzen, and there is little room
_CORE = "Core"
_BEFORE_GRAPHICS = " with "
_SERIES = ("i3-", "i5-", "i7-", "i9-")


def label_of(look: Look, code: str, kind: LabelKind | None = None) -> LabelContent:
    """Return the label that an object needs now: private at intake, public once it is ready; or the one asked for.

    Raises UnknownCodeError where there is no such object, or no such label of it.
    """
    workshop = look.workshop()
    if workshop is None or not is_code(code):
        raise UnknownCodeError(code)
    maker = _MAKERS.get(Code(code).kind)
    if kind is LabelKind.EVIDENCE and maker is _of_machine:
        maker = _evidence
    content = maker(look, code, workshop) if maker else None
    if content is None or (kind is not None and content.kind is not kind):
        raise UnknownCodeError(code)
    return replace(content, example=workshop.sample)


def _of_machine(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    card = look.get(MachineCard, code)
    if card is None:
        return None
    if card.state not in _READY:
        return LabelContent(LabelKind.INTAKE, code, workshop.name)
    diagnosis = reading_of(look, card)
    drives = machine_of(look, code).drives
    wiped, reserved = wiped_month(look, drives)
    return LabelContent(
        LabelKind.EXIT,
        code,
        workshop.name,
        printable(machine_name(card.maker, card.model)),
        tuple(printable(line) for line in _facts(look, diagnosis, drives) if line),
        card.letter,
        battery=battery_word(diagnosis.batteries) if diagnosis else None,
        wiped=wiped,
        reserved=reserved,
    )


def _facts(look: Look, diagnosis: Diagnosis | None, drives: tuple[Drive, ...]) -> tuple[str, ...]:
    cards = (look.get(DriveCard, drive.id) for drive in drives if drive.disposition not in _GONE)
    storage = " + ".join(drive_size(card) for card in cards if card is not None)
    if diagnosis is None:
        return (storage,)
    name = short_processor(diagnosis.processor.trade_name) if diagnosis.processor else ""
    memory = f"{round(diagnosis.memory_bytes / GIB)} Go" if diagnosis.memory_bytes else ""
    return (name, memory, storage)


def short_processor(name: str) -> str:
    """Return what people ask for: i5-8265U, Ryzen 5 PRO 4650U, Celeron N4020."""
    words = [word for word in name.partition(_BEFORE_GRAPHICS)[0].split() if word not in _UNSAID]
    if _CORE in words and any(word.startswith(_SERIES) for word in words):
        words.remove(_CORE)
    return " ".join(words) or name


def wiped_month(look: Look, drives: tuple[Drive, ...]) -> tuple[str, bool]:
    """Return the month in which the last drive was proven to be wiped, and whether with reservations.

    Nothing where the gate's dispositions do not say so: every drive that is there must be proven, and validated.
    """
    there = [drive for drive in drives if drive.disposition not in _GONE]
    if not there or any(
        drive.disposition not in PROVEN or drive.validation is not Validation.VALIDATED for drive in there
    ):
        return "", False
    moments = [
        entry.at
        for drive in there
        for entry in counting(look.history(drive.id))
        if isinstance(entry.event, happened.WipeProven) and entry.event.log == drive.wipe_log
    ]
    reserved = any(drive.disposition is Disposition.PROVEN_WITH_RESERVATIONS for drive in there)
    return (f"{max(moments):%Y-%m}", reserved) if moments else ("", False)


def _evidence(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    """Return the six fields of annex VI for a machine; only what works and was tested is claimed."""
    card = look.get(MachineCard, code)
    if card is None:
        return None
    diagnosis, inspection = reading_of(look, card), inspection_of(look, card)
    address = look.get(WorkshopAddress, workshop.code)
    tests = inspection.tests if inspection else ()
    tried = tuple(test for test in tests if test.works is not Works.ABSENT)
    answers = {test.works for test in tried}
    result = next((answer for answer in (Works.NO, Works.UNSURE, Works.YES) if answer in answers), None)
    identity = diagnosis.identity if diagnosis else None
    years = [screen.year for screen in diagnosis.displays if screen.year and not screen.built_in] if diagnosis else []
    monitor = card.category == "monitor" and len(years) == 1
    evidence = Evidence(
        item=printable(machine_name(card.maker, card.model)),
        category=card.category,
        type_number=printable((identity and (identity.sku or identity.model)) or ""),
        year=str(years[0]) if monitor else "",
        company=printable(workshop.name),
        address=printable(address.text) if address else "",
        result=result.value if result else "",
        tested_on=_tested_on(look, code) if result else "",
        kinds=tuple(test.function.value for test in tried),
    )
    return LabelContent(LabelKind.EVIDENCE, code, workshop.name, evidence=evidence)


def _tested_on(look: Look, code: str) -> str:
    tests = (happened.MachineInspected, happened.FunctionTested)
    moments = [entry.at for entry in counting(look.history(code)) if isinstance(entry.event, tests)]
    return f"{max(moments):%Y-%m-%d}" if moments else ""


def _of_drive(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    card = look.get(DriveCard, code)
    if card is None:
        return None
    lines = (printable(drive_size(card)), printable(card.serial))
    return LabelContent(LabelKind.DRIVE, code, workshop.name, printable(card.model), lines)


def _of_accessory(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    found = look.get(Accessory, code)
    if found is None:
        return None
    lines = (printable(found.name), found.machine)
    return LabelContent(LabelKind.ACCESSORY, code, workshop.name, found.what.value, lines)


def _of_box(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    box = look.get(Box, code)
    if box is None:
        return None
    boxes = look.count(Box, order_code=box.order_code, recipient=box.recipient)
    machines = look.count(MachineCard, box=code)
    title = printable(recipient_of(look, box.order_code, box.recipient).name)
    return LabelContent(LabelKind.BOX, code, workshop.name, title, (f"{box.number}/{boxes}", str(machines)))


def _of_lot(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    lot = look.get(Lot, code)
    if lot is None:
        return None
    return LabelContent(LabelKind.LOT, code, workshop.name, printable(lot.donor), (printable(lot.slip),))


def _of_order(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    order = look.get(Order, code)
    if order is None:
        return None
    lines = (printable(order.reference),)
    return LabelContent(LabelKind.ORDER, code, workshop.name, printable(order.buyer), lines)


def _of_place(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    place = look.get(Place, code)
    return LabelContent(LabelKind.PLACE, code, workshop.name, printable(place.name)) if place else None


def _of_badge(look: Look, code: str, workshop: WorkshopIdentity) -> LabelContent | None:
    person = look.get(Person, code)
    return LabelContent(LabelKind.BADGE, code, workshop.name, printable(person.name)) if person else None


_Maker = Callable[[Look, str, WorkshopIdentity], LabelContent | None]
_MAKERS: dict[Kind, _Maker] = {
    Kind.MACHINE: _of_machine,
    Kind.DRIVE: _of_drive,
    Kind.ACCESSORY: _of_accessory,
    Kind.BOX: _of_box,
    Kind.LOT: _of_lot,
    Kind.ORDER: _of_order,
    Kind.PLACE: _of_place,
    Kind.BADGE: _of_badge,
}
