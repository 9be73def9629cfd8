"""The token file, read and checked: every colour, size, space and line of the screens (no Qt here)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, cast, get_args

from workshop.resources import resource

ThemeName = Literal["light", "dark", "high-contrast"]
TextRole = Literal["mini", "small", "body", "lead", "title", "big", "code", "count"]
Space = Literal["none", "xs", "s", "m", "l", "xl", "xxl", "huge"]
Radius = Literal["cell", "control", "panel"]
Line = Literal["line", "thin", "edge", "strong", "focus"]
Target = Literal["bench", "office", "row", "reading"]
ColorRole = Literal[
    "background", "surface", "sunken", "ink", "ink2", "line", "edge", "work", "on_work", "work_soft",
    "rail", "on_rail", "rail_selected", "on_rail_selected", "tile", "on_tile", "tile_edge",
    "accepted_ink", "refused_ink", "refused_soft", "amber", "on_amber", "amber_soft", "amber_edge",
    "plate", "plate_ink", "plate_edge",
]  # fmt: skip
SignalName = Literal["accepted", "already_done", "refused", "finished"]

T = TypeVar("T")
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)


@dataclass(frozen=True)
class TextSize:
    """One role of text; `rank` grows less with the zoom, so that titles stay the largest."""

    px: int
    growth: Literal["full", "rank"]


@dataclass(frozen=True)
class SignalColors:
    """The colours of one of the four signals, when it is shown in the band."""

    fill: str
    text: str
    shape: str
    mark: str
    rule: str


@dataclass(frozen=True)
class BandLines:
    """Lines of the band: a rule above and below, or a frame all round (pixels)."""

    rule: int
    frame: int


@dataclass(frozen=True)
class Colors:
    """One theme's colours, as `#RRGGBB`."""

    roles: dict[ColorRole, str]
    signals: dict[SignalName, SignalColors]
    band: BandLines


@dataclass(frozen=True)
class Zoom:
    """How far each thing grows when the text is enlarged."""

    least: float
    most: float
    one_column_above: float
    rank_growth: float
    space_most: float
    icon_most: float


@dataclass(frozen=True)
class Tokens:
    """Everything in the token file."""

    family: str
    type: dict[TextRole, TextSize]
    space: dict[Space, int]
    radius: dict[Radius, int]
    line: dict[Line, float]
    target: dict[Target, int]
    zoom: Zoom
    themes: dict[ThemeName, Colors]


class TokenFileError(Exception):
    """The token file lacks something, or holds something nobody reads."""


@cache
def tokens() -> Tokens:
    """Return the tokens that the application ships."""
    return read_tokens(resource("styles", "tokens.toml"))


def read_tokens(path: Path) -> Tokens:
    """Read a token file; a missing or unknown name is an error, told with its place."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    exactly(data, [f.name for f in fields(Tokens)], "the file")
    sizes = table(data, "type", TextRole)
    return Tokens(
        family=data["family"],
        type={role: record(TextSize, size, f"type.{role}") for role, size in sizes.items()},
        space=table(data, "space", Space),
        radius=table(data, "radius", Radius),
        line=table(data, "line", Line),
        target=table(data, "target", Target),
        zoom=record(Zoom, data["zoom"], "zoom"),
        themes={name: colors(values, name) for name, values in table(data, "themes", ThemeName).items()},
    )


def colors(values: dict[str, Any], theme: str) -> Colors:
    """Read one theme."""
    roles = {key: value for key, value in values.items() if key not in {"signals", "band"}}
    exactly(roles, list(get_args(ColorRole)), f"themes.{theme}")
    signals = table(values, "signals", SignalName)
    return Colors(
        roles=cast("dict[ColorRole, str]", roles),
        signals={name: record(SignalColors, signals[name], f"themes.{theme}.{name}") for name in signals},
        band=record(BandLines, values["band"], f"themes.{theme}.band"),
    )


def table(data: dict[str, Any], key: str, names: Any) -> dict[Any, Any]:
    """Return a table whose keys are exactly the names of a Literal."""
    exactly(data[key], list(get_args(names)), key)
    return dict(data[key])


def record(kind: type[T], values: dict[str, Any], place: str) -> T:
    """Build a dataclass from a table with exactly its fields."""
    exactly(values, [f.name for f in fields(cast("Any", kind))], place)
    return kind(**values)


def exactly(values: dict[str, Any], names: list[str], place: str) -> None:
    """Refuse a missing or an unknown key."""
    wrong = set(values) ^ set(names)
    if wrong:
        raise TokenFileError(f"{place}: missing or unknown {', '.join(sorted(wrong))}")
