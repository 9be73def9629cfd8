#!/usr/bin/env python3
"""Set up what the tests need in this checkout, then run every check and give a summary."""

import sys

from steps.python_version import refuse_old_python

refuse_old_python()  # before any line that an old Python could not read

from steps import checks, libraries, system_packages  # noqa: E402 — see above
from steps.command_line import words_of_test  # noqa: E402
from steps.ending import carry_out  # noqa: E402
from steps.setup import Setup  # noqa: E402
from steps.virtual_environment import VirtualEnvironment  # noqa: E402


def main(arguments: list[str]) -> int:
    """Return the exit code: 0 where every check passed, 1 otherwise, 2 wrong use, 130 interrupted."""
    options, for_pytest = words_of_test(arguments)
    tests = checks.pytest_checks(for_pytest, long=options.long)

    def work(setup: Setup) -> int:
        setup.needs("pyproject.toml", *libraries.LOCKS)
        environment = VirtualEnvironment(setup)
        with setup.alone():
            wanted = (
                *system_packages.missing_for_venv(),
                *system_packages.WINDOW_PACKAGES,
                *system_packages.BENCH_PACKAGES,
                *system_packages.TEST_PACKAGES,
                *(system_packages.LONG_PACKAGES if options.long else ()),
            )
            system_packages.provide(setup, wanted, allowed=not options.no_system)
            environment.provide()
            libraries.provide(setup, environment, libraries.TEST_LOCK)
        return checks.run_checks(setup, environment, tests)

    return carry_out(work, steps=3 + len(checks.QUIET_CHECKS) + 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
