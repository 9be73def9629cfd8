"""The part of `bootstrap.py` about donors' lists: how a file is read, and where files lie."""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from workshop.domain.asset_lists import (
    LARGEST_LIST,
    AssetList,
    ColumnNames,
    Field,
    NoList,
    WhyNoList,
    says_something,
    understood,
)
from workshop.domain.reports import Missed
from workshop.resources import resource
from workshop.services.asset_lists import AssetLists
from workshop.services.ports import Store

ENDINGS = frozenset({".csv", ".tsv", ".xlsx"})
MOST_FILES, MOST_SHOWN = 500, 6


@functools.cache
def column_names() -> ColumnNames:
    """Return the names of columns; raises RulesError."""
    from workshop.adapters.rules.asset_columns import load_column_names  # noqa: PLC0415 — as all adapters

    return load_column_names(resource("catalogue"))


def asset_lists_of(store: Store) -> AssetLists:
    """Return what takes donors' lists."""
    return AssetLists(store, read_list)


def read_list(content: bytes, columns: Mapping[Field, str]) -> AssetList | NoList:
    """Understand a file: of its sheets, or of the ways to part its lines, the one that says most."""
    from workshop.adapters.asset_lists.reading import read_tables  # noqa: PLC0415

    tables = read_tables(content)
    if isinstance(tables, NoList):
        return tables
    best = max(tables, key=lambda table: says_something(table, column_names()))
    if columns and not says_something(best, column_names()):
        found = (understood(table, column_names(), columns) for table in tables)
        return next((one for one in found if isinstance(one, AssetList)), NoList(WhyNoList.NO_COLUMN))
    return understood(best, column_names(), columns)


def list_content(path: Path) -> bytes | Missed:
    """Read a file that a person chose, and no more of it than a list may hold; or say why it cannot be taken."""
    from workshop.adapters.probe.files import read_bounded  # noqa: PLC0415

    try:
        if not path.exists():
            return Missed.NOT_THERE
        if not path.is_file():
            return Missed.NOT_A_FILE
        content = read_bounded(path.resolve(), LARGEST_LIST)
    except (OSError, ValueError):  # a name may hold what no file's can
        return Missed.UNREADABLE
    return Missed.TOO_LARGE if content is None else content


def lists_in(folders: tuple[Path, ...], most: int = MOST_SHOWN) -> tuple[Path, ...]:
    """Return the tables that lie directly in these folders, the newest first."""
    found: list[tuple[float, Path]] = []
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for _number, entry in zip(range(MOST_FILES), entries, strict=False):
                plain = not entry.name.startswith((".", "~"))
                if plain and Path(entry.name).suffix.lower() in ENDINGS and entry.is_file(follow_symlinks=False):
                    found.append((entry.stat(follow_symlinks=False).st_mtime, Path(entry.path)))
    return tuple(path for _when, path in sorted(found, reverse=True)[:most])
