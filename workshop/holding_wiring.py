"""The part of `bootstrap.py` about what is kept where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.services.holding import Holding

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop


def holding_of(workshop: Workshop) -> Holding:
    """Return what keeps things where they are, and lets them go on."""
    return Holding(workshop.store)
