"""Deliveries: machines go into boxes only through the gate, and one manifest per recipient leaves with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from workshop.domain import events as happened
from workshop.domain.certificates import outcome_of
from workshop.domain.codes import Kind
from workshop.domain.content import read_time, to_content
from workshop.domain.deliveries import SCHEMA, BoxLine, DriveLine, Manifest, ManifestLine, RefusedLine
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.documents import Document, DocumentKind, number_of
from workshop.domain.drives import Refusal
from workshop.domain.errors import RefusedError
from workshop.domain.gates import DELIVERED
from workshop.domain.grading import MIB, Contract, Finding
from workshop.domain.lots import DriveCard, MachineCard, drive_size, machine_name
from workshop.domain.machines import Machine, Objection, State, fold_drive, gate
from workshop.domain.orders import Box, Recipient
from workshop.domain.people import Actor, Person
from workshop.domain.scanning import Signal
from workshop.services.diagnosis import reading_of
from workshop.services.grading import grade_of
from workshop.services.machines import card_of, machine_of, make_ready, record, refuse, written
from workshop.services.orders import open_box, order_of, recipient_of
from workshop.services.ports import Look, Store, Work
from workshop.services.wiping import conclusion_of

FACT = "manifest"
NOT_MEASURED = -1
CLAUSE = "clause:"


@dataclass(frozen=True, slots=True)
class Packed:
    """A machine that went into a box, and how far its recipient is."""

    card: MachineCard
    box: Box
    count: int
    total: int


def packed_for(look: Look, order: str, recipient: int) -> tuple[MachineCard, ...]:
    """Return the machines that lie in a recipient's boxes and have not left, by code."""
    return look.find(MachineCard, order_code=order, recipient=recipient, state=State.PACKED.value)


def promised_to(look: Look, order: str, recipient: int) -> int:
    """Count what a recipient has: in boxes here, or already gone."""
    states = (State.PACKED, State.DELIVERED, State.RENTED)
    return sum(look.count(MachineCard, order_code=order, recipient=recipient, state=state.value) for state in states)


def objections_to(look: Look, card: MachineCard, recipient: Recipient, contract: Contract) -> tuple[Objection, ...]:
    """List what keeps a machine from a recipient's boxes: the gate first, then what the order asks for."""
    machine = machine_of(look, card.code)
    closed = gate(machine, contract.policy)
    if closed:
        return closed
    if machine.state in (State.DELIVERED, State.RENTED):
        return (Objection(Refusal.ALREADY_OUT),)
    if machine.order and (machine.order, machine.recipient) != (recipient.order_code, recipient.number):
        return (Objection(Refusal.OTHER_ORDER),)
    return _against_demand(look, card, machine, recipient, contract)


def _against_demand(
    look: Look, card: MachineCard, machine: Machine, recipient: Recipient, contract: Contract
) -> tuple[Objection, ...]:
    if lacks_system(look, machine, recipient.order_code):
        return (Objection(Refusal.NOT_INSTALLED),)
    letters = contract.letters
    if letters.index(machine.letter) > letters.index(recipient.lowest_letter):
        return (Objection(Refusal.GRADE_TOO_LOW),)
    diagnosis = reading_of(look, card)
    memory = (diagnosis.memory_bytes or 0) // MIB if diagnosis else 0
    if memory < recipient.memory_mib:
        return (Objection(Refusal.MEMORY_TOO_SMALL),)
    if promised_to(look, recipient.order_code, recipient.number) >= recipient.quantity:
        return (Objection(Refusal.ORDER_COMPLETE),)
    return ()


def lacks_system(look: Look, machine: Machine, order: str) -> bool:
    """Tell whether an order wants a system that is not on a machine."""
    return order_of(look, order).system_wanted and not machine.installed


def take_system_on(work: Work, code: str, order: str) -> bool:
    """Let a machine take on the system that its order wants; False where nothing is left to take on."""
    machine = machine_of(work, code)
    wanted = lacks_system(work, machine, order) and not machine.system_wanted
    if wanted:
        record(work, code, happened.SystemWanted(order))
    return wanted


@dataclass(frozen=True, slots=True)
class Meant:
    """A machine that is meant for an order; `left`: why it is not reserved yet, as in RefusedError."""

    card: MachineCard
    left: tuple[str, ...] = ()


