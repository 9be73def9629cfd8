"""What the tests of grading are worth: of all small faults in it, at least nine in ten are found."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.mutants.faults import VARIABLE, mutants

ROOT = Path(__file__).resolve().parents[2]
LEAST_KILLED_PERCENT = 90
LONGEST_SECONDS = 300
TESTS = ("test_decisions.py", "test_grading.py", "test_destinations.py")


def survives(module: str, number: int) -> bool:
    """Tell whether the tests pass with a fault; one that makes them run without end is found too."""
    options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "tests.mutants.faults"]
    command = [sys.executable, "-m", "pytest", *options, *(f"tests/domain/{name}" for name in TESTS)]
    environment = {**os.environ, VARIABLE: f"{module}:{number}"}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, timeout=LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    assert done.returncode in (0, 1, 2, 3), done.stdout[-2000:] + done.stderr[-2000:]
    return done.returncode == 0


@pytest.mark.long
@pytest.mark.parametrize("module", ["workshop.domain.grading"])
def test_the_tests_find_nine_faults_in_ten(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = (ROOT / f"{module.replace('.', '/')}.py").read_text("utf-8")
    said = [what for what, _tree in mutants(source)]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        alive = list(pool.map(lambda number: survives(module, number), range(len(said))))
    killed = 100 * alive.count(False) // len(said)
    survivors = [what for what, lives in zip(said, alive, strict=True) if lives]
    with capsys.disabled():
        print(f"\n{module}: {alive.count(False)} of {len(said)} faults found, {killed} %", *survivors, sep="\n  ")  # noqa: T201
    assert killed >= LEAST_KILLED_PERCENT


def test_a_fault_that_was_put_in_is_found() -> None:
    source = "def worst(a: int, b: int) -> int:\n    '''Say.'''\n    return a if a > b else b\n"
    assert [what for what, _tree in mutants(source)] == [
        "line 3: nothing instead of return a if a > b else b",
        "line 3: b if a > b else a",
        "line 3: a >= b",
    ]
