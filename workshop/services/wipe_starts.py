"""The start of a wipe: what is checked before, what is written, and how a start that was refused is taken back."""

from __future__ import annotations

from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.content import written_time
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.drives import Refusal
from workshop.domain.errors import RefusedError, WipeRefusedError, WorkshopError
from workshop.domain.interlocks import Interlock
from workshop.domain.lots import DriveCard
from workshop.domain.machines import fold_drive, why_not_on_drive
from workshop.domain.methods import Method
from workshop.domain.people import Actor
from workshop.domain.wiping import MediumIdentity, PresentDrive, WipeCard
from workshop.services.machines import drive_card_of, machine_of, record_on_drive, refuse
from workshop.services.ports import DrivesHere, Look, WipeOrder, Work
from workshop.services.wipe_plans import BEST, WipeRules, is_authorised, lot_of_drive, offered, subject_in

REFUSAL_FACT = "wipe-refused"


def checked(look: Look, code: str, drive: str, confirmed: str) -> tuple[DriveCard, str]:
    """Return the drive and the code that confirms it; raises RefusedError where it may not be wiped now.

    The code must be on the machine in which a reading found this very drive, or on the loose drive itself. Without a
    code, a manager must have authorised the lot.
    """
    subject, card = subject_in(look, code), drive_card_of(look, subject_in(look, drive))
    owner = card.machine or card.code
    if owner != subject:
        raise RefusedError(subject, (f"{Refusal.OTHER_DRIVE.value}:{card.code}",))
    if not _is_confirmed(look, card, owner, confirmed):
        raise RefusedError(subject, (f"{Refusal.NOT_CONFIRMED.value}:{card.code}",))
    machine = machine_of(look, card.machine) if card.machine else None
    state = fold_drive(card.code, look.history(card.code))
    refuse(subject, why_not_on_drive(machine, state, happened.WipeStarted("")))
    return card, "".join(confirmed.split())


def _is_confirmed(look: Look, card: DriveCard, owner: str, confirmed: str) -> bool:
    if not confirmed.strip():
        return is_authorised(look, lot_of_drive(look, card))
    try:
        return subject_in(look, confirmed) == owner
    except WorkshopError:
        return False


def plugged_in(here: DrivesHere, card: DriveCard) -> PresentDrive:
    """Return the one device that is this drive now; raises RefusedError."""
    present = here.of([card]).get(card.code)
    if present is None:
        raise RefusedError(card.code, (f"{Refusal.NOT_PLUGGED_IN.value}:{card.code}",))
    if present.protected:
        raise RefusedError(card.code, (f"{Refusal.PROTECTED.value}:{card.code}",))
    return present


def as_exercise(look: Look, medium: MediumIdentity) -> bool:
    """Tell whether this is an exercise: in a sample only images are wiped, in a real workshop never one."""
    workshop = look.workshop()
    sample = workshop is not None and workshop.sample
    image = medium.medium is DriveMedium.IMAGE
    if sample != image:
        raise WipeRefusedError(Interlock.NOT_FOR_EXERCISE if sample else Interlock.NOT_AN_EXERCISE, medium.path)
    return sample


def chosen_method(here: DrivesHere, rules: WipeRules, medium: MediumIdentity, method: str) -> Method:
    """Return the method of that name, or the best that the drive says it can do; raises WipeRefusedError."""
    if method not in ("", BEST):
        if method not in rules.methods:
            raise WipeRefusedError(Interlock.UNKNOWN_METHOD, method)
        return rules.methods[method]
    possible = offered(rules, medium.medium, here.look(medium))
    if not possible:
        raise WipeRefusedError(Interlock.CANNOT, medium.path)
    return possible[0].method


def write_start(work: Work, actor: Actor, code: str, order: WipeOrder) -> WipeCard:
    """Write that a wipe begins, once more checked now that nobody else can write."""
    card, confirmed = checked(work, code, order.drive, order.confirmed)
    lot = lot_of_drive(work, card)
    at = written_time(work.now)
    method, exercise = order.method.id, order.exercise
    wipe = WipeCard(order.log, card.code, card.machine, lot, method, actor.person, actor.bench, at, confirmed, exercise)
    work.put(wipe)
    record_on_drive(work, card.code, happened.WipeStarted(method, wipe.code, confirmed))
    return wipe


def take_back(work: Work, wipe: WipeCard, refused: WorkshopError) -> None:
    """Undo a start that was refused: nothing was written, so what was proven of the drive still is."""
    work.put(replace(wipe, open=False))
    work.keep(REFUSAL_FACT, wipe.drive, {"wipe": wipe.code, "why": str(refused)})
    started = [entry.seq for entry in work.history(wipe.drive) if _begins(entry.event, wipe)]
    if fold_drive(wipe.drive, work.history(wipe.drive)).wipe == wipe.code:
        record_on_drive(work, wipe.drive, happened.Undone(started[-1]))


def _begins(event: happened.Event, wipe: WipeCard) -> bool:
    return isinstance(event, happened.WipeStarted) and event.wipe == wipe.code
