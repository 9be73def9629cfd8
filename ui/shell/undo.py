"""Annuler: the button and its key take back the last gesture of whoever works here; the band says what came back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.words import band_words
from workshop.domain.entries import Recorded
from workshop.domain.errors import WorkshopError
from workshop.domain.scanning import Answer, Said
from workshop.event_words import told
from workshop.services.gesture_rows import GestureRow
from workshop.texts import _
from workshop.undo_words import against
from workshop.words import shown, trouble

if TYPE_CHECKING:
    from ui.shell.desk import Desk

PAUSE_MS = 500  # what may be taken back is looked for after the work, never before an answer is painted


class Undo(QObject):
    """What « Annuler » would do now stands on its button before it is pressed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._button = desk.footer.undo
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(PAUSE_MS)
        self._looking.timeout.connect(self._look)
        self._button.triggered.connect(self.last)
        self._button.refused.connect(self.last)  # it is said anew: something else may have happened since
        self._looking.start()

    def hear(self, events: tuple[Recorded, ...]) -> None:
        """Look again what may be taken back."""
        del events
        self._looking.start()

    def look_again(self) -> None:
        """Look again: somebody else may work here now."""
        self._looking.start()

    def leave(self) -> None:
        self._looking.stop()

    def last(self, _reason: str = "") -> None:
        """Take back the last gesture."""
        self._take_back(0)

    def one(self, seq: int, *, vouched: bool = False) -> None:
        """Take back one gesture by its number; `vouched`: after the PIN that another person's asks for."""
        self._take_back(seq, vouched=vouched)

    def _take_back(self, seq: int, *, vouched: bool = False) -> None:
        session = self._desk.session
        job = partial(session.workshop.undoing.undo_answer, session.actor, seq, self._about(), vouched=vouched)
        session.background.run(job, self._said, self._not_said)

    def _about(self) -> str | None:
        """Return the object of the half where keys act, where two people work side by side; None: whatever it was."""
        place = self._desk.screen.place()
        return place.subject if place.apart else None

    def _said(self, answer: Answer) -> None:
        words = band_words(answer)
        self._desk.show_answer(words)
        if answer.said is Said.UNDONE:
            self._desk.screen.taken_back(answer)
        self._looking.start()

    def _not_said(self, error: Exception) -> None:
        if not isinstance(error, WorkshopError):
            raise error
        self._desk.trouble(trouble(error))

    def _look(self) -> None:
        session = self._desk.session
        if session.background.busy:
            self._looking.start()
        else:
            session.background.run(
                partial(session.workshop.undoing.last, session.actor, self._about()), self._show, _ignore
            )

    def _show(self, row: GestureRow | None) -> None:
        if row is None:
            self._button.set_unavailable(shown(_("Il n'y a rien à annuler.")))
        elif row.against is not None:
            self._button.set_unavailable(shown(" ".join(against(row.against)).strip()))
        else:
            self._button.set_unavailable("")
            what = " · ".join(part for part in (told(row.what, row.detail), row.about.name) if part)
            self._button.setAccessibleDescription(shown(_("Ctrl Z : {what}").format(what=what)))


def _ignore(error: Exception) -> None:
    """Leave the button as it is: whoever presses it is told."""
    if not isinstance(error, WorkshopError):
        raise error
