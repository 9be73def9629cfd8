from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.adapters.readings import edid
from workshop.domain.diagnosis import Display

HEADER = b"\x00\xff\xff\xff\xff\xff\xff\x00"
FULL_HD = bytes.fromhex(
    "023a80187138 2d40582c450 0dc0c11000018".replace(" ", "")
)  # 1920x1080, 476 x 268 mm, from the VESA example
NOTHING = b"\0\0\0\x10" + bytes(14)


def text(tag: int, words: str) -> bytes:
    return b"\0\0\0" + bytes([tag, 0]) + (words.encode() + b"\n").ljust(13)[:13]


def screen(
    *descriptors: bytes,
    number: int = 0,
    week: int = 22,
    year: int = 2014,
    size_cm: tuple[int, int] = (48, 27),
    timing: bytes = FULL_HD,
) -> bytes:
    """Build a base block: Dell (10ac), product 4083."""
    head = (
        HEADER
        + b"\x10\xac\x83\x40"
        + number.to_bytes(4, "little")
        + bytes([week, year - 1990, 1, 4, 0xA5, *size_cm, 120, 2])
    )
    body = head + bytes(29) + b"".join((timing, *descriptors, NOTHING, NOTHING, NOTHING)[:4]) + b"\0"
    return body + bytes([-sum(body) % 256])


def test_a_screen_is_told_whole() -> None:
    content = screen(text(0xFC, "DELL P2214H"), text(0xFF, "EX2214H00001"), number=1944)
    assert edid.read(content, built_in=False) == Display(
        maker="DEL",
        model="DELL P2214H",
        serial="EX2214H00001",
        diagonal_mm=546,
        width_px=1920,
        height_px=1080,
        year=2014,
        built_in=False,
    )


def test_the_blocks_sum_is_told_and_a_wrong_one_hides_nothing() -> None:
    content = screen(text(0xFC, "DELL P2214H"))
    good, bad = edid.decode(content), edid.decode(content[:-1] + bytes([content[-1] ^ 1]))
    assert good is not None
    assert bad is not None
    assert (good.checksum_holds, bad.checksum_holds, bad.name) == (True, False, "DELL P2214H")


@pytest.mark.parametrize(
    ("number", "serial"), [(1944, "1944"), (0, None), (0x01010101, None), (0xFFFFFFFF, None), (7, None)]
)
def test_without_a_serial_in_words_its_number_stands_unless_it_is_a_placeholder(
    number: int, serial: str | None
) -> None:
    found = edid.read(screen(number=number))
    assert found is not None
    assert found.serial == serial


def test_a_panel_without_a_name_goes_by_its_part_number_and_else_by_its_product_code() -> None:
    panel = edid.read(screen(text(0xFE, "AUO"), text(0xFE, "B140HAN04.0")), built_in=True)
    bare = edid.read(screen())
    assert panel is not None
    assert bare is not None
    assert (panel.model, panel.built_in, bare.model) == ("B140HAN04.0", True, "DEL4083")


def test_sizes_that_contradict_each_other_are_taken_from_the_centimetres() -> None:
    ratio = FULL_HD[:12] + bytes([160, 90, 0]) + FULL_HD[15:]  # « 160 x 90 mm » is 16:9
    found = edid.read(screen(size_cm=(34, 19), timing=ratio))
    assert found is not None
    assert found.diagonal_mm == 389


def test_an_interlaced_mode_has_both_its_fields() -> None:
    half = FULL_HD[:5] + bytes([0x1C]) + FULL_HD[6:7] + bytes([FULL_HD[7] & 15 | 0x20]) + FULL_HD[8:17] + b"\x98"
    found = edid.read(screen(timing=half))
    assert found is not None
    assert (found.width_px, found.height_px) == (1920, 1080)


def test_a_projector_without_size_mode_or_year_has_none_of_them() -> None:
    found = edid.read(screen(size_cm=(0, 0), timing=NOTHING, year=1990))
    assert found is not None
    assert (found.diagonal_mm, found.width_px, found.height_px, found.year) == (None, None, None, None)


def test_texts_of_an_extension_block_are_read_too() -> None:
    extension = (bytes([2, 3, 4, 0]) + text(0xFF, "EXGSM772E001")).ljust(128, b"\0")
    found = edid.read(screen() + extension)
    assert found is not None
    assert found.serial == "EXGSM772E001"


@pytest.mark.parametrize("content", [b"", HEADER, bytes(128), b"\xff" * 256, screen()[:127]])
def test_what_is_no_edid_is_no_screen(content: bytes) -> None:
    assert edid.read(content) is None


@given(st.binary(min_size=120, max_size=400))
def test_any_bytes_behind_a_header_are_survived(content: bytes) -> None:
    found = edid.read(HEADER + content)
    assert found is not None
    assert found.maker is not None
    assert len(found.maker) == 3
