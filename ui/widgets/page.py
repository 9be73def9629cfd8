"""A page (header, band, body) and the shell around all of them (rail at the left, status bar at the foot).

Above 150 % there is one column: the rail goes, the whole page scrolls, context and lamps come at its end.
"""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import SCROLL_BAR_PX, Theme, follow
from ui.widgets.band import Band, Form
from ui.widgets.footer import Footer
from ui.widgets.header import Header, HomeHeader
from ui.widgets.layouts import Box, Pad, fit_width
from ui.widgets.rail import Rail
from ui.widgets.stock import dress_scroll_bars

LEAST_WINDOW = QSize(800, 600)
BODY_PAD: Pad = ("xxl", "xl")


class Page(QWidget):
    """One screen's page. A band in the header's place hides the header while it answers.

    `first_focus` takes the focus when the page is shown: the page itself, unless a screen names its primary button.
    """

    def __init__(
        self,
        header: Header | HomeHeader,
        body: Box,
        *,
        band: Band | None = None,
        pad: Pad = BODY_PAD,
        with_rail: bool = True,
    ) -> None:
        super().__init__()
        self.header, self.band, self.with_rail = header, band, with_rail
        self.first_focus: QWidget = self
        self._keeps_bar = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(header.title.text())
        self._body = QWidget()
        body.set_pad(pad)
        self._body.setLayout(body)
        self._fixed, self._content, self._end = _column(), _column(), _column()
        self.area = _scroll_area(self._content)
        self._content.installEventFilter(self)
        self._fitted = (0, 0)  # the room there was, and the width that was asked
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._fixed)
        whole.addWidget(self.area, 1)
        if band is not None:
            band.shown.connect(self._answering)
            band.calmed.connect(self._calm)
            if band.form is Form.HEADER:
                band.hide()
        self._theme = follow(self.apply_theme)

    @property
    def end(self) -> QVBoxLayout:
        """Where context and lamps go in one column."""
        return _layout(self._end)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        top = [self.header] if self.band is None else [self.header, self.band]
        fixed, content = _layout(self._fixed), _layout(self._content)
        target = content if theme.one_column else fixed
        for place, widget in enumerate(top):
            target.insertWidget(place, widget)
        content.addWidget(self._body, 1)
        content.addWidget(self._end)
        self._fixed.setVisible(not theme.one_column)
        sides = theme.space("xxl")
        self.end.setContentsMargins(sides, 0, sides, theme.space("xl") if theme.one_column else 0)
        self.end.setSpacing(theme.space("m"))
        self._move_context(theme)
        self._show_bar()
        if self.isVisible():
            self.fit()

    def keep_bar(self, *, kept: bool) -> None:
        """Have a scroll bar at all times: one that comes and goes would move what stands beside what has grown."""
        self._keeps_bar = kept
        self._show_bar()

    def _show_bar(self) -> None:
        # what grows with its width (a sheet of paper) would call and send away a bar for ever, until the stack is full
        always, policy = self._keeps_bar or self._theme.one_column, Qt.ScrollBarPolicy
        self.area.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if always else policy.ScrollBarAsNeeded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stack what has become too wide with longer words, before it is laid out."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._content and self.isVisible():
            asked = (self._room(), self._content.minimumSizeHint().width())
            if asked[1] > asked[0] and asked != self._fitted:  # what cannot be fitted is not tried twice
                self._fitted = asked
                self.fit()
        return super().eventFilter(watched, event)

    def _room(self) -> int:
        return self.width() - SCROLL_BAR_PX[self._theme.one_column]

    def fit(self) -> None:
        """Stack what is too wide for the page; to call when its content has changed."""
        fit_width(self._body, self._room(), one_column=self._theme.one_column)

    def _move_context(self, theme: Theme) -> None:
        if not isinstance(self.header, Header):
            return
        if theme.one_column:
            self.end.insertWidget(0, self.header.context)
            self.end.insertWidget(1, self.header.right)
        else:
            self.header.take_back()

    def _answering(self) -> None:
        if self.band is not None and self.band.form is Form.HEADER:
            self.header.hide()
            self.band.show()
        if self.band is not None and self._theme.one_column:
            self.area.ensureWidgetVisible(self.band)

    def _calm(self) -> None:
        if self.band is not None and self.band.form is Form.HEADER:
            self.band.hide()
            self.header.show()


class Shell(QWidget):
    """The rail, one page at a time, and the status bar."""

    def __init__(self, rail: Rail, footer: Footer) -> None:
        super().__init__()
        self.rail, self.footer = rail, footer
        self.pages = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(footer)
        row.addLayout(column, 1)
        self._theme = follow(self.apply_theme)

    def show_page(self, page: Page, name: str = "") -> None:
        """Show a page, and mark its entry on the rail."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.rail.set_current(name)
        self.apply_theme(self._theme)
        page.first_focus.setFocus()

    def minimumSizeHint(self) -> QSize:
        """Return a constant: a window must not grow because the text in it did."""
        return LEAST_WINDOW

    def current_page(self) -> Page | None:
        page: QObject | None = self.pages.currentWidget()
        return page if isinstance(page, Page) else None

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        page = self.current_page()
        self.rail.setVisible(not theme.one_column and (page is None or page.with_rail))
        if theme.one_column and page is not None:
            page.end.addWidget(self.footer.lamps)
        else:
            self.footer.take_back_lamps()


def _column() -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return widget


def _layout(widget: QWidget) -> QVBoxLayout:
    layout = widget.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


def _scroll_area(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    dress_scroll_bars(area)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
