"""One TOML file of rules: what it says, and everything that is wrong with it, by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

_Word = TypeVar("_Word", bound=StrEnum)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Named = TypeVar("_Named", bound=_HasId)


class Page:
    """What one file says; `problems` grows with every check, each `file:line: problem`."""

    def __init__(self, file: Path) -> None:
        self.problems: list[str] = []
        self.said: dict[str, Any] = {}
        self._file = file
        self._text = ""
        try:
            self._text = file.read_text("utf-8")
            self.said = tomllib.loads(self._text)
        except OSError as error:
            self.problem(None, error.strerror or type(error).__name__)
        except ValueError as error:  # no UTF-8, or no TOML: its message ends with « (at line 3, column 7) »
            at = re.search(r"at line (\d+)", str(error))
            self.problem(int(at[1]) if at else None, str(error))

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self._file.stem

    def only(self, *keys: str) -> None:
        """Note every key that is none of these."""
        for key in sorted(self.said.keys() - set(keys)):
            self.wrong(key, "unknown key")

    def words(self, key: str) -> str:
        value = self.said.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self.wrong(key, "must be a text")
        return ""

    def number(self, key: str, least: int, most: int) -> int:
        value = self.said.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.wrong(key, f"must be a whole number from {least} to {most}")
        return least

    def table(self, key: str, what: str) -> dict[str, Any]:
        value = self.said.get(key)
        if isinstance(value, dict) and value:
            return value
        self.wrong(key, f"must be a table of {what}, with one at least")
        return {}

    def one_of(self, words: type[_Word], key: str, value: object, inside: str = "") -> _Word | None:
        for word in words:
            if word.value == value:
                return word
        self.wrong(key, f"{value!r} is none of {', '.join(word.value for word in words)}", inside)
        return None

    def wrong(self, key: str, problem: str, inside: str = "") -> None:
        """Note a problem at the line where the key is written, in a table where it is in one; else without a line."""
        start = 0
        if inside and (header := re.search(rf"^[ \t]*\[[ \t]*{re.escape(inside)}[ \t]*\]", self._text, re.MULTILINE)):
            start = header.end()
        key_here = re.compile(
            rf"^[ \t]*(?:\[[ \t]*{re.escape(key)}[ \t]*\]|{re.escape(key)}[ \t]*=)", re.MULTILINE
        ).search(self._text, start)
        self.problem(self._text.count("\n", 0, key_here.start()) + 1 if key_here else None, f"{key}: {problem}")

    def distinct(self, found: Iterable[_Named | None]) -> tuple[_Named, ...]:
        """Keep what was understood, each id once; a second one is noted."""
        kept: dict[str, _Named] = {}
        for item in found:
            if item is not None and item.id in kept:
                self.problem(None, f"{item.id}: stands there twice")
            elif item is not None:
                kept[item.id] = item
        return tuple(kept.values())

    def problem(self, line: int | None, problem: str) -> None:
        where = self._file.name if line is None else f"{self._file.name}:{line}"
        self.problems.append(f"{where}: {problem}")
