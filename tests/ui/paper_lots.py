"""Lots for Documents: drives in every state, put there by the real use cases and an eraser that only says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.services.shop import FakeEraser, a_drive, a_medium, a_reading
from workshop.bootstrap import Workshop
from workshop.domain.lots import DriveCard
from workshop.domain.people import Actor, Role
from workshop.domain.wiping import Coverage, HiddenArea, WipeLog
from workshop.services.ports import WipeOrder

MODELS = ("Samsung MZVLB256HAHQ-000H1", "WDC WD5000AAKX-00ERMA0", "KINGSTON SA400S37240G", "TOSHIBA MQ01ABF050")


@dataclass
class ReservedEraser(FakeEraser):
    """Erases well, but cannot say whether something was hidden, and reads only a part back."""

    def wipe(self, order: WipeOrder, on_progress: object = None) -> WipeLog:
        log = super().wipe(order, on_progress)
        assert log.read_back is not None
        sampled = replace(log.read_back, coverage=Coverage.SAMPLED, planned_bytes=log.read_back.bytes_read)
        return replace(log, hidden_area=HiddenArea.UNKNOWN, read_back=sampled)


Fate = Callable[[Workshop, Actor, DriveCard], None]


def wipe(workshop: Workshop, actor: Actor, drive: DriveCard, eraser: FakeEraser) -> None:
    """Let a stand-in wipe a drive."""
    workshop.wiping.wipe(actor, drive.code, a_medium(drive.serial), eraser, exercise=False)


def waits(workshop: Workshop, actor: Actor, drive: DriveCard) -> None:
    wipe(workshop, actor, drive, FakeEraser())


def waits_with_reservations(workshop: Workshop, actor: Actor, drive: DriveCard) -> None:
    wipe(workshop, actor, drive, ReservedEraser())


def wiped(workshop: Workshop, actor: Actor, drive: DriveCard) -> None:
    waits(workshop, actor, drive)
    workshop.wiping.validate(actor, drive.code)


def failed(workshop: Workshop, actor: Actor, drive: DriveCard) -> None:
    wipe(workshop, actor, drive, FakeEraser(differing_bytes=512))


def destroyed(workshop: Workshop, actor: Actor, drive: DriveCard) -> None:
    failed(workshop, actor, drive)
    workshop.wiping.attest_destruction(actor, drive.code)


def left_open(workshop: Workshop, actor: Actor, drive: DriveCard) -> None:
    del workshop, actor, drive


def a_lot(workshop: Workshop, actor: Actor, donor: str, *fates: Fate, slip: str = "2026-031") -> str:
    """Receive one machine with one drive for each fate; all that were expected came. Return the lot's code."""
    lot = workshop.lots.open(actor, donor, len(fates), slip)
    for place, fate in enumerate(fates):
        serial = f"PX{lot.code[-5:]}{place:03d}"
        card = workshop.machines.receive(actor, lot.code, serial)
        drive = a_drive(f"S4GENX0N{lot.code[-5:]}{place:03d}", MODELS[place % len(MODELS)])
        workshop.diagnosing.attach(actor, card.code, a_reading(serial, drive))
        (known,) = workshop.machines.drives(card.code)
        fate(workshop, actor, known)
    return lot.code


def a_manager(workshop: Workshop, actor: Actor, name: str = "Claire") -> Actor:
    """Give a manager a badge."""
    return Actor(workshop.people.add(actor, name, Role.MANAGER).code, actor.bench)
