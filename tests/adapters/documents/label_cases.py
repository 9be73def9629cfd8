"""Every label that there is: each kind on each medium that it fits on, and what a reader must find on it."""

from __future__ import annotations

from collections.abc import Iterable

from tests.adapters.documents.samples import label
from workshop.adapters.documents.label_drawing import Bars, Drawing, draw
from workshop.adapters.documents.label_layouts import Layouts
from workshop.adapters.documents.label_maker import Labelmaker
from workshop.adapters.documents.label_media import media
from workshop.domain.labels import LabelContent, LabelKind
from workshop.domain.media import DEFAULT_MEDIA

EVERY = [(kind, paper.id) for kind, paper, _own in Layouts().names()]
EACH = [(kind, name, dpi) for kind, name in EVERY for dpi in media(name).resolutions]
ON_ROLLS = [(kind, name, dpi) for kind, name, dpi in EACH if not media(name).sheet]
FOR_BROTHER = [(kind, name) for kind, name in EVERY if media(name).brother]
HOME = {kind: "62" if kind is LabelKind.EVIDENCE else DEFAULT_MEDIA for kind in LabelKind}


def maker() -> Labelmaker:
    return Labelmaker(Layouts())


def drawn(content: LabelContent, name: str = DEFAULT_MEDIA, dpi: int = 300, language: str = "fr") -> Drawing:
    return draw(content, media(name), dpi, language)


def expected(content: LabelContent) -> list[tuple[str, str]]:
    found = [("Code128", content.code)]
    return [*found, ("QRCode", content.code)] if content.kind is LabelKind.EXIT else found


def expected_of(kinds: Iterable[LabelKind]) -> list[list[tuple[str, str]]]:
    return [expected(label(kind)) for kind in kinds]


def bars_of(drawing: Drawing) -> Bars:
    (found,) = (mark for mark in drawing.marks if isinstance(mark, Bars))
    return found
