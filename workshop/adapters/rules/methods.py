"""Wipe methods from `resources/methods/*.toml`: one file per method, named as its id."""

from __future__ import annotations

from pathlib import Path

from workshop.adapters.rules.page import Page
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import RulesError
from workshop.domain.methods import Ability, Expectation, Level, Method, Technique, never_a_purge

FORMAT = 1
MAX_PASSES = 99
ACCEPTANCE = "acceptance.toml"  # stands beside them, see acceptance.py
_KEYS = ("format", "id", "technique", "engine", "passes", "expected_byte", "expects", "needs", "source", "levels")


def load_methods(folder: Path) -> dict[str, Method]:
    """Read every method below a folder; raises RulesError with all problems of all files as `file:line: problem`."""
    files = sorted(file for file in folder.glob("*.toml") if file.name != ACCEPTANCE)
    problems: list[str] = [] if files else ["no method"]
    methods: dict[str, Method] = {}
    for file in files:
        page = Page(file)
        method = None if page.problems else _method(page)
        problems += page.problems
        if method is not None:
            methods[method.id] = method
    if problems:
        raise RulesError(str(folder), tuple(problems))
    return methods


def _method(page: Page) -> Method | None:
    """Return the method, or None after noting every problem."""
    page.only(*_KEYS)
    if page.said.get("format") != FORMAT:
        page.wrong("format", f"must be {FORMAT}")
    if page.words("id") != page.name:
        page.wrong("id", f"must be the file's name, {page.name!r}")
    page.words("source")
    technique = page.one_of(Technique, "technique", page.said.get("technique"))
    engine = page.words("engine")
    passes = page.number("passes", 1, MAX_PASSES)
    expected_byte = page.number("expected_byte", 0, 255)
    expects = page.one_of(Expectation, "expects", page.said.get("expects", Expectation.BYTE))
    needs = page.one_of(Ability, "needs", page.said["needs"]) if "needs" in page.said else None
    levels = _levels(page, technique)
    if page.problems or technique is None or expects is None:
        return None
    return Method(page.name, technique, engine, passes, expected_byte, levels, expects, needs)


def _levels(page: Page, technique: Technique | None) -> tuple[tuple[DriveMedium, Level], ...]:
    levels = []
    for name, value in page.table("levels", "medium = level").items():
        medium = page.one_of(DriveMedium, name, name)
        level = page.one_of(Level, name, value)
        if medium is DriveMedium.UNKNOWN:
            page.wrong(name, "an unknown medium has no level")
        elif medium and level is Level.PURGE and technique and never_a_purge(technique, medium):
            page.wrong(name, f"{technique} never is a purge there")
        if medium and level:
            levels.append((medium, level))
    return tuple(levels)
