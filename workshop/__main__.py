"""The headless front: `workshop …`, or `python -m workshop …`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run one command; the exit code is 0 done, 1 refused or negative, 2 wrong use."""
    if sys.argv[1:] == ["helper", "wipe"]:  # may be root: neither the settings of anybody nor the rest is loaded
        from workshop.cli.wipe_door import answer_one  # noqa: PLC0415

        return answer_one()
    from workshop.cli.main import run  # noqa: PLC0415

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
