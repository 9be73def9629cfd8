"""What is told of the workshop's seals: to a screen, and to whoever verifies a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workshop.domain.errors import SealError
from workshop.domain.seal_book import SealBook, of_state, seal_book
from workshop.domain.seals import KeptSeal, SealCard, SealFacts, SealPlace, SealProblem, SealState, readable
from workshop.services.ports import Look


@dataclass(frozen=True, slots=True)
class SealView:
    """The seal of this bench, for a screen. `facts` None: none was made yet. `problem`: why it cannot seal now."""

    facts: SealFacts | None
    place: SealPlace | None
    card: SealCard | None
    example: bool
    days_left: int | None
    ends_soon: bool
    problem: SealProblem | None
    about: str
    others: tuple[SealCard, ...]
    former: tuple[SealCard, ...]
    revoked: tuple[SealCard, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The fingerprint in groups of four, to be read over the phone."""
        return tuple(readable(self.facts.fingerprint).split()) if self.facts else ()


@dataclass(frozen=True, slots=True)
class KnownSeals:
    """What the journal knows for whoever verifies; `ended`: when a former seal stopped."""

    trusted: frozenset[str] = frozenset()
    revoked: frozenset[str] = frozenset()
    ended: tuple[tuple[str, datetime], ...] = ()


def view_of(
    present: KeptSeal | None, expected: SealCard | None, book: SealBook, now: datetime, refusal: SealError | None
) -> SealView:
    """Put together what is told of the seal of a bench; where it cannot be read, of the one that should be there."""
    facts = present.facts if present else expected.facts if expected else None
    here = facts.fingerprint if facts else ""
    return SealView(
        facts,
        present.place if present else None,
        book.get(here),
        bool(facts and facts.example),
        (facts.valid_until - now).days if facts else None,
        bool(facts and facts.ends_soon(now)),
        refusal.problem if refusal else None,
        refusal.what if refusal else "",
        tuple(card for card in of_state(book, SealState.PRESENT) if card.facts.fingerprint != here),
        of_state(book, SealState.FORMER),
        of_state(book, SealState.REVOKED),
    )


def known_seals(book: SealBook) -> KnownSeals:
    """Return whose papers are trusted."""
    former = of_state(book, SealState.FORMER)
    good = (*of_state(book, SealState.PRESENT), *former)
    return KnownSeals(
        frozenset(card.facts.fingerprint for card in good),
        frozenset(card.facts.fingerprint for card in of_state(book, SealState.REVOKED)),
        tuple((card.facts.fingerprint, card.ended_at) for card in former if card.ended_at),
    )


def book_of(look: Look) -> SealBook:
    """Return the seals of a workshop; none before its first run."""
    identity = look.workshop()
    return seal_book(look.history(identity.code)) if identity else {}


def why_not(present: KeptSeal, book: SealBook, now: datetime) -> SealError | None:
    """Say why nothing may be sealed now: the seal is retired, or out of its dates. An example always may."""
    card = book.get(present.facts.fingerprint)
    if present.facts.example:
        return None
    if card and card.state is not SealState.PRESENT:
        return retired(card)
    return out_of_dates(present.facts, now)


def out_of_dates(facts: SealFacts, now: datetime) -> SealError | None:
    """Say that a seal holds no more, or not yet."""
    problem = facts.against(now)
    if problem is None:
        return None
    return SealError(problem, _day(facts.valid_until if problem is SealProblem.EXPIRED else facts.valid_from))


def retired(card: SealCard) -> SealError:
    """Say that another seal stands in the place of this one."""
    return SealError(SealProblem.RETIRED, _day(card.ended_at) if card.ended_at else "")


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
