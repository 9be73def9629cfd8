"""Who works here. Events know a person by id only; a name can be forgotten without touching the journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may do beyond the bench."""

    TECHNICIAN = "technician"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Person:
    """One person; `code` is the first badge and the id. `fictitious` marks the people of examples."""

    code: str
    name: str
    role: Role = Role.TECHNICIAN
    fictitious: bool = False


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the screens are for one person, at every bench; empty or 0: as the bench is set."""

    code: str
    zoom_percent: int = 0
    look: str = ""
    language: str = ""
    wording: str = ""
    sounds: str = ""


@dataclass(frozen=True, slots=True)
class PinRecord:
    """A manager's PIN, as nobody can read it; `failed` attempts in a row, and until when no other is taken."""

    code: str
    secret: str = field(repr=False)
    failed: int = 0
    waits_until: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and at which bench."""

    person: str
    bench: str


@dataclass(frozen=True, slots=True)
class WorkshopIdentity:
    """The one workshop of a database: its name and its site number (0 to 99), in every code that it gives."""

    code: str
    name: str
    site: int
    sample: bool = False


@dataclass(frozen=True, slots=True)
class WorkshopAddress:
    """Where the workshop is, for papers that must say it; `code` is the workshop's."""

    code: str
    text: str = ""
