"""Records a machine while it is read: the same door, and beside it a folder that replays."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from workshop.adapters.commands.recorded import FORMAT, INDEX, KERNEL_FOLDERS, About
from workshop.adapters.commands.redaction import Redaction
from workshop.domain.errors import MediumError
from workshop.services.ports import Commands, Output

_NO_FILE_NAME = re.compile(r'[<>:"|?*\\\x00-\x1f]|[ .](?:/|$)')  # on Windows; a recording is read there too


class RecordingCommands:
    """Passes every call on to `real` and keeps what came back, redacted; `finish` makes the folder a recording.

    The caller gets the real answers; only the folder is redacted. Raises MediumError where the folder cannot be used.
    """

    def __init__(self, real: Commands, folder: Path, redact: Redaction | None = None) -> None:
        self._real = real
        self._folder = folder
        self._redact = Redaction.of_this_machine(real.read, real.list) if redact is None else redact
        self._lock = threading.Lock()
        self._outputs: dict[tuple[str, ...], Output] = {}
        self._listings: dict[str, tuple[str, ...]] = {}
        self._files: dict[str, bytes] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            used = next(folder.iterdir(), None)
        except OSError as error:
            raise MediumError(str(folder), error.strerror or type(error).__name__) from error
        if used is not None:
            raise MediumError(str(folder), "not empty")

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:
        output = self._real.run(*argv, timeout_seconds=timeout_seconds)
        with self._lock:
            self._outputs[argv] = output
        return output

    def read(self, path: str) -> bytes | None:
        content = self._real.read(path)
        if content is not None and path.lstrip("/").split("/")[0] in KERNEL_FOLDERS:
            told = self._told(path)
            if _NO_FILE_NAME.search(told):
                with self._lock:
                    self._files[told] = content
            else:
                self._write(told.lstrip("/"), content)
        return content

    def list(self, pattern: str) -> tuple[str, ...]:
        paths = self._real.list(pattern)
        with self._lock:
            self._listings[pattern] = paths
        return paths

    def finish(self, about: About) -> None:
        """Write the outputs and, last of all, the index: a folder without it is no recording."""
        lines = [f"format = {FORMAT}", *_about_lines(about)]
        with self._lock:
            for number, (argv, output) in enumerate(sorted(self._outputs.items()), 1):
                lines += ["", "[[command]]", *self._command_lines(number, argv, output)]
            for pattern, paths in sorted(self._listings.items()):
                told = tuple(dict.fromkeys(map(self._told, paths)))
                lines += ["", "[[listing]]", f"pattern = {_toml(pattern)}", f"paths = {_toml(told)}"]
            for number, (path, content) in enumerate(sorted(self._files.items()), 1):
                name = f"files/{number:03d}-{_slug(path)}"
                self._write(name, content)
                lines += ["", "[[file]]", f"path = {_toml(path)}", f"content = {_toml(name)}"]
        self._write(INDEX, ("\n".join(lines) + "\n").encode("utf-8", "replace"), redacted=True)

    def _command_lines(self, number: int, argv: tuple[str, ...], output: Output) -> Iterator[str]:
        yield f"argv = {_toml(argv)}"
        if output.exit_code is not None:
            yield f"exit_code = {output.exit_code}"
        for key, content in (("stdout", output.stdout), ("stderr", output.stderr)):
            if content:
                name = f"outputs/{number:02d}-{_slug(' '.join(argv))}.{key}"
                self._write(name, content)
                yield f"{key} = {_toml(name)}"
        yield from (f"{flag} = true" for flag in ("timed_out", "missing") if getattr(output, flag))

    def _told(self, path: str) -> str:
        """Blank a path too: adapters and wireless mice are named after their addresses."""
        return self._redact(path.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")

    def _write(self, name: str, content: bytes, *, redacted: bool = False) -> None:
        path = self._folder / name
        beside = path.with_name(path.name + ".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(content if redacted else self._redact(content))
            beside.replace(path)
        except OSError as error:
            raise MediumError(str(path), error.strerror or type(error).__name__) from error


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", text)[:80].strip("-.")


def _about_lines(about: About) -> Iterator[str]:
    for key in ("maker", "model", "why", "provenance", "notes"):
        yield f"{key} = {_toml(str(getattr(about, key)))}"
    if about.recorded_at is not None:
        yield f"recorded_at = {about.recorded_at.astimezone(UTC).isoformat(timespec='seconds')}"


def _toml(value: str | tuple[str, ...]) -> str:
    """Write a TOML string or list of strings: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
