"""One wipe in the list: whose, how far, how long still; or that it failed and why. It paints itself: many are cheap."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import Theme, follow
from ui.tokens import ColorRole
from ui.widgets.bar import BAR_PX, GAP_PX
from ui.widgets.cells import paint_progress
from ui.widgets.painting import (
    LEFT,
    WRAPPED,
    line_height,
    longest_word,
    paint_box,
    paint_focus,
    paint_pixmap,
    paint_text,
    placed,
    text_height,
    text_width,
)
from ui.widgets.signal_shape import shape_pixmap
from ui.wiping.telling import Group, Told
from workshop.domain.typography import grouped

SHAPE_PX = 24
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
Policy = QSizePolicy.Policy


@dataclass(frozen=True)
class _Line:
    """One line of a card: words at the left, words at the right, or one under the other where there is no room."""

    left: str
    right: str = ""
    bold: bool = False
    tabular: bool = False
    color: ColorRole = "ink"
    right_color: ColorRole = "ink2"
    marked: bool = False  # the shape stands before it
    bars: bool = False


class WipeCard(QPushButton):
    """A wipe that can be chosen, by Space, by the mouse, or by going there with the arrows."""

    chosen = Signal(str)  # the wipe
    stepped = Signal(int)  # to the next one, or to the one before

    def __init__(self, told: Told) -> None:
        super().__init__()
        self.told = told
        self.detailed = False
        self._picked = False
        self._lines: tuple[_Line, ...] = ()
        self._measured: dict[int, tuple[int, ...]] = {}  # by width: layouts ask again and again
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._theme = follow(self.apply_theme)
        self.clicked.connect(self._choose)
        self.show_wipe(told, detailed=False)

    def show_wipe(self, told: Told, *, detailed: bool) -> bool:
        """Show how it stands now; return whether it needs another height."""
        before = self.heightForWidth(self.width())
        self.told, self.detailed = told, detailed
        lines = tuple(_lines(told, detailed=detailed))
        if lines != self._lines:
            self._lines, self._measured = lines, {}
        self.setAccessibleName(f"{grouped(told.code)}. {told.spoken}")
        self.setAccessibleDescription(told.details if detailed else "")
        self.update()
        changed = self.heightForWidth(self.width()) != before
        if changed:
            self.updateGeometry()
        return changed

    def pick(self, *, picked: bool) -> None:
        """Mark it as the one that is shown in full."""
        if picked != self._picked:
            self._picked = picked
            self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._measured = {}
        policy = QSizePolicy(Policy.Expanding, Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self.minimumSizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        theme = self._theme
        code = text_width(theme.font("body", bold=True, tabular=True), "0000 0000 0000")
        words = max((longest_word(self._font(line), line.left) for line in self._lines if line.marked), default=0)
        width = max(code, words + theme.icon(SHAPE_PX) + theme.space("s"))
        return QSize(width + 2 * theme.space("l"), theme.target("row"))

    def heightForWidth(self, width: int) -> int:
        theme = self._theme
        heights = self._heights(width)
        return sum(heights) + theme.space("xs") * (len(heights) - 1) + 2 * theme.space("m")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = STEPS.get(Qt.Key(event.key()))
        if steps is not None:  # a push button would give the focus away
            self.stepped.emit(steps)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, rect = self._theme, self.rect()
        picked = self._picked or self.isDown()
        with QPainter(self) as painter:
            fill, edge = theme.color("work_soft" if picked else "surface"), theme.color("work" if picked else "edge")
            paint_box(painter, rect, theme, fill=fill, edge=edge, line="strong" if picked else "edge")
            top, room = theme.space("m"), self.width() - 2 * theme.space("l")
            for line, height in zip(self._lines, self._heights(self.width()), strict=True):
                self._paint_line(painter, QRect(theme.space("l"), top, room, height), line)
                top += height + theme.space("xs")
            if self.hasFocus():
                paint_focus(painter, rect, theme, theme.color("ink"))

    def _choose(self) -> None:
        self.chosen.emit(self.told.id)

    def _font(self, line: _Line) -> QFont:
        return self._theme.font("body", bold=line.bold, tabular=line.tabular)

    def _before(self, line: _Line) -> int:
        return self._theme.icon(SHAPE_PX) + self._theme.space("s") if line.marked else 0

    def _beside(self, line: _Line, room: int) -> bool:
        """Tell whether both ends of a line fit beside one another."""
        if not line.right:
            return False
        needed = text_width(self._font(line), line.left) + text_width(self._theme.font("body"), line.right)
        return needed + self._before(line) + self._theme.space("m") <= room

    def _heights(self, width: int) -> tuple[int, ...]:
        found = self._measured.get(width)
        if found is None:
            room = width - 2 * self._theme.space("l")
            found = tuple(self._height(line, room) for line in self._lines)
            self._measured[width] = found
        return found

    def _height(self, line: _Line, room: int) -> int:
        theme = self._theme
        if line.bars:
            return theme.picture(BAR_PX)
        height = text_height(self._font(line), line.left, room - self._before(line))
        if line.marked:
            height = max(height, theme.icon(SHAPE_PX))
        if line.right and not self._beside(line, room):
            height += line_height(theme.font("body"))
        return height

    def _paint_line(self, painter: QPainter, rect: QRect, line: _Line) -> None:
        theme = self._theme
        if line.bars:
            self._paint_bars(painter, rect)
            return
        under = line.right and not self._beside(line, rect.width())
        if line.right:
            font, color = theme.font("body"), theme.color(line.right_color)
            place = QRect(rect)
            if under:
                place.setTop(rect.bottom() + 1 - line_height(font))
                place.setLeft(rect.left() + self._before(line))
            paint_text(painter, placed(place, rect), line.right, font, color, int(LEFT) if under else RIGHT)
        words = rect.adjusted(self._before(line), 0, 0, -line_height(theme.font("body")) if under else 0)
        if line.marked:
            px = theme.icon(SHAPE_PX)
            first = min(line_height(self._font(line)), words.height())
            where = rect.top() + max(0, (first - px) // 2)
            shape = shape_pixmap(self.told.shape, px, theme, painter.device().devicePixelRatioF())
            paint_pixmap(painter, QRect(rect.left(), where, px, px), rect, shape)
        paint_text(
            painter, placed(words, rect), line.left, self._font(line), theme.color(line.color), TOP | int(WRAPPED)
        )

    def _paint_bars(self, painter: QPainter, rect: QRect) -> None:
        pitch = (rect.width() + GAP_PX) / len(self.told.stages)
        for place, fraction in enumerate(self.told.stages):
            left, right = round(place * pitch), round((place + 1) * pitch) - GAP_PX
            bar = QRect(rect.left() + left, rect.top(), right - left, rect.height())
            paint_progress(painter, placed(bar, rect), self._theme, fraction)


def _lines(told: Told, *, detailed: bool) -> Iterator[_Line]:
    failed = told.group is Group.FAILED
    state = _Line(
        told.state, told.beside, bold=True, marked=True, color="refused_ink" if failed else "ink", right_color="ink"
    )
    if failed:
        yield state
    yield _Line(grouped(told.code), told.corner, bold=True, tabular=True)
    yield _Line(" · ".join(part for part in (told.name, told.medium) if part), color="ink2")
    if told.stages:
        yield _Line("", bars=True)
    if failed:
        yield from (_Line(reason) for reason in told.reasons[:1])
    else:
        yield state
    if detailed and told.details:
        yield _Line(told.details, color="ink2")
