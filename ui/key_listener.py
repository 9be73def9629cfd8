"""One listener for every key on every window: a reader's burst is a scan, a person's typing goes where it was going.

It sits on each QWindow as it gets the focus, dialogs, menus and lists included. (Measured: an application-wide filter
sees one key two to four times, one on the main window alone sees none while a dialog or a menu is open.)
"""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from ui.typed_line import TypedLine
from workshop.domain.wedge import X11_OFFSET, Heard, Key, Wedge

ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
CAPS_LOCK = 0x100 if sys.platform == "win32" else 0x2  # Qt's own flag on Windows; LockMask of X11 and xkb
TELL_CAPS = frozenset({"xcb", "wayland", "windows"})
MAIN_BLOCK = frozenset({*range(2, 14), *range(16, 28), *range(30, 42), 43, *range(44, 54), 57})
FASTEST_REPEAT_MS = 10  # the same key twice within a millisecond (« 00 » of a quick reader) looks repeated to Qt
OFFSET = 0 if sys.platform == "win32" else X11_OFFSET
ALONE = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)


@dataclass
class _Withheld:
    """A key that waits for the wedge's verdict."""

    key: Key
    press: QKeyEvent
    window: QWindow
    release: QKeyEvent | None = None


class KeyListener(QObject):
    """Feeds the wedge; `burst` says what a reader typed. What a person types without a field grows in `line`."""

    burst = Signal(object)  # workshop.domain.wedge.Burst

    def __init__(
        self, application: QGuiApplication, line: TypedLine, parent: QObject, wedge: Wedge | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._line = line
        self._wedge = wedge or Wedge()
        self._withheld: list[_Withheld] = []
        self._main: QWindow | None = None
        self._replaying = False
        self._caps = False
        self._last_ms = 0
        self._due, self._turn = _single_shot(self), _single_shot(self)
        self._due.setTimerType(Qt.TimerType.PreciseTimer)
        self._due.timeout.connect(self._turn.start)  # keys that came before are delivered first
        self._turn.timeout.connect(self._silence)
        application.focusWindowChanged.connect(self._focus_moved)
        self._focus_moved()

    def set_main(self, window: QWindow) -> None:
        """Name the window in which a line may be typed without a field."""
        self._main = window
        self._focus_moved()

    def stop(self) -> None:
        """Give the keys back to everybody."""
        self._application.focusWindowChanged.disconnect(self._focus_moved)
        self._due.stop()
        self._turn.stop()
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Withhold, swallow or pass a key."""
        if self._replaying or not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        return event.type() == QEvent.Type.KeyRelease and self._released(event)

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.key() in ALONE:
            self._caps ^= event.key() == Qt.Key.Key_CapsLock
            return False
        if not _is_fed(event) or _in_a_password(window):
            return self._passes(window, event)
        by_a_finger = event.isAutoRepeat() and event.timestamp() - self._last_ms > FASTEST_REPEAT_MS
        self._last_ms = event.timestamp()
        key = _key_of(event, caps=_caps_lock(event, counted=self._caps), repeated=by_a_finger)
        self._wedge.strict = _takes_text(window)
        self._withheld.append(_Withheld(key, event.clone(), window))
        self._heard(self._wedge.feed(key))
        self._wait()
        return True

    def _passes(self, window: QWindow, event: QKeyEvent) -> bool:
        """Let a key through that belongs to no scan; one that a reader sends right behind its own is swallowed."""
        if _is_a_command(event) and not _in_a_password(window) and self._wedge.follows(event.timestamp()):
            return True
        self._heard(self._wedge.decide())
        self._wait()
        self._wedge.forget()
        return not _goes_on(event) and self._edited_line(window, event)

    def _released(self, event: QKeyEvent) -> bool:
        for item in reversed(self._withheld):
            if item.press.key() == event.key() and item.release is None:
                item.release = event.clone()
                return True
        return False

    def _heard(self, heard: Heard) -> None:
        if heard.burst is not None:
            swallowed = {id(key) for key in heard.burst.keys}
            self._withheld = [item for item in self._withheld if id(item.key) not in swallowed]
        if heard.replay:
            self._wedge.forget()
        for key in heard.replay:
            self._give_back(next(item for item in self._withheld if item.key is key))
        if self._wedge.due_ms is None:
            self._withheld.clear()  # what is left is the terminator of a scan
        if heard.burst is not None:
            self.burst.emit(heard.burst)

    def _give_back(self, item: _Withheld) -> None:
        self._withheld.remove(item)
        if self._is_for_the_line(item):
            return
        self._replaying = True
        try:
            for event in (item.press, item.release):
                if event is not None:
                    QCoreApplication.sendEvent(item.window, event)
        finally:
            self._replaying = False

    def _is_for_the_line(self, item: _Withheld) -> bool:
        if item.window is not self._main or _takes_text(item.window):
            return False
        if item.key.terminator:
            return item.press.key() != Qt.Key.Key_Tab and self._line.enter()
        if item.key.text.isspace():
            return bool(self._line.text)
        if item.key.text:
            self._line.press(item.key)
        return bool(item.key.text)

    def _edited_line(self, window: QWindow, event: QKeyEvent) -> bool:
        if window is not self._main or _takes_text(window):
            return False
        if event.key() == Qt.Key.Key_Backspace:
            return self._line.erase()
        return event.key() == Qt.Key.Key_Escape and self._line.clear()

    def _wait(self) -> None:
        due = self._wedge.due_ms
        self._turn.stop()
        if due is None:
            self._due.stop()
        else:
            self._due.start(max(0, due - self._withheld[-1].key.at_ms))

    def _silence(self) -> None:
        """Tell the wedge that its silence has come."""
        due = self._wedge.due_ms
        if due is not None:
            self._heard(self._wedge.at(due))
        self._wait()

    def _focus_moved(self, _window: QWindow | None = None) -> None:
        """Watch every window that is there now; watching one twice is watching it once."""
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)


def _single_shot(parent: QObject) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(0)
    return timer


def _goes_on(event: QKeyEvent) -> bool:
    """Tell whether a key is none of the line's business."""
    return event.key() not in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape)


