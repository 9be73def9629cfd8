"""A list to choose from: two lines a row, state and shape at the right; headings part it. It holds as many as it got.

Rows paint themselves and are measured once a width. Space and the mouse choose, never Enter: a reader ends with it.
"""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.signals import Shape
from ui.theme import Theme, follow, theme_holder
from ui.widgets.painting import (
    WRAPPED,
    line_height,
    paint_box,
    paint_focus,
    paint_pixmap,
    paint_text,
    placed,
    text_height,
    text_width,
)
from ui.widgets.picture import PROPORTION, Machine, paint_machine
from ui.widgets.signal_shape import ROW_SHAPE_PX, shape_pixmap
from ui.widgets.stock import dress_scroll_bars

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()
LEAST_PX, PICTURE_PX = 96, 72
LEAST_ROWS, MOST_ROWS = 3, 20  # where the page scrolls anyway; a longer list scrolls by itself
TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | WRAPPED)
Focus = Qt.FocusReason


@dataclass(frozen=True)
class Line:
    """One row; `key` says which when it is chosen. A heading is read, and never chosen."""

    key: str
    title: str
    text: str = ""
    state: str = ""
    shape: Shape | None = None
    heading: bool = False
    picture: Machine | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return ". ".join(part.rstrip(".") for part in (self.title, self.state, self.text) if part)


