from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFontMetrics

from ui.theme import FontError, Theme, load_fonts
from workshop.resources import resource

FILES = sorted(resource("fonts").glob("*.ttf"))
LETTERS = "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿ"
SIGNS = " .,;:!?…'’\"«»()[]{}/\\|-–—_+=×÷<>≤≥±−*#%‰&@§°€$©®²³½¼¾·•~^`"
SPACES = "\u00a0\u202f\u2009\u200a\u2011"
FRENCH = sorted(set(LETTERS + LETTERS.upper() + "Ÿ0123456789" + SIGNS + SPACES))


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def font(request: pytest.FixtureRequest) -> Any:
    return TTFont(request.param)


def test_both_weights_ship_in_both_cuts_beside_their_licence() -> None:
    assert [file.stem for file in FILES] == [
        "AtkinsonHyperlegibleNext-Bold",
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNextTab-Bold",
        "AtkinsonHyperlegibleNextTab-Regular",
    ]
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")


def test_every_character_of_the_french_catalogue_is_in_the_font(font: Any) -> None:
    characters = font.getBestCmap()
    missing = [unicodedata.name(character) for character in FRENCH if ord(character) not in characters]
    assert missing == []


def test_the_narrow_space_is_thin_and_the_hyphen_is_a_hyphen(font: Any) -> None:
    characters, widths = font.getBestCmap(), font["hmtx"]
    assert widths[characters[0x202F]][0] < widths[characters[0x20]][0]
    assert characters[0x2011] == characters[0x2D]


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_digits_of_the_tabular_cut_are_all_as_wide(weight: str) -> None:
    font = TTFont(resource("fonts", f"AtkinsonHyperlegibleNextTab-{weight}.ttf"))
    characters, widths = font.getBestCmap(), font["hmtx"]
    assert len({widths[characters[ord(digit)]][0] for digit in "0123456789"}) == 1
    assert font["name"].getDebugName(1) == "Atkinson Hyperlegible Next Tab"


def test_the_screen_draws_with_the_shipped_font(theme: Theme) -> None:
    plain, tabular = theme.font("code", bold=True), theme.font("code", bold=True, tabular=True)
    assert QFontMetrics(plain).horizontalAdvance("1") < QFontMetrics(plain).horizontalAdvance("0")
    assert QFontMetrics(tabular).horizontalAdvance("1") == QFontMetrics(tabular).horizontalAdvance("0")


def test_a_thin_space_does_not_make_the_line_grow(theme: Theme) -> None:
    metrics = QFontMetrics(theme.font("body"))
    assert metrics.boundingRect("vide\u202f?").height() == metrics.boundingRect("vide?").height()


def test_a_missing_font_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(FontError, match="cannot be used"):
        load_fonts()
