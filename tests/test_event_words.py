from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.domain.invented import ANY_EVENT
from workshop.domain.entries import KINDS
from workshop.domain.events import Event
from workshop.domain.gestures import Lasting
from workshop.domain.scanning import Answer, Said, Signal
from workshop.event_words import kind, told
from workshop.services.undo_rules import Barrier
from workshop.services.undoing import REASON
from workshop.undo_words import answer, word, written
from workshop.words import answer as said
from workshop.words import reason

LONGEST = 48


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_of_event_has_words_for_a_list(name: str) -> None:
    words = kind(KINDS[name])
    assert words[0].isupper()
    assert not words.endswith(".")
    assert len(words) <= LONGEST


@settings(max_examples=500, deadline=None)
@given(ANY_EVENT)
def test_every_event_is_told_with_or_without_the_other_thing_that_it_is_about(event: Event) -> None:
    assert told(event)
    assert told(event, "B-04")


@pytest.mark.parametrize("why", [*Lasting, *Barrier])
def test_every_reason_against_an_undo_is_said_and_what_to_do(why: Lasting | Barrier) -> None:
    what, do = written(f"{REASON}{why.value}")
    assert what.endswith(".")
    assert len(what.split()) <= 12
    assert do or why in (Barrier.NOTHING, Barrier.UNKNOWN, Barrier.UNDONE)
    assert reason(f"{REASON}{why.value}") == reason(f"{REASON}{why.value}:") != why.value


def test_what_was_done_since_is_named() -> None:
    assert written(f"{REASON}since:machine-triaged")[0] == "Depuis : trié."
    assert written(f"{REASON}since:what-a-newer-bench-knows")[0].endswith(".")
    assert written("not-received") == ("", "")


def test_an_undo_says_what_it_took_back_and_what_to_throw_away() -> None:
    facts = {"kind": "machine-received", "content": '{"lot": "L"}', "name": "Dell", "detail": "Mairie", "void": "1"}
    given_answer = Answer(Signal.ACCEPTED, Said.UNDONE, "260100000198", facts)
    assert answer(given_answer) == ("Reçu, lot de Mairie · Dell · 2601\u00a00000\u00a00198", "Jetez son étiquette.")
    assert word(given_answer) == "C'est annulé."
    assert "Jetez" in said(given_answer).do


def test_an_answer_of_a_newer_bench_is_said_without_its_event() -> None:
    facts = {"kind": "machine-sung-to", "content": "{}", "name": "Dell"}
    assert answer(Answer(Signal.ACCEPTED, Said.UNDONE, "260100000198", facts)) == (
        "Dell · 2601\u00a00000\u00a00198",
        "",
    )


@pytest.mark.parametrize("what", [Said.UNDONE, Said.NOT_UNDONE, Said.NOTHING_TO_UNDO, Said.VOID_LABEL])
def test_an_answer_without_facts_is_said_too(what: Said) -> None:
    assert said(Answer(Signal.REFUSED, what)) is not None
