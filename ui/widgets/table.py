"""Reading tables: no vertical line, one line under each row, codes bold, state in the last column.

A model answers `CELL_ROLE` with a `Cell`: one call a cell (measured, it halves the time of a repaint). When the columns
do not fit, and always in one column, each row is told in a few lines instead; nothing is shortened.
"""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.signals import Shape
from ui.theme import Theme, follow, theme_holder
from ui.tokens import ColorRole
from ui.widgets.grade import grade_px, paint_grade
from ui.widgets.painting import LEFT, line_height, paint_box, paint_pixmap, paint_text, placed, text_width
from ui.widgets.signal_shape import ROW_SHAPE_PX, shape_pixmap
from ui.widgets.stock import dress_scroll_bars

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEAST_ROWS, MOST_ROWS = 3, 20  # a longer table scrolls
MOST_STACKED = 200


class CellStyle(Enum):
    """How a cell is written."""

    TEXT = "text"
    QUIET = "quiet"  # context
    NUMBER = "number"  # at the right, quiet, tabular
    CODE = "code"  # bold, tabular
    GRADE = "grade"  # a letter in a square
    STATE = "state"  # shape and word, at the right edge


@dataclass(frozen=True)
class Cell:
    """One cell: its words, how they are written, and the shape before them."""

    text: str
    style: CellStyle = CellStyle.TEXT
    shape: Shape | None = None


