from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.codes import Code, is_code, make
from workshop.domain.scanning import LONGEST_SCAN, CodeScan, NoScan, Said, SerialScan, TypedScan, apart, meaning

CODE = make(26, 1, 123)
OTHER = make(7, 1, 42)
CODES = st.builds(
    make, st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 26, 99]), st.integers(0, 99), st.integers(0, 999_999)
)
NOT_READ = NoScan(Said.NOT_READ)
NO_SERIAL = NoScan(Said.NOT_A_SERIAL)


@given(CODES)
def test_one_of_our_codes_is_known_however_it_comes(code: Code) -> None:
    text = code.text
    grouped = f"{text[:4]} {text[4:8]} {text[8:]}"
    for burst in (text, grouped, f"]C0{text}", f"  {text} ", f"{text}\r\n", f"]C0{text}\r", f"]d1 {grouped}"):
        assert meaning(burst) == CodeScan(code)


@given(st.from_regex(r"[0-9]{8}", fullmatch=True))
def test_eight_digits_are_one_of_our_codes_typed_by_hand(digits: str) -> None:
    assert meaning(digits) == TypedScan(digits)
    assert meaning(f"{digits[:4]} {digits[4:]}") == TypedScan(digits)


@pytest.mark.parametrize(
    "burst",
    [
        "3017620422003",  # EAN-13
        "4006381333931",
        "036000291452",  # UPC-A
        "]E03017620422003",
        "]E0260100012323",  # says EAN: never ours, whatever its digits
        f"]E0{CODE.text}",
        "]E496385074",  # EAN-8
        "00:1A:2B:3C:4D:5E",
        "00-1a-2b-3c-4d-5e",
        "001A2B3C4D5E",
        "001a.2b3c.4d5e",
        "ABCDE-12345-FGHIJ-67890-KLMNO",  # Windows key
        "abcde-12345-fghij-67890-klmno",
        "P/N 0K3G1H",
        "(P/N)0K3G1H",
        "p/n:0K3G1H",
    ],
)
def test_the_wrong_codes_of_the_underside_are_told_apart(burst: str) -> None:
    assert meaning(burst) == NO_SERIAL


@pytest.mark.parametrize(
    ("burst", "serial"),
    [
        ("5CG1234ABC", "5CG1234ABC"),
        ("5cg1234abc", "5CG1234ABC"),
        ("8XK2J13", "8XK2J13"),
        ("]A05CG1234ABC", "5CG1234ABC"),
        ("PF-1ABCDE", "PF-1ABCDE"),
        ("C02 XL0 123", "C02 XL0 123"),
        ("1S20L5000XFRPF1ABCDE", "PF1ABCDE"),  # Lenovo: type and serial in one code
        ("]C01S20L5000XFRPF1ABCDE", "PF1ABCDE"),
        ("1S20L5000XFR", "1S20L5000XFR"),
        ("/8XK2J13/CN1296368A00Z1/", "8XK2J13"),  # Dell: service tag and board in one code
        ("/8XK2J13/", "8XK2J13"),
        ("12345678901", "12345678901"),  # Dell's express service code
        ("12 345 678 901", "12345678901"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_a_makers_serial_is_taken_as_it_is_written(burst: str, serial: str) -> None:
    assert meaning(burst) == SerialScan(serial)


@pytest.mark.parametrize(
    "burst",
    [
        "",
        " ",
        "]C0",
        "]",
        "123",
        "AB",
        "-ABC",
        "260100012324",  # one digit off
        CODE.text + OTHER.text,  # glued
        CODE.text * 3,
        "123456789012345678901",
        "A" * 41,
        "A" * (LONGEST_SCAN + 1),
        "1" * (LONGEST_SCAN + 1),
        "5CG\t1234",
        "5CG\x1d1234",
        "5CG\x001234",
        "GLYé-Bàà&é",  # AZERTY
        "ààQHRR!B!KUY",
        "5CGß123",
        "٢٦٠١٠٠٠١٢٣٢٣",
        "\u202e5CG123",
        "!@#$%^&*()",
        "https://exemple.fr/?a=1",
    ],
)
def test_what_cannot_be_understood_is_told_as_not_read(burst: str) -> None:
    assert meaning(burst) == NOT_READ


@given(st.text(max_size=150))
def test_every_burst_has_a_meaning(text: str) -> None:
    meant = meaning(text)
    assert isinstance(meant, CodeScan | TypedScan | SerialScan | NoScan)
    if isinstance(meant, SerialScan):
        assert meant.serial.isascii()
        assert meant.serial == meant.serial.strip().upper()
        assert not is_code(meant.serial)


@given(CODES, st.integers(0, 11), st.integers(1, 9))
def test_one_of_our_codes_with_a_wrong_digit_is_never_a_serial(code: Code, place: int, add: int) -> None:
    wrong = code.text[:place] + str((int(code.text[place]) + add) % 10) + code.text[place + 1 :]
    assert meaning(wrong) in (NOT_READ, NO_SERIAL)


@given(CODES, st.integers(1, 11))
def test_a_part_of_one_of_our_codes_is_never_one_of_our_codes(code: Code, length: int) -> None:
    assert not isinstance(meaning(code.text[:length]), CodeScan)


def test_about_one_upc_in_a_hundred_passes_our_check_and_only_the_store_can_tell() -> None:
    chance = random.Random(20261124)
    passing = 0
    for _ in range(20_000):
        body = f"{chance.randrange(10**11):011d}"
        weighted = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(body))
        upc = f"{body}{-weighted % 10}"
        meant = meaning(upc)
        assert meant == NO_SERIAL or isinstance(meant, CodeScan)
        passing += isinstance(meant, CodeScan)
    assert 0.005 < passing / 20_000 < 0.015


@given(st.lists(CODES, min_size=1, max_size=5, unique=True))
def test_codes_that_a_reader_glued_together_come_apart(codes: list[Code]) -> None:
    texts = tuple(code.text for code in codes)
    assert apart("".join(texts)) == texts
    assert apart("]C0" + "".join(texts)) == (texts if len(texts) > 1 else ("]C0" + texts[0],))


@given(CODES, st.integers(2, 5))
def test_a_code_that_came_several_times_in_one_is_one(code: Code, times: int) -> None:
    assert apart(code.text * times) == (code.text,)


@given(st.text(max_size=60))
def test_everything_else_stays_in_one_piece(text: str) -> None:
    pieces = apart(text)
    assert pieces == (text,) or all(is_code(piece) for piece in pieces)


def test_two_codes_of_which_one_is_wrong_stay_in_one_piece_and_are_refused() -> None:
    glued = CODE.text + "260100000199"
    assert apart(glued) == (glued,)
    assert meaning(glued) == NOT_READ
