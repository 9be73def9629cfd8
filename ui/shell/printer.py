"""The lamp of the printer: what the queue of labels says of it, as soon as it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import Progress
from ui.widgets.footer import Lamp
from workshop import printing_words
from workshop.domain.label_queue import PrinterLine
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from ui.session import Session

PAUSE_MS = 150  # labels come out by the dozen: the lamp follows, never before an answer is painted


class PrinterLamp(Lamp):
    """Without a printer labels are files, and that works."""

    def __init__(self) -> None:
        super().__init__("printer", "")
        self.show_line(PrinterLine(there=False))

    def show_line(self, how: PrinterLine) -> None:
        """Show how printing goes."""
        self.label.set_text(shown(printing_words.lamp(how)))
        words = printing_words.line(how) if how.there else _("prêtes")
        self.show_state(works=how.works, words=shown(words))


class PrinterHere(QObject):
    """Starts what prints, and follows it until the profile is closed."""

    changed = Signal(object)  # workshop.domain.label_queue.PrinterLine

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.lamp = PrinterLamp()
        self._news = Progress(self)
        self._news.told.connect(self._soon)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)
        workshop = session.workshop
        self._deaf: Callable[[], None] | None = workshop.printing.hear(self._news.tell)
        workshop.printing_thread.start()
        if workshop.printing.there:
            self._pause.start()

    def discard(self) -> None:
        """Follow no longer; the thread ends with its workshop."""
        self._pause.stop()
        if self._deaf is not None:
            self._deaf()
            self._deaf = None

    def _soon(self, _what: object) -> None:
        if not self._pause.isActive():
            self._pause.start()

    def _read(self) -> None:
        self._session.background.aside(self._session.workshop.printing.line, self._show)

    def _show(self, how: PrinterLine) -> None:
        self.lamp.show_line(how)
        self.changed.emit(how)
