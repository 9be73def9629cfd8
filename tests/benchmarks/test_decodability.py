"""The measure of bars is what it says: 1 for perfect bars, less for spread ones, 0 where they mean something else."""

from __future__ import annotations

import random

from PIL import Image

from tests.adapters.documents.label_cases import bars_of, drawn
from tests.adapters.documents.samples import label
from tests.benchmarks.decodability import decodability, elements, of_line
from tests.benchmarks.label_damage import none, scratches, shrink, spread, views
from workshop.adapters.documents.label_image import picture
from workshop.domain.labels import LabelKind

CODE = label(LabelKind.INTAKE).code


def bars(module: int) -> bytes:
    row = b""
    for place, wide in enumerate(elements(CODE)):
        row += (b"\xff" if place % 2 else b"\x00") * (wide * module)
    return b"\xff" * 10 * module + row + b"\xff" * 10 * module


def test_perfect_bars_are_worth_one() -> None:
    assert of_line(bars(3), CODE) == 1


def test_bars_that_mean_another_code_or_are_not_there_are_worth_nothing() -> None:
    assert of_line(bars(3), label(LabelKind.DRIVE).code) == 0
    assert of_line(b"\xff" * 600, CODE) == 0


def test_a_dot_more_costs_less_where_a_module_has_more_dots() -> None:
    worth = {}
    for dpi in (203, 300, 600):
        drawing = drawn(label(LabelKind.DRIVE), dpi=dpi)
        mark = bars_of(drawing)
        whole = spread(picture(drawing).convert("L"), random.Random(0))
        part = whole.crop((mark.x - 8, mark.y, mark.x + 101 * mark.module + 8, mark.y + mark.height))
        worth[mark.module] = decodability(part, mark.code, 2, part.height - 2)
    assert worth[3] < worth[4] < worth[8] < 1


def test_each_damage_is_what_it_says() -> None:
    clean = Image.new("L", (40, 40), 255)
    clean.paste(0, (10, 10, 20, 30))
    chance = random.Random(0)
    assert none(clean, chance) is clean
    widths = [damage(clean, chance).crop((0, 15, 40, 16)).tobytes().count(0) for damage in (spread, shrink)]
    assert widths == [11, 9]
    assert scratches(clean, chance).tobytes().count(0) < clean.tobytes().count(0)
    assert len(views(clean, chance)) == 7
