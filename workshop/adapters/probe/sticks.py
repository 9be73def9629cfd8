"""A stick as the bench prepares it and as the probe finds it: a key in its root, a folder for its reports."""

from __future__ import annotations

import base64
import binascii
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from workshop.adapters.probe.files import read_bounded, write_durably
from workshop.domain.errors import MediumError
from workshop.domain.reports import StickKey

KEY_FILE = "etabli-probe.key"
REPORTS_FOLDER = "etabli-reports"
NOT_A_KEY = "not a key"
_LARGEST_KEY = 4096
_SECRET_BYTES = 32
_STICK = re.compile(r"[0-9a-f]{16}")
_MOST_MOUNTS = 64
_MOUNTED_BY_HAND = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
_DEVICES = Path("/sys/class/block")


def write_key(stick: Path, key: StickKey) -> None:
    """Put a key onto a stick, and the folder for its reports; raises MediumError."""
    try:
        (stick / REPORTS_FOLDER).mkdir(exist_ok=True)
    except OSError as problem:
        raise MediumError(str(stick), problem.strerror or type(problem).__name__) from problem
    content = {"stick": key.stick, "secret": base64.b64encode(key.secret).decode("ascii")}
    write_durably(stick / KEY_FILE, json.dumps(content).encode("ascii"))


def read_key(path: Path) -> StickKey:
    """Read a key; raises MediumError where there is none, or something else."""
    try:
        content = read_bounded(path, _LARGEST_KEY)
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or type(problem).__name__) from problem
    key = _key(content or b"")
    if key is None:
        raise MediumError(str(path), NOT_A_KEY)
    return key


def key_beside(report: Path) -> Path | None:
    """Return the key of the stick that a report is written onto: beside it, or beside the folder of reports."""
    places = [report.parent, *([report.parent.parent] if report.parent.name == REPORTS_FOLDER else [])]
    return next((place / KEY_FILE for place in places if (place / KEY_FILE).is_file()), None)


def prepared_sticks(mounted: Callable[[], tuple[Path, ...]] | None = None) -> tuple[Path, ...]:
    """Return the sticks plugged in here that a bench has prepared."""
    return tuple(place for place in (mounted or mounted_sticks)() if (place / KEY_FILE).is_file())


def mounted_sticks() -> tuple[Path, ...]:
    """Return where removable media are mounted now, as far as the system can tell them from its own disks."""
    mounted = psutil.disk_partitions(all=False)[:_MOST_MOUNTS]
    places = (Path(found.mountpoint) for found in mounted if _is_removable(found))
    return tuple(sorted({place for place in places if place.is_dir()}))


def _is_removable(mounted: Any) -> bool:
    if sys.platform == "win32":
        return "removable" in mounted.opts.split(",")
    if mounted.mountpoint.startswith(_MOUNTED_BY_HAND):
        return True
    return _is_plugged_in(os.path.realpath(_DEVICES / Path(mounted.device).name), mounted.mountpoint)


def _is_plugged_in(device: str, place: str) -> bool:
    """Tell by the kernel's own path whether a device hangs on USB or in a card reader; never what the system runs on.

    A live system runs from a stick: what it mounts as its own is no place for reports to arrive.
    """
    own = place == "/" or place.startswith(("/boot", "/usr", "/var", "/home", "/cdrom", "/run/live"))
    return not own and any(word in device for word in ("/usb", "/mmc_host/"))


def _key(content: bytes) -> StickKey | None:
    try:
        told = json.loads(content)
        stick, secret = told["stick"], base64.b64decode(told["secret"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        return None
    sound = isinstance(stick, str) and _STICK.fullmatch(stick) and len(secret) == _SECRET_BYTES
    return StickKey(stick, secret) if sound else None
