"""Places: where machines stand while nobody works on them; how places are named, many at once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST_NAME = 16  # what can be read from two metres on a label of 62 mm
MOST_AT_ONCE = 200
LONGEST_TEXT = 1000
_CODE_LENGTHS = (8, 12)  # a name of that many digits would be read as a code of ours

_WORDS = r"\s*(?:\s(?:à|a|to)\s|\.\.|…|→)\s*"
_RANGE = re.compile(rf"^(?P<head>.*?)(?P<first>\d{{1,6}}){_WORDS}(?P<again>.*?)(?P<last>\d{{1,6}})$")


class PlaceKind(StrEnum):
    """What a place is."""

    SHELF = "shelf"
    CRATE = "crate"
    CUPBOARD = "cupboard"
    PALLET = "pallet"
    ROOM = "room"


class NameProblem(StrEnum):
    """Why a text names no places."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    UNREADABLE = "unreadable"
    A_CODE = "a-code"
    BACKWARDS = "backwards"
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True)
class Place:
    """One place; `key` is its name in the one form that is compared.

    `turn` numbers its openings at the screen Ranger: what is put or seen there meanwhile carries it. `opened_at` is
    empty while nobody has it open; `counting`: what stands there is being counted.
    """

    code: str
    name: str
    key: str
    kind: PlaceKind = PlaceKind.SHELF
    turn: int = 0
    opened_at: str = ""
    counting: bool = False
    counted_at: str = ""


def folded(text: str) -> str:
    """Return a text as it is looked for: no accents, no capitals."""
    plain = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def place_key(name: str) -> str:
    """Return the one form in which names of places are compared: « B 04 », « b-04 » and « B.04 » are one place."""
    return "-".join(re.findall(r"[^\W_]+", folded(name)))


def in_order(name: str) -> tuple[tuple[int, int | str], ...]:
    """Return where a name stands among others: B-9 before B-10."""
    parts = re.findall(r"\d+|\D+", folded(name))
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)


def read_names(text: str) -> tuple[str, ...] | NameProblem:
    """Read the names of places that a person typed: one, several after commas, or « A-01 à A-20 »."""
    if len(text) > LONGEST_TEXT:
        return NameProblem.TOO_MANY
    names: list[str] = []
    for part in re.split(r"[,;\n]", text):
        if part.strip():
            found = _span(" ".join(part.split()))
            if isinstance(found, NameProblem):
                return found
            names += found
    names = list(dict.fromkeys(names))
    if not names:
        return NameProblem.EMPTY
    if len(names) > MOST_AT_ONCE:
        return NameProblem.TOO_MANY
    problems = (problem for problem in map(problem_of, names) if problem)
    return next(problems, tuple(names))


def problem_of(name: str) -> NameProblem | None:
    """Say what is wrong with one name."""
    if len(name) > LONGEST_NAME:
        return NameProblem.TOO_LONG
    if not name.isprintable() or not place_key(name):
        return NameProblem.UNREADABLE
    return NameProblem.A_CODE if name.isdecimal() and len(name) in _CODE_LENGTHS else None


def _span(part: str) -> tuple[str, ...] | NameProblem:
    found = _RANGE.match(part)
    if found is None or (found["again"] and place_key(found["again"]) != place_key(found["head"])):
        return (part,)
    first, last = int(found["first"]), int(found["last"])
    if first > last:
        return NameProblem.BACKWARDS
    if last - first >= MOST_AT_ONCE:
        return NameProblem.TOO_MANY
    width = len(found["first"])
    return tuple(f"{found['head']}{number:0{width}d}" for number in range(first, last + 1))
