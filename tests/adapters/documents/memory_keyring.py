"""A keyring that forgets at the end of the test."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class MemoryKeyring:
    """Keeps secrets; one that does not work answers as a bench without any keyring does."""

    works: bool = True
    secrets: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, secret: str) -> bool:
        if self.works:
            self.secrets[name] = secret
        return self.works

    def get(self, name: str) -> str | None:
        return self.secrets.get(name)

    def drop(self, name: str) -> None:
        self.secrets.pop(name, None)
