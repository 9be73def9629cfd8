from __future__ import annotations

import pytest

from tests.services.shop import FakeEraser, Shop, a_drive, a_medium, a_reading, an_inspection
from workshop.domain.certificates import Outcome
from workshop.domain.diagnosis import Category, Diagnosis, Identity, Lock, LockKind, Reading, Unread, WhyUnread
from workshop.domain.errors import RefusedError
from workshop.domain.holds import Aside, Consent, HoldReason
from workshop.domain.proofs import NotProven


def test_a_machine_goes_from_the_lot_to_a_manifest(shop: Shop) -> None:
    order = shop.order(quantity=1)
    code = shop.ready()
    assert shop.machines.card(code).state == "ready"
    packed = shop.deliveries.pack(shop.actor, order, 1, code)
    document, manifest = shop.deliveries.manifest(shop.actor, order, 1)
    assert shop.machines.card(code).state == "delivered"
    assert [line.code for line in manifest.lines] == [code]
    assert manifest.boxes[0].code == packed.box.code
    assert document.number == "BL-2026-01-000001"


def test_two_identical_drives_without_a_serial_are_two_drives(shop: Shop) -> None:
    code = shop.received("8XK2J13", a_drive("", path="/dev/sda"), a_drive("", path="/dev/sdb"))
    assert len(shop.machines.drives(code)) == 2


def test_two_drives_with_the_same_serial_are_two_drives(shop: Shop) -> None:
    code = shop.received("8XK2J13", a_drive("SAME", path="/dev/sda"), a_drive("SAME", path="/dev/sdb"))
    assert len(shop.machines.drives(code)) == 2


def test_reading_a_machine_again_changes_nothing_about_its_drives(shop: Shop) -> None:
    code = shop.received("8XK2J13", a_drive("S1"), a_drive("S2"))
    before = shop.machines.drives(code)
    shop.diagnosing.attach(shop.actor, code, a_reading("8XK2J13", a_drive("S2"), a_drive("S1")))
    assert shop.machines.drives(code) == before


def test_a_new_drive_found_later_drops_a_ready_machine_to_received(shop: Shop) -> None:
    code = shop.ready()
    shop.diagnosing.attach(shop.actor, code, a_reading("8XK2J13", a_drive("D-8XK2J13"), a_drive("NEW")))
    assert shop.machines.card(code).state == "received"


def test_a_reading_that_could_not_list_the_drives_removes_none(shop: Shop) -> None:
    code = shop.received()
    identity = Identity("Dell", "Latitude 5400", system_serial="8XK2J13")
    blind = Diagnosis(a_reading("x").diagnosis.read_at, identity, unread=(Unread("drives", WhyUnread.NO_TOOL),))
    shop.diagnosing.attach(shop.actor, code, Reading(blind))
    assert len(shop.machines.drives(code)) == 1


def test_the_reading_of_another_machine_is_refused_until_a_person_confirms(shop: Shop) -> None:
    card = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13")
    with pytest.raises(RefusedError) as refused:
        shop.diagnosing.attach(shop.actor, card.code, a_reading("OTHER"))
    assert refused.value.reasons == ("other-machine",)
    shop.diagnosing.attach(shop.actor, card.code, a_reading("OTHER"), confirmed=True)
    assert shop.machines.card(card.code).reading


def test_a_machine_with_a_password_is_locked_by_its_reading(shop: Shop) -> None:
    card = shop.machines.receive(shop.actor, shop.lot.code, "PF1")
    identity = Identity("Lenovo", "T490", system_serial="PF1", category=Category.LAPTOP)
    locks = (Lock(LockKind.BIOS_PASSWORD, "dmidecode"),)
    read_at = a_reading("x").diagnosis.read_at
    shop.diagnosing.attach(shop.actor, card.code, Reading(Diagnosis(read_at, identity, locks=locks)))
    assert shop.machines.card(card.code).state == "locked"


def test_a_waiting_reading_is_attached_by_the_serial_that_was_scanned(shop: Shop) -> None:
    shop.waiting["8XK2J13"] = a_reading("8XK2J13", a_drive())
    card = shop.machines.receive(shop.actor, shop.lot.code, "8xk2j13")
    assert shop.diagnosing.attach_waiting(shop.actor, card.code).model == "Latitude 5400"
    assert len(shop.machines.drives(card.code)) == 1


def test_a_wipe_that_leaves_data_is_a_failure_and_its_certificate_says_so(shop: Shop) -> None:
    code = shop.received()
    shop.wiped(code, differing_bytes=3)
    (drive,) = shop.machines.drives(code)
    _, certificate = shop.certificates.issue(shop.validator, drive.code)
    assert drive.disposition == "failed"
    assert certificate.drives[0].outcome is Outcome.NOT_WIPED
    assert certificate.drives[0].reasons == ("data-left",)


def test_a_failed_wipe_cannot_be_validated(shop: Shop) -> None:
    code = shop.received()
    shop.wiped(code, differing_bytes=3)
    (drive,) = shop.machines.drives(code)
    with pytest.raises(RefusedError):
        shop.wiping.validate(shop.validator, drive.code)


def test_data_to_keep_stops_the_eraser_before_it_starts(shop: Shop) -> None:
    code = shop.received()
    shop.holding.place(shop.actor, code, HoldReason.DATA_TO_KEEP)
    (drive,) = shop.machines.drives(code)
    eraser = FakeEraser()
    with pytest.raises(RefusedError):
        shop.wiping.wipe(shop.actor, drive.code, a_medium(drive.serial), eraser, exercise=False)
    assert eraser.orders == []
    shop.holding.release(shop.actor, code, HoldReason.DATA_TO_KEEP, Consent.DONOR)
    shop.wiping.wipe(shop.actor, drive.code, a_medium(drive.serial), eraser, exercise=False)
    assert len(eraser.orders) == 1


