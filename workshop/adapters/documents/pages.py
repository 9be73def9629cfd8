"""Pages of a PDF as pictures, drawn by PDFium: what a person sees here is what the file really holds."""

from __future__ import annotations

from threading import Lock

from workshop.domain.errors import MediumError
from workshop.services.page_images import PageImage

NARROWEST, WIDEST = 16, 4096
LONGEST = 8192  # points: a page may be as long as a roll
_turn = Lock()  # PDFium keeps global state: one thread at a time


class PdfPages:
    """Implements `page_images.Pages`; PDFium is loaded with the first page."""

    def draw(self, pdf: bytes, number: int, width: int) -> PageImage:
        import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 — 20 ms, and only who looks at a page needs it

        with _turn:
            try:
                document = pypdfium2.PdfDocument(pdf)
                try:
                    return _drawn(document, number, width)
                finally:
                    document.close()
            except (pypdfium2.PdfiumError, ArithmeticError, ValueError, IndexError) as problem:
                raise MediumError("PDF", str(problem)) from problem


def _drawn(document: object, number: int, width: int) -> PageImage:
    pages = len(document)  # type: ignore[arg-type]
    number = min(max(number, 1), pages)
    page = document[number - 1]  # type: ignore[index]
    try:
        wide, high = page.get_size()
        scale = min(min(max(width, NARROWEST), WIDEST) / wide, LONGEST / high)
        bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
        try:
            return PageImage(number, pages, bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
    finally:
        page.close()
