"""What Effacer asks the core; called off the GUI thread. A ticket comes back with its answer: late ones are told so."""

from __future__ import annotations

from ui.session import Session
from ui.wiping.following import Started
from workshop.domain.errors import WipeRefusedError, WorkshopError
from workshop.domain.interlocks import Interlock
from workshop.domain.lots import DriveCard, Lot
from workshop.domain.wiping import MediumIdentity
from workshop.services.wipe_lots import LotWipes
from workshop.services.wipe_plans import WipePlan
from workshop.words import Sentence, trouble

MOST_LOTS = 9  # as many as there are digits


def plan(session: Session, code: str, ticket: int) -> tuple[int, WipePlan]:
    """Say what a code covers; asks no drive."""
    return ticket, session.workshop.wiping.plan(code)


def look(session: Session, plan: WipePlan, ticket: int) -> tuple[int, WipePlan]:
    """Ask each drive; takes seconds."""
    return ticket, session.workshop.wiping.look(plan)


def start(session: Session, plan: WipePlan, label: str, ticket: int) -> tuple[int, Started]:
    """Start every drive of a plan."""
    return ticket, session.workshop.wiping.start_all(session.actor, plan, label)


def lot(session: Session, code: str, ticket: int) -> tuple[int, LotWipes]:
    """Say how a lot stands."""
    return ticket, session.workshop.wiping.lot(session.actor, code)


def open_lots(session: Session, drive: MediumIdentity) -> tuple[MediumIdentity, tuple[Lot, ...]]:
    """Return the open lots that a drive may be of, the newest first."""
    return drive, session.workshop.lots.open_ones()[:MOST_LOTS]


def receive(session: Session, lot: str, medium: MediumIdentity) -> DriveCard:
    """Receive a loose drive that is still plugged in; raises WorkshopError."""
    workshop = session.workshop
    present = next((one for one in workshop.wiping.here() if one.medium == medium), None)
    if present is None:
        raise WipeRefusedError(Interlock.NOT_THERE, medium.path)
    return workshop.drives.receive_loose(session.actor, lot, present)


def several_troubles(errors: list[WorkshopError]) -> Sentence:
    """Say several refusals in one sentence each, once."""
    sentences = [trouble(error) for error in errors]
    return Sentence(" ".join(dict.fromkeys(one.what for one in sentences)), sentences[0].do)
