#!/usr/bin/env python3
"""Set up all that Établi needs in this checkout, then open it; without a screen, do the work of a sample lot."""

import os
import sys

from steps.python_version import refuse_old_python

refuse_old_python()  # before any line that an old Python could not read

from steps import libraries, start, system_packages  # noqa: E402 — see above
from steps.command_line import words_of_run  # noqa: E402
from steps.ending import carry_out  # noqa: E402
from steps.setup import Setup  # noqa: E402
from steps.virtual_environment import VirtualEnvironment  # noqa: E402


def main(arguments: list[str]) -> int:
    """Return the exit code: 0 done, 1 stopped, 2 wrong use, 130 interrupted, else the one of Établi itself."""
    options, for_the_application = words_of_run(arguments)
    out = options.out.absolute() if options.out else None

    def work(setup: Setup) -> int:
        setup.needs("pyproject.toml", libraries.RUNTIME_LOCK)
        environment = VirtualEnvironment(setup)
        with setup.alone():
            wanted = (
                *system_packages.missing_for_venv(),
                *system_packages.WINDOW_PACKAGES,
                *system_packages.BENCH_PACKAGES,
            )
            missing = system_packages.provide(setup, wanted, allowed=not options.no_system)
            environment.provide()
            libraries.provide(setup, environment, libraries.RUNTIME_LOCK)
        if out is None and start.has_display(os.environ, sys.platform):
            unsure = options.no_system or bool(missing)
            return start.open_window(setup, environment, for_the_application, unsure=unsure)
        folder = out or setup.checkout / "out" / "exemple"
        return start.run_through(setup, environment, folder, for_the_application)

    return carry_out(work, steps=4)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
