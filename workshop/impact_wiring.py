"""The part of `bootstrap.py` about the impact of reuse: where figures lie, the workshop's own file, the paper."""

from __future__ import annotations

import functools
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from workshop.domain.claims import Claims
from workshop.domain.errors import MediumError
from workshop.domain.impact_figures import Figures
from workshop.domain.impact_report import ImpactReport
from workshop.resources import resource
from workshop.services.impact import Impact
from workshop.services.impact_records import ImpactRecords
from workshop.services.ports import Clock, Store
from workshop.settings import Settings

FOLDER = "impact"
OWN_FILE = "figures.toml"
EXAMPLE = "manager-example.txt"  # no .toml: it is never read as figures


@functools.cache
def claims() -> Claims:
    """Read what is never said; raises RulesError."""
    from workshop.adapters.rules.forbidden import load_claims  # noqa: PLC0415 — as all adapters: when they are built

    return load_claims(resource("words"))


def own_file(settings: Settings) -> Path:
    """Return where the workshop's own figures are kept."""
    return settings.folder() / FOLDER / OWN_FILE


def figures_of(settings: Settings) -> Figures:
    """Read all figures that hold at this bench; raises RulesError with every problem."""
    from workshop.adapters.rules.impact import load_figures  # noqa: PLC0415

    return load_figures(resource("impact"), own_file(settings), claims())


def take_figures(settings: Settings, file: Path) -> Figures:
    """Check a manager's file and keep it as the workshop's own; nothing changes where it has a problem (RulesError)."""
    from workshop.adapters.rules.impact import load_figures, read_figures  # noqa: PLC0415

    shipped = load_figures(resource("impact"), None, claims())
    taken = read_figures(file, shipped, claims())
    _keep(own_file(settings), file)
    return taken


def example_figures() -> str:
    """Return a file to begin with, explained; its numbers are blanks to fill."""
    return resource("impact", EXAMPLE).read_text("utf-8")


def impact_of(store: Store, settings: Settings, clock: Clock) -> Impact:
    """Return what makes impact reports."""
    figures: Callable[[], Figures] = functools.partial(figures_of, settings)
    return Impact(store, figures, clock)


def impact_records_of(store: Store) -> ImpactRecords:
    """Return what writes down masses, parts and meters."""
    return ImpactRecords(store)


def impact_paper(report: ImpactReport, language: str) -> bytes:
    """Make the annex of a report, as PDF/A-3b with the report attached as data."""
    from workshop.adapters.documents.impact_pdf import impact_document  # noqa: PLC0415

    return impact_document(report, language)


def _keep(place: Path, file: Path) -> None:
    """Write the file, whole or not at all."""
    try:
        content = file.read_bytes()
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as draft:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(place)
    except OSError as problem:
        raise MediumError(str(place), problem.strerror or str(problem)) from problem
