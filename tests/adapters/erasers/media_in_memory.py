"""Media without a device, for tests that read very many of them: what is in memory, opened as a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from workshop.adapters.erasers.expecting import Expected, Remembered
from workshop.adapters.erasers.readback import read_back
from workshop.domain.methods import Expectation
from workshop.domain.wiping import ReadBack

ZEROS = Expected(Expectation.BYTE, 0)
PATTERN = Expected(Expectation.PATTERN)


class Now:
    def now(self) -> datetime:
        return datetime.now(UTC)


@contextmanager
def in_memory(content: bytes) -> Iterator[int]:
    """Hold a medium with this content; on tmpfs, where O_DIRECT works on newer kernels only."""
    handle = os.memfd_create("medium")
    try:
        os.pwrite(handle, content, 0)
        yield handle
    finally:
        os.close(handle)


def read(content: bytes, expected: Expected, *, sampled: bool = False, seed: str = "") -> ReadBack:
    with in_memory(content) as handle:
        return read_back(handle, expected, Now(), sampled=sampled, seed=seed)


def changed(remembered: Remembered | None) -> Expected:
    return Expected(Expectation.CHANGED, remembered=remembered)
