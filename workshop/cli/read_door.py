"""`helper read`: the door for root that only reads. One request on standard input, answers on standard output.

Like `helper wipe` it is started in a way of its own (`workshop/__main__.py`): without settings, database or screen.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from typing import Any

from workshop.texts import _

DONE, REFUSED = 0, 1  # `console.Exit`, which would load every sentence of the application
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
LIFE_SECONDS = 150  # nothing of it lasts longer: all limits together are less, and whoever asked hears it for 90 s


def add_door(doors: Any, shared: argparse.ArgumentParser) -> None:
    """Add this door to those of the helper."""
    read = doors.add_parser("read", parents=[shared], help=_("lire ce que seul l'administrateur peut lire"))
    read.set_defaults(command=lambda _options, _settings, _console: answer_one())


def answer_one() -> int:
    """Answer one request; 0 where everything was asked. Nothing of the caller's environment is left."""
    os.environ.clear()
    os.environ.update({"PATH": PATH, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"})
    os.chdir("/")
    signal.alarm(LIFE_SECONDS)
    from workshop.adapters.commands import LocalCommands  # noqa: PLC0415 — only where a request comes
    from workshop.adapters.machine.read_door import serve  # noqa: PLC0415

    return DONE if serve(sys.stdin.fileno(), sys.stdout.fileno(), LocalCommands(PATH)) else REFUSED
