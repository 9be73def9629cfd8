"""Four corners to touch and two clicks to make: the touchpad reaches everywhere, and both of its buttons answer."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from ui.inspection.full_window import FullWindow
from ui.theme import Theme, follow
from ui.tokens import TextRole
from ui.widgets.painting import CENTER, WRAPPED, paint_box, paint_text
from workshop.texts import _
from workshop.words import shown

CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")
LEFT, RIGHT = "left", "right"
SHARE = 6  # a corner is a sixth of the screen, each way
BUTTONS = {Qt.MouseButton.LeftButton: LEFT, Qt.MouseButton.RightButton: RIGHT}


class TouchpadWindow(FullWindow):
    """Ends by itself when all six were done; Escape ends it before."""

    def __init__(self) -> None:
        super().__init__(shown(_("Test du pavé tactile")))
        self.done: set[str] = set()
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end(finished=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._reach(event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._reach(event.position().toPoint())
        if event.button() in BUTTONS:
            self._do(BUTTONS[event.button()])

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.color("background"))
            role: TextRole = "body" if theme.one_column else "lead"
            for name in CORNERS:
                self._paint(painter, self.corner(name), name, "")
            words = {LEFT: shown(_("Clic gauche")), RIGHT: shown(_("Clic droit"))}
            for name, text in words.items():
                self._paint(painter, self._click_place(name), name, text)
            top = QRect(0, self.height() // SHARE, self.width(), self.height() // 4)
            text = shown(_("Allez dans les quatre coins, puis cliquez à gauche et à droite. Échap finit."))
            paint_text(painter, top, text, theme.font(role, bold=True), theme.color("ink"), int(CENTER) | int(WRAPPED))

    def corner(self, name: str) -> QRect:
        """Return where one corner is."""
        width, height = self.width() // SHARE, self.height() // SHARE
        left = 0 if name.endswith("left") else self.width() - width
        return QRect(left, 0 if name.startswith("top") else self.height() - height, width, height)

    def _click_place(self, name: str) -> QRect:
        width, height = self.width() // 4, self.height() // SHARE
        left = self.width() // 2 - width - 8 if name == LEFT else self.width() // 2 + 8
        return QRect(left, self.height() // 2 - height // 2, width, height)

    def _paint(self, painter: QPainter, rect: QRect, name: str, text: str) -> None:
        theme, done = self._theme, name in self.done
        fill, edge = theme.color("work" if done else "amber_soft"), theme.color("work" if done else "amber_edge")
        paint_box(painter, rect, theme, fill=fill, edge=edge, line="strong", radius="panel")
        words = shown(_("Fait")) if done else text
        ink = theme.color("on_work" if done else "ink")
        paint_text(painter, rect, words, theme.font("lead", bold=True), ink, int(CENTER) | int(WRAPPED))

    def _reach(self, at: QPoint) -> None:
        for name in CORNERS:
            if self.corner(name).contains(at):
                self._do(name)

    def _do(self, name: str) -> None:
        if name in self.done:
            return
        self.done.add(name)
        self.update()
        if len(self.done) == len(CORNERS) + len(BUTTONS):
            self.end(finished=True)
