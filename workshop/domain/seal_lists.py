"""What a workshop tells the holders of its papers, in one file: seals that are revoked, papers that were replaced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workshop.domain.seals import RevocationReason

SCHEMA = "etabli-seals-1"


@dataclass(frozen=True, slots=True)
class ListedSeal:
    """A seal that the workshop has or had: the list speaks of papers under these and of no others."""

    fingerprint: str
    name: str
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class RevokedSeal:
    """A seal for which nobody answers any more."""

    fingerprint: str
    at: datetime
    reason: RevocationReason


@dataclass(frozen=True, slots=True)
class ReplacedPaper:
    """A numbered document in whose place another one stands."""

    number: str
    by: str


@dataclass(frozen=True, slots=True)
class SealList:
    """The whole content of a list, before it is sealed."""

    schema: str
    workshop: str
    site: int
    issued_at: datetime
    seals: tuple[ListedSeal, ...]
    revoked: tuple[RevokedSeal, ...]
    replaced: tuple[ReplacedPaper, ...]
