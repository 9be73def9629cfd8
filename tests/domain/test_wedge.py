from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.codes import make
from workshop.domain.wedge import (
    _DE,
    _FR_MAC_BE,
    _FR_PC,
    _READERS,
    _US,
    X11_OFFSET,
    Burst,
    Decoded,
    Decoding,
    Heard,
    Key,
    Pace,
    Wedge,
    best,
    decodings,
)

Layout = dict[tuple[int, bool], str]
CODE = make(26, 1, 123).text
ENTER = "\r"
CODES = st.builds(make, st.sampled_from([0, 2, 7, 26]), st.integers(0, 99), st.integers(0, 999_999)).map(str)
SERIALS = st.from_regex(r"[A-Z0-9]{6,12}", fullmatch=True)


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


def test_a_short_fast_burst_is_given_back_with_its_enter() -> None:
    typed = keys("12345", 5, enter=True)
    bursts, replayed, _ = run(Wedge(), typed)
    assert (bursts, replayed) == ([], typed)


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
        assert len(burst.keys) >= 6
        assert burst.keys[-1].at_ms - burst.keys[0].at_ms <= 35 * (len(burst.keys) - 1)
    for key in replayed:  # never longer than the patience after the last key of its own run
        run_end = max((other.at_ms for other in down if key.at_ms <= other.at_ms <= when[key]), default=key.at_ms)
        assert when[key] - run_end <= 40


FR_MAC_BE = [
    ("00AHRR8B8KUY", "ààQHRR!B!KUY"),
    ("00JL6RVTT36W", 'ààJL§RVTT"§Z'),
    ("00P6A949HF4P", "ààP§Qç'çHF'P"),
    ("00WMYP2Y8V3E", 'ààZ?YPéY!V"E'),
    ("0138U9Q6AABD", 'à&"!UçA§QQBD'),
    ("0178N53Y98TL", 'à&è!N("Yç!TL'),
]


@pytest.mark.parametrize(("sent", "received"), FR_MAC_BE)
def test_the_published_french_mac_and_belgian_bursts_are_undone(sent: str, received: str) -> None:
    assert Decoded(sent, Decoding.FR_MAC_BE_TO_US) in decodings(received)


def test_the_published_french_pc_burst_is_undone() -> None:
    assert best(decodings('GLYé-Bàà&é"')) == Decoded("GLY26B00123", Decoding.FR_PC_TO_US)


@pytest.mark.parametrize(
    ("received", "sent"),
    [("&é\"'(-è_çà", "1234567890"), (")°$M!:m?", "-_]:/.;M"), ("QqZzAaWw", "AaWwQqZz"), ("$Cà", "]C0")],
)
def test_a_french_pc_mangles_a_us_reader_in_the_known_way(received: str, sent: str) -> None:
    assert Decoded(sent, Decoding.FR_PC_TO_US) in decodings(received)


def test_a_german_computer_swaps_y_and_z_only() -> None:
    assert Decoded("5CGYZ-1", Decoding.DE_TO_US) in decodings("5CGZYß1")


def press(text: str, reader: Layout, computer: Layout) -> tuple[str, list[int], list[bool]]:
    """Type a text as a reader with one layout does, on a computer with another."""
    where = {char: key for key, char in reversed(reader.items()) if key[0] < 71}
    down = [where[char] for char in text]
    return "".join(computer[key] for key in down), [code for code, _ in down], [shift for _, shift in down]


LAYOUTS = {"us": _US, "fr pc": _FR_PC, "fr mac, be": _FR_MAC_BE, "de": _DE}


@pytest.mark.parametrize("reader", LAYOUTS)
@pytest.mark.parametrize("computer", LAYOUTS)
@given(code=CODES)
def test_one_of_our_codes_is_found_whatever_the_two_layouts(reader: str, computer: str, code: str) -> None:
    text, codes, shifts = press(code, LAYOUTS[reader], LAYOUTS[computer])
    assert best(decodings(text, codes, shifts)).text == code
    prefixed, codes, shifts = press(f"]C0{code}", LAYOUTS["us"], LAYOUTS[computer])
    assert best(decodings(prefixed, codes, shifts)).text == f"]C0{code}"


