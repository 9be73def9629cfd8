"""The sound of each answer, beside the band: never instead of it, and nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from ui.signals import Signal
from workshop.resources import resource
from workshop.settings import SoundChoice

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    Signal.ACCEPTED: "accepted.wav",
    Signal.ALREADY_DONE: "already-done.wav",
    Signal.REFUSED: "refused.wav",
    Signal.FINISHED: "finished.wav",
}


class Player(Protocol):
    """What plays sounds, elsewhere than on this thread."""

    @property
    def name(self) -> str: ...

    @property
    def failed(self) -> bool: ...

    def play(self, file: Path) -> None: ...

    def close(self) -> None: ...


class Sounds(QObject):
    """Plays the four signals, as the person at this bench wants them; the player is looked for at the first one."""

    def __init__(self, choice: SoundChoice, parent: QObject | None = None, player: Player | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._player = player

    @property
    def player(self) -> Player:
        if self._player is None:
            from workshop.sound_wiring import sound_player  # noqa: PLC0415 — after the first paint

            self._player = sound_player()
        return self._player

    def choose(self, choice: SoundChoice) -> None:
        """Play all signals, refusals only, or none, from now on."""
        self.choice = choice

    def play(self, signal: Signal) -> None:
        """Play the sound of an answer, where it is wanted."""
        wanted = self.choice is SoundChoice.ON or (self.choice is SoundChoice.REFUSALS and signal is Signal.REFUSED)
        if wanted:
            self.player.play(resource("sounds", FILES[signal]))

    def close(self) -> None:
        if self._player is not None:
            self._player.close()
