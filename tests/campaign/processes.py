"""Finding the processes of a case: only our own descendants, by the kernel's account, never by a name alone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path


def children() -> dict[int, tuple[str, int]]:
    """Return the name and the parent of every process, by number (proc(5))."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            text = (folder / "stat").read_text("utf-8", "replace")
        except OSError:
            continue
        name, _, rest = text.partition("(")[2].rpartition(")")
        found[int(folder.name)] = (name, int(rest.split()[1]))
    return found


def child_named(name: str, below: int | None = None) -> int | None:
    """Return the number of a descendant with a name; scripts are named after their file."""
    everybody = children()
    for number, (known, _) in everybody.items():
        if known == name and _descends(number, below or os.getpid(), everybody):
            return number
    return None


def _descends(number: int, ancestor: int, everybody: dict[int, tuple[str, int]]) -> bool:
    while number in everybody:
        number = everybody[number][1]
        if number == ancestor:
            return True
    return False


def lives(number: int) -> bool:
    """Whether a process is there and is no zombie."""
    try:
        text = Path("/proc", str(number), "stat").read_text("utf-8", "replace")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] != "Z"


def wait_until(true: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Wait until something is so; whether it came to be."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if true():
            return True
        time.sleep(0.02)
    return true()
