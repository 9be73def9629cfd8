"""A page on which a file can be dropped, wherever the hand lets it go."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from ui.widgets.band import Band
from ui.widgets.header import Header
from ui.widgets.layouts import Box, Pad
from ui.widgets.page import Page


class DropPage(Page):
    """Takes the first file of this computer that is dropped; `dropped` says where it is."""

    dropped = Signal(str)

    def __init__(self, header: Header, body: Box, *, band: Band, pad: Pad) -> None:
        super().__init__(header, body, band=band, pad=pad)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _first_file(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _first_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _first_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.dropped.emit(path)


def _first_file(data: QMimeData) -> str:
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
