"""The part of `bootstrap.py` that picks how this machine is read: as root, through the helper, or without rights."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop.services.ports import Clock, Commands, Machine
from workshop.settings import Profile, Settings

READER = "/usr/lib/etabli/etabli-reader"  # installer/linux/README.md
DOOR = "read"  # what is said after a command of the settings, so that it opens this door of the helper


def this_machine(settings: Settings | None, clock: Clock) -> Machine:
    """Return the machine that runs us. Without settings no helper is asked."""
    from workshop.adapters.machine.privileged import PrivilegedMachine  # noqa: PLC0415 — imported when it is built
    from workshop.adapters.machine.reader import MachineReader  # noqa: PLC0415

    if all_rights_are_here():
        return MachineReader(_own(), clock)
    return PrivilegedMachine(_own(), clock, reading_command(settings))


@contextmanager
def this_machines_commands(settings: Settings | None, clock: Clock) -> Iterator[Commands]:
    """Give the door of the machine that runs us, for one reading."""
    from workshop.adapters.machine.privileged import PrivilegedMachine  # noqa: PLC0415

    if all_rights_are_here():
        yield _own()
    else:
        with PrivilegedMachine(_own(), clock, reading_command(settings)).asking() as commands:
            yield commands


def reading_command(settings: Settings | None) -> tuple[str, ...]:
    """Return the command that opens the helper's door `read`, empty where there is none; a sample asks nobody."""
    if settings is None or settings.profile is Profile.SAMPLE:
        return ()
    if settings.elevation:
        return (*settings.elevation.split(), DOOR)
    pkexec = shutil.which("pkexec")
    return (pkexec, READER) if pkexec and Path(READER).exists() else ()


def all_rights_are_here() -> bool:
    """Whether there is nothing to gain from a helper: as root, and on systems that have none."""
    return not hasattr(os, "geteuid") or os.geteuid() == 0


def _own() -> Commands:
    from workshop.adapters.commands import LocalCommands  # noqa: PLC0415
    from workshop.adapters.machine.os_facts import WithOsFacts  # noqa: PLC0415

    return WithOsFacts(LocalCommands())
