"""IPP messages (RFC 8010) as bytes: what we ask is written, what comes is read within bounds. Pure.

No kept library does this without an event loop and its own HTTP (looked for in November 2026), and we need five
operations.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

VERSION = (1, 1)  # understood by every printer since 1999
LARGEST_MESSAGE = 1 << 20
MOST_ATTRIBUTES = 5000
MOST_GROUPS = 300
DEEPEST = 8


class Group(IntEnum):
    """The delimiters of groups of attributes."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(IntEnum):
    """The kinds of values that we read or write; others are kept as bytes."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    RESOLUTION = 0x32
    RANGE = 0x33
    BEGIN_COLLECTION = 0x34
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49
    MEMBER = 0x4A


_NUMBERS = frozenset({Tag.INTEGER, Tag.ENUM})
_SIZES: Mapping[int, int] = {Tag.INTEGER: 4, Tag.ENUM: 4, Tag.BOOLEAN: 1, Tag.RESOLUTION: 9, Tag.RANGE: 8}
_TEXTS = range(0x40, 0x60)
_FIRST_VALUE = 0x10
_PER_INCH = 3


@dataclass(frozen=True, slots=True)
class Resolution:
    """Dots per inch, across and along the feed."""

    across: int
    along: int


@dataclass(frozen=True, slots=True)
class Range:
    """Every number from one to another."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Collection:
    """Attributes inside a value."""

    members: Mapping[str, tuple[Value, ...]]

    def number(self, name: str) -> int | None:
        """Return a number of it; None where there is none."""
        return next((value for value in self.members.get(name, ()) if type(value) is int), None)


Value = int | bool | str | bytes | Resolution | Range | Collection
Attributes = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """One attribute that is sent."""

    name: str
    tag: Tag
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer. `code`: the operation of a request, the status of an answer; `rest`: the document."""

    code: int
    number: int
    groups: tuple[tuple[int, Attributes], ...] = ()
    rest: bytes = field(default=b"", repr=False)

    def all(self, group: Group) -> tuple[Attributes, ...]:
        """Return each group of one kind."""
        return tuple(attributes for kind, attributes in self.groups if kind == group)

    def first(self, group: Group) -> Attributes:
        """Return the first group of one kind, empty where there is none."""
        return next(iter(self.all(group)), {})


class NotIppError(ValueError):
    """What came is no IPP message, or is larger than any honest one."""


def written(code: int, number: int, groups: Iterable[tuple[Group, Iterable[Written]]]) -> bytes:
    """Write a message, without its document."""
    parts = [struct.pack(">BBHI", *VERSION, code, number)]
    for group, attributes in groups:
        parts.append(bytes([group]))
        for attribute in attributes:
            for at, value in enumerate(attribute.values):
                parts.append(_value(attribute.tag, attribute.name if at == 0 else "", value))
    return b"".join((*parts, bytes([Group.END])))


def _value(tag: Tag, name: str, value: Value) -> bytes:
    if isinstance(value, Collection):
        inside = b"".join(
            _field(Tag.MEMBER, "", member.encode()) + b"".join(_value(_tag_of(one), "", one) for one in values)
            for member, values in value.members.items()
        )
        return _field(Tag.BEGIN_COLLECTION, name, b"") + inside + _field(Tag.END_COLLECTION, "", b"")
    return _field(tag, name, _raw(value))


def _tag_of(value: Value) -> Tag:
    """Return the kind of a collection's member; those that we send are numbers, keywords and collections."""
    return Tag.KEYWORD if isinstance(value, str) else Tag.INTEGER


def _raw(value: Value) -> bytes:
    match value:
        case bool():
            return bytes([value])
        case int():
            return struct.pack(">i", value)
        case str():
            return value.encode()
        case Resolution(across, along):
            return struct.pack(">iib", across, along, _PER_INCH)
        case Range(low, high):
            return struct.pack(">ii", low, high)
        case bytes():
            return value
        case _:
            raise NotIppError(type(value).__name__)


def _field(tag: int, name: str, raw: bytes) -> bytes:
    called = name.encode()
    return struct.pack(">BH", tag, len(called)) + called + struct.pack(">H", len(raw)) + raw


def read(content: bytes) -> Message:
    """Read a message; raises NotIppError for everything else, whatever it holds."""
    if len(content) > LARGEST_MESSAGE:
        raise NotIppError("too large")
    try:
        return _Reader(content).message()
    except (struct.error, IndexError, RecursionError) as problem:
        raise NotIppError(str(problem)) from problem


class _Reader:
    """Reads one message from its beginning."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0
        self._attributes = 0

    def message(self) -> Message:
        _major, _minor, code, number = struct.unpack(">BBHI", self._bytes(8))
        groups: list[tuple[int, Attributes]] = []
        current: dict[str, tuple[Value, ...]] = {}
        last = ""
        while (tag := self._bytes(1)[0]) != Group.END:
            if tag < _FIRST_VALUE:
                current, last = {}, ""
                groups.append((tag, current))
                if len(groups) > MOST_GROUPS:
                    raise NotIppError("too many groups")
                continue
            name, value = self._named(tag, DEEPEST)
            last = name or last
            if not groups or not last:
                raise NotIppError("a value of nothing")
            current[last] = (*current.get(last, ()), value) if not name else (value,)
        return Message(code, number, tuple(groups), self._content[self._at :])

    def _named(self, tag: int, depth: int) -> tuple[str, Value]:
        self._attributes += 1
        if self._attributes > MOST_ATTRIBUTES:
            raise NotIppError("too many attributes")
        name, raw = self._sized().decode("utf-8", "replace"), self._sized()
        return name, self._collection(depth - 1) if tag == Tag.BEGIN_COLLECTION else _read(tag, raw)

    def _collection(self, depth: int) -> Collection:
        if depth <= 0:
            raise NotIppError("too deep")
        members: dict[str, tuple[Value, ...]] = {}
        member = ""
        while (tag := self._bytes(1)[0]) != Tag.END_COLLECTION:
            _name, value = self._named(tag, depth)
            if tag == Tag.MEMBER:
                member = str(value)
            elif tag < _FIRST_VALUE or not member:
                raise NotIppError("a value of nothing")
            else:
                members[member] = (*members.get(member, ()), value)
        self._sized(), self._sized()
        return Collection(members)

    def _sized(self) -> bytes:
        return self._bytes(struct.unpack(">H", self._bytes(2))[0])

    def _bytes(self, count: int) -> bytes:
        piece = self._content[self._at : self._at + count]
        if len(piece) < count:
            raise NotIppError("cut short")
        self._at += count
        return piece


def _read(tag: int, raw: bytes) -> Value:
    """Read one value; one whose size is not its kind's is kept as bytes, and found by nobody."""
    if len(raw) != _SIZES.get(tag, len(raw)):
        return raw
    if tag in _NUMBERS:
        return int(struct.unpack(">i", raw)[0])
    if tag == Tag.BOOLEAN:
        return raw != b"\0"
    if tag == Tag.RESOLUTION:
        across, along, unit = struct.unpack(">iib", raw)
        return Resolution(across, along) if unit == _PER_INCH else Resolution(across * 254 // 100, along * 254 // 100)
    if tag == Tag.RANGE:
        return Range(*struct.unpack(">ii", raw))
    return raw.decode("utf-8", "replace") if tag in _TEXTS else raw