class _Model(QAbstractListModel):
    """The rows that are there."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def add_lines(self, lines: Sequence[Line]) -> None:
        if lines:
            self.beginInsertRows(ROOT, len(self.lines), len(self.lines) + len(lines) - 1)
            self.lines = (*self.lines, *lines)
            self.endInsertRows()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        return line.spoken if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        heading = index.isValid() and self.lines[index.row()].heading
        return flag.NoItemFlags if heading else flag.ItemIsEnabled | flag.ItemIsSelectable


class Lines(QListView):
    """The list: `stepped` says where the arrows are, `chosen` what was chosen, `ended` that the last row is reached."""

    chosen = Signal(str)
    stepped = Signal(str)
    ended = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.theme = theme_holder().theme
        self.rows = _Model()
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        dress_scroll_bars(self)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._choose)
        follow(self.apply_theme)

    @property
    def key(self) -> str:
        """The key of the row where the arrows are; empty where there is none."""
        index = self.currentIndex()
        return self.rows.lines[index.row()].key if index.isValid() else ""

    def set_lines(self, lines: Sequence[Line], *, keep: str = "") -> None:
        """Show other rows; the arrows stay where they are, or go to `keep`, or to the first row."""
        wanted, place = keep or self.key, self.currentIndex().row()
        self.rows.set_lines(lines)
        self._delegate.forget()
        found = next((row for row, line in enumerate(lines) if line.key == wanted and not line.heading), None)
        if found is None:
            found = next((row for row, line in enumerate(lines) if not line.heading and row >= place), None)
        if found is None:
            found = next((row for row, line in reversed(list(enumerate(lines))) if not line.heading), None)
        if found is not None:
            self._go_to(found)
        self.updateGeometry()

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Add rows at the end; nothing moves."""
        self.rows.add_lines(lines)
        self.updateGeometry()

    def pick(self, key: str) -> bool:
        """Go to a row by its key; False where there is none."""
        for row, line in enumerate(self.rows.lines):
            if line.key == key and not line.heading:
                self._go_to(row)
                return True
        return False

    def go_by(self, steps: int) -> bool:
        """Go to the next row, or the one before, and take the focus; False where there is none."""
        rows = [row for row, line in enumerate(self.rows.lines) if not line.heading]
        if not rows:
            return False
        row = self.currentIndex().row()
        place = rows.index(row) + steps if row in rows else 0
        self.setFocus(Focus.OtherFocusReason)
        self._go_to(rows[min(max(place, 0), len(rows) - 1)])
        return True

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.setFont(theme.font("body"))
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.stepped.emit(self.rows.lines[current.row()].key)
            if current.row() == len(self.rows.lines) - 1:
                self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._choose(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._delegate.forget()
            self.updateGeometry()
        self._bring_in_sight()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # it takes the room that is left, and asks for no more

    def minimumSizeHint(self) -> QSize:
        least = self.theme.picture(LEAST_PX)
        number = MOST_ROWS if self.theme.one_column else LEAST_ROWS if self.theme.zoom > 1 else 0
        rows = sum(self._delegate.height(line) for line in self.rows.lines[:number])
        return QSize(self._delegate.least_width(), max(least, rows))

    def _go_to(self, row: int) -> None:
        index = self.rows.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._bring_in_sight()

    def _bring_in_sight(self) -> None:
        """Scroll to where the arrows are; the heading above the first row of a group comes with it."""
        row = self.currentIndex().row()
        if row > 0 and self.rows.lines[row - 1].heading:
            self.scrollTo(self.rows.index(row - 1))
        if row >= 0:
            self.scrollTo(self.rows.index(row))

    def _choose(self, index: Index) -> None:
        if index.isValid() and not self.rows.lines[index.row()].heading:
            self.chosen.emit(self.rows.lines[index.row()].key)


class _Delegate(QStyledItemDelegate):
    """Measures and paints rows."""

    def __init__(self, view: Lines) -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[int, Line], int] = {}

    def forget(self) -> None:
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        return QSize(0, self.height(index.data(LINE_ROLE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        theme, rect = self._view.theme, option.rect
        state = option.state
        thin = int(theme.line("line"))
        if state & QStyle.StateFlag.State_Selected:
            fill, edge = theme.color("work_soft"), theme.color("work")
            paint_box(painter, rect, theme, fill=fill, edge=edge, line="strong", radius="cell")
            if self._view.hasFocus():
                paint_focus(painter, rect, theme, theme.color("ink"))
        painter.fillRect(rect.left(), rect.bottom() + 1 - thin, rect.width(), thin, theme.color("line"))
        inner = rect.adjusted(theme.space("l"), theme.space("m"), -theme.space("l"), -theme.space("m"))
        if line.picture is not None:
            paint_machine(painter, placed(QRect(inner.topLeft(), self._drawn()), rect), line.picture, theme)
            inner.setLeft(inner.left() + self._indent(line))
        top = self._paint_first(painter, inner, rect, line)
        below = QRect(inner.left(), top, inner.width(), inner.bottom() + 1 - top)
        if line.text:
            paint_text(painter, placed(below, rect), line.text, theme.font("body"), theme.color("ink2"), TOP)

    def height(self, line: Line) -> int:
        """Return the height that a row needs at this width."""
        width = self._view.viewport().width()
        known = self._heights.get((width, line))
        if known is None:
            known = self._heights[width, line] = self._measured(line, width)
        return known

    def least_width(self) -> int:
        """Return the width of a code with room around it: the longest thing that may not be parted."""
        theme = self._view.theme
        return text_width(self._title_font(), "0000 0000 0000") + 2 * theme.space("l")

    def _measured(self, line: Line, width: int) -> int:
        theme = self._view.theme
        room = max(width - 2 * theme.space("l") - self._indent(line), 1)
        height = text_height(self._font_of(line), line.title, room)
        if line.state and not self._beside(line, room):
            height += max(text_height(theme.font("body"), line.state, room - self._mark()), theme.icon(ROW_SHAPE_PX))
        if line.text:
            height += text_height(theme.font("body"), line.text, room)
        least = 0 if line.heading else theme.target("bench")
        drawn = self._drawn().height() if line.picture is not None else 0
        return max(max(height, drawn) + 2 * theme.space("m"), least)

    def _drawn(self) -> QSize:
        width = self._view.theme.picture(PICTURE_PX)
        return QSize(width, round(width * PROPORTION))

    def _indent(self, line: Line) -> int:
        return self._drawn().width() + self._view.theme.space("l") if line.picture is not None else 0

    def _paint_first(self, painter: QPainter, inner: QRect, row: QRect, line: Line) -> int:
        """Paint title and state; return where the text below them starts."""
        theme, font = self._view.theme, self._font_of(line)
        height = text_height(font, line.title, inner.width())
        first = QRect(inner.left(), inner.top(), inner.width(), height)
        paint_text(painter, placed(first, row), line.title, font, theme.color("ink2" if line.heading else "ink"), TOP)
        if not line.state:
            return first.bottom() + 1
        room, px = text_width(theme.font("body"), line.state), theme.icon(ROW_SHAPE_PX)
        if self._beside(line, inner.width()):
            left, top, bottom = inner.right() + 1 - room - self._mark(), first.top(), first.bottom() + 1
        else:
            left, top = inner.left(), first.bottom() + 1
            bottom = top + max(text_height(theme.font("body"), line.state, inner.width() - self._mark()), px)
        if line.shape is not None:
            pixmap = shape_pixmap(line.shape, px, theme, painter.device().devicePixelRatioF())
            place = QRect(left, top + (line_height(theme.font("body")) - px) // 2, px, px)
            paint_pixmap(painter, place, row, pixmap)
        words = QRect(left + self._mark(), top, inner.right() + 1 - left - self._mark(), bottom - top)
        paint_text(painter, placed(words, row), line.state, theme.font("body"), theme.color("ink"), TOP)
        return bottom

    def _beside(self, line: Line, room: int) -> bool:
        theme = self._view.theme
        needed = text_width(self._font_of(line), line.title) + text_width(theme.font("body"), line.state)
        return needed + self._mark() + theme.space("l") <= room

    def _mark(self) -> int:
        return self._view.theme.icon(ROW_SHAPE_PX) + self._view.theme.space("s")

    def _title_font(self) -> QFont:
        return self._view.theme.font("body", bold=True, tabular=True)

    def _font_of(self, line: Line) -> QFont:
        return self._view.theme.font("small", bold=True) if line.heading else self._title_font()
