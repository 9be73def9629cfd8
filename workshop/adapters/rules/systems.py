"""Systems that may be installed, from `resources/catalogue/systems.toml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from workshop.adapters.rules.page import Page
from workshop.domain.errors import RulesError
from workshop.domain.systems import MOST, Licence, SystemImage, Systems

FORMAT = 1
FILE = "systems.toml"
LONGEST = 20  # two of them stand side by side at 150 %
_KEYS = frozenset({"id", "name", "version", "licences", "locales"})
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,19}")


def load_systems(folder: Path) -> Systems:
    """Read the systems; raises RulesError with all problems of the file."""
    file = folder / FILE
    page = Page(file)
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    page.only("format", "version", "locales", "system")
    if page.said.get("format") != FORMAT:
        page.wrong("format", f"must be {FORMAT}")
    version = page.words("version")
    locales = page.table("locales", "languages")
    for name, title in locales.items():
        if not _text(title):
            page.wrong(name, "must be a short text", "locales")
    images = _images(page, locales)
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    return Systems(version, images, locales)


def _images(page: Page, locales: dict[str, Any]) -> tuple[SystemImage, ...]:
    listed = page.said.get("system")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST:
        page.wrong("system", f"must be a list of 1 to {MOST} systems")
        return ()
    return page.distinct(_image(page, said, f"system {number}", locales) for number, said in enumerate(listed, 1))


def _image(page: Page, said: Any, where: str, locales: dict[str, Any]) -> SystemImage | None:
    if not isinstance(said, dict):
        page.problem(None, f"{where}: must be a table")
        return None
    problems = [f"{key}: unknown key" for key in sorted(said.keys() - _KEYS)]
    problems += [f"{key}: must be a short text" for key in ("id", "name", "version") if not _text(said.get(key))]
    if not problems and not _ID.fullmatch(said["id"]):
        problems.append("id: must be lower-case letters, digits, dots and dashes")
    problems += _chosen(said.get("licences"), "licences", [licence.value for licence in Licence])
    problems += _chosen(said.get("locales"), "locales", list(locales))
    for problem in problems:
        page.problem(None, f"{where}: {problem}")
    if problems:
        return None
    licences = tuple(Licence(name) for name in said["licences"])
    return SystemImage(said["id"], said["name"], said["version"], licences, tuple(said["locales"]))


def _chosen(said: Any, key: str, known: list[str]) -> list[str]:
    if not isinstance(said, list) or not 1 <= len(said) <= MOST or len(set(map(str, said))) != len(said):
        return [f"{key}: must be a list of 1 to {MOST} different ones"]
    return [f"{key}: {item!r} is none of {', '.join(known)}" for item in said if item not in known]


def _text(said: Any) -> bool:
    return isinstance(said, str) and bool(said.strip()) and len(said) <= LONGEST and said.isprintable()
