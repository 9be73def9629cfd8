"""The keyboard as it lies under the hands: each key that answers changes; those that are missing are lit."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent, QWindow
from PySide6.QtWidgets import QSizePolicy

from ui.inspection.full_window import FullWindow
from ui.inspection.keyboard_drawing import KeyboardDrawing, cap_words
from ui.key_listener import ENDS, OFFSET
from ui.theme import Theme, follow
from ui.widgets.layouts import Column
from ui.widgets.text import Label
from workshop.domain.codes import LENGTH, is_code
from workshop.domain.keyboards import PAD, Keyboard, caps_of, keyboard_of, likeliest, missing
from workshop.domain.wedge import Burst, Key
from workshop.texts import _
from workshop.words import shown

MOST_NAMED, FEW_NAMED = 12, 4  # the drawing needs the room more than the words
QUICK_MS = 35  # a key of a reader


def keyboard_here() -> Keyboard:
    """Return the keyboard of this computer, by its language; French where it tells none."""
    return keyboard_of(QGuiApplication.inputMethod().locale().name())


class KeyboardWindow(FullWindow):
    """Every key is taken here, by the place where it lies. Escape twice ends; a label that is scanned does too.

    A hand that slides over the keys is as fast as a reader: only a code of ours is taken for a scan.
    """

    scanned = Signal(str)

    def __init__(self, keyboard: Keyboard | None = None) -> None:
        super().__init__(shown(_("Test du clavier")))
        self.keyboard = keyboard or keyboard_here()
        self.pressed: set[int] = set()
        self._heard: dict[int, str] = {}
        self._last: list[Key] = []
        self._most = MOST_NAMED
        self._handle: QWindow | None = None
        self.title = Label(shown(_("Appuyez sur toutes les touches.")), "title", bold=True, wrap=True)
        self.left = Label("", "body", bold=True, wrap=True)
        self.how = Label(shown(_("Échap deux fois de suite : fini.")), color="ink2", wrap=True)
        self.drawing = KeyboardDrawing()
        self.drawing.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = Column(self.title, self.left, (self.drawing, 1), self.how, gap="l", pad=("xxl", "xxl"))
        self.setLayout(column)
        self._theme = follow(self.apply_theme)
        self._show()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.color("background"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.title.setHidden(theme.one_column)
        self._most = FEW_NAMED if theme.one_column else MOST_NAMED
        self.left.set_text(self.left_words())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._handle = self.windowHandle()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._come_first)
        self._come_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take every key before anybody else does."""
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self.take(event)
            return True
        return super().eventFilter(watched, event)

    def take(self, event: QKeyEvent) -> None:
        """Light a key, by the place where it lies."""
        code = event.nativeScanCode() - OFFSET if event.nativeScanCode() else self._code_of(event)
        twice = code == 1 and bool(self._last) and self._last[-1].code == 1
        self._last = [*self._last[-LENGTH - 1 :], self._key(event, code)]
        if self._is_scan() or twice:
            return self.end(finished=not self.missing_words())
        if code > 0:
            self.pressed.add(code)
            if event.text().isprintable() and event.text() and code not in PAD:
                self._heard[code] = event.text()
            self._show()
            if not self.missing_words():
                self.end(finished=True)
        return None

    def missing_words(self) -> tuple[str, ...]:
        """Name the keys that were not pressed yet."""
        caps = caps_of(self.keyboard, with_pad=bool(self.pressed & PAD))
        return tuple(cap_words(cap) for cap in missing(caps, frozenset(self.pressed)))

    def sizeHint(self) -> QSize:
        return QSize(1000, 600)

    def _come_first(self, _window: QWindow | None = None) -> None:
        """Stand before the listener of readers, which puts itself first whenever the focus moves."""
        if self._handle is not None:
            self._handle.installEventFilter(self)

    def _show(self) -> None:
        self.keyboard = likeliest(self._heard, self.keyboard)
        with_pad = bool(self.pressed & PAD)
        self.drawing.show_keys(caps_of(self.keyboard, with_pad=with_pad), frozenset(self.pressed), with_pad=with_pad)
        self.left.set_text(self.left_words())

    def left_words(self) -> str:
        """Say which keys are left; empty: none."""
        names = self.missing_words()
        if not names:
            return ""
        keys = "  ".join(names[: self._most])
        if len(names) <= self._most:
            return shown(_("Il reste : {keys}").format(keys=keys))
        return shown(_("Il reste : {keys} et {number} autres").format(keys=keys, number=len(names) - self._most))

    def _code_of(self, event: QKeyEvent) -> int:
        """Find a key by what it types, where the system does not tell where it lies."""
        text = event.text()
        if event.key() == Qt.Key.Key_Escape:
            return 1
        found = (cap.code for cap in caps_of(self.keyboard) if text and text in cap.signs)
        return next(found, 0)

    def _key(self, event: QKeyEvent, code: int) -> Key:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ends = event.key() in ENDS
        return Key("" if ends else event.text(), max(code, 0), event.timestamp(), shift, terminator=ends)

    def _is_scan(self) -> bool:
        """Tell whether a code of ours has just been scanned; it is handed on."""
        *keys, end = self._last
        keys = [key for key in keys[-LENGTH:] if key.text]
        if not end.terminator or len(keys) < LENGTH or end.at_ms - keys[0].at_ms > LENGTH * QUICK_MS:
            return False
        text = Burst(tuple(keys), terminated=True).decoded().text
        if is_code(text):
            self.scanned.emit(text)
        return is_code(text)