@pytest.mark.parametrize(
    ("reader", "computer"), [("us", name) for name in LAYOUTS] + [(name, name) for name in LAYOUTS] + [("fr pc", "us")]
)
@given(code=CODES)
def test_one_of_our_codes_is_found_without_knowing_the_keys(reader: str, computer: str, code: str) -> None:
    text, _, _ = press(code, LAYOUTS[reader], LAYOUTS[computer])
    assert best(decodings(text)).text == code


@pytest.mark.parametrize("layout", LAYOUTS)
@given(serial=SERIALS)
def test_a_makers_serial_comes_as_it_is_where_the_layouts_agree(layout: str, serial: str) -> None:
    text, codes, shifts = press(serial, LAYOUTS[layout], LAYOUTS[layout])
    decoded = best(decodings(text, codes, shifts))
    assert (decoded.text, decoded.how) == (serial, Decoding.RAW)


@pytest.mark.parametrize("computer", ["fr pc", "fr mac, be"])
@given(serial=st.from_regex(r"5CG[0-9][A-Z0-9]{5,8}", fullmatch=True))
def test_a_makers_serial_with_mangled_digits_is_read_by_its_keys(computer: str, serial: str) -> None:
    text, codes, shifts = press(serial, _US, LAYOUTS[computer])
    assert best(decodings(text, codes, shifts)) == Decoded(serial, Decoding.KEYS_US)


def test_a_symbology_prefix_shows_which_layout_is_right() -> None:
    text, codes, shifts = press("]C0WXAQZ", _US, _FR_PC)
    assert best(decodings(text, codes, shifts)).text == "]C0WXAQZ"
    assert best(decodings(text)).text == "]C0WXAQZ"


def test_caps_lock_makes_the_keys_more_trusted_than_the_text() -> None:
    sent = "5CGAQW1"
    _, codes, shifts = press(sent, _US, _FR_PC)
    on_a_french_windows = "5cgqaz1"  # digits come out right, letters are of the wrong layout and in lower case
    assert best(decodings(on_a_french_windows, codes, shifts, caps=True)).text == sent
    assert best(decodings(on_a_french_windows, codes, shifts)).text == on_a_french_windows


def test_a_burst_is_decoded_by_its_own_keys() -> None:
    text, codes, shifts = press(CODE, _FR_PC, _US)
    typed = tuple(
        Key(char, code, place, shift) for place, (char, code, shift) in enumerate(zip(text, codes, shifts, strict=True))
    )
    assert Burst(typed, terminated=True).decoded() == Decoded(CODE, Decoding.KEYS_FR_PC)


def test_the_keypad_is_the_same_everywhere() -> None:
    pad = dict(zip("0123456789", (82, 79, 80, 81, 75, 76, 77, 71, 72, 73), strict=True))
    codes = [pad[digit] for digit in CODE]
    assert {decoded.text for decoded in decodings("", codes)} == {"", CODE}
    assert best(decodings("", codes)).text == CODE


def test_a_key_that_no_layout_has_leaves_the_text_as_it_is() -> None:
    assert best(decodings("8XK2J13", [1, 2, 3, 4, 5, 6, 200])) == Decoded("8XK2J13", Decoding.RAW)


@given(st.text(max_size=20), st.lists(st.integers(0, 255), max_size=20))
def test_something_is_always_decoded(text: str, codes: list[int]) -> None:
    candidates = decodings(text, codes)
    assert best(candidates) in candidates
    assert len({candidate.text for candidate in candidates}) == len(candidates)
    assert text in {candidate.text for candidate in candidates}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_types_all_that_our_codes_and_serials_are_made_of(layout: str) -> None:
    assert set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-./_ ") <= set(LAYOUTS[layout].values())
    assert next(how for how, _ in _READERS) is Decoding.KEYS_US
    assert X11_OFFSET == 8
