"""What may be in front in État."""

from __future__ import annotations

from enum import Enum


class Mode(Enum):
    """What is in front."""

    NOTHING = "nothing"
    HELD = "held"
    LOOK = "look"
    CHOICE = "choice"
    PHOTO = "photo"
    RESULT = "result"
    WHY = "why"
    WAY = "way"
    SECOND = "second"  # which machines wait for a second inspection
    AGREEMENT = "agreement"
