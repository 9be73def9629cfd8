from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.imports import (
    FAILS,
    LEAVES_OPEN,
    Account,
    ForeignWipe,
    Note,
    Unmatched,
    account,
    is_certainly_between,
    last_of_each,
    match,
)
from workshop.domain.lots import DriveCard

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def a_card(model: str = "TOSHIBA MK3259GSXP", size_bytes: int = 320_072_933_376) -> DriveCard:
    return DriveCard("1", "", "open", "pending", model, "42T9-CPEGX", size_bytes=size_bytes)


def a_wipe(
    serial: str = "42t9cpegx",
    model: str = "",
    size_bytes: int = 0,
    *,
    status: Account = Account.WIPED,
    ended_at: str = "",
    notes: tuple[Note, ...] = (),
    rounded: bool = False,
) -> ForeignWipe:
    return ForeignWipe(serial, model, size_bytes, "", status, "", ended_at, "", notes, size_is_rounded=rounded)


@pytest.mark.parametrize("note", sorted(FAILS | LEAVES_OPEN))
def test_a_wipe_that_something_speaks_against_cannot_be_written_down(note: Note) -> None:
    assert account(Account.WIPED, (note,)) is not Account.WIPED
    with pytest.raises(ValueError, match=note):
        a_wipe(notes=(note,))


@given(st.sampled_from(Account), st.lists(st.sampled_from(Note)))
def test_no_note_makes_more_of_a_report_than_its_own_word(word: Account, notes: list[Note]) -> None:
    assert word is Account.WIPED or account(word, notes) is word


@pytest.mark.parametrize(
    ("entry", "answer"),
    [
        (a_wipe(), None),
        (a_wipe(model="MK3259GSXP"), None),
        (a_wipe(model="TOSHIBA_MK3259"), None),
        (a_wipe(size_bytes=320_072_933_376), None),
        (a_wipe(size_bytes=320_082_453_299, rounded=True), None),
        (a_wipe(model="WDC WD3200"), Unmatched.OTHER_MODEL),
        (a_wipe(model="MK"), Unmatched.OTHER_MODEL),
        (a_wipe(size_bytes=320_072_933_377), Unmatched.OTHER_SIZE),
        (a_wipe(size_bytes=500_107_862_016, rounded=True), Unmatched.OTHER_SIZE),
        (a_wipe(serial=""), Unmatched.NO_SERIAL),
        (a_wipe(serial="X-1"), Unmatched.NO_SERIAL),
        (a_wipe(notes=(Note.DOCK_SERIAL,)), Unmatched.NO_SERIAL),
    ],
)
def test_a_drive_is_known_by_its_serial_and_its_model_and_size_may_speak_against_it(
    entry: ForeignWipe, answer: Unmatched | None
) -> None:
    assert match(entry, (a_card(),)) == (answer or a_card())


def test_what_a_record_does_not_know_speaks_against_nothing() -> None:
    card = a_card(model="", size_bytes=0)
    assert match(a_wipe(model="Anything", size_bytes=1), (card,)) == card


def test_a_serial_that_nobody_has_or_that_two_drives_have_names_no_drive() -> None:
    assert match(a_wipe(), ()) is Unmatched.UNKNOWN_SERIAL
    assert match(a_wipe(), (a_card(), a_card())) is Unmatched.SHARED_SERIAL


def test_the_last_word_on_a_drive_is_the_latest_end_else_the_last_that_was_told() -> None:
    entries = (
        a_wipe("AAAA1111", ended_at="2026-11-24T09:00:00Z"),
        a_wipe("AAAA1111", ended_at="2026-11-24T08:00:00Z"),
        a_wipe("BBBB2222"),
        a_wipe("bbbb-2222"),
        a_wipe(""),
        a_wipe(""),
    )
    assert last_of_each(entries) == {0, 3, 4, 5}


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ("2026-11-24T12:00:01Z", True),
        ("2026-11-24T12:00:00Z", False),
        ("2026-11-26T12:00:01Z", False),
        ("2026-11-25T01:00:00", False),  # may be 11:00 UTC
        ("2026-11-25T03:00:00", True),
        ("9999-12-31T23:59:59", False),
        ("", False),
        ("yesterday", False),
    ],
)
def test_a_time_without_a_zone_is_after_another_only_where_it_is_in_every_zone(moment: str, answer: object) -> None:
    assert is_certainly_between(moment, NOON, NOON + timedelta(days=2)) is answer
