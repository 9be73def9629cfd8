"""`mmc extcsd read`: what an eMMC can do and which areas it has besides the one that is shown.

Source of every word: mmc-utils, mmc_cmds.c; of the bits: the kernel's include/linux/mmc/mmc.h.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 200_000
_FIELD = re.compile(r"\[(\w{1,40})(?::|\]:) (0x[0-9a-f]{1,8})\b")
_SANITIZE_BIT = 1 << 6  # EXT_CSD_SEC_SANITIZE
_BOOT_UNIT_BYTES = 128 * 1024
_SECTOR_BYTES = 512


@dataclass(frozen=True, slots=True)
class ExtCsd:
    """`user_bytes` is the size of the area that is shown; `boot_bytes` that of each of its two boot areas."""

    can_sanitize: bool
    user_bytes: int | None
    boot_bytes: int
    has_general_purpose: bool


def extcsd(text: str) -> ExtCsd | None:
    """Read it; None where the card told nothing."""
    fields = {name: int(value, 16) for name, value in _FIELD.findall(text[:_LONGEST])}
    features = fields.get("SEC_FEATURE_SUPPORT")
    if features is None:
        return None
    count = fields.get("SEC_COUNT")
    return ExtCsd(
        can_sanitize=bool(features & _SANITIZE_BIT),
        user_bytes=count * _SECTOR_BYTES if count else None,
        boot_bytes=fields.get("BOOT_SIZE_MULTI", 0) * _BOOT_UNIT_BYTES,
        has_general_purpose=any(fields.get(f"GP_SIZE_MULT_{number}") for number in range(1, 5)),
    )
