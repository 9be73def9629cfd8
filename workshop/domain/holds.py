"""Why a machine does not move on: put aside, or held where it is."""

from __future__ import annotations

from enum import StrEnum


class Aside(StrEnum):
    """Where a machine goes when it leaves the chain."""

    LOCKED = "locked"
    TO_REPAIR = "to-repair"
    FOR_PARTS = "for-parts"
    RECYCLED = "recycled"
    LOST = "lost"


class HoldReason(StrEnum):
    """Why a machine must not move."""

    DATA_TO_RETURN = "data-to-return"
    DATA_TO_KEEP = "data-to-keep"
    QUARANTINE = "quarantine"
    SWOLLEN_BATTERY = "swollen-battery"
    RECALL = "recall"


KEEPS_DATA = frozenset({HoldReason.DATA_TO_RETURN, HoldReason.DATA_TO_KEEP})
