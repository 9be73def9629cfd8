"""Classes of processors from `resources/catalogue/processor_classes.toml`, and points that a manager imported."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

from workshop.adapters.rules.page import Page
from workshop.domain.errors import RulesError
from workshop.domain.processors import LONGEST_NAME, ClassRule, ProcessorClasses, Processors, Scores, plain_name

FORMAT = 1
FILE = "processor_classes.toml"
BEST_CLASS = 4
SCORES_FILE = "processor-scores.csv"
LARGEST_SCORES = 4 * 1024 * 1024
MOST_POINTS = 10_000_000
_KEYS = frozenset({"class", "rules", "patterns"})
_SOURCE, _DATED = "# source: ", "# dated: "


def load_classes(folder: Path, processors: Processors) -> ProcessorClasses:
    """Read the classes; raises RulesError with all problems of the file, rules that `processors` has not among them."""
    file = folder / FILE
    page = Page(file)
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    page.only("format", "version", "source", "class")
    if page.said.get("format") != FORMAT:
        page.wrong("format", f"must be {FORMAT}")
    version, source = page.words("version"), page.words("source")
    listed = page.said.get("class")
    if not isinstance(listed, list) or not listed:
        page.wrong("class", "must be a list of classes, with one at least")
        listed = []
    known = {rule.id for rule in processors.rules}
    classes = tuple(_class(page, said, f"class {number}", known) for number, said in enumerate(listed, 1))
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    return ProcessorClasses(version, source, tuple(item for item in classes if item))


def _class(page: Page, said: Any, where: str, known: set[str]) -> ClassRule | None:
    if not isinstance(said, dict):
        page.problem(None, f"{where}: must be a table")
        return None
    klass, rules, patterns = said.get("class"), said.get("rules"), said.get("patterns", [])
    problems = [f"{key}: unknown key" for key in sorted(said.keys() - _KEYS)]
    if type(klass) is not int or not 0 <= klass <= BEST_CLASS:
        problems.append(f"class: must be a whole number from 0 to {BEST_CLASS}")
    if not isinstance(rules, list) or not rules:
        problems.append("rules: must be a list of rules, with one at least")
        rules = []
    problems += [f"rules: {rule!r} is no rule of processors.toml" for rule in rules if rule not in known]
    if not isinstance(patterns, list) or not all(isinstance(item, str) for item in patterns):
        problems.append("patterns: must be a list of texts")
        patterns = []
    problems += [f"patterns: {pattern!r}" for pattern in patterns if not _compiles(pattern)]
    for problem in problems:
        page.problem(None, f"{where}: {problem}")
    return ClassRule(klass, tuple(rules), tuple(patterns)) if isinstance(klass, int) and not problems else None


def _compiles(pattern: str) -> bool:
    try:
        return bool(re.compile(pattern).pattern)
    except re.error:
        return False


def read_scores(file: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    """Read names and points of any table with « ; », « , » or tabs; return what is wrong beside, by line."""
    try:
        content = file.read_bytes()
    except OSError as error:
        return {}, (error.strerror or type(error).__name__,)
    if len(content) > LARGEST_SCORES:
        return {}, (f"larger than {LARGEST_SCORES} bytes",)
    lines = content.decode("utf-8-sig", "replace").splitlines()
    found, problems = dict[str, int](), []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = next(csv.reader([line], delimiter=_sign(line)), [])
        name = plain_name(parts[0].strip()[:LONGEST_NAME]).lower() if parts else ""
        points = "".join((parts[1] if len(parts) > 1 else "").split())
        if name and points.isascii() and points.isdigit() and int(points[:9]) <= MOST_POINTS:
            found[name] = int(points[:9])
        elif number > 1:  # the first line may name the columns
            problems.append(f"{number}: {line[:80]}")
    return found, tuple(problems)


def _sign(line: str) -> str:
    return next((sign for sign in ("\t", ";") if sign in line), ",")


def keep_scores(folder: Path, scores: Scores) -> None:
    """Keep imported points with where they come from; those from before are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{_SOURCE}{_one_line(scores.source)}", f"{_DATED}{_one_line(scores.dated)}"]
    lines += [f"{name}\t{points}" for name, points in sorted(scores.points.items())]
    new = folder / f"{SCORES_FILE}.new"
    new.write_text("\n".join([*lines, ""]), "utf-8")
    new.replace(folder / SCORES_FILE)


def load_scores(folder: Path) -> Scores | None:
    """Return what the manager imported, None where nothing was."""
    file = folder / SCORES_FILE
    if not file.exists():
        return None
    points, _problems = read_scores(file)
    head = file.read_text("utf-8", "replace").splitlines()[:2]
    told = {mark: line.removeprefix(mark) for line in head for mark in (_SOURCE, _DATED) if line.startswith(mark)}
    return Scores(told.get(_SOURCE, ""), told.get(_DATED, ""), points)


def is_date(text: str) -> bool:
    """Tell whether a text is a date such as 2026-11-24."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _one_line(text: str) -> str:
    return " ".join(text.split())
