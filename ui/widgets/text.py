"""Words: labels by role, and paragraphs with room between their lines."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Theme, follow, theme_holder
from ui.tokens import ColorRole, TextRole

Policy = QSizePolicy.Policy
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter
# a name or a code in our letters begins where the words around it do, whatever direction its own letters have
FROM_THE_RIGHT = Qt.AlignmentFlag.AlignAbsolute | RIGHT
LEADING_PERCENT = 115  # of the font’s own 1.3: 150 % of the pixel size


class Label(QLabel):
    """A few words in one text role. Never shortened: it asks for room, or wraps.

    In one column it always wraps, unless it is a `single_line`: a code, the name of a device.
    """

    def __init__(
        self,
        text: str = "",
        role: TextRole = "body",
        *,
        bold: bool = False,
        color: ColorRole = "ink",
        tabular: bool = False,
        wrap: bool = False,
        single_line: bool = False,
        align: Qt.AlignmentFlag | None = None,
    ) -> None:
        super().__init__()
        self.role, self._bold, self._tabular = role, bold, tabular
        self._wrap, self._single_line = wrap, single_line
        self._color: ColorRole | QColor = color
        self.setTextFormat(Qt.TextFormat.PlainText)
        if align is not None:
            self.setAlignment(align)
        elif QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            self.setAlignment(FROM_THE_RIGHT)
        follow(self.apply_theme)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change the words."""
        self.setText(text)

    def set_color(self, color: ColorRole | QColor) -> None:
        """Change the colour: a role, or a signal's own colour."""
        if color == self._color:
            return
        self._color = color
        self._paint_words(theme_holder().theme)

    def apply_theme(self, theme: Theme) -> None:
        self.setFont(theme.font(self.role, bold=self._bold, tabular=self._tabular))
        in_one_column = theme.one_column and not self._single_line
        self.setSizePolicy(Policy.Expanding if in_one_column else Policy.Preferred, Policy.Preferred)
        self.setWordWrap(False)  # the size policy has just lost its height for width: only a change brings it back
        self.setWordWrap(self._wrap or in_one_column)
        self._paint_words(theme)

    def _paint_words(self, theme: Theme) -> None:
        color = self._color if isinstance(self._color, QColor) else theme.color(self._color)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, color)
        self.setPalette(palette)


class Paragraph(Label):
    """A text of two lines or more, with the leading that reading needs; `strong` words end it in bold."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = "body",
        *,
        strong: str = "",
        color: ColorRole = "ink",
        leading: int = LEADING_PERCENT,
    ) -> None:
        self._leading, self._strong = leading, strong
        super().__init__("", role, color=color, wrap=True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.set_text(text, strong=strong)

    def set_text(self, text: str, *, strong: str = "") -> None:
        words = escape(text) + (f" <b>{escape(strong)}</b>" if strong else "")
        self.setText(f'<p style="line-height:{self._leading}%; margin:0">{words}</p>' if words else "")
