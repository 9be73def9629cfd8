"""What Effacer looks like, for the pictures and for the measures: with a stand-in for the use case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.fake_wiping import SYSTEM, FakeWiping, at, ended, failed, put_fake, row
from ui.session import Session
from ui.wiping.screen import WipingScreen
from workshop.domain.codes import make
from workshop.domain.diagnosis import DriveMedium, Health
from workshop.domain.drives import Disposition
from workshop.domain.lots import DriveCard
from workshop.domain.people import Actor, Role
from workshop.domain.wiping import MediumIdentity, PresentDrive
from workshop.services.wipe_plans import WipeRow

NAMES = ("Lenovo ThinkPad T490", "HP EliteBook 840 G6", "Dell OptiPlex 7010", "Dell Latitude 5400")
MODELS = ("Samsung MZVLB256HAHQ", "WDC WD5000AAKX-00ERMA0", "KINGSTON SA400S37240G", "TOSHIBA MQ01ABF050")
MEDIA = ("nvme", "hdd", "ssd", "hdd")
SIZES = (256, 500, 240, 500)
TWO_DRIVES = "EXG6480002"
LOOSE = PresentDrive(
    MediumIdentity("/dev/sdc", "WDC WD10EZEX-08WN4A0", "WD-WCC6Y3", None, 10**12, DriveMedium.HDD, "usb-1.2")
)
Scan = Callable[[str], None]
Press = Callable[[Qt.Key], None]
Idle = Callable[[], None]


def wipes(number: int, bench: str) -> tuple[WipeRow, ...]:
    """Wipes of as many machines, each somewhere else."""
    found = []
    for place in range(number):
        kind = place % len(NAMES)
        drive = make(7, 1, 400 + place).text
        machine = make(26, 1, 40_000 + 97 * place).text
        card = DriveCard(
            drive,
            machine,
            "open",
            "pending",
            MODELS[kind],
            f"S4GENX0N{184200 + place}",
            size_bytes=SIZES[kind] * 10**9,
            medium=MEDIA[kind],
        )
        begun = row(card, machine, NAMES[kind], bench, minutes=place)
        back = place % 3 == 1
        percent = (place * 37 + 12) % 100
        seconds = (place * 911 + 480) % 9000
        found.append(
            at(begun, "read-back" if back else "erase", percent, seconds=seconds, rate=112 * 10**6, celsius=41)
        )
    return tuple(found)


def failures_on_top(bench: str) -> tuple[WipeRow, ...]:
    """One that failed, two that run, one that ended, one with reservations."""
    five = wipes(5, bench)
    good = ended(five[3])
    reserved = ended(replace(five[4], drive=replace(five[4].drive)), Disposition.PROVEN_WITH_RESERVATIONS)
    return (failed(five[0]), five[1], five[2], good, reserved)


def wiping_scenes(session: Session, screen: WipingScreen, scan: Scan, press: Press, idle: Idle) -> Iterator[str]:
    """Show Effacer as a person meets it; the caller takes a picture at each name."""
    fake = put_fake(session)
    bench = session.actor.bench
    press(Qt.Key.Key_F7)
    yield "wiping-nothing"
    yield from _strangers(session, screen, fake, scan, press, idle)
    code = _a_machine(session)
    scan(code)
    _until_armed(screen, idle)
    yield "wiping-confirm"
    fake.rows = wipes(3, bench)
    press(Qt.Key.Key_F4)
    _again(screen, fake, idle)
    yield "wiping-confirm-details"
    press(Qt.Key.Key_F4)
    yield from _plans(screen, fake, idle)
    press(Qt.Key.Key_Escape)
    yield from _lots(session, screen, fake, scan, press, idle)
    yield from _lists(screen, fake, bench, press, idle)


def _strangers(
    session: Session, screen: WipingScreen, fake: FakeWiping, scan: Scan, press: Press, idle: Idle
) -> Iterator[str]:
    """A loose drive comes in; the workshop behind these pictures is thrown away."""
    fake.plugged = (LOOSE, PresentDrive(replace(LOOSE.medium, serial="WD-WCC2E4", path="/dev/sdd")))
    _looked(screen, idle)
    yield "wiping-stranger"
    press(Qt.Key.Key_F12)
    idle()
    yield "wiping-stranger-lot"
    scan(session.workshop.lots.open_ones()[0].code)
    idle()
    _until_armed(screen, idle)
    yield "wiping-loose"
    fake.plugged = ()
    press(Qt.Key.Key_Escape)


def _lots(
    session: Session, screen: WipingScreen, fake: FakeWiping, scan: Scan, press: Press, idle: Idle
) -> Iterator[str]:
    """A lot for a manager, its question, and for somebody else; then authorised."""
    lot = session.workshop.lots.open_ones()[0].code
    fake.absent = {item.code for item in session.workshop.machines.drives(_a_machine(session))[:1]}
    scan(lot)
    idle()
    yield "wiping-lot"
    press(Qt.Key.Key_F12)
    yield "wiping-lot-question"
    press(Qt.Key.Key_Escape)
    manager = session.actor
    people = session.workshop.people.everybody()
    session.actor = Actor(next(one.code for one in people if one.role is Role.TECHNICIAN), manager.bench)
    screen._ask_lot()
    idle()
    yield "wiping-lot-technician"
    session.actor = manager
    session.workshop.lots.authorise_wipes(manager, lot)
    screen._ask_lot()
    idle()
    yield "wiping-lot-authorised"
    session.workshop.lots.forbid_wipes(manager, lot)
    press(Qt.Key.Key_Escape)


def _plans(screen: WipingScreen, fake: FakeWiping, idle: Idle) -> Iterator[str]:
    fake.health, fake.health_facts, fake.enough = Health.FAILING, ("pending_sectors=12", "self_test_failed=yes"), False
    _again(screen, fake, idle)
    yield "wiping-triage"
    fake.health, fake.health_facts, fake.enough = Health.GOOD, (), True
    fake.refusals = ("on-hold",)
    _again(screen, fake, idle)
    yield "wiping-hold"
    fake.refusals, fake.authorised = (), True
    fake.protected = (SYSTEM, *fake.protected, replace(SYSTEM, medium=replace(SYSTEM.medium, path="/dev/sdy")))
    _again(screen, fake, idle)
    yield "wiping-authorised"
    fake.authorised = False
    fake.absent = {item.card.code for item in fake.plan(screen.code).drives}
    _again(screen, fake, idle)
    yield "wiping-not-here"


def _lists(screen: WipingScreen, fake: FakeWiping, bench: str, press: Press, idle: Idle) -> Iterator[str]:
    fake.rows = wipes(16, bench)
    _looked(screen, idle)
    yield "wiping-16"
    fake.rows = failures_on_top(bench)
    _looked(screen, idle)
    yield "wiping-failures"
    press(Qt.Key.Key_Down)
    yield "wiping-failed"
    press(Qt.Key.Key_F3)
    yield "wiping-question"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F4)
    yield "wiping-running-details"
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    yield "wiping-to-validate"
    press(Qt.Key.Key_Escape)


def _a_machine(session: Session) -> str:
    """A machine with two drives that are not wiped; it is received if it was not."""
    workshop, actor = session.workshop, session.actor
    lot = workshop.lots.open_ones()[0].code
    card = next(card for card in workshop.machines.of_lot(lot) if card.serial == TWO_DRIVES)
    if not card.received_at:
        workshop.machines.receive(actor, lot, TWO_DRIVES)
        workshop.diagnosing.attach_waiting(actor, card.code)
    return card.code


def _again(screen: WipingScreen, fake: FakeWiping, idle: Idle) -> None:
    screen._ask(screen.code)
    _looked(screen, idle)


def _looked(screen: WipingScreen, idle: Idle) -> None:
    screen.following.look_now()
    idle()
    idle()
    QApplication.processEvents()


def _until_armed(screen: WipingScreen, idle: Idle) -> None:
    screen._bounce.stop()
    idle()
