"""The state strip: where one machine is in the chain, at most six steps around the one to do now."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.signals import Shape, StepState
from ui.theme import Theme, follow
from ui.tokens import ColorRole
from ui.widgets.painting import LEFT, line_height, paint_pixmap, paint_text, placed, text_width
from ui.widgets.signal_shape import now_on_work_pixmap, shape_pixmap

MOST_SEGMENTS, LEAST_SEGMENTS, BEFORE_NOW = 6, 3, 2
HEIGHT, SHORT_HEIGHT, TIP, GAP, SHAPE_PX, ROW_GAP = 72, 44, 14, 6, 26, 2


@dataclass(frozen=True)
class StripStep:
    """One step: its word (done: a participle; to do: an infinitive), and a date or a word under it."""

    word: str
    detail: str
    state: StepState


@dataclass(frozen=True)
class _Face:
    fill: ColorRole
    edge: ColorRole
    word: ColorRole
    detail: ColorRole
    shape: Shape
    dashed: bool = False


FACES: Mapping[StepState, _Face] = {
    StepState.DONE: _Face("work_soft", "work", "ink", "ink2", Shape.DONE),
    StepState.NOW: _Face("work", "work", "on_work", "on_work", Shape.NOW),
    StepState.TODO: _Face("surface", "edge", "ink2", "ink2", Shape.TODO),
    StepState.BLOCKED: _Face("refused_soft", "refused_ink", "refused_ink", "refused_ink", Shape.REFUSED),
    StepState.RESERVED: _Face("amber_soft", "amber_edge", "ink", "ink", Shape.WARNING),
    StepState.LEFT: _Face("background", "edge", "ink", "ink2", Shape.LEFT, dashed=True),
}


class Strip(QLabel):
    """The steps of one machine; a label, so that they are read out in order.

    `short`: for half a screen, the words alone; what stands under them is read out all the same.
    """

    def __init__(self, steps: Sequence[StripStep] = (), *, short: bool = False) -> None:
        super().__init__()
        self._short = short
        self._steps: tuple[StripStep, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._theme = follow(self.apply_theme)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[StripStep]) -> None:
        self._steps = tuple(steps)
        self.setText(". ".join(f"{step.word}, {step.detail}" if step.detail else step.word for step in steps))
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.updateGeometry()
        self.update()

    def shown_steps(self) -> tuple[StripStep, ...]:
        """Return the steps that fit: all of them in a list, else a few around the one to do now."""
        if self._theme.one_column:
            return self._steps
        widest = max((self._segment_width(step) for step in self._steps), default=1)
        fitting = max((self.width() + GAP) // (widest + GAP), LEAST_SEGMENTS)
        number = min(fitting, MOST_SEGMENTS, len(self._steps))
        now = next((place for place, step in enumerate(self._steps) if step.state is not StepState.DONE), 0)
        first = min(max(now - BEFORE_NOW, 0), len(self._steps) - number)
        return self._steps[first : first + number]

    def sizeHint(self) -> QSize:
        theme = self._theme
        if theme.one_column:
            return QSize(self._list_width(), len(self._steps) * self._row_height())
        words = line_height(theme.font("body", bold=True)) + (not self._short) * line_height(theme.font("small"))
        width = max((self._segment_width(step) for step in self._steps), default=0)
        number = min(len(self._steps), LEAST_SEGMENTS)
        return QSize(number * (width + GAP), max(self._least_height(), words + 2 * theme.space("s")))

    def _least_height(self) -> int:
        return SHORT_HEIGHT if self._short else HEIGHT

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        steps = self.shown_steps()
        if not steps:
            return
        paint: Callable[[QPainter, int, StripStep, int], None]
        paint = self._paint_row if self._theme.one_column else self._paint_segment
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place, step in enumerate(steps):
                paint(painter, place, step, len(steps))

    def _paint_segment(self, painter: QPainter, place: int, step: StripStep, number: int) -> None:
        theme, face = self._theme, FACES[step.state]
        pitch = (self.width() - TIP + GAP) / number
        left, right = round(place * pitch), round((place + 1) * pitch) - GAP
        self._set_colors(painter, face)
        painter.drawPath(self._turned(_arrow(left, right, self.height(), notched=place > 0)))
        shape_left = left + (theme.space("l") if place == 0 else TIP + theme.space("m"))
        words_left = self._paint_shape(painter, step, shape_left, self.rect())
        word_font, detail_font = self._fonts(step)
        high, low = line_height(word_font), 0 if self._short else line_height(detail_font)
        top = (self.height() - high - low) // 2 + 1
        width = self.width()
        word = QRect(words_left, top, width, high)
        paint_text(painter, placed(word, self.rect()), step.word, word_font, theme.color(face.word), int(LEFT))
        if self._short:
            return
        detail = QRect(words_left, top + high - 2, width, low)
        paint_text(painter, placed(detail, self.rect()), step.detail, detail_font, theme.color(face.detail), int(LEFT))

    def _turned(self, path: QPainterPath) -> QPainterPath:
        """Let the arrows point to where one reads on."""
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return path
        return QTransform(-1, 0, 0, 1, self.width(), 0).map(path)

    def _paint_row(self, painter: QPainter, place: int, step: StripStep, number: int) -> None:
        del number
        theme, face = self._theme, FACES[step.state]
        row = QRect(0, place * self._row_height(), self.width(), self._row_height() - ROW_GAP)
        self._set_colors(painter, face)
        painter.drawRect(row.adjusted(1, 1, -1, -1))
        left = self._paint_shape(painter, step, theme.space("l"), row)
        word_font, _ = self._fonts(step)
        words = _in_one_line(step)
        paint_text(
            painter, placed(row.adjusted(left, 0, 0, 0), row), words, word_font, theme.color(face.word), int(LEFT)
        )

    def _set_colors(self, painter: QPainter, face: _Face) -> None:
        pen = QPen(self._theme.color(face.edge), self._theme.line("thin"))
        if face.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.color(face.fill))

    def _paint_shape(self, painter: QPainter, step: StripStep, left: int, area: QRect) -> int:
        px = self._theme.icon(SHAPE_PX)
        place = QRect(left, area.top() + (area.height() - px) // 2, px, px)
        paint_pixmap(painter, place, area, self._shape(step, px))
        return left + px + self._theme.space("s")

    def _shape(self, step: StripStep, px: int) -> QPixmap:
        if step.state is StepState.NOW:
            return now_on_work_pixmap(px, self._theme, self.devicePixelRatioF())
        return shape_pixmap(FACES[step.state].shape, px, self._theme, self.devicePixelRatioF())

    def _fonts(self, step: StripStep) -> tuple[QFont, QFont]:
        bold = step.state is not StepState.TODO
        return self._theme.font("body", bold=bold), self._theme.font("small")

    def _segment_width(self, step: StripStep) -> int:
        theme = self._theme
        word_font, detail_font = self._fonts(step)
        words = max(text_width(word_font, step.word), text_width(detail_font, "" if self._short else step.detail))
        return TIP + theme.space("m") + theme.icon(SHAPE_PX) + theme.space("s") + words + theme.space("xs")

    def _list_width(self) -> int:
        theme = self._theme
        font = theme.font("body", bold=True)
        words = max((text_width(font, _in_one_line(step)) for step in self._steps), default=0)
        return 2 * theme.space("l") + theme.icon(SHAPE_PX) + theme.space("s") + words

    def _row_height(self) -> int:
        return max(line_height(self._theme.font("body", bold=True)), self._theme.icon(SHAPE_PX)) + self._theme.space(
            "l"
        )


def _in_one_line(step: StripStep) -> str:
    return f"{step.word} · {step.detail}" if step.detail else step.word


def _arrow(left: int, right: int, height: int, *, notched: bool) -> QPainterPath:
    """Return an arrow-shaped segment whose tip goes beyond `right`."""
    inset = 0.75
    path = QPainterPath(QPointF(left + inset, inset))
    path.lineTo(right, inset)
    path.lineTo(right + TIP - inset, height / 2)
    path.lineTo(right, height - inset)
    path.lineTo(left + inset, height - inset)
    if notched:
        path.lineTo(left + TIP, height / 2)
    path.closeSubpath()
    return path
