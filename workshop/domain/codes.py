"""The codes of a bench: twelve digits in Code 128-C.

Two digits of kind (or year of a machine), two of site, six of serial, two of check (ISO 7064 MOD 97-10).
Opaque: nothing but the kind is ever read from one. Never reused, kept as text. A valid check is not enough:
the code must have been issued.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

LENGTH = 12
TYPED_LENGTH = 8  # by hand: the last eight, which hold the serial and the check
SERIAL_LIMIT = 1_000_000
SITE_LIMIT = 100
FIRST_MACHINE_KIND = 20


class Kind(IntEnum):
    """What a code is on; 20 to 99 is a machine, by the year in which the code was given."""

    COMMAND = 0
    PLACE = 1
    LOT = 2
    BOX = 3
    BADGE = 4
    DOCUMENT = 5
    ORDER = 6
    DRIVE = 7
    ACCESSORY = 8
    MACHINE = FIRST_MACHINE_KIND


@dataclass(frozen=True, order=True, slots=True)
class Code:
    """One valid code; `text` is its twelve digits."""

    text: str

    def __post_init__(self) -> None:
        if not is_code(self.text):
            raise ValueError(self.text)

    @property
    def kind(self) -> Kind:
        number = int(self.text[:2])
        return Kind.MACHINE if number >= FIRST_MACHINE_KIND else Kind(number)

    @property
    def site(self) -> int:
        return int(self.text[2:4])

    @property
    def typed(self) -> str:
        """The last eight digits: what a person types."""
        return self.text[-TYPED_LENGTH:]

    def __str__(self) -> str:
        return self.text


def is_code(text: str) -> bool:
    """Tell whether a text has the form, a known kind and the check of a code; it may still never have been issued."""
    if len(text) != LENGTH or not (text.isascii() and text.isdigit()) or int(text) % 97 != 1:
        return False
    if not 2 <= int(text[-2:]) <= 98:  # noqa: PLR2004 — 00, 01 and 99 say the same as 97, 98 and 02: never given
        return False
    number = int(text[:2])
    return number >= FIRST_MACHINE_KIND or number in Kind.__members__.values()


def make(kind: int, site: int, serial: int) -> Code:
    """Build the code of a kind (20 to 99: a machine's year), a site and a serial number."""
    if not (0 <= kind < 100 and 0 <= site < SITE_LIMIT and 0 <= serial < SERIAL_LIMIT):  # noqa: PLR2004 — two digits
        raise ValueError((kind, site, serial))
    payload = f"{kind:02d}{site:02d}{serial:06d}"
    return Code(f"{payload}{98 - int(payload) * 100 % 97:02d}")


def kind_of(kind: Kind, year: int) -> int:
    """Return the two first digits: the year for a machine, else the kind itself.

    A clock that was never set (2000, 2015) must not make a command or a place of a machine.
    """
    return max(FIRST_MACHINE_KIND, year % 100) if kind is Kind.MACHINE else int(kind)


class Command(IntEnum):
    """What a bench card may say; the value is the serial number of its code (kind 00, site 00)."""

    INTAKE = 1
    BENCH = 2
    WIPE = 3
    STORE = 4
    DELIVER = 5
    RETURN = 6
    YES = 11
    NO = 12
    WORKS = 13
    FAILS = 14
    UNSURE = 15
    NO_DEFECT = 16
    TO_REPAIR = 21
    FOR_PARTS = 22
    RECYCLE = 23
    PASSWORD_LOCKED = 24
    NO_CHARGER = 25
    NO_SERIAL = 26
    LABEL = 31
    PHOTO = 32
    DONE = 33
    NEW_BOX = 34
    UNDO = 41
    HELP = 42
    REPEAT = 43
    CALIBRATE = 44


def command_code(command: Command) -> Code:
    """Return the code that a bench card carries for one command."""
    return make(int(Kind.COMMAND), 0, int(command))


def command_of(code: Code) -> Command | None:
    """Return the command of a code of kind 00, or None where the closed list has none."""
    return next((command for command in Command if command_code(command) == code), None)
