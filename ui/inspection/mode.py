"""What may be in front in Tests."""

from __future__ import annotations

from enum import Enum


class Mode(Enum):
    """What is in front."""

    NOTHING = "nothing"
    TEST = "test"
    CHOICE = "choice"
    RESULT = "result"
    PHOTO = "photo"
    SWOLLEN = "swollen"
    HELD = "held"
