from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from workshop.adapters.documents.pages import WIDEST, PdfPages
from workshop.domain.errors import MediumError
from workshop.services.page_images import PageImage

WHITE, BLACK = b"\xff\xff\xff", b"\x00\x00\x00"


def a_pdf(pages: int = 2, size: tuple[float, float] = (210, 297)) -> bytes:
    """The lower half of the first page is black."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=size)
    for number in range(pages):
        if number == 0:
            canvas.rect(0, 0, size[0], size[1] / 2, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def color(image: PageImage, x: int, y: int) -> bytes:
    place = y * image.stride + 4 * x
    return image.pixels[place : place + 3]


def test_a_page_is_drawn_as_it_is() -> None:
    image = PdfPages().draw(a_pdf(), 1, 420)
    assert (image.number, image.pages, image.width, image.height) == (1, 2, 420, 594)
    assert color(image, 200, 10) == WHITE
    assert color(image, 200, 590) == BLACK


def test_beyond_the_ends_the_nearest_page_is_drawn() -> None:
    pages = PdfPages()
    assert pages.draw(a_pdf(), 0, 100).number == 1
    assert pages.draw(a_pdf(), 99, 100).number == 2


def test_no_page_is_drawn_larger_than_a_screen_can_want() -> None:
    image = PdfPages().draw(a_pdf(1, (14000, 20)), 1, 10**9)
    assert image.width <= WIDEST + 1
    assert PdfPages().draw(a_pdf(1, (20, 14000)), 1, 4000).height <= 8193


def test_two_threads_draw_one_after_the_other() -> None:
    pdf = a_pdf()
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda number: PdfPages().draw(pdf, number, 200), [1, 2] * 8))
    assert [image.number for image in images] == [1, 2] * 8


@given(st.binary(max_size=200))
def test_what_is_no_pdf_is_told(content: bytes) -> None:
    with pytest.raises(MediumError):
        PdfPages().draw(content, 1, 100)


def test_a_cut_off_pdf_is_told_or_drawn_but_never_breaks() -> None:
    pdf = a_pdf()
    for length in range(0, len(pdf), 97):
        try:
            PdfPages().draw(pdf[:length], 1, 50)
        except MediumError:
            continue