def test_a_certificate_is_refused_while_a_drive_is_open_but_a_provisional_has_no_number(shop: Shop) -> None:
    code = shop.received()
    with pytest.raises(RefusedError):
        shop.certificates.issue(shop.actor, shop.lot.code)
    provisional = shop.certificates.provisional(shop.actor, shop.lot.code)
    assert provisional.number == ""
    assert provisional.drives[0].outcome is Outcome.OPEN
    shop.wiped(code)
    document, certificate = shop.certificates.issue(shop.actor, shop.lot.code)
    assert certificate.number == document.number == "CE-2026-01-000001"


def test_a_new_certificate_replaces_the_old_one_and_never_edits_it(shop: Shop) -> None:
    code = shop.received()
    shop.wiped(code)
    first, _ = shop.certificates.issue(shop.actor, shop.lot.code)
    second, _ = shop.certificates.issue(shop.actor, shop.lot.code)
    assert (second.number, second.replaces) == ("CE-2026-01-000002", first.number)
    assert shop.certificates.content(first).number == first.number


def test_a_machine_whose_grade_is_too_low_for_the_order_stays(shop: Shop) -> None:
    code = shop.ready()
    order = shop.order(lowest_letter="A")
    with pytest.raises(RefusedError) as refused:
        shop.deliveries.pack(shop.actor, order, 1, code)
    assert refused.value.reasons == ("grade-too-low",)


def test_an_order_takes_no_more_than_it_asked_for(shop: Shop) -> None:
    order = shop.order(quantity=1)
    shop.deliveries.pack(shop.actor, order, 1, shop.ready("AAAA1111"))
    with pytest.raises(RefusedError) as refused:
        shop.deliveries.pack(shop.actor, order, 1, shop.ready("BBBB2222"))
    assert refused.value.reasons == ("order-complete",)


def test_a_packed_machine_that_is_set_aside_is_not_on_the_manifest(shop: Shop) -> None:
    order = shop.order()
    kept, gone = shop.ready("AAAA1111"), shop.ready("BBBB2222")
    for code in (kept, gone):
        shop.deliveries.pack(shop.actor, order, 1, code)
    shop.machines.set_aside(shop.actor, gone, Aside.TO_REPAIR)
    _, manifest = shop.deliveries.manifest(shop.actor, order, 1)
    assert [line.code for line in manifest.lines] == [kept]


def test_an_incomplete_inspection_is_no_test(shop: Shop) -> None:
    code = shop.received()
    shop.machines.triage(shop.actor, code)
    shop.wiped(code)
    whole = an_inspection()
    shop.inspecting.record(shop.actor, code, type(whole)(whole.tests[:-1], looks_checked=True))
    assert shop.machines.card(code).state == "wiped"


def test_a_rejected_proof_keeps_the_machine(shop: Shop) -> None:
    code = shop.ready()
    (drive,) = shop.machines.drives(code)
    shop.wiping.reject(shop.validator, drive.code)
    assert shop.machines.card(code).state == "triaged"
    assert shop.certificates.issue(shop.validator, drive.code)[1].drives[0].outcome is Outcome.NOT_WIPED


def test_wiping_says_what_it_could_not_prove(shop: Shop) -> None:
    code = shop.received()
    (drive,) = shop.machines.drives(code)
    conclusion = shop.wiping.wipe(
        shop.actor, drive.code, a_medium(drive.serial), FakeEraser(differing_bytes=1), exercise=False
    )
    assert isinstance(conclusion, NotProven)


def test_a_machine_in_which_nobody_looked_for_drives_gets_no_certificate(shop: Shop) -> None:
    card = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13")
    with pytest.raises(RefusedError) as refused:
        shop.certificates.issue(shop.actor, card.code)
    assert refused.value.reasons == (f"no-drive-known:{card.code}",)
    shop.machines.check_bays(shop.actor, card.code)
    _, certificate = shop.certificates.issue(shop.actor, shop.lot.code)
    assert certificate.machines_without_drive == (card.code,)


def test_a_held_lot_holds_the_machines_that_come_later_until_the_donor_releases_it(shop: Shop) -> None:
    early = shop.received("AAAA1111")
    shop.holding.place(shop.actor, shop.lot.code, HoldReason.DATA_TO_RETURN)
    late = shop.received("BBBB2222")
    assert [shop.machines.card(code).state for code in (early, late)] == ["hold", "hold"]
    with pytest.raises(RefusedError):
        shop.holding.release(shop.actor, shop.lot.code, HoldReason.DATA_TO_RETURN)
    shop.holding.release(shop.actor, shop.lot.code, HoldReason.DATA_TO_RETURN, Consent.DONOR)
    assert [shop.machines.card(code).state for code in (early, late)] == ["received", "received"]
    assert shop.machines.card(shop.received("CCCC3333")).state == "received"


def test_what_has_left_still_counts_for_the_order(shop: Shop) -> None:
    order = shop.order(quantity=1)
    shop.deliveries.pack(shop.actor, order, 1, shop.ready("AAAA1111"))
    shop.deliveries.manifest(shop.actor, order, 1)
    assert shop.views.delivery(order, 1).packed == 1
    with pytest.raises(RefusedError) as refused:
        shop.deliveries.pack(shop.actor, order, 1, shop.ready("BBBB2222"))
    assert refused.value.reasons == ("order-complete",)
