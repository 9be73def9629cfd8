"""The seals of a workshop, as its journal tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.entries import Recorded
from workshop.domain.seals import RevocationReason, SealCard, SealFacts, SealOrigin, SealState

SealBook = Mapping[str, SealCard]  # by fingerprint, the one that came to a bench last at the end


def seal_book(history: Iterable[Recorded]) -> SealBook:
    """Fold the events of a workshop, oldest first, into the seals that it has or had."""
    book: dict[str, SealCard] = {}
    for entry in history:
        match entry.event:
            case happened.SealMade(fingerprint=fingerprint):
                book[fingerprint] = _arrived(book.pop(fingerprint, None), entry.event, entry)
            case happened.SealSaved(fingerprint=fingerprint) if fingerprint in book:
                book[fingerprint] = replace(book[fingerprint], saved_at=entry.at)
            case happened.SealRenewed(fingerprint=fingerprint, by=by) if _may_end(book, fingerprint):
                book[fingerprint] = replace(book[fingerprint], state=SealState.FORMER, ended_at=entry.at, by=by)
            case happened.SealReplaced(fingerprint=fingerprint) if fingerprint in book:
                book[fingerprint] = _revoked(book[fingerprint], entry.event, entry)
            case _:
                pass
    return book


def present_at(book: SealBook, bench: str) -> SealCard | None:
    """Return the seal that a bench should have: the last that came to it and still holds."""
    return next((card for card in of_state(book, SealState.PRESENT) if bench in card.benches), None)


def of_state(book: SealBook, state: SealState) -> tuple[SealCard, ...]:
    """Return the seals in one state, the newest first."""
    return tuple(card for card in reversed(list(book.values())) if card.state is state)


def _arrived(known: SealCard | None, made: happened.SealMade, entry: Recorded) -> SealCard:
    if known:  # a copy of it was brought to a bench: whatever it is, it stays
        others = tuple(bench for bench in known.benches if bench != entry.bench)
        return replace(known, benches=(*others, entry.bench))
    facts = SealFacts(made.fingerprint, made.name, made.valid_from, made.valid_until)
    return SealCard(facts, SealOrigin(made.origin), (entry.bench,), entry.at)


def _may_end(book: SealBook, fingerprint: str) -> bool:
    return fingerprint in book and book[fingerprint].state is SealState.PRESENT


def _revoked(card: SealCard, event: happened.SealReplaced, entry: Recorded) -> SealCard:
    """Revoke a seal; one that was a former seal already keeps what stands in its place."""
    if card.state is SealState.REVOKED:
        return card
    reason = RevocationReason(event.reason)
    return replace(card, state=SealState.REVOKED, ended_at=entry.at, by=event.by or card.by, reason=reason)
