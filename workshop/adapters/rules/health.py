"""When a drive or a battery is worn or failing, from `resources/health/*.toml`: one file per kind of thing."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from workshop.adapters.rules.page import Page
from workshop.domain.errors import RulesError
from workshop.domain.health import Battery, HealthRule, Smart, Weight

FORMAT = 1
DRIVES, BATTERIES = "drives.toml", "batteries.toml"
_KEYS = frozenset({"id", "fact", "weight", "at_least", "at_most", "says", "source"})
_LIMITS = ("at_least", "at_most", "says")


@dataclass(frozen=True, slots=True)
class HealthRules:
    """The rules of one file, each with its source by the rule's id."""

    version: str
    rules: tuple[HealthRule, ...]
    sources: dict[str, str]


def load_drive_rules(folder: Path) -> HealthRules:
    """Read the rules for drives; raises RulesError with all problems of the file."""
    return _load(folder / DRIVES, Smart)


def load_battery_rules(folder: Path) -> HealthRules:
    """Read the rules for batteries; raises RulesError with all problems of the file."""
    return _load(folder / BATTERIES, Battery)


def _load(file: Path, kind: type[Smart | Battery]) -> HealthRules:
    page = Page(file)
    if not page.problems:
        page.only("format", "version", "rule")
        if page.said.get("format") != FORMAT:
            page.wrong("format", f"must be {FORMAT}")
    version = "" if page.problems else page.words("version")
    listed = page.said.get("rule")
    if not page.problems and (not isinstance(listed, list) or not listed):
        page.wrong("rule", "must be a list of rules, with one at least")
    rules, sources = [], {}
    for number, said in enumerate(listed if isinstance(listed, list) else (), 1):
        rule = _rule(page, said, f"rule {number}", {item.name for item in fields(kind)})
        if rule is not None and rule.id in sources:
            page.problem(None, f"{rule.id}: stands there twice")
        elif rule is not None:
            rules.append(rule)
            sources[rule.id] = said["source"]
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    return HealthRules(version, tuple(rules), sources)


def _rule(page: Page, said: Any, where: str, facts: set[str]) -> HealthRule | None:
    """Return the rule, or None after noting its problems."""
    if not isinstance(said, dict):
        page.problem(None, f"{where}: must be a table")
        return None
    name = said.get("id")
    where = name if isinstance(name, str) and name else where
    weight = next((weight for weight in Weight if weight.value == said.get("weight")), None)
    told = [
        *(f"{key}: unknown key" for key in sorted(said.keys() - _KEYS)),
        *(f"{key}: must be a text" for key in ("id", "source") if not _text(said.get(key))),
        *(["fact: no such fact"] if said.get("fact") not in facts else []),
        *([f"weight: is none of {', '.join(Weight)}"] if weight is None else []),
        *_limit_problems(said, facts),
    ]
    for problem in told:
        page.problem(None, f"{where}: {problem}")
    if told or weight is None:
        return None
    return HealthRule(said["id"], said["fact"], weight, said.get("at_least"), said.get("at_most", ""), said.get("says"))


def _limit_problems(said: dict[str, Any], facts: set[str]) -> list[str]:
    limits = [key for key in _LIMITS if key in said]
    if len(limits) != 1:
        return [f"needs exactly one of {', '.join(_LIMITS)}"]
    value = said[limits[0]]
    good = {
        "at_least": isinstance(value, int) and not isinstance(value, bool) and value >= 1,
        "at_most": isinstance(value, str) and value in facts,
        "says": isinstance(value, bool),
    }[limits[0]]
    return [] if good else [f"{limits[0]}: {value!r} is no limit"]


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
