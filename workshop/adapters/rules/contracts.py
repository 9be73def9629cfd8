"""Grading contracts from `resources/contracts/*.toml`: one file per contract, named as its id."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from workshop.domain.diagnosis import Category
from workshop.domain.drives import Policy
from workshop.domain.errors import RulesError
from workshop.domain.grading import Axis, Contract, Criterion
from workshop.domain.proofs import Reservation

FORMAT = 1
# What `workshop.domain.grading.facts_of` measures: the least and the most that a fact can be (None: no end).
FACTS: dict[str, tuple[int, int | None]] = {
    "memory_mib": (0, None),
    "storage_gb": (0, None),
    "flash_storage": (0, 1),
    "failing_drives": (0, None),
    "processor_cores": (0, None),
    "battery_percent": (0, 100),
    "locks": (0, None),
    "functions_failed": (0, None),
    "functions_untested": (0, None),
    "looks": (0, 3),
}
_TEXTS = ("version", "title", "dated", "notice")
_KEYS = frozenset(
    {
        *("format", "id", *_TEXTS, "letters", "accepted_reservations", "declared_tools", "tags_removed"),
        *("second_person", "criterion"),
    },
)
_CRITERION_KEYS = frozenset(
    {"id", "axis", "fact", "unit", "clause", "source", "at_least", "at_most", "unknown", "categories"}
)
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*criterion[ \t]*\]\]", re.MULTILINE)
_LONG_TEXT = re.compile(r'"""(?:\\.|[^\\])*?"""|' + r"'''.*?'''", re.DOTALL)


def load_contract(path: Path) -> Contract:
    """Read one contract; raises RulesError with every problem, each as `line: problem` where it stands on a line."""
    page = _Page(path)
    contract = page.contract()
    if contract is None or page.problems:
        raise RulesError(str(path), tuple(page.problems))
    return contract


class _Page:
    """One file: what it says, and what is wrong with it, by line."""

    def __init__(self, path: Path) -> None:
        self.problems: list[str] = []
        self._path = path
        self._lines = _Lines("")
        self._said: dict[str, Any] = {}
        try:
            text = path.read_text("utf-8")
            self._lines = _Lines(text)
            self._said = tomllib.loads(text)
        except OSError as error:
            self.problems.append(error.strerror or type(error).__name__)
        except ValueError as error:  # no UTF-8, or no TOML: its message ends with « (at line 3, column 7) »
            at = re.search(r"at line (\d+)", str(error))
            self.problems.append(f"{at[1]}: {error}" if at else str(error))

    def contract(self) -> Contract | None:
        """Return the contract, or None after noting every problem."""
        if self.problems:
            return None
        said = _Table(self._said, 0, self)
        said.only(_KEYS)
        if said.value("format") != FORMAT:
            said.wrong("format", f"must be {FORMAT}")
        if said.text("id") != self._path.stem:
            said.wrong("id", f"must be the file's name, {self._path.stem!r}")
        version, title, dated, notice = map(said.text, _TEXTS)
        if dated and not _is_date(dated):
            said.wrong("dated", "must be a date such as 2026-11-24")
        letters = said.texts("letters")
        if said.value("letters") == [] or not all(letters):
            said.wrong("letters", "must name one letter at least, from the best to the worst")
        reservations = said.words("accepted_reservations", Reservation)
        policy = Policy(reservations, said.texts("declared_tools"), said.flag("tags_removed"))
        second_person = said.flag("second_person")
        criteria = self._criteria(letters)
        return Contract(self._path.stem, version, title, dated, notice, letters, criteria, policy, second_person)

    def wrong(self, table: int, key: str, problem: str) -> None:
        """Note a problem at the line of a key, or of its table where the key is missing."""
        line = self._lines.of(table, key)
        self.problems.append(f"{line}: {key}: {problem}" if line else f"{key}: {problem}")

    def _criteria(self, letters: tuple[str, ...]) -> tuple[Criterion, ...]:
        said = self._said.get("criterion")
        if not isinstance(said, list) or not said or not all(isinstance(item, dict) for item in said):
            self.wrong(0, "criterion", "needs one [[criterion]] at least")
            return ()
        if not letters:  # every limit would be wrong too
            return ()
        found: list[Criterion] = []
        for number, item in enumerate(said, start=1):
            table = _Table(item, number, self)
            criterion = _criterion(table, letters)
            if any(other.id == criterion.id for other in found):
                table.wrong("id", f"{criterion.id!r} is there twice")
            found.append(criterion)
        return tuple(found)


class _Lines:
    """Where keys are written: tomllib keeps no lines. Table 0 is what stands before the first criterion."""

    def __init__(self, text: str) -> None:
        flat = _LONG_TEXT.sub(lambda found: '"' + "\n" * found[0].count("\n") + '"', text)
        starts = [0, *(found.start() for found in _HEADER.finditer(flat)), len(flat)]
        self._flat = flat
        self._starts = starts

    def of(self, table: int, key: str) -> int | None:
        if table >= len(self._starts) - 1:  # criteria written in another way, as one array
            return None
        start, end = self._starts[table], self._starts[table + 1]
        found = re.search(rf"^[ \t]*\"?{re.escape(key)}\"?[ \t]*[.=]", self._flat[start:end], re.MULTILINE)
        if found is None and table == 0:
            return None
        return self._flat.count("\n", 0, start + (found.start() if found else 0)) + 1


class _Table:
    """The file's head, or one criterion."""

    def __init__(self, said: dict[str, Any], number: int, page: _Page) -> None:
        self._said = said
        self._number = number
        self._page = page

    def value(self, key: str) -> Any:
        return self._said.get(key)

    def wrong(self, key: str, problem: str) -> None:
        self._page.wrong(self._number, key, problem)

    def only(self, keys: frozenset[str]) -> None:
        for key in sorted(self._said.keys() - keys):
            self.wrong(key, "unknown key")

    def text(self, key: str, *, empty: bool = False) -> str:
        value = self._said.get(key)
        if isinstance(value, str) and (empty or value.strip()):
            return value
        self.wrong(key, "must be a text")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._said.get(key)
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

    def words(self, key: str, words: type[StrEnum]) -> tuple[str, ...]:
        known = [word.value for word in words]
        found = self.texts(key)
        for item in found:
            if item not in known:
                self.wrong(key, f"{item!r} is none of {', '.join(known)}")
        return found

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


