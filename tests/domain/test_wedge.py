from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.codes import make
from workshop.domain.scanning import LONGEST_SCAN, NoScan, Said, meaning
from workshop.domain.wedge import X11_OFFSET, Burst, Heard, Key, Pace, Wedge

CODE = make(26, 1, 123).text
ENTER = "\r"


def keys(text: str, gap: int, start: int = 1000, *, enter: bool = False) -> list[Key]:
    typed = [Key(char, 0, start + place * gap) for place, char in enumerate(text)]
    return [*typed, Key(ENTER, 28, start + len(text) * gap, terminator=True)] if enter else typed


def run(wedge: Wedge, typed: list[Key], *, until: int | None = None) -> tuple[list[Burst], list[Key], dict[Key, int]]:
    """Feed keys and let the clock ring when it is due; also return when each key was given back."""
    bursts: list[Burst] = []
    replayed: list[Key] = []
    when: dict[Key, int] = {}

    def take(heard: Heard, now: int) -> None:
        bursts.extend([heard.burst] if heard.burst else [])
        replayed.extend(heard.replay)
        when.update(dict.fromkeys(heard.replay, now))

    for key in typed:
        while (due := wedge.due_ms) is not None and due <= key.at_ms:
            take(wedge.at(due), due)
        take(wedge.feed(key), key.at_ms)
    while (due := wedge.due_ms) is not None and (until is None or due <= until):
        take(wedge.at(due), due)
    return bursts, replayed, when


@pytest.mark.parametrize("gap", [0, 1, 8, 35])
def test_a_fast_burst_with_enter_is_a_scan_and_no_key_of_it_is_typed(gap: int) -> None:
    bursts, replayed, _ = run(Wedge(), keys(CODE, gap, enter=True))
    assert [(burst.text, burst.terminated) for burst in bursts] == [(CODE, True)]
    assert replayed == []


def test_a_burst_without_a_terminator_ends_after_a_tenth_of_a_second() -> None:
    wedge = Wedge()
    typed = keys(CODE, 10)
    for key in typed:
        assert wedge.feed(key) == Heard()
    end = typed[-1].at_ms
    assert wedge.due_ms == end + 100
    assert wedge.at(end + 99) == Heard()
    heard = wedge.at(end + 100)
    assert heard.burst == Burst(tuple(typed), terminated=False)
    assert wedge.due_ms is None


@pytest.mark.parametrize("gap", [36, 40, 60, 120, 400])
def test_a_person_gets_every_key_back_within_forty_milliseconds(gap: int) -> None:
    typed = keys("bonjour", gap, enter=True)
    bursts, replayed, when = run(Wedge(), typed)
    assert bursts == []
    assert replayed == typed
    assert max(when[key] - key.at_ms for key in typed) <= 40


def test_a_single_key_is_released_after_forty_milliseconds_at_most() -> None:
    wedge = Wedge()
    (key,) = keys("a", 0)
    assert wedge.feed(key) == Heard()
    assert wedge.due_ms is not None
    assert wedge.due_ms - key.at_ms <= 40
    assert wedge.at(wedge.due_ms) == Heard(replay=(key,))


@pytest.mark.parametrize("text", ["12345", "]C0", "12"])
def test_a_part_of_a_scan_is_answered_and_its_enter_presses_nothing(text: str) -> None:
    bursts, replayed, _ = run(Wedge(), keys(text, 5, enter=True))
    assert [burst.text for burst in bursts] == [text]
    assert replayed == []
    assert meaning(text) != NoScan(Said.NOT_READ) or len(text) < 4


@pytest.mark.parametrize("gap", [13, 30, 34])
def test_a_few_keys_that_a_quick_person_may_have_typed_are_given_back_with_their_enter(gap: int) -> None:
    typed = keys("12345", gap, enter=True)
    bursts, replayed, _ = run(Wedge(), typed)
    assert (bursts, replayed) == ([], typed)


