"""The start of a wipe: which drive, confirmed by whom, by which method; and what a refusal leaves behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.shop import SIZE, Shop, a_drive, a_medium
from workshop.domain.codes import make
from workshop.domain.diagnosis import DriveMedium, Health, Smart
from workshop.domain.errors import RefusedError, StoreError, StoreProblem, UnknownCodeError, WipeRefusedError
from workshop.domain.events import Undone, WipeStarted
from workshop.domain.holds import Aside, Consent, HoldReason
from workshop.domain.interlocks import Interlock, Protection
from workshop.domain.journal import verify_chain
from workshop.domain.methods import Abilities, Ability
from workshop.domain.people import Role
from workshop.domain.wiping import HiddenArea, Looked, MediumIdentity, WipeCard
from workshop.services.ports import WipeOrder
from workshop.services.wipe_authorised import AGAIN


def refused(shop: Shop, code: str, drive: str, confirmed: str) -> tuple[str, ...]:
    with pytest.raises(RefusedError) as error:
        shop.wiping.start(shop.actor, code, drive, confirmed=confirmed)
    assert shop.keeper.orders == []
    with shop.store.looking() as look:
        assert look.find(WipeCard) == ()
    return tuple(reason.partition(":")[0] for reason in error.value.reasons)


def test_a_wipe_starts_for_the_drive_that_a_reading_found_in_the_machine_of_the_scanned_label(shop: Shop) -> None:
    code, drive = shop.plugged()
    wipe = shop.wiping.start(shop.actor, code, drive.code, confirmed=code, sampled=True)
    (order,) = shop.keeper.orders
    assert (order.log, order.drive, order.confirmed, order.sampled, order.exercise) == (
        wipe.code, drive.code, code, True, False,
    )  # fmt: skip
    assert order.medium == a_medium(drive.serial)
    with shop.store.looking() as look:
        assert look.find(WipeCard, open=True) == (wipe,)
        started = [entry.event for entry in look.history(drive.code) if isinstance(entry.event, WipeStarted)]
    assert started == [WipeStarted(order.method.id, wipe.code, code)]


def test_the_start_is_written_before_the_keeper_is_asked(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    code, drive = shop.plugged()
    seen: list[int] = []
    begin = shop.keeper.start

    def start(order: WipeOrder) -> None:
        with shop.store.looking() as look:
            seen.append(look.count(WipeCard, open=True))
        begin(order)

    monkeypatch.setattr(shop.keeper, "start", start)
    shop.wiping.start(shop.actor, code, drive.code, confirmed=code)
    assert seen == [1]


def test_the_code_of_another_machine_does_not_confirm(shop: Shop) -> None:
    code, drive = shop.plugged()
    other = shop.received("OTHER123")
    assert refused(shop, code, drive.code, other) == ("not-confirmed",)
    assert refused(shop, code, drive.code, make(26, 1, 999_999).text) == ("not-confirmed",)
    assert refused(shop, code, drive.code, "nonsense") == ("not-confirmed",)
    assert refused(shop, code, drive.code, drive.code) == ("not-confirmed",)
    assert refused(shop, code, drive.code, "") == ("not-confirmed",)


def test_a_drive_of_another_machine_is_refused_under_the_label_that_was_scanned(shop: Shop) -> None:
    _, drive = shop.plugged()
    other = shop.received("OTHER123")
    assert refused(shop, other, drive.code, other) == ("other-drive",)


def test_a_label_that_was_replaced_still_confirms_and_so_do_its_last_eight_digits(shop: Shop) -> None:
    code, drive = shop.plugged()
    new = make(26, 1, 777_777).text
    shop.store._memory.codes[new] = code
    wipe = shop.wiping.start(shop.actor, code, drive.code, confirmed=f"{new[:4]} {new[4:8]} {new[8:]}")
    shop.keeper.end(wipe.code)
    shop.wiping.settle(shop.actor)
    assert shop.wiping.start(shop.actor, new, drive.code, confirmed=code[-8:]).drive == drive.code


def test_a_drive_that_is_not_plugged_in_or_is_protected_is_refused(shop: Shop) -> None:
    code = shop.received()
    (drive,) = shop.machines.drives(code)
    assert refused(shop, code, drive.code, code) == ("not-plugged-in",)
    shop.here.plug(a_medium(drive.serial), Protection.MOUNTED)
    assert refused(shop, code, drive.code, code) == ("protected",)


def test_two_drives_that_are_alike_are_neither(shop: Shop) -> None:
    code, drive = shop.plugged()
    shop.here.plug(replace(a_medium(drive.serial), path="/dev/sdz"))
    assert refused(shop, code, drive.code, code) == ("not-plugged-in",)


@pytest.mark.parametrize("reason", [HoldReason.DATA_TO_KEEP, HoldReason.DATA_TO_RETURN])
def test_data_to_keep_refuses_until_the_donor_releases_it(shop: Shop, reason: HoldReason) -> None:
    code, drive = shop.plugged()
    shop.holding.place(shop.actor, code, reason)
    assert refused(shop, code, drive.code, code) == ("on-hold",)
    assert shop.wiping.plan(code).refusals == (f"on-hold:{drive.code}",)
    shop.holding.release(shop.actor, code, reason, Consent.DONOR)
    assert shop.wiping.start(shop.actor, code, drive.code, confirmed=code).open


def test_a_locked_machine_is_not_wiped(shop: Shop) -> None:
    code, drive = shop.plugged()
    shop.machines.set_aside(shop.actor, code, Aside.LOCKED)
    assert refused(shop, code, drive.code, code) == ("locked",)


def test_while_a_wipe_runs_no_other_begins_on_the_same_drive(shop: Shop) -> None:
    wipe = shop.wiping_now()
    with pytest.raises(RefusedError) as error:
        shop.wiping.start(shop.actor, wipe.machine, wipe.drive, confirmed=wipe.machine)
    assert error.value.reasons == (f"already-wiping:{wipe.drive}",)
    assert len(shop.keeper.orders) == 1
    assert shop.wiping.plan(wipe.machine).drives[0].wipe == wipe


def test_a_start_that_an_interlock_refuses_leaves_what_was_proven(shop: Shop) -> None:
    code = shop.ready()
    (drive,) = shop.machines.drives(code)
    shop.here.plug(a_medium(drive.serial))
    machine, before = shop.machines.card(code), shop.drive(drive.code)
    shop.keeper.refuses = WipeRefusedError(Interlock.IN_USE, "/dev/sda")
    with pytest.raises(WipeRefusedError):
        shop.wiping.start(shop.actor, code, drive.code, confirmed=code)
    assert (shop.drive(drive.code), shop.machines.card(code)) == (before, machine)
    assert before.validation == "validated"
    assert shop.wiping.settle(shop.actor) == shop.wiping.running() == ()
    with shop.store.looking() as look:
        kinds = [type(entry.event) for entry in look.history(drive.code)][-2:]
        assert kinds == [WipeStarted, Undone]
        assert look.count(WipeCard, open=True) == 0
        assert verify_chain(look.journal()) is None
    shop.keeper.refuses = None
    assert shop.wiping.start(shop.actor, code, drive.code, confirmed=code).open
    assert shop.drive(drive.code).disposition == "open"


def test_a_keeper_that_fails_after_its_log_began_leaves_the_truth_to_the_log(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, drive = shop.plugged()
    begin = shop.keeper.start

    def start(order: WipeOrder) -> None:
        begin(order)
        raise StoreError("pipe", StoreProblem.UNREACHABLE)

    monkeypatch.setattr(shop.keeper, "start", start)
    with pytest.raises(StoreError):
        shop.wiping.start(shop.actor, code, drive.code, confirmed=code)
    (order,) = shop.keeper.orders
    shop.keeper.end(order.log)
    (row,) = shop.wiping.settle(shop.actor)
    assert row.outcome == "proven"


def test_the_best_method_is_what_the_drive_says_it_can_do(shop: Shop) -> None:
    code, drive = shop.plugged()
    able = Abilities(known=True, can=frozenset({Ability.ATA_SANITIZE_BLOCK}))
    shop.here.looked[drive.serial] = Looked(able)
    plan = shop.wiping.look(shop.wiping.plan(code))
    assert [offer.method.id for offer in plan.drives[0].offers] == ["test-block", "test-zero"]
    assert shop.wiping.start(shop.actor, code, drive.code, confirmed=code).method == "test-block"


def test_a_method_can_be_chosen_but_must_exist(shop: Shop) -> None:
    code, drive = shop.plugged()
    with pytest.raises(WipeRefusedError) as error:
        shop.wiping.start(shop.actor, code, drive.code, "magic", confirmed=code)
    assert error.value.rule is Interlock.UNKNOWN_METHOD
    assert shop.wiping.start(shop.actor, code, drive.code, "test-zero", confirmed=code).method == "test-zero"


def test_a_medium_for_which_nothing_counts_is_not_wiped_at_all(shop: Shop) -> None:
    code, drive = shop.plugged()
    shop.here.plugged.clear()
    shop.here.plug(replace(a_medium(drive.serial), medium=DriveMedium.UNKNOWN))
    with pytest.raises(WipeRefusedError) as error:
        shop.wiping.start(shop.actor, code, drive.code, confirmed=code)
    assert error.value.rule is Interlock.CANNOT


def test_a_real_workshop_wipes_no_image_and_a_sample_nothing_else(shop: Shop) -> None:
    code, drive = shop.plugged()
    shop.here.plugged.clear()
    shop.here.plug(replace(a_medium(drive.serial), medium=DriveMedium.IMAGE))
    with pytest.raises(WipeRefusedError) as error:
        shop.wiping.start(shop.actor, code, drive.code, "test-zero", confirmed=code)
    assert error.value.rule is Interlock.NOT_AN_EXERCISE
    sample = Shop(sample=True)
    code, drive = sample.plugged()
    with pytest.raises(WipeRefusedError) as error:
        sample.wiping.start(sample.actor, code, drive.code, "test-zero", confirmed=code)
    assert error.value.rule is Interlock.NOT_FOR_EXERCISE


def test_a_plan_shows_what_is_there_what_is_not_and_what_must_stay(shop: Shop) -> None:
    code = shop.received("8XK2J13", a_drive("HERE"), a_drive("GONE", path="/dev/sdb"))
    shop.here.plug(a_medium("HERE"), looked=Looked(smart=Smart(passed=False)))
    shop.here.plug(a_medium("SYSTEM"), Protection.SYSTEM)
    plan = shop.wiping.plan(code)
    assert (plan.code, plan.name, plan.lot) == (code, "Dell Latitude 5400", shop.lot.code)
    assert {item.card.serial: bool(item.present) for item in plan.drives} == {"HERE": True, "GONE": False}
    assert [item.medium.serial for item in plan.protected] == ["SYSTEM"]
    assert all(item.looked is None and item.health is Health.GOOD for item in plan.drives)
    health = {item.card.serial: (item.health, item.health_facts) for item in shop.wiping.look(plan).drives}
    assert health == {"HERE": (Health.FAILING, ("passed=no",)), "GONE": (Health.GOOD, ())}


def test_the_label_of_a_drive_in_a_machine_opens_its_machines_plan(shop: Shop) -> None:
    code, drive = shop.plugged()
    assert shop.wiping.plan(drive.code).code == code
    with pytest.raises(UnknownCodeError):
        shop.wiping.plan(make(26, 1, 999_999).text)


def test_one_refusal_hides_no_other_drive_of_the_machine(shop: Shop) -> None:
    code = shop.received("8XK2J13", *(a_drive(name, path=f"/dev/sd{name}") for name in "ABCD"))
    shop.here.plug(a_medium("A"))
    shop.here.plug(replace(a_medium("B"), path="/dev/sdb", medium=DriveMedium.UNKNOWN))
    shop.here.plug(a_medium("C"), Protection.MOUNTED)
    started = shop.wiping.start_all(shop.actor, shop.wiping.plan(code), code)
    assert {card.serial: type(what) for card, what in started} == {"A": WipeCard, "B": WipeRefusedError}


def test_a_lot_is_authorised_by_a_manager_and_then_needs_no_second_scan(shop: Shop) -> None:
    technician = replace(shop.actor, person=shop.people.add(shop.actor, "Sami", Role.TECHNICIAN).code)
    code, drive = shop.plugged()
    with pytest.raises(RefusedError) as error:
        shop.lots.authorise_wipes(technician, shop.lot.code)
    assert error.value.reasons == ("not-a-manager",)
    assert shop.wiping.start_authorised(technician) == ()
    shop.lots.authorise_wipes(shop.validator, shop.lot.code)
    assert shop.lots.wipes_authorised(shop.lot.code)
    assert shop.wiping.plan(code).authorised
    ((card, wipe),) = shop.wiping.start_authorised(technician)
    assert isinstance(wipe, WipeCard)
    assert (card.code, wipe.confirmed, wipe.person) == (drive.code, "", technician.person)
    assert shop.wiping.start_authorised(technician) == ()
    shop.lots.forbid_wipes(shop.validator, shop.lot.code)
    assert not shop.lots.wipes_authorised(shop.lot.code)


def test_an_authorised_lot_starts_neither_what_is_held_nor_what_fails_nor_what_is_of_another_lot(shop: Shop) -> None:
    failing, _ = shop.plugged("FAILING1")
    shop.here.looked["D-FAILING1"] = Looked(smart=Smart(passed=False))
    held, held_drive = shop.plugged("HELD1111")
    shop.holding.place(shop.actor, held, HoldReason.DATA_TO_KEEP)
    shop.lots.authorise_wipes(shop.actor, shop.lot.code)
    shop.lot = shop.lots.open(shop.actor, "Autre mairie")
    shop.plugged("OTHERLOT")
    told = dict(shop.wiping.start_authorised(shop.actor))
    reasons = {
        card.machine: what.reasons[0].partition(":")[0] for card, what in told.items() if isinstance(what, RefusedError)
    }
    assert reasons == {failing: "drive-failing", held: "on-hold"}
    assert len(told) == 2
    assert shop.drive(held_drive.code).disposition == "open"
    assert isinstance(
        shop.wiping.start(shop.actor, failing, shop.machines.drives(failing)[0].code, confirmed=failing),
        WipeCard,
    )


def test_a_drive_is_never_matched_by_its_path(shop: Shop) -> None:
    code = shop.received()
    (drive,) = shop.machines.drives(code)
    shop.here.plug(MediumIdentity("/dev/sda", "Disque", "SOMEBODY-ELSE", None, SIZE, DriveMedium.HDD))
    assert refused(shop, code, drive.code, code) == ("not-plugged-in",)


def test_a_proof_that_was_rejected_or_failed_may_be_wiped_again_with_its_machine(shop: Shop) -> None:
    code, drive = shop.plugged()
    shop.wiped(code, differing_bytes=1)
    assert shop.drive(drive.code).disposition == "failed"
    ((_, again),) = shop.wiping.start_all(shop.actor, shop.wiping.plan(code), code)
    assert isinstance(again, WipeCard)
    shop.keeper.end(again.code)
    shop.wiping.settle(shop.actor)
    assert shop.wiping.start_all(shop.actor, shop.wiping.plan(code), code) == ()
    shop.wiping.reject(shop.validator, drive.code)
    assert len(shop.wiping.start_all(shop.actor, shop.wiping.plan(code), code)) == 1


def asked_of(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Note the serials of the drives that are asked what they can do."""
    asked: list[str | None] = []
    look = shop.here.look

    def noted(medium: MediumIdentity) -> Looked:
        asked.append(medium.serial)
        return look(medium)

    monkeypatch.setattr(shop.here, "look", noted)
    return asked


