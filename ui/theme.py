"""The theme: colours, fonts and spaces by role, for one name and one zoom.

The application owns one `ThemeHolder`, as it owns one palette. A widget calls `follow(self.apply_theme)` once: it is
themed at once, and again at each change, without a restart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.tokens import THEMES, ColorRole, Colors, Line, Radius, SignalName, Space, Target, TextRole, ThemeName, tokens
from workshop.resources import resource
from workshop.texts import reads_right_to_left

FONT_FILES = ("AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-Bold.ttf")
ZOOM_STEPS = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
SCROLL_BAR_PX = (16, 32)  # wide page, one column
Group = QPalette.ColorGroup
Role = QPalette.ColorRole


class FontError(RuntimeError):
    """The shipped fonts cannot be used; the screens would be drawn in whatever the system has."""


@dataclass(frozen=True)
class Theme:
    """What everything looks like now."""

    name: ThemeName = "light"
    zoom: float = 1.0

    @property
    def one_column(self) -> bool:
        """Above 150 % everything is stacked in one column, and the rail goes."""
        return self.zoom > tokens().zoom.one_column_above

    @property
    def _colors(self) -> Colors:
        return tokens().themes[self.name]

    def color(self, role: ColorRole) -> QColor:
        return QColor(self._colors.roles[role])

    def signal(self, name: SignalName) -> SignalPaint:
        """Return the colours of one signal in the band."""
        colors, band = self._colors.signals[name], self._colors.band
        return SignalPaint(
            fill=QColor(colors.fill),
            text=QColor(colors.text),
            shape=QColor(colors.shape),
            mark=QColor(colors.mark),
            rule=QColor(colors.rule),
            rule_px=band.rule,
            frame_px=band.frame,
        )

    def px(self, role: TextRole) -> int:
        """Return the pixel size of a text role."""
        size, growth = tokens().type[role], tokens().zoom.rank_growth
        factor = self.zoom if size.growth == "full" else 1 + growth * (self.zoom - 1)
        return round(size.px * factor)

    def font(self, role: TextRole, *, bold: bool = False, tabular: bool = False) -> QFont:
        """Return the font of a text role; `tabular` digits are for codes and columns."""
        font = QFont(tokens().family)
        font.setPixelSize(self.px(role))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def space(self, step: Space) -> int:
        return round(tokens().space[step] * self._space_factor)

    def target(self, kind: Target = "bench") -> int:
        """Return the least height of something that can be pressed."""
        return round(tokens().target[kind] * self._space_factor)

    def icon(self, px: int) -> int:
        """Return the size of an icon that has `px` pixels at 100 %."""
        return round(px * min(self.zoom, tokens().zoom.icon_most))

    def picture(self, px: int) -> int:
        """Return the length of something drawn (picture, cell) that has `px` pixels at 100 %."""
        return round(px * self._space_factor)

    def line(self, kind: Line) -> float:
        return tokens().line[kind]

    def radius(self, kind: Radius) -> int:
        return tokens().radius[kind]

    @property
    def _space_factor(self) -> float:
        return min(self.zoom, tokens().zoom.space_most)

    def palette(self) -> QPalette:
        """Return the palette of stock widgets: every role, in every group."""
        palette = QPalette()
        for role, color in PALETTE.items():
            palette.setColor(Group.All, role, self.color(color))
        for role in (Role.WindowText, Role.Text, Role.ButtonText):
            palette.setColor(Group.Disabled, role, self.color("ink2"))
        return palette

    def stylesheet(self) -> str:
        """Return the short style sheet of stock widgets (`ui.widgets.stock`); it names no font."""
        names: dict[str, str | int | float] = {str(role): color for role, color in self._colors.roles.items()}
        names.update({f"{kind}_px": self.line(kind) for kind in ("edge", "focus")})
        names.update({str(step): self.space(step) for step in ("xs", "s", "m", "xl", "xxl", "huge")})
        thicker = int(self.line("focus") - self.line("edge"))
        names["m_focus"], names["s_focus"] = self.space("m") - thicker, self.space("s") - thicker
        names["control"], names["bar"] = self.radius("control"), SCROLL_BAR_PX[self.one_column]
        return Template(resource("styles", "stock.qss").read_text(encoding="utf-8")).substitute(names)


@dataclass(frozen=True)
class SignalPaint:
    """The colours and lines of one signal in the band, ready to paint."""

    fill: QColor
    text: QColor
    shape: QColor
    mark: QColor
    rule: QColor
    rule_px: int
    frame_px: int


PALETTE: dict[QPalette.ColorRole, ColorRole] = {
    Role.Window: "background",
    Role.WindowText: "ink",
    Role.Base: "surface",
    Role.AlternateBase: "sunken",
    Role.ToolTipBase: "surface",
    Role.ToolTipText: "ink",
    Role.PlaceholderText: "ink2",
    Role.Text: "ink",
    Role.Button: "surface",
    Role.ButtonText: "ink",
    Role.BrightText: "refused_ink",
    Role.Light: "surface",
    Role.Midlight: "surface",
    Role.Mid: "line",
    Role.Dark: "edge",
    Role.Shadow: "edge",
    Role.Highlight: "work",
    Role.HighlightedText: "on_work",
    Role.Accent: "work",
    Role.Link: "work",
    Role.LinkVisited: "work",
}


class ThemeHolder(QObject):
    """The application's theme; it dresses the application and tells every follower when it changes."""

    changed = Signal(object)  # Theme

    def __init__(self, application: QApplication, theme: Theme | None = None) -> None:
        super().__init__(application)
        self._application = application
        style = QStyleFactory.create("Fusion")
        application.setStyle(style)
        self._theme = theme or Theme()
        self._dress()

    @property
    def theme(self) -> Theme:
        return self._theme

    def choose(self, name: ThemeName | None = None, zoom: float | None = None) -> None:
        """Change the theme, the zoom, or both; out of range, the zoom stops at its limits."""
        limits = tokens().zoom
        wanted = self._theme.zoom if zoom is None else min(max(zoom, limits.least), limits.most)
        theme = Theme(name or self._theme.name, wanted)
        if theme != self._theme:
            self._theme = theme
            self._dress()
            self.changed.emit(theme)

    def enlarge(self) -> None:
        """Go to the next step of zoom (Ctrl +)."""
        self.choose(zoom=next((step for step in ZOOM_STEPS if step > self._theme.zoom), ZOOM_STEPS[-1]))

    def reduce(self) -> None:
        """Go to the step of zoom before (Ctrl −)."""
        self.choose(zoom=next((step for step in reversed(ZOOM_STEPS) if step < self._theme.zoom), ZOOM_STEPS[0]))

    def next_theme(self) -> None:
        """Go to the next of the themes."""
        self.choose(THEMES[(THEMES.index(self._theme.name) + 1) % len(THEMES)])

    def _dress(self) -> None:
        self._application.setFont(self._theme.font("body"))
        self._application.setPalette(self._theme.palette())


def theme_holder() -> ThemeHolder:
    """Return the application's theme holder."""
    application = QCoreApplication.instance()
    holder = (
        application.findChild(ThemeHolder, options=Qt.FindChildOption.FindDirectChildrenOnly) if application else None
    )
    if holder is None:
        raise RuntimeError("no ThemeHolder(application) was made before the first widget")
    return holder


def follow(apply: Callable[[Theme], None]) -> Theme:
    """Have a widget's method called with the theme, now and at each change; it must be a bound method of a QObject."""
    holder = theme_holder()
    holder.changed.connect(apply)
    apply(holder.theme)
    return holder.theme


def layout_direction() -> Qt.LayoutDirection:
    """Return where lines begin in the language of the screens."""
    return Qt.LayoutDirection.RightToLeft if reads_right_to_left() else Qt.LayoutDirection.LeftToRight


def load_fonts() -> None:
    """Load the shipped fonts, before the first widget."""
    for file in FONT_FILES:
        path = resource("fonts", file)
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0 or tokens().family not in QFontDatabase.applicationFontFamilies(number):
            raise FontError(f"{path} cannot be used")
