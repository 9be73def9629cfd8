"""The PDF of labels is one that every reader takes: whole, searchable, with its fonts, and the same every time."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas

from tests.adapters.documents.label_cases import drawn, maker
from tests.adapters.documents.pictures import flat, text_of
from tests.adapters.documents.samples import label, machine
from workshop.adapters.documents.fonts import Face
from workshop.adapters.documents.label_file import LabelFile
from workshop.adapters.documents.label_pdf import label_pdf
from workshop.domain.labels import LabelKind


def made() -> bytes:
    return maker().pdf([label(kind) for kind in LabelKind if kind is not LabelKind.EVIDENCE], "62x29", "fr")


def test_qpdf_finds_nothing_wrong_with_it() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == len(LabelKind) - 1
        assert str(pdf.Root.Lang) == "fr-FR"
        assert str(pdf.docinfo["/Title"]) == "Étiquettes"


def test_every_font_is_in_it_with_what_its_letters_are(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) == 3
        for font in fonts.values():
            (descendant,) = font.DescendantFonts
            assert len(descendant.FontDescriptor.FontFile2.read_bytes()) > 1000
            assert b"beginbfchar" in font.ToUnicode.read_bytes()
    told = flat(text_of(made(), tmp_path))
    for words in ("Dell Latitude 5400", "Batterie bonne · Effacé 11/2026", "2601 0041 2254", "École Jean-Moulin"):
        assert words in told


def test_its_letters_are_as_wide_as_reportlabs() -> None:
    """Poppler measures the same line in our file and in one of ReportLab."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(200, 40), initialFontName=Face.REGULAR.value)
    canvas.setFont(Face.REGULAR.value, 12)
    canvas.drawString(10, 10, "Effacé : 16 Go · École n° 4")
    canvas.save()
    ours = LabelFile("", "fr-FR")
    text = ours.text(Face.REGULAR, "Effacé : 16 Go · École n° 4")
    ours.add_page(200, 40, f"BT/{Face.REGULAR.name} 12 Tf 10 10 Td<{text}>Tj ET")
    assert right_edge(ours.close()) == right_edge(file.getvalue())


def right_edge(pdf: bytes) -> object:
    document = pypdfium2.PdfDocument(pdf)
    try:
        (seen,) = [document[0].render(scale=4).to_pil().convert("L").point(lambda dot: 255 - dot)]
        return seen.getbbox()
    finally:
        document.close()


def test_the_same_labels_give_the_same_bytes() -> None:
    assert made() == made()


def test_a_space_that_does_not_break_is_a_space() -> None:
    file = LabelFile("", "fr-FR")
    assert file.text(Face.REGULAR, "1\u00a0Go") == file.text(Face.REGULAR, "1 Go")


def test_many_labels_take_little_more_memory_than_their_file() -> None:
    def many(count: int) -> int:
        tracemalloc.start()
        try:
            drawings = (drawn(label(LabelKind.DRIVE, code=machine(rank + 1)), dpi=203) for rank in range(count))
            size = len(label_pdf(drawings, "", "fr-FR"))
            return tracemalloc.get_traced_memory()[1] - size
        finally:
            tracemalloc.stop()

    many(10)
    assert many(400) - many(100) < 300 * 1000
