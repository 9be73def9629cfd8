from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import MORNING, facts
from workshop.domain.content import ContentError, from_content, to_content
from workshop.domain.diagnosis import DriveMedium, Smart
from workshop.domain.methods import FLASH, Expectation, Level, Method, Technique
from workshop.domain.proofs import Doubt, NotProven, Proof, Reservation, conclude, doubts_about
from workshop.domain.wiping import Claim, Coverage, HiddenArea, MediumIdentity, ReadBack, WipeLog, WipeStep

SIZE = 500_107_862_016
MEDIUM = MediumIdentity("/dev/sdb", "ST500LM000", "W3800ABC", "5000c5007a1b2c3d", SIZE, DriveMedium.HDD)
HEALTHY = Smart(passed=True, reallocated_sectors=0, pending_sectors=0, uncorrectable_sectors=0)


def minute(number: int) -> Any:
    return MORNING + timedelta(minutes=number)


STEP = WipeStep(("nwipe", "--method=zero"), "nwipe", "0.38", minute(1), minute(90), 0, Claim.ERASED, "erased")
READ_BACK = ReadBack(Coverage.FULL, True, 0, SIZE, 0, 0, minute(91), minute(150))  # noqa: FBT003
GOOD = WipeLog(
    "log",
    "drive",
    "nwipe-zero",
    Technique.OVERWRITE,
    False,  # noqa: FBT003
    MEDIUM,
    replace(MEDIUM, path="/dev/sdc"),
    minute(0),
    minute(151),
    (STEP,),
    READ_BACK,
    HiddenArea.NONE,
    level=Level.CLEAR,
    smart_before=HEALTHY,
    smart_after=HEALTHY,
)

Corrupt = Callable[[WipeLog], WipeLog]


def step(**changes: Any) -> Corrupt:
    return lambda log: replace(log, steps=(*log.steps, replace(STEP, started_at=minute(90), **changes)))


def reading(**changes: Any) -> Corrupt:
    return lambda log: replace(log, read_back=replace(READ_BACK, **changes))


def whole(**changes: Any) -> Corrupt:
    return lambda log: replace(log, **changes)


def other(**changes: Any) -> Corrupt:
    return lambda log: replace(log, after=replace(MEDIUM, **changes))


