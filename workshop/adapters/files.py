"""Content-addressed files beside the database: raw outputs, photos, issued documents.

A file is named by the SHA-256 of its content and starts with one byte: how the rest is written. It is complete and
durable before its name exists, so that a name found is a content found, whatever happened to the power.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from workshop.domain.errors import MediumError

LARGEST_BYTES = 64 * 2**20
_RAW, _ZLIB = b"r", b"z"
_SAMPLE_BYTES = 64 * 2**10
_WORTH_IT = 0.9  # photos and PDFs are compressed already
_NAME = re.compile(r"[0-9a-f]{64}")


class ContentFiles:
    """Files below one folder, which is made when the first is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Store bytes durably; return their SHA-256 in hexadecimal. Raises MediumError."""
        if len(content) > LARGEST_BYTES:
            raise MediumError(str(self._folder), f"too large: {len(content)} bytes of {LARGEST_BYTES}")
        name = sha256(content).hexdigest()
        path = self._path(name)
        with _told(path):
            if not self._is_sound(path, name):
                _make_folders(path.parent)
                _write(path, _packed(content))
        return name

    def open(self, sha256: str) -> bytes:  # the name that its port gives it
        """Return a kept content; raises MediumError where it is missing or is not what its name says."""
        if not _NAME.fullmatch(sha256):
            raise MediumError(sha256, os.strerror(errno.ENOENT))
        path = self._path(sha256)
        with _told(path):
            content = _unpacked(path.read_bytes())
        if content is None or not _is_named(content, sha256):
            raise MediumError(str(path), "altered")
        return content

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:4] / name

    def _is_sound(self, path: Path, name: str) -> bool:
        """Tell whether a content is kept already; a damaged one is written again."""
        if not path.exists():
            return False
        content = _unpacked(path.read_bytes())
        return content is not None and _is_named(content, name)


def _is_named(content: bytes, name: str) -> bool:
    return sha256(content).hexdigest() == name


def _packed(content: bytes) -> bytes:
    sample = content[:_SAMPLE_BYTES]
    if len(zlib.compress(sample)) > len(sample) * _WORTH_IT:
        return _RAW + content
    return _ZLIB + zlib.compress(content)


def _unpacked(kept: bytes) -> bytes | None:
    """Return the content of a file, None where it cannot be one of ours."""
    if kept[:1] == _RAW:
        return kept[1:]
    if kept[:1] != _ZLIB:
        return None
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(kept[1:], LARGEST_BYTES)
    except zlib.error:
        return None
    return content if unpacking.eof and not unpacking.unused_data else None


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it, so that they outlast a power cut."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
        _settle(place.parent)


def _write(path: Path, kept: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(kept)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MediumError(str(path), error.strerror or type(error).__name__) from error
