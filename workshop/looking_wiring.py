"""The part of `bootstrap.py` about looking at machines, a second time too, and the sheet of a grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.domain.people import Actor
from workshop.services.authority import is_manager
from workshop.services.grade_sheets import sheet_of
from workshop.services.looking import Looking
from workshop.services.second_inspection import SecondInspections

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop


def looking_of(workshop: Workshop) -> Looking:
    """Return what writes down what a person sees."""
    return Looking(workshop.store, workshop.grading)


def seconds_of(workshop: Workshop) -> SecondInspections:
    """Return the second inspections."""
    return SecondInspections(workshop.store)


def is_a_manager(workshop: Workshop, actor: Actor) -> bool:
    """Tell whether a person is a manager."""
    with workshop.store.looking() as look:
        return is_manager(look, actor)


def grade_sheet(workshop: Workshop, code: str, language: str = "") -> bytes:
    """Return the sheet of a machine's grade as it is now (PDF); raises UnknownCodeError."""
    from workshop.adapters.documents.grade_sheet import grade_sheet_pdf  # noqa: PLC0415 — as all adapters

    sheet = sheet_of(workshop.store, workshop.grading, workshop.clock.now(), code)
    return grade_sheet_pdf(sheet, language or workshop.settings.language)
