"""The last step of test.py: every check of the code, each told on its line, all of them run whatever the others say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from .sentences import ALL_FAILED, ALL_PASSED, CHECK, FAILED, PASSED, SOME_FAILED, STARTED, Sentence
from .setup import Setup
from .virtual_environment import VirtualEnvironment

WINDOWS = "tests/ui"
# Windows are drawn in memory; without an input method, since Qt's swallows the dead keys of a scan
_TEST_ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "QT_IM_MODULE": "none"}


@dataclass(frozen=True)
class Check:
    """One tool of the virtual environment and its arguments."""

    name: str
    words: tuple[str, ...]


QUIET_CHECKS = (
    Check("ruff check", ("ruff", "check")),
    Check("ruff format", ("ruff", "format", "--check")),
    Check("mypy", ("mypy",)),
    Check("lint-imports", ("lint-imports",)),
)


def pytest_checks(arguments: Sequence[str], *, long: bool) -> tuple[Check, ...]:
    """Return the tests themselves, with the reader's own arguments last, so that they win.

    Started as a module: the tests import the checkout's own folders. The windows' tests are a process of their own,
    beside the others: each waits half of its time, and what windows leave in memory slows nothing else down.
    """
    marked = "long or not long" if long else "not long"
    words = ("python", "-m", "pytest", "-m", marked)
    if arguments:
        return (Check("pytest", (*words, *arguments)),)
    return (
        Check("pytest", (*words, f"--ignore={WINDOWS}")),
        Check(f"pytest {WINDOWS}", (*words, WINDOWS)),
    )


def run_checks(setup: Setup, environment: VirtualEnvironment, tests: Sequence[Check]) -> int:
    """Run every check, the tests last, at once and in full view; return the exit code of the whole."""
    passed = {check.name: _quiet(setup, environment, check) for check in QUIET_CHECKS}
    passed |= _in_view(setup, environment, tests)
    setup.narrator.tell(summary(passed.items()))
    return 0 if all(passed.values()) else 1


def summary(results: Iterable[tuple[str, bool]]) -> Sentence:
    """Return one sentence for all (name, passed) results."""
    results = tuple(results)
    passed = ", ".join(name for name, good in results if good)
    failed = ", ".join(name for name, good in results if not good)
    if not failed:
        return ALL_PASSED.with_facts(passed=passed)
    if not passed:
        return ALL_FAILED.with_facts(failed=failed)
    return SOME_FAILED.with_facts(failed=failed, passed=passed)


def _quiet(setup: Setup, environment: VirtualEnvironment, check: Check) -> bool:
    setup.narrator.begin(CHECK.with_facts(name=check.name))
    outcome = setup.commands.run(_words(environment, check))
    setup.narrator.end(PASSED if outcome.succeeded else FAILED)
    if not outcome.succeeded:
        setup.narrator.quote(outcome.output)
    return outcome.succeeded


def _in_view(setup: Setup, environment: VirtualEnvironment, tests: Sequence[Check]) -> dict[str, bool]:
    setup.narrator.begin(CHECK.with_facts(name=", ".join(check.name for check in tests)))
    setup.narrator.end(STARTED)

    def passes(check: Check) -> bool:
        return setup.commands.show(_words(environment, check), os.environ | _TEST_ENVIRONMENT) == 0

    with ThreadPoolExecutor(len(tests)) as several:
        return dict(zip((check.name for check in tests), several.map(passes, tests), strict=True))


def _words(environment: VirtualEnvironment, check: Check) -> list[str]:
    program, *arguments = check.words
    return [str(environment.program(program)), *arguments]
