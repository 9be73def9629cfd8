"""Scorings by points from `resources/scorings/*.toml`, one file a version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workshop.adapters.rules.page import Page
from workshop.domain.contracts import FACTS
from workshop.domain.errors import RulesError
from workshop.domain.scoring import Scale, Scoring, Slow

FORMAT = 1
MOST = 1000
_TEXTS = ("id", "version", "title", "dated", "notice", "source", "best")
_SLOW = frozenset({"fact", "points", "flash", "with_flash", "without_flash"})


def load_scorings(folder: Path) -> tuple[Scoring, ...]:
    """Read every scoring of a folder, by name; raises RulesError with all problems of the first wrong file."""
    found = [load_scoring(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(found, key=lambda scoring: scoring.name))


def load_scoring(path: Path) -> Scoring:
    """Read one scoring; raises RulesError with every problem."""
    page = Page(path)
    if not page.problems:
        page.only("format", *_TEXTS, "categories", "slow", "axis", "drives")
        if page.said.get("format") != FORMAT:
            page.wrong("format", f"must be {FORMAT}")
        read = _read(page)
    if page.problems:
        raise RulesError(str(path), tuple(page.problems))
    return read


def _read(page: Page) -> Scoring:
    texts = {key: page.words(key) for key in _TEXTS}
    drives = page.table("drives", "axes")
    most = drives.get("most")
    if not _whole(most):
        page.wrong("most", "must be a whole number", "drives")
    categories = _categories(page)
    names = {*(name for _, name in categories), texts["best"]}
    return Scoring(
        **texts,
        axes=_axes(page, page.said.get("axis"), "axis"),
        drives=_axes(page, drives.get("axis"), "drives.axis"),
        most_drives=most if isinstance(most, int) else 0,
        categories=categories,
        slow=_slow(page, names),
    )


def _axes(page: Page, said: Any, where: str) -> tuple[Scale, ...]:
    if not isinstance(said, list) or not said:
        page.problem(None, f"{where}: must be a list of axes, with one at least")
        return ()
    found = [_axis(page, item, f"{where} {number}") for number, item in enumerate(said, 1)]
    return tuple(scale for scale in found if scale is not None)


def _axis(page: Page, said: Any, where: str) -> Scale | None:
    if not isinstance(said, dict) or set(said) != {"fact", "below", "beyond"}:
        page.problem(None, f"{where}: needs fact, below, beyond and nothing else")
        return None
    if said["fact"] not in FACTS:
        page.problem(None, f"{where}: {said['fact']!r} is not a fact")
        return None
    below = said["below"]
    if not isinstance(below, list) or not below or not all(_pair(item) for item in below) or not _whole(said["beyond"]):
        page.problem(None, f"{where}: below must be pairs of whole numbers, beyond a whole number")
        return None
    bounds = [bound for bound, _ in below]
    if bounds != sorted(set(bounds)):
        page.problem(None, f"{where}: bounds must rise")
    return Scale(said["fact"], tuple((bound, points) for bound, points in below), said["beyond"])


def _categories(page: Page) -> tuple[tuple[int, str], ...]:
    said = page.said.get("categories")
    rows = said if isinstance(said, list) else []
    if not rows or not all(isinstance(row, dict) and _named(row) for row in rows):
        page.wrong("categories", "must be a list of { below, name }")
        return ()
    found = tuple((row["below"], row["name"]) for row in rows)
    if [bound for bound, _ in found] != sorted({bound for bound, _ in found}):
        page.wrong("categories", "bounds must rise")
    return found


def _named(row: dict[str, Any]) -> bool:
    return set(row) == {"below", "name"} and _whole(row["below"]) and isinstance(row["name"], str)


def _slow(page: Page, names: set[str]) -> Slow:
    said = page.table("slow", "a fact, points and categories")
    flash, best = said.get("flash"), [said.get("with_flash"), said.get("without_flash")]
    right = set(said) == _SLOW and _whole(said["points"]) and isinstance(flash, list)
    if not right or said["fact"] not in FACTS or not set(flash or ()) <= set(FACTS) or not set(best) <= names:
        page.wrong("slow", "needs fact, points, flash (facts), with_flash and without_flash (categories)")
        return Slow("", 0, (), "", "")
    return Slow(said["fact"], said["points"], tuple(flash or ()), said["with_flash"], said["without_flash"])


def _pair(item: object) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(_whole(part) for part in item)  # noqa: PLR2004 — a pair


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST * MOST