class Rows(QAbstractTableModel):
    """A short list of rows held in memory; a long one has its own model, which answers `CELL_ROLE`."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._rows: list[tuple[Cell, ...]] = []

    def set_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        self.beginResetModel()
        self._rows = [tuple(row) for row in rows]
        self.endResetModel()

    def put_first(self, row: Sequence[Cell]) -> None:
        """Add the newest row, on top."""
        self.beginInsertRows(ROOT, 0, 0)
        self._rows.insert(0, tuple(row))
        self.endInsertRows()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        return cell.text if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None


class Table(QTableView):
    """A table to read, or with `choosing` a list to choose from (taller rows, `activated` says which)."""

    chosen = Signal(int)  # row

    def __init__(self, model: QAbstractTableModel, *, choosing: bool = False, titles: bool = True) -> None:
        super().__init__()
        self._choosing, self._titles = choosing, titles
        self.stacked = False
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.theme = theme_holder().theme
        self.setHorizontalHeader(_Titles(self))
        self._set_behaviour()
        self.setModel(model)
        for event in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            event.connect(self.fit)
        self.activated.connect(self._choose)
        self.verticalScrollBar().valueChanged.connect(self._widen)
        follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.setFont(theme.font("body"))
        self.fit()

    def row_height(self) -> int:
        """Return the height of a row on one line."""
        theme = self.theme
        content = max(line_height(theme.font("body")) + theme.space("s"), grade_px(theme) + theme.space("xs"))
        return max(theme.target("bench" if self._choosing else "reading"), content)

    def fit(self) -> None:
        """Give each column the room of its words, the rest to the last; stack the cells when that is too wide."""
        model = self.model()
        if model is None:
            return
        columns = range(model.columnCount())
        widths = [self._delegate.column_width(model, column, titles=self._titles) for column in columns]
        self.stacked = self.theme.one_column or sum(widths) > self.viewport().width() > 0
        for column in columns:
            self.setColumnHidden(column, self.stacked and column > 0)
            self.setColumnWidth(column, widths[column])
        self.horizontalHeader().setVisible(self._titles and not self.stacked)
        self._set_row_heights(model)
        self.viewport().update()
        self.updateGeometry()

    def _set_row_heights(self, model: QAbstractItemModel) -> None:
        rows = min(model.rowCount(), MOST_STACKED) if self.stacked else 0
        heights = [self._delegate.stacked_height(model.index(row, 0)) for row in range(rows)]
        self.verticalHeader().setDefaultSectionSize(max(heights, default=self.row_height()))
        if not self.stacked:  # rows that were stacked before keep the height that they were given
            heights = [self.row_height()] * min(model.rowCount(), MOST_STACKED)
        for row, height in enumerate(heights):
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _widen(self) -> None:
        """Fit again when the rows that have just come in sight need more room."""
        model = self.model()
        if not self.stacked and any(
            self._delegate.column_width(model, column, titles=False) > self.columnWidth(column)
            for column in range(model.columnCount())
        ):
            self.fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_of(MOST_ROWS))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._delegate.least_width(), self._height_of(MOST_ROWS if self.stacked else LEAST_ROWS))

    def _height_of(self, rows: int) -> int:
        title = self.horizontalHeader().sizeHint().height() if self.horizontalHeader().isVisible() else 0
        return title + sum(self.rowHeight(row) for row in range(min(rows, self.model().rowCount())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _set_behaviour(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if self._choosing else mode.NoSelection)
        dress_scroll_bars(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setStretchLastSection(True)
        across.setSectionsClickable(False)
        down.setVisible(False)
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())


class _Titles(QHeaderView):
    """Column titles: quiet words and a line under them."""

    def __init__(self, table: Table) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table

    def sizeHint(self) -> QSize:
        theme = self._table.theme
        return QSize(0, line_height(theme.font("small", bold=True)) + theme.space("s"))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        theme, model = self._table.theme, self.model()
        painter.fillRect(rect, theme.color("surface"))
        thickness = int(theme.line("line"))
        painter.fillRect(rect.left(), rect.bottom() + 1 - thickness, rect.width(), thickness, theme.color("line"))
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        first = model.index(0, logicalIndex).data(CELL_ROLE) if model.rowCount() else None
        last = logicalIndex == model.columnCount() - 1
        right = isinstance(first, Cell) and (
            first.style is CellStyle.NUMBER or (last and first.style is CellStyle.STATE)
        )
        place = rect if last else placed(rect.adjusted(0, 0, -theme.space("l"), 0), rect)
        font = theme.font("small", bold=True)
        paint_text(painter, place, words, font, theme.color("ink2"), RIGHT if right else int(LEFT))


class _Delegate(QStyledItemDelegate):
    """Paints cells from `Cell` values, on one line or stacked."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._table.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("work_soft"))
        thickness = int(theme.line("line"))
        painter.fillRect(rect.left(), rect.bottom() + 1 - thickness, rect.width(), thickness, theme.color("line"))
        row = rect.adjusted(0, 0, 0, -thickness)
        if self._table.stacked:
            self._paint_stacked(painter, row, index)
        else:
            last = index.column() == index.model().columnCount() - 1
            self._paint_cell(painter, row, index.data(CELL_ROLE), last=last)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus):
            whole = QRect(0, rect.top(), self._table.viewport().width(), rect.height())
            paint_box(painter, whole, theme, fill=None, edge=theme.color("work"), line="strong", radius="cell")

    def column_width(self, model: Any, column: int, *, titles: bool) -> int:
        """Return the width that the visible rows of a column need."""
        theme = self._table.theme
        first = max(self._table.rowAt(0), 0)
        shown = self._table.viewport().height() // max(self._table.row_height(), 1) + 2
        rows = range(first, min(model.rowCount(), first + shown))
        cells = (model.index(row, column).data(CELL_ROLE) for row in rows)
        width = max((self._cell_width(cell) for cell in cells), default=0)
        if titles:
            title = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            width = max(width, text_width(theme.font("small", bold=True), title) + theme.space("s"))
        return width + (theme.space("l") if column < model.columnCount() - 1 else 0)

    def stacked_height(self, index: Index) -> int:
        """Return the height of a row told in lines."""
        theme = self._table.theme
        line = max(line_height(theme.font("body", bold=True)), grade_px(theme))
        return len(self._lines(index)) * line + theme.space("l")

    def least_width(self) -> int:
        """Return the width of a code: the one thing that may never be parted."""
        return text_width(self._table.theme.font("body", bold=True, tabular=True), "0000 0000 0000")

    def _paint_stacked(self, painter: QPainter, row: QRect, index: Index) -> None:
        theme = self._table.theme
        height = max(line_height(theme.font("body", bold=True)), grade_px(theme))
        top = row.top() + theme.space("s")
        for line in self._lines(index):
            left = 0
            for cell in line:
                width = self._cell_width(cell)
                self._paint_cell(painter, placed(QRect(left, top, width, height), row), cell, last=False)
                left += width + theme.space("m")
            top += height

    def _lines(self, index: Index) -> list[list[Cell]]:
        """Return the cells of a row, line by line: as many on a line as fit."""
        model, theme = index.model(), self._table.theme
        lines: list[list[Cell]] = [[]]
        left, room = 0, max(self._table.viewport().width(), 1)
        for column in range(model.columnCount()):
            cell = model.index(index.row(), column).data(CELL_ROLE)
            if not isinstance(cell, Cell) or not cell.text:
                continue
            width = self._cell_width(cell) + theme.space("m")
            if lines[-1] and (left + width > room or cell.style is CellStyle.STATE):
                lines.append([])
                left = 0
            lines[-1].append(cell)
            left += width
        return lines

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell | None, *, last: bool) -> None:
        if cell is None:
            return
        theme = self._table.theme
        if cell.style is CellStyle.GRADE:
            px = grade_px(theme)
            square = QRect(rect.left(), rect.center().y() - px // 2 + 1, px, px)
            paint_grade(painter, placed(square, rect), cell.text, theme)
            return
        font, color = self._look(cell)
        words = rect.adjusted(0, 0, 0 if last else -theme.space("l") * (not self._table.stacked), 0)
        left = words.right() + 1 - self._cell_width(cell) if last and cell.style is CellStyle.STATE else words.left()
        if cell.shape is not None:
            px = theme.icon(ROW_SHAPE_PX)
            ratio = painter.device().devicePixelRatioF()
            place = QRect(left, rect.center().y() - px // 2 + 1, px, px)
            paint_pixmap(painter, place, rect, shape_pixmap(cell.shape, px, theme, ratio))
            left += px + theme.space("s")
        flags = RIGHT if cell.style is CellStyle.NUMBER else int(LEFT)
        words.setLeft(left)
        paint_text(painter, placed(words, rect), cell.text, font, theme.color(color), flags)

    def _look(self, cell: Cell) -> tuple[QFont, ColorRole]:
        theme = self._table.theme
        match cell.style:
            case CellStyle.CODE:
                return theme.font("body", bold=True, tabular=True), "ink"
            case CellStyle.NUMBER:
                return theme.font("body", tabular=True), "ink2"
            case CellStyle.QUIET:
                return theme.font("body"), "ink2"
            case CellStyle.STATE:
                return theme.font("small"), "ink"
            case CellStyle.TEXT | CellStyle.GRADE:
                return theme.font("body"), "ink"

    def _cell_width(self, cell: Cell | None) -> int:
        if cell is None:
            return 0
        theme = self._table.theme
        if cell.style is CellStyle.GRADE:
            return grade_px(theme)
        font, _ = self._look(cell)
        shape = theme.icon(ROW_SHAPE_PX) + theme.space("s") if cell.shape is not None else 0
        return shape + text_width(font, cell.text) + 1
