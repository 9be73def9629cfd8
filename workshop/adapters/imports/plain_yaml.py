"""The part of YAML in which snapshots were written by hand and by PyYAML: mappings, lists, texts, numbers.

Anchors, aliases and tags are refused, so nothing can refer to itself or grow; so is everything else that is not in this
part. A library that reads all of YAML would be one more dependency, for files that no tool writes any more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from workshop.adapters.imports.yaml_flow import NotPlainError, document, scalar

_MOST_LINES = 20_000
_DEEPEST = 30
_LONGEST_LINE = 200_000
_KEY = re.compile(
    r"""("(?:[^"\\]|\\.){0,80}"|'[^']{0,80}'|[^\s:#&*!|>'"%@`{}\[\],?-][^:#]{0,80}?)\s{0,4}:(?:\s+(.*))?"""
)
_COMMENT = re.compile(r"\s#.*")


@dataclass(frozen=True, slots=True)
class _Line:
    indent: int
    text: str

    @property
    def begins_item(self) -> bool:
        return self.text.startswith("- ") or self.text == "-"


def read(text: str) -> Any:
    """Read a text; None where it is none of this part of YAML."""
    lines = [_line(line) for line in text.splitlines()[: _MOST_LINES + 1] if _says(line)]
    if not lines or len(lines) > _MOST_LINES:
        return None
    try:
        if lines[0].text[0] in "{[":
            return document("\n".join(line.text for line in lines))
        reader = _Reader(lines)
        found = reader.block(lines[0].indent)
    except (NotPlainError, RecursionError):
        return None
    return found if reader.peek() is None else None


def _says(line: str) -> bool:
    bare = line.strip()
    return bool(bare) and not bare.startswith("#") and bare not in {"---", "..."}


def _line(line: str) -> _Line:
    kept = line[:_LONGEST_LINE].rstrip()
    if not any(sign in kept for sign in "'\""):
        kept = _COMMENT.sub("", kept).rstrip()
    bare = kept.lstrip(" ")
    return _Line(len(kept) - len(bare), bare)


class _Reader:
    """Reads the lines from above; each of its functions takes the lines that are its own."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._at = 0
        self._depth = 0

    def peek(self) -> _Line | None:
        return self._lines[self._at] if self._at < len(self._lines) else None

    def block(self, indent: int) -> Any:
        """Read what stands at this depth of spaces."""
        line = self.peek()
        self._depth += 1
        if line is None or self._depth > _DEEPEST:
            raise NotPlainError
        read: Any
        if line.begins_item:
            read = self._items(indent)
        elif _KEY.fullmatch(line.text):
            read = self._mapping(indent)
        else:
            self._at += 1
            read = self._value(line.text, indent - 1)
        self._depth -= 1
        return read

    def _items(self, indent: int) -> list[Any]:
        read: list[Any] = []
        while (line := self.peek()) and line.indent == indent and line.begins_item:
            rest = line.text[1:].lstrip()
            if rest:  # what stands behind the dash begins a block of its own, at the place where it stands
                inner = indent + len(line.text) - len(rest)
                self._lines[self._at] = _Line(inner, rest)
                read.append(self.block(inner))
            else:
                self._at += 1
                read.append(self._below(indent))
        return read

    def _mapping(self, indent: int) -> dict[str, Any]:
        read: dict[str, Any] = {}
        while (line := self.peek()) and line.indent == indent and not line.begins_item:
            found = _KEY.fullmatch(line.text)
            if found is None:
                raise NotPlainError
            self._at += 1
            key, rest = str(scalar(found[1])), found[2] or ""
            read[key] = self._value(rest, indent) if rest else self._below(indent, lists_beside=True)
        if line and line.indent > indent:
            raise NotPlainError
        return read

    def _below(self, indent: int, *, lists_beside: bool = False) -> Any:
        """Read what belongs to a key or a dash; a list may stand as deep as its key."""
        line = self.peek()
        beside = lists_beside and line is not None and line.indent == indent and line.begins_item
        if line is None or (line.indent <= indent and not beside):
            return None
        return self.block(line.indent)

    def _value(self, text: str, indent: int) -> Any:
        """Read a value; a long one goes on in the lines below, deeper than its key."""
        parts = [text]
        flows = text[0] in "{["
        while (line := self.peek()) and line.indent > indent:
            if not flows and (line.begins_item or _KEY.fullmatch(line.text)):
                raise NotPlainError
            parts.append(line.text)
            self._at += 1
        return document("\n".join(parts)) if flows else scalar(" ".join(parts))
