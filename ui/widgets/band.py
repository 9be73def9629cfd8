"""The band: the place where a scan is answered, always the same, in one of four ways; else it is calm."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.signals import Signal
from ui.theme import Theme, follow
from ui.tokens import TextRole
from ui.widgets.icons import icon_pixmap
from ui.widgets.layouts import Column, Row
from ui.widgets.painting import line_height
from ui.widgets.signal_shape import signal_pixmap
from ui.widgets.text import Label, Paragraph
from workshop.texts import _

# How long each answer stays; a refusal stays until the next scan.
DURATION_MS: Mapping[Signal, int] = {Signal.ACCEPTED: 800, Signal.ALREADY_DONE: 1500, Signal.FINISHED: 2000}
READER_PX = 56
NATURAL_LEADING = 100
Politeness = QAccessible.AnnouncementPoliteness


@dataclass(frozen=True)
class _Form:
    height: int
    shape_px: int
    word: TextRole
    sentence: TextRole


class Form(Enum):
    """Where the band is, hence how large: under the header, in the header's place, or in that of half a screen."""

    TWO_LINES = _Form(136, 80, "big", "lead")
    THREE_LINES = _Form(152, 80, "big", "lead")
    HEADER = _Form(88, 56, "title", "body")
    HALF = _Form(125, 56, "lead", "body")

    @property
    def folds(self) -> bool:
        """Whether there is no line for what to do: it follows the sentence."""
        return self in (Form.HEADER, Form.HALF)


