"""What labels bear: `python -m tests.benchmarks.label_damage [--times 20]`.

Every kind of label on every medium, at 203 and 300 dots an inch, is spoilt in each of these ways as often as is asked,
with other chances each time (the same in every run), and read by zxing-cpp as a camera sees it: three dots of the
camera on one of the printer, blurred by half a dot.

`spread`, `shrink`: every edge is one dot further out at one side, as a hot or a cold head prints.
`scratches`: white lines in any direction over a tenth of the label.
`low contrast`: the darkest is 110 of 255 and the lightest 150.
`turned`: by up to five degrees either way.
`all but spread`: scratches, low contrast and turned at once.

Printed: how many labels, bars and squares were read (a label by either of them), and the decodability of the bars
(decodability.py)
where they lie straight. No grade of ISO/IEC 15416 is claimed.
"""

# ruff: noqa: T201 — it prints its answer
from __future__ import annotations

import argparse
import math
import random
from collections import defaultdict
from collections.abc import Callable

import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from tests.adapters.documents.label_cases import EACH, bars_of, drawn
from tests.adapters.documents.samples import label
from tests.benchmarks.decodability import decodability
from workshop.adapters.documents.barcodes import BAR_MODULES, BAR_QUIET
from workshop.adapters.documents.label_image import picture
from workshop.domain.labels import LabelKind

CAMERA, BLUR = 3, 0.5
SHARE = 0.10
DARK, LIGHT = 110, 150
DEGREES = 5.0
DPIS = (203, 300)
EITHER = "either"
Damage = Callable[[Image.Image, random.Random], Image.Image]


def none(clean: Image.Image, _chance: random.Random) -> Image.Image:
    return clean


def spread(clean: Image.Image, _chance: random.Random) -> Image.Image:
    return _lopsided(clean, darker=True)


def shrink(clean: Image.Image, _chance: random.Random) -> Image.Image:
    return _lopsided(clean, darker=False)


def _lopsided(clean: Image.Image, *, darker: bool) -> Image.Image:
    moved = Image.new("L", clean.size, 255)
    moved.paste(clean, (1, 0))
    ink = [clean.point(lambda dot: 255 - dot), moved.point(lambda dot: 255 - dot)]
    blank = Image.new("L", clean.size, 0)
    both = Image.composite(ink[0], blank, ink[1])
    either = Image.composite(Image.new("L", clean.size, 255), ink[0], ink[1])
    return (either if darker else both).point(lambda dot: 255 - dot)


def scratches(clean: Image.Image, chance: random.Random) -> Image.Image:
    spoilt = clean.copy()
    pen = ImageDraw.Draw(spoilt)
    wide, high = clean.size
    left = SHARE * wide * high
    while left > 0:
        angle, thick = chance.uniform(0, math.pi), chance.choice((1, 1, 2, 3))
        x, y, long = chance.uniform(0, wide), chance.uniform(0, high), chance.uniform(0.2, 0.8) * wide
        end = (x + long * math.cos(angle), y + long * math.sin(angle))
        pen.line(((x, y), end), fill=255, width=thick)
        left -= thick * long
    return spoilt


def low_contrast(clean: Image.Image, _chance: random.Random) -> Image.Image:
    return clean.point([DARK + (LIGHT - DARK) * dot // 255 for dot in range(256)])


def turned(clean: Image.Image, chance: random.Random) -> Image.Image:
    return clean.rotate(chance.uniform(-DEGREES, DEGREES), Image.Resampling.BICUBIC, expand=True, fillcolor=255)


BEFORE_THE_CAMERA: dict[str, Damage] = {"none": none, "spread": spread, "shrink": shrink, "scratches": scratches}
IN_THE_CAMERA: dict[str, Damage] = {"low contrast": low_contrast, "turned": turned}
STRAIGHT = frozenset({"none", "spread", "shrink", "low contrast"})


def seen(spoilt: Image.Image) -> Image.Image:
    """Return what a camera sees."""
    large = spoilt.resize((spoilt.width * CAMERA, spoilt.height * CAMERA), Image.Resampling.BOX)
    return large.filter(ImageFilter.GaussianBlur(BLUR * CAMERA))


def views(clean: Image.Image, chance: random.Random) -> dict[str, Image.Image]:
    """Return the label as a camera sees it after each damage."""
    found = {name: seen(damage(clean, chance)) for name, damage in BEFORE_THE_CAMERA.items()}
    found |= {name: damage(found["none"], chance) for name, damage in IN_THE_CAMERA.items()}
    found["all but spread"] = low_contrast(turned(found["scratches"], chance), chance)
    return found


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=20)
    times = options.parse_args().times
    read: dict[tuple[int, str, str], list[bool]] = defaultdict(list)
    worth: dict[tuple[int, str, int], list[float]] = defaultdict(list)
    for kind, name, dpi in EACH:
        if dpi in DPIS:
            _one(kind, name, dpi, times, read, worth)
    for dpi in DPIS:
        print(f"{dpi} dots an inch")
        for damage in dict.fromkeys(damage for at, damage, _symbol in read if at == dpi):
            labels, bars, squares = (read[dpi, damage, symbol] for symbol in (EITHER, "Code128", "QRCode"))
            told = f"  {damage:15} labels {_share(labels):>8}  bars {_share(bars):>8}  squares {_share(squares):>8}"
            modules = sorted(module for at, other, module in worth if (at, other) == (dpi, damage))
            for module in modules:
                values = worth[dpi, damage, module]
                told += f"  {module} dots: V {sum(values) / len(values):.2f} (least {min(values):.2f})"
            print(told)


def _share(answers: list[bool]) -> str:
    return f"{100 * sum(answers) / len(answers):.1f} %" if answers else "-"


def _one(
    kind: LabelKind,
    name: str,
    dpi: int,
    times: int,
    read: dict[tuple[int, str, str], list[bool]],
    worth: dict[tuple[int, str, int], list[float]],
) -> None:
    content = label(kind)
    drawing = drawn(content, name, dpi)
    clean, bars = picture(drawing).convert("L"), bars_of(drawing)
    for turn in range(times):
        for damage, view in views(clean, random.Random(f"{kind} {name} {dpi} {turn}")).items():
            found = {(symbol.format.name, symbol.text) for symbol in zxingcpp.read_barcodes(view)}
            for symbol in ("Code128", *(("QRCode",) if kind is LabelKind.EXIT else ())):
                read[dpi, damage, symbol].append((symbol, content.code) in found)
            read[dpi, damage, EITHER].append(content.code in {text for _symbol, text in found})
            if damage in STRAIGHT and not turn:
                quiet = BAR_QUIET * bars.module // 2
                left, right = bars.x - quiet, bars.x + BAR_MODULES * bars.module + quiet
                part = view.crop((left * CAMERA, bars.y * CAMERA, right * CAMERA, (bars.y + bars.height) * CAMERA))
                edge = 2 * CAMERA
                worth[dpi, damage, bars.module].append(decodability(part, content.code, edge, part.height - edge))


if __name__ == "__main__":
    main()
