"""That the benchmark can be run, not what it measures."""

from __future__ import annotations

import pytest

from tests.benchmarks.wipe_list import main


def test_the_list_of_wipes_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--wipes", "3"])
    assert "3 wipes: first look" in capsys.readouterr().out
