"""A sound program that plays nothing: it writes down what it was asked to play, and may have to wait or to fail."""

from __future__ import annotations

import time
from pathlib import Path

SCRIPT = """#!/bin/sh
for last; do :; done
echo "${{last##*/}}" >> '{log}'
while [ -e '{gate}' ]; do sleep 0.01; done
exit {code}
"""
PATIENCE_SECONDS = 10


class FakePlayer:
    """A program in a folder that a test puts on its PATH."""

    def __init__(self, folder: Path, name: str = "aplay", *, exit_code: int = 0) -> None:
        folder.mkdir(exist_ok=True)
        self.log, self.gate = folder / f"{name}.log", folder / f"{name}.gate"
        program = folder / name
        program.write_text(SCRIPT.format(log=self.log, gate=self.gate, code=exit_code))
        program.chmod(0o755)

    @property
    def played(self) -> list[str]:
        return self.log.read_text().split() if self.log.exists() else []

    def wait_for(self, *names: str) -> None:
        """Wait until these were played, in this order, and nothing else."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self.played != list(names):
            assert time.monotonic() < end, self.played
            time.sleep(0.005)

    def hold(self) -> None:
        """Let what is played last until it is let go."""
        self.gate.touch()

    def let_go(self) -> None:
        self.gate.unlink()
