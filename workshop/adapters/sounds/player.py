"""Plays short sounds with a small program of this system; one at a time, the newest wins, and nobody ever waits."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from workshop.services.ports import Commands

Plays = Callable[[Path], bool]  # plays one sound to its end; False: it could not
PATIENCE_SECONDS = 3.0  # the longest signal lasts half a second; a sound server that hangs is left
LINUX = (("pw-play",), ("paplay",), ("aplay", "-q"))
MAC = (("afplay",),)


class SoundPlayer:
    """Plays what it is asked to, on a thread that lives while there is something to play.

    What comes while a sound is played replaces what waited: a person hears the answer to the last scan, not a queue.
    """

    def __init__(self, players: dict[str, Plays]) -> None:
        self._players = players
        self._lock = threading.Lock()
        self._next: Path | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        self._failed = False

    @property
    def name(self) -> str:
        """Return the program that plays, empty where there is none."""
        with self._lock:
            return next(iter(self._players), "")

    @property
    def failed(self) -> bool:
        """Whether the last sound could not be played, by any program."""
        return self._failed

    def play(self, file: Path) -> None:
        """Play a file soon; what waited is forgotten."""
        with self._lock:
            if self._closed or not self._players:
                return
            self._next = file
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="sounds", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Forget what waits; nobody waits for the end of a sound."""
        with self._lock:
            self._closed, self._next = True, None

    def _work(self) -> None:
        while True:
            with self._lock:
                file, self._next = self._next, None
                if file is None:
                    self._thread = None
                    return
                players = dict(self._players)
            self._failed = not self._played(players, file)

    def _played(self, players: dict[str, Plays], file: Path) -> bool:
        """Play with the first program that can; it comes first from then on."""
        for name, plays in players.items():
            if plays(file):
                with self._lock:
                    self._players = {name: plays, **self._players}
                return True
        return False


def player_here(commands: Commands, *, platform: str = sys.platform, path: str | None = None) -> SoundPlayer:
    """Find what plays sounds here, once; none found is silence."""
    if platform == "win32":
        return SoundPlayer({"winsound": _by_windows})
    programs = MAC if platform == "darwin" else LINUX
    found = [argv for argv in programs if shutil.which(argv[0], path=path)]
    return SoundPlayer({argv[0]: _by_program(commands, argv) for argv in found})


def _by_program(commands: Commands, argv: tuple[str, ...]) -> Plays:
    def plays(file: Path) -> bool:
        return commands.run(*argv, str(file), timeout_seconds=PATIENCE_SECONDS).exit_code == 0

    return plays


def _by_windows(file: Path) -> bool:
    import winsound  # noqa: PLC0415 — there on Windows only

    if sys.platform == "win32":
        try:
            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
        except RuntimeError:
            return False
        return True
    return False
