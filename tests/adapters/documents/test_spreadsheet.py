"""No cell of a table that we write is a formula, a command or a second line, whatever a machine calls itself."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.documents.samples import manifest, manifest_line
from workshop.adapters.documents.spreadsheet import manifest_rows
from workshop.domain.cells import neutral

ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        (" \t=1+1", "'=1+1"),
        ("+33 4 78", "'+33 4 78"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tDell", "'Dell"),
        ("\rDell", "'Dell"),
        ("\u202e=1", "'=1"),
        ("＝1", "'＝1"),
        ("Dell\r\n=1", "Dell =1"),
        ("Latitude 5400", "Latitude 5400"),
        ("", ""),
    ],
)
def test_a_cell_that_begins_like_a_formula_is_plain_text(cell: str, told: str) -> None:
    assert neutral(cell) == told


@given(text=st.text(max_size=60) | st.tuples(st.sampled_from(ACTING), st.text(max_size=20)).map("".join))
@settings(max_examples=200, deadline=None)
def test_every_cell_of_a_manifest_is_harmless(text: str) -> None:
    line = replace(manifest_line(31, 1), maker=text, model=text, serial=text, processor=text, storage=text, letter=text)
    paper = manifest((line,), buyer=text, recipient=text, reference=text)
    rows = list(csv.reader(io.StringIO(manifest_rows(paper, "fr").decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    for cell in rows[1]:
        assert not cell.startswith(ACTING)
        assert all(char.isprintable() for char in cell)


def test_a_separator_or_a_quote_in_a_name_stays_in_its_cell() -> None:
    paper = manifest((manifest_line(31, 1),), buyer='a;b"c')
    rows = list(csv.reader(io.StringIO(manifest_rows(paper, "fr").decode("utf-8-sig")), delimiter=";"))
    assert 'a;b"c' in rows[1]
