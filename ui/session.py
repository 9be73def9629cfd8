"""What the screens work with: the workshop, who works, and where to run core calls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.background import Background

if TYPE_CHECKING:  # heavy: the first window is painted before the core is imported
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor
    from workshop.settings import Settings


@dataclass
class Session:
    """One open profile. `actor` changes when somebody scans a badge: it is read at each use, never kept."""

    workshop: Workshop
    actor: Actor
    background: Background
    shop: str
    sample: bool
    person: str = ""  # the name of whose badge was scanned; empty: nobody's was

    def change_actor(self, person: str, name: str) -> None:
        """Let somebody else work here, until another badge is scanned."""
        self.actor = replace(self.actor, person=person)
        self.person = name

    @property
    def settings(self) -> Settings:
        return self.workshop.settings
