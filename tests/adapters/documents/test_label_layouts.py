"""A layout that does not fit says which element, and why; the workshop's own comes before the one that is shipped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.documents.label_cases import EVERY, drawn
from tests.adapters.documents.samples import label
from workshop.adapters.documents.label_drawing import Drawing, Words
from workshop.adapters.documents.label_layouts import Layouts
from workshop.adapters.documents.label_media import all_media, media, read_media
from workshop.adapters.documents.labels import layout_problems
from workshop.domain.errors import MediumError, RulesError
from workshop.domain.labels import LabelKind
from workshop.resources import resource

SHIPPED = "62x29/object.toml"


def test_every_kind_of_label_has_a_layout_and_every_roll_holds_the_usual_ones() -> None:
    kinds = {kind for kind, _media in EVERY}
    assert kinds == set(LabelKind)
    for roll in ("62x29", "62", "29", "29x90", "50x25", "57x32", "L7160", "L4770", "L7163"):
        assert {kind for kind, name in EVERY if name == roll} >= set(LabelKind) - {LabelKind.EVIDENCE}
    assert (LabelKind.EXIT, "L7651") not in EVERY  # a grade and a QR code have no room on 38 mm


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_every_layout_fits_at_every_resolution(kind: LabelKind, name: str) -> None:
    assert Layouts().layout(kind, name).element("bars")


def problems_of(text: str) -> tuple[str, ...]:
    problems = layout_problems(text, media("62x29"))
    assert problems
    return problems


def changed(*pairs: tuple[str, str]) -> str:
    text = resource("labels", *SHIPPED.split("/")).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_an_element_off_the_paper_is_named() -> None:
    problems = problems_of(changed(("y_mm = 20.4", "y_mm = 25")))
    assert {problem.split(" ")[0] for problem in problems} == {"lines"}


def test_two_elements_in_one_place_are_both_named() -> None:
    problems = problems_of(changed(("y_mm = 16.7", "y_mm = 18.5")))
    assert all("title" in problem and "lines" in problem for problem in problems)


def test_bars_that_are_too_fine_are_refused() -> None:
    assert problems_of(changed(("module_mm = 0.33", "module_mm = 0.2")))[0].startswith("bars")


def test_bars_that_are_too_wide_for_one_printer_are_refused_with_its_resolution() -> None:
    text = changed(("module_mm = 0.33", "module_mm = 0.5"))
    assert any(problem.startswith("bars") and "203 dpi" in problem for problem in problems_of(text))


def test_text_under_eight_points_is_refused() -> None:
    text = changed(("width_mm = 55.4, size_mm = 2.8", "width_mm = 55.4, size_mm = 2"))
    assert any(problem.startswith("lines") for problem in problems_of(text))


def test_digits_that_do_not_fit_are_refused() -> None:
    assert any(problem.startswith("code") for problem in problems_of(changed(("width_mm = 43", "width_mm = 30"))))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("width_mm = 62\n", "height_mm"),
        (changed(("code =", "cod =")), "cod"),
        (changed(("x_mm = 1.6", 'x_mm = "1.6"')), "bars"),
        (changed(("x_mm = 1.6, ", "")), "bars"),
        (changed(("x_mm = 1.6", "x_mm = -1")), "bars"),
        (changed(("x_mm = 1.6", "x_mm = nan")), "bars"),
        (changed(("x_mm = 1.6", "x_mm = true")), "bars"),
        (changed(("rows = 2", "rows = 1.5")), "note"),
        (changed(("rows = 2", "rows = 0")), "note"),
        (changed(("height_mm = 7.3", "height_mm = 0")), "bars"),
        (changed(("width_mm = 62", "width_mm = 1e9")), "width_mm"),
    ],
)
def test_a_mistake_in_the_file_is_named(text: str, named: str) -> None:
    assert any(problem.startswith(named) for problem in problems_of(text))


def test_a_text_that_is_no_toml_or_far_too_long_is_told() -> None:
    assert problems_of("x_mm = = 3")
    assert problems_of("#" * 70_000)


@given(text=st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_text_breaks_the_check(text: str) -> None:
    assert problems_of(text)


def test_the_workshops_own_layout_comes_first_on_its_medium_only(tmp_path: Path) -> None:
    layouts = Layouts(tmp_path / "own")
    layouts.keep(LabelKind.DRIVE, "62x29", changed(("y_mm = 16.7", "y_mm = 16.5")))
    title = layouts.layout(LabelKind.DRIVE, "62x29").element("title")
    assert title
    assert title.y_mm == 16.5
    assert ("drive", "62x29") in {(kind, paper.id) for kind, paper, own in layouts.names() if own}
    for kind, name in ((LabelKind.BOX, "62x29"), (LabelKind.DRIVE, "62")):
        other = layouts.layout(kind, name).element("title")
        assert other
        assert other.y_mm == 16.7
    layouts.drop(LabelKind.DRIVE, "62x29")
    again = layouts.layout(LabelKind.DRIVE, "62x29").element("title")
    assert again
    assert again.y_mm == 16.7
    assert not any(own for _kind, _paper, own in layouts.names())


def test_a_layout_that_does_not_fit_is_never_kept(tmp_path: Path) -> None:
    layouts = Layouts(tmp_path / "own")
    with pytest.raises(RulesError) as refused:
        layouts.keep(LabelKind.DRIVE, "62x29", changed(("y_mm = 20.4", "y_mm = 25")))
    assert refused.value.problems[0].startswith("lines")
    assert not (tmp_path / "own").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file")
    with pytest.raises(MediumError):
        Layouts(tmp_path / "own").keep(LabelKind.DRIVE, "62x29", changed())
    with pytest.raises(MediumError):
        Layouts(None).keep(LabelKind.DRIVE, "62x29", changed())


def test_a_label_that_does_not_fit_on_a_medium_says_so() -> None:
    with pytest.raises(RulesError) as refused:
        Layouts().layout(LabelKind.EXIT, "L7651")
    assert "L7651" in refused.value.path
    with pytest.raises(RulesError):
        Layouts().layout(LabelKind.EXIT, "no-such-roll")


def test_texts_take_the_room_of_a_note_that_is_not_there() -> None:
    long = "Ordinateur au nom bien long pour une étiquette étroite"
    content = replace(label(LabelKind.DRIVE, title=long), example=False)
    plain, noted = drawn(content, "50x25"), drawn(replace(content, copy=2), "50x25")
    assert len(title_of(plain)) > len(title_of(noted))
    assert title_of(noted).endswith("…")


def title_of(drawing: Drawing) -> str:
    return max((mark.text for mark in drawing.marks if isinstance(mark, Words)), key=len)


def test_media_are_what_their_makers_sell() -> None:
    found = all_media()
    assert next(iter(found)) == "62x29"
    assert (found["62x29"].width_mm, found["62x29"].length_mm) == (62, 29)
    assert found["62"].continuous
    assert found["L7160"].sheet
    assert found["L7160"].sheet.places == 21
    for paper in found.values():
        if paper.sheet:
            right = paper.sheet.left_mm + (paper.sheet.columns - 1) * paper.sheet.across_mm + paper.width_mm
            bottom = paper.sheet.top_mm + (paper.sheet.rows - 1) * paper.sheet.down_mm + paper.length_mm
            assert right < 210
            assert bottom < 297


def test_a_file_of_media_that_is_none_is_told(tmp_path: Path) -> None:
    for text in ("x = =", "[a]\nwidth = 3\n"):
        (tmp_path / "media.toml").write_text(text)
        with pytest.raises(RulesError):
            read_media(tmp_path / "media.toml")
