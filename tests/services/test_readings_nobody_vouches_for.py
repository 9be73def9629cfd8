"""A report that nobody vouches for may add drives; it never takes one away, and its silence proves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.services.shop import Shop, a_drive, an_inspection
from workshop.domain import events as happened
from workshop.domain.diagnosis import (
    Category,
    Diagnosis,
    DriveReading,
    Identity,
    Origin,
    Reading,
    Source,
    Unread,
    WhyUnread,
)
from workshop.domain.drives import Refusal
from workshop.domain.machines import data_objections
from workshop.services.machines import machine_of

FOREIGN = Origin(Source.TOOL, "glpi-agent", "1.7")
UNSIGNED = Origin(Source.PROBE, "etabli-probe", "0.1")
SIGNED = Origin(Source.PROBE, "etabli-probe", "0.1", authentic=True)
HIDDEN = (Unread("drives", WhyUnread.HIDDEN_BY_RAID),)


def told(
    shop: Shop, code: str, origin: Origin, *drives: DriveReading, unread: tuple[Unread, ...] = (), kind: str = "laptop"
) -> None:
    identity = Identity("Dell", "Latitude 5400", system_serial="8XK2J13", category=Category(kind))
    diagnosis = Diagnosis(datetime(2002, 1, 1, tzinfo=UTC), identity, drives=drives, unread=unread, origin=origin)
    shop.diagnosing.attach(shop.actor, code, Reading(diagnosis))


def serials(shop: Shop, code: str) -> list[str]:
    return sorted(drive.serial for drive in shop.machines.drives(code))


def objections(shop: Shop, code: str) -> set[Refusal]:
    with shop.store.looking() as look:
        machine = machine_of(look, code)
    return {objection.refusal for objection in data_objections(machine, machine.policy)}


@pytest.mark.parametrize("origin", [FOREIGN, UNSIGNED])
def test_it_adds_the_drives_that_it_lists_and_leaves_the_others(shop: Shop, origin: Origin) -> None:
    code = shop.received("8XK2J13", a_drive("OURS0001"))
    told(shop, code, origin, a_drive("THEIRS01"))
    assert serials(shop, code) == ["OURS0001", "THEIRS01"]
    told(shop, code, SIGNED, a_drive("THEIRS01"))
    assert serials(shop, code) == ["THEIRS01"]


@pytest.mark.parametrize("origin", [FOREIGN, UNSIGNED])
def test_its_empty_list_takes_no_drive_out_and_lets_nothing_through_the_gate(shop: Shop, origin: Origin) -> None:
    code = shop.received("8XK2J13", a_drive("OURS0001"))
    told(shop, code, origin)
    assert serials(shop, code) == ["OURS0001"]
    assert objections(shop, code) == {Refusal.DRIVE_OPEN}


@pytest.mark.parametrize("origin", [FOREIGN, UNSIGNED, SIGNED, Origin()])
@pytest.mark.parametrize("kind", ["laptop", "monitor", "dock"])
def test_an_empty_list_never_stands_for_a_person_who_looked(shop: Shop, origin: Origin, kind: str) -> None:
    code = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13").code
    told(shop, code, origin, kind=kind)
    assert objections(shop, code) == {Refusal.NO_DRIVE_KNOWN}
    shop.machines.triage(shop.actor, code)
    shop.inspecting.record(shop.actor, code, an_inspection())
    shop.grading.grade(shop.actor, code)
    assert shop.machines.card(code).state == "triaged"


def test_a_drive_that_it_adds_after_a_person_found_none_must_be_wiped(shop: Shop) -> None:
    code = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13").code
    shop.machines.check_bays(shop.actor, code)
    assert objections(shop, code) == set()
    told(shop, code, FOREIGN, a_drive("THEIRS01"))
    assert objections(shop, code) == {Refusal.DRIVE_OPEN, Refusal.DRIVES_NOT_LISTED}


@pytest.mark.parametrize("origin", [FOREIGN, UNSIGNED])
def test_the_drives_that_it_lists_may_not_be_all_of_them(shop: Shop, origin: Origin) -> None:
    code = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13").code
    told(shop, code, origin, a_drive("THEIRS01"))
    (drive,) = shop.machines.drives(code)
    shop.wiping.attest_destruction(shop.actor, drive.code)
    assert objections(shop, code) == {Refusal.DRIVES_NOT_LISTED}
    shop.wiping.check_bays(shop.actor, code)
    assert objections(shop, code) == set()


def test_our_own_reading_of_the_same_drives_settles_it(shop: Shop) -> None:
    code = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13").code
    told(shop, code, FOREIGN, a_drive("THEIRS01"))
    told(shop, code, SIGNED, a_drive("THEIRS01"))
    assert objections(shop, code) == {Refusal.DRIVE_OPEN}


@pytest.mark.parametrize("origin", [FOREIGN, UNSIGNED])
def test_it_takes_no_drive_out_of_another_machine(shop: Shop, origin: Origin) -> None:
    owner = shop.received("OWNER001", a_drive("SHARED01"))
    code = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13").code
    told(shop, code, origin, a_drive("SHARED01"), a_drive("FRESH001"))
    assert (serials(shop, owner), serials(shop, code)) == (["SHARED01"], ["FRESH001"])
    with shop.store.looking() as look:
        events = [entry.event for entry in look.history(owner)]
    assert not [event for event in events if isinstance(event, happened.DriveDetached)]
    told(shop, code, SIGNED, a_drive("SHARED01"), a_drive("FRESH001"))
    assert (serials(shop, owner), serials(shop, code)) == ([], ["FRESH001", "SHARED01"])


@pytest.mark.parametrize("origin", [FOREIGN, UNSIGNED, SIGNED, Origin()])
def test_a_list_that_is_not_whole_makes_no_drive_known(shop: Shop, origin: Origin) -> None:
    code = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13").code
    told(shop, code, origin, a_drive("VISIBLE1"), unread=HIDDEN)
    assert objections(shop, code) == {Refusal.NO_DRIVE_KNOWN}


@pytest.mark.parametrize("origin", [FOREIGN, UNSIGNED])
def test_it_does_not_fill_the_gap_that_a_trusted_reading_left(shop: Shop, origin: Origin) -> None:
    code = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13").code
    told(shop, code, Origin(), a_drive("VISIBLE1"), unread=HIDDEN)
    told(shop, code, origin, a_drive("VISIBLE1"))
    told(shop, code, origin, a_drive("VISIBLE1"), a_drive("VISIBLE2"))
    assert objections(shop, code) == {Refusal.NO_DRIVE_KNOWN}
    told(shop, code, SIGNED, a_drive("VISIBLE1"), replace(a_drive("BEHIND01"), model="NVMe"))
    assert serials(shop, code) == ["BEHIND01", "VISIBLE1"]


def test_what_it_rounds_or_cuts_is_filled_in_by_our_own_reading(shop: Shop) -> None:
    """Other tools say 500 GB of 500 107 862 016 bytes, and cut models; a wipe compares both with the drive itself."""
    code = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13").code
    ours = a_drive("THEIRS01")
    assert ours.model is not None
    told(shop, code, FOREIGN, replace(ours, model=ours.model[:6], size_bytes=500 * 10**9, wwn=None))
    (card,) = shop.machines.drives(code)
    assert (card.model, card.size_bytes) == (ours.model[:6], 0)
    told(shop, code, SIGNED, ours)
    (filled,) = shop.machines.drives(code)
    assert filled.code == card.code
    assert (filled.model, filled.size_bytes, filled.medium) == (ours.model, ours.size_bytes, ours.medium.value)


def test_the_memory_of_a_tablet_is_the_one_that_our_own_reading_finds_in_it(shop: Shop) -> None:
    """It got its record before anybody could read it: not a second drive, which nobody could ever wipe."""
    code = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13", category="tablet", storage_bytes=64 * 10**9).code
    (soldered,) = shop.machines.drives(code)
    ours = a_drive("SOLDERED")
    told(shop, code, SIGNED, ours, kind="tablet")
    (card,) = shop.machines.drives(code)
    assert (card.code, card.serial, card.size_bytes) == (soldered.code, "SOLDERED", ours.size_bytes)
    assert objections(shop, code) == {Refusal.DRIVE_OPEN}
    told(shop, code, SIGNED, a_drive("OTHER001"), kind="tablet")
    assert serials(shop, code) == ["OTHER001"]
