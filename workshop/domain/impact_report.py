"""The content of an impact report: machines, sums, and every figure and choice that stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workshop.domain.impact import MachineImpact, Totals
from workshop.domain.impact_figures import Figures
from workshop.domain.meters import MeterUse

SCHEMA = "etabli-impact-1"


class Scope(StrEnum):
    """What a report is about."""

    MACHINE = "machine"
    LOT = "lot"
    ORDER = "order"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class CategoryTotals:
    """The sums of one kind of machine."""

    category: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class ImpactReport:
    """What is printed, and attached to it as data. `name` is a donor, a buyer, a machine; a period has two moments.

    `figures` holds what is known of the kinds that are in it, used or not: where sources differ, all of them.
    """

    schema: str
    example: bool
    workshop: str
    site: int
    scope: Scope
    code: str
    name: str
    since: datetime | None
    until: datetime | None
    made_at: datetime
    totals: Totals
    categories: tuple[CategoryTotals, ...]
    machines: tuple[MachineImpact, ...]
    figures: Figures
    meters: tuple[MeterUse, ...]
