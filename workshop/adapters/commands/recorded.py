"""A recorded machine: a folder of outputs, replayed byte for byte.

    machine.toml            format, maker, model, why, provenance, notes, recorded_at; [[command]] argv, exit_code,
                            stdout, stderr (file names), timed_out, missing; [[listing]] pattern, paths; [[file]] path,
                            content (file name)
    outputs/…               one file per output
    sys/… proc/…            the kernel's files at their own paths
    files/…                 those of them whose path is no file name on every system (1-8:1.0 is none on Windows)

What is not in the folder was not there: an unknown command is a missing tool, an unknown path an absent file.
The folder may come from anywhere: names that leave it, links, and sizes out of bounds are refused when it is opened.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from workshop.adapters.commands.bounds import MAX_FILE_BYTES, MAX_LISTED, MAX_OUTPUT_BYTES
from workshop.domain.errors import RecordingError
from workshop.services.ports import Output

FORMAT = 1
INDEX = "machine.toml"
KERNEL_FOLDERS = ("sys", "proc")

_MAX_INDEX_BYTES = 256 * 1024
_MAX_ENTRIES = 8192
_MAX_TOTAL_BYTES = 64 * 1024 * 1024
_MAX_COMMANDS = 2048


class Provenance(StrEnum):
    """Where a recording comes from."""

    RECORDED = "recorded"  # by RecordingCommands, on the machine itself
    EMULATED = "emulated"  # recorded inside an emulated PC
    COMPOSED = "composed"  # written by hand after the formats of the real tools; its serials are invented


@dataclass(frozen=True, slots=True)
class About:
    """What a recording says of itself."""

    maker: str
    model: str
    why: str
    provenance: Provenance
    notes: str = ""
    recorded_at: datetime | None = None


class RecordedCommands:
    """Replays the machine recorded in `folder`; raises RecordingError where the folder is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        _examine(folder)
        index = _index(folder)
        self.about = _about(folder, index)
        self._outputs = dict(_outputs(folder, index))
        self._listings = dict(_listings(folder, index))
        self._files = dict(_files(folder, index))

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:  # noqa: ARG002 — a recording answers at once
        """Give the recorded output of exactly this command."""
        return self._outputs.get(argv) or Output(None, missing=True)

    def read(self, path: str) -> bytes | None:
        """Give the recorded content of a file."""
        inside = PurePosixPath(path.lstrip("/"))
        if ".." in inside.parts or not inside.parts or inside.parts[0] not in KERNEL_FOLDERS:
            return None
        if path in self._files:
            return self._files[path]
        try:
            content = (self._folder / inside).read_bytes()
        except (OSError, ValueError):
            return None
        return content if len(content) <= MAX_FILE_BYTES else None

    def list(self, pattern: str) -> tuple[str, ...]:
        """Give the recorded listing, else what of the recorded files matches."""
        if pattern in self._listings:
            return self._listings[pattern]
        if not pattern.startswith(tuple(f"/{name}/" for name in KERNEL_FOLDERS)) or ".." in pattern.split("/"):
            return ()
        if "\0" in pattern:  # no file has it in its name, and Python 3.13 refuses to look
            return ()
        found = self._folder.glob(pattern.lstrip("/"))
        return tuple(sorted(f"/{path.relative_to(self._folder).as_posix()}" for path in found))[:MAX_LISTED]


def _examine(folder: Path) -> None:
    """Walk the whole folder once: only plain files and folders, in bounded number and size."""
    if not folder.is_dir():
        raise RecordingError(str(folder), "not a folder")
    total = 0
    for entries, path in enumerate(_walked(folder), 1):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise RecordingError(str(folder), f"{path.name}: neither a plain file nor a folder")
        total += path.stat().st_size if path.is_file() else 0
        if entries > _MAX_ENTRIES or total > _MAX_TOTAL_BYTES:
            raise RecordingError(str(folder), f"more than {_MAX_ENTRIES} files or {_MAX_TOTAL_BYTES} bytes")


