"""What the Poste reads from the core; called on the worker, never by the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.small_photos import small_photos
from workshop.domain.eligibility import Eligibility
from workshop.services.fact_views import FactSheet, RawText
from workshop.services.views import BenchView

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop

MOST_PHOTOS = 3


@dataclass(frozen=True)
class BenchShown:
    """One machine as the card shows it; `windows_11` None: it was not read."""

    view: BenchView
    windows_11: Eligibility | None = None
    photos: tuple[bytes, ...] = ()  # the newest, small


def read_bench(workshop: Workshop, code: str) -> BenchShown:
    """Read one machine; raises UnknownCodeError."""
    view = workshop.views.bench(code)
    windows_11 = workshop.eligibility.of(view.diagnosis) if view.diagnosis else None
    return BenchShown(view, windows_11, small_photos(workshop, workshop.photos.of(code), MOST_PHOTOS))


@dataclass(frozen=True)
class FactsShown:
    """Everything that is known of one machine, and the answer about Windows 11 with its reasons."""

    sheet: FactSheet
    windows_11: Eligibility | None = None


def read_facts(workshop: Workshop, code: str) -> FactsShown:
    """Read everything that is known of a machine."""
    sheet = workshop.facts.sheet(code)
    return FactsShown(sheet, workshop.eligibility.of(sheet.diagnosis) if sheet.diagnosis else None)


def read_raw(workshop: Workshop, code: str, name: str) -> RawText | None:
    """Read one tool's answer; None where it is gone."""
    return workshop.facts.raw_text(code, name)
