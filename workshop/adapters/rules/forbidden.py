"""Words that are never said, from `resources/words/forbidden.toml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from workshop.adapters.rules.page import Page
from workshop.domain.claims import Claim, Claims, Where
from workshop.domain.errors import RulesError

FORMAT = 1
FILE = "forbidden.toml"
_NEEDED = ("id", "language", "pattern", "where", "source")
_KEYS = frozenset({*_NEEDED, "says", "instead", "allowed"})


def load_claims(folder: Path) -> Claims:
    """Read the list; raises RulesError with all problems of the file."""
    file = folder / FILE
    page = Page(file)
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    page.only("format", "version", "sources", "claim")
    if page.said.get("format") != FORMAT:
        page.wrong("format", f"must be {FORMAT}")
    version = page.words("version")
    sources = {name: str(text) for name, text in page.table("sources", "sources").items()}
    listed = page.said.get("claim")
    if not isinstance(listed, list) or not listed:
        page.wrong("claim", "must be a list of claims, with one at least")
        listed = []
    claims = page.distinct(_claim(page, said, f"claim {number}", sources) for number, said in enumerate(listed, 1))
    for name in () if page.problems else sorted(sources.keys() - {claim.source for claim in claims}):
        page.problem(None, f"sources: {name}: no claim names it")
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    return Claims(version, claims)


def _claim(page: Page, said: Any, where: str, sources: dict[str, str]) -> Claim | None:
    if not isinstance(said, dict):
        page.problem(None, f"{where}: must be a table")
        return None
    where = said["id"] if _text(said.get("id")) else where
    problems = [
        *(f"{key}: unknown key" for key in sorted(said.keys() - _KEYS)),
        *(f"{key}: must be a text" for key in _NEEDED if not _text(said.get(key))),
        *([] if said.get("source") in sources else ["source: is none of the sources"]),
        *([] if said.get("where") in Where.__members__.values() else [f"where: is none of {', '.join(Where)}"]),
        *([] if _texts(said.get("says")) else ["says: must be a list of texts, with one at least"]),
        *([] if "allowed" not in said or _texts(said["allowed"]) else ["allowed: must be a list of texts"]),
        *_pattern_problems(said),
    ]
    for problem in problems:
        page.problem(None, f"{where}: {problem}")
    if problems:
        return None
    return Claim(
        said["id"],
        said["language"],
        said["pattern"],
        Where(said["where"]),
        tuple(said["says"]),
        said["source"],
        str(said.get("instead", "")),
        tuple(said.get("allowed", ())),
    )


def _pattern_problems(said: dict[str, Any]) -> list[str]:
    pattern, says = said.get("pattern"), said.get("says")
    if not _text(pattern):
        return []
    try:
        found = re.compile(str(pattern), re.IGNORECASE)
    except re.error as error:
        return [f"pattern: {error}"]
    if found.search(""):
        return ["pattern: finds what says nothing"]
    told = says if isinstance(says, list) and _texts(says) else []
    return [f"says: {text!r} is not found" for text in told if not found.search(str(text))]


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_text, value))
