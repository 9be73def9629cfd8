"""A field for a password. Nothing is withheld from it, as from other fields: what a reader types there is taken out.

A password is never answered as a scan either: scans are written down, and a program that types passwords is as quick as
a reader.
"""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.field import Field
from workshop.domain.wedge import Pace

LONGEST_PASSWORD = 256
AS_DIGITS = str.maketrans("à&é\"'(-è_ç", "0123456789")  # the row of digits of a French keyboard, without Shift
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class PasswordField(Field):
    """What is typed is hidden; `scanned` says that a reader typed, and that nothing of it is left."""

    scanned = Signal()
    entered = Signal()  # Enter, by a person

    def __init__(self, label: str, *, help_text: str = "") -> None:
        super().__init__(label, help_text=help_text)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(LONGEST_PASSWORD)
        self._guard = _Guard(self)
        self._guard.burst.connect(self.scanned)
        self.edit.returnPressed.connect(self.entered)

    def digits(self) -> str:
        """Return a number that was typed, with or without Shift on a French keyboard."""
        return self.text().strip().translate(AS_DIGITS)

    def clear(self) -> None:
        """Forget what was typed, for good."""
        self._guard.forget()
        self.edit.clear()


class _Guard(QObject):
    """Knows a reader by its pace; keys go to the field at once, and are taken out when they were a scan."""

    burst = Signal()

    def __init__(self, field: PasswordField) -> None:
        super().__init__(field)
        self._edit, self._pace = field.edit, Pace()
        self._before = ""
        self._keys, self._last_ms = 0, 0
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(self._pace.silence_ms)
        self._silence.timeout.connect(self._decide)
        field.edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._edit or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in ENDS:
            return self._follows(event) and self._decide()
        if event.text() and event.text().isprintable() and not event.isAutoRepeat():
            self._typed(event)
        return False

    def forget(self) -> None:
        self._silence.stop()
        self._before, self._keys = "", 0

    def _typed(self, event: QKeyEvent) -> None:
        if not self._keys or not self._follows(event):
            self._before, self._keys = self._edit.text(), 0
        self._keys += 1
        self._last_ms = event.timestamp()
        self._silence.start()

    def _follows(self, event: QKeyEvent) -> bool:
        """Tell whether a key comes as soon after the one before as a reader's."""
        return event.timestamp() - self._last_ms <= self._pace.mean_gap_ms

    def _decide(self) -> bool:
        """Take a scan out of the field; False where a person types."""
        self._silence.stop()
        before, keys = self._before, self._keys
        self.forget()
        if keys < self._pace.shortest:
            return False
        self._edit.setText(before)
        self.burst.emit()
        return True
