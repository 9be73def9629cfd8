from __future__ import annotations

from pathlib import Path

import pytest

from ui.signals import SHAPE_COLORS, Shape
from ui.theme import Theme
from ui.tokens import THEMES, ColorRole, ThemeName, TokenFileError, read_tokens, tokens
from workshop.resources import resource

TEXT, EDGE, MARK = 7.5, 4.9, 4.5
TEXT_PAIRS: list[tuple[ColorRole, ColorRole]] = [
    ("ink", "background"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "work_soft"),
    ("ink", "amber_soft"),
    ("ink2", "background"),
    ("ink2", "surface"),
    ("ink2", "sunken"),
    ("ink2", "work_soft"),
    ("work", "background"),
    ("work", "surface"),
    ("on_work", "work"),
    ("on_rail", "rail"),
    ("on_rail_selected", "rail_selected"),
    ("on_tile", "tile"),
    ("accepted_ink", "surface"),
    ("accepted_ink", "background"),
    ("refused_ink", "surface"),
    ("refused_ink", "background"),
    ("refused_ink", "refused_soft"),
    ("on_amber", "amber"),
    ("plate_ink", "plate"),
    ("amber_edge", "amber_soft"),
]
EDGE_PAIRS: list[tuple[ColorRole, ColorRole]] = [
    ("edge", "background"),
    ("edge", "surface"),
    ("work", "surface"),
    ("work", "sunken"),
    ("work", "work_soft"),
]


def luminance(color: str) -> float:
    """WCAG 2 relative luminance."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "paper"), TEXT_PAIRS)
def test_every_text_can_be_read_in_every_theme(theme: ThemeName, ink: ColorRole, paper: ColorRole) -> None:
    roles = tokens().themes[theme].roles
    assert contrast(roles[ink], roles[paper]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "paper"), EDGE_PAIRS)
def test_what_can_be_pressed_has_an_edge_that_is_seen(theme: ThemeName, edge: ColorRole, paper: ColorRole) -> None:
    roles = tokens().themes[theme].roles
    assert contrast(roles[edge], roles[paper]) >= EDGE


@pytest.mark.parametrize("theme", THEMES)
def test_the_words_and_the_shape_of_a_signal_are_seen(theme: ThemeName) -> None:
    for paint in tokens().themes[theme].signals.values():
        assert contrast(paint.text, paint.fill) >= TEXT
        assert contrast(paint.shape, paint.fill) >= EDGE
        assert contrast(paint.mark, paint.shape) >= EDGE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("shape", Shape)
def test_a_small_shape_is_seen_by_its_fill_or_by_its_outline(theme: ThemeName, shape: Shape) -> None:
    roles, colors = tokens().themes[theme].roles, SHAPE_COLORS[shape]
    on_surface = max(contrast(roles[role], roles["surface"]) for role in (colors.fill, colors.outline))
    assert on_surface >= EDGE
    if shape not in {Shape.TODO, Shape.LEFT}:  # they have no mark inside
        assert contrast(roles[colors.mark], roles[colors.fill]) >= EDGE


def test_the_application_icon_wears_the_colours_of_the_light_theme() -> None:
    drawing = resource("icons", "etabli.svg").read_text(encoding="utf-8")
    roles = tokens().themes["light"].roles
    assert all(roles[role] in drawing for role in ("rail", "on_rail", "amber"))


@pytest.mark.parametrize(("zoom", "body", "title"), [(1.0, 20, 32), (1.5, 30, 43), (2.0, 40, 54), (3.0, 60, 77)])
def test_titles_grow_less_than_text_and_stay_larger(zoom: float, body: int, title: int) -> None:
    theme = Theme("light", zoom)
    assert (theme.px("body"), theme.px("title")) == (body, title)
    assert theme.px("small") < theme.px("body") < theme.px("lead") < theme.px("title") < theme.px("big")


@pytest.mark.parametrize(("zoom", "space", "icon"), [(1.0, 16, 28), (1.5, 24, 42), (3.0, 24, 62)])
def test_spaces_and_icons_stop_growing_before_text_does(zoom: float, space: int, icon: int) -> None:
    theme = Theme("light", zoom)
    assert (theme.space("l"), theme.icon(28)) == (space, icon)
    assert (theme.line("edge"), theme.radius("panel")) == (2, 6)


@pytest.mark.parametrize(("zoom", "one_column"), [(1.0, False), (1.5, False), (1.75, True), (3.0, True)])
def test_there_is_one_column_above_a_hundred_and_fifty_percent(zoom: float, *, one_column: bool) -> None:
    assert Theme("light", zoom).one_column is one_column


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('ink = "#13202C"\n', "", "missing or unknown ink"),
        ("[radius]\n", "[radius]\nround = 99\n", "radius: missing or unknown round"),
        ("frame = 0\n", "", "themes.light.band: missing or unknown frame"),
    ],
)
def test_a_token_file_with_a_hole_says_where(tmp_path: Path, before: str, after: str, told: str) -> None:
    text = resource("styles", "tokens.toml").read_text(encoding="utf-8")
    file = tmp_path / "tokens.toml"
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(TokenFileError, match=told):
        read_tokens(file)


def test_the_style_sheet_is_short_and_names_no_font(theme: Theme) -> None:
    sheet = theme.stylesheet()
    assert sheet.count("{") <= 40
    assert "font" not in sheet.split("*/", 1)[1]
