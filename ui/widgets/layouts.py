"""Rows, columns and grids whose spaces follow the theme, and that become one column above 150 %."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget

from ui.theme import Theme, follow, theme_holder
from ui.tokens import Space

Direction = QBoxLayout.Direction
Pad = tuple[Space, Space]  # at the sides, above and below
Content = QWidget | QLayout | None  # None: the free space goes here
Item = Content | tuple[Content, int]  # with a stretch factor
NO_PAD: Pad = ("none", "none")


@dataclass
class _Entry:
    content: Content
    stretch: int
    late: bool


class Box(QBoxLayout):
    """A row or a column; see `Row` and `Column`."""

    def __init__(self, direction: Direction, items: tuple[Item, ...], gap: Space, pad: Pad, *, stacks: bool) -> None:
        super().__init__(direction)
        self._wide_direction, self.stacks = direction, stacks
        self._gap, self._pad = gap, pad
        self._entries: list[_Entry] = []
        self._one_column = False
        self.put(*items)
        follow(self.apply_theme)

    def put(self, *items: Item, late: bool = False) -> None:
        """Add items at the end; `late` ones come after all the others once there is only one column."""
        for item in items:
            content, stretch = item if isinstance(item, tuple) else (item, 0)
            entry = _Entry(content, stretch, late)
            self._entries.append(entry)
            self._add(entry)

    def set_pad(self, pad: Pad) -> None:
        self._pad = pad
        self.apply_theme(theme_holder().theme)

    def apply_theme(self, theme: Theme) -> None:
        sides, ends = theme.space(self._pad[0]), theme.space(self._pad[1])
        self.setContentsMargins(sides, ends, sides, ends)
        self.setSpacing(theme.space(self._gap))
        self.stack(stacked=theme.one_column)
        if theme.one_column != self._one_column:
            self._one_column = theme.one_column
            if any(entry.late for entry in self._entries):
                self._arrange()

    @property
    def can_stack(self) -> bool:
        """Whether its items may go one above the other, and do not yet."""
        return self.stacks and self.direction() is self._wide_direction

    def stack(self, *, stacked: bool) -> None:
        """Put the items one above the other, when this row may be."""
        if self.stacks:
            self.setDirection(Direction.TopToBottom if stacked else self._wide_direction)

    def _arrange(self) -> None:
        while self.count():
            self.takeAt(0)
        for entry in sorted(self._entries, key=lambda entry: entry.late and self._one_column):
            self._add(entry)

    def _add(self, entry: _Entry) -> None:
        if entry.content is None:
            self.addStretch(entry.stretch or 1)
        elif isinstance(entry.content, QWidget):
            self.addWidget(entry.content, entry.stretch)
        else:
            self.addLayout(entry.content, entry.stretch)


class Row(Box):
    """Side by side; with `stacks`, one above the other above 150 %, or when a page is too narrow (`fit_width`)."""

    def __init__(self, *items: Item, gap: Space = "m", pad: Pad = NO_PAD, stacks: bool = False) -> None:
        super().__init__(Direction.LeftToRight, items, gap, pad, stacks=stacks)


class Column(Box):
    """One above the other."""

    def __init__(self, *items: Item, gap: Space = "m", pad: Pad = NO_PAD) -> None:
        super().__init__(Direction.TopToBottom, items, gap, pad, stacks=False)


def fit_width(content: QWidget, width: int, *, one_column: bool) -> None:
    """Stack the rows that are too wide, the widest first, until the content asks no more than `width`."""
    layout = content.layout()
    assert layout is not None
    rows = [row for row in boxes(layout) if row.stacks]
    for row in rows:
        row.stack(stacked=one_column)
    settle(layout)
    while content.minimumSizeHint().width() > width:
        wide = [row for row in rows if row.can_stack]
        if not wide:
            return
        max(wide, key=lambda row: row.minimumSize().width()).stack(stacked=True)
        settle(layout)


def boxes(layout: QLayout) -> Iterator[Box]:
    """Yield a layout's rows and columns, and those of the widgets in it."""
    if isinstance(layout, Box):
        yield layout
    for inner in contents(layout):
        yield from boxes(inner)


def settle(layout: QLayout) -> None:
    """Have every layout count again at once, from the inside out."""
    for inner in contents(layout):
        settle(inner)
    layout.invalidate()
    holder = layout.parentWidget()
    if holder is not None and holder.layout() is layout:
        holder.updateGeometry()


def contents(layout: QLayout) -> Iterator[QLayout]:
    """Yield the layouts directly in a layout, and those of the widgets in it."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        widget = item.widget()
        inner = item.layout() if widget is None else widget.layout()
        if inner is not None:
            yield inner


class Grid(QGridLayout):
    """Equal columns, filled row by row; one column above 150 %."""

    def __init__(self, *widgets: QWidget, columns: int, gap: Space = "l", fills: bool = False) -> None:
        super().__init__()
        self._widgets, self._columns, self._gap, self._fills = widgets, columns, gap, fills
        self.setContentsMargins(0, 0, 0, 0)
        follow(self.apply_theme)

    def set_columns(self, columns: int) -> None:
        """Have another number of columns: more where there is more to show."""
        if columns != self._columns:
            self.setColumnStretch(max(columns, self._columns) - 1, 0)
            self._columns = columns
            self.apply_theme(theme_holder().theme)

    def apply_theme(self, theme: Theme) -> None:
        self.setSpacing(theme.space(self._gap))
        columns = 1 if theme.one_column else self._columns
        while self.count():
            self.takeAt(0)
        for number, widget in enumerate(self._widgets):
            self.addWidget(widget, *divmod(number, columns))
            self.setRowStretch(number, int(self._fills and number * columns < len(self._widgets)))
        for column in range(self._columns):
            self.setColumnStretch(column, int(column < columns))


def holding(layout: QLayout) -> QWidget:
    """Return a bare widget that holds a layout."""
    widget = QWidget()
    widget.setLayout(layout)
    widget.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
    return widget
