"""Text from machines is hostile: printed safely, shortened or replaced visibly, and never in the way of the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.documents.brother_reader import obey
from tests.adapters.documents.label_cases import EVERY, HOME, drawn, expected, maker
from tests.adapters.documents.pictures import codes, flat, rasters, text_of
from tests.adapters.documents.samples import HOSTILE, label
from workshop.adapters.documents.fonts import shown, width
from workshop.adapters.documents.label_drawing import Bars, Frame, Squares, Words, box_of
from workshop.adapters.documents.label_image import picture
from workshop.domain.labels import LONGEST_LINE, Evidence, LabelContent, LabelKind, printable
from workshop.domain.printing import Link, Printer, PrinterLanguage

BIDI = "\u202e\u2066\u200f\u061c\ufeff\u200d"
ATTACKS = (
    "^XA^JUF~JA",
    "~DGR:X",
    "\x1b@\x1bia\x01",
    "\x00\x07\x1b",
    "联想 ThinkPad",
    "💻" * 90,
    BIDI + "abc",
    "M" * 300,
    "=cmd()",
)
TEXTS = st.text(max_size=400) | st.sampled_from(ATTACKS)


def hostile(kind: LabelKind, text: str) -> LabelContent:
    evidence = Evidence(text, text, text, text, text, text, text, text, (text, text))
    return label(
        kind, title=text, lines=(text,) * 4, workshop=text, copy=1234, letter=text[:1], wiped=text, evidence=evidence
    )


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_nothing_overlaps_and_nothing_leaves_the_paper_whatever_a_machine_calls_itself(
    kind: LabelKind, name: str
) -> None:
    drawing = drawn(hostile(kind, HOSTILE), name)
    symbols = [box_of(mark) for mark in drawing.marks if isinstance(mark, Bars | Squares | Frame)]
    for mark in drawing.marks:
        left, top, right, bottom = box_of(mark)
        assert left >= 0 <= top
        assert right <= drawing.width
        assert bottom <= drawing.height
        if isinstance(mark, Words):
            assert shown(mark.text) == mark.text
            inside_the_frame = [box for box in symbols if box[0] <= left and right <= box[2] and box[1] <= top]
            beside = [box for box in symbols if box not in inside_the_frame]
            assert not any(left < box[2] and box[0] < right and top < box[3] and box[1] < bottom for box in beside)
    assert codes(picture(drawing).convert("L")) == expected(label(kind))


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text_leaves_the_code_as_it_is(text: str) -> None:
    for kind in (LabelKind.EXIT, LabelKind.ACCESSORY, LabelKind.PLACE, LabelKind.EVIDENCE):
        drawing = drawn(hostile(kind, text), HOME[kind], 203)
        assert codes(picture(drawing).convert("L")) == expected(label(kind))
        for mark in drawing.marks:
            if isinstance(mark, Words):
                assert mark.x + width(mark.text, mark.face, mark.size) <= drawing.width


@given(text=TEXTS)
@settings(max_examples=30, deadline=None)
def test_no_text_reaches_a_brother_printer_as_a_command(text: str) -> None:
    printer = Printer(PrinterLanguage.BROTHER, Link.TCP, "", roll="62")
    told = obey(maker().label(hostile(LabelKind.EXIT, text), printer, "fr"))
    assert len(told.lines) == 273
    assert codes(told.picture()) == expected(label(LabelKind.EXIT))


def test_a_pdf_with_hostile_text_is_one_page_that_is_read(tmp_path: Path) -> None:
    made = maker().pdf([hostile(LabelKind.DRIVE, ") Tj ET\n/JS (x) endstream endobj " + BIDI)], "62x29", "fr")
    (page,) = rasters(made, tmp_path, 300)
    assert codes(page) == expected(label(LabelKind.DRIVE))
    assert ") Tj ET /JS (x) endstream endobj" in flat(text_of(made, tmp_path))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("联想", "◊◊"),
        ("A💻B", "A◊B"),
        ("a\u202eb\u200fc", "abc"),
        ("a\x00\x1b\x07b", "ab"),
        ("a\tb\r\nc", "a b c"),
    ],
)
def test_what_cannot_be_printed_is_left_out_or_shown_as_missing(text: str, told: str) -> None:
    assert shown(printable(text)) == told


@given(text=st.text(max_size=10_000))
@settings(max_examples=50, deadline=None)
def test_a_text_of_any_length_is_bounded_and_says_that_it_was_cut(text: str) -> None:
    plain = printable(text)
    assert len(plain) <= LONGEST_LINE
    assert plain.isprintable()


def test_a_model_of_three_hundred_letters_ends_visibly() -> None:
    drawing = drawn(label(LabelKind.EXIT, title="Latitude " * 34))
    texts = [mark.text for mark in drawing.marks if isinstance(mark, Words)]
    assert any(text.startswith("Latitude") and text.endswith("…") for text in texts)
