"""Every label can be read: PDF through two renderers, PNG, on every medium, at each printer's dots."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from tests.adapters.documents.label_cases import EACH, EVERY, HOME, bars_of, drawn, expected, maker
from tests.adapters.documents.pictures import codes, rasters
from tests.adapters.documents.samples import label
from workshop.adapters.documents import barcodes
from workshop.adapters.documents.label_media import all_media, media
from workshop.adapters.documents.label_pdf import label_pdf
from workshop.domain.codes import Code
from workshop.domain.labels import LabelKind

APPROVED = Path(__file__).resolve().parents[2] / "approved"
ROLLS = [name for name, paper in all_media().items() if not paper.sheet]


def kinds_on(name: str) -> list[LabelKind]:
    return [kind for kind, other in EVERY if other == name]


def pages_of(name: str, dpi: int) -> bytes:
    return label_pdf((drawn(label(kind), name, dpi) for kind in kinds_on(name)), "Étiquettes", "fr-FR")


@pytest.mark.parametrize("name", ROLLS)
@pytest.mark.parametrize("dpi", [203, 300])
def test_every_label_of_a_pdf_is_read_from_a_black_and_white_printers_raster(
    tmp_path: Path, name: str, dpi: int
) -> None:
    read = [codes(page) for page in rasters(pages_of(name, dpi), tmp_path, dpi)]
    assert read == [expected(label(kind)) for kind in kinds_on(name)]
    assert all(Code(text) for page in read for _symbology, text in page)


def test_a_pdf_is_read_at_the_dots_of_another_printer_too(tmp_path: Path) -> None:
    read = [codes(page) for page in rasters(pages_of("62x29", 300), tmp_path, 203)]
    assert read == [expected(label(kind)) for kind in kinds_on("62x29")]


@pytest.mark.parametrize("name", ROLLS)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_second_renderer_reads_the_same(name: str, dpi: int) -> None:
    document = pypdfium2.PdfDocument(pages_of(name, dpi))
    try:
        read = [codes(document[page].render(scale=dpi / 72).to_pil().convert("L")) for page in range(len(document))]
    finally:
        document.close()
    assert read == [expected(label(kind)) for kind in kinds_on(name)]


@pytest.mark.parametrize(("kind", "name", "dpi"), EACH)
def test_every_bar_is_a_whole_number_of_dots_with_ten_modules_of_white_on_either_side(
    kind: LabelKind, name: str, dpi: int
) -> None:
    content = label(kind)
    bars = bars_of(drawn(content, name, dpi))
    assert bars.module >= barcodes.LEAST_MODULE_DOTS
    assert bars.module * 25.4 / dpi >= barcodes.LEAST_MODULE_MM
    with Image.open(io.BytesIO(maker().picture(content, name, "fr", dpi))) as picture:
        assert picture.mode == "1"
        assert [round(side) for side in picture.info["dpi"]] == [dpi, dpi]
        row = [dot == 0 for dot in picture.crop((0, bars.y + 4, picture.width, bars.y + 5)).get_flattened_data()]
        assert codes(picture.convert("L")) == expected(content)
    modules = [index for index, dark in enumerate(row[bars.x :: bars.module]) if dark and index < barcodes.BAR_MODULES]
    assert modules == [start + more for start, wide in barcodes.bars(bars.code) for more in range(wide)]
    end = bars.x + barcodes.BAR_MODULES * bars.module
    quiet = barcodes.BAR_QUIET * bars.module
    assert bars.x >= quiet
    assert not any(row[bars.x - quiet : bars.x])
    assert not any(row[end : end + quiet])
    assert end + quiet <= len(row) + bars.module


@pytest.mark.parametrize("name", ["62x29", "29"])
def test_poppler_gives_every_bar_of_the_pdf_exactly_its_dots(tmp_path: Path, name: str) -> None:
    content = label(LabelKind.EXIT)
    drawing = drawn(content, name)
    bars = bars_of(drawing)
    (page,) = rasters(label_pdf([drawing], "Étiquettes", "fr-FR"), tmp_path, 300)
    read = page.transpose(Image.Transpose.ROTATE_90) if drawing.turned else page
    assert read.size == (drawing.width, drawing.height)
    row = [read.getpixel((x, bars.y + bars.height // 2)) == 0 for x in range(read.width)]
    found = [(start, wide) for start, wide in barcodes.runs(row) if start < bars.x + 101 * bars.module]
    assert found == [(bars.x + start * bars.module, wide * bars.module) for start, wide in barcodes.bars(content.code)]


@pytest.mark.parametrize("kind", list(LabelKind))
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_blurred_print_is_still_read(kind: LabelKind, dpi: int) -> None:
    with Image.open(io.BytesIO(maker().picture(label(kind), HOME[kind], "fr", dpi))) as picture:
        blurred = picture.convert("L").filter(ImageFilter.GaussianBlur(0.7))
    assert ("Code128", label(kind).code) in codes(blurred)


@pytest.mark.parametrize("name", list(all_media()))
def test_a_page_of_the_pdf_is_exactly_one_label_or_one_sheet(name: str) -> None:
    paper = media(name)
    document = pypdfium2.PdfDocument(maker().pdf([label(LabelKind.INTAKE)], name, "fr"))
    try:
        across, down = (side * 25.4 / 72 for side in document[0].get_size())
    finally:
        document.close()
    wanted = (210, 297) if paper.sheet else (paper.width_mm, paper.length_mm or paper.shortest_mm)
    assert abs(across - wanted[0]) < 0.06
    assert abs(down - wanted[1]) < 0.06


def test_the_qr_code_holds_the_same_digits() -> None:
    rows = barcodes.qr("260100041229", "H")
    picture = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            picture.putpixel((across + 4, down + 4), 0 if dark else 255)
    large = picture.resize((picture.width * 3, picture.height * 3), Image.Resampling.NEAREST)
    (symbol,) = zxingcpp.read_barcodes(large)
    assert symbol.text == "260100041229"


@pytest.mark.parametrize("kind", list(LabelKind))
def test_the_picture_of_each_kind_is_the_approved_one(kind: LabelKind) -> None:
    made = maker().picture(label(kind), HOME[kind], "fr", 300)
    with (
        Image.open(io.BytesIO(made)) as picture,
        Image.open(APPROVED / f"label-{kind}-300.png") as approved,
    ):
        assert picture.tobytes() == approved.tobytes()
