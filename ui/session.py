"""What the screens work with: the workshop, who works, and where to run core calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.background import Background

if TYPE_CHECKING:  # heavy: the first window is painted before the core is imported
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor
    from workshop.settings import Settings


@dataclass
class Session:
    """One open profile. `actor` changes when somebody scans a badge."""

    workshop: Workshop
    actor: Actor
    background: Background
    shop: str
    sample: bool

    @property
    def settings(self) -> Settings:
        return self.workshop.settings
