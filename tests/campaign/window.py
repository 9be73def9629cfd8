"""A window that starts one wipe and stays open: `python -m tests.campaign.window LOGS TOOL WIPE NODE`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from tests.campaign.kept import keeper_with, order_of


def main(logs: str, tool: str, wipe: str, node: str) -> None:
    keeper_with(Path(logs), tool).start(order_of(wipe, node))
    sys.stdout.write("started\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:5])