class Band(QWidget):
    """One answer to one scan. It never takes the focus, and nothing below it ever moves.

    `shown` and `calmed` tell what it shows; the timer that ends an answer is its own.
    """

    shown = QtSignal(object)  # Signal
    calmed = QtSignal()

    def __init__(self, form: Form = Form.TWO_LINES, calm_text: str = "") -> None:
        super().__init__()
        self.form = form
        self.signal: Signal | None = None
        self._word = Label("", form.value.word, bold=True)
        self._sentence = Paragraph("", form.value.sentence, leading=NATURAL_LEADING)
        self._action = Label("", form.value.sentence, bold=True, wrap=True)
        self._count = Label("", "title" if form.folds else "count", bold=True)
        self._right = Label("", "body")
        self._right_action = Label("", "body", bold=True)
        self._shape = _BandShape(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.calm)
        self._compose()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._calm_text = calm_text or _("Scannez l’ordinateur suivant.")
        self._theme = follow(self.apply_theme)
        self._say_calm()

    def show_signal(
        self,
        signal: Signal,
        word: str,
        sentence: str = "",
        action: str = "",
        right_text: str = "",
        count_text: str = "",
        *,
        right_action: str = "",
    ) -> None:
        """Answer a scan: a word, what it is about, what to do (bold); at the right, what remains to do or the count."""
        self.signal = signal
        texts = (word, sentence, action, right_text, right_action, count_text)
        self._fill(*texts)
        self._apply_colors()
        self._rest.stop()
        if signal in DURATION_MS:
            self._rest.start(DURATION_MS[signal])
        self._announce(signal, " ".join(text for text in texts if text))
        self.shown.emit(signal)

    def calm(self, text: str = "") -> None:
        """Go back to rest, with another sentence if one is given."""
        self._calm_text = text or self._calm_text
        self._rest.stop()
        self._say_calm()
        self.calmed.emit()

    def set_calm_text(self, text: str) -> None:
        """Change what is said at rest; an answer that is shown stays."""
        self._calm_text = text
        if self.signal is None:
            self._say_calm()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        form = self.form.value
        words = line_height(theme.font(form.word, bold=True)) + line_height(theme.font(form.sentence))
        least = words + 2 * theme.space("s")
        if self.form is not Form.HEADER:
            least += line_height(theme.font(form.sentence))
        self.setMinimumHeight(max(form.height, least))
        self._shape.apply_theme(theme)
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        layout = self.layout()
        if layout is not None:  # in one column the band is higher than the window: the shape stands beside the word
            layout.setAlignment(self._shape, top if theme.one_column else middle)
        self._apply_colors()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            if self.signal is None:
                self._paint_calm(painter)
            else:
                self._paint_signal(painter, self.signal)

    def _compose(self) -> None:
        words = Column(None, self._word, self._sentence, self._action, None, gap="none")
        right = Column(None, self._count, self._right, self._right_action, None, gap="none")
        texts = Row((words, 1), right, gap="xl", stacks=True)
        half = self.form is Form.HALF
        self.setLayout(Row(self._shape, (texts, 1), gap="l" if half else "xl", pad=("l" if half else "xxl", "s")))

    def _fill(self, word: str, sentence: str, action: str, right_text: str, right_action: str, count_text: str) -> None:
        if self.form.folds:  # no room for a third line: what to do follows the sentence
            self._sentence.set_text(sentence, strong=action)
            action = ""
        else:
            self._sentence.set_text(sentence)
        self._sentence.setVisible(bool(self._sentence.text()))
        labels = (self._word, self._action, self._right, self._right_action, self._count)
        for label, text in zip(labels, (word, action, right_text, right_action, count_text), strict=True):
            label.set_text(text)
            label.setVisible(bool(text))

    def _say_calm(self) -> None:
        self.signal = None
        self._fill(self._calm_text, "", "", "", "", "")
        self._apply_colors()

    def _announce(self, signal: Signal, words: str) -> None:
        """Tell the screen reader without moving the focus; a refusal interrupts what it says."""
        QAccessible.updateAccessibility(announcement(self, signal, words))

    def _apply_colors(self) -> None:
        color = self._theme.signal(self.signal.token).text if self.signal else self._theme.color("ink")
        for label in (self._word, self._sentence, self._action, self._right, self._right_action, self._count):
            if label.text():
                label.set_color(color)
        role: TextRole = self.form.value.word if self.signal else "title"
        if role != self._word.role:
            self._word.role = role
            self._word.apply_theme(self._theme)
        self._shape.update()
        self.update()

    def _paint_calm(self, painter: QPainter) -> None:
        theme = self._theme
        painter.fillRect(self.rect(), theme.color("surface"))
        thickness = int(theme.line("line"))
        painter.fillRect(0, self.height() - thickness, self.width(), thickness, theme.color("line"))

    def _paint_signal(self, painter: QPainter, signal: Signal) -> None:
        paint = self._theme.signal(signal.token)
        painter.fillRect(self.rect(), paint.fill)
        width, height, rule, frame = self.width(), self.height(), paint.rule_px, paint.frame_px
        for edge in (
            QRect(0, 0, width, max(rule, frame)),
            QRect(0, height - max(rule, frame), width, max(rule, frame)),
            QRect(0, 0, frame, height),
            QRect(width - frame, 0, frame, height),
        ):
            painter.fillRect(edge, paint.rule)


def announcement(band: Band, signal: Signal, words: str) -> QAccessibleAnnouncementEvent:
    """Return what a screen reader is told: after what it says now, or instead of it."""
    event = QAccessibleAnnouncementEvent(band, words)
    event.setPoliteness(Politeness.Assertive if signal is Signal.REFUSED else Politeness.Polite)
    return event


class _BandShape(QWidget):
    """The shape of the signal, or the reader when it is calm; always at the same place."""

    def __init__(self, band: Band) -> None:
        super().__init__(band)
        self._band = band
        self._theme: Theme | None = None

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        # in one column the words need the width more than the shape does
        px = Form.HEADER.value.shape_px if theme.one_column else self._band.form.value.shape_px
        self.setFixedSize(theme.icon(px), theme.icon(px))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._theme
        if theme is None:
            return
        with QPainter(self) as painter:
            if self._band.signal is None:
                px = min(self.width(), theme.icon(READER_PX))
                offset = (self.width() - px) // 2
                color: QColor = theme.color("work")
                painter.drawPixmap(offset, offset, icon_pixmap("reader", px, color, self.devicePixelRatioF()))
            else:
                pixmap = signal_pixmap(self._band.signal, self.width(), theme, self.devicePixelRatioF())
                painter.drawPixmap(0, 0, pixmap)
