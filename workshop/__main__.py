"""The headless front: `workshop …`, or `python -m workshop …`."""

from __future__ import annotations

import sys

from workshop.cli.main import run


def main() -> int:
    """Run one command; the exit code is 0 done, 1 refused or negative, 2 wrong use."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
