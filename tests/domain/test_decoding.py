from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.codes import make
from workshop.domain.decoding import READERS, Decoded, Decoding, best, decodings
from workshop.domain.layouts import DE, FR_MAC_BE, FR_PC, US, Layout
from workshop.domain.wedge import Burst, Key

CODE = make(26, 1, 123).text
CODES = st.builds(make, st.sampled_from([0, 2, 7, 26]), st.integers(0, 99), st.integers(0, 999_999)).map(str)
SERIALS = st.from_regex(r"[A-Z0-9]{6,12}", fullmatch=True)

PUBLISHED = [
    ("00AHRR8B8KUY", "ààQHRR!B!KUY"),
    ("00JL6RVTT36W", 'ààJL§RVTT"§Z'),
    ("00P6A949HF4P", "ààP§Qç'çHF'P"),
    ("00WMYP2Y8V3E", 'ààZ?YPéY!V"E'),
    ("0138U9Q6AABD", 'à&"!UçA§QQBD'),
    ("0178N53Y98TL", 'à&è!N("Yç!TL'),
]


@pytest.mark.parametrize(("sent", "received"), PUBLISHED)
def test_the_published_french_mac_and_belgian_bursts_are_undone(sent: str, received: str) -> None:
    assert Decoded(sent, Decoding.FR_MAC_BE_TO_US) in decodings(received)


def test_the_published_french_pc_burst_is_undone() -> None:
    found = best(decodings('GLYé-Bàà&é"'))
    assert (found.text, found.how) == ("GLY26B00123", Decoding.FR_PC_TO_US)
    assert found.doubtful  # a reader set to German would have meant Z


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
    where = {char: key for key, char in reversed(list(reader.items())) if key[0] < 71}
    down = [where[char] for char in text]
    return "".join(computer[key] for key in down), [code for code, _ in down], [shift for _, shift in down]


LAYOUTS = {"us": US, "fr pc": FR_PC, "fr mac, be": FR_MAC_BE, "de": DE}


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
@given(serial=st.from_regex(r"5CG[0-9][A-X0-9]{5,8}", fullmatch=True))
def test_a_makers_serial_with_mangled_digits_is_read_by_its_keys(computer: str, serial: str) -> None:
    text, codes, shifts = press(serial, US, LAYOUTS[computer])
    assert best(decodings(text, codes, shifts)) == Decoded(serial, Decoding.KEYS_US)


def test_what_two_layouts_could_have_meant_is_doubtful() -> None:
    assert best(decodings("5CG9123QWY")).doubtful  # of a German reader: 5CG9123QWZ
    assert best(decodings("VXL-_WK")).doubtful  # on a French computer: VXL68ZK
    assert not best(decodings("5CG9123QWA")).doubtful


def test_a_symbology_prefix_shows_which_layout_is_right() -> None:
    text, codes, shifts = press("]C0WXAQZ", US, FR_PC)
    assert best(decodings(text, codes, shifts)).text == "]C0WXAQZ"
    assert best(decodings(text)).text == "]C0WXAQZ"


def test_caps_lock_makes_the_keys_more_trusted_than_the_text() -> None:
    sent = "5CGAQW1"
    _, codes, shifts = press(sent, US, FR_PC)
    on_a_french_windows = "5cgqaz1"  # digits come out right, letters are of the wrong layout and in lower case
    assert best(decodings(on_a_french_windows, codes, shifts, caps=True)).text == sent
    assert best(decodings(on_a_french_windows, codes, shifts)).text == on_a_french_windows


def test_a_burst_is_decoded_by_its_own_keys() -> None:
    text, codes, shifts = press(CODE, FR_PC, US)
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
    assert best(candidates).text in {candidate.text for candidate in candidates}
    assert len({candidate.text for candidate in candidates}) == len(candidates)
    assert text in {candidate.text for candidate in candidates}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_types_all_that_our_codes_and_serials_are_made_of(layout: str) -> None:
    assert set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-./_ ") <= set(LAYOUTS[layout].values())
    assert next(how for how, _ in READERS) is Decoding.KEYS_US