def test_one_key_that_is_left_behind_a_scan_is_no_person_s_either() -> None:
    scan = keys(CODE, 4, enter=True)
    bursts, replayed, _ = run(Wedge(), [*scan, *keys("7", 4, scan[-1].at_ms + 4, enter=True)])
    assert [burst.text for burst in bursts] == [CODE, "7"]
    assert replayed == []


def test_enter_alone_is_typed_at_once() -> None:
    enter = Key(ENTER, 28, 5, terminator=True)
    assert Wedge().feed(enter) == Heard(replay=(enter,))


def test_the_second_terminator_of_a_scan_is_eaten_and_a_later_one_is_not() -> None:
    wedge = Wedge()
    scan = keys(CODE, 5, enter=True)
    line_feed = Key("\n", 28, scan[-1].at_ms + 5, terminator=True)
    later = Key(ENTER, 28, line_feed.at_ms + 500, terminator=True)
    bursts, replayed, _ = run(wedge, [*scan, line_feed, later])
    assert [burst.text for burst in bursts] == [CODE]
    assert replayed == [later]


def test_scans_in_a_row_are_told_apart() -> None:
    typed = [key for number in range(20) for key in keys(CODE, 4, 1000 + 100 * number, enter=True)]
    bursts, replayed, _ = run(Wedge(), typed)
    assert [burst.text for burst in bursts] == [CODE] * 20
    assert replayed == []


def test_a_burst_after_a_silence_is_another_one_even_if_the_clock_never_rang() -> None:
    wedge = Wedge()
    for key in keys(CODE, 5):
        wedge.feed(key)
    (first, *rest) = keys("8XK2J13", 5, 3000)
    heard = wedge.feed(first)
    assert heard.burst is not None
    assert (heard.burst.text, heard.burst.terminated) == (CODE, False)
    assert [wedge.feed(key) for key in rest] == [Heard()] * len(rest)


def test_typing_that_starts_fast_and_slows_down_is_given_back() -> None:
    fast = keys("abcdef", 10)
    slow = keys("ghi", 90, fast[-1].at_ms + 90)
    bursts, replayed, _ = run(Wedge(), [*fast, *slow], until=10_000)
    assert (bursts, [key.text for key in replayed]) == ([], list("abcdefghi"))


def test_a_finger_that_stays_on_a_key_is_no_scan() -> None:
    held = [Key("0", 11, 1000 + 30 * place, repeated=place > 0) for place in range(20)]
    bursts, replayed, _ = run(Wedge(), held)
    assert (bursts, replayed) == ([], held)


def test_a_key_before_a_scan_is_typed_and_the_scan_is_whole() -> None:
    slow = keys("x", 0, 900)
    bursts, replayed, _ = run(Wedge(), [*slow, *keys(CODE, 5, enter=True)])
    assert [burst.text for burst in bursts] == [CODE]
    assert replayed == slow


def test_a_slow_reader_is_given_more_time() -> None:
    typed = keys(CODE, 55, enter=True)
    assert run(Wedge(), typed)[0] == []
    assert [burst.text for burst in run(Wedge(Pace(mean_gap_ms=60, patience_ms=80, silence_ms=200)), typed)[0]] == [
        CODE
    ]


def strictly(typed: list[Key]) -> tuple[list[Burst], list[Key], dict[Key, int]]:
    wedge = Wedge()
    wedge.strict = True
    return run(wedge, typed)


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.integers(21, 400)), min_size=1, max_size=60))
def test_no_key_of_a_person_in_a_field_waits_longer_than_forty_milliseconds(typed: list[tuple[str, int]]) -> None:
    moments = accumulate(gap for _, gap in typed)
    down = [Key(char, place + 2, at) for place, ((char, _), at) in enumerate(zip(typed, moments, strict=True))]
    bursts, replayed, when = strictly(down)
    assert (bursts, replayed) == ([], down)
    assert max(when[key] - key.at_ms for key in down) <= 40


