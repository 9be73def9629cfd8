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


class Consent(StrEnum):
    """On whose word the donor's data is released: a closed list, what else was said stands in the letter."""

    DONOR = "donor"  # who answers for the donor
    DATA_OFFICER = "data-officer"  # the donor's data protection officer
    GIVEN_BACK = "given-back"  # the donor has the data again, and has signed for it


LONGEST_REFERENCE = 60  # of the donor's letter
KEEPS_DATA = frozenset({HoldReason.DATA_TO_RETURN, HoldReason.DATA_TO_KEEP})
