"""The keyring of this account (Secret Service, KWallet, Windows Credential Manager, macOS Keychain), through `keyring`.

It is asked by a child process: a keyring may wait for a person who is not there, and its back ends raise what they
like. The key goes through pipes, never through arguments, the environment or a file.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Protocol

SERVICE = "etabli-sceau"
SECONDS = 60  # the time to type the password of a keyring that is locked
LARGEST_SECRET = 4096


class Keyring(Protocol):
    """Keeps short secrets by name; what it cannot do, it says by its answer."""

    def keep(self, name: str, secret: str) -> bool:
        """Keep a secret; tell whether it can be read back."""
        ...

    def get(self, name: str) -> str | None: ...

    def drop(self, name: str) -> None: ...


class SystemKeyring:
    """Implements Keyring; without a keyring, or without the library, nothing is kept."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds

    def keep(self, name: str, secret: str) -> bool:
        return self._asked("set", name, secret) is not None and self.get(name) == secret

    def get(self, name: str) -> str | None:
        found = self._asked("get", name)
        return found.strip() or None if found and len(found) <= LARGEST_SECRET else None

    def drop(self, name: str) -> None:
        self._asked("del", name)

    def _asked(self, act: str, name: str, secret: str = "") -> str | None:
        """Return what the library answers; None where it fails, for whatever reason."""
        try:
            done = subprocess.run(
                (sys.executable, "-P", "-m", "keyring", act, SERVICE, name),
                input=secret,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self._seconds,
                check=False,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return done.stdout if done.returncode == 0 else None
