"""What the page of people reads and makes; called on workers, never by the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.papers import DOCUMENTS, keep_paper, print_label
from workshop.domain.people import Person, Role
from workshop.paper_wiring import bench_card

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor

CARD = "carte-de-poste.pdf"


@dataclass(frozen=True)
class PeopleRead:
    """Everybody, in the order of the badges; whoever works here, and whether they are a manager and have a PIN."""

    people: tuple[Person, ...]
    own: Person | None
    has_pin: bool


@dataclass(frozen=True)
class BadgeMade:
    """A badge, and the file of its label; None: a printer prints it."""

    person: Person
    file: Path | None


def read_people(workshop: Workshop, actor: Actor) -> PeopleRead:
    """Read who works here."""
    people = workshop.people.everybody()
    own = next((person for person in people if person.code == actor.person), None)
    return PeopleRead(people, own, workshop.people.has_pin(actor.person))


def add_person(workshop: Workshop, actor: Actor, name: str, role: Role) -> BadgeMade:
    """Give a person a badge, and make its label."""
    person = workshop.people.add(actor, name, role)
    return BadgeMade(person, print_label(workshop, actor, person.code))


def print_badge(workshop: Workshop, actor: Actor, person: Person) -> BadgeMade:
    """Make the label of a badge once more."""
    return BadgeMade(person, print_label(workshop, actor, person.code))


def make_card(workshop: Workshop, shop: str) -> Path:
    """Make the bench card, in the language of the papers of this bench."""
    content = bench_card(shop, (workshop.settings.language,))
    return keep_paper(workshop.settings.folder() / DOCUMENTS, CARD, content)
