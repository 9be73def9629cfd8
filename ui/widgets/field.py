"""A field: its label is always written outside it; help, or what is wrong and why, is under it."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.signals import Shape
from ui.theme import Theme, follow
from ui.tokens import ColorRole, TextRole
from ui.tokens import Line as LineToken
from ui.widgets.layouts import Column, Row
from ui.widgets.painting import line_height, paint_box, text_width
from ui.widgets.signal_shape import ROW_SHAPE_PX, Marked
from ui.widgets.text import Label


class Line(QLineEdit):
    """The box in which one types: an edge, thicker with the focus, red when what it holds is wrong."""

    def __init__(self, role: TextRole, *, bold: bool = False, tabular: bool = False, sample: str = "") -> None:
        super().__init__()
        self._role, self._bold, self._tabular, self._sample = role, bold, tabular, sample
        self._wrong = False
        self.setFrame(False)
        self._theme = follow(self.apply_theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        font = theme.font(self._role, bold=self._bold, tabular=self._tabular)
        self.setFont(font)
        self.setMinimumHeight(max(theme.target("bench"), line_height(font) + 2 * theme.space("m")))
        self.setTextMargins(theme.space("m"), 0, theme.space("m"), 0)
        if self._sample:
            self.setMinimumWidth(text_width(font, self._sample) + 4 * theme.space("m"))
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)  # the box below shows through
        self.setPalette(palette)

    def show_wrong(self, *, wrong: bool) -> None:
        self._wrong = wrong
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            edge, line = self._edge()
            fill = self._theme.color("surface" if self.isEnabled() else "background")
            dashed = not self.isEnabled()
            edge_color = self._theme.color(edge)
            paint_box(
                painter,
                self.rect(),
                self._theme,
                fill=fill,
                edge=edge_color,
                line=line,
                radius="control",
                dashed=dashed,
            )
        super().paintEvent(event)

    def _edge(self) -> tuple[ColorRole, LineToken]:
        if not self.isEnabled():
            return "edge", "thin"
        if self.hasFocus():
            return "work", "focus"
        return ("refused_ink", "strong") if self._wrong else ("edge", "edge")


class Field(QWidget):
    """A labelled line to type in. `beside` puts the label at the left; `sample` gives the width to keep for a value."""

    changed = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        help_text: str = "",
        value: str = "",
        role: TextRole = "body",
        bold: bool = False,
        tabular: bool = False,
        sample: str = "",
        beside: bool = False,
    ) -> None:
        super().__init__()
        self._help_text = help_text
        self.label = Label(label, "body", color="ink2" if beside else "ink")
        self.edit = Line(role, bold=bold, tabular=tabular, sample=sample)
        self.edit.setText(value)
        self.edit.setAccessibleName(label)
        self.label.setBuddy(self.edit)
        self.help = Label(help_text, "small", color="ink2", wrap=True)
        self.error = Marked(Shape.WARNING, "", role="small", bold=True, px=ROW_SHAPE_PX)
        if beside:
            self.edit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            line = Row(self.label, self.edit, None, gap="l", stacks=True)
            self.setLayout(Column(line, self.help, self.error, gap="xs"))
        else:
            self.setLayout(Column(self.label, self.edit, self.help, self.error, gap="xs"))
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        self.set_error("")

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def set_error(self, words: str) -> None:
        """Say what is wrong, with the triangle; empty words bring the help back."""
        self.error.label.set_text(words)
        self.error.setVisible(bool(words))
        self.help.setVisible(bool(self._help_text) and not words)
        self.edit.show_wrong(wrong=bool(words))
        self.edit.setAccessibleDescription(words or self._help_text)
