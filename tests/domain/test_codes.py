from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from workshop.domain.codes import (
    LENGTH,
    TYPED_LENGTH,
    Code,
    Command,
    Kind,
    command_code,
    command_of,
    is_code,
    kind_of,
    make,
)

KNOWN = [kind for kind in range(100) if kind >= 20 or kind in set(Kind)]
KINDS = st.sampled_from(KNOWN)
CODES = st.builds(make, KINDS, st.integers(0, 99), st.integers(0, 999_999))


@pytest.mark.parametrize(("payload", "check"), [("2601000001", "98"), ("2601000123", "23"), ("2699999999", "39")])
def test_the_published_vectors_hold(payload: str, check: str) -> None:
    assert make(int(payload[:2]), int(payload[2:4]), int(payload[4:])).text == payload + check


@given(CODES)
def test_a_second_opinion_agrees_on_every_code_we_make(code: Code) -> None:
    assert mod_97_10.validate(code.text) == code.text
    assert code.text == code.text[:10] + mod_97_10.calc_check_digits(code.text[:10])
    assert is_code(code.text)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_a_second_opinion_agrees_on_every_twelve_digits(digits: str) -> None:
    known = int(digits[:2]) in KNOWN
    # 00, 01 and 99 are congruent to 97, 98 and 02: ISO 7064 never gives them, python-stdnum lets them pass
    assert is_code(digits) is (mod_97_10.is_valid(digits) and known and 2 <= int(digits[10:]) <= 98)


@given(st.text(max_size=14) | st.text("0123456789०१२٠١٢０１²①", min_size=12, max_size=12))
def test_nothing_else_is_a_code(text: str) -> None:
    if not (len(text) == LENGTH and set(text) <= set("0123456789")):
        assert not is_code(text)
        with pytest.raises(ValueError, match=r".*"):
            Code(text)


def test_every_single_wrong_digit_is_refused() -> None:
    chance = random.Random(20261124)
    for _ in range(300):
        text = make(chance.choice(KNOWN), chance.randrange(100), chance.randrange(1_000_000)).text
        for place in range(LENGTH):
            for digit in "0123456789":
                wrong = text[:place] + digit + text[place + 1 :]
                assert is_code(wrong) is (wrong == text)


def test_every_pair_of_swapped_neighbours_is_refused() -> None:
    chance = random.Random(20261124)
    for _ in range(3000):
        text = make(chance.choice(KNOWN), chance.randrange(100), chance.randrange(1_000_000)).text
        for place in range(LENGTH - 1):
            wrong = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            assert is_code(wrong) is (wrong == text)


@given(st.integers(-5, 120), st.integers(-5, 120), st.integers(-5, 1_000_010))
def test_a_code_is_made_of_a_known_kind_a_site_and_a_serial_or_not_at_all(kind: int, site: int, serial: int) -> None:
    if kind in KNOWN and 0 <= site < 100 and 0 <= serial < 1_000_000:
        code = make(kind, site, serial)
        assert (int(code.text[:2]), code.site, int(code.text[4:10])) == (kind, site, serial)
        assert code.kind is (Kind.MACHINE if kind >= 20 else Kind(kind))
    else:
        with pytest.raises(ValueError, match=r".*"):
            make(kind, site, serial)


@given(CODES)
def test_the_last_eight_digits_are_typed_by_hand(code: Code) -> None:
    assert len(code.typed) == TYPED_LENGTH
    assert code.text.endswith(code.typed)
    assert code.typed[:6] == code.text[4:10]


@given(CODES)
def test_a_code_is_its_text(code: Code) -> None:
    assert str(code) == code.text
    assert Code(code.text) == code


@pytest.mark.parametrize("year", [1970, 1999, 2000, 2001, 2007, 2015, 2019, 2020, 2026, 2099, 2100])
def test_a_clock_that_was_never_set_does_not_make_a_command_of_a_machine(year: int) -> None:
    assert make(kind_of(Kind.MACHINE, year), 1, 1).kind is Kind.MACHINE


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.MACHINE])
def test_the_year_is_only_in_the_code_of_a_machine(kind: Kind) -> None:
    assert make(kind_of(kind, 2026), 1, 1).kind is kind
    assert kind_of(Kind.MACHINE, 2026) == 26


@pytest.mark.parametrize("command", Command)
def test_every_command_has_one_code(command: Command) -> None:
    code = command_code(command)
    assert (code.kind, code.site, len(code.text)) == (Kind.COMMAND, 0, LENGTH)
    assert command_of(code) is command


def test_the_list_of_commands_is_closed() -> None:
    assert len({command_code(command) for command in Command}) == len(Command)
    known = {int(command) for command in Command}
    for serial in range(200):
        assert (command_of(make(0, 0, serial)) is not None) is (serial in known)


@given(CODES)
def test_no_other_code_is_a_command(code: Code) -> None:
    command = command_of(code)
    assert (command is None) or code == command_code(command)


def test_codes_of_commands_never_change() -> None:
    assert {command.name: command_code(command).text[4:10] for command in Command} == {
        "INTAKE": "000001",
        "BENCH": "000002",
        "WIPE": "000003",
        "STORE": "000004",
        "DELIVER": "000005",
        "RETURN": "000006",
        "YES": "000011",
        "NO": "000012",
        "WORKS": "000013",
        "FAILS": "000014",
        "UNSURE": "000015",
        "NO_DEFECT": "000016",
        "TO_REPAIR": "000021",
        "FOR_PARTS": "000022",
        "RECYCLE": "000023",
        "PASSWORD_LOCKED": "000024",
        "NO_CHARGER": "000025",
        "NO_SERIAL": "000026",
        "LABEL": "000031",
        "PHOTO": "000032",
        "DONE": "000033",
        "NEW_BOX": "000034",
        "UNDO": "000041",
        "HELP": "000042",
        "REPEAT": "000043",
        "CALIBRATE": "000044",
    }
