from __future__ import annotations

import pytest

from workshop.domain.contracts import Value
from workshop.domain.r2 import R2Codes, crossed

TRIED: dict[str, Value] = {"works_starts": True, "functions_failed": 0, "functions_untested": 0, "system_fits": True}


@pytest.mark.parametrize(
    ("facts", "system", "code"),
    [
        (TRIED, True, "F5"),
        (TRIED, False, "F4"),
        (TRIED | {"system_fits": None}, True, "F4"),
        (TRIED | {"functions_untested": 1}, True, "F3"),
        (TRIED | {"works_webcam": False}, True, "F3"),
        (TRIED | {"functions_failed": 1}, True, ""),
        (TRIED | {"functions_failed": None}, True, ""),
        (TRIED | {"works_starts": None}, True, ""),
        ({}, False, ""),
    ],
)
def test_a_functional_code_is_earned_by_what_was_tried(facts: dict[str, Value], system: bool, code: str) -> None:  # noqa: FBT001
    assert crossed(facts, system=system).functional == code


@pytest.mark.parametrize(
    ("looks", "code"), [(0, "C6"), (1, "C5"), (2, "C4"), (3, "C3"), (4, "C2"), (None, "C0"), (9, "C0"), ("x", "C0")]
)
def test_a_cosmetic_code_follows_the_marks(looks: Value, code: str) -> None:
    assert crossed({"cosmetic": looks}, system=False) == R2Codes("", code)