@pytest.mark.parametrize("gaps", [(0,), (20,), (5, 200), (20, 21, 20, 21), (10, 31, 10, 31)])
def test_two_fingers_that_roll_do_not_make_a_person_in_a_field_wait_either(gaps: tuple[int, ...]) -> None:
    down = [Key(char, 2, at) for char, at in zip("abcde", accumulate(gaps, initial=1000), strict=False)]
    bursts, replayed, when = strictly(down)
    assert (bursts, replayed) == ([], down)
    assert max(when[key] - key.at_ms for key in down) <= 40


@pytest.mark.parametrize("gap", [0, 1, 8, 16, 19])
def test_a_scan_into_a_field_is_a_scan_all_the_same(gap: int) -> None:
    bursts, replayed, _ = strictly(keys(CODE, gap, enter=True))
    assert [burst.text for burst in bursts] == [CODE]
    assert replayed == []


def test_the_same_keys_again_say_how_long_after() -> None:
    wedge = Wedge()
    typed = [*keys(CODE, 4, 1000, enter=True), *keys(CODE, 4, 1900, enter=True), *keys("8XK2J13", 4, 3000, enter=True)]
    bursts, _, _ = run(wedge, typed)
    assert [burst.after_same_ms for burst in bursts] == [None, 900, None]


def test_what_a_person_did_in_between_makes_the_same_scan_a_new_one() -> None:
    wedge = Wedge()
    run(wedge, keys(CODE, 4, 1000, enter=True))
    wedge.forget()
    bursts, _, _ = run(wedge, keys(CODE, 4, 1900, enter=True))
    assert [burst.after_same_ms for burst in bursts] == [None]


def test_a_key_right_behind_a_scan_is_the_reader_s_too() -> None:
    wedge = Wedge()
    assert not wedge.follows(1000)
    scan = keys(CODE, 4, enter=True)
    run(wedge, scan)
    assert wedge.follows(scan[-1].at_ms + 5)
    assert not wedge.follows(scan[-1].at_ms + 300)


def test_a_scan_of_thousands_of_signs_is_cut_and_not_read() -> None:
    bursts, replayed, _ = run(Wedge(), keys("7A" * 2000, 1, enter=True))
    assert [len(burst.decoded().text) for burst in bursts] == [LONGEST_SCAN + 1]
    assert meaning(bursts[0].decoded().text) == NoScan(Said.NOT_READ)
    assert bursts[0].teaches() is None
    assert replayed == []


def test_the_offset_of_x11_is_eight() -> None:
    assert X11_OFFSET == 8


@given(st.lists(st.tuples(st.sampled_from("ab0123"), st.integers(0, 150), st.integers(0, 9)), max_size=40))
def test_no_key_is_lost_doubled_or_moved(typed: list[tuple[str, int, int]]) -> None:
    moments = accumulate(gap for _, gap, _ in typed)
    down = [
        Key(char, place, at, terminator=kind == 0, repeated=kind == 1)
        for place, ((char, _, kind), at) in enumerate(zip(typed, moments, strict=True))
    ]
    bursts, replayed, when = run(Wedge(), down)
    scanned = [key for burst in bursts for key in burst.keys]
    eaten = [key for key in down if key not in scanned and key not in replayed]
    assert len(scanned) + len(replayed) + len(eaten) == len(down)
    assert scanned == sorted(scanned, key=down.index)
    assert replayed == sorted(replayed, key=down.index)
    assert all(key.terminator for key in eaten)
    for burst in bursts:
        assert len(burst.keys) >= 6 or burst.terminated
        assert burst.keys[-1].at_ms - burst.keys[0].at_ms <= 35 * (len(burst.keys) - 1)
    for key in replayed:  # never longer than the patience after the last key of its own run
        run_end = max((other.at_ms for other in down if key.at_ms <= other.at_ms <= when[key]), default=key.at_ms)
        assert when[key] - run_end <= 40
