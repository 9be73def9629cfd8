"""What waits for a person: refused scans until somebody has seen them, and reports with the machines they may fit."""

from __future__ import annotations

import pytest

from tests.services.shop import NOON, Shop, a_drive, a_reading
from workshop.domain.diagnosis import Reading
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.events import ScanSettled
from workshop.domain.holds import Aside
from workshop.domain.inspection import Function, Works
from workshop.domain.people import Actor
from workshop.domain.reports import Arrival, Authenticity, MachineReport, MachineReportFormat
from workshop.domain.scanning import Said, Scan, Signal
from workshop.services.reports import Reports
from workshop.services.review import SETTLED, Review
from workshop.services.scanning import REVIEW, Place


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def reports(shop: Shop) -> Reports:
    return Reports(shop.store, shop.files)


@pytest.fixture
def review(shop: Shop, reports: Reports) -> Review:
    return Review(shop.store, reports)


def refused(shop: Shop, text: str, actor: Actor | None = None) -> None:
    answer = shop.scanning.answer(actor or shop.actor, Scan(text, "wedge", NOON), Place("home"))
    assert answer.signal is Signal.REFUSED


def arrives(shop: Shop, reports: Reports, reading: Reading) -> str:
    report = MachineReport(MachineReportFormat.ETABLI, "etabli-probe", "1", "", reading.diagnosis)
    arrived = reports.take(shop.actor, "r", repr(report).encode(), report, Authenticity.AUTHENTIC)
    assert arrived.result is Arrival.WAITING
    return arrived.card.digest


def test_refused_scans_wait_newest_first_with_the_name_of_the_person(shop: Shop, review: Review) -> None:
    refused(shop, "JAMAISVU1")
    refused(shop, "JAMAISVU2", shop.validator)
    waits = review.waiting()
    assert [(one.kept.scan.text, one.person) for one in waits.refusals] == [
        ("JAMAISVU2", "Camille"),
        ("JAMAISVU1", "Atelier"),
    ]
    assert (waits.refusal_count, review.count(), shop.views.home(NOON).to_check) == (2, 2, 2)


def test_a_long_list_says_how_many_there_are(shop: Shop, reports: Reports, review: Review) -> None:
    for number in range(4):
        refused(shop, f"JAMAISVU{number}")
        arrives(shop, reports, a_reading(f"STRANGER{number}"))
    waits = review.waiting(limit=3)
    assert (len(waits.refusals), waits.refusal_count) == (3, 4)
    assert (len(waits.reports), waits.report_count, review.count()) == (3, 4, 8)
    assert [card.serial for card in waits.reports] == ["STRANGER3", "STRANGER2", "STRANGER1"]


def test_what_somebody_has_looked_at_waits_no_longer_and_stays_written(shop: Shop, review: Review) -> None:
    refused(shop, "JAMAISVU1")
    review.settle(shop.validator, 1)
    assert (review.count(), review.waiting().refusals) == (0, ())
    with shop.store.looking() as look:
        assert [kept.scan.text for kept in look.scans(refused=True)] == ["JAMAISVU1"]
        last = look.journal()[-1]
    assert (last.event, last.person) == (ScanSettled(1), shop.validator.person)


def test_a_scan_is_settled_once_and_an_accepted_one_never(shop: Shop, review: Review) -> None:
    code = shop.received()
    refused(shop, "JAMAISVU1")
    shop.scanning.answer(shop.actor, Scan(code, "wedge", NOON), Place("home"))
    review.settle(shop.actor, 1)
    for number in (1, 2, 99):
        with pytest.raises(RefusedError) as told:
            review.settle(shop.actor, number)
        assert told.value.reasons == (SETTLED,)


def test_a_serial_that_was_refused_says_which_machine_came_with_it_since(shop: Shop, review: Review) -> None:
    refused(shop, "8XK2J13")
    refused(shop, "00:1A:2B:3C:4D:5E")
    code = shop.received("8XK2J13")
    since = {one.kept.scan.text: one.since.code if one.since else "" for one in review.waiting().refusals}
    assert since == {"8XK2J13": code, "00:1A:2B:3C:4D:5E": ""}


def test_a_report_comes_with_the_machines_it_may_be_about(shop: Shop, reports: Reports, review: Review) -> None:
    card = shop.machines.receive(shop.actor, shop.lot.code, "4HT9K02")
    read = shop.received("4HT9K03")
    view = review.report(arrives(shop, reports, a_reading("STRANGER1", a_drive("X"))))
    assert [(one.card.code, one.same_serial) for one in view.candidates] == [(card.code, False), (read, False)]
    assert view.report.diagnosis.identity.system_serial == "STRANGER1"


def test_what_is_known_of_a_machine_stands_beside_what_speaks_against_it(
    shop: Shop, reports: Reports, review: Review
) -> None:
    read = shop.received("4HT9K03")
    digest = arrives(shop, reports, a_reading("STRANGER1"))
    known = review.machine(read, digest)
    assert known.digest == digest
    assert (known.card.code, known.donor) == (read, "Mairie")
    assert known.diagnosis is not None
    assert known.objections == ("other-machine", "read-before")
    unread = shop.machines.receive(shop.actor, shop.lot.code, "")
    assert review.machine(unread.code, digest).objections == ()
    with pytest.raises(UnknownCodeError):
        review.machine("260100009999", digest)


def test_a_label_says_which_machine_a_report_is_about_only_where_one_is_in_front(shop: Shop) -> None:
    code = shop.received()
    with_report, without = Place(REVIEW, subject="d" * 64), Place(REVIEW)
    assert shop.scanning.answer(shop.actor, Scan(code, "wedge", NOON), with_report).said is Said.REPORT_MACHINE
    assert shop.scanning.answer(shop.actor, Scan(code, "wedge", NOON), without).said is Said.OPENED
    unknown = shop.scanning.answer(shop.actor, Scan("JAMAISVU9", "wedge", NOON), with_report)
    assert unknown.said is Said.UNKNOWN_SERIAL


def test_a_test_that_nobody_was_sure_of_waits_until_it_is_answered(shop: Shop, review: Review) -> None:
    first, second = shop.received("8XK2J13"), shop.received("4HT9K03")
    shop.inspecting.answer(shop.actor, second, Function.WIFI, Works.UNSURE)
    shop.inspecting.answer(shop.actor, first, Function.SPEAKERS, Works.UNSURE)
    shop.inspecting.answer(shop.validator, first, Function.WEBCAM, Works.UNSURE)
    shop.inspecting.answer(shop.actor, first, Function.SCREEN, Works.YES)
    waits = review.waiting()
    assert [(one.card.code, one.functions, one.person) for one in waits.unsure] == [
        (first, (Function.SPEAKERS, Function.WEBCAM), "Camille"),
        (second, (Function.WIFI,), "Atelier"),
    ]
    assert (waits.unsure_count, review.count(), shop.views.home(NOON).to_check) == (2, 2, 2)
    for function in (Function.SPEAKERS, Function.WEBCAM):
        shop.inspecting.answer(shop.actor, first, function, Works.YES)
    assert [one.card.code for one in review.waiting().unsure] == [second]
    shop.machines.set_aside(shop.actor, second, Aside.FOR_PARTS)
    assert (review.waiting().unsure, review.count()) == ((), 0)
