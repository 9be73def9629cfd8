"""Processors by their trade names, from `resources/catalogue/processors.toml`."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from workshop.adapters.rules.page import Page
from workshop.domain.errors import RulesError
from workshop.domain.processors import ProcessorRule, Processors, RuleSource, Support

FORMAT = 1
FILE = "processors.toml"
FIRST_YEAR, LAST_YEAR = 1971, 2100
_TEXTS = ("id", "maker", "family", "generation", "source")
_KEYS = frozenset({*_TEXTS, "year", "patterns", "windows_11", "note"})


def load_processors(folder: Path) -> Processors:
    """Read the processors; raises RulesError with all problems of the file."""
    file = folder / FILE
    page = Page(file)
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    page.only("format", "version", "sources", "rule")
    if page.said.get("format") != FORMAT:
        page.wrong("format", f"must be {FORMAT}")
    version = page.words("version")
    sources = _sources(page)
    rules = _rules(page, sources)
    unused = sources.keys() - {rule.source for rule in rules}
    for name in () if page.problems else sorted(unused):
        page.problem(None, f"sources: {name}: no rule names it")
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    return Processors(version, rules, sources)


def _sources(page: Page) -> dict[str, RuleSource]:
    sources = {}
    for name, said in page.table("sources", "sources").items():
        title, dated = (said.get("title"), said.get("dated")) if isinstance(said, dict) else (None, None)
        if not _text(title):
            page.problem(None, f"sources: {name}: title: must be a text")
        if not _is_date(dated):
            page.problem(None, f"sources: {name}: dated: must be a date such as 2026-11-24")
        sources[name] = RuleSource(str(title), str(dated))
    return sources


def _rules(page: Page, sources: dict[str, RuleSource]) -> tuple[ProcessorRule, ...]:
    listed = page.said.get("rule")
    if not isinstance(listed, list) or not listed:
        page.wrong("rule", "must be a list of rules, with one at least")
        return ()
    return page.distinct(_rule(page, said, f"rule {number}", sources) for number, said in enumerate(listed, 1))


def _rule(page: Page, said: Any, where: str, sources: dict[str, RuleSource]) -> ProcessorRule | None:
    """Return the rule, or None after noting its problems."""
    if not isinstance(said, dict):
        page.problem(None, f"{where}: must be a table")
        return None
    where = said["id"] if _text(said.get("id")) else where
    support = next((word for word in Support if word.value == said.get("windows_11")), None)
    problems = [
        *(f"{key}: unknown key" for key in sorted(said.keys() - _KEYS)),
        *(f"{key}: must be a text" for key in _TEXTS if not _text(said.get(key))),
        *([] if said.get("source") in sources else ["source: is none of the sources"]),
        *([] if _is_year(said.get("year")) else [f"year: must be a year from {FIRST_YEAR} to {LAST_YEAR}"]),
        *([f"windows_11: is none of {', '.join(Support)}"] if "windows_11" in said and support is None else []),
        *(["note: must be a text"] if "note" in said and not _text(said["note"]) else []),
        *_pattern_problems(said.get("patterns")),
    ]
    for problem in problems:
        page.problem(None, f"{where}: {problem}")
    if problems:
        return None
    return ProcessorRule(
        id=said["id"],
        maker=said["maker"],
        family=said["family"],
        generation=said["generation"],
        year=said["year"],
        patterns=tuple(said["patterns"]),
        source=said["source"],
        windows_11=support,
        note=said.get("note", ""),
    )


def _pattern_problems(patterns: object) -> list[str]:
    if not isinstance(patterns, list) or not patterns or not all(_text(pattern) for pattern in patterns):
        return ["patterns: must be a list of texts, with one at least"]
    return [f"patterns: {pattern!r}: {problem}" for pattern in patterns if (problem := _pattern_problem(pattern))]


def _pattern_problem(pattern: str) -> str:
    try:
        found = re.compile(pattern)
    except re.error as error:
        return str(error)
    return "knows a name of nothing" if found.match("") else ""


def _is_year(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
