from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.labels import LONGEST_LINE, printable


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Dell Latitude 5400", "Dell Latitude 5400"),
        ("  Dell\u00a0Latitude\t5400\r\n", "Dell Latitude 5400"),
        ("Dell\u202fLatitude\u2003 5400", "Dell Latitude 5400"),
        ("ABC\u202eDEF\u200f", "ABCDEF"),
        ("\ufeffABC\x00\x1b[31m", "ABC[31m"),
        ("\ud800ABC", "ABC"),
        ("é ß 京 שלום", "é ß 京 שלום"),
        ("", ""),
        ("\u200e \u200f", ""),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_a_machines_own_text_is_made_safe_for_a_label(text: str, printed: str) -> None:
    assert printable(text) == printed


@given(st.text(max_size=200))
def test_a_label_never_gets_a_control_a_direction_or_a_gap(text: str) -> None:
    line = printable(text)
    assert line.isprintable()
    assert len(line) <= LONGEST_LINE
    assert line == " ".join(line.split())
    assert printable(line) == line
