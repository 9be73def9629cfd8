"""The bench card as readers see it: every code of it, from the page as it is printed."""

from __future__ import annotations

import math
import re
from functools import cache

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL.Image import Image

from workshop.adapters.documents.bench_card import ICONS, bench_card
from workshop.adapters.documents.pictograms import pictogram
from workshop.command_words import names
from workshop.domain.calibration import Card
from workshop.domain.codes import Command, command_code

NOT_YET = {Command.RETURN}  # its screen is not there yet
MM_PER_INCH = 25.4


@cache
def pages(dots_per_inch: int, languages: tuple[str, ...] = ("fr",)) -> tuple[Image, ...]:
    document = pypdfium2.PdfDocument(bench_card("Atelier du Rhône", languages))
    scale = dots_per_inch / 72
    return tuple(document[number].render(scale=scale, grayscale=True).to_pil() for number in range(len(document)))


@pytest.mark.parametrize("dots_per_inch", [203, 300])
@pytest.mark.parametrize("languages", [("fr",), ("en",), ("fr", "en")])
def test_every_code_is_read_from_the_printed_page(dots_per_inch: int, languages: tuple[str, ...]) -> None:
    front, back = (zxingcpp.read_barcodes(page) for page in pages(dots_per_inch, languages))
    asked = {command_code(command).text for command in set(Command) - NOT_YET - {Command.CALIBRATE}}
    assert {found.text for found in front} == asked
    assert {found.text for found in back} == {command_code(Command.CALIBRATE).text, *Card}


def test_bars_are_15_mm_high_and_20_mm_from_their_neighbours_with_modules_of_3_eighths_of_a_millimetre() -> None:
    to_mm = MM_PER_INCH / 300
    boxes = []
    for page in pages(300):
        for found in zxingcpp.read_barcodes(page):
            if found.format != zxingcpp.BarcodeFormat.QRCode:
                corners = found.position.top_left, found.position.bottom_right
                boxes.append((page, [value * to_mm for corner in corners for value in (corner.x, corner.y)]))
    for page, (left, top, right, bottom) in boxes:
        assert bottom - top == pytest.approx(15, abs=0.8)
        others = [box for other, box in boxes if other is page and box != [left, top, right, bottom]]
        for other_left, other_top, other_right, other_bottom in others:
            across = max(other_left - right, left - other_right, 0.0)
            down = max(other_top - bottom, top - other_bottom, 0.0)
            assert math.hypot(across, down) > 19.2, "within a reader's reach"
    codes = [right - left for _page, (left, _top, right, _bottom) in boxes if right - left < 50]
    assert min(codes) / 101 >= 0.372  # the reader says the middles of the outer bars


def test_the_card_has_words_and_a_pictogram_for_every_command_and_no_grade() -> None:
    text = pypdfium2.PdfDocument(bench_card("Atelier", ("fr",)))[0].get_textpage().get_text_range()
    for command in set(Command) - NOT_YET - {Command.CALIBRATE}:
        assert names(str)[command].replace("'", "’") in text
        assert pictogram(ICONS[command])
    assert not re.search(r"\b[ABCD]\b|État", text)


def test_the_same_card_is_the_same_file() -> None:
    assert bench_card("Atelier", ("fr", "en")) == bench_card("Atelier", ("fr", "en"))


def test_a_long_or_strange_name_of_a_workshop_does_no_harm() -> None:
    front = pypdfium2.PdfDocument(bench_card("Ŵörk \u202eshop " * 40, ("fr",)))[0].render(scale=203 / 72).to_pil()
    assert len(zxingcpp.read_barcodes(front)) == len(Command) - len(NOT_YET) - 1
