from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import imei as second_opinion

from workshop.domain.imei import Imei, WrongImei, looks_like_imei, luhn_digit, read_imei

REAL = "490154203237518"  # the example of the GSMA's guideline
digits_14 = st.text("0123456789", min_size=14, max_size=14).filter(lambda text: text.strip("0"))


@pytest.mark.parametrize(
    "written",
    [
        REAL,
        "49-015420-323751-8",
        "49 015420 323751 8",
        "IMEI: 490154203237518",
        "IMEI1 490154203237518",
        "imei:490154203237518",
        "49015420323751",
        "4901542032375107",
        "490154203237518/07",
        "490154203237518 07",
        f"  {REAL} ",
    ],
)
def test_one_number_is_read_however_it_is_written(written: str) -> None:
    assert read_imei(written) == Imei(REAL)


@pytest.mark.parametrize("text", ["490154203237517", "IMEI: 490154203237519", "490154203237517 07"])
def test_a_check_that_does_not_hold_is_told_apart(text: str) -> None:
    assert isinstance(read_imei(text), WrongImei)


@pytest.mark.parametrize(
    "text",
    ["", "8XK2J13", "1234567890123", "123456789012345678", "0" * 15, "A0000012345678", "٤٩٠١٥٤٢٠٣٢٣٧٥١٨", "IMEI"],
)
def test_what_has_another_form_is_none(text: str) -> None:
    assert read_imei(text) is None


def test_the_type_allocation_is_the_first_eight_digits() -> None:
    assert Imei(REAL).type_allocation == "49015420"


def test_only_fifteen_digits_of_a_body_that_allocates_are_one_without_being_told() -> None:
    assert looks_like_imei("356938035643809")
    assert looks_like_imei("356938035643808")  # badly read, still one
    assert not looks_like_imei("456938035643809")
    assert not looks_like_imei("35693803564380")  # 14 digits are many things
    assert looks_like_imei("IMEI 35693803564380")


@given(digits_14)
def test_the_check_is_the_one_that_another_program_makes(digits: str) -> None:
    whole = digits + luhn_digit(digits)
    assert second_opinion.is_valid(whole)
    assert read_imei(whole) == read_imei(digits) == read_imei(whole + "42") == read_imei(digits + "42") == Imei(whole)


@given(digits_14, st.integers(0, 14), st.integers(1, 9))
def test_no_single_wrong_digit_is_ever_taken(digits: str, place: int, change: int) -> None:
    whole = digits + luhn_digit(digits)
    wrong = whole[:place] + str((int(whole[place]) + change) % 10) + whole[place + 1 :]
    assert not isinstance(read_imei(wrong), Imei)