def test_an_authorised_drive_that_fails_is_asked_once_until_it_is_plugged_in_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.plugged("FAILING1")
    shop.here.looked["D-FAILING1"] = Looked(smart=Smart(passed=False))
    shop.lots.authorise_wipes(shop.actor, shop.lot.code)
    asked = asked_of(shop, monkeypatch)
    first, again = (shop.wiping.start_authorised(shop.actor) for _ in range(2))
    assert [str(why) for _, why in first] == [str(why) for _, why in again]
    assert asked == ["D-FAILING1"]
    unplugged = shop.here.plugged.pop()
    assert shop.wiping.start_authorised(shop.actor) == ()
    shop.here.plugged.append(unplugged)
    assert len(shop.wiping.start_authorised(shop.actor)) == 1
    assert asked == ["D-FAILING1"] * 2


def test_an_authorised_drive_that_fails_is_asked_again_after_a_while(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.plugged("FAILING1")
    shop.here.looked["D-FAILING1"] = Looked(smart=Smart(passed=False))
    shop.lots.authorise_wipes(shop.actor, shop.lot.code)
    asked = asked_of(shop, monkeypatch)
    shop.wiping.start_authorised(shop.actor)
    shop.clock.moment += AGAIN
    shop.here.looked["D-FAILING1"] = Looked(smart=Smart(passed=True), hidden_area=HiddenArea.NONE)
    ((_, wipe),) = shop.wiping.start_authorised(shop.actor)
    assert isinstance(wipe, WipeCard)
    assert asked == ["D-FAILING1"] * 2


def test_an_authorised_start_that_an_interlock_refused_is_not_written_again_and_again(shop: Shop) -> None:
    _, drive = shop.plugged()
    shop.lots.authorise_wipes(shop.actor, shop.lot.code)
    shop.keeper.refuses = WipeRefusedError(Interlock.FROZEN, "/dev/sda")
    for _ in range(3):
        ((_card, why),) = shop.wiping.start_authorised(shop.actor)
        assert isinstance(why, WipeRefusedError)
    with shop.store.looking() as look:
        starts = [entry for entry in look.history(drive.code) if isinstance(entry.event, WipeStarted)]
    assert len(starts) == 1
    shop.keeper.refuses = None
    assert isinstance(shop.wiping.start(shop.actor, drive.machine, drive.code, confirmed=drive.machine), WipeCard)


def test_a_drive_that_is_held_is_not_asked_and_starts_once_it_is_released(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, drive = shop.plugged()
    shop.holding.place(shop.actor, code, HoldReason.DATA_TO_KEEP)
    shop.lots.authorise_wipes(shop.actor, shop.lot.code)
    asked = asked_of(shop, monkeypatch)
    ((_, why),) = shop.wiping.start_authorised(shop.actor)
    assert isinstance(why, RefusedError)
    assert (why.reasons, asked) == ((f"on-hold:{drive.code}",), [])
    shop.holding.release(shop.actor, code, HoldReason.DATA_TO_KEEP, Consent.DONOR)
    ((_, wipe),) = shop.wiping.start_authorised(shop.actor)
    assert isinstance(wipe, WipeCard)
