"""The real helper, with one tool of a case in the place of an installed one: `python -m tests.campaign.door TOOL`.

Everything else is as behind `workshop helper wipe`: the same door, the same checks, the same process that stays.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from workshop.adapters.erasers.helper_door import Parts, serve
from workshop.adapters.erasers.toolbox import Toolbox
from workshop.adapters.erasers.wipe_logs import logs_of
from workshop.adapters.rules.methods import load_methods
from workshop.resources import resource


class _BenchClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def main(tool: str) -> int:
    parts = Parts(
        lambda: load_methods(resource("methods")),
        lambda: (),
        logs_of(os.environ, Path.cwd),
        _BenchClock(),
        Toolbox({Path(tool).name: tool}),
    )
    return 0 if serve(sys.stdin.fileno(), sys.stdout.fileno(), parts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
