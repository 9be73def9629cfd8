"""People and the workshop itself: the first run, badges, what each likes on the screens, managers' PINs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from workshop.domain.codes import Kind
from workshop.domain.content import read_time, written_time
from workshop.domain.errors import PinError, UnknownCodeError
from workshop.domain.people import Actor, Person, PinRecord, Preferences, Role, WorkshopIdentity
from workshop.domain.pins import PinProblem, is_right, objection, secret_of, wait_after
from workshop.services.authority import is_manager
from workshop.services.ports import Look, Store, Work

NOBODY = ""  # the person of the first transaction, before anybody has a badge
LONGEST_NAME = 60


class Vouching(StrEnum):
    """What is asked before an act that only a manager may do."""

    NOTHING = "nothing"  # nobody here has a PIN
    PIN = "pin"
    NOT_A_MANAGER = "not-a-manager"
    NONE_SET = "none-set"  # this manager has no PIN, others have


class People:
    """The workshop's name and site, and who works in it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def workshop(self) -> WorkshopIdentity | None:
        """Return who this workshop is, None before the first run."""
        with self._store.looking() as look:
            return look.workshop()

    def begin(self, name: str, site: int, bench: str, *, sample: bool = False) -> WorkshopIdentity:
        """Set the workshop up, once, with one person for closed-shop use (no badge required)."""
        with self._store.working(Actor(NOBODY, bench)) as work:
            identity = work.set_up(name, site, sample=sample)
            work.put(Person(work.issue(Kind.BADGE).text, name, Role.MANAGER, fictitious=sample))
            return identity

    def add(self, actor: Actor, name: str, role: Role, *, fictitious: bool = False) -> Person:
        """Give a person a badge."""
        with self._store.working(actor) as work:
            person = Person(work.issue(Kind.BADGE).text, " ".join(name.split())[:LONGEST_NAME], role, fictitious)
            work.put(person)
            return person

    def everybody(self) -> tuple[Person, ...]:
        """Return all people, by badge."""
        with self._store.looking() as look:
            return look.find(Person)

    def person(self, code: str) -> Person:
        """Return one person by the badge; raises UnknownCodeError."""
        with self._store.looking() as look:
            return _person(look, code)

    def default_actor(self, bench: str) -> Actor:
        """Return the person who works where nobody scanned a badge."""
        everybody = self.everybody()
        return Actor(everybody[0].code if everybody else NOBODY, bench)

    # what each likes

    def preferences(self, code: str) -> Preferences:
        """Return how screens are for one person; nothing chosen: as the bench is set."""
        with self._store.looking() as look:
            return look.get(Preferences, code) or Preferences(code)

    def prefer(self, actor: Actor, **chosen: int | str) -> Preferences:
        """Keep what a person chose for the screens."""
        with self._store.working(actor) as work:
            _person(work, actor.person)
            before = work.get(Preferences, actor.person) or Preferences(actor.person)
            now = replace(before, **chosen)  # type: ignore[arg-type]  # names and types are those of the settings
            work.put(now)
            return now

    # managers' PINs

    def vouching(self, actor: Actor) -> Vouching:
        """Say what is asked of a person before an act that only a manager may do."""
        with self._store.looking() as look:
            return _vouching(look, actor)

    def has_pin(self, code: str) -> bool:
        """Tell whether a person has a PIN."""
        with self._store.looking() as look:
            return _has_pin(look, code)

    def vouch(self, actor: Actor, pin: str = "") -> None:
        """Let one act pass, or raise PinError; a wrong PIN is counted, durably, and slows the next."""
        with self._store.working(actor) as work:
            found = _vouching(work, actor)
            refused = _checked(work, actor.person, pin) if found is Vouching.PIN else None
        if found in _REFUSED:
            raise PinError(_REFUSED[found])
        if refused is not None:
            raise refused

    def set_pin(self, actor: Actor, pin: str, *, old: str = "") -> None:
        """Set a manager's own PIN; the one before is asked for. Raises PinError."""
        with self._store.working(actor) as work:
            refused = _checked(work, actor.person, old) if _has_pin(work, actor.person) else None
            refused = refused or _objection(work, actor.person, pin)
            if refused is None:
                work.put(PinRecord(actor.person, secret_of(pin)))
        if refused is not None:
            raise refused

    def reset_pin(self, actor: Actor, code: str, pin: str) -> None:
        """Give a manager a PIN without the one before: for whoever keeps this workshop's computer. Raises PinError."""
        with self._store.working(actor) as work:
            refused = _objection(work, code, pin)
            if refused is None:
                work.put(PinRecord(code, secret_of(pin)))
        if refused is not None:
            raise refused


_REFUSED = {Vouching.NOT_A_MANAGER: PinProblem.NOT_A_MANAGER, Vouching.NONE_SET: PinProblem.NONE_SET}


def _person(look: Look, code: str) -> Person:
    person = look.get(Person, code) if code else None
    if person is None:
        raise UnknownCodeError(code)
    return person


def _has_pin(look: Look, code: str) -> bool:
    record = look.get(PinRecord, code) if code else None
    return record is not None and bool(record.secret)


def _vouching(look: Look, actor: Actor) -> Vouching:
    if not any(record.secret for record in look.find(PinRecord)):
        return Vouching.NOTHING
    if not is_manager(look, actor):
        return Vouching.NOT_A_MANAGER
    return Vouching.PIN if _has_pin(look, actor.person) else Vouching.NONE_SET


def _objection(look: Look, code: str, pin: str) -> PinError | None:
    if _person(look, code).role is not Role.MANAGER:
        return PinError(PinProblem.NOT_A_MANAGER)
    problem = objection(pin)
    return PinError(problem) if problem else None


def _checked(work: Work, code: str, pin: str) -> PinError | None:
    """Try a PIN, and write down that it was tried where it was wrong."""
    record = work.get(PinRecord, code)
    if record is None:
        return PinError(PinProblem.NONE_SET)
    left = read_time(record.waits_until) - work.now if record.waits_until else timedelta()
    if left > timedelta():
        return PinError(PinProblem.WAIT, _seconds(left))
    if is_right(pin, record.secret):
        if record.failed:
            work.put(replace(record, failed=0, waits_until=""))
        return None
    wait = wait_after(record.failed + 1)
    until = written_time(work.now + wait) if wait else ""
    work.put(replace(record, failed=record.failed + 1, waits_until=until))
    return PinError(PinProblem.WRONG, _seconds(wait))


def _seconds(wait: timedelta) -> int:
    return max(0, round(wait.total_seconds()))