CORRUPTIONS: dict[str, tuple[Corrupt, Doubt]] = {
    "no command ran": (whole(steps=()), Doubt.NO_STEP),
    "the wipe never ended": (whole(ended_at=None), Doubt.NEVER_ENDED),
    "a command never ended": (step(ended_at=None), Doubt.NEVER_ENDED),
    "a command has no exit code": (step(exit_code=None), Doubt.NEVER_ENDED),
    "somebody stopped it": (whole(stopped=True), Doubt.STOPPED),
    "the tool says that it was interrupted": (step(claim=Claim.ABORTED), Doubt.STOPPED),
    "a command failed": (step(exit_code=1), Doubt.TOOL_FAILED),
    "a command was killed": (step(exit_code=-9), Doubt.TOOL_FAILED),
    "the tool says that it failed": (step(claim=Claim.FAILED), Doubt.TOOL_FAILED),
    "the tool says nothing": (step(claim=Claim.NONE), Doubt.TOOL_CLAIMS_NOTHING),
    "the drive took the command and nobody heard how it ended": (
        step(claim=Claim.STARTED),
        Doubt.TOOL_CLAIMS_NOTHING,
    ),
    "the medium was gone afterwards": (whole(after=None), Doubt.IDENTITY_CHANGED),
    "another serial": (other(serial="W3800ABD"), Doubt.IDENTITY_CHANGED),
    "another model": (other(model="ST1000LM035"), Doubt.IDENTITY_CHANGED),
    "another world wide name": (other(wwn=None), Doubt.IDENTITY_CHANGED),
    "another size": (other(size_bytes=SIZE - 512), Doubt.IDENTITY_CHANGED),
    "nobody read it back": (whole(read_back=None), Doubt.NOT_READ_BACK),
    "it was read from memory": (reading(direct=False), Doubt.READ_FROM_CACHE),
    "the end was not read": (reading(bytes_read=SIZE - 4096), Doubt.READ_INCOMPLETE),
    "more was read than there is": (reading(bytes_read=SIZE + 1), Doubt.READ_INCOMPLETE),
    "a sample of nothing": (reading(coverage=Coverage.SAMPLED, bytes_read=0), Doubt.READ_INCOMPLETE),
    "a part could not be read": (reading(unreadable_bytes=4096), Doubt.UNREADABLE),
    "nobody knows how much could not be read": (reading(unreadable_bytes=-1), Doubt.UNREADABLE),
    "one byte is left": (reading(differing_bytes=1), Doubt.DATA_LEFT),
    "nobody knows how much is left": (reading(differing_bytes=-1), Doubt.DATA_LEFT),
    "a difference that was not counted": (reading(first_difference=7), Doubt.DATA_LEFT),
    "a hidden area was not reached": (whole(hidden_area=HiddenArea.PRESENT), Doubt.HIDDEN_AREA),
    "the clock went back before the end": (whole(ended_at=minute(149)), Doubt.CLOCK),
    "the clock went back in a step": (step(ended_at=minute(89)), Doubt.CLOCK),
    "it was read before the wipe was over": (reading(started_at=minute(80)), Doubt.CLOCK),
    "it was read before it began to be": (reading(ended_at=minute(90)), Doubt.CLOCK),
    "something was done after it was read": (
        whole(steps=(STEP, replace(STEP, started_at=minute(150), ended_at=minute(151)))),
        Doubt.CLOCK,
    ),
    "the clock was put back between two moments": (whole(elapsed_seconds=151 * 60 + 3600), Doubt.CLOCK),
    "a line of the log is not as it was written": (whole(damaged=True), Doubt.LOG_DAMAGED),
    "a step only looked": (whole(steps=(replace(STEP, claim=Claim.LOOKED),)), Doubt.NO_STEP),
    "less was sampled than planned": (
        reading(coverage=Coverage.SAMPLED, bytes_read=SIZE // 10, planned_bytes=SIZE // 10 + 4096),
        Doubt.READ_INCOMPLETE,
    ),
    "what was there is still there": (
        reading(expectation=Expectation.CHANGED, compared_bytes=4096, unchanged_bytes=512),
        Doubt.DATA_LEFT,
    ),
    "a pattern is still the data": (reading(expectation=Expectation.PATTERN, unchanged_bytes=512), Doubt.DATA_LEFT),
    "noise, and nothing to compare it with": (
        reading(expectation=Expectation.CHANGED, differing_bytes=4096),
        Doubt.NOTHING_COMPARED,
    ),
    "the method counts as nothing on this medium": (whole(level=None), Doubt.NO_LEVEL),
}


@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_each_single_corruption_of_a_good_log_gives_exactly_its_doubt(corruption: str) -> None:
    corrupt, doubt = CORRUPTIONS[corruption]
    log = corrupt(GOOD)
    assert doubts_about(log) == (doubt,)
    conclusion = conclude(log)
    assert isinstance(conclusion, NotProven)
    assert conclusion.doubts == (doubt,)


def test_every_doubt_is_produced_by_some_log() -> None:
    assert {doubt for _, doubt in CORRUPTIONS.values()} == set(Doubt)


@given(st.lists(st.sampled_from(sorted(CORRUPTIONS)), min_size=1, max_size=4, unique=True))
def test_corruptions_together_never_make_a_proof(names: list[str]) -> None:
    log = GOOD
    for name in names:
        log = CORRUPTIONS[name][0](log)
    assert isinstance(conclude(log), NotProven)


def test_noise_where_data_was_is_what_a_crypto_erase_leaves() -> None:
    changed = reading(expectation=Expectation.CHANGED, differing_bytes=SIZE, first_difference=0, compared_bytes=4096)
    assert doubts_about(changed(GOOD)) == ()
    blank = reading(expectation=Expectation.CHANGED)
    assert doubts_about(blank(GOOD)) == ()


def test_what_a_drive_began_and_later_said_to_have_done_is_done() -> None:
    begun = replace(STEP, claim=Claim.STARTED, ended_at=minute(1))
    assert isinstance(conclude(replace(GOOD, steps=(begun, STEP))), Proof)


def test_a_look_that_fails_is_no_failed_wipe() -> None:
    look = replace(STEP, claim=Claim.LOOKED, exit_code=1, started_at=minute(0), ended_at=minute(0))
    assert doubts_about(replace(GOOD, steps=(look, *GOOD.steps))) == ()


def test_looking_once_more_after_the_reading_is_no_clock_that_went_back() -> None:
    look = replace(STEP, claim=Claim.LOOKED, started_at=minute(150), ended_at=minute(151))
    assert doubts_about(replace(GOOD, steps=(STEP, look))) == ()


def test_a_drive_without_a_name_is_the_same_only_where_it_stays() -> None:
    nameless = MediumIdentity("/dev/sdb", "USB DISK", None, None, SIZE, DriveMedium.USB, place="usb-1:2")
    assert nameless.same(replace(nameless, path="/dev/sdc"))
    assert not nameless.same(replace(nameless, place="usb-1:3"))
    assert MEDIUM.same(replace(MEDIUM, place="ata-2"))


def test_a_good_log_is_a_proof_without_reservations() -> None:
    conclusion = conclude(GOOD)
    assert isinstance(conclusion, Proof)
    assert (conclusion.level, conclusion.reservations) == (Level.CLEAR, ())


@given(facts(WipeLog))
def test_no_log_whatever_it_says_is_a_proof_and_leaves_a_doubt(log: WipeLog) -> None:
    doubts = doubts_about(log)
    assert isinstance(conclude(log), NotProven if doubts else Proof)
    if doubts:
        with pytest.raises(ValueError, match=r".*"):
            Proof(log)
    else:
        assert Proof(log).level in Level


@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_a_proof_cannot_be_forged(corruption: str) -> None:
    proof = Proof(GOOD)
    bad = CORRUPTIONS[corruption][0](GOOD)
    with pytest.raises(ValueError, match=r".*"):
        replace(proof, log=bad)
    with pytest.raises(ContentError):
        from_content(Proof, {"log": to_content(bad)})
    with pytest.raises(FrozenInstanceError):
        proof.log = bad  # type: ignore[misc]
    assert copy.copy(proof) == pickle.loads(pickle.dumps(proof)) == proof


def test_a_refusal_always_has_a_reason() -> None:
    with pytest.raises(ValueError, match="log"):
        NotProven(GOOD, ())
    with pytest.raises(ValueError, match="log"):
        replace(NotProven(GOOD, (Doubt.STOPPED,)), doubts=())


def test_the_path_is_no_identity_and_neither_is_the_size_alone() -> None:
    assert MEDIUM.same(replace(MEDIUM, path="/dev/sdz"))
    nameless = MediumIdentity("/dev/sdb", "USB DISK", None, "", SIZE, DriveMedium.USB)
    assert not nameless.same(nameless)
    assert doubts_about(replace(GOOD, before=nameless, after=nameless)) == (Doubt.IDENTITY_CHANGED,)
    image = MediumIdentity("/tmp/image", None, None, None, SIZE, DriveMedium.IMAGE)
    assert doubts_about(replace(GOOD, before=image, after=image)) == ()


@pytest.mark.parametrize(
    ("medium", "technique", "refused"),
    [
        (DriveMedium.HDD, Technique.OVERWRITE, True),
        (DriveMedium.HDD, Technique.SECURITY_ERASE, True),
        (DriveMedium.HDD, Technique.SECURITY_ERASE_ENHANCED, False),
        (DriveMedium.HDD, Technique.DEVICE_OVERWRITE, False),
        (DriveMedium.SSD, Technique.SECURITY_ERASE_ENHANCED, True),
        (DriveMedium.SSD, Technique.OVERWRITE, True),
        (DriveMedium.SSD, Technique.SECURITY_ERASE, True),
        (DriveMedium.SSD, Technique.BLOCK_ERASE, False),
        (DriveMedium.NVME, Technique.CRYPTO_ERASE, False),
        (DriveMedium.EMMC, Technique.OVERWRITE, True),
        (DriveMedium.USB, Technique.BLOCK_ERASE, True),
        (DriveMedium.SD, Technique.CRYPTO_ERASE, True),
        (DriveMedium.UNKNOWN, Technique.BLOCK_ERASE, True),
    ],
)
def test_a_log_that_says_purge_where_only_clear_is_possible_proves_nothing(
    medium: DriveMedium,
    technique: Technique,
    refused: bool,  # noqa: FBT001
) -> None:
    identity = replace(MEDIUM, medium=medium)
    log = replace(GOOD, before=identity, after=identity, technique=technique, level=Level.PURGE)
    assert (Doubt.NO_LEVEL in doubts_about(log)) is refused
    assert doubts_about(replace(log, level=Level.CLEAR)) == ()


def reservations(**changes: Any) -> tuple[Reservation, ...]:
    conclusion = conclude(replace(GOOD, **changes))
    assert isinstance(conclusion, Proof)
    return conclusion.reservations


def on(medium: DriveMedium) -> dict[str, Any]:
    return {"before": replace(MEDIUM, medium=medium), "after": replace(MEDIUM, medium=medium)}


def test_each_reservation_has_its_cause() -> None:
    sampled = replace(READ_BACK, coverage=Coverage.SAMPLED, bytes_read=SIZE // 10, planned_bytes=SIZE // 10)
    causes: dict[Reservation, dict[str, Any]] = {
        Reservation.HIDDEN_AREA_UNKNOWN: {"hidden_area": HiddenArea.UNKNOWN},
        Reservation.HEALTH_UNKNOWN: {"smart_before": None, "smart_after": None},
        Reservation.REALLOCATED_SECTORS: {"smart_after": replace(HEALTHY, reallocated_sectors=1)},
        Reservation.FLASH_OVERWRITE: on(DriveMedium.SSD),
        Reservation.SAMPLED: {"read_back": sampled},
        Reservation.CLOCK_MOVED: {"elapsed_seconds": 91 * 60},
        Reservation.IDENTITY_BY_PLACE: {
            name: replace(MEDIUM, serial=None, wwn=None, place="ata-2") for name in ("before", "after")
        },
    }
    assert {reservation: reservations(**cause) for reservation, cause in causes.items()} == {
        reservation: (reservation,) for reservation in Reservation
    }


@pytest.mark.parametrize("when", ["smart_before", "smart_after"])
@pytest.mark.parametrize("sectors", ["reallocated_sectors", "pending_sectors", "uncorrectable_sectors"])
def test_sectors_out_of_reach_are_told_whenever_they_were_seen(when: str, sectors: str) -> None:
    told: dict[str, Any] = {sectors: 3}
    assert reservations(**{when: replace(HEALTHY, **told)}) == (Reservation.REALLOCATED_SECTORS,)


@pytest.mark.parametrize("medium", [*FLASH, DriveMedium.UNKNOWN])
def test_what_may_be_flash_is_not_reached_by_overwriting(medium: DriveMedium) -> None:
    assert Reservation.FLASH_OVERWRITE in reservations(**on(medium))
    erased = reservations(**on(medium), technique=Technique.BLOCK_ERASE)
    assert Reservation.FLASH_OVERWRITE not in erased


def test_a_name_that_a_bridge_may_have_made_up_is_no_name_of_a_drive() -> None:
    docked = replace(MEDIUM, medium=DriveMedium.USB, wwn=None, place="usb-1.4")
    assert Reservation.IDENTITY_BY_PLACE in reservations(before=docked, after=docked)
    assert Reservation.IDENTITY_BY_PLACE not in reservations(**on(DriveMedium.USB))


def test_an_image_has_no_health() -> None:
    assert reservations(**on(DriveMedium.IMAGE), smart_before=None, smart_after=None) == ()


@pytest.mark.parametrize("area", [HiddenArea.NONE, HiddenArea.COVERED, HiddenArea.NOT_APPLICABLE])
def test_a_hidden_area_that_was_reached_or_cannot_be_is_no_reservation(area: HiddenArea) -> None:
    assert reservations(hidden_area=area) == ()


def test_a_method_counts_as_nothing_on_a_medium_that_it_does_not_list() -> None:
    method = Method("nwipe-zero", Technique.OVERWRITE, "nwipe", levels=((DriveMedium.HDD, Level.CLEAR),))
    assert method.level(DriveMedium.HDD) is Level.CLEAR
    assert all(method.level(medium) is None for medium in set(DriveMedium) - {DriveMedium.HDD})
