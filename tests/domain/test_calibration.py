from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.typing_reader import COMPUTERS, READERS, heard
from workshop.domain.calibration import (
    FIRST,
    MOST_AROUND,
    SECOND,
    WHOLE,
    Calibration,
    Card,
    card_of,
    learned_from,
    said,
    together,
)
from workshop.domain.codes import make
from workshop.domain.layouts import FR_PC, US
from workshop.domain.scanning import Said
from workshop.domain.wedge import Burst, Key

CODE = make(26, 1, 123).text


def taught(text: str, reader: str = "US", computer: str = "FR", *, keys: bool = True) -> Calibration:
    learned = heard(text, READERS[reader], COMPUTERS[computer], keys=keys).teaches()
    assert learned is not None
    return learned.calibration


def meant(calibration: Calibration, text: str, reader: str = "US", computer: str = "FR", *, keys: bool = True) -> str:
    return heard(text, READERS[reader], COMPUTERS[computer], keys=keys).decoded(calibration).text


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("computer", COMPUTERS)
@pytest.mark.parametrize("keys", [True, False])
def test_one_scan_teaches_every_sign_of_a_serial(reader: str, computer: str, *, keys: bool) -> None:
    calibration = taught(WHOLE, reader, computer, keys=keys)
    assert calibration.complete
    for text in ("5CG9123QWY", "VXL68ZK", "CN-0W2D8M-74261", "PFQAWZM", "S/N A_B. 68"):
        assert meant(calibration, text, reader, computer, keys=keys) == text


@pytest.mark.parametrize("keys", [True, False])
@pytest.mark.parametrize(
    ("before", "after"), [("", "-"), ("S-", ""), ("9", "9"), ("10", "01"), ("A1", "Q"), ("(", ")")]
)
def test_what_a_reader_sends_around_a_code_is_learned_and_taken_away(before: str, after: str, *, keys: bool) -> None:
    calibration = taught(f"{before}{WHOLE}{after}", keys=keys)
    assert (len(calibration.prefix), len(calibration.suffix)) == (len(before), len(after))
    assert meant(calibration, f"{before}8XK2J13{after}", keys=keys) == "8XK2J13"
    assert meant(calibration, f"{before}{CODE}{after}", keys=keys) == CODE
    assert meant(calibration, "8XK2J13", keys=keys) == "8XK2J13"


@pytest.mark.parametrize("keys", [True, False])
def test_the_symbology_is_no_fixed_prefix(*, keys: bool) -> None:
    calibration = taught(f"]Q1{WHOLE}", keys=keys)
    assert calibration.prefix == ()
    assert meant(calibration, "]C05CG9123QWY", keys=keys) == "]C05CG9123QWY"
    assert meant(taught(f"S]Q1{WHOLE}", keys=keys), "S]C08XK2J13", keys=keys) == "]C08XK2J13"


def test_two_halves_make_a_whole() -> None:
    halves = [heard(text, US, FR_PC).teaches() for text in (FIRST, SECOND)]
    for first, second in itertools.permutations(halves):
        assert first is not None
        assert second is not None
        half = together(None, first)
        assert not half.complete
        assert together(half, second).complete
        assert meant(together(half, second), "5CG9123QWY") == "5CG9123QWY"


def test_halves_of_two_readers_make_nothing() -> None:
    one, other = heard(FIRST, US, FR_PC).teaches(), heard(SECOND, FR_PC, FR_PC).teaches()
    assert one is not None
    assert other is not None
    assert not together(together(None, one), other).complete


def test_a_whole_replaces_what_was_known() -> None:
    calibration = taught(WHOLE, "FR-PC", "FR")
    again = heard(WHOLE, US, FR_PC).teaches()
    assert again is not None
    assert together(calibration, again) == taught(WHOLE)


def test_keys_that_the_card_has_not_are_those_of_the_known_layout() -> None:
    assert meant(taught(WHOLE), "5CG9#23") == "5CG9#23"


def test_a_serial_reader_teaches_what_it_sends_around_a_code() -> None:
    learned = learned_from(tuple(f"X{WHOLE}*"))
    assert learned is not None
    assert (learned.calibration.prefix, learned.calibration.suffix) == (("X",), ("*",))


def test_where_only_signs_are_heard_another_caps_lock_makes_what_was_learned_void() -> None:
    calibration = taught(WHOLE, keys=False)
    burst = heard("5CG9123QWY", US, FR_PC, caps=True, keys=False)
    assert burst.decoded(calibration).doubtful
    assert heard(CODE, US, FR_PC, caps=True, keys=False).decoded(calibration).text == CODE


@given(st.text(st.sampled_from("0123456789ABCXYZ-"), max_size=128))
def test_nothing_else_teaches(text: str) -> None:
    if not any(card.value in text for card in Card):
        assert learned_from(tuple(text)) is None


@pytest.mark.parametrize(
    "text",
    [WHOLE[1:], WHOLE.replace("5", ""), WHOLE.replace("5", "6"), "x" * (MOST_AROUND + 1) + WHOLE, WHOLE + "x" * 100],
)
def test_a_card_that_was_badly_read_teaches_nothing(text: str) -> None:
    assert learned_from(tuple(text)) is None


def test_two_keys_that_gave_the_same_sign_teach_nothing() -> None:
    keys = tuple(Key("A", 0, place) for place in range(len(WHOLE)))
    assert Burst(keys, terminated=True).teaches() is None


def test_what_is_said_and_known_of_the_codes_of_the_card() -> None:
    assert [card_of(text) for text in (WHOLE, FIRST, SECOND, CODE)] == [Card.WHOLE, Card.FIRST, Card.SECOND, None]
    assert said(Card.WHOLE, complete=False) == (Said.READER_SET, 0)
    assert said(Card.SECOND, complete=True) == (Said.READER_SET, 0)
    assert [said(card, complete=False) for card in (Card.FIRST, Card.SECOND)] == [
        (Said.READER_HALF_SET, 1),
        (Said.READER_HALF_SET, 2),
    ]
