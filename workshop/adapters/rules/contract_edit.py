"""A contract's text with other limits, another version, a signature: every comment and every other line stays.

The text is the contract; rewriting it from facts would lose the sources that stand beside each clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TABLE = re.compile(r"^\[\[criterion\]\]\s*$", re.MULTILINE)
_ANY_TABLE = re.compile(r"^\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit of one letter of one criterion."""

    criterion: str
    letter: str
    value: int


def with_limits(text: str, limits: Iterable[Limit]) -> str:
    """Return the text with these limits; a criterion or a letter that it has not raises KeyError."""
    for limit in limits:
        text = _with_limit(text, limit)
    return text


def with_words(text: str, criterion: str, **said: str) -> str:
    """Return the text with these words of a criterion (`clause`, `confidence` …).

    A criterion or a word that it has not, or that is written over several lines, raises KeyError.
    """
    start, end = _criterion(text, criterion)
    block = text[start:end]
    for key, value in said.items():
        found = re.search(rf"""^{key}\s*=\s*(?!\"{{3}}|'{{3}})(["'].*)$""", block, re.MULTILINE)
        if found is None:
            raise KeyError(key)
        block = block[: found.start(1)] + _quoted(value) + block[found.end() :]
    return text[:start] + block + text[end:]


def with_head(text: str, **said: str) -> str:
    """Return the text with these words at its head (`version`, `dated`, `signed_by` …); one it has not is added."""
    start = _ANY_TABLE.search(text)
    head, rest = (text[: start.start()], text[start.start() :]) if start else (text, "")
    for key, value in said.items():
        line = f"{key} = {_quoted(value)}"
        found = re.search(rf"^{key}\s*=.*$", head, re.MULTILINE)
        if found:
            head = head[: found.start()] + line + head[found.end() :]
        else:
            after = re.search(r"^id\s*=.*$\n?", head, re.MULTILINE)
            place = after.end() if after else 0
            head = f"{head[:place]}{line}\n{head[place:]}"
    return head + rest


def _with_limit(text: str, limit: Limit) -> str:
    start, end = _criterion(text, limit.criterion)
    return text[:start] + _with_letter(text[start:end], limit) + text[end:]


def _criterion(text: str, name: str) -> tuple[int, int]:
    """Return where the lines of a criterion begin and end."""
    for table in _TABLE.finditer(text):
        following = _ANY_TABLE.search(text, table.end())
        end = following.start() if following else len(text)
        if re.search(rf'^id\s*=\s*"{re.escape(name)}"\s*$', text[table.end() : end], re.MULTILINE):
            return table.end(), end
    raise KeyError(name)


def _with_letter(block: str, limit: Limit) -> str:
    bounds = re.search(r"^at_(?:least|most)\s*=\s*\{[^}\n]*\}", block, re.MULTILINE)
    place = re.search(rf"\b{re.escape(limit.letter)}\s*=\s*(-?\d+)", bounds[0]) if bounds else None
    if bounds is None or place is None:
        raise KeyError(limit.letter)
    start, end = bounds.start() + place.start(1), bounds.start() + place.end(1)
    return f"{block[:start]}{limit.value}{block[end:]}"


def _quoted(text: str) -> str:
    """Write a basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else " " for sign in escaped) + '"'
