"""Every fault of the campaign: what is claimed is what is found from outside, and each check is needed."""

from __future__ import annotations

import pytest

from tests.campaign.campaign import CASES, ROWS, lacking, left_behind, play
from tests.campaign.case import Case


def _parameter(case: Case) -> object:
    return pytest.param(case, id=case.name, marks=[pytest.mark.long] if case.long else [])


@pytest.mark.parametrize("case", [_parameter(case) for case in CASES])
def test_nothing_is_claimed_that_is_not_found_from_outside(case: Case) -> None:
    missing = lacking(case)
    if missing:
        pytest.skip(missing)
    row = play(case)
    ROWS.append(row)
    assert left_behind() == ()
    assert row.lies == 0, row
    assert row.as_expected, row
    assert row.without == ("effacé" if case.blindness else "")


def test_the_campaign_is_large_enough_and_each_case_names_its_lie() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)
    assert sum(case.blindness is not None for case in CASES) >= 30
    assert all(case.lie for case in CASES if case.blindness)
