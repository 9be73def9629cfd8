"""The names of the columns of donors' lists, from `resources/catalogue/asset_columns.toml`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from workshop.adapters.rules.page import Page
from workshop.domain.asset_lists import ColumnNames, Field, plain
from workshop.domain.diagnosis import Category
from workshop.domain.errors import RulesError

FORMAT = 1
FILE = "asset_columns.toml"
K = TypeVar("K", bound=StrEnum)


def load_column_names(folder: Path) -> ColumnNames:
    """Read the names; raises RulesError with all problems of the file."""
    file = folder / FILE
    page = Page(file)
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    page.only("format", "version", "fields", "kinds")
    if page.said.get("format") != FORMAT:
        page.wrong("format", f"must be {FORMAT}")
    page.words("version")
    fields, kinds = _names(page, "fields", Field), _names(page, "kinds", Category)
    if page.problems:
        raise RulesError(str(file), tuple(page.problems))
    return ColumnNames(fields, kinds)


def _names(page: Page, key: str, words: type[K]) -> dict[K, tuple[str, ...]]:
    found: dict[K, tuple[str, ...]] = {}
    claimed: dict[str, str] = {}
    for name, said in page.table(key, "names").items():
        word = page.one_of(words, name, name, key)
        if not isinstance(said, list) or not said or not all(isinstance(item, str) and plain(item) for item in said):
            page.wrong(name, "must be a list of names, with one at least", key)
            continue
        for item in said:
            other = claimed.setdefault(plain(item), name)
            if other != name:
                page.wrong(name, f"{item!r} is {other} already", key)
        if word is not None:
            found[word] = tuple(said)
    return found
