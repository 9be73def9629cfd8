"""Wipe methods from `resources/methods/*.toml`: one file per method, named as its id."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import RulesError
from workshop.domain.methods import Level, Method, Technique

FORMAT = 1
MAX_PASSES = 99
_KEYS = ("format", "id", "technique", "engine", "passes", "expected_byte", "source", "levels")
_Word = TypeVar("_Word", bound=StrEnum)


def load_methods(folder: Path) -> dict[str, Method]:
    """Read every method below a folder; raises RulesError with all problems of all files as `file:line: problem`."""
    files = sorted(folder.glob("*.toml"))
    problems: list[str] = [] if files else ["no method"]
    methods: dict[str, Method] = {}
    for file in files:
        page = _Page(file)
        method = page.method()
        problems += page.problems
        if method is not None:
            methods[method.id] = method
    if problems:
        raise RulesError(str(folder), tuple(problems))
    return methods


class _Page:
    """One file: what it says, and what is wrong with it, by line."""

    def __init__(self, file: Path) -> None:
        self.problems: list[str] = []
        self._file = file
        self._text = ""
        self._said: dict[str, Any] = {}
        try:
            self._text = file.read_text("utf-8")
            self._said = tomllib.loads(self._text)
        except OSError as error:
            self._problem(None, error.strerror or type(error).__name__)
        except ValueError as error:  # no UTF-8, or no TOML: its message ends with « (at line 3, column 7) »
            at = re.search(r"at line (\d+)", str(error))
            self._problem(int(at[1]) if at else None, str(error))

    def method(self) -> Method | None:
        """Return the method, or None after noting every problem."""
        if self.problems:
            return None
        for key in sorted(self._said.keys() - set(_KEYS)):
            self._wrong(key, "unknown key")
        if self._said.get("format") != FORMAT:
            self._wrong("format", f"must be {FORMAT}")
        if self._words("id") != self._file.stem:
            self._wrong("id", f"must be the file's name, {self._file.stem!r}")
        self._words("source")
        technique = self._one_of(Technique, "technique", self._said.get("technique"))
        engine = self._words("engine")
        passes = self._number("passes", 1, MAX_PASSES)
        expected_byte = self._number("expected_byte", 0, 255)
        levels = self._levels()
        if self.problems or technique is None:
            return None
        return Method(self._file.stem, technique, engine, passes, expected_byte, levels)

    def _levels(self) -> tuple[tuple[DriveMedium, Level], ...]:
        table = self._said.get("levels")
        if not isinstance(table, dict) or not table:
            self._wrong("levels", "must be a table of medium = level, with one at least")
            return ()
        levels = []
        for name, value in table.items():
            medium = self._one_of(DriveMedium, name, name)
            level = self._one_of(Level, name, value)
            if medium is DriveMedium.UNKNOWN:
                self._wrong(name, "an unknown medium has no level")
            if medium and level:
                levels.append((medium, level))
        return tuple(levels)

    def _words(self, key: str) -> str:
        value = self._said.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self._wrong(key, "must be a text")
        return ""

    def _number(self, key: str, least: int, most: int) -> int:
        value = self._said.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self._wrong(key, f"must be a whole number from {least} to {most}")
        return least

    def _one_of(self, words: type[_Word], key: str, value: object) -> _Word | None:
        for word in words:
            if word.value == value:
                return word
        self._wrong(key, f"{value!r} is none of {', '.join(word.value for word in words)}")
        return None

    def _wrong(self, key: str, problem: str) -> None:
        """Note a problem at the line where the key is written; without a line where it is missing."""
        found = re.search(
            rf"^[ \t]*(?:\[[ \t]*{re.escape(key)}[ \t]*\]|{re.escape(key)}[ \t]*=)", self._text, re.MULTILINE
        )
        self._problem(self._text.count("\n", 0, found.start()) + 1 if found else None, f"{key}: {problem}")

    def _problem(self, line: int | None, problem: str) -> None:
        where = self._file.name if line is None else f"{self._file.name}:{line}"
        self.problems.append(f"{where}: {problem}")
