"""What can be wiped here and how, and how each wipe stands: flat, frozen, for screens and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from workshop.domain import events as happened
from workshop.domain.codes import Code, is_code
from workshop.domain.diagnosis import DriveMedium, Health, drive_health
from workshop.domain.drives import Disposition, Validation
from workshop.domain.errors import AmbiguousCodeError, UnknownCodeError
from workshop.domain.journal import undone_events
from workshop.domain.lots import DriveCard, MachineCard, drive_size, machine_name
from workshop.domain.machines import drives_are_unlisted, fold_drive, why_not_on_drive
from workshop.domain.methods import Acceptance, Method, Offer, offers
from workshop.domain.wiping import Looked, PresentDrive, WipeCard, WipeLog
from workshop.services.diagnosis import health_of
from workshop.services.machines import drive_card_of, machine_of, written
from workshop.services.ports import Clock, DrivesHere, Files, Look, WipeKeeper, WipeProgress

BEST = "best"  # instead of a method's name: the best that the drive can do
_TO_WIPE_AGAIN = frozenset({Disposition.FAILED.value})
_TYPED = 8


@dataclass(frozen=True, slots=True)
class WipeRules:
    """The methods, by their names, and the house's table of what is wanted for which medium."""

    methods: Mapping[str, Method]
    acceptance: Acceptance


@dataclass(frozen=True, slots=True)
class WipeParts:
    """What wiping is given beside the store."""

    keeper: WipeKeeper
    here: DrivesHere
    rules: Callable[[], WipeRules]
    files: Files
    clock: Clock


@dataclass(frozen=True, slots=True)
class PlannedDrive:
    """One drive of a machine, or a loose one; `present` None: not plugged in; `wipe`: the one that runs now."""

    card: DriveCard
    present: PresentDrive | None
    looked: Looked | None
    offers: tuple[Offer, ...]
    health: Health
    health_facts: tuple[str, ...]
    wipe: WipeCard | None

    @property
    def choosable(self) -> bool:
        """Whether it is there and may be chosen: plugged in, not protected, not being wiped."""
        return bool(self.present and not self.present.protected and not self.wipe)


@dataclass(frozen=True, slots=True)
class SeenDrive:
    """One drive that is plugged in here, whosever it is; a protected one is asked nothing."""

    present: PresentDrive
    looked: Looked | None
    offers: tuple[Offer, ...]
    health: Health
    health_facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WipePlan:
    """What can be wiped under one code (a machine's, or a loose drive's), and what speaks against it.

    `protected` are the drives that are plugged in and can never be chosen; `refusals` are written as in RefusedError;
    `authorised`: the lot's wipes need no second scan; `unlisted`: nobody whom we trust knows of all the drives in it.
    """

    code: str
    name: str
    lot: str
    drives: tuple[PlannedDrive, ...]
    protected: tuple[PresentDrive, ...]
    refusals: tuple[str, ...]
    authorised: bool
    unlisted: bool = False


@dataclass(frozen=True, slots=True)
class WipeRow:
    """One wipe as it stands now: `outcome` None while it runs, or until its end is written."""

    wipe: WipeCard
    drive: DriveCard
    machine_name: str
    log: WipeLog | None
    running: bool
    progress: WipeProgress | None
    outcome: Disposition | None


def subject_in(look: Look, text: str) -> str:
    """Return the first code of what a scanned or typed code is on, a replaced one too; raises UnknownCodeError."""
    digits = "".join(text.split())
    subject = look.subject_of(Code(digits)) if is_code(digits) else None
    if subject is None and len(digits) == _TYPED and digits.isdigit():
        found = look.codes_ending(digits)
        if len(found) > 1:
            raise AmbiguousCodeError(digits, tuple(code.text for code in found))
        subject = look.subject_of(found[0]) if found else None
    if subject is None:
        raise UnknownCodeError(text)
    return subject


def lot_of_drive(look: Look, card: DriveCard) -> str:
    """Return the lot with which a drive came: its machine's, or its own."""
    machine = look.get(MachineCard, card.machine) if card.machine else None
    return machine.lot if machine else card.lot


