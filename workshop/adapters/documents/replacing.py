"""What may be said of papers that others replaced: only what the workshop's own word tells.

That is its database, a list under a seal that is trusted, or the replacing paper itself. Without any of them, a paper
is authentic at its date, and no more is known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from workshop.adapters.documents.seal_list import Heard
from workshop.adapters.documents.verification import (
    LIST_SEAL_UNKNOWN,
    NOT_AUTHENTIC_EITHER,
    REPLACES_ANOTHER,
    Replaced,
    Verdict,
    verify,
)
from workshop.domain.seals import plain


@dataclass(frozen=True, slots=True)
class Beside:
    """What is given beside a file: fingerprints, what the journal knows, a list, the paper that should replace it."""

    trusted: Collection[str] = ()
    revoked: Collection[str] = ()
    ended: Mapping[str, datetime] | None = None
    journal: Replaced | None = None
    heard: Heard | None = None
    replacing: bytes | None = None


def verify_beside(pdf: bytes, beside: Beside) -> Verdict:
    """Say what a file is, with everything that was given beside it."""
    heard = beside.heard or Heard()
    revoked = frozenset(plain(item) for item in beside.revoked) | heard.revoked
    trusted = frozenset(plain(item) for item in beside.trusted) - revoked
    other = verify(beside.replacing, trusted, revoked, ended=beside.ended) if beside.replacing is not None else None

    def replaced(fingerprint: str, number: str) -> str:
        told = beside.journal(fingerprint, number) if beside.journal else ""
        return told or _by_the_list(heard, trusted, fingerprint, number) or _by_the_other(other, number)

    verdict = verify(pdf, trusted, revoked, ended=beside.ended, replaced=replaced)
    return replace(verdict, notes=_notes(verdict, heard, trusted, other))


def _by_the_list(heard: Heard, trusted: Collection[str], fingerprint: str, number: str) -> str:
    """Follow a list from paper to paper; it speaks of papers under the seals that it names."""
    if heard.seal is None or heard.seal.fingerprint not in trusted or fingerprint not in heard.seals:
        return ""
    last, seen = number, {number}
    while (by := heard.replaced.get(last, "")) and by not in seen:
        last = by
        seen.add(by)
    return "" if last == number else last


def _by_the_other(other: Verdict | None, number: str) -> str:
    replaces = other.certificate.replaces if other and other.authentic and other.certificate else ""
    return other.number if other and replaces == number else ""


def _notes(verdict: Verdict, heard: Heard, trusted: Collection[str], other: Verdict | None) -> tuple[str, ...]:
    found: list[str] = []
    if heard.seal and heard.seal.fingerprint not in trusted:
        found.append(LIST_SEAL_UNKNOWN)
    if other and not other.authentic:
        found.append(NOT_AUTHENTIC_EITHER)
    elif other and verdict.number and not _by_the_other(other, verdict.number):
        found.append(REPLACES_ANOTHER)
    return tuple(found)
