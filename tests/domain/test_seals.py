"""The seals of a workshop as its journal tells them, and what is said of their dates and fingerprints."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from workshop.domain import events as happened
from workshop.domain.entries import Recorded
from workshop.domain.seal_book import SealBook, of_state, present_at, seal_book
from workshop.domain.seals import (
    RevocationReason,
    SealFacts,
    SealOrigin,
    SealProblem,
    SealState,
    plain,
    readable,
    written_fingerprint,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FROM, UNTIL = NOON - timedelta(days=1), NOON + timedelta(days=3650)
A, B, C = "aa" * 32, "bb" * 32, "cc" * 32


def made(fingerprint: str, origin: str = "made") -> happened.SealMade:
    return happened.SealMade(fingerprint, "Atelier", FROM, UNTIL, origin)


def told(*events: happened.Event | tuple[str, happened.Event]) -> SealBook:
    """Fold what happened, one minute apart, at one bench or at the one that is named."""
    said = [event if isinstance(event, tuple) else ("Poste 1", event) for event in events]
    return seal_book(
        Recorded(seq, "workshop", event, "person", bench, NOON + timedelta(minutes=seq), "", "")
        for seq, (bench, event) in enumerate(said)
    )


def states(book: SealBook) -> dict[str, str]:
    return {fingerprint: card.state.value for fingerprint, card in book.items()}


def test_a_workshop_without_any_event_has_no_seal() -> None:
    assert told() == {}
    assert present_at(told(), "Poste 1") is None


def test_a_renewed_seal_is_a_former_one_and_knows_what_stands_in_its_place() -> None:
    book = told(made(A), made(B), happened.SealRenewed(A, B))
    assert states(book) == {A: "former", B: "present"}
    assert (book[A].by, book[A].ended_at, book[A].reason) == (B, NOON + timedelta(minutes=2), None)
    found = present_at(book, "Poste 1")
    assert found
    assert found.facts == SealFacts(B, "Atelier", FROM, UNTIL)


def test_a_replaced_seal_is_revoked_with_its_reason_and_date() -> None:
    book = told(made(A), made(B), happened.SealReplaced(A, "stolen", B))
    assert states(book) == {A: "revoked", B: "present"}
    assert (book[A].by, book[A].reason) == (B, RevocationReason.STOLEN)


def test_a_former_seal_may_still_be_revoked_and_keeps_what_replaced_it() -> None:
    book = told(made(A), made(B), happened.SealRenewed(A, B), happened.SealReplaced(A, "lost"))
    assert (book[A].state, book[A].by, book[A].reason) == (SealState.REVOKED, B, RevocationReason.LOST)


def test_nothing_that_comes_later_brings_a_revoked_seal_back() -> None:
    ended = told(made(A), happened.SealReplaced(A, "lost", B))
    later = (made(A, "brought"), happened.SealRenewed(A, C), happened.SealReplaced(A, "withdrawn", C))
    book = told(made(A), happened.SealReplaced(A, "lost", B), *later)
    assert (book[A].state, book[A].ended_at, book[A].by) == (SealState.REVOKED, ended[A].ended_at, B)


def test_a_copy_is_remembered_with_the_day_of_the_last_one() -> None:
    book = told(made(A), happened.SealSaved(A), happened.SealSaved(A), happened.SealSaved(B))
    assert book[A].saved_at == NOON + timedelta(minutes=2)
    assert list(book) == [A]


def test_events_of_other_things_and_of_unknown_seals_change_nothing() -> None:
    book = told(made(A), happened.SealRenewed(B, C), happened.SealReplaced(C, "lost"), happened.MachineTriaged())
    assert states(book) == {A: "present"}


def test_each_bench_has_the_seal_that_came_to_it_last_and_may_share_it() -> None:
    book = told(made(A), ("Poste 2", made(B)), ("Poste 2", made(A, "brought")))
    for bench in ("Poste 1", "Poste 2"):
        found = present_at(book, bench)
        assert found
        assert (found.facts.fingerprint, found.benches) == (A, ("Poste 1", "Poste 2"))
    assert (book[A].origin, book[A].since) == (SealOrigin.MADE, NOON)
    assert present_at(book, "Poste 3") is None


def test_seals_are_listed_the_newest_first() -> None:
    book = told(made(A), made(B), happened.SealRenewed(A, B), made(C), happened.SealRenewed(B, C))
    assert [card.facts.fingerprint for card in of_state(book, SealState.FORMER)] == [B, A]


@pytest.mark.parametrize(
    ("now", "problem", "soon"),
    [
        (FROM - timedelta(seconds=1), SealProblem.NOT_YET_VALID, False),
        (FROM, None, False),
        (UNTIL - timedelta(days=60), None, False),
        (UNTIL - timedelta(days=60) + timedelta(seconds=1), None, True),
        (UNTIL, None, True),
        (UNTIL + timedelta(seconds=1), SealProblem.EXPIRED, True),
    ],
)
def test_a_seal_is_told_sixty_days_before_it_ends(now: datetime, problem: SealProblem | None, soon: bool) -> None:  # noqa: FBT001
    facts = SealFacts(A, "Atelier", FROM, UNTIL)
    assert (facts.against(now), facts.ends_soon(now)) == (problem, soon)


def test_only_the_name_of_the_throw_away_seal_makes_an_example() -> None:
    assert SealFacts(A, "EXEMPLE", FROM, UNTIL).example
    assert not SealFacts(A, "Atelier d’Exemple", FROM, UNTIL).example


def test_a_fingerprint_is_taken_as_people_write_it() -> None:
    colons = ":".join("AB" for _ in range(32))
    for line in ("ab" * 32, readable("ab" * 32), colons, f"  {colons}\t"):
        assert written_fingerprint(line) == "ab" * 32
    for line in ("", "ab" * 31, "ab" * 33, "g" + "a" * 63, "ab" * 32 + "!", "é" + "a" * 63):
        assert written_fingerprint(line) is None
    assert plain("AB:cd-ef é") == "abcdef"
