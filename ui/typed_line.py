"""What a person types where no field has the focus: a code's last eight digits, a maker's serial, or one answer.

It is shown while it grows, ends with Enter, and is answered like a scan.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from workshop.domain.decoding import decodings
from workshop.domain.scanning import LONGEST_SCAN
from workshop.domain.wedge import Key

DIGIT_ROW = dict(zip(range(2, 12), "1234567890", strict=True))  # evdev codes, whatever the layout writes there


class TypedLine(QObject):
    """One line without a box; `choose` is asked first whether a digit at its beginning is an answer."""

    changed = Signal(str)
    entered = Signal(str)

    def __init__(self, choose: Callable[[int], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choose = choose
        self._keys: list[Key] = []

    @property
    def text(self) -> str:
        """What was typed; digits of a French keyboard's row count as digits without Shift."""
        readings = decodings("".join(key.text for key in self._keys), self._codes(), [k.shift for k in self._keys])
        digits = [reading.text for reading in readings if reading.text.isascii() and reading.text.isdigit()]
        return next(iter(digits), "".join(key.text for key in self._keys))

    def press(self, key: Key) -> None:
        """Take one printable key."""
        if not self._keys:
            digit = key.text if key.text.isdigit() else DIGIT_ROW.get(key.code, "") * (not key.text.isalpha())
            if digit in tuple("123456789") and self._choose(int(digit)):
                return
        if len(self._keys) < LONGEST_SCAN:
            self._keys.append(key)
            self.changed.emit(self.text)

    def erase(self) -> bool:
        """Take the last key away; False where there was none."""
        if not self._keys:
            return False
        self._keys.pop()
        self.changed.emit(self.text)
        return True

    def clear(self) -> bool:
        """Forget the line; False where it was empty."""
        if not self._keys:
            return False
        self._keys.clear()
        self.changed.emit("")
        return True

    def enter(self) -> bool:
        """End the line; False where it was empty."""
        text = self.text.strip()
        there = self.clear()
        if text:
            self.entered.emit(text)
        return there

    def _codes(self) -> list[int]:
        return [key.code for key in self._keys]