class Deliveries:
    """Packs machines and issues manifests."""

    def __init__(self, store: Store, contract: Callable[[], Contract]) -> None:
        self._store = store
        self._contract = contract

    def pack(self, actor: Actor, order: str, recipient: int, code: str) -> Packed:
        """Put a machine into the open box of a recipient; raises RefusedError with every reason.

        One that is refused for want of a system takes it on: the bench asks for it from now on.
        """
        try:
            with self._store.working(actor) as work:
                return pack_in(work, self._contract(), order, recipient, code)
        except RefusedError as refused:
            if Refusal.NOT_INSTALLED.value in refused.reasons:
                with self._store.working(actor) as work:
                    take_system_on(work, refused.code, order)
            raise

    def reserve(self, actor: Actor, order: str, recipient: int, code: str) -> Meant:
        """Mean a machine for a recipient: it takes on the system that the order wants, and is reserved when ready."""
        with self._store.working(actor) as work:
            contract, demand = self._contract(), recipient_of(work, order, recipient)
            before = machine_of(work, code)
            if before.promise < DELIVERED and before.order in ("", order):  # another order's machine stays as it is
                take_system_on(work, code, order)
            card = card_of(work, code)
            objections = objections_to(work, card, demand, contract)
            if objections:
                return Meant(card, explained(work, card, objections))
            make_ready(work, code, contract)
            if machine_of(work, code).state is State.READY:
                record(work, code, happened.MachineReserved(order, recipient))
            return Meant(card_of(work, code))

    def new_box(self, actor: Actor, order: str, recipient: int) -> Box:
        """Close the open box of a recipient and open the next."""
        with self._store.working(actor) as work:
            work.put(replace(open_box(work, order, recipient), open=False))
            return open_box(work, order, recipient)

    def manifest(self, actor: Actor, order: str, recipient: int) -> tuple[Document, Manifest]:
        """Issue a recipient's manifest: number and content in one transaction; its files are made afterwards."""
        with self._store.working(actor) as work:
            return _issue(work, self._contract(), actor, recipient_of(work, order, recipient))

    def waiting(self, order: str) -> tuple[Recipient, ...]:
        """Return the recipients of an order who have machines in boxes, by number; raises UnknownCodeError."""
        with self._store.looking() as look:
            order_of(look, order)
            recipients = look.find(Recipient, order_code=order)
            return tuple(item for item in recipients if packed_for(look, order, item.number))


def pack_in(work: Work, contract: Contract, order: str, recipient: int, code: str) -> Packed:
    """Pack within a transaction."""
    demand = recipient_of(work, order, recipient)
    card = card_of(work, code)
    if card.state != State.PACKED.value:
        objections = objections_to(work, card, demand, contract)
        if objections:
            raise RefusedError(code, explained(work, card, objections))
        make_ready(work, code, contract)
        box = open_box(work, order, recipient)
        if machine_of(work, code).state is State.READY:
            record(work, code, happened.MachineReserved(order, recipient))
        record(work, code, happened.MachinePacked(box.code))
    elif (card.order_code, card.recipient) != (order, recipient):
        raise RefusedError(code, (Refusal.OTHER_ORDER.value,))
    card = card_of(work, code)
    box = work.get(Box, card.box) or open_box(work, order, recipient)
    return Packed(card, box, promised_to(work, order, recipient), demand.quantity)


def _issue(work: Work, contract: Contract, actor: Actor, recipient: Recipient) -> tuple[Document, Manifest]:
    cards = packed_for(work, recipient.order_code, recipient.number)
    if not cards:
        raise RefusedError(recipient.code, (Refusal.NOT_PACKED.value,))
    for card in cards:
        refuse(card.code, gate(machine_of(work, card.code), contract.policy))
    workshop = work.workshop()
    assert workshop is not None
    year = work.now.year
    rank = work.next_rank(DocumentKind.MANIFEST, year)
    number = number_of(DocumentKind.MANIFEST, workshop.site, year, rank, example=workshop.sample)
    manifest = _content(work, contract, actor, recipient, cards, number)
    content = work.keep(FACT, recipient.order_code, to_content(manifest))
    code = work.issue(Kind.DOCUMENT).text
    issued_at = to_content(work.now)
    document = Document(
        code,
        DocumentKind.MANIFEST.value,
        number,
        workshop.site,
        year,
        rank,
        content,
        recipient.code,
        issued_at,
        actor.person,
    )
    work.put(document)
    work.append(code, happened.DocumentIssued(number, content, recipient.order_code))
    for card in cards:
        record(work, card.code, happened.MachineDelivered(number))
    work.put(replace(recipient, manifest=number))
    return document, manifest


