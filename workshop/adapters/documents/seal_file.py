"""Small files that hold or name a key: whole or not at all, for their owner only, and there after a power cut."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workshop.domain.errors import MediumError, SealError
from workshop.domain.seals import SealProblem

FOR_ITS_OWNER = 0o077  # the bits that nobody else may have


def read_private(path: Path, most: int) -> bytes | None:
    """Read a file that only its owner may read; None where there is none. Raises SealError, MediumError."""
    with told(path):
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return None
        with file:
            if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & FOR_ITS_OWNER:
                raise SealError(SealProblem.OPEN_TO_OTHERS, str(path))
            content = file.read(most + 1)
    if len(content) > most:
        raise SealError(SealProblem.NOT_A_SEAL, str(path))
    return content


def write_private(path: Path, content: bytes) -> None:
    """Write a file, 0600 from its first moment, in the place of one that is there."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        beside = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            with suppress(FileNotFoundError):
                beside.unlink()
        settle(path.parent)


def settle(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say what a file or its folder refuses."""
    try:
        yield
    except OSError as problem:
        raise MediumError(str(path), problem.strerror or type(problem).__name__) from problem
