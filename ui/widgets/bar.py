"""How far a job is: one bar a stage. No percentage is written; words beside it say the stage and the time left."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from ui.theme import Theme, follow
from ui.widgets.cells import paint_progress
from ui.widgets.painting import placed

BAR_PX, GAP_PX, LEAST_STAGE_PX, WHOLE = 20, 6, 48, 1000


class StageBar(QProgressBar):
    """One bar for each stage of a job; each stage goes from 0 to 1."""

    def __init__(self, *stages: float) -> None:
        super().__init__()
        self._stages: tuple[float, ...] = ()
        self.setTextVisible(False)
        self.setRange(0, WHOLE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = follow(self.apply_theme)
        self.set_stages(*(stages or (0.0,)))

    def set_stages(self, *stages: float) -> None:
        self._stages = stages
        self.setValue(round(WHOLE * sum(stages) / len(stages)))
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(2 * self.minimumSizeHint().width(), self._theme.picture(BAR_PX))

    def minimumSizeHint(self) -> QSize:
        number = len(self._stages)
        return QSize(number * (LEAST_STAGE_PX + GAP_PX) - GAP_PX, self._theme.picture(BAR_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        pitch = (self.width() + GAP_PX) / len(self._stages)
        with QPainter(self) as painter:
            for place, fraction in enumerate(self._stages):
                left, right = round(place * pitch), round((place + 1) * pitch) - GAP_PX
                bar = placed(QRect(left, 0, right - left, self.height()), self.rect())
                paint_progress(painter, bar, self._theme, fraction)
