"""One window a profile: a second one raises the first and ends."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal

RAISE = b"raise\n"
PATIENCE_SECONDS = 5.0
ANSWER_MS = 500


class Instance(QObject):
    """Holds a profile for this window. The lock is the truth, the local server the way to be called."""

    called = Signal()  # a second window asked for this one

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        self._name = f"etabli-{name}"
        self._lock = QLockFile(str(Path(QDir.tempPath()) / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # a lock is stale when its process is gone, never by age
        self._server: QObject | None = None

    def claim(self) -> bool:
        """Take the profile; False where another window has it."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Wait to be called by a second window."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 — after the first paint

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # left by a window that was killed: the lock says that it is gone
        server.newConnection.connect(self._answer)
        server.listen(self._name)
        self._server = server

    def call_the_first(self) -> bool:
        """Ask the window that has the profile to come to the front."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 — only in a second window

        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(ANSWER_MS):
                socket.write(RAISE)
                socket.waitForBytesWritten(ANSWER_MS)
                socket.disconnectFromServer()
                return True
            time.sleep(0.05)
        return False

    def release(self) -> None:
        """Let another window have the profile."""
        if self._server is not None:
            self._server.close()  # type: ignore[attr-defined]
            self._server.deleteLater()
            self._server = None
        self._lock.unlock()

    def _answer(self) -> None:
        server = self._server
        connection = server.nextPendingConnection() if server is not None else None  # type: ignore[attr-defined]
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
            self.called.emit()