def _walked(folder: Path) -> Iterator[Path]:
    try:
        for parent, folders, files in os.walk(folder, onerror=_raised, followlinks=False):
            yield from (Path(parent) / name for name in (*folders, *files))
    except OSError as error:
        raise RecordingError(str(folder), error.strerror or type(error).__name__) from error


def _raised(error: OSError) -> None:
    raise error


def _index(folder: Path) -> dict[str, Any]:
    text = _content(folder, INDEX, _MAX_INDEX_BYTES)
    try:
        index = tomllib.loads(text.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise RecordingError(str(folder), f"{INDEX}: {error}") from error
    if index.get("format") != FORMAT:
        raise RecordingError(str(folder), f"{INDEX}: format {index.get('format')!r} instead of {FORMAT}")
    return index


def _about(folder: Path, index: dict[str, Any]) -> About:
    maker, model, why, provenance = (_text(folder, index, key) for key in ("maker", "model", "why", "provenance"))
    if provenance not in set(Provenance):
        raise RecordingError(str(folder), f"{INDEX}: provenance: {provenance!r} is none of {', '.join(Provenance)}")
    recorded_at = index.get("recorded_at")
    if recorded_at is not None and not (isinstance(recorded_at, datetime) and recorded_at.tzinfo):
        raise RecordingError(str(folder), f"{INDEX}: recorded_at: not a time with its zone")
    return About(maker, model, why, Provenance(provenance), str(index.get("notes", "")), recorded_at)


def _outputs(folder: Path, index: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], Output]]:
    for entry in _tables(folder, index, "command"):
        argv = _texts(folder, entry, "argv")
        exit_code = entry.get("exit_code")
        if not argv or not (exit_code is None or type(exit_code) is int):
            raise RecordingError(str(folder), f"{INDEX}: command: argv is empty or exit_code is not a whole number")
        yield (
            argv,
            Output(
                exit_code=exit_code,
                stdout=_stream(folder, entry, "stdout"),
                stderr=_stream(folder, entry, "stderr"),
                timed_out=entry.get("timed_out") is True,
                missing=entry.get("missing") is True,
            ),
        )


def _listings(folder: Path, index: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in _tables(folder, index, "listing"):
        yield _text(folder, entry, "pattern"), _texts(folder, entry, "paths")


def _files(folder: Path, index: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    for entry in _tables(folder, index, "file"):
        yield _text(folder, entry, "path"), _content(folder, _text(folder, entry, "content"), MAX_FILE_BYTES)


def _tables(folder: Path, index: dict[str, Any], key: str) -> list[dict[str, Any]]:
    tables = index.get(key, [])
    if (
        not isinstance(tables, list)
        or len(tables) > _MAX_COMMANDS
        or not all(isinstance(item, dict) for item in tables)
    ):
        raise RecordingError(str(folder), f"{INDEX}: {key}: not a list of at most {_MAX_COMMANDS} tables")
    return tables


def _text(folder: Path, table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str):
        raise RecordingError(str(folder), f"{INDEX}: {key}: missing or not a text")
    return value


def _texts(folder: Path, table: dict[str, Any], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        raise RecordingError(str(folder), f"{INDEX}: {key}: not a list of texts")
    return tuple(values)


def _stream(folder: Path, entry: dict[str, Any], key: str) -> bytes:
    return _content(folder, _text(folder, entry, key), MAX_OUTPUT_BYTES) if key in entry else b""


def _content(folder: Path, name: str, limit: int) -> bytes:
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts or "\\" in name or ":" in name:
        raise RecordingError(str(folder), f"{name}: outside of the folder")
    try:
        path = folder / inside
        content = path.read_bytes() if path.stat().st_size <= limit else None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise RecordingError(str(folder), f"{name}: {reason}") from error
    if content is None:
        raise RecordingError(str(folder), f"{name}: more than {limit} bytes")
    return content
