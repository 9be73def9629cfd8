"""A small workshop for tests of use cases: the store is a fake that keeps the real store's contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from tests.fake_wipes import FakeDrivesHere, FakeKeeper
from tests.fakes import FakeClock, FakeStore
from workshop.domain.diagnosis import (
    Battery,
    Category,
    Diagnosis,
    DriveMedium,
    DriveReading,
    Identity,
    Processor,
    Reading,
    Smart,
)
from workshop.domain.drives import Policy
from workshop.domain.grading import Axis, Contract, Criterion
from workshop.domain.inspection import Inspection, Tested, Works, mandatory
from workshop.domain.lots import DriveCard
from workshop.domain.methods import Ability, Acceptance, Level, Method, Technique
from workshop.domain.people import Actor, Role
from workshop.domain.wiping import Claim, Coverage, HiddenArea, MediumIdentity, ReadBack, WipeCard, WipeLog, WipeStep
from workshop.services.certificates import Certificates
from workshop.services.deliveries import Deliveries
from workshop.services.diagnosis import Diagnosing
from workshop.services.drives import Drives
from workshop.services.finding import Finding
from workshop.services.grading import Grading
from workshop.services.holding import Holding
from workshop.services.inspection import Inspecting
from workshop.services.lots import Lots
from workshop.services.machines import Machines
from workshop.services.orders import Demand, Orders
from workshop.services.people import People
from workshop.services.ports import Progress, WipeOrder
from workshop.services.scanning import Scanning
from workshop.services.storage import Storage
from workshop.services.views import Views
from workshop.services.wipe_plans import WipeParts, WipeRules
from workshop.services.wiping import Wiping

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
METHOD = Method("test-zero", Technique.OVERWRITE, "test", levels=((DriveMedium.HDD, Level.CLEAR),))
STRONG = Method(
    "test-block",
    Technique.BLOCK_ERASE,
    "test",
    levels=((DriveMedium.HDD, Level.PURGE),),
    needs=Ability.ATA_SANITIZE_BLOCK,
)
RULES = WipeRules(
    {"test-zero": METHOD, "test-block": STRONG},
    Acceptance({DriveMedium.HDD: Level.CLEAR}, {DriveMedium.HDD: ("test-block", "test-zero")}),
)
SIZE = 1024
CONTRACT = Contract(
    "test",
    "1",
    "Contrat d’essai",
    "2026-11-24",
    "Pour les tests.",
    ("A", "B", "C"),
    (
        Criterion(
            "memory", Axis.PERFORMANCE, "memory_mib", "MiB", "1", "test", (("A", 16384), ("B", 8192), ("C", 4096))
        ),
        Criterion("tests", Axis.FUNCTIONAL, "functions_failed", "", "2", "test", at_most=(("A", 0),)),
    ),
    Policy(),
)


def a_drive(serial: str = "S1", model: str = "Disque", path: str = "/dev/sda") -> DriveReading:
    smart = Smart(passed=True, reallocated_sectors=0)
    return DriveReading(path, model, serial, size_bytes=SIZE, medium=DriveMedium.HDD, smart=smart)


def a_reading(serial: str, *drives: DriveReading, memory_mib: int = 8192) -> Reading:
    identity = Identity("Dell", "Latitude 5400", system_serial=serial, category=Category.LAPTOP)
    processor = Processor("Intel i5")
    batteries = (Battery("BAT0", wear_percent=12),)
    diagnosis = Diagnosis(
        NOON, identity, processor, memory_bytes=memory_mib * 1024 * 1024, drives=drives, batteries=batteries
    )
    return Reading(diagnosis, (("lscpu", b"raw"),))


def an_inspection() -> Inspection:
    tests = tuple(Tested(function, Works.YES) for function in mandatory(Category.LAPTOP))
    return Inspection(tests, looks_checked=True)


def a_medium(serial: str = "S1") -> MediumIdentity:
    return MediumIdentity("/dev/sda", "Disque", serial, None, SIZE, DriveMedium.HDD)


class FakeFiles:
    """Content-addressed files in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def keep(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        self.kept[digest] = content
        return digest

    def open(self, sha256: str) -> bytes:
        return self.kept[sha256]


@dataclass
class FakeMachine:
    """A machine that answers with one reading."""

    reading: Reading

    def read(self, on_progress: Progress | None = None) -> Reading:  # noqa: ARG002 — as Machine
        return self.reading


@dataclass
class FakeEraser:
    """An eraser that does nothing and says what it is told to: `differing_bytes` are left on the medium."""

    name: str = "fake"
    method: Method = METHOD
    differing_bytes: int = 0
    orders: list[WipeOrder] = field(default_factory=list)

    def wipe(self, order: WipeOrder, on_progress: object = None) -> WipeLog:  # noqa: ARG002 — as Eraser
        self.orders.append(order)
        step = WipeStep(("fake",), "fake", "1", NOON, NOON, 0, Claim.ERASED)
        back = ReadBack(Coverage.FULL, True, 0, SIZE, self.differing_bytes, 0, NOON, NOON)  # noqa: FBT003 — direct
        return WipeLog(
            order.log,
            order.drive,
            order.method.id,
            order.method.technique,
            order.exercise,
            order.medium,
            order.medium,
            NOON,
            NOON,
            (step,),
            back,
            HiddenArea.NONE,
            level=order.method.level(order.medium.medium),
            smart_before=Smart(passed=True, reallocated_sectors=0),
        )


class Shop:
    """Every use case on one store, with a technician and a validator."""

    def __init__(self, *, sample: bool = False) -> None:
        self.clock = FakeClock()
        self.store = FakeStore(self.clock)
        self.files = FakeFiles()
        self.waiting: dict[str, Reading] = {}
        self.people = People(self.store)
        self.people.begin("Atelier", 1, "banc 1", sample=sample)
        self.actor = self.people.default_actor("banc 1")
        person = self.people.add(self.actor, "Camille", Role.MANAGER)
        self.validator = Actor(person.code, "banc 1")
        self.lots = Lots(self.store)
        self.machines = Machines(self.store)
        self.diagnosing = Diagnosing(self.store, self.files, FakeMachine(a_reading("HERE")), self.waiting.get)
        self.keeper = FakeKeeper()
        self.here = FakeDrivesHere()
        self.contract = CONTRACT
        parts = WipeParts(self.keeper, self.here, lambda: RULES, self.files, self.clock)
        self.wiping = Wiping(self.store, lambda: self.contract, parts)
        self.drives = Drives(self.store)
        self.inspecting = Inspecting(self.store)
        self.grading = Grading(self.store, lambda: CONTRACT)
        self.orders = Orders(self.store)
        self.deliveries = Deliveries(self.store, lambda: CONTRACT)
        self.certificates = Certificates(self.store)
        self.scanning = Scanning(self.store, lambda: CONTRACT)
        self.holding = Holding(self.store)
        self.views = Views(self.store, lambda: CONTRACT)
        self.storage, self.finding = Storage(self.store), Finding(self.store)
        self.lot = self.lots.open(self.actor, "Mairie", 2)

    def received(self, serial: str = "8XK2J13", *drives: DriveReading) -> str:
        """Receive and read one machine; one drive unless told otherwise."""
        card = self.machines.receive(self.actor, self.lot.code, serial)
        self.diagnosing.attach(self.actor, card.code, a_reading(serial, *(drives or (a_drive(f"D-{serial}"),))))
        return card.code

    def plugged(self, serial: str = "8XK2J13") -> tuple[str, DriveCard]:
        """Receive a machine whose one drive is plugged into this bench."""
        code = self.received(serial)
        (drive,) = self.machines.drives(code)
        self.here.plug(a_medium(drive.serial))
        return code, drive

    def wiping_now(self, serial: str = "8XK2J13") -> WipeCard:
        """Start the wipe of a machine's one drive."""
        code, drive = self.plugged(serial)
        return self.wiping.start(self.actor, code, drive.code, confirmed=code)

    def drive(self, code: str) -> DriveCard:
        return self.drives.card(code)

    def wiped(self, code: str, *, differing_bytes: int = 0) -> None:
        """Wipe every drive of a machine and validate what was proven."""
        for drive in self.machines.drives(code):
            eraser = FakeEraser(differing_bytes=differing_bytes)
            self.wiping.wipe(self.actor, drive.code, a_medium(drive.serial), eraser, exercise=False)
            if not differing_bytes:
                self.wiping.validate(self.validator, drive.code)

    def ready(self, serial: str = "8XK2J13") -> str:
        """Bring one machine to the end of the bench."""
        code = self.received(serial)
        self.machines.triage(self.actor, code)
        self.wiped(code)
        self.inspecting.record(self.actor, code, an_inspection())
        self.grading.grade(self.actor, code)
        return code

    def order(self, quantity: int = 2, lowest_letter: str = "C", memory_mib: int = 0) -> str:
        """Open an order with one recipient."""
        demand = Demand("Collège", "1 rue", quantity, lowest_letter, memory_mib)
        return self.orders.open(self.actor, "Métropole", "2026-118", "test 1", (demand,)).code
