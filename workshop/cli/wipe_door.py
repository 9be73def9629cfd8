"""`helper wipe`: the door for root. One request on standard input, one answer on standard output.

It is started in a way of its own (`workshop/__main__.py`), without the settings, the database or any screen: what runs
as root loads what it needs and nothing more.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workshop.cli.read_door import add_door
from workshop.domain.methods import Method
from workshop.resources import resource
from workshop.texts import _

DONE, REFUSED = 0, 1  # `console.Exit`, which would load every sentence of the application


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add this word's commands."""
    helper = commands.add_parser("helper", help=_("répondre aux demandes qui veulent les droits d'administrateur"))
    doors = helper.add_subparsers(required=True, metavar=_("PORTE"))
    wipe = doors.add_parser("wipe", parents=[shared], help=_("lire une demande d'effacement et y répondre"))
    wipe.set_defaults(command=lambda _options, _settings, _console: answer_one())
    add_door(doors, shared)


def answer_one() -> int:
    """Answer one request; 0 where the answer is no refusal."""
    from workshop.adapters.erasers.helper_door import (  # noqa: PLC0415 — only where a request comes
        Parts,
        engines_for_drives,
        serve,
    )
    from workshop.adapters.erasers.wipe_logs import (  # noqa: PLC0415
        DIRECT_VARIABLE,
        EXERCISE_VARIABLE,
        PRACTICE_VARIABLE,
        logs_of,
    )

    for_others = os.geteuid() == 0 and DIRECT_VARIABLE not in os.environ
    logs = logs_of(os.environ, _own_logs)
    pace = os.environ.get(PRACTICE_VARIABLE, "")
    slowly = int(pace) if pace.isascii() and pace.isdigit() else 0
    parts = Parts(
        _methods,
        _no_crypto,
        logs,
        _BenchClock(),
        for_others=for_others,
        practice_mib_per_second=slowly,
        engines=dict if EXERCISE_VARIABLE in os.environ else engines_for_drives,
    )
    return DONE if serve(sys.stdin.fileno(), sys.stdout.fileno(), parts) else REFUSED


class _BenchClock:
    """The clock of this bench."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def _methods() -> Mapping[str, Method]:
    from workshop.adapters.rules.methods import load_methods  # noqa: PLC0415 — not for a stop or a list

    return load_methods(resource("methods"))


def _no_crypto() -> tuple[str, ...]:
    from workshop.adapters.rules.acceptance import load_acceptance  # noqa: PLC0415 — not for a stop or a list

    return load_acceptance(resource("methods", "acceptance.toml"), _methods()).no_crypto


def _own_logs() -> Path:
    from workshop.settings import default_data_folder  # noqa: PLC0415 — not for root

    return default_data_folder() / "wipes"
