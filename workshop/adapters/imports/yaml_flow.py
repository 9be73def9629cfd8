"""Values in YAML's flow style: JSON with single quotes, words without quotes, commas too many and comments."""

from __future__ import annotations

import json
import re
from typing import Any

_DEEPEST = 30
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,15})")
_FRACTION = re.compile(r"-?\d{1,15}\.\d{1,20}(?:[eE][-+]?\d{1,3})?")
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
# possessive throughout: nothing in them may be tried twice
_SPACE = re.compile(r"(?:\s++|(?:^|(?<=\s))#[^\n]*+)*+")
_DOUBLE = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SINGLE = re.compile(r"'((?:[^']++|'')*+)'")
_WORD = re.compile(r"[^,\[\]{}\n:]+(?::(?=[^\s,\[\]{}])[^,\[\]{}\n:]*)*")  # a colon within a word: 02:00:5e, 10:20
_REFUSED = frozenset("&*!|>%@`")


class NotPlainError(ValueError):
    """The text is none of the part of YAML that is read here."""


def scalar(text: str) -> Any:
    """Read one value, quoted or not. Digits that begin with 0 are a text: a serial must not lose them."""
    if text[:1] in {'"', "'"}:
        read, end = _quoted(text, 0)
        if _SPACE.fullmatch(text, end) is None:
            raise NotPlainError
        return read
    return _word(text)


def _word(text: str) -> Any:
    if text[:1] in _REFUSED:
        raise NotPlainError
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _FRACTION.fullmatch(text) else text


def _quoted(text: str, at: int) -> tuple[str, int]:
    found = (_DOUBLE if text[at] == '"' else _SINGLE).match(text, at)
    if found is None:
        raise NotPlainError
    if text[at] == "'":
        return found[1].replace("''", "'"), found.end()
    try:
        return str(json.loads(found[0], strict=False)), found.end()
    except ValueError as problem:
        raise NotPlainError from problem


def document(text: str) -> Any:
    """Read a text that is one list or mapping in this style."""
    read, end = _value(text, _skipped(text, 0), 0)
    if _skipped(text, end) != len(text):
        raise NotPlainError
    return read


def _skipped(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int, depth: int) -> tuple[Any, int]:
    sign = text[at : at + 1]
    if depth > _DEEPEST or not sign:
        raise NotPlainError
    if sign == "{":
        return _mapping(text, at + 1, depth)
    if sign == "[":
        return _items(text, at + 1, depth)
    if sign in {'"', "'"}:
        return _quoted(text, at)
    found = _WORD.match(text, at)
    if found is None:
        return None, at
    return _word(re.sub(r"\s#.*", "", found[0]).strip()), found.end()


def _items(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    read: list[Any] = []
    while text[(at := _skipped(text, at)) : at + 1] != "]":
        item, at = _value(text, at, depth + 1)
        read.append(item)
        at = _after(text, at, "]")
    return read, at + 1


def _mapping(text: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    read: dict[str, Any] = {}
    while text[(at := _skipped(text, at)) : at + 1] != "}":
        key, at = _value(text, at, depth + 1)
        at = _skipped(text, at)
        if text[at : at + 1] != ":" or isinstance(key, dict | list):
            raise NotPlainError
        read[str(key)], at = _value(text, _skipped(text, at + 1), depth + 1)
        at = _after(text, at, "}")
    return read, at + 1


def _after(text: str, at: int, end: str) -> int:
    """Go past the comma behind a value; before the end there may be none."""
    at = _skipped(text, at)
    if text[at : at + 1] == ",":
        return at + 1
    if text[at : at + 1] != end:
        raise NotPlainError
    return at
