"""What this bench remembers of its readers, beside its settings: lanes, names, and what « réglage » taught."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from workshop.domain.calibration import Calibration, Sign
from workshop.domain.lanes import Lane
from workshop.domain.scanning import LONGEST_SCAN

FILE = "readers.json"
LARGEST_FILE = 256 * 1024
MOST_READERS = 50
Marks = dict[str, dict[str, Any]]


class ReaderMemory:
    """A small file, written whole or not at all. One that cannot be read is as if there were none: it is learned again.

    Any thread may ask and tell. `file` None: nothing is remembered longer than this runs.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._turn = Lock()
        self._calibrations: dict[str, Calibration] = {}
        self._lanes: dict[str, Lane] = {}
        self._names: dict[str, str] = {}
        if file is not None:
            self._load(_content(file))

    def calibration(self, reader: str) -> Calibration | None:
        with self._turn:
            return self._calibrations.get(reader)

    def keep(self, reader: str, calibration: Calibration) -> None:
        with self._turn:
            self._calibrations[reader] = calibration
            self._save()

    def lane(self, reader: str) -> Lane | None:
        with self._turn:
            return self._lanes.get(reader)

    def name(self, identity: str) -> str:
        """Return the name that a reader had; empty: it was never here."""
        with self._turn:
            return self._names.get(identity, "")

    def remember(self, identity: str, name: str, lane: Lane | None) -> None:
        """Keep the name and the lane of a reader; without an identity it cannot be known again by its name."""
        with self._turn:
            before = dict(self._names), dict(self._lanes)
            if identity:
                self._names[identity] = name
            if lane is not None:
                self._lanes[name] = lane
            if before != (self._names, self._lanes):
                self._save()

    def _load(self, content: Mapping[str, Any]) -> None:
        for reader, kept in _items(content, "calibrations"):
            with contextlib.suppress(KeyError, TypeError, ValueError):
                self._calibrations[reader] = _calibration(kept)
        for reader, kept in _items(content, "lanes"):
            with contextlib.suppress(ValueError):
                self._lanes[reader] = Lane(kept)
        self._names = {identity: str(name)[:LONGEST_SCAN] for identity, name in _items(content, "names")}

    def _save(self) -> None:
        """Write all of it; a full disk costs what was learned, never a scan."""
        if self._file is None:
            return
        content = {
            "calibrations": {reader: _written(kept) for reader, kept in self._calibrations.items()},
            "lanes": {reader: lane.value for reader, lane in self._lanes.items()},
            "names": self._names,
        }
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=self._file.parent, delete=False, encoding="utf-8") as draft:
                json.dump(content, draft, ensure_ascii=False, indent=1)
                draft.flush()
                os.fsync(draft.fileno())
            Path(draft.name).replace(self._file)


def _content(file: Path) -> Mapping[str, Any]:
    try:
        if file.stat().st_size > LARGEST_FILE:
            return {}
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _items(content: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    found = content.get(name)
    return list(found.items())[:MOST_READERS] if isinstance(found, dict) else []


def _written(calibration: Calibration) -> dict[str, Any]:
    return {
        "signs": [[_mark(sign), char] for sign, char in calibration.signs.items()],
        "prefix": [_mark(sign) for sign in calibration.prefix],
        "suffix": [_mark(sign) for sign in calibration.suffix],
        "caps": calibration.caps,
    }


def _calibration(kept: Mapping[str, Any]) -> Calibration:
    signs = {_sign(mark): str(char)[:1] for mark, char in kept["signs"]}
    prefix, suffix = (tuple(_sign(mark) for mark in kept[around]) for around in ("prefix", "suffix"))
    return Calibration(signs, prefix, suffix, bool(kept["caps"]))


def _mark(sign: Sign) -> str | list[int]:
    return sign if isinstance(sign, str) else [sign[0], int(sign[1])]


def _sign(mark: Any) -> Sign:
    if isinstance(mark, str):
        return mark[:8]
    code, shift = mark
    return int(code), bool(shift)
