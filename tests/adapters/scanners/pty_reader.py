"""A reader on a real serial line: a pty whose slave is named by a link, as the system names a plugged-in reader."""

from __future__ import annotations

import os
import pty
import tty
from pathlib import Path


class PtyReader:
    """Plugged in from the beginning; `path` stays the same over `unplug` and `plug`."""

    def __init__(self, folder: Path, name: str = "ttyREADER") -> None:
        self.path = folder / name
        self._line = -1
        self.plug()

    def plug(self) -> None:
        self._line, slave = pty.openpty()
        tty.setraw(slave)
        self._slave = slave
        self.path.symlink_to(os.ttyname(slave))

    def unplug(self) -> None:
        self.path.unlink()
        os.close(self._slave)
        os.close(self._line)
        self._line = -1

    def send(self, data: bytes) -> None:
        os.write(self._line, data)

    def scan(self, text: str) -> None:
        self.send(text.encode() + b"\r")

    def close(self) -> None:
        if self._line >= 0:
            self.unplug()