def _content(
    work: Work,
    contract: Contract,
    actor: Actor,
    recipient: Recipient,
    cards: tuple[MachineCard, ...],
    number: str,
) -> Manifest:
    order = order_of(work, recipient.order_code)
    workshop = work.workshop()
    person = work.get(Person, actor.person)
    assert workshop is not None
    boxes = work.find(Box, order_code=order.code, recipient=recipient.number)
    numbers = {box.code: box.number for box in boxes}
    lines = tuple(_line(work, card, numbers.get(card.box, 0)) for card in cards)
    return Manifest(
        SCHEMA,
        number,
        workshop.sample,
        workshop.name,
        workshop.site,
        order.code,
        order.reference,
        order.buyer,
        contract.name,
        contract.notice,
        recipient.name,
        recipient.address,
        recipient.quantity,
        read_time(to_content(work.now)),
        person.name if person else "",
        tuple(
            BoxLine(box.code, box.number, sum(line.box == box.number for line in lines))
            for box in boxes
            if any(line.box == box.number for line in lines)
        ),
        tuple(sorted(lines, key=lambda line: (line.box, line.code))),
        refused_for(work, recipient),
    )


def refused_for(look: Look, recipient: Recipient) -> tuple[RefusedLine, ...]:
    """List the machines that were presented for a recipient, refused, and are still here, with today's reasons."""
    found: dict[str, RefusedLine] = {}
    for kept in look.scans(refused=True):
        answer = kept.answer
        if answer is None or answer.signal is not Signal.REFUSED or answer.facts.get("recipient") != recipient.code:
            continue
        card = look.get(MachineCard, answer.code)
        if card and not card.manifest and card.code not in found and answer.reasons:
            name = machine_name(card.maker, card.model)
            machine = machine_of(look, card.code)
            reasons = explained(look, card, gate(machine, machine.policy)) or answer.reasons
            found[card.code] = RefusedLine(card.code, name, reasons)
    return tuple(found[code] for code in sorted(found))


def measured(finding: Finding) -> str:
    """Write what a finding measured, with its unit, `yes` or `no`; empty: nobody measured it."""
    if isinstance(finding.measured, bool):
        return "yes" if finding.measured else "no"
    return "" if finding.measured is None else f"{int(finding.measured)} {finding.unit}".strip()


def explained(look: Look, card: MachineCard, objections: tuple[Objection, ...]) -> tuple[str, ...]:
    """Write objections; « not eligible » becomes the contract's clauses, as `clause:measured|text`."""
    grade = grade_of(look, card)
    clauses = tuple(f"{CLAUSE}{measured(finding)}|{finding.clause}" for finding in grade.blocking()) if grade else ()
    reasons: list[str] = []
    for reason in written(objections):
        reasons += clauses if clauses and reason == Refusal.NOT_ELIGIBLE.value else (reason,)
    return tuple(reasons)


def _line(look: Look, card: MachineCard, box: int) -> ManifestLine:
    diagnosis = reading_of(look, card) or Diagnosis(look.history(card.code)[0].at)
    drives = look.find(DriveCard, machine=card.code)
    healths = [battery.health_percent for battery in diagnosis.batteries]
    known = [health for health in healths if health is not None]
    return ManifestLine(
        card.code,
        card.serial,
        card.maker,
        card.model,
        card.category,
        diagnosis.processor.trade_name if diagnosis.processor else "",
        (diagnosis.memory_bytes or 0) // MIB,
        " + ".join(drive_size(drive) for drive in drives),
        min(known) if known else NOT_MEASURED,
        card.letter,
        card.charger,
        box,
        tuple(_drive_line(look, drive) for drive in drives),
    )


def _drive_line(look: Look, card: DriveCard) -> DriveLine:
    outcome, _reasons = outcome_of(fold_drive(card.code, look.history(card.code)), conclusion_of(look, card))
    return DriveLine(card.code, f"{card.model} {card.serial}".strip(), outcome.value, card.certificate)
