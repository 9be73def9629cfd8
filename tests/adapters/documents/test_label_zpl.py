"""A ZPL label is obeyed as it was drawn, and no text of a machine is ever a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.adapters.documents.label_cases import HOME, ON_ROLLS, bars_of, drawn, expected, maker
from tests.adapters.documents.pictures import codes
from tests.adapters.documents.samples import HOSTILE, label
from tests.adapters.documents.zebra import printed
from tests.adapters.documents.zpl_reader import Printed, obey
from workshop.adapters.documents import barcodes
from workshop.adapters.documents.label_zpl import PLAIN, escaped
from workshop.domain.labels import LabelContent, LabelKind
from workshop.domain.printing import Link, Printer, PrinterLanguage

APPROVED = Path(__file__).resolve().parents[2] / "approved"


def zpl(content: LabelContent, dpi: int = 203, name: str = "") -> bytes:
    return maker().zpl(content, name or HOME[content.kind], "fr", dpi)


@pytest.mark.parametrize(("kind", "name", "dpi"), ON_ROLLS)
def test_another_ones_printer_draws_the_codes_where_they_are_read(kind: LabelKind, name: str, dpi: int) -> None:
    content = label(kind)
    picture = printed(zpl(content, dpi, name), dpi)
    assert codes(picture) == expected(content)
    drawing = drawn(content, name, dpi)
    assert picture.size == drawing.size


@pytest.mark.parametrize("name", ["62x29", "29"])
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_its_bars_are_dot_for_dot_those_that_were_drawn(name: str, dpi: int) -> None:
    drawing = drawn(label(LabelKind.EXIT), name, dpi)
    picture = printed(zpl(label(LabelKind.EXIT), dpi, name), dpi)
    if drawing.turned:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    bars = bars_of(drawing)
    row = picture.crop((bars.x, bars.y + 2, bars.x + 101 * bars.module, bars.y + 3)).tobytes()
    wide = bars.module
    drawn_row = bytes(0 if dark else 255 for dark in modules_of(bars.code) for _dot in range(wide))
    assert bytes(0 if dot < 128 else 255 for dot in row) == drawn_row


def modules_of(code: str) -> list[bool]:
    dark = {start + more for start, wide in barcodes.bars(code) for more in range(wide)}
    return [module in dark for module in range(barcodes.BAR_MODULES)]


@pytest.mark.parametrize("kind", list(LabelKind))
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_the_printer_is_told_nothing_but_what_a_label_needs(kind: LabelKind, dpi: int) -> None:
    told = one(zpl(label(kind), dpi))
    assert codes(told.picture) == expected(label(kind))
    assert all(module >= 2 for module in told.modules)


def one(made: bytes) -> Printed:
    (told,) = obey(made)
    return told


@pytest.mark.parametrize("kind", list(LabelKind))
def test_the_bytes_for_the_printer_are_the_approved_ones(kind: LabelKind) -> None:
    assert zpl(label(kind)).decode("ascii") == (APPROVED / f"label-{kind}-203.zpl").read_text("ascii")


def test_the_bytes_of_a_turned_label_are_the_approved_ones() -> None:
    made = zpl(label(LabelKind.EXIT), name="29")
    assert made.decode("ascii") == (APPROVED / "label-exit-29-203.zpl").read_text("ascii")


@given(text=st.text(max_size=120))
@settings(max_examples=300, deadline=None)
def test_no_text_becomes_a_command(text: str) -> None:
    line = escaped(text)
    assert set(line.encode("ascii")) <= PLAIN | {ord("_")}
    content = label(LabelKind.EXIT, title=text, lines=(text, text, text), workshop=text, letter=text[:1])
    told = one(zpl(content))
    assert told.modules == [3]
    assert codes(told.picture)[0] == ("Code128", content.code)


def test_a_hostile_name_is_printed_not_obeyed() -> None:
    told = one(zpl(label(LabelKind.EXIT, lines=("^XA^JUF~JA_5E",), battery=None, wiped="")))
    assert "^XA^JUF~JA_5E" in told.texts


def test_accents_go_as_utf_8_escapes() -> None:
    made = zpl(label(LabelKind.BOX, lines=("École Élysée",)))
    assert b"_C3_89cole _C3_89lys_C3_A9e" in made
    assert b"^CI28" in made


def test_signs_that_a_printers_font_may_lack_are_written_with_those_that_it_has() -> None:
    assert escaped("l’atelier…") == "l_27atelier..."
    assert escaped("a\u202fb ◊") == "a b _3F"


def test_the_longest_name_ends_visibly() -> None:
    told = one(zpl(label(LabelKind.DRIVE, title=HOSTILE), 300))
    assert any(text.endswith("...") for text in told.texts)


def test_a_calibrated_printer_prints_everything_further_right_and_lower() -> None:
    printer = Printer(PrinterLanguage.ZPL, Link.TCP, "192.0.2.7:9100", dots_per_inch=203, roll="62x29")
    moved = Printer(PrinterLanguage.ZPL, Link.TCP, "", dots_per_inch=203, roll="62x29", right_tenths=5, down_tenths=-10)
    plain, other = (one(maker().label(label(LabelKind.INTAKE), item, "fr")) for item in (printer, moved))
    before, after = (told.picture.point(lambda dot: 255 - dot).getbbox() for told in (plain, other))
    assert before
    assert after
    assert (after[0] - before[0], after[1] - before[1]) == (4, -8)
