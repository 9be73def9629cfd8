"""The receipt that a donor is given when a lot is closed: issued by itself, opened by its key."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.papers import DOCUMENTS, keep_paper, open_paper
from ui.widgets.button import Button
from workshop.domain.documents import Document
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from ui.intake.screen import IntakeScreen
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor

KEY = "Ctrl P"


def receipt_button() -> Button:
    """Return the button that opens the receipt; it is there only after a lot was closed."""
    button = Button(shown(_("Le reçu")), icon="printer", key=KEY)
    button.hide()
    return button


class ReceiptOfALot(QObject):
    """Issues the receipt of the lot that was closed last, and keeps its file."""

    def __init__(self, screen: IntakeScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.path: Path | None = None
        screen.receipt.triggered.connect(self.open)

    def give(self, lot: str) -> None:
        """Issue the receipt of a closed lot; its file is made afterwards, beside the work."""
        self.path = None
        session = self._screen.session
        issue = session.workshop.office.receipts.issue
        self._screen.run(partial(issue, session.actor, lot, by_itself=True), self._issued)

    def open(self) -> None:
        """Show the receipt in the system's own program, where it can be printed."""
        if self.path is not None:
            self._screen.said.emit(shown(_("Reçu : {path}").format(path=open_paper(self.path))))

    def _issued(self, document: Document) -> None:
        session = self._screen.session
        self._screen.aside(partial(_written, session.workshop, session.actor, document), self._kept)

    def _kept(self, path: Path) -> None:
        screen = self._screen
        self.path = path
        screen.said.emit(shown(_("Reçu {number} : prêt").format(number=path.stem)))
        if screen.choice.isVisibleTo(screen.page):
            screen.receipt.show()
            screen.keys = screen.keys | {KEY: screen.receipt}


def _written(workshop: Workshop, actor: Actor, document: Document) -> Path:
    """Make the file of an issued receipt; what fails here can be tried again, the receipt stands."""
    folder = workshop.settings.folder() / DOCUMENTS
    return keep_paper(folder, f"{document.number}.pdf", workshop.papers.file(actor, document))