def _criterion(table: _Table, letters: tuple[str, ...]) -> Criterion:
    table.only(_CRITERION_KEYS)
    names = [key for key in ("at_least", "at_most") if table.value(key) is not None]
    if len(names) != 1:
        table.wrong("at_least", "needs one of at_least and at_most, not both")
    limits = {key: table.limits(key, letters) for key in names}
    axis = table.text("axis")
    if axis not in Axis.__members__.values():
        table.wrong("axis", f"{axis!r} is none of {', '.join(Axis)}")
    criterion = Criterion(
        table.text("id"),
        Axis(axis) if axis in Axis.__members__.values() else Axis.FUNCTIONAL,
        _one_of(table, "fact", FACTS),
        table.text("unit", empty=True),
        table.text("clause"),
        table.text("source"),
        limits.get("at_least", ()),
        limits.get("at_most", ()),
        table.text("unknown", empty=True),
        table.words("categories", Category) if table.value("categories") is not None else (),
    )
    if criterion.unknown not in ("", *letters):
        table.wrong("unknown", f"{criterion.unknown!r} is no letter of this contract")
    elif criterion.unknown and not _rewards_nothing(criterion, letters):
        table.wrong("unknown", "must be empty or the letter of the worst measure: not to measure must not pay")
    if Category.UNKNOWN in criterion.categories:
        table.wrong("categories", "what is unknown is asked for everything already")
    return criterion


def _one_of(table: _Table, key: str, words: Iterable[str]) -> str:
    text = table.text(key)
    if text and text not in words:
        table.wrong(key, f"{text!r} is none of {', '.join(words)}")
    return text


def _rewards_nothing(criterion: Criterion, letters: tuple[str, ...]) -> bool:
    """Tell whether the letter of an unmeasured fact is no better than that of every measure."""
    least, most = FACTS.get(criterion.fact, (0, None))
    limits = criterion.at_least or criterion.at_most
    if not limits:
        return True  # already noted
    letter, limit = limits[-1]
    covers = limit <= least if criterion.at_least else most is not None and limit >= most
    return covers and letters.index(criterion.unknown) >= letters.index(letter)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
