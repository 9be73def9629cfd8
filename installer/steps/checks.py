"""The last step of test.py: every check of the code, each told on its line, all of them run whatever the others say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .sentences import ALL_FAILED, ALL_PASSED, CHECK, FAILED, PASSED, SOME_FAILED, STARTED, Sentence
from .setup import Setup
from .virtual_environment import VirtualEnvironment

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


def pytest_check(arguments: Sequence[str], *, long: bool) -> Check:
    """Return the tests themselves, with the reader's own arguments last, so that they win.

    Started as a module: the tests import the checkout's own folders.
    """
    marked = "long or not long" if long else "not long"
    return Check("pytest", ("python", "-m", "pytest", "-m", marked, *arguments))


def run_checks(setup: Setup, environment: VirtualEnvironment, tests: Check) -> int:
    """Run every check, the tests last and in full view; return the exit code of the whole."""
    passed = {check.name: _quiet(setup, environment, check) for check in QUIET_CHECKS}
    passed[tests.name] = _in_view(setup, environment, tests)
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


def _in_view(setup: Setup, environment: VirtualEnvironment, check: Check) -> bool:
    setup.narrator.begin(CHECK.with_facts(name=check.name))
    setup.narrator.end(STARTED)
    return setup.commands.show(_words(environment, check), os.environ | _TEST_ENVIRONMENT) == 0


def _words(environment: VirtualEnvironment, check: Check) -> list[str]:
    program, *arguments = check.words
    return [str(environment.program(program)), *arguments]
