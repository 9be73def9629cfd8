"""That the benchmark can be run, not what it measures: ratios are never asserted."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.wiping import main
from workshop.adapters.erasers.media import loop_devices_work, reads_past_the_cache
from workshop.adapters.erasers.nwipe import nwipe_is_there


@pytest.fixture
def _as_before() -> Iterator[None]:
    """It ends politely when it is told to; the tests do as they did."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("_as_before")
def test_wiping_is_measured_against_nwipe_and_one_direct_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not loop_devices_work() or not nwipe_is_there() or not reads_past_the_cache(tmp_path):
        pytest.skip("needs root, loop devices, nwipe and a file system with direct I/O")
    main(["one", "--mib", "1", "--pairs", "1", "--folder", str(tmp_path)])
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "one loop device of 1 MiB, seconds"
    assert said[-1].startswith("median ")
    assert list(tmp_path.iterdir()) == []
