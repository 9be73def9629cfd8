"""`/proc/meminfo`: the memory that the kernel was given; less than is built in, by what firmware and graphics keep."""

from __future__ import annotations

import re

_TOTAL = re.compile(rb"^MemTotal:\s+(\d{1,15}) kB$", re.MULTILINE)


def total_bytes(content: bytes | None) -> int | None:
    """Give the total in bytes."""
    match = _TOTAL.search(content or b"")
    return int(match.group(1)) * 1024 if match else None
