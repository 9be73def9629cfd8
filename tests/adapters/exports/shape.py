"""The schema of our own form, made from the dataclasses: what `resources/schemas/etabli-machine-1.schema.json` must be.

`python -m tests.adapters.exports.shape` writes it again after a fact was added, keeping every description; a new fact
gets an empty one, which a test refuses until somebody has written it.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import datetime
from enum import Enum
from typing import Any

from workshop.adapters.exports.etabli import SCHEMA
from workshop.domain.diagnosis import Diagnosis
from workshop.resources import resource

FILE = resource("schemas", "etabli-machine-1.schema.json")
SCALARS = {str: "string", int: "integer", bool: "boolean"}
TOLD_BY_PEOPLE = ("description", "title", "$id", "$schema", "$comment")


def shape() -> dict[str, Any]:
    """Return the schema without a word of description."""
    kinds: dict[str, Any] = {}
    diagnosis = _of(Diagnosis, kinds)
    made_by = {"type": "object", "properties": {"tool": {"type": "string"}, "version": {"type": "string"}}}
    return {
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "made_by": made_by | {"required": ["tool", "version"]},
            "code": {"type": "string", "pattern": "^([0-9]{12})?$"},
            "diagnosis": diagnosis,
        },
        "required": ["schema", "made_by", "code", "diagnosis"],
        "$defs": kinds,
    }


def bare(schema: Any) -> Any:
    """Take away what people wrote; a property may itself be called as a keyword is."""
    if isinstance(schema, list):
        return [bare(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: bare(item) for name, item in value.items()} if key in ("properties", "$defs") else bare(value)
        for key, value in schema.items()
        if key not in TOLD_BY_PEOPLE
    }


def described(schema: dict[str, Any], place: str = "") -> dict[str, str]:
    """Give the description of every property and every definition, by its place."""
    found = {}
    for group in ("properties", "$defs"):
        for name, item in schema.get(group, {}).items():
            here = f"{place}/{name}"
            found[here] = item.get("description", "")
            found |= described(item, here)
    return found


def strict(schema: Any) -> Any:
    """Refuse every property that is not named, as a reader does that wants no surprise."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: strict(value) for key, value in schema.items()}
    closed = isinstance(schema.get("properties"), dict) and schema.get("type") == "object"
    return {"additionalProperties": False} | inner if closed else inner


def _of(kind: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        (told,) = (item for item in inside if item is not type(None))
        one = _of(told, kinds)
        return {"type": [one["type"], "null"]} | _rest(one) if "type" in one else {"anyOf": [one, {"type": "null"}]}
    if origin is tuple and inside[-1] is ...:
        return {"type": "array", "items": _of(inside[0], kinds)}
    if origin is tuple:
        size = len(inside)
        parts = [_of(item, kinds) for item in inside]
        return {"type": "array", "prefixItems": parts, "minItems": size, "maxItems": size}
    if kind is datetime:
        return {"type": "string", "format": "date-time"}
    return {"type": SCALARS[kind]} if kind in SCALARS else _named(kind, kinds)


def _rest(one: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key != "type"}


def _named(kind: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in kinds:
        kinds[kind.__name__] = {}
        if issubclass(kind, Enum):
            kinds[kind.__name__] = {"type": "string", "enum": [word.value for word in kind]}
        else:
            kinds[kind.__name__] = _fields(kind, kinds)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _fields(kind: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    fields = [item for item in dataclasses.fields(kind) if item.init]
    needed = [
        item.name
        for item in fields
        if item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
    ]
    properties = {item.name: _of(hints[item.name], kinds) for item in fields}
    return {"type": "object", "properties": properties} | ({"required": needed} if needed else {})


def _with_words(schema: dict[str, Any], words: dict[str, str], place: str = "") -> dict[str, Any]:
    told = dict(schema)
    for group in ("properties", "$defs"):
        if group in schema:
            told[group] = {
                name: {"description": words.get(f"{place}/{name}", "")} | _with_words(item, words, f"{place}/{name}")
                for name, item in schema[group].items()
            }
    return told


def written(old: dict[str, Any]) -> dict[str, Any]:
    """Return the schema as it must be now, with the words that the old one holds."""
    head = {key: value for key, value in old.items() if key in TOLD_BY_PEOPLE}
    return head | _with_words(shape(), described(old))


if __name__ == "__main__":
    FILE.write_text(json.dumps(written(json.loads(FILE.read_text("utf-8"))), ensure_ascii=False, indent=2) + "\n")
