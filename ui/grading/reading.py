"""What État reads from the core; called on the worker, never by the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.small_photos import small_photos
from workshop.domain.agreement import Agreement
from workshop.domain.lots import MachineCard
from workshop.domain.upgrades import Plan
from workshop.looking_wiring import is_a_manager, looking_of, seconds_of
from workshop.services.looking import LooksView
from workshop.services.second_inspection import Turn

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor

MOST_SHOWN = 6


@dataclass(frozen=True)
class GradingShown:
    """One machine, its newest photos made small; `drawn`: somebody else shall look at it once more."""

    view: LooksView
    photos: tuple[bytes, ...] = ()
    plans: tuple[Plan, ...] = ()
    people: dict[str, str] = field(default_factory=dict)  # names by code
    drawn: bool = False


@dataclass(frozen=True)
class StartShown:
    """What can be done while no machine is there."""

    waiting: tuple[MachineCard, ...] = ()
    manager: bool = False


@dataclass(frozen=True)
class AgreementShown:
    """How far people agree, and how many machines of a hundred are drawn."""

    found: tuple[Agreement, ...]
    percent: int


def read_machine(workshop: Workshop, actor: Actor, code: str) -> GradingShown:
    """Read a machine as it is looked at; raises UnknownCodeError."""
    return shown_of(workshop, actor, looking_of(workshop).view(code))


def shown_of(workshop: Workshop, actor: Actor, view: LooksView) -> GradingShown:
    """Add to what was read already."""
    people = {person.code: person.name for person in workshop.people.everybody()}
    photos = small_photos(workshop, view.photos, MOST_SHOWN)
    turn = seconds_of(workshop).turn(actor, view.card.code) if view.grade else Turn.NOT_DRAWN
    drawn = turn in (Turn.OPEN, Turn.SAME_PERSON, Turn.NOBODY)
    return GradingShown(view, photos, view.judged.plans(), people, drawn)


def read_start(workshop: Workshop, actor: Actor) -> StartShown:
    """Read which machines wait for a second inspection by this person."""
    return StartShown(seconds_of(workshop).waiting(actor), is_a_manager(workshop, actor))


def read_agreement(workshop: Workshop) -> AgreementShown:
    """Read how far people agree."""
    seconds = seconds_of(workshop)
    return AgreementShown(seconds.agreement(), seconds.percent())


def set_percent(workshop: Workshop, actor: Actor, percent: int) -> AgreementShown:
    """Choose how many machines are drawn; raises RefusedError."""
    seconds_of(workshop).set_percent(actor, percent)
    return read_agreement(workshop)
