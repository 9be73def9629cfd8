"""The main job once, end to end, on the sample lot: from the donor's truck to the delivery manifests.

Real parts throughout. The only media that are wiped are images that this run made itself; the drives of the machine
that was read are never candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum

from workshop.domain.certificates import Certificate
from workshop.domain.diagnosis import Category, Health, Reading
from workshop.domain.documents import Document
from workshop.domain.drives import Disposition
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.machines import State
from workshop.domain.orders import Order
from workshop.domain.people import Actor, Role
from workshop.domain.proofs import Proof
from workshop.domain.scanning import Answer, Scan
from workshop.services import sample
from workshop.services.certificates import Certificates
from workshop.services.deliveries import Deliveries
from workshop.services.diagnosis import Diagnosing
from workshop.services.drives import Drives
from workshop.services.grading import Grading
from workshop.services.inspection import Inspecting
from workshop.services.labels import Labels
from workshop.services.lots import Lots
from workshop.services.machines import Machines
from workshop.services.orders import Orders
from workshop.services.people import People
from workshop.services.ports import Clock, Eraser, ExerciseMedia, Machine, Store
from workshop.services.sample import SampleMachine
from workshop.services.scanning import DELIVERY, INTAKE, Place, Scanning
from workshop.services.wiping import Wiping

AT_ONCE = 4
READER = "exemple"


class Stage(StrEnum):
    """What the run is doing; the front finds the words."""

    READING = "reading"
    RECEIVING = "receiving"
    WIPING = "wiping"
    GRADING = "grading"
    PACKING = "packing"
    DOCUMENTS = "documents"


Report = Callable[[Stage, int, int], None]


@dataclass(frozen=True, slots=True)
class Exercise:
    """What a sample may wipe with: media that it makes itself, and an eraser for nothing else."""

    media: ExerciseMedia
    eraser: Eraser


@dataclass(frozen=True, slots=True)
class Hands:
    """The use cases that the run needs."""

    store: Store
    clock: Clock
    people: People
    lots: Lots
    machines: Machines
    drives: Drives
    diagnosing: Diagnosing
    wiping: Wiping
    inspecting: Inspecting
    grading: Grading
    labels: Labels
    orders: Orders
    deliveries: Deliveries
    certificates: Certificates
    scanning: Scanning


@dataclass(slots=True)
class Day:
    """What the run has made so far."""

    technician: Actor
    validator: Actor
    lot: Lot
    order: Order | None = None
    read_here: str = ""
    machines: dict[str, SampleMachine] = field(default_factory=dict)  # code -> what it is in the sample
    presented: dict[str, Answer] = field(default_factory=dict)
    certificates: list[Document] = field(default_factory=list)
    lot_certificate: Certificate | None = None
    manifests: list[Document] = field(default_factory=list)


class RunThrough:
    """Does the main job once."""

    def __init__(
        self, hands: Hands, exercise: Exercise, recorded: Mapping[str, Machine], report: Report | None = None
    ) -> None:
        self._hands = hands
        self._exercise = exercise
        self._recorded = recorded
        self._report = report or (lambda _stage, _done, _total: None)

    def run(self) -> Day:
        """Do everything, in order."""
        day = self._begin(len(sample.MACHINES) + 1)
        self.receive(day)
        self.wipe(day)
        self.grade(day)
        self.pack(day)
        self.issue(day)
        return day

    def prepare(self) -> Day:
        """Fill a sample to practise on: a lot of which a part is already done, and an order that waits."""
        day = self._begin(len(sample.MACHINES))
        readings = {entry.recording: self._recorded[entry.recording].read() for entry in sample.MACHINES}
        for entry in sample.MACHINES:
            identity = readings[entry.recording].diagnosis.identity
            maker, model, serial = identity.maker or "", identity.trade_name or "", identity.system_serial or ""
            self._hands.lots.expect(day.technician, day.lot.code, maker, model, serial)
        already = [entry for entry in sample.MACHINES if entry.done_in_sample]
        for done, entry in enumerate(already, 1):
            code = self._arrive(day, readings[entry.recording])
            day.machines[code] = entry
            self._hands.machines.set_charger(day.technician, code, charger=entry.charger)
            self._report(Stage.RECEIVING, done, len(already))
        self.wipe(day)
        self.grade(day)
        self._open_order(day)
        return day

    def _begin(self, expected: int) -> Day:
        hands = self._hands
        hands.people.begin(sample.WORKSHOP, sample.SITE, READER, sample=True)
        first = hands.people.default_actor(READER)
        technician = hands.people.add(first, sample.TECHNICIAN, Role.TECHNICIAN, fictitious=True)
        validator = hands.people.add(first, sample.VALIDATOR, Role.MANAGER, fictitious=True)
        actor = Actor(technician.code, READER)
        lot = hands.lots.open(actor, sample.DONOR, expected, sample.SLIP)
        return Day(actor, Actor(validator.code, READER), lot)

    def receive(self, day: Day) -> None:
        """Read this machine, then receive it and the recorded ones by scanning their serials."""
        total = len(sample.MACHINES) + 1
        self._report(Stage.READING, 0, 1)
        here = self._hands.diagnosing.read()
        self._report(Stage.READING, 1, 1)
        day.read_here = self._arrive(day, here)
        self._report(Stage.RECEIVING, 1, total)
        for done, entry in enumerate(sample.MACHINES, 2):
            reading = self._recorded[entry.recording].read()
            code = self._arrive(day, reading)
            if code != day.read_here:
                day.machines[code] = entry
                self._hands.machines.set_charger(day.technician, code, charger=entry.charger)
            self._report(Stage.RECEIVING, done, total)

    def _arrive(self, day: Day, reading: Reading) -> str:
        hands = self._hands
        identity = reading.diagnosis.identity
        serial = identity.system_serial or identity.chassis_serial or identity.board_serial
        if serial:
            scan = Scan(serial, READER, hands.clock.now())
            code = hands.scanning.answer(day.technician, scan, Place(INTAKE, day.lot.code)).code
        else:
            code = hands.machines.receive(day.technician, day.lot.code, "").code
        if hands.machines.card(code).reading:
            return code  # the machine that was read here is one of the recorded ones
        card = hands.diagnosing.attach(day.technician, code, reading)
        if card.state == State.RECEIVED.value:
            hands.machines.triage(day.technician, code)
        return code

    def wipe(self, day: Day) -> None:
        """Wipe an image for every drive of the sample's machines, and let a person judge each proof."""
        drives = [
            drive
            for code in day.machines
            if self._hands.machines.card(code).state != State.LOCKED.value
            for drive in self._hands.machines.drives(code)
        ]
        done = 0
        self._report(Stage.WIPING, done, len(drives))
        with ThreadPoolExecutor(AT_ONCE, "wipe") as pool:
            for _ in pool.map(lambda drive: self._wipe_one(day, drive), drives):
                done += 1
                self._report(Stage.WIPING, done, len(drives))
        for drive in drives:
            document, _ = self._hands.certificates.issue(day.validator, drive.code)
            day.certificates.append(document)

    def _wipe_one(self, day: Day, drive: DriveCard) -> None:
        exercise = self._exercise
        worn_out = self._hands.diagnosing.drive_health(drive) is Health.FAILING
        with exercise.media.make(drive.code, sample.MEDIUM_BYTES, worn_out=worn_out) as medium:
            conclusion = self._hands.wiping.wipe(day.technician, drive.code, medium, exercise.eraser, exercise=True)
        if isinstance(conclusion, Proof):
            self._hands.wiping.validate(day.validator, drive.code)

    def grade(self, day: Day) -> None:
        """Inspect and grade what can be worked on."""
        workable = [code for code in day.machines if self._card(code).state != State.LOCKED.value]
        for done, code in enumerate(workable, 1):
            entry = day.machines[code]
            inspection = entry.inspection(Category(self._card(code).category))
            self._hands.inspecting.record(day.technician, code, inspection)
            self._hands.grading.grade(day.technician, code)
            self._report(Stage.GRADING, done, len(workable))

    def pack(self, day: Day) -> None:
        """Present every machine at the boxes of its recipient; the gate decides."""
        hands = self._hands
        order = self._open_order(day)
        presented = [*((code, entry.recipient) for code, entry in day.machines.items()), (day.read_here, 1)]
        for done, (code, recipient) in enumerate(presented, 1):
            place = Place(DELIVERY, order=order.code, recipient=recipient)
            day.presented[code] = hands.scanning.answer(day.technician, Scan(code, READER, hands.clock.now()), place)
            self._report(Stage.PACKING, done, len(presented))

    def _open_order(self, day: Day) -> Order:
        hands = self._hands
        contract = hands.grading.contract_name()
        day.order = hands.orders.open(day.technician, sample.BUYER, sample.REFERENCE, contract, sample.DEMANDS)
        return day.order

    def issue(self, day: Day) -> None:
        """State how the lot's drives stand, and issue one manifest per recipient who gets something."""
        hands = self._hands
        drives = [drive for card in hands.machines.of_lot(day.lot.code) for drive in hands.machines.drives(card.code)]
        if any(drive.disposition == Disposition.OPEN.value for drive in drives):
            day.lot_certificate = hands.certificates.provisional(day.technician, day.lot.code)
        else:
            document, day.lot_certificate = hands.certificates.issue(day.technician, day.lot.code)
            day.certificates.append(document)
        assert day.order is not None
        for recipient in hands.deliveries.waiting(day.order.code):
            document, _ = hands.deliveries.manifest(day.technician, day.order.code, recipient.number)
            day.manifests.append(document)
        self._report(Stage.DOCUMENTS, 1, 1)

    def _card(self, code: str) -> MachineCard:
        return self._hands.machines.card(code)
