"""The seal of a workshop: what is known of it beside its key, which no rule ever sees, and what may go wrong with one.

A renewed seal stays good for what it sealed before. A revoked one was lost or stolen: nobody can tell any more who
used it, so that nothing it sealed counts, whatever date is written there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from workshop.domain.documents import EXAMPLE

WARNED = timedelta(days=60)
FINGERPRINT_DIGITS = 64
FINGERPRINT_GROUP = 4


class SealState(StrEnum):
    """Whether a seal may be used, and whether what it sealed counts."""

    PRESENT = "present"
    FORMER = "former"
    REVOKED = "revoked"


class SealOrigin(StrEnum):
    """How a seal came to a bench; one that was found lay beside the data before anybody wrote it down."""

    MADE = "made"
    BROUGHT = "brought"
    FOUND = "found"


class SealPlace(StrEnum):
    """Where the key is."""

    KEYRING = "keyring"
    FILE = "file"
    MEMORY = "memory"


class RevocationReason(StrEnum):
    """Why nobody answers for a seal any more."""

    LOST = "lost"
    STOLEN = "stolen"
    WITHDRAWN = "withdrawn"


class SealProblem(StrEnum):
    """Why a seal, or a list of seals, cannot serve; the fronts find the words."""

    OPEN_TO_OTHERS = "open-to-others"
    NOT_A_SEAL = "not-a-seal"
    NEWER = "newer"
    KEY_KIND = "key-kind"
    KEY_OF_ANOTHER = "key-of-another"
    NO_NAME = "no-name"
    NOT_FOR_SEALING = "not-for-sealing"
    EXAMPLE = "example"
    MISSING = "missing"
    KEY_UNREACHABLE = "key-unreachable"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    RETIRED = "retired"
    STILL_PRESENT = "still-present"
    ALREADY_REVOKED = "already-revoked"
    UNKNOWN = "unknown"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105 — the name of a problem
    PASSWORD_TOO_SHORT = "password-too-short"  # noqa: S105 — likewise
    TOO_OLD_FORMAT = "too-old-format"
    ALREADY_A_FILE = "already-a-file"
    NOT_A_FINGERPRINT = "not-a-fingerprint"
    NOT_A_LIST = "not-a-list"
    LIST_CHANGED = "list-changed"
    NOT_A_PUBLIC_SEAL = "not-a-public-seal"


@dataclass(frozen=True, slots=True)
class SealFacts:
    """What a certificate says of a seal; `fingerprint` is the SHA-256 of the certificate, 64 hexadecimal digits."""

    fingerprint: str
    name: str
    valid_from: datetime
    valid_until: datetime

    @property
    def example(self) -> bool:
        return self.name == EXAMPLE

    def against(self, now: datetime) -> SealProblem | None:
        """Say why nothing may be sealed now, by the dates of the certificate alone."""
        if now > self.valid_until:
            return SealProblem.EXPIRED
        return SealProblem.NOT_YET_VALID if now < self.valid_from else None

    def ends_soon(self, now: datetime) -> bool:
        """Tell whether it is time to renew."""
        return now > self.valid_until - WARNED


@dataclass(frozen=True, slots=True)
class KeptSeal:
    """The seal of a bench, and where its key is."""

    facts: SealFacts
    place: SealPlace


@dataclass(frozen=True, slots=True)
class SealCard:
    """What the journal tells of one seal; `by` is what stands in its place, `saved_at` its last copy."""

    facts: SealFacts
    origin: SealOrigin
    benches: tuple[str, ...]
    since: datetime
    state: SealState = SealState.PRESENT
    ended_at: datetime | None = None
    by: str = ""
    reason: RevocationReason | None = None
    saved_at: datetime | None = None


def readable(fingerprint: str) -> str:
    """Write a fingerprint so that it can be read aloud: groups of four."""
    upper = fingerprint.upper()
    return " ".join(upper[at : at + FINGERPRINT_GROUP] for at in range(0, len(upper), FINGERPRINT_GROUP))


def plain(fingerprint: str) -> str:
    """Return a fingerprint as it is compared: small hexadecimal digits, and nothing else of what was typed."""
    return "".join(char for char in fingerprint.lower() if char in "0123456789abcdef")


def written_fingerprint(line: str) -> str | None:
    """Return the fingerprint that a line holds (spaces, colons and case do not matter); None where it holds none."""
    digits = "".join(line.replace(":", " ").split()).lower()
    return digits if len(digits) == FINGERPRINT_DIGITS and digits == plain(digits) else None
