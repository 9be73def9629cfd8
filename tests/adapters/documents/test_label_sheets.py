"""A layout as it is edited: what is read is what is written, and it stays a layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.documents.label_cases import EVERY, maker
from workshop.adapters.documents.label_media import media
from workshop.adapters.documents.labels import read_layout
from workshop.domain.label_sheets import KEYS, MOST, PAPER, read_sheet
from workshop.domain.labels import LabelKind


@pytest.mark.parametrize(("kind", "paper"), EVERY)
def test_every_layout_is_written_as_it_was_read(kind: LabelKind, paper: str) -> None:
    desk = maker()
    sheet = read_sheet(desk.text(kind, paper))
    again = sheet.text()
    assert read_sheet(again) == sheet
    assert desk.problems(paper, again) == ()
    kept, shipped = (read_layout("", text, media(paper)) for text in (again, desk.text(kind, paper)))
    assert kept == shipped


def test_the_measures_of_an_element_are_those_that_layouts_have() -> None:
    text = maker().text(LabelKind.EXIT, "62x29")
    for name in KEYS:
        sheet = read_sheet(text).without(name).with_element(name)
        problems = maker().problems("62x29", sheet.text())
        assert not any("exactement" in problem or "inconnu" in problem for problem in problems), problems


def test_what_every_label_needs_cannot_be_taken_away() -> None:
    sheet = read_sheet(maker().text(LabelKind.EXIT, "62x29"))
    assert sheet.without("bars") == sheet
    assert sheet.without("qr").of("qr") == {}


def test_a_measure_stays_within_what_can_be() -> None:
    sheet = read_sheet(maker().text(LabelKind.EXIT, "62x29"))
    assert sheet.changed("bars", "x_mm", -3).of("bars")["x_mm"] == 0
    assert sheet.changed(PAPER, "width_mm", 5000).of(PAPER)["width_mm"] == MOST


def test_it_is_read_from_a_file_of_the_workshops_own(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("width_mm = 62\nheight_mm = 29\nbars = { x_mm = 1, y_mm = 2 }\nother = 3\n", "utf-8")
    assert read_sheet(own.read_text("utf-8")).elements == {"bars": {"x_mm": 1.0, "y_mm": 2.0}}
