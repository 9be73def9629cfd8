from __future__ import annotations

from datetime import timedelta

import pytest

from workshop.domain.pins import LONGEST_WAIT, PinProblem, is_right, objection, secret_of, wait_after


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "٤٧١١", " 4711", "47.1"])
def test_a_pin_is_four_to_eight_digits(pin: str) -> None:
    assert objection(pin) is PinProblem.NOT_A_PIN


@pytest.mark.parametrize("pin", ["0000", "1111111", "1234", "4321", "01234567", "67890", "9876"])
def test_what_everybody_tries_first_is_too_simple(pin: str) -> None:
    assert objection(pin) is PinProblem.TOO_SIMPLE


def test_only_the_same_digits_are_right_and_the_secret_does_not_tell_them() -> None:
    secret = secret_of("4711")
    assert is_right("4711", secret)
    assert not any(is_right(other, secret) for other in ("4712", "", "04711", "4711 ", "471"))
    assert "4711" not in secret
    assert secret_of("4711") != secret  # its own salt


@pytest.mark.parametrize(
    "secret",
    ["", "scrypt", "md5:1:1:1:00:00", "scrypt:x:8:1:00:00", "scrypt:1073741824:8:1:00:00", "scrypt:3:8:1:00:0g"],
)
def test_what_was_kept_in_another_way_is_never_right_and_costs_nothing(secret: str) -> None:
    assert not is_right("4711", secret)


def test_each_wrong_one_waits_longer_but_never_for_ever() -> None:
    waits = [wait_after(failed) for failed in range(1, 60)]
    assert waits[:2] == [timedelta(), timedelta()]
    assert waits == sorted(waits)
    assert waits[2] == timedelta(seconds=30)
    assert waits[-1] == LONGEST_WAIT
