"""A bench in a process of its own that scans until it is killed: `python -m tests.journeys.scan_until_killed SETTINGS`.

Each scan that was answered is one line on the pipe, written when a person would see and hear the signal.
"""

from __future__ import annotations

import itertools
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from workshop.bootstrap import build
from workshop.domain.scanning import Scan
from workshop.services.scanning import Place
from workshop.settings import load_settings

LOT_OF = "Mairie"


def main(settings_file: Path) -> None:
    workshop = build(load_settings(settings_file, {}))
    actor = workshop.actor()
    lot = workshop.lots.open(actor, LOT_OF, 0)
    mark = f"{os.getpid() % 46_656:05d}"
    for number in itertools.count():
        text = f"K{mark}X{number:05d}" if number % 3 else f"?{mark}{number}"  # every third is refused
        answer = workshop.scanning.answer(actor, Scan(text, "reader", datetime.now(UTC)), Place("intake", lot=lot.code))
        os.write(sys.stdout.fileno(), f"{text} {answer.signal.value}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
