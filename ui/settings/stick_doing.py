"""What Réglages does with the probe's sticks, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.bench_wiring import sticks
from workshop.domain.errors import MediumError
from workshop.domain.reports import Stick
from workshop.report_wiring import prepare_stick, stick_of

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor


@dataclass(frozen=True)
class StickHere:
    """A stick that is plugged in: `known` is its record here, None: none; `keyed`: a key stands on it, whosever."""

    folder: Path
    known: Stick | None
    keyed: bool


@dataclass(frozen=True)
class SticksRead:
    """The sticks that are plugged in, and those that the workshop knows, newest first."""

    here: tuple[StickHere, ...]
    known: tuple[Stick, ...]


def read_sticks(workshop: Workshop) -> SticksRead:
    """Look what is plugged in, and what is known of it."""
    known = tuple(reversed(workshop.sticks.all()))
    ours = {stick.id: stick for stick in known if not stick.forgotten_at}
    return SticksRead(tuple(_here(folder, ours) for folder in sticks()), tuple(ours.values()))


def prepare(workshop: Workshop, actor: Actor, folder: Path, *, replace: bool) -> Stick | None:
    """Put a key onto a stick; None where one stands there, and it was not said that it may go."""
    return prepare_stick(workshop.sticks, actor, folder, replace=replace)


def forget(workshop: Workshop, actor: Actor, stick: str) -> Stick:
    """Let nothing count any more that a stick signs."""
    return workshop.sticks.forget(actor, stick)


def _here(folder: Path, ours: dict[str, Stick]) -> StickHere:
    try:
        number = stick_of(folder)
    except MediumError:  # there is a file by that name that is no key
        return StickHere(folder, None, keyed=True)
    return StickHere(folder, ours.get(number), keyed=bool(number))
