"""A ZPL label is obeyed as it was drawn, and no text of a machine is ever a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.documents.pictures import codes
from tests.adapters.documents.samples import HOSTILE, documents, label
from tests.adapters.documents.zpl_reader import obey
from workshop.adapters.documents.label_zpl import PLAIN, escaped
from workshop.domain.labels import LabelKind

APPROVED = Path(__file__).resolve().parents[2] / "approved"


@pytest.mark.parametrize("kind", list(LabelKind))
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_the_printer_draws_the_codes_where_they_can_be_read(kind: LabelKind, dpi: int) -> None:
    content = label(kind)
    (printed,) = obey(documents().label_zpl(content, "fr", dpi))
    expected = [("Code128", content.code)] + ([("QRCode", content.code)] if kind is LabelKind.EXIT else [])
    assert codes(printed.picture) == expected
    assert all(module >= 2 for module in printed.modules)


@pytest.mark.parametrize("kind", list(LabelKind))
def test_the_bytes_for_the_printer_are_the_approved_ones(kind: LabelKind) -> None:
    made = documents().label_zpl(label(kind), "fr", 203)
    assert made.decode("ascii") == (APPROVED / f"label-{kind}-203.zpl").read_text("ascii")


@given(text=st.text(max_size=120))
@settings(max_examples=300, deadline=None)
def test_no_text_becomes_a_command(text: str) -> None:
    line = escaped(text)
    assert set(line.encode("ascii")) <= PLAIN | {ord("_")}
    content = label(LabelKind.EXIT, title=text, lines=(text, text, text), workshop=text, letter=text[:1])
    (printed,) = obey(documents().label_zpl(content, "fr", 203))
    assert printed.modules == [2]
    assert codes(printed.picture)[0] == ("Code128", content.code)


def test_a_hostile_name_is_printed_not_obeyed() -> None:
    (printed,) = obey(documents().label_zpl(label(LabelKind.EXIT, lines=("^XA^JUF~JA_5E",)), "fr", 203))
    assert "^XA^JUF~JA_5E" in printed.texts


def test_accents_go_as_utf_8_escapes() -> None:
    made = documents().label_zpl(label(LabelKind.BOX, lines=("École Élysée",)), "fr", 203)
    assert b"_C3_89cole _C3_89lys_C3_A9e" in made
    assert b"^CI28" in made


def test_the_longest_name_ends_visibly() -> None:
    (printed,) = obey(documents().label_zpl(label(LabelKind.DRIVE, title=HOSTILE), "fr", 300))
    assert any(text.endswith("…") for text in printed.texts)
