"""Facts as plain content: dataclasses to JSON values and back, and the one canonical text of a content.

Canonical text is RFC 8785 (JCS) for the values used here: objects, arrays, strings, whole numbers, booleans and null.
Fractions are refused, so that two machines can never write the same measure differently.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

Content = dict[str, Any]
T = TypeVar("T")
LARGEST_WHOLE_NUMBER = 2**53 - 1  # RFC 8785 follows ECMAScript: above it a reader may lose digits


class ContentError(ValueError):
    """A content does not have the shape of the fact that it should hold."""


def to_content(value: Any) -> Any:
    """Turn a fact (dataclass, enum, time, tuple, mapping, scalar) into JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_content(getattr(value, item.name)) for item in dataclasses.fields(value) if item.init}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return written_time(value)
    if isinstance(value, tuple | list | frozenset):
        items = [to_content(item) for item in value]
        return sorted(items) if isinstance(value, frozenset) else items
    if isinstance(value, Mapping):
        return {_key(key): to_content(item) for key, item in value.items()}
    if value is None or isinstance(value, str | bool | int):
        return value
    raise ContentError(type(value).__name__)


def from_content(kind: type[T], content: Any) -> T:
    """Rebuild a fact of type `kind`; raises ContentError where the content has another shape."""
    try:
        return typing.cast("T", _rebuild(kind, content))
    except ContentError:
        raise
    except (TypeError, ValueError, OverflowError, RecursionError) as problem:  # a fact that refuses its own content
        raise ContentError(f"{kind.__name__}: {problem}") from problem


def canonical(content: Any) -> bytes:
    """Write the canonical text of a content (RFC 8785, without fractions), UTF-8."""
    try:
        plain = _check(content)  # then Python's own order is that of UTF-16, and a large content need not be copied
        text = json.dumps(
            content if plain else _ordered(content),
            ensure_ascii=False,
            separators=(",", ":"),
            allow_nan=False,
            sort_keys=plain,
        )
        return text.encode("utf-8")
    except (UnicodeEncodeError, RecursionError) as problem:  # half a character, or nested without end
        raise ContentError(type(problem).__name__) from problem


def digest(content: Any) -> str:
    """Return the SHA-256 of a content's canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def written_time(moment: datetime) -> str:
    """Write a moment as UTC with microseconds, so that texts sort as times do: 2026-11-24T08:07:39.000001Z."""
    return _in_utc(moment).isoformat().replace("+00:00", "Z")


def read_time(text: str) -> datetime:
    """Read a moment written by `written_time`; raises ContentError."""
    try:
        return _in_utc(datetime.fromisoformat(text))
    except ValueError as problem:
        raise ContentError(text) from problem


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ContentError("naive time")
    try:
        return moment.astimezone(UTC)
    except OverflowError as problem:  # at the two ends of the calendar
        raise ContentError(str(moment)) from problem


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise ContentError(repr(key))
    return key.value if isinstance(key, Enum) else key


def _check(content: Any) -> bool:
    """Refuse what has no canonical text; tell whether all of its keys are ASCII."""
    plain = True
    if isinstance(content, dict):
        for key, item in content.items():
            if not isinstance(key, str):
                raise ContentError(repr(key))
            plain = _check(item) and plain and key.isascii()
    elif isinstance(content, list):
        for item in content:
            plain = _check(item) and plain
    elif isinstance(content, int) and abs(content) > LARGEST_WHOLE_NUMBER:
        raise ContentError(str(content))
    elif not (content is None or isinstance(content, str | bool | int)):
        raise ContentError(type(content).__name__)
    return plain


def _ordered(content: Any) -> Any:
    if isinstance(content, dict):  # RFC 8785 §3.2.3: keys by their UTF-16 code units
        return {key: _ordered(content[key]) for key in sorted(content, key=lambda key: key.encode("utf-16-be"))}
    if isinstance(content, list):
        return [_ordered(item) for item in content]
    return content


@cache
def _fields(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    hints = typing.get_type_hints(kind)
    return tuple(
        (
            item.name,
            hints[item.name],
            item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING,
        )
        for item in dataclasses.fields(kind)
        if item.init
    )


def _rebuild(kind: Any, content: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _rebuild_union(typing.get_args(kind), content)
    if origin is tuple:
        return _rebuild_tuple(typing.get_args(kind), content)
    if origin is frozenset:
        return frozenset(_rebuild_tuple((*typing.get_args(kind), ...), content))
    if kind is Any:
        return content
    if origin in (dict, Mapping):
        return _rebuild_mapping(typing.get_args(kind)[1], content)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _rebuild_dataclass(kind, content)
    return _rebuild_scalar(kind, content)


def _rebuild_union(kinds: tuple[Any, ...], content: Any) -> Any:
    if content is None and type(None) in kinds:
        return None
    for kind in kinds:
        try:
            return _rebuild(kind, content)
        except ContentError:
            continue
    raise ContentError(f"{type(content).__name__} for {kinds}")


def _rebuild_mapping(kind: Any, content: Any) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise ContentError(type(content).__name__)
    return {_key(key): _rebuild(kind, item) for key, item in content.items()}


def _rebuild_tuple(kinds: tuple[Any, ...], content: Any) -> tuple[Any, ...]:
    if not isinstance(content, list):
        raise ContentError(type(content).__name__)
    if len(kinds) == 2 and kinds[1] is ...:  # noqa: PLR2004 — tuple[X, ...]
        return tuple(_rebuild(kinds[0], item) for item in content)
    if len(kinds) != len(content):
        raise ContentError(f"{len(content)} items for {len(kinds)}")
    return tuple(_rebuild(kind, item) for kind, item in zip(kinds, content, strict=True))


def _rebuild_dataclass(kind: type, content: Any) -> Any:
    if not isinstance(content, dict):
        raise ContentError(type(content).__name__)
    values = {}
    for name, hint, required in _fields(kind):
        if name in content:
            values[name] = _rebuild(hint, content[name])
        elif required:
            raise ContentError(f"{kind.__name__}.{name}")
    return kind(**values)


def _rebuild_scalar(kind: Any, content: Any) -> Any:
    if kind is datetime and isinstance(content, str):
        return read_time(content)
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(content)
        except ValueError as problem:
            raise ContentError(str(problem)) from problem
    if isinstance(content, kind) and not (kind is int and isinstance(content, bool)):
        return content
    raise ContentError(f"{type(content).__name__} for {getattr(kind, '__name__', kind)}")
