"""The media of `resources/labels/media.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from workshop.domain.errors import RulesError
from workshop.domain.media import BrotherRoll, Media, Sheet
from workshop.resources import resource


@cache
def all_media() -> Mapping[str, Media]:
    """Return the media that are shipped, by id, in the order in which they are offered; raises RulesError."""
    return read_media(resource("labels", "media.toml"))


def read_media(path: Path) -> Mapping[str, Media]:
    """Read a file of media; raises RulesError where it is none."""
    try:
        return {name: _media(name, found) for name, found in tomllib.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, KeyError) as problem:
        raise RulesError(str(path), (str(problem),)) from problem


def media(name: str) -> Media:
    """Return one of the media; raises RulesError where there is none of that name."""
    found = all_media().get(name)
    if found is None:
        raise RulesError(str(resource("labels", "media.toml")), (name,))
    return found


def _media(name: str, found: dict[str, Any]) -> Media:
    roll, sheet = found.pop("brother", None), found.pop("sheet", None)
    return Media(
        id=name, **found, brother=BrotherRoll(**roll) if roll else None, sheet=Sheet(**sheet) if sheet else None
    )
