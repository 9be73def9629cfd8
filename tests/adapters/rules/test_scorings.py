"""A wrong file of points is refused with everything that is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.adapters.rules.scorings import load_scoring
from workshop.domain.errors import RulesError
from workshop.resources import resource

GOOD = resource("scorings", "emmaus-connect-2023-09.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("format = 1", "format = 2", "format: must be 1"),
        ("most = 4", 'most = "4"', "most: must be a whole number"),
        ("below = [[1200, -8], [2500, 1]", "below = [[2500, -8], [1200, 1]", "axis 1: bounds must rise"),
        ('fact = "ram_gb"', 'fact = "ram"', "axis 2: 'ram' is not a fact"),
        ('with_flash = "B"', 'with_flash = "Z"', "slow: needs"),
        ("{ below = 4, ", "{ below = 1, ", "categories: bounds must rise"),
        ('best = "PREMIUM"', "", "best: must be a text"),
        ("beyond = 4", "beyond = true", "beyond a whole number"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, right: str, wrong: str, problem: str) -> None:
    file = tmp_path / "points.toml"
    file.write_text(GOOD.replace(right, wrong, 1), "utf-8")
    with pytest.raises(RulesError) as caught:
        load_scoring(file)
    assert any(problem in line for line in caught.value.problems), caught.value.problems


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "points.toml"
    file.write_text(GOOD.replace("format = 1", "format = 9").replace("most = 4", "most = 0.5"), "utf-8")
    with pytest.raises(RulesError) as caught:
        load_scoring(file)
    assert len(caught.value.problems) == 2