def is_authorised(look: Look, lot: str) -> bool:
    """Tell whether a manager has allowed the wipes of a lot, and nobody has taken that back."""
    history = look.history(lot) if lot else ()
    undone = undone_events(history)
    words = (happened.WipesAuthorised, happened.WipesForbidden)
    said = [entry.event for entry in history if isinstance(entry.event, words) and entry.seq not in undone]
    return bool(said) and isinstance(said[-1], happened.WipesAuthorised)


def left_to_wipe(card: DriveCard) -> bool:
    """Tell whether a drive is open, or was wiped in vain."""
    rejected = card.validation == Validation.REJECTED.value
    return card.disposition == Disposition.OPEN.value or card.disposition in _TO_WIPE_AGAIN or rejected


def planned(look: Look, text: str) -> WipePlan:
    """Say what stands under a code, without asking any drive; a drive in a machine is its machine's."""
    subject = subject_in(look, text)
    drive = look.get(DriveCard, subject)
    code = drive.machine if drive and drive.machine else subject
    machine = look.get(MachineCard, code)
    if machine:
        name, lot, cards = machine_name(machine.maker, machine.model), machine.lot, look.find(DriveCard, machine=code)
    else:
        card = drive_card_of(look, code)
        name, lot, cards = f"{card.model} {drive_size(card)}".strip(), card.lot, (card,)
    drives = tuple(planned_drive(look, card) for card in cards)
    unlisted = bool(machine) and drives_are_unlisted(machine_of(look, code))
    return WipePlan(code, name, lot, drives, (), refusals_of(look, drives), is_authorised(look, lot), unlisted)


def planned_drive(look: Look, card: DriveCard) -> PlannedDrive:
    """Say what is known of one drive before anything is asked of it."""
    running = look.find(WipeCard, drive=card.code, open=True)
    health, facts = health_of(look, card)
    return PlannedDrive(card, None, None, (), health, facts, running[-1] if running else None)


def refusals_of(look: Look, drives: tuple[PlannedDrive, ...]) -> tuple[str, ...]:
    """Say why the chain would not have these drives wiped, written as in RefusedError; nothing of one that runs."""
    found: list[str] = []
    for item in drives:
        machine = machine_of(look, item.card.machine) if item.card.machine else None
        drive = fold_drive(item.card.code, look.history(item.card.code))
        if not item.wipe:
            found += written(why_not_on_drive(machine, drive, happened.WipeStarted("")))
    return tuple(found)


def with_present(plan: WipePlan, here: DrivesHere) -> WipePlan:
    """Say which of the drives are plugged in here."""
    there = here.of([item.card for item in plan.drives])
    drives = tuple(replace(item, present=there.get(item.card.code)) for item in plan.drives)
    protected = tuple(item for item in here.here() if item.protected)
    return replace(plan, drives=drives, protected=protected)


def looked_at(item: PlannedDrive, here: DrivesHere, rules: WipeRules) -> PlannedDrive:
    """Ask one drive what it can do and how it is; what is not there or may not be chosen is left alone."""
    if item.present is None or not item.choosable:
        return item
    medium = item.present.medium
    looked = here.look(medium)
    health, facts = drive_health(looked.smart) if looked.smart else (item.health, item.health_facts)
    return replace(item, looked=looked, offers=offered(rules, medium.medium, looked), health=health, health_facts=facts)


def seen(present: PresentDrive, here: DrivesHere, rules: WipeRules) -> SeenDrive:
    """Ask one drive that is plugged in what it can do and how it is."""
    if present.protected:
        return SeenDrive(present, None, (), Health.UNKNOWN, ())
    looked = here.look(present.medium)
    health, facts = drive_health(looked.smart)
    return SeenDrive(present, looked, offered(rules, present.medium.medium, looked), health, facts)


def offered(rules: WipeRules, medium: DriveMedium, looked: Looked) -> tuple[Offer, ...]:
    """List what can be done to a drive that was asked, best first."""
    return offers(rules.methods, rules.acceptance, medium, looked.abilities)
