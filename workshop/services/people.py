"""People and the workshop itself: the first run, badges."""

from __future__ import annotations

from workshop.domain.codes import Kind
from workshop.domain.people import Actor, Person, Role, WorkshopIdentity
from workshop.services.ports import Store

NOBODY = ""  # the person of the first transaction, before anybody has a badge


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
            person = Person(work.issue(Kind.BADGE).text, name, role, fictitious)
            work.put(person)
            return person

    def everybody(self) -> tuple[Person, ...]:
        """Return all people, by badge."""
        with self._store.looking() as look:
            return look.find(Person)

    def default_actor(self, bench: str) -> Actor:
        """Return the person who works where nobody scanned a badge."""
        everybody = self.everybody()
        return Actor(everybody[0].code if everybody else NOBODY, bench)
