"""Loose drives: a code and a label of their own, one record for one drive, and a place in their lot's certificate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.shop import SIZE, Shop, a_drive, a_medium, a_reading
from workshop.domain.codes import Code, Kind
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import RefusedError
from workshop.domain.events import DriveReceived
from workshop.domain.holds import Consent, HoldReason
from workshop.domain.interlocks import Protection
from workshop.domain.labels import LabelKind
from workshop.domain.wiping import MediumIdentity, PresentDrive, WipeCard
from workshop.services.labels import label_of

NAMELESS = MediumIdentity("/dev/sdc", "Dock", None, None, SIZE, DriveMedium.USB, place="usb-1.4")


def received(shop: Shop, medium: MediumIdentity, protected: Protection | None = None) -> str:
    return shop.drives.receive_loose(shop.actor, shop.lot.code, PresentDrive(medium, protected)).code


def test_a_loose_drive_gets_a_code_and_a_label_of_its_own(shop: Shop) -> None:
    code = received(shop, a_medium("LOOSE1"))
    card = shop.drive(code)
    assert Code(code).kind is Kind.DRIVE
    assert (card.machine, card.lot, card.serial, card.disposition) == ("", shop.lot.code, "LOOSE1", "open")
    with shop.store.looking() as look:
        assert look.history(code)[-1].event == DriveReceived(shop.lot.code)
        label = label_of(look, code)
    assert (label.kind, label.code) == (LabelKind.DRIVE, code)
    assert shop.lots.arrivals(shop.lot.code).loose_drives == 1


def test_the_same_drive_scanned_again_is_the_same_record(shop: Shop) -> None:
    code = received(shop, a_medium("LOOSE1"))
    assert received(shop, replace(a_medium("LOOSE1"), path="/dev/sdq", place="elsewhere")) == code
    assert shop.drives.of_lot(shop.lot.code) == (shop.drive(code),)
    other = received(shop, a_medium("LOOSE2"))
    assert other != code


def test_a_drive_of_a_machine_that_is_here_stays_its_machines(shop: Shop) -> None:
    machine, drive = shop.plugged()
    assert received(shop, a_medium(drive.serial)) == drive.code
    assert shop.drive(drive.code).machine == machine


def test_a_drive_that_left_with_its_machine_and_comes_back_alone_has_nothing_proven(shop: Shop) -> None:
    order, code = shop.order(), shop.ready()
    (drive,) = shop.machines.drives(code)
    shop.deliveries.pack(shop.actor, order, 1, code)
    shop.deliveries.manifest(shop.actor, order, 1)
    assert received(shop, a_medium(drive.serial)) == drive.code
    back = shop.drive(drive.code)
    assert (back.machine, back.lot, back.disposition, back.validation) == ("", shop.lot.code, "open", "pending")


def test_a_drive_of_an_earlier_lot_that_comes_again_has_nothing_proven(shop: Shop) -> None:
    code = received(shop, a_medium("LOOSE1"))
    shop.here.plug(a_medium("LOOSE1"))
    wipe = shop.wiping.start(shop.actor, code, code, confirmed=code)
    shop.keeper.end(wipe.code)
    shop.wiping.settle(shop.actor)
    shop.lot = shop.lots.open(shop.actor, "Autre mairie")
    assert received(shop, a_medium("LOOSE1")) == code
    assert (shop.drive(code).disposition, shop.drive(code).lot) == ("open", shop.lot.code)


def test_a_lost_drive_that_is_found_gets_a_new_record(shop: Shop) -> None:
    code = received(shop, a_medium("LOOSE1"))
    shop.wiping.report_lost(shop.actor, code)
    assert received(shop, a_medium("LOOSE1")) != code


def test_a_protected_drive_and_one_that_nothing_tells_from_another_are_refused(shop: Shop) -> None:
    with pytest.raises(RefusedError) as error:
        received(shop, a_medium("SYSTEM"), Protection.SYSTEM)
    assert error.value.reasons == ("protected",)
    with pytest.raises(RefusedError) as error:
        received(shop, replace(NAMELESS, place=""))
    assert error.value.reasons == ("unknown-drive",)


def test_a_drive_without_a_name_is_known_by_its_place_until_it_was_wiped(shop: Shop) -> None:
    first = received(shop, NAMELESS)
    assert received(shop, NAMELESS) == first
    assert received(shop, replace(NAMELESS, place="usb-1.5")) != first
    shop.wiping.attest_absence(shop.actor, first)
    second = received(shop, NAMELESS)
    assert second != first
    assert (shop.drive(first).place, shop.drive(second).place) == ("elsewhere", "usb-1.4")


def test_two_drives_in_one_dock_that_names_them_alike_are_never_one(shop: Shop) -> None:
    """Many docks give one serial of their own for every drive that is put into them."""
    dock = replace(a_medium("DOCK00000001"), wwn=None, medium=DriveMedium.USB, place="usb-1.4")
    first = received(shop, dock)
    shop.here.plug(dock)
    wipe = shop.wiping.start(shop.actor, first, first, "test-zero", confirmed=first)
    shop.keeper.end(wipe.code)
    shop.wiping.settle(shop.actor)
    second = received(shop, dock)  # another drive, as far as anybody can tell
    assert second != first
    with pytest.raises(RefusedError):
        shop.wiping.start(shop.actor, first, first, "test-zero", confirmed=first)
    assert shop.wiping.start(shop.actor, second, second, "test-zero", confirmed=second).drive == second


def test_a_wipe_is_stopped_where_its_data_must_be_kept_after_all(shop: Shop) -> None:
    code = received(shop, a_medium("LOOSE1"))
    shop.here.plug(a_medium("LOOSE1"))
    wipe = shop.wiping.start(shop.actor, code, code, confirmed=code)
    shop.wiping.settle(shop.actor)
    assert shop.keeper.stopped == []
    shop.holding.place(shop.actor, shop.lot.code, HoldReason.DATA_TO_KEEP)
    shop.wiping.settle(shop.actor)
    shop.wiping.settle(shop.actor)
    assert shop.keeper.stopped == [wipe.code]


def test_a_loose_drive_is_wiped_under_its_own_label_only(shop: Shop) -> None:
    code, machine = received(shop, a_medium("LOOSE1")), shop.received()
    shop.here.plug(a_medium("LOOSE1"))
    with pytest.raises(RefusedError):
        shop.wiping.start(shop.actor, code, code, confirmed=machine)
    assert shop.wiping.plan(code).name == "Disque HDD 0 Go"
    assert shop.wiping.start(shop.actor, code, code, confirmed=code).lot == shop.lot.code


def test_a_lot_that_is_held_holds_its_loose_drives_too(shop: Shop) -> None:
    early = received(shop, a_medium("LOOSE1"))
    shop.holding.place(shop.actor, shop.lot.code, HoldReason.DATA_TO_KEEP)
    late = received(shop, a_medium("LOOSE2"))
    for serial in ("LOOSE1", "LOOSE2"):
        shop.here.plug(a_medium(serial))
    for code in (early, late):
        with pytest.raises(RefusedError) as error:
            shop.wiping.start(shop.actor, code, code, confirmed=code)
        assert error.value.reasons == (f"on-hold:{code}",)
    shop.holding.release(shop.actor, shop.lot.code, HoldReason.DATA_TO_KEEP, Consent.DONOR)
    assert isinstance(shop.wiping.start(shop.actor, late, late, confirmed=late), WipeCard)


def test_the_certificate_of_a_lot_names_its_loose_drives_and_waits_for_them(shop: Shop) -> None:
    code = received(shop, a_medium("LOOSE1"))
    with pytest.raises(RefusedError) as error:
        shop.certificates.issue(shop.actor, shop.lot.code)
    assert error.value.reasons == (f"drive-open:{code}",)
    shop.wiping.attest_destruction(shop.actor, code)
    _, certificate = shop.certificates.issue(shop.actor, shop.lot.code)
    assert [statement.drive for statement in certificate.drives] == [code]
    _, own = shop.certificates.issue(shop.actor, code)
    assert own.donor == "Mairie"


def test_a_drive_that_left_its_machine_stays_in_its_lots_certificate(shop: Shop) -> None:
    code = shop.received("8XK2J13", a_drive("S1"), a_drive("S2", path="/dev/sdb"))
    shop.diagnosing.attach(shop.actor, code, a_reading("8XK2J13", a_drive("S1")))
    provisional = shop.certificates.provisional(shop.actor, shop.lot.code)
    assert {statement.serial for statement in provisional.drives} == {"S1", "S2"}


def test_an_authorised_lot_starts_its_loose_drives_too(shop: Shop) -> None:
    code = received(shop, a_medium("LOOSE1"))
    shop.here.plug(a_medium("LOOSE1"))
    shop.lots.authorise_wipes(shop.actor, shop.lot.code)
    ((card, wipe),) = shop.wiping.start_authorised(shop.actor)
    assert card.code == code
    assert isinstance(wipe, WipeCard)


def strangers(shop: Shop, *present: PresentDrive) -> list[str | None]:
    return [one.medium.serial for one in shop.drives.strangers(present)]


def test_a_stranger_is_a_free_drive_that_no_record_knows(shop: Shop) -> None:
    _, drive = shop.plugged()
    received(shop, a_medium("LOOSE1"))
    known, loose, new = (PresentDrive(a_medium(serial)) for serial in (drive.serial, "LOOSE1", "NEW1"))
    assert strangers(shop, known, loose, new) == ["NEW1"]
    assert strangers(shop, PresentDrive(a_medium("NEW1"), Protection.SYSTEM)) == []
    assert strangers(shop, PresentDrive(replace(a_medium("NEW1"), medium=DriveMedium.IMAGE))) == []
    assert strangers(shop, PresentDrive(MediumIdentity("/dev/sdc", "Dock", None, None, SIZE, DriveMedium.USB))) == []


def test_a_drive_that_was_destroyed_is_no_stranger(shop: Shop) -> None:
    code = received(shop, a_medium("LOOSE1"))
    shop.wiping.attest_destruction(shop.actor, code)
    assert strangers(shop, PresentDrive(a_medium("LOOSE1"))) == []


def test_a_drive_without_a_name_is_known_where_it_was_received(shop: Shop) -> None:
    received(shop, NAMELESS)
    assert strangers(shop, PresentDrive(NAMELESS)) == []
    assert strangers(shop, PresentDrive(replace(NAMELESS, place="usb-1.5"))) == [None]
