"""A back end for the library `keyring` that keeps its secrets in the file named by KEYRING_OF_THE_TEST."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class FileKeyring(KeyringBackend):
    """Loaded by a child process, by its name."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        found: str | None = self._secrets().get(f"{service}/{username}")
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write(self._secrets() | {f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        secrets = self._secrets()
        if secrets.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError
        self._write(secrets)

    def _secrets(self) -> dict[str, str]:
        file = Path(os.environ["KEYRING_OF_THE_TEST"])
        return dict(json.loads(file.read_text())) if file.exists() else {}

    def _write(self, secrets: dict[str, str]) -> None:
        Path(os.environ["KEYRING_OF_THE_TEST"]).write_text(json.dumps(secrets))
