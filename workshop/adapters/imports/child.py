"""The child that reads one report: a file on standard input, its facts on standard output, within limits.

The limits are set before the first byte is read, and cannot be raised again by an unprivileged process. Whatever goes
wrong ends this process alone: the parent says it in a sentence. Windows has no such limits; there, only the parent's
time-out holds.
"""

from __future__ import annotations

import sys
from enum import IntEnum

CPU_SECONDS = 20
MEMORY_BYTES = 768 * 2**20  # address space: what a real report of 0.5 MB needs is measured at a tenth of it
OUTPUT_BYTES = 4 * 2**20


class Ended(IntEnum):
    """How the child ended; anything else is a file that broke its reader."""

    READ = 0
    TOO_HEAVY = 3


def limit() -> None:
    """Give up time, memory, files and children beyond what a report may need."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 — not on Windows

    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
    ):
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def main() -> int:
    """Read the report on standard input and write what it says."""
    limit()
    try:
        from workshop.adapters.imports.detection import read  # noqa: PLC0415 — within the limits
        from workshop.domain.content import canonical, to_content  # noqa: PLC0415
        from workshop.domain.imports import LARGEST_REPORT, NotRead  # noqa: PLC0415

        answer = read(sys.stdin.buffer.read(LARGEST_REPORT))
        content = {"not_read" if isinstance(answer, NotRead) else "read": to_content(answer)}
        sys.stdout.buffer.write(canonical(content))
        sys.stdout.buffer.flush()
    except MemoryError:
        return Ended.TOO_HEAVY
    return Ended.READ
