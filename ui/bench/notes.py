"""What a person has to know of the machine in front of them, told plainly, the gravest first."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.signals import Shape
from ui.theme import Theme, follow
from ui.widgets.layouts import Column, Row
from ui.widgets.painting import line_height, text_height
from ui.widgets.signal_shape import ROW_SHAPE_PX, ShapeMark
from ui.widgets.text import Label
from workshop.domain.diagnosis import Unread, WhyUnread
from workshop.domain.drives import Refusal
from workshop.domain.locks import Obstacle, Triage, triage
from workshop.fact_words import unread_words
from workshop.lock_words import told
from workshop.services.views import BenchView
from workshop.texts import _, several
from workshop.words import reason, shown

ROOM_FOR_ALL_PX = 1000  # a window as high as this has room for every note
MOST_REASONS = 2
SEEN_ON_THE_STRIP = frozenset(
    {
        Refusal.NOT_RECEIVED,
        Refusal.NOT_TRIAGED,
        Refusal.NOT_INSTALLED,
        Refusal.NOT_TESTED,
        Refusal.NOT_GRADED,
        Refusal.DRIVE_OPEN,
        Refusal.NO_DRIVE_KNOWN,
        Refusal.LOCKED,
    }
)
WHAT_COUNTS = frozenset({"drives", "smart", "smbios", "memory", "processor", "batteries", "battery", "displays"})
ONLY_FOR_THE_CURIOUS = (Obstacle.RAID_MODE, Obstacle.SECURE_BOOT_OFF)
SOMEBODY_CAN_HELP = frozenset({WhyUnread.NO_RIGHT, WhyUnread.NO_TOOL, WhyUnread.TIMED_OUT})


@dataclass(frozen=True)
class Note:
    """One sentence or two, with its shape."""

    shape: Shape
    words: str


def notes_of(view: BenchView) -> tuple[Note, ...]:
    """Return everything to know: locks, what keeps it here, what could not be read."""
    return tuple(_notes(view))


def _notes(view: BenchView) -> Iterator[Note]:
    obstacles = triage(view.diagnosis) if view.diagnosis else ()
    yield from (_of(item) for item in obstacles if item.kind not in (*ONLY_FOR_THE_CURIOUS, Obstacle.LOCKS_UNREAD))
    named = dict.fromkeys(item.partition(":")[0] for item in view.objections)
    reasons = [reason(name) for name in named if name not in SEEN_ON_THE_STRIP][:MOST_REASONS]
    if reasons:
        yield Note(Shape.WARNING, shown(_("Il ne peut pas partir. {reasons}").format(reasons=" ".join(reasons))))
    unread = view.diagnosis.unread if view.diagnosis else ()
    yield from (Note(Shape.WARNING, words) for words in unread_words(filter(_matters, unread)))
    yield from (_of(item) for item in obstacles if item.kind is Obstacle.LOCKS_UNREAD)


def _of(item: Triage) -> Note:
    return Note(Shape.REFUSED if item.hard else Shape.WARNING, str(told(item)))


def _matters(item: Unread) -> bool:
    """Tell whether it is worth a line on the card; F4 shows everything, and hidden drives have a line already."""
    if item.why is WhyUnread.HIDDEN_BY_RAID:
        return False
    return item.what.partition(":")[0] in WHAT_COUNTS or item.why in SOMEBODY_CAN_HELP


class NoteRow(QWidget):
    """One note."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note
        self.words = Label(note.words, "small", wrap=True)
        self.setLayout(Row(ShapeMark(note.shape, ROW_SHAPE_PX), (self.words, 1), gap="s"))


class Notes(QWidget):
    """As many notes as there is room for, and how many more F4 shows."""

    def __init__(self) -> None:
        super().__init__()
        self._column = Column(gap="xs")
        self.setLayout(self._column)
        self._notes: tuple[Note, ...] = ()
        self._few = 1
        self._filled: tuple[Note, ...] = ()
        self.rows: tuple[NoteRow, ...] = ()
        self._theme = follow(self.apply_theme)

    @property
    def said(self) -> tuple[str, ...]:
        """What can be read now."""
        return tuple(row.words.text() for row in self.rows)

    def show_notes(self, notes: tuple[Note, ...], few: int) -> None:
        """Show notes; `few` is how many lines fit beside the rest of the card on a small screen."""
        self._notes, self._few, self._most = notes, few, ()
        self._fill()
        self.setVisible(bool(notes))

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        lines = self._fitting()
        if lines == self._filled:
            return
        self._filled = lines
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = tuple(map(NoteRow, lines))
        for row in self.rows:
            self._column.addWidget(row)

    def _fitting(self) -> tuple[Note, ...]:
        """Return as many notes as their lines have room, at least one; the last says how many more there are."""
        if self._theme.one_column or self.window().height() >= ROOM_FOR_ALL_PX:
            return self._notes
        for most in range(len(self._notes), 1, -1):
            lines = self._first(most)
            if sum(map(self._height_in_lines, lines)) <= self._few:
                return lines
        return self._first(1)

    def _first(self, most: int) -> tuple[Note, ...]:
        left = len(self._notes) - most
        if left <= 0:
            return self._notes
        last = self._notes[most - 1]
        words = several("(et {number} autre : F4)", "(et {number} autres : F4)", left).format(number=left)
        return (*self._notes[: most - 1], Note(last.shape, f"{last.words} {shown(words)}"))

    def _height_in_lines(self, note: Note) -> int:
        theme = self._theme
        font = theme.font("small")
        width = self.width() - theme.icon(ROW_SHAPE_PX) - theme.space("s")
        return round(text_height(font, note.words, width) / line_height(font))
