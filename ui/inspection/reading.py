"""What Tests reads from the core; called on the worker, never by the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.small_photos import small_photos
from workshop.domain.systems import Systems
from workshop.services.inspection import TestsView

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop

MOST_SHOWN = 6


@dataclass(frozen=True)
class TestsShown:
    """One machine, its newest photos made small, and what may be installed on it (None: nothing is to be)."""

    view: TestsView
    photos: tuple[bytes, ...] = ()
    systems: Systems | None = None


def read_tests(workshop: Workshop, code: str) -> TestsShown:
    """Read the tests of a machine; raises UnknownCodeError."""
    return shown_of(workshop, workshop.inspecting.view(code))


def shown_of(workshop: Workshop, view: TestsView) -> TestsShown:
    """Add to what was read already."""
    wanted = view.installs_first and view.why_not is None
    systems = workshop.installing.systems() if wanted else None
    return TestsShown(view, small_photos(workshop, view.photos, MOST_SHOWN), systems)


def is_here(workshop: Workshop, view: TestsView) -> str:
    """Return the code of a machine where it is the one that runs us; the first time this may take seconds."""
    return view.card.code if workshop.trying.is_here(view.reading) else ""
