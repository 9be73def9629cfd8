"""The part of a test that runs on this machine: what Établi sees, and the key that starts what must be started."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.background import Background
from ui.inspection.watchers import Told, Watcher, watcher_of
from ui.theme import Theme, follow
from ui.widgets.bar import StageBar
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.painting import paint_box
from ui.widgets.photos import paint_picture, pixmap_of
from ui.widgets.text import Label
from workshop.domain.inspection import Function
from workshop.services.trying import Senses, Side
from workshop.texts import _
from workshop.words import shown

PICTURE = QSize(240, 180)
IN_A_WINDOW = frozenset({Function.SCREEN, Function.KEYBOARD, Function.TOUCHPAD})
FULL = 100


class Trial(QWidget):
    """Empty where the machine under test is another one. `wanted`: a test that needs the whole screen."""

    wanted = Signal(object)  # Function
    played = Signal(object)  # Side

    def __init__(self) -> None:
        super().__init__()
        self.words = Label("", bold=True, wrap=True)
        self.level = StageBar()
        self.picture = CameraPicture()
        self.start = Button(shown(_("Essayer ici")), icon="test", key="F3")
        texts = Column(self.words, self.level, gap="s")
        self.setLayout(Row(self.picture, (texts, 1), self.start, gap="l", stacks=True))
        self.seen = False
        self._function: Function | None = None
        self._senses: Senses | None = None
        self._background: Background | None = None
        self._watcher: Watcher | None = None
        self._side = Side.LEFT
        self._turn = 0  # a look that was begun for a test before tells nothing
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._look)
        self.start.triggered.connect(self._start)
        self.hide()

    def offer(self, function: Function, senses: Senses, background: Background) -> None:
        """Begin to look, or offer to start; called again for the same test it goes on."""
        if self._function is function and self.isVisible():
            return
        self.stop()
        self._function, self._senses, self._background = function, senses, background
        self._watcher, self._side = watcher_of(function), Side.LEFT
        self.start.setVisible(function in IN_A_WINDOW or function is Function.SPEAKERS)
        self.start.set_word(shown(_("Son à gauche") if function is Function.SPEAKERS else _("Essayer ici")))
        self._show(Told(self._first_words(function)))
        self.setVisible(self._watcher is not None or not self.start.isHidden())
        if self._watcher is not None:
            self._look()

    def stop(self) -> None:
        """Look no more."""
        self._turn += 1
        self._again.stop()
        self._function = self._watcher = None
        self.seen = False
        self.hide()

    def show_result(self, words: str, *, finished: bool) -> None:
        """Say how a test in a window ended."""
        self.seen = self.seen or finished
        self._show(Told(words))

    def _first_words(self, function: Function) -> str:
        words = {
            Function.SCREEN: _("Espace change la couleur. Échap finit."),
            Function.KEYBOARD: _("Le clavier est dessiné : chaque touche s'allume."),
            Function.TOUCHPAD: _("Touchez les quatre coins, puis cliquez des deux côtés."),
            Function.SPEAKERS: _("D'abord à gauche, puis à droite."),
        }
        return shown(words.get(function, _("Établi regarde.")))

    # what is looked at again and again

    def _look(self) -> None:
        if self._watcher is None or self._senses is None or self._background is None:
            return
        if not self.window().isVisible() or not self.isVisible():  # another screen is in front
            self._again.start(self._watcher.pause_ms)
            return
        self._background.aside(partial(self._asked, self._turn, self._watcher, self._senses), self._told)

    @staticmethod
    def _asked(turn: int, watcher: Watcher, senses: Senses) -> tuple[int, Any]:
        return turn, watcher.ask(senses)

    def _told(self, answer: tuple[int, Any]) -> None:
        turn, seen = answer
        if turn == self._turn and self._watcher is not None:
            self._show(self._watcher.tell(seen))
            self._again.start(self._watcher.pause_ms)

    def _show(self, told: Told) -> None:
        self.seen = self.seen or told.seen
        self.words.set_text(told.words)
        self.level.setVisible(told.level is not None)
        self.level.set_stages((told.level or 0) / FULL)
        self.picture.show_picture(told.picture)

    # what is started

    def _start(self) -> None:
        if self._function is Function.SPEAKERS and self._senses is not None and self._background is not None:
            self._background.aside(partial(self._played, self._turn, self._senses, self._side), self._was_played)
        elif self._function is not None:
            self.wanted.emit(self._function)

    @staticmethod
    def _played(turn: int, senses: Senses, side: Side) -> tuple[int, Side, bool]:
        return turn, side, senses.tone(side)

    def _was_played(self, answer: tuple[int, Side, bool]) -> None:
        turn, side, played = answer
        if turn != self._turn:
            return
        if not played:
            self._show(Told(shown(_("Établi ne peut pas jouer de son ici."))))
            return
        self.played.emit(side)
        if side is Side.LEFT:
            self._side = Side.RIGHT
            self.start.set_word(shown(_("Son à droite")))
            self._show(Told(shown(_("Un son est parti à gauche."))))
        else:
            self._side = Side.LEFT
            self.start.set_word(shown(_("Son à gauche")))
            self._show(Told(shown(_("Un son est parti à droite.")), seen=True))


class CameraPicture(QLabel):
    """What the camera sees."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(shown(_("Image de la caméra")))
        self._theme = follow(self.apply_theme)
        self.hide()

    def show_picture(self, content: bytes) -> None:
        """Show a picture; none: nothing is shown."""
        self._pixmap = pixmap_of(content) if content else QPixmap()
        self.setVisible(not self._pixmap.isNull())
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFixedSize(theme.picture(PICTURE.width()), theme.picture(PICTURE.height()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        rect = QRect(0, 0, self.width(), self.height())
        with QPainter(self) as painter:
            fill, edge = self._theme.color("sunken"), self._theme.color("line")
            paint_box(painter, rect, self._theme, fill=fill, edge=edge, line="line", radius="cell")
            paint_picture(painter, rect.adjusted(2, 2, -2, -2), self._pixmap)
