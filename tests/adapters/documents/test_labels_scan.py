"""Every label can be read: PDF through two renderers, PNG, at each printer's dots."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from tests.adapters.documents.pictures import codes, rasters
from tests.adapters.documents.samples import HOSTILE, documents, label
from workshop.adapters.documents import barcodes, label_drawing
from workshop.adapters.documents.documents import PdfDocuments
from workshop.adapters.documents.fonts import shown, width
from workshop.domain.codes import Code
from workshop.domain.labels import LabelContent, LabelKind

DPIS = (203, 300, 600)
EACH = [(kind, dpi) for kind in LabelKind for dpi in DPIS]


def expected(content: LabelContent) -> list[tuple[str, str]]:
    found = [("Code128", content.code)]
    return [*found, ("QRCode", content.code)] if content.kind is LabelKind.EXIT else found


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_label_of_the_pdf_is_read_from_a_black_and_white_printers_raster(tmp_path: Path, dpi: int) -> None:
    contents = [label(kind) for kind in LabelKind]
    made = PdfDocuments(lambda: pytest.fail("labels need no seal"), dpi).labels(contents, "fr")
    read = [codes(page) for page in rasters(made, tmp_path, dpi)]
    assert read == [expected(content) for content in contents]
    assert all(Code(text) for page in read for _symbology, text in page)


def test_the_default_pdf_is_read_at_the_dots_of_another_printer_too(tmp_path: Path) -> None:
    contents = [label(kind) for kind in LabelKind]
    read = [codes(page) for page in rasters(documents().labels(contents, "fr"), tmp_path, 203)]
    assert read == [expected(content) for content in contents]


@pytest.mark.parametrize("dpi", DPIS)
def test_a_second_renderer_reads_the_same(dpi: int) -> None:
    contents = [label(kind) for kind in LabelKind]
    document = pypdfium2.PdfDocument(PdfDocuments(documents()._open_seal, dpi).labels(contents, "fr"))
    try:
        read = [codes(document[page].render(scale=dpi / 72).to_pil().convert("L")) for page in range(len(document))]
    finally:
        document.close()
    assert read == [expected(content) for content in contents]


@pytest.mark.parametrize(("kind", "dpi"), EACH)
def test_the_picture_is_read_and_says_its_resolution(kind: LabelKind, dpi: int) -> None:
    content = label(kind)
    with Image.open(io.BytesIO(documents().label_image(content, "fr", dpi))) as picture:
        assert picture.mode == "1"
        assert [round(side) for side in picture.info["dpi"]] == [dpi, dpi]
        assert picture.size == (round(62 * dpi / 25.4), round(29 * dpi / 25.4))
        assert codes(picture.convert("L")) == expected(content)


@pytest.mark.parametrize(("kind", "dpi"), EACH)
def test_every_bar_is_a_whole_number_of_dots_with_ten_modules_of_white_on_either_side(
    kind: LabelKind, dpi: int
) -> None:
    drawing = label_drawing.draw(label(kind), dpi, "fr")
    (bars,) = (mark for mark in drawing.marks if isinstance(mark, label_drawing.Bars))
    assert bars.module >= barcodes.LEAST_MODULE_DOTS
    assert bars.module * 25.4 / dpi >= barcodes.LEAST_MODULE_MM
    with Image.open(io.BytesIO(documents().label_image(label(kind), "fr", dpi))) as picture:
        row = [picture.getpixel((x, bars.y + bars.height // 2)) == 0 for x in range(picture.width)]
    modules = [index for index, dark in enumerate(row[bars.x :: bars.module]) if dark and index < barcodes.BAR_MODULES]
    assert modules == [start + more for start, wide in barcodes.bars(bars.code) for more in range(wide)]
    end = bars.x + barcodes.BAR_MODULES * bars.module
    quiet = barcodes.BAR_QUIET * bars.module
    assert bars.x >= quiet
    assert not any(row[bars.x - quiet : bars.x])
    assert not any(row[end : end + quiet])
    assert end + quiet <= picture.width + bars.module


def test_poppler_gives_every_bar_of_the_pdf_exactly_its_dots(tmp_path: Path) -> None:
    content = label(LabelKind.EXIT)
    drawing = label_drawing.draw(content, 300, "fr")
    (bars,) = (mark for mark in drawing.marks if isinstance(mark, label_drawing.Bars))
    (page,) = rasters(documents().labels([content], "fr"), tmp_path, 300)
    assert page.size == (drawing.width, drawing.height)
    row = [page.getpixel((x, bars.y + bars.height // 2)) == 0 for x in range(page.width)]
    found = [(start, wide) for start, wide in barcodes.runs(row) if start < bars.x + 101 * bars.module]
    assert found == [(bars.x + start * bars.module, wide * bars.module) for start, wide in barcodes.bars(content.code)]


@pytest.mark.parametrize("kind", list(LabelKind))
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_blurred_print_is_still_read(kind: LabelKind, dpi: int) -> None:
    with Image.open(io.BytesIO(documents().label_image(label(kind), "fr", dpi))) as picture:
        blurred = picture.convert("L").filter(ImageFilter.GaussianBlur(0.7))
    assert ("Code128", label(kind).code) in codes(blurred)


@pytest.mark.parametrize("kind", list(LabelKind))
def test_a_machine_with_a_hostile_name_gets_a_label_on_which_nothing_overlaps(kind: LabelKind) -> None:
    content = label(kind, title=HOSTILE, lines=(HOSTILE,) * 4, workshop=HOSTILE, copy=1234)
    drawing = label_drawing.draw(content, 300, "fr")
    for mark in drawing.marks:
        if isinstance(mark, label_drawing.Words):
            assert shown(mark.text) == mark.text
            assert mark.x + width(mark.text, mark.face, mark.size) <= drawing.width - 15
    with Image.open(io.BytesIO(documents().label_image(content, "fr", 300))) as picture:
        assert codes(picture.convert("L")) == expected(content)


def test_a_copy_says_so_and_an_example_too() -> None:
    words = [
        mark.text
        for mark in label_drawing.draw(label(LabelKind.INTAKE, copy=2), 300, "fr").marks
        if isinstance(mark, label_drawing.Words)
    ]
    assert "copie 2" in words
    assert "EXEMPLE" in words


def test_a_box_says_its_number_and_its_content_in_words() -> None:
    content = label(LabelKind.BOX, lines=("2/5", "1"))
    assert label_drawing.label_lines(content, "fr") == (
        "Carton 2 sur 5".replace(" sur ", "\u00a0sur\u00a0"),
        "1\u00a0ordinateur",
    )


def test_what_is_no_code_is_never_printed() -> None:
    content = label(LabelKind.INTAKE, code="260100041220")
    with pytest.raises(ValueError, match="260100041220"):
        documents().label_image(content, "fr", 300)


def test_the_shortest_dimension_of_the_pdf_is_the_labels_own() -> None:
    document = pypdfium2.PdfDocument(documents().labels([label(LabelKind.INTAKE)], "fr"))
    try:
        across, down = document[0].get_size()
    finally:
        document.close()
    assert abs(across * 25.4 / 72 - 62) < 0.05
    assert abs(down * 25.4 / 72 - 29) < 0.05


def test_the_qr_code_holds_the_same_digits() -> None:
    rows = barcodes.qr("260100041229", "H")
    picture = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            picture.putpixel((across + 4, down + 4), 0 if dark else 255)
    large = picture.resize((picture.width * 3, picture.height * 3), Image.Resampling.NEAREST)
    (symbol,) = zxingcpp.read_barcodes(large)
    assert symbol.text == "260100041229"
