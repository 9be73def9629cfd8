"""The status bar: the last gesture in words, the lamps, and the way back (Annuler)."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.signals import Shape
from ui.theme import Theme, follow
from ui.widgets.button import Button
from ui.widgets.icons import SMALL_ICON_PX, Icon
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.painting import line_height
from ui.widgets.signal_shape import LAMP_SHAPE_PX, ShapeMark
from ui.widgets.text import Label
from workshop.texts import _

BENCH_HEIGHT, OFFICE_HEIGHT = 81, 52
OWN_LINE_ABOVE = 1.25  # the zoom from which the last gesture needs a line of its own


class Lamp(QWidget):
    """One device: icon, name, circle (works) or triangle (look here)."""

    def __init__(self, icon: str, name: str, *, works: bool = True, words: str = "") -> None:
        super().__init__()
        self.mark = ShapeMark(Shape.ACCEPTED, LAMP_SHAPE_PX)
        self.label = Label(name, "small", single_line=True)
        self.setLayout(Row(Icon(icon, SMALL_ICON_PX), self.label, self.mark, gap="s"))
        self.show_state(works=works, words=words)

    def show_state(self, *, works: bool, words: str = "") -> None:
        """Show whether it works; `words` say it to a screen reader (« débranchée »)."""
        self.mark.set_shape(Shape.ACCEPTED if works else Shape.WARNING)
        self.label.setAccessibleDescription(words)


class Footer(QWidget):
    """The bar at the foot of every screen.

    `undo.triggered` and `home.triggered` are its two buttons; the second is there in one column only, where the rail
    is not. `office` makes it lower, without Annuler.
    """

    def __init__(self, *lamps: QWidget, office: bool = False) -> None:
        super().__init__()
        self._office = office
        self.last = Label("", "small", color="ink2", wrap=True)
        self.lamps = holding(Row(*lamps, None, gap="xl", stacks=True))
        self.home = Button(_("Accueil"), icon="home")
        self.undo = Button(_("Annuler"), icon="undo", key="Ctrl Z")
        if office:
            self.undo.hide()
        self._row = Row(self.home, (self.last, 1), self.lamps, self.undo, gap="l")
        self._rows = Column(self._row, gap="xs", pad=("xxl", "s"))
        self.setLayout(self._rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._theme = follow(self.apply_theme)

    def set_last(self, words: str) -> None:
        """Say the last gesture; it stays readable here after the band is calm."""
        self.last.set_text(words)

    def take_back_lamps(self) -> None:
        """Put the lamps here again, after they were at the end of the page."""
        self._row.removeWidget(self.lamps)
        self._row.insertWidget(self._row.indexOf(self.undo), self.lamps)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setMinimumHeight(OFFICE_HEIGHT if self._office else BENCH_HEIGHT)
        self.home.setVisible(theme.one_column)
        if theme.zoom > OWN_LINE_ABOVE:  # always there, so that nothing moves when its words change
            self._rows.insertWidget(0, self.last)
            self.last.setMinimumHeight(line_height(self.last.font()))
        else:
            self._row.insertWidget(1, self.last, 1)
            self.last.setMinimumHeight(0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("surface"))
            painter.fillRect(0, 0, self.width(), int(self._theme.line("line")), self._theme.color("line"))
