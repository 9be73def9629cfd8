"""What is done with the paper in front: its pages are drawn, copies kept, the one beside it shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.documents import doing
from ui.documents.doing import Paper
from ui.documents.paper_page import PaperPage
from ui.papers import open_paper
from ui.screen import Screen
from workshop.domain.certificates import Variant
from workshop.services.page_images import PageImage, Pages
from workshop.texts import _
from workshop.words import shown

YES = 1


class Viewing(QObject):
    """The page of one paper and what its keys do."""

    redo_wanted = Signal(str)  # what the paper is about
    code_wanted = Signal(str, object)  # the paper's code, and a Variant
    paper_wanted = Signal(str)  # the number of another

    def __init__(self) -> None:
        super().__init__()
        self.page = PaperPage()
        self._ticket = 0

    def work_for(self, screen: Screen) -> None:
        """Belong to a screen: its session is used, trouble is told there."""
        self.setParent(screen)
        self._screen = screen
        page = self.page
        page.pages.wanted.connect(self._draw)
        page.open.triggered.connect(self._open_outside)
        page.copy.triggered.connect(self._keep_copy)
        page.redo.triggered.connect(page.ask_to_redo)
        page.other.triggered.connect(self._show_beside)
        page.question.answered.connect(self._redo_or_not)
        page.variant_wanted.connect(self._show_variant)

    def show_paper(self, paper: Paper) -> None:
        """Bring a paper to the front, from its first page."""
        self.page.show_paper(paper)

    def _draw(self, number: int, width: int) -> None:
        if self.page.paper is not None:
            self._ticket += 1
            pages = self._screen.session.workshop.office.pages
            job = partial(_drawn, pages, self.page.paper, number, width, self._ticket)
            self._screen.aside(job, self._page_drawn)

    def _page_drawn(self, drawn: tuple[int, PageImage]) -> None:
        ticket, image = drawn
        if ticket == self._ticket:
            self.page.pages.show_page(image)

    def _keep_copy(self) -> None:
        if self.page.paper is not None:
            job = partial(doing.keep_copy, self._screen.session.workshop, self.page.paper)
            self._screen.aside(job, self._copy_kept)

    def _copy_kept(self, path: Path) -> None:
        self._screen.said.emit(shown(_("Copie : {path}").format(path=path)))

    def _open_outside(self) -> None:
        if self.page.paper is not None:
            job = partial(doing.keep_copy, self._screen.session.workshop, self.page.paper)
            self._screen.aside(job, self._open_copy)

    def _open_copy(self, path: Path) -> None:
        self._screen.said.emit(shown(_("Document : {path}").format(path=open_paper(path))))

    def _show_beside(self) -> None:
        if self.page.beside:
            self.paper_wanted.emit(self.page.beside)

    def _show_variant(self, variant: Variant) -> None:
        self.page.pages.setFocus()
        row = self.page.paper.row if self.page.paper else None
        if row is not None:
            self.code_wanted.emit(row.code, variant)

    def _redo_or_not(self, number: int) -> None:
        self.page.pages.setFocus()
        if number == YES and self.page.paper is not None:
            self.redo_wanted.emit(self.page.paper.subject)


def _drawn(pages: Pages, paper: Paper, number: int, width: int, ticket: int) -> tuple[int, PageImage]:
    return ticket, pages.draw(paper.pdf, number, width)
