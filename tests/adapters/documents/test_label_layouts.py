"""A layout that does not fit says which element, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.adapters.documents.labels import layout, read_layout
from workshop.domain.errors import RulesError
from workshop.domain.labels import LabelKind
from workshop.resources import resource


@pytest.mark.parametrize("kind", list(LabelKind))
def test_every_kind_has_a_layout_that_fits_at_every_resolution(kind: LabelKind) -> None:
    assert layout(kind).element("bars")


def problems_of(path: Path, text: str) -> tuple[str, ...]:
    file = path / "layout.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(RulesError) as refused:
        read_layout(file)
    return refused.value.problems


def changed(*pairs: tuple[str, str]) -> str:
    text = resource("labels", "drive.toml").read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_an_element_off_the_paper_is_named(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, changed(("y_mm = 20.4", "y_mm = 25")))
    assert {problem.split(" ")[0] for problem in problems} == {"lines"}


def test_two_elements_in_one_place_are_both_named(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, changed(("y_mm = 16.7", "y_mm = 18.5")))
    assert all("title" in problem and "lines" in problem for problem in problems)


def test_bars_that_are_too_fine_are_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path, changed(("module_mm = 0.33", "module_mm = 0.2")))[0].startswith("bars")


def test_bars_that_are_too_wide_for_one_printer_are_refused_with_its_resolution(tmp_path: Path) -> None:
    text = changed(("module_mm = 0.33", "module_mm = 0.5"))
    assert any(problem.startswith("bars") and "203 dpi" in problem for problem in problems_of(tmp_path, text))


def test_text_under_eight_points_is_refused(tmp_path: Path) -> None:
    assert any(
        problem.startswith("lines")
        for problem in problems_of(tmp_path, changed(("size_mm = 2.8\npitch_mm = 3\n", "size_mm = 2\npitch_mm = 3\n")))
    )


def test_digits_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    assert any(
        problem.startswith("code") for problem in problems_of(tmp_path, changed(("width_mm = 43", "width_mm = 30")))
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("width_mm = 62\n", "height_mm"),
        (changed(("[code]", "[cod]")), "cod"),
        (changed(("x_mm = 1.5", 'x_mm = "1.5"')), "bars"),
        (changed(("x_mm = 1.5\n", "")), "bars"),
        (changed(("x_mm = 1.5", "x_mm = -1")), "bars"),
        (changed(("x_mm = 1.5", "x_mm = true")), "bars"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, named: str) -> None:
    assert any(problem.startswith(named) for problem in problems_of(tmp_path, text))


def test_a_file_that_is_no_toml_or_is_not_there_is_told(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "x_mm = = 3")
    with pytest.raises(RulesError):
        read_layout(tmp_path / "nothing.toml")
