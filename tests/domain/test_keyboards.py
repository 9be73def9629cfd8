from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.keyboards import (
    AMERICAN,
    BELGIAN,
    BRITISH,
    FRENCH,
    GERMAN,
    HEIGHT,
    KEYBOARDS,
    NO_CODE,
    PAD,
    PAD_WIDTH,
    WIDTH,
    Keyboard,
    KeyCap,
    caps_of,
    keyboard_of,
    likeliest,
    missing,
)

EVERY = [(keyboard, with_pad) for keyboard in KEYBOARDS for with_pad in (False, True)]


def at(caps: tuple[KeyCap, ...], code: int) -> KeyCap:
    return next(cap for cap in caps if cap.code == code)


@pytest.mark.parametrize(("keyboard", "with_pad"), EVERY)
def test_no_key_lies_on_another_and_none_outside(keyboard: Keyboard, with_pad: bool) -> None:  # noqa: FBT001
    caps = caps_of(keyboard, with_pad=with_pad)
    taken: set[tuple[int, int]] = set()
    for cap in caps:
        assert cap.x >= 0
        assert cap.x + cap.width <= WIDTH + (PAD_WIDTH if with_pad else 0)
        assert cap.y + cap.height <= HEIGHT
        quarters = {
            (x, y)
            for x in range(round(cap.x * 4), round((cap.x + cap.width) * 4))
            for y in range(round(cap.y * 2), round((cap.y + cap.height) * 2))
        }
        assert not quarters & taken, cap
        taken |= quarters


@pytest.mark.parametrize(("keyboard", "with_pad"), EVERY)
def test_every_key_stands_there_once_and_says_something(keyboard: Keyboard, with_pad: bool) -> None:  # noqa: FBT001
    caps = caps_of(keyboard, with_pad=with_pad)
    codes = [cap.code for cap in caps]
    assert len(set(codes)) == len(codes)
    assert all(cap.name or cap.label or cap.signs[0] for cap in caps)
    assert bool(set(codes) & PAD) is with_pad


def test_a_french_keyboard_is_azerty_with_a_key_more_beside_shift() -> None:
    caps = caps_of(FRENCH)
    assert [at(caps, code).signs[0] for code in range(16, 22)] == list("azerty")
    assert at(caps, 3).signs == ("é", "2")
    assert at(caps, 86).signs == ("<", ">")
    assert at(caps, 28).height == 2, "Enter is high"


def test_an_american_one_is_qwerty_with_a_flat_enter() -> None:
    caps = caps_of(AMERICAN)
    assert [at(caps, code).signs[0] for code in range(16, 22)] == list("qwerty")
    assert 86 not in {cap.code for cap in caps}
    assert at(caps, 28).height == 1


@pytest.mark.parametrize(
    ("locale", "keyboard"),
    [
        ("fr_FR", FRENCH),
        ("C", FRENCH),
        ("", FRENCH),
        ("pl_PL", FRENCH),
        ("fr_BE", BELGIAN),
        ("de_AT", GERMAN),
        ("en_GB", BRITISH),
        ("en_US", AMERICAN),
    ],
)
def test_the_keyboard_follows_the_language_of_the_computer(locale: str, keyboard: Keyboard) -> None:
    assert keyboard_of(locale) is keyboard


@pytest.mark.parametrize("real", [FRENCH, GERMAN, AMERICAN])
@pytest.mark.parametrize("drawn", KEYBOARDS)
def test_what_the_keys_give_corrects_a_wrong_guess(real: Keyboard, drawn: Keyboard) -> None:
    heard = {code: real.layout[code, False] for code in (*range(2, 14), *range(16, 28), *range(30, 54)) if code != 42}
    assert likeliest(heard, drawn).layout == real.layout


def test_nothing_heard_changes_nothing() -> None:
    for keyboard in KEYBOARDS:
        assert likeliest({}, keyboard) is keyboard


@given(st.sampled_from(KEYBOARDS), st.frozensets(st.integers(-5, 130)))
def test_missing_keys_are_those_that_every_keyboard_has_and_that_were_not_pressed(
    keyboard: Keyboard, pressed: frozenset[int]
) -> None:
    caps = caps_of(keyboard)
    left = {cap.code for cap in missing(caps, pressed)}
    assert left == {cap.code for cap in caps if cap.required} - pressed
    assert NO_CODE not in left, "Fn tells nobody that it was pressed"
    assert missing(caps, frozenset(cap.code for cap in caps)) == ()
