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
    """Takes files of this computer: `dropped` says where the first one is, `all_dropped` where each of them is."""

    dropped = Signal(str)
    all_dropped = Signal(list)

    def __init__(self, header: Header, body: Box, *, band: Band, pad: Pad) -> None:
        super().__init__(header, body, band=band, pad=pad)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths[0])
            self.all_dropped.emit(paths)


def _files(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