def _is_fed(event: QKeyEvent) -> bool:
    """Tell whether a key may belong to a scan: a character or a terminator, without a command's modifier."""
    if _is_a_command(event):
        return False
    text = event.text()
    return (
        event.key() in ENDS
        or (bool(text) and text.isprintable())
        or (event.nativeScanCode() - OFFSET in MAIN_BLOCK and not text)
    )


def _is_a_command(event: QKeyEvent) -> bool:
    """Tell whether a key comes with a command's modifier; AltGr is none, which a Windows tells as Ctrl and Alt."""
    held = event.modifiers() & COMMANDS
    return bool(held) and not (held == ALT_GR and event.text().isprintable() and bool(event.text()))


def _caps_lock(event: QKeyEvent, *, counted: bool) -> bool:
    """Tell whether Caps Lock is on: X11, Wayland and Windows say it with each key, elsewhere its own key is counted."""
    held = event.nativeModifiers()
    return bool(held & CAPS_LOCK) if held or QGuiApplication.platformName() in TELL_CAPS else counted


def _key_of(event: QKeyEvent, *, caps: bool, repeated: bool) -> Key:
    ends = event.key() in ENDS
    return Key(
        text="" if ends else event.text(),
        code=max(0, event.nativeScanCode() - OFFSET) if event.nativeScanCode() else 0,
        at_ms=event.timestamp(),
        shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
        caps=caps,
        terminator=ends,
        repeated=repeated,
    )


def _takes_text(window: QWindow) -> bool:
    """Tell whether what has the focus in a window takes text."""
    focus = window.focusObject()
    return isinstance(focus, QWidget) and focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _in_a_password(window: QWindow) -> bool:
    """Tell whether a password is typed: it is never withheld."""
    focus = window.focusObject()
    hidden = Qt.InputMethodHint.ImhHiddenText
    return isinstance(focus, QWidget) and bool(focus.inputMethodHints() & hidden)
