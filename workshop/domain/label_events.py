"""What happened with labels; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event


@dataclass(frozen=True, slots=True)
class LabelPrinted(Event):
    """A label with this subject's code left the printer; `copy` 1 is the first.

    `why` (domain/printing.py, Reason) is why it was printed again. `by_itself`: nobody asked for it.
    """

    label: str
    copy: int = 1
    why: str = ""
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class IdentityReplaced(Event):
    """The object has another code from now on; the one before still leads to it."""

    old: str
    new: str
