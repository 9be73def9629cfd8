"""Headers: a screen's title and context; and the home screen's bar with the shop, the person, sound and help."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Theme, follow
from ui.widgets.icons import SMALL_ICON_PX, IconWord, Mark, icon_pixmap
from ui.widgets.key_cap import key_cap_size, paint_key_cap
from ui.widgets.layouts import Column, Row, fit_width, holding
from ui.widgets.painting import LEFT, line_height, paint_focus, paint_pixmap, paint_text, placed, text_width
from ui.widgets.text import Label

HEIGHT, HOME_HEIGHT, MARK_PX = 88, 88, 44  # a band in its place moves nothing
Policy = QSizePolicy.Policy


class Header(QWidget):
    """Title and who works here, context under them, and what stands at the right (the box in hand)."""

    def __init__(self, title: str, context: str = "", right: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.title = Label(title, "title", bold=True)
        self.context = Label("", "body", color="ink2")
        self.person = IconWord("person", "")
        self.person.hide()
        self._beside = Row(*right, gap="xl", stacks=True)
        self.right = holding(self._beside)
        self._words = Column(Row(self.title, self.person, None, gap="l"), self.context, gap="none")
        self._row = Row((Column(None, self._words, None, gap="none"), 1), self.right, gap="xl", pad=("xxl", "s"))
        self.setLayout(self._row)
        self.setSizePolicy(Policy.Expanding, Policy.Minimum)
        self.set_context(context)
        self._theme = follow(self.apply_theme)

    def set_context(self, context: str) -> None:
        self.context.set_text(context)
        self.context.setVisible(bool(context))

    def show_person(self, name: str) -> None:
        """Show who works here, by badge; nothing where nobody scanned one."""
        self.person.label.set_text(name)
        self.person.setVisible(bool(name))

    def take_back(self) -> None:
        """Put context and right side in the header again, after they were at the end of the page."""
        self._words.addWidget(self.context)
        self._row.addWidget(self.right)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._beside.stack(stacked=theme.one_column)
        self.setMinimumHeight(HEIGHT)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        thickness = int(self._theme.line("line"))
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("surface"))
            line = QRect(0, self.height() - thickness, self.width(), thickness)
            painter.fillRect(line, self._theme.color("line"))


class HomeHeader(QWidget):
    """The home screen's bar."""

    def __init__(self, name: str, shop: str, right: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._shop = shop
        self.shop = Label(shop, "body", color="on_rail")
        self.title = Label(name, "title", bold=True, color="on_rail")
        left = Row(Row(Mark(MARK_PX), self.title, gap="m"), (self.shop, 1), gap="xl")
        self._row = Row((left, 1), Row(*right, None, gap="m", stacks=True), gap="xl", pad=("xxl", "s"), stacks=True)
        self.setLayout(self._row)
        self.setSizePolicy(Policy.Expanding, Policy.Minimum)
        self._theme = follow(self.apply_theme)

    def show_person(self, name: str) -> None:
        """Show who works here, by badge, beside the shop's name."""
        self.shop.set_text(" · ".join(part for part in (self._shop, name) if part))
        self._fit()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setMinimumHeight(HOME_HEIGHT)
        margins = self._row.contentsMargins()
        margins.setRight(theme.space("xl"))  # the last button brings the rest itself
        self._row.setContentsMargins(margins)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.isVisible():
            fit_width(self, self.width(), one_column=self._theme.one_column)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("rail"))
            if self._theme.name == "high-contrast":
                painter.fillRect(0, self.height() - 2, self.width(), 2, self._theme.color("line"))


class BarButton(QPushButton):
    """A flat button on the rail's colour: person, sound, help."""

    triggered = Signal()

    def __init__(self, word: str, icon: str, key: str = "", *, bold: bool = False) -> None:
        super().__init__(word)
        self._icon, self._key, self._bold = icon, key, bold
        self.setAutoDefault(False)
        self.setAccessibleDescription(key)
        self.setSizePolicy(Policy.Fixed, Policy.Fixed)
        self._theme = follow(self.apply_theme)
        self.clicked.connect(self.triggered)

    def show_state(self, word: str, icon: str) -> None:
        """Change word and icon together (sound, silence; one person, another)."""
        self._icon = icon
        self.setText(word)
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font("body", bold=self._bold))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        key = key_cap_size(self._key, theme).width()
        words = theme.icon(SMALL_ICON_PX) + theme.space("s") + text_width(self.font(), self.text())
        width = 2 * theme.space("s") + words + (theme.space("s") + key if key else 0)
        return QSize(width, max(theme.target("bench"), line_height(self.font()) + theme.space("m")))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, px = self._theme, self._theme.icon(SMALL_ICON_PX)
        color = theme.color("on_rail")
        left = theme.space("s")
        with QPainter(self) as painter:
            pixmap = icon_pixmap(self._icon, px, color, self.devicePixelRatioF())
            paint_pixmap(painter, QRect(left, (self.height() - px) // 2, px, px), self.rect(), pixmap)
            words = placed(QRect(left + px + theme.space("s"), 0, self.width(), self.height()), self.rect())
            paint_text(painter, words, self.text(), self.font(), color, int(LEFT))
            if self._key:
                size = key_cap_size(self._key, theme)
                place = QRect(self.width() - left - size.width(), (self.height() - size.height()) // 2, 0, 0)
                place.setSize(size)
                paint_key_cap(painter, placed(place, self.rect()), self._key, theme, color)
            if self.hasFocus():
                paint_focus(painter, self.rect(), theme, color)
