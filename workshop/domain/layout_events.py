"""What happened with the layouts of labels; found in `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.event import Event


@dataclass(frozen=True, slots=True)
class LayoutChanged(Event):
    """A manager changed how a kind of label is laid out on a medium, at this bench; no `text`: as it is shipped."""

    label: str
    media: str
    text: str = ""
