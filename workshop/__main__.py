"""The headless front: `workshop …`, or `python -m workshop …`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run one command; the exit code is 0 done, 1 refused or negative, 2 wrong use."""
    if sys.argv[1:] == ["helper", "wipe"]:  # may be root: neither the settings of anybody nor the rest is loaded
        from workshop.cli.wipe_door import answer_one  # noqa: PLC0415

        return answer_one()
    if sys.argv[1:] == ["helper", "read"]:
        from workshop.cli import read_door  # noqa: PLC0415

        return read_door.answer_one()
    if sys.argv[1:2] == ["probe"]:  # on a machine that may hold nothing but Python and psutil
        from workshop.cli import probe  # noqa: PLC0415

        return probe.run_alone(sys.argv[2:])
    from workshop.cli.main import run  # noqa: PLC0415

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
