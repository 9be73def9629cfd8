"""The window's side of the helper's door: starts a helper, writes one request, reads one answer.

A helper that may do what is asked as it is (root, or an image of one's own) is started directly; else through the
command that gives it root's rights (`pkexec`), which clears the environment: then the logs are in root's folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from workshop.adapters.erasers.requests import MAX_ANSWER_BYTES, Request, answered, written
from workshop.adapters.erasers.wipe_logs import DIRECT_VARIABLE, EXERCISE_VARIABLE, FOLDER_VARIABLE, PRACTICE_VARIABLE
from workshop.domain.errors import WipeRefusedError
from workshop.domain.interlocks import Interlock

CODE = Path(__file__).resolve().parents[3]
DIRECT = (sys.executable, "-m", "workshop", "helper", "wipe")
ELEVATED = ("pkexec", "/usr/lib/etabli/etabli-helper")  # installer/linux/README.md
ANSWER_SECONDS = 300.0  # a person may have to type a password, and a dying drive takes its time to say who it is


class Helper:
    """Asks helpers, each for one thing. `log_folder` is where those that are started directly write their logs.

    `practice_mib_per_second` is how fast they do an exercise; 0: as fast as it goes. `exercise_only`: they have no
    engine for anything else.
    """

    def __init__(
        self,
        log_folder: Path,
        *,
        direct: Sequence[str] = DIRECT,
        elevated: Sequence[str] = ELEVATED,
        practice_mib_per_second: int = 0,
        exercise_only: bool = False,
    ) -> None:
        self._log_folder = log_folder
        self._limits = {EXERCISE_VARIABLE: "1"} if exercise_only else {}
        self._pace = str(practice_mib_per_second)
        self._direct = tuple(direct)
        self._elevated = tuple(elevated)
        self._left: list[subprocess.Popen[bytes]] = []
        self._turn = threading.Lock()

    def ask(self, request: Request, wanted: str, *, elevated: bool, seconds: float = ANSWER_SECONDS) -> Any:
        """Return what a helper answers under the wanted word; raises WipeRefusedError or MediumError."""
        command = self._elevated if elevated else self._direct
        folder = str(self._log_folder)
        more = {} if elevated else {FOLDER_VARIABLE: folder, DIRECT_VARIABLE: "1", PRACTICE_VARIABLE: self._pace}
        if not command:
            raise WipeRefusedError(Interlock.NO_RIGHT, "no way to root's rights")
        environment = {**os.environ, **more, **self._limits}
        answer, complaint = self._run(command, written(request), seconds, environment)
        if not answer and elevated:
            raise WipeRefusedError(Interlock.NO_RIGHT, complaint)
        return answered(answer, wanted)

    def tidy(self) -> None:
        """Let go of helpers that answered too late, and have ended since."""
        with self._turn:
            self._left = [child for child in self._left if child.poll() is None]

    def _run(
        self, command: Sequence[str], line: bytes, seconds: float, environment: Mapping[str, str]
    ) -> tuple[bytes, str]:
        self.tidy()
        try:
            child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                cwd=CODE,
                start_new_session=True,
            )
        except OSError as error:
            raise WipeRefusedError(Interlock.NO_RIGHT, f"{command[0]}: {error.strerror}") from error
        try:
            out, err = child.communicate(line, seconds)
        except subprocess.TimeoutExpired as error:
            self._leave(child)
            raise WipeRefusedError(Interlock.NOT_THERE, f"no answer within {seconds:.0f} s") from error
        return out[:MAX_ANSWER_BYTES], err.decode("utf-8", "replace").strip()[-1000:]

    def _leave(self, child: subprocess.Popen[bytes]) -> None:
        """Listen no more: the helper notices that nobody hears it, and does not start (`detaching`)."""
        for pipe in (child.stdin, child.stdout, child.stderr):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        with suppress(OSError):  # root's process is not ours to end
            child.kill()
        with self._turn:
            self._left.append(child)
