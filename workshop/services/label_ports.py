"""What labels are given: who finds, checks and keeps their layouts, and what makes pictures and papers of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from workshop.domain.labels import LabelContent, LabelKind
from workshop.domain.media import Media
from workshop.domain.printing import Printer


@dataclass(frozen=True, slots=True)
class LayoutName:
    """One layout: for this kind, on this medium; `edited` where the workshop has its own."""

    kind: LabelKind
    media: str
    edited: bool = False


class LabelDesk(Protocol):
    """Layouts and what is drawn by them, on any medium; whatever does not fit raises RulesError, naming the element."""

    def media(self) -> tuple[Media, ...]:
        """Return every medium, in the order in which they are offered."""
        ...

    def layouts(self) -> tuple[LayoutName, ...]:
        """Return every kind and medium that go together."""
        ...

    def text(self, kind: LabelKind, media: str) -> str:
        """Return the layout as it is written, the workshop's own where there is one."""
        ...

    def problems(self, media: str, text: str) -> tuple[str, ...]:
        """Return what keeps a text from being a layout for this medium, each beginning with an element's name."""
        ...

    def keep(self, kind: LabelKind, media: str, text: str) -> None:
        """Keep the workshop's own layout; raises RulesError, and MediumError where it cannot be written."""
        ...

    def drop(self, kind: LabelKind, media: str) -> None:
        """Go back to the layout that is shipped."""
        ...

    def picture(
        self, content: LabelContent, media: str, language: str, dots_per_inch: int, text: str | None = None
    ) -> bytes:
        """Return a label as a black and white PNG in printer dots, by the layout in use or by that of a text."""
        ...

    def pdf(self, contents: Iterable[LabelContent], media: str, language: str) -> bytes:
        """Return one PDF: one label a page at exact size, or sheets of labels from their first place on."""
        ...

    def sheet(self, contents: Iterable[LabelContent], media: str, first: int, language: str) -> bytes:
        """Return A4 sheets of labels; `first` is the place of the first one, from 1, in reading order."""
        ...

    def zpl(self, content: LabelContent, media: str, language: str, dots_per_inch: int) -> bytes:
        """Return one label for a ZPL printer."""
        ...

    def ticks(self, printer: Printer, language: str) -> bytes:
        """Return the label by which a printer is set straight (domain/ticks.py)."""
        ...
