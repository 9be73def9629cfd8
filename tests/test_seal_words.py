"""Whatever is wrong with a seal is said in a sentence, with what to do, and never with the name of the problem."""

from __future__ import annotations

from datetime import date

import pytest

from workshop import seal_words, words
from workshop.domain.errors import SealError
from workshop.domain.seals import RevocationReason, SealOrigin, SealPlace, SealProblem


@pytest.mark.parametrize("problem", SealProblem)
def test_every_problem_says_what_happened_and_what_to_do(problem: SealProblem) -> None:
    said = words.trouble(SealError(problem, "2036-11-21"))
    assert said.what.endswith(".")
    assert said.do or problem is SealProblem.ALREADY_REVOKED
    assert not said.do or said.do[-1] in ".p"  # a sentence, or a command
    assert "{" not in str(said)
    assert problem.value not in str(said)
    assert "2036-11-21" not in str(said)


def test_a_file_name_with_braces_is_only_a_name() -> None:
    said = words.trouble(SealError(SealProblem.NOT_A_SEAL, "/tmp/{name}.pem"))
    assert "/tmp/{name}.pem" in said.what


def test_days_are_written_in_words() -> None:
    assert seal_words.day(date(2036, 2, 9)) == "9 février 2036"


def test_every_place_origin_and_reason_has_its_words() -> None:
    assert all(seal_words.place(item) for item in SealPlace)
    assert all(seal_words.origin(item) for item in SealOrigin)
    assert all(seal_words.revocation(item) for item in RevocationReason)
