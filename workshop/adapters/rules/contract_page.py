"""One contract's file: what it says, and everything that is wrong with it, by line.

tomllib keeps no lines and stops at the first mistake: keys are found again in the text, and after a mistake the rest is
read without that line.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MOST_MISTAKES = 20
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*([\w-]+)[ \t]*\]\]")
_KEY = re.compile(r"^[ \t]*\"?([\w-]+)\"?[ \t]*[.=]")
_LONG_TEXT = re.compile(r'"""(?:\\.|[^\\])*?"""|' + r"'''.*?'''", re.DOTALL)
_AT = re.compile(r"\(at line (\d+), column \d+\)")
_HEAD = ("", 0)

Where = tuple[str, int]  # the name of a table in the file, and which of them, from 1; ("", 0) is what stands first


class ContractPage:
    """The text of one contract, and its problems, each `line: problem` where it stands on a line."""

    def __init__(self, text: str) -> None:
        self.problems: list[str] = []
        self.said: dict[str, Any] = {}
        self._lines = Lines.of(text)
        self._read(text)

    def table(self, name: str = "", number: int = 0) -> Table:
        """Return what the file says first, or one of its tables, from 1."""
        said = self.said[name][number - 1] if name else self.said
        return Table(said, (name, number), self)

    def tables(self, name: str, *, needed: bool = False) -> tuple[Table, ...]:
        """Return all tables of one name."""
        said = self.said.get(name, [])
        if not isinstance(said, list) or not all(isinstance(item, dict) for item in said) or (needed and not said):
            self.wrong(_HEAD, name, f"needs one [[{name}]] at least" if needed else f"must be [[{name}]] tables")
            return ()
        return tuple(self.table(name, number) for number in range(1, len(said) + 1))

    def wrong(self, where: Where, key: str, problem: str) -> None:
        """Note a problem at the line of a key, or of its table where the key is missing."""
        line = self._lines.line(where, key)
        self.problems.append(f"{line}: {key}: {problem}" if line else f"{key}: {problem}")

    def _read(self, text: str) -> None:
        """Read the text; each line with a mistake is noted and left out, so that the next one is found too."""
        lines, last = text.splitlines(), 0
        for _ in range(MOST_MISTAKES):
            try:
                said = tomllib.loads("\n".join([*lines, ""]))
            except tomllib.TOMLDecodeError as error:
                at = _AT.search(str(error))
                line = min(int(at[1]), len(lines)) if at else len(lines)  # else at the end of the document
                message = _AT.sub("", str(error)).strip()
                if line <= last:  # it cannot be told apart from the mistake before
                    return
                self.problems.append(f"{line}: {message}")
                lines[line - 1], last = _without_mistake(lines[line - 1]), line
            else:
                self.said = {} if self.problems else said
                return


def _without_mistake(line: str) -> str:
    """Keep a table's beginning, so that what follows does not seem to be said twice."""
    header = re.match(r"[ \t]*\[\[?[ \t]*([\w-]+)", line)
    return f"[[{header[1]}]]" if header else ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Where keys and tables are written, counted from 1."""

    keys: dict[tuple[Where, str], int] = field(default_factory=dict)
    headers: dict[Where, int] = field(default_factory=dict)

    @staticmethod
    def of(text: str) -> Lines:
        """Find them in a text."""
        found = Lines()
        where, count = _HEAD, dict[str, int]()
        flat = _LONG_TEXT.sub(lambda long: '"' + "\n" * long[0].count("\n") + '"', text)
        for number, line in enumerate(flat.splitlines(), start=1):
            if header := _HEADER.match(line):
                count[header[1]] = count.get(header[1], 0) + 1
                where = (header[1], count[header[1]])
                found.headers[where] = number
                found.keys.setdefault((_HEAD, header[1]), number)
            elif key := _KEY.match(line):
                found.keys.setdefault((where, key[1]), number)
        return found

    def line(self, where: Where, key: str) -> int | None:
        """Return the line of a key, else of its table; None where neither has one of its own."""
        return self.keys.get((where, key)) or self.headers.get(where)


class Table:
    """What a file says first, or one of its tables; whatever is wrong with a key is noted."""

    def __init__(self, said: dict[str, Any], where: Where, page: ContractPage) -> None:
        self._said = said
        self._where = where
        self._page = page

    def value(self, key: str) -> Any:
        return self._said.get(key)

    def has(self, key: str) -> bool:
        return key in self._said

    def wrong(self, key: str, problem: str) -> None:
        self._page.wrong(self._where, key, problem)

    def only(self, keys: frozenset[str]) -> None:
        """Note every key that is none of these."""
        for key in sorted(self._said.keys() - keys):
            self.wrong(key, "unknown key")

    def text(self, key: str, *, empty: bool = False) -> str:
        value = self._said.get(key)
        if isinstance(value, str) and (empty or value.strip()):
            return value
        self.wrong(key, "must be a text")
        return ""

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        value = self._said.get(key, [] if optional else None)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            once = tuple(dict.fromkeys(value))
            if len(once) < len(value):
                self.wrong(key, "says the same twice")
            return once
        self.wrong(key, "must be a list of texts")
        return ()

    def flag(self, key: str) -> bool:
        """Return true or false; a key that is not there is false."""
        value = self._said.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, "must be true or false")
        return value is True

    def number(self, key: str, least: int, most: int) -> int:
        value = self._said.get(key)
        if type(value) is int and least <= value <= most:
            return value
        self.wrong(key, f"must be a whole number from {least} to {most}")
        return least

    def numbers(self, key: str) -> tuple[int, ...]:
        """Return whole numbers, the smallest first; none where the key is missing."""
        value = self._said.get(key, [])
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            self.wrong(key, "must be a list of whole numbers")
            return ()
        if list(value) != sorted(set(value)):
            self.wrong(key, "must go from the smallest to the largest, each once")
        return tuple(value)

    def words(self, key: str, words: type[StrEnum], *, optional: bool = False) -> tuple[str, ...]:
        known = [word.value for word in words]
        found = self.texts(key, optional=optional)
        for item in found:
            if item not in known:
                self.wrong(key, f"{item!r} is none of {', '.join(known)}")
        return found

    def pairs(self, key: str) -> tuple[tuple[str, int], ...]:
        """Return a table of name = whole number; none where the key is missing."""
        said = self._said.get(key, {})
        if isinstance(said, dict) and all(type(number) is int for number in said.values()):
            return tuple(said.items())
        self.wrong(key, "must be a table of name = whole number")
        return ()

    def inside(self, key: str) -> tuple[Table, ...]:
        """Return the small tables of a list; their problems stand at the list's line."""
        said = self._said.get(key, [])
        if isinstance(said, list) and all(isinstance(item, dict) for item in said):
            return tuple(_Inside(item, key, self) for item in said)
        self.wrong(key, "must be a list of tables")
        return ()

    def limits(self, key: str, letters: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
        """Return the limits of each letter, from the best to the worst; better letters never ask for less."""
        said = self._said.get(key)
        if not isinstance(said, dict) or not said:
            self.wrong(key, "must be a table of letter = whole number")
            return ()
        strange = [letter for letter in said if letter not in letters]
        no_number = [letter for letter, limit in said.items() if type(limit) is not int]
        for letter in strange:
            self.wrong(key, f"{letter!r} is no letter of this contract")
        for letter in no_number:
            self.wrong(key, f"{letter}: must be a whole number")
        if strange or no_number:
            return ()
        limits = tuple((letter, said[letter]) for letter in letters if letter in said)
        numbers = [limit for _, limit in limits]
        if numbers == sorted(numbers, reverse=key == "at_least"):
            return limits
        self.wrong(key, "a better letter must not ask for less")
        return ()


class _Inside(Table):
    """A small table in a list of another one."""

    def __init__(self, said: dict[str, Any], key: str, outer: Table) -> None:
        super().__init__(said, _HEAD, outer._page)  # noqa: SLF001 — of the same kind
        self._key = key
        self._outer = outer

    def wrong(self, key: str, problem: str) -> None:
        self._outer.wrong(self._key, f"{key}: {problem}")
