"""« Remplacé par » is said only on the workshop's own word: its journal, its sealed list, or the replacing paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.adapters.documents.samples import NOON, documents
from tests.adapters.documents.sealed import REAL
from workshop.adapters.documents.replacing import Beside, verify_beside
from workshop.adapters.documents.seal import Seal, facts_of, new_seal
from workshop.adapters.documents.seal_list import Heard
from workshop.adapters.documents.verification import (
    LIST_SEAL_UNKNOWN,
    NOT_AUTHENTIC_EITHER,
    REPLACES_ANOTHER,
    Word,
    verify,
)

SECOND, THIRD = "CE-2026-01-000002", "CE-2026-01-000003"


@pytest.fixture(scope="module")
def new() -> Seal:
    return new_seal("Atelier d’Exemple", NOON)


@pytest.fixture(scope="module")
def newer(seal: Seal) -> bytes:
    return documents(seal).certificate(replace(REAL, number=SECOND, replaces=REAL.number), "fr")


def a_list(by: Seal, *about: Seal, revoked: frozenset[str] = frozenset(), **replaced: str) -> Heard:
    """What a sealed list says; `replaced` without any name is that the first paper was replaced, and again."""
    pairs = replaced or {REAL.number: SECOND, SECOND: THIRD}
    return Heard(revoked, facts_of(by.certificate), frozenset(item.fingerprint for item in (by, *about)), pairs)


def test_without_anything_beside_it_it_is_authentic_at_its_date(sealed: bytes, seal: Seal) -> None:
    verdict = verify_beside(sealed, Beside([seal.fingerprint]))
    assert (verdict.word, verdict.replaced_by, verdict.notes) == (Word.AUTHENTIC, "", ())
    assert verdict.lines[0].startswith("Authentique à sa date d’émission")


def test_the_journal_of_the_workshop_says_what_replaced_it(sealed: bytes, seal: Seal) -> None:
    beside = Beside([seal.fingerprint], journal=lambda _seal, number: {REAL.number: SECOND}.get(number, ""))
    verdict = verify_beside(sealed, beside)
    assert (verdict.word, verdict.authentic, verdict.replaced_by) == (Word.AUTHENTIC, True, SECOND)
    assert SECOND in verdict.lines[0]
    assert verdict.content["replaced_by"] == SECOND


def test_a_list_under_a_trusted_seal_says_it_for_the_seals_that_it_names(sealed: bytes, seal: Seal, new: Seal) -> None:
    trusted = [seal.fingerprint, new.fingerprint]
    assert verify_beside(sealed, Beside(trusted, heard=a_list(seal))).replaced_by == THIRD  # the last of them
    assert verify_beside(sealed, Beside(trusted, heard=a_list(new, seal))).replaced_by == THIRD
    assert verify_beside(sealed, Beside(trusted, heard=a_list(new))).replaced_by == ""  # another workshop's list


def test_a_list_that_runs_in_a_circle_ends(sealed: bytes, seal: Seal) -> None:
    circle = replace(a_list(seal), replaced={REAL.number: SECOND, SECOND: REAL.number})
    assert verify_beside(sealed, Beside([seal.fingerprint], heard=circle)).replaced_by == SECOND


def test_a_list_under_an_unknown_seal_may_revoke_but_replaces_nothing(sealed: bytes, seal: Seal, new: Seal) -> None:
    verdict = verify_beside(sealed, Beside([seal.fingerprint], heard=a_list(new, seal)))
    assert (verdict.word, verdict.replaced_by, verdict.notes) == (Word.AUTHENTIC, "", (LIST_SEAL_UNKNOWN,))
    assert "sceau inconnu" in " ".join(verdict.lines)
    heard = a_list(new, seal, revoked=frozenset({seal.fingerprint}))
    assert verify_beside(sealed, Beside([seal.fingerprint], heard=heard)).word is Word.REVOKED_SEAL


def test_a_seal_that_its_own_list_revokes_replaces_nothing(sealed: bytes, seal: Seal, new: Seal) -> None:
    heard = a_list(new, seal, revoked=frozenset({new.fingerprint}))
    verdict = verify_beside(sealed, Beside([seal.fingerprint, new.fingerprint], heard=heard))
    assert (verdict.word, verdict.replaced_by, verdict.notes) == (Word.AUTHENTIC, "", (LIST_SEAL_UNKNOWN,))


def test_the_replacing_paper_says_it_where_it_is_authentic_itself(sealed: bytes, seal: Seal, newer: bytes) -> None:
    verdict = verify_beside(sealed, Beside([seal.fingerprint], replacing=newer))
    assert (verdict.word, verdict.replaced_by, verdict.notes) == (Word.AUTHENTIC, SECOND, ())


def test_a_replacing_paper_of_a_stranger_or_altered_replaces_nothing(
    sealed: bytes, seal: Seal, new: Seal, newer: bytes
) -> None:
    stranger = documents(new).certificate(replace(REAL, number=SECOND, replaces=REAL.number), "fr")
    for other in (stranger, newer + b"\n", newer.replace(b"/Producer", b"/Producar"), b"", b"hello"):
        verdict = verify_beside(sealed, Beside([seal.fingerprint], replacing=other))
        assert (verdict.word, verdict.replaced_by, verdict.notes) == (Word.AUTHENTIC, "", (NOT_AUTHENTIC_EITHER,))
    revoked = Beside([seal.fingerprint, new.fingerprint], [new.fingerprint], replacing=stranger)
    assert verify_beside(sealed, revoked).notes == (NOT_AUTHENTIC_EITHER,)


def test_a_paper_that_replaces_another_one_is_told(sealed: bytes, seal: Seal) -> None:
    for replaces in (THIRD, ""):
        other = documents(seal).certificate(replace(REAL, number=SECOND, replaces=replaces), "fr")
        verdict = verify_beside(sealed, Beside([seal.fingerprint], replacing=other))
        assert (verdict.word, verdict.replaced_by, verdict.notes) == (Word.AUTHENTIC, "", (REPLACES_ANOTHER,))


def test_what_is_not_authentic_is_not_said_to_be_replaced(sealed: bytes, seal: Seal, newer: bytes) -> None:
    always = Beside([], journal=lambda _seal, _number: SECOND, heard=a_list(seal), replacing=newer)
    for pdf, word in ((sealed, Word.UNKNOWN_SEAL), (sealed + b"\n", Word.MODIFIED), (b"x", Word.NOT_A_CERTIFICATE)):
        verdict = verify_beside(pdf, always)
        assert (verdict.word, verdict.replaced_by) == (word, "")


def test_a_former_seal_is_good_for_what_it_sealed_before_it_ended_and_for_nothing_after(
    sealed: bytes, seal: Seal
) -> None:
    ended = {seal.fingerprint: REAL.issued_at + timedelta(minutes=1)}
    assert verify(sealed, [seal.fingerprint], ended=ended).word is Word.AUTHENTIC
    hours = {seal.fingerprint: REAL.issued_at - timedelta(hours=20)}  # two benches, one clock that is wrong
    assert verify(sealed, [seal.fingerprint], ended=hours).word is Word.AUTHENTIC
    days = {seal.fingerprint: REAL.issued_at - timedelta(days=2)}
    verdict = verify(sealed, [seal.fingerprint], ended=days)
    assert (verdict.word, verdict.reason) == (Word.UNKNOWN_SEAL, "seal-ended")
    assert "à cette date" in verdict.lines[0]
