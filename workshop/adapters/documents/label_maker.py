"""Labels on every medium and for every printer: the ports `LabelMaker` and `LabelDesk`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from workshop.adapters.documents.certificate_pdf import locale
from workshop.adapters.documents.label_brother import DOTS_PER_INCH as BROTHER_DOTS
from workshop.adapters.documents.label_brother import label_brother, margins
from workshop.adapters.documents.label_drawing import Drawing, draw
from workshop.adapters.documents.label_image import label_image, raster
from workshop.adapters.documents.label_layouts import Layouts
from workshop.adapters.documents.label_media import all_media
from workshop.adapters.documents.label_media import media as media_named
from workshop.adapters.documents.label_pdf import label_pdf, label_sheets
from workshop.adapters.documents.label_ticks import ticks
from workshop.adapters.documents.label_trial import trial
from workshop.adapters.documents.label_zpl import label_zpl
from workshop.adapters.documents.labels import layout_problems, read_layout
from workshop.adapters.documents.voice import voice
from workshop.domain.errors import RulesError
from workshop.domain.labels import LabelContent, LabelKind
from workshop.domain.media import Media
from workshop.domain.printing import Printer, PrinterLanguage
from workshop.services.label_ports import LayoutName
from workshop.texts import _

PDF_DOTS = 300  # whole dots of office printers too, which have 300, 600 or 1200 an inch
TENTHS_PER_INCH = 254


class Labelmaker:
    """Implements `printer_ports.LabelMaker` and `label_ports.LabelDesk`."""

    def __init__(self, layouts: Layouts) -> None:
        self._layouts = layouts

    def label(self, content: LabelContent, printer: Printer, language: str) -> bytes:
        """Return one label for one printer; raises RulesError, naming the element, where its paper cannot hold it."""
        paper, dots_per_inch = media_named(printer.roll), _dots(printer)
        drawing = self._drawn(content, paper, dots_per_inch, language)
        tenths = (printer.right_tenths, printer.down_tenths)
        right, down = (round(tenth * dots_per_inch / TENTHS_PER_INCH) for tenth in tenths)
        if right or down:
            drawing = drawing.shifted(right, down)
        brother = paper.brother if printer.language is PrinterLanguage.BROTHER else None
        if brother and not drawing.inside(*margins(drawing.size, brother)):
            raise RulesError("", (_("l'étiquette dépasse de ce que l'imprimante peut imprimer"),))
        return self._sent(drawing, paper, printer, language)

    def ticks(self, printer: Printer, language: str) -> bytes:
        """Return the label by which a printer is set straight, printed without the offsets that it has now."""
        paper = media_named(printer.roll)
        return self._sent(ticks(paper, _dots(printer)), paper, printer, language)

    def trial(self, printer: Printer, language: str) -> bytes:
        """Return the label that tries a printer, with the offsets that it has now; raises RulesError."""
        paper = media_named(printer.roll)
        return self._sent(trial(paper, printer, _dots(printer), language), paper, printer, language)

    def _sent(self, drawing: Drawing, paper: Media, printer: Printer, language: str) -> bytes:
        match printer.language:
            case PrinterLanguage.ZPL:
                return label_zpl([drawing])
            case PrinterLanguage.BROTHER:
                if paper.brother is None:
                    raise RulesError(paper.id, (_("ce papier n'est pas un rouleau Brother"),))
                return label_brother(raster(drawing), paper.brother, printer.name)
            case _:
                return self._paged([drawing], paper, 1, language)

    def _drawn(self, content: LabelContent, paper: Media, dots_per_inch: int, language: str) -> Drawing:
        return draw(content, paper, dots_per_inch, language, self._layouts.layout(content.kind, paper.id))

    def _paged(self, drawings: Iterable[Drawing], paper: Media, first: int, language: str) -> bytes:
        title = _name(language)
        if paper.sheet:
            return label_sheets(drawings, paper, first, title, locale(language))
        return label_pdf(drawings, title, locale(language))

    # what people look at, edit, and print on paper

    def media(self) -> tuple[Media, ...]:
        return tuple(all_media().values())

    def layouts(self) -> tuple[LayoutName, ...]:
        return tuple(LayoutName(kind, paper.id, edited) for kind, paper, edited in self._layouts.names())

    def text(self, kind: LabelKind, media: str) -> str:
        return self._layouts.text(kind, media)

    def problems(self, media: str, text: str) -> tuple[str, ...]:
        return layout_problems(text, media_named(media))

    def keep(self, kind: LabelKind, media: str, text: str) -> None:
        self._layouts.keep(kind, media, text)

    def drop(self, kind: LabelKind, media: str) -> None:
        self._layouts.drop(kind, media)

    def picture(
        self, content: LabelContent, media: str, language: str, dots_per_inch: int, text: str | None = None
    ) -> bytes:
        paper = media_named(media)
        layout = self._layouts.layout(content.kind, media) if text is None else read_layout(media, text, paper)
        return label_image(draw(content, paper, dots_per_inch, language, layout))

    def pdf(self, contents: Iterable[LabelContent], media: str, language: str) -> bytes:
        return self.sheet(contents, media, 1, language)

    def sheet(self, contents: Iterable[LabelContent], media: str, first: int, language: str) -> bytes:
        paper = media_named(media)
        places = paper.sheet.places if paper.sheet else 1
        if not 1 <= first <= places:
            raise RulesError(media, (_("cette planche a {places} places").format(places=places),))
        layout = cache(lambda kind: self._layouts.layout(kind, media))  # files are looked for once
        drawings = (draw(content, paper, PDF_DOTS, language, layout(content.kind)) for content in contents)
        return self._paged(drawings, paper, first, language)

    def zpl(self, content: LabelContent, media: str, language: str, dots_per_inch: int) -> bytes:
        return label_zpl([self._drawn(content, media_named(media), dots_per_inch, language)])


def _dots(printer: Printer) -> int:
    return BROTHER_DOTS if printer.language is PrinterLanguage.BROTHER else printer.dots_per_inch


def _name(language: str) -> str:
    _ = voice(language)
    return _("Étiquettes")
