"""What only a manager does: one question, asked in the same way everywhere."""

from __future__ import annotations

from workshop.domain.drives import Refusal
from workshop.domain.errors import NotSetUpError, RefusedError
from workshop.domain.people import Actor, Person, Role, WorkshopIdentity
from workshop.services.ports import Look


def is_manager(look: Look, actor: Actor) -> bool:
    """Tell whether who acts is a manager; nobody in particular is none."""
    person = look.get(Person, actor.person) if actor.person else None
    return person is not None and person.role is Role.MANAGER


def managers_only(look: Look, actor: Actor, code: str) -> None:
    """Refuse what a person who is no manager wants to do with an object; raises RefusedError."""
    if not is_manager(look, actor):
        raise RefusedError(code, (Refusal.NOT_A_MANAGER.value,))


def identity_of(look: Look) -> WorkshopIdentity:
    """Return the workshop; raises NotSetUpError before its first run."""
    identity = look.workshop()
    if identity is None:
        raise NotSetUpError
    return identity


def workshop_for_manager(look: Look, actor: Actor) -> WorkshopIdentity:
    """Return the workshop for what only a manager does with it; raises NotSetUpError, RefusedError."""
    identity = identity_of(look)
    managers_only(look, actor, identity.name)
    return identity
