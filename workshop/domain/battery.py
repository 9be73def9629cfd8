"""A battery in one word, from its health; the house's own limits until contracts carry them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from workshop.domain.health import Battery

GOOD_PERCENT, FAIR_PERCENT = 80, 60


class BatteryWord(StrEnum):
    """How good a battery still is, or that nothing is known of it."""

    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"
    UNKNOWN = "unknown"


def battery_word(batteries: Iterable[Battery]) -> BatteryWord | None:
    """Judge the weakest battery; None where there is none."""
    found = tuple(batteries)
    if not found:
        return None
    known = [item.health_percent for item in found if item.health_percent is not None]
    if not known:
        return BatteryWord.UNKNOWN
    worst = min(known)
    return (
        BatteryWord.GOOD if worst >= GOOD_PERCENT else BatteryWord.FAIR if worst >= FAIR_PERCENT else BatteryWord.WEAK
    )
