"""Labels as black and white pictures in printer dots: nothing is ever scaled."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import assert_never

from PIL import Image, ImageDraw, ImageFont

from workshop.adapters.documents import barcodes
from workshop.adapters.documents.fonts import Face
from workshop.adapters.documents.label_drawing import Bars, Block, Drawing, Frame, Mark, Squares, Words
from workshop.resources import resource

WHITE, BLACK = 1, 0


def label_image(drawing: Drawing) -> bytes:
    """Return one label as a PNG of one bit a dot that tells its resolution."""
    file = io.BytesIO()
    dots = drawing.dots_per_inch
    picture(drawing).save(file, "PNG", dpi=(dots, dots), optimize=False)
    return file.getvalue()


def raster(drawing: Drawing) -> Image.Image:
    """Return one label as it lies in the printer, first line first."""
    read = picture(drawing)
    return read.transpose(Image.Transpose.ROTATE_270) if drawing.turned else read


def picture(drawing: Drawing) -> Image.Image:
    """Return one label as it is read."""
    image = Image.new("1", (drawing.width, drawing.height), WHITE)
    pen = ImageDraw.Draw(image)
    for mark in drawing.marks:
        _draw(pen, mark)
    return image


def _draw(pen: ImageDraw.ImageDraw, mark: Mark) -> None:
    match mark:
        case Bars():
            for start, wide in barcodes.bars(mark.code):
                _fill(pen, mark.x + start * mark.module, mark.y, wide * mark.module, mark.height)
        case Squares():
            for row, modules in enumerate(mark.rows):
                for start, wide in barcodes.runs(modules):
                    x, y = mark.x + start * mark.module, mark.y + row * mark.module
                    _fill(pen, x, y, wide * mark.module, mark.module)
        case Words():
            pen.text((mark.x, mark.y), mark.text, font=_font(mark.face, mark.size), fill=BLACK, anchor="ls")
        case Frame():
            corner = (mark.x + mark.side - 1, mark.y + mark.side - 1)
            pen.rectangle(((mark.x, mark.y), corner), outline=BLACK, width=mark.line)
        case Block():
            _fill(pen, mark.x, mark.y, mark.width, mark.height)
        case _:
            assert_never(mark)


def _fill(pen: ImageDraw.ImageDraw, x: int, y: int, wide: int, tall: int) -> None:
    pen.rectangle(((x, y), (x + wide - 1, y + tall - 1)), fill=BLACK)


@lru_cache(maxsize=64)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    path = str(resource("fonts", f"{face}.ttf"))
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)  # as ReportLab: no kerning
