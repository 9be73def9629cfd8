"""Events, facts and scans: what is written once and never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.adapters.store.conftest import Kept
from tests.adapters.store.examples import a_lot, a_machine
from workshop.domain.content import ContentError, digest
from workshop.domain.entries import FIRST_HASH
from workshop.domain.events import HoldPlaced, LotOpened, MachineReceived, MachineTriaged
from workshop.domain.holds import HoldReason
from workshop.domain.journal import verify_chain
from workshop.domain.people import Actor
from workshop.domain.scanning import Answer, Said, Scan, Signal
from workshop.services.ports import KeptScan

NOON = datetime(2026, 11, 24, 12, 0, 0, 123456, tzinfo=UTC)
REFUSED = Answer(Signal.REFUSED, Said.UNKNOWN_CODE, "", {"text": "caf\x00é \ud83d"}, ("no-drive-known",), 3, 12)


def test_events_come_back_as_they_were_appended(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        lot = a_lot(work)
        first = work.append(lot.code, LotOpened("Mairie « d’Exemple »\n", 12))
        second = work.append("m", HoldPlaced(HoldReason.DATA_TO_KEEP))
        assert work.history(lot.code) == (first,)
    with kept.store.working(kept.actor) as work:
        third = work.append("m", MachineTriaged())
    with kept.store.looking() as look:
        assert look.journal() == (first, second, third)
        assert (first.seq, second.seq, third.seq) == (1, 2, 3)
        assert first.prev_hash == FIRST_HASH
        assert (first.person, first.bench) == (kept.actor.person, kept.actor.bench)
        assert verify_chain(look.journal()) is None


def test_all_events_of_a_transaction_have_its_one_moment_in_utc(kept: Kept) -> None:
    kept.clock.moment = NOON.astimezone(timezone(timedelta(hours=2)))
    with kept.store.working(kept.actor) as work:
        assert (work.now, work.now.tzinfo) == (NOON, UTC)
        work.append("a", MachineTriaged())
        work.append("b", MachineTriaged())
    with kept.store.looking() as look:
        assert [(entry.at, entry.at.tzinfo) for entry in look.journal()] == [(NOON, UTC), (NOON, UTC)]


def test_a_clock_set_back_is_written_as_it_is(kept: Kept) -> None:
    kept.clock.moment = NOON
    with kept.store.working(kept.actor) as work:
        work.append("a", MachineTriaged())
    kept.clock.moment = NOON - timedelta(days=1)
    with kept.store.working(kept.actor) as work:
        work.append("b", MachineTriaged())
    with kept.store.looking() as look:
        assert [entry.subject for entry in look.journal()] == ["a", "b"]
        assert look.journal()[1].at == NOON - timedelta(days=1)
        assert verify_chain(look.journal()) is None


def test_history_gathers_several_subjects_in_the_order_of_the_journal(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        for subject in ("m", "d", "other", "m", "d"):
            work.append(subject, MachineTriaged())
    with kept.store.looking() as look:
        assert [entry.seq for entry in look.history("d", "m")] == [1, 2, 4, 5]
        assert look.history() == ()
        assert look.history("nobody") == ()


def test_the_journal_is_read_in_pages(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        for _ in range(5):
            work.append("m", MachineTriaged())
    with kept.store.looking() as look:
        assert [entry.seq for entry in look.journal(after=2, limit=2)] == [3, 4]
        assert [entry.seq for entry in look.journal(after=4)] == [5]
        assert look.journal(after=5) == ()


def test_an_event_needs_a_person_who_exists_or_none(kept: Kept) -> None:
    with kept.store.working(Actor("", "banc 2")) as work:
        work.append("m", MachineTriaged())
    with pytest.raises(kept.mistakes), kept.store.working(Actor("040199999999", "banc 2")) as work:
        work.append("m", MachineTriaged())
    with kept.store.looking() as look:
        (entry,) = look.journal()
        assert (entry.person, entry.bench) == ("", "banc 2")


def test_a_fact_comes_back_by_its_digest(kept: Kept) -> None:
    content = {"schema": "reading-1", "words": ["é\x00", "", None, True, 2**53 - 1], "empty": {}}
    with kept.store.working(kept.actor) as work:
        name = work.keep("reading", "m", content)
        assert name == digest(content)
        assert work.fact(name) == content
    with kept.store.looking() as look:
        assert look.fact(name) == content
        assert look.fact("0" * 64) is None


def test_the_same_fact_twice_is_one(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        first = work.keep("reading", "m", {"a": 1, "b": 2})
        assert work.keep("reading", "n", {"b": 2, "a": 1}) == first
    with kept.store.working(kept.actor) as work:
        assert work.keep("reading", "m", {"a": 1, "b": 2}) == first


def test_a_fact_with_a_fraction_is_a_mistake(kept: Kept) -> None:
    with pytest.raises(ContentError), kept.store.working(kept.actor) as work:
        work.keep("reading", "m", {"volts": 1.5})


def test_a_fact_is_not_changed_through_what_was_read(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        content = {"list": [1]}
        name = work.keep("reading", "m", content)
        content["list"].append(2)
        read = work.fact(name)
        assert read == {"list": [1]}
        read["list"].append(3)
        assert work.fact(name) == {"list": [1]}


def test_scans_are_kept_as_they_came(kept: Kept) -> None:
    texts = ["020100000113", "", "caf\x00é \ud83d\n", "\\u0000", "𝔘" * 40]
    scans = [Scan(text, "/dev/ttyACM0", NOON, typed=bool(place % 2)) for place, text in enumerate(texts)]
    with kept.store.working(kept.actor) as work:
        numbers = [work.keep_scan(scan) for scan in scans]
    with kept.store.looking() as look:
        assert numbers == [1, 2, 3, 4, 5]
        assert look.scans() == tuple(
            KeptScan(number, scan, kept.actor.person, kept.actor.bench, None)
            for number, scan in reversed(list(zip(numbers, scans, strict=True)))
        )


def test_a_scan_is_kept_whoever_holds_the_reader(kept: Kept) -> None:
    with kept.store.working(Actor("nobody we know", "banc 3")) as work:
        work.keep_scan(Scan("x", "wedge", NOON))
    with kept.store.looking() as look:
        assert [(scan.person, scan.bench) for scan in look.scans()] == [("nobody we know", "banc 3")]


def test_answers_are_read_with_their_scans_newest_first(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        numbers = [work.keep_scan(Scan(text, "wedge", NOON)) for text in "abcd"]
        work.answer_scan(numbers[0], REFUSED)
        work.answer_scan(numbers[1], Answer(Signal.ACCEPTED, Said.RECEIVED, "260100000198"))
        work.answer_scan(numbers[3], replace(REFUSED, said=Said.NO_LOT))
    with kept.store.looking() as look:
        assert [scan.scan.text for scan in look.scans()] == ["d", "c", "b", "a"]
        assert [scan.answer and scan.answer.said for scan in look.scans()][:2] == [Said.NO_LOT, None]
        assert look.scans()[3].answer == REFUSED
        assert [scan.number for scan in look.scans(refused=True)] == [4, 1]
        assert [scan.number for scan in look.scans(refused=True, limit=1)] == [4]
        assert [scan.number for scan in look.scans(limit=3)] == [4, 3, 2]
        assert look.waiting_scans() == 2


def test_a_refused_scan_waits_until_it_is_settled_and_is_kept(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        numbers = [work.keep_scan(Scan(text, "wedge", NOON)) for text in "abc"]
        for number, signal in zip(numbers, (Signal.REFUSED, Signal.ACCEPTED, Signal.REFUSED), strict=True):
            work.answer_scan(number, replace(REFUSED, signal=signal))
    with kept.store.working(kept.actor) as work:
        assert work.settle_scan(numbers[2])
        assert not work.settle_scan(numbers[2])
        assert not work.settle_scan(numbers[1])
        assert not work.settle_scan(99)
    with kept.store.looking() as look:
        assert [scan.number for scan in look.scans(waiting=True)] == [1]
        assert [scan.number for scan in look.scans(refused=True)] == [3, 1]
        assert look.waiting_scans() == 1


def test_a_scan_is_answered_once(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        number = work.keep_scan(Scan("a", "wedge", NOON))
        work.answer_scan(number, REFUSED)
    with pytest.raises(kept.mistakes), kept.store.working(kept.actor) as work:
        work.answer_scan(number, REFUSED)
    with pytest.raises(kept.mistakes), kept.store.working(kept.actor) as work:
        work.answer_scan(number + 1, REFUSED)


def test_what_was_received_stands_in_the_journal_and_on_the_card(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        lot = a_lot(work)
        machine = a_machine(work, lot, "5CD1")
        received = work.append(machine.code, MachineReceived(lot.code, serial="5CD1"))
    assert kept.announced == [(received,)]
