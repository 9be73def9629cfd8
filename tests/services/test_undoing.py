"""Undoing by the key and by the card: what comes back, what goes into the bin, and what says no."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.services.shop import Shop, a_drive, a_medium, a_reading
from workshop.domain import events as happened
from workshop.domain.codes import Code, Command, command_code
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.holds import HoldReason
from workshop.domain.lots import Lot, MachineCard
from workshop.domain.machines import State
from workshop.domain.people import Actor, Role
from workshop.domain.reports import Authenticity, MachineReport, MachineReportFormat, WhyWaiting
from workshop.domain.scanning import Answer, Said, Scan, Signal
from workshop.services.machines import record_on_drive
from workshop.services.reports import Reports
from workshop.services.review import Review
from workshop.services.scanning import DELIVERY, HOME, INTAKE, Place
from workshop.services.undoing import Undoing

UNDO = command_code(Command.UNDO).text


class Bench:
    """A shop, and a reader at its bench."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.undoing = Undoing(self.shop.store)
        self.at = datetime(2026, 11, 24, 9, tzinfo=UTC)
        person = self.shop.people.add(self.shop.actor, "Sami", Role.TECHNICIAN)
        self.actor = Actor(person.code, "banc 1")
        self.place = Place(INTAKE, lot=self.shop.lot.code)

    def scan(self, text: str, place: Place | None = None, after: timedelta = timedelta(seconds=3)) -> Answer:
        self.at += after
        return self.shop.scanning.answer(self.actor, Scan(text, "douchette", self.at), place or self.place)

    def card(self, code: str) -> MachineCard:
        return self.shop.machines.card(code)

    def labelled(self, code: str) -> None:
        with self.shop.store.working(self.actor) as work:
            work.append(code, happened.LabelPrinted("intake", 1))

    def is_void(self, code: str) -> bool:
        with self.shop.store.looking() as look:
            return look.is_void(Code(code))


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_the_last_machine_received_is_taken_back_by_one_scan_and_scanned_again_it_comes_in(bench: Bench) -> None:
    first = bench.scan("AAAA1111")
    second = bench.scan("BBBB2222")
    answer = bench.scan(UNDO)
    assert (answer.signal, answer.said, answer.code) == (Signal.ACCEPTED, Said.UNDONE, second.code)
    assert (answer.count, answer.total) == (1, 2)
    again = bench.scan("BBBB2222")
    assert (again.said, again.count) == (Said.RECEIVED, 2)
    assert again.code != second.code, "the label that lies about must never be on a machine again"
    assert bench.card(first.code).number == 1


def test_a_label_that_was_printed_is_void_and_says_so_when_it_is_scanned(bench: Bench) -> None:
    code = bench.scan("AAAA1111").code
    bench.labelled(code)
    answer = bench.scan(UNDO)
    assert answer.facts["void"]
    assert answer.code == code, "its label went with it: one gesture"
    assert bench.is_void(code)
    scanned = bench.scan(code, Place(HOME))
    assert (scanned.signal, scanned.said) == (Signal.REFUSED, Said.VOID_LABEL)
    assert bench.scan(code).said is Said.VOID_LABEL


def test_the_card_repeats_back_and_says_each_time_what_it_took_back(bench: Bench) -> None:
    codes = [bench.scan(serial).code for serial in ("AAAA1111", "BBBB2222")]
    bench.shop.machines.set_charger(bench.actor, codes[1], charger=False)
    assert bench.scan(UNDO).facts["kind"] == "charger-seen"
    assert bench.card(codes[1]).charger is None
    assert bench.scan(UNDO).code == codes[1]
    assert bench.scan(UNDO).code == codes[0]
    nothing = bench.scan(UNDO)
    assert (nothing.signal, nothing.said) == (Signal.ALREADY_DONE, Said.NOTHING_TO_UNDO)


def test_nobody_takes_back_what_another_person_did_at_the_bench(bench: Bench) -> None:
    bench.shop.machines.receive(bench.shop.actor, bench.shop.lot.code, "AAAA1111")
    assert bench.scan(UNDO).said is Said.NOTHING_TO_UNDO
    (row,) = [row for row in bench.undoing.recent(bench.shop.actor, 1) if row]
    with pytest.raises(RefusedError) as refused:
        bench.undoing.undo(bench.actor, row.seq)
    assert refused.value.reasons == ("undo-not-yours",)
    assert bench.undoing.undo(bench.shop.validator, row.seq).what == happened.MachineReceived(
        bench.shop.lot.code, serial="AAAA1111"
    ), "a manager may"


def test_a_reading_that_had_waited_goes_with_its_machine(bench: Bench) -> None:
    bench.shop.waiting["AAAA1111"] = a_reading("AAAA1111", a_drive("D1"))
    code = bench.scan("AAAA1111").code
    bench.shop.diagnosing.attach_waiting(bench.actor, code)
    (drive,) = bench.shop.machines.drives(code)
    assert bench.scan(UNDO).code == code
    card = bench.card(code)
    assert (card.lot, card.serial, card.reading, card.state) == ("", "", "", State.EXPECTED.value)
    assert bench.shop.machines.drives(code) == ()
    assert bench.shop.drives.card(drive.code).machine == ""


def test_a_reading_that_somebody_asked_for_is_taken_back_alone(bench: Bench) -> None:
    code = bench.scan("AAAA1111").code
    bench.shop.diagnosing.attach(bench.actor, code, a_reading("AAAA1111", a_drive("D1")))
    assert bench.card(code).reading
    assert bench.scan(UNDO).facts["kind"] == "machine-diagnosed"
    card = bench.card(code)
    assert (card.reading, card.model, card.serial) == ("", "", "AAAA1111")
    assert bench.shop.machines.drives(code) == ()
    bench.shop.diagnosing.attach(bench.actor, code, a_reading("AAAA1111", a_drive("D1")))
    assert len(bench.shop.machines.drives(code)) == 1


def test_an_older_one_is_taken_out_of_the_job_by_two_scans_and_the_last_one_counts_again(bench: Bench) -> None:
    first, second = (bench.scan(serial).code for serial in ("AAAA1111", "BBBB2222"))
    bench.labelled(first)
    bench.labelled(second)
    bench.scan(UNDO)
    assert bench.is_void(second)
    answer = bench.scan(first)
    assert (answer.signal, answer.said, answer.code) == (Signal.ACCEPTED, Said.UNDONE, first)
    assert answer.facts["again"] == second
    assert (answer.count, answer.total) == (1, 2)
    assert bench.is_void(first)
    assert not bench.is_void(second)
    card = bench.card(second)
    assert (card.lot, card.serial, card.number) == (bench.shop.lot.code, "BBBB2222", 1)
    assert bench.scan("BBBB2222").said is Said.ALREADY_RECEIVED


def test_only_the_very_next_scan_takes_an_older_one_out(bench: Bench) -> None:
    first, _second = (bench.scan(serial).code for serial in ("AAAA1111", "BBBB2222"))
    bench.scan(UNDO)
    bench.scan("CCCC3333")
    assert bench.scan(first).said is Said.ALREADY_RECEIVED


def test_after_ten_minutes_a_label_scanned_twice_is_only_scanned_twice(bench: Bench) -> None:
    first, _second = (bench.scan(serial).code for serial in ("AAAA1111", "BBBB2222"))
    bench.scan(UNDO)
    assert bench.scan(first, after=timedelta(minutes=11)).said is Said.ALREADY_RECEIVED


def test_what_was_done_since_must_be_taken_back_first(bench: Bench) -> None:
    code = bench.scan("AAAA1111").code
    bench.shop.machines.triage(bench.actor, code)
    (received,) = [row for row in bench.undoing.recent(bench.actor) if isinstance(row.what, happened.MachineReceived)]
    assert received.against is not None
    with pytest.raises(RefusedError) as refused:
        bench.undoing.undo(bench.actor, received.seq)
    assert refused.value.reasons == ("undo-since:machine-triaged",)
    assert bench.card(code).state == State.TRIAGED.value
    bench.undoing.undo_answer(bench.actor)
    assert bench.undoing.undo_answer(bench.actor).code == code


def test_a_closed_lot_is_opened_again_and_keeps_its_machines_until_then(bench: Bench) -> None:
    bench.scan("AAAA1111")
    (received,) = bench.undoing.recent(bench.actor, 1)
    bench.shop.lots.close(bench.actor, bench.shop.lot.code)
    with pytest.raises(RefusedError) as refused:
        bench.undoing.undo(bench.actor, received.seq)
    assert refused.value.reasons == ("undo-since:lot-closed",)
    bench.scan(UNDO)
    with bench.shop.store.looking() as look:
        lot = look.get(Lot, bench.shop.lot.code)
    assert lot is not None
    assert lot.open
    bench.scan(UNDO)
    assert bench.shop.machines.of_lot(bench.shop.lot.code) == ()


def test_a_lot_with_machines_in_it_stays(bench: Bench) -> None:
    lot = bench.shop.lots.open(bench.actor, "École")
    bench.shop.machines.receive(bench.shop.actor, lot.code, "AAAA1111")
    answer = bench.undoing.undo_answer(bench.actor)
    assert (answer.said, answer.reasons) == (Said.NOT_UNDONE, ("undo-in-use",))


def test_a_machine_of_the_list_stands_on_it_again_under_another_code_where_its_label_was_printed(bench: Bench) -> None:
    awaited = bench.shop.lots.expect(bench.shop.actor, bench.shop.lot.code, "Dell", "E5400", "AAAA1111")
    assert bench.scan("AAAA1111").code == awaited.code
    bench.scan(UNDO)
    assert bench.card(awaited.code).state == State.EXPECTED.value
    assert bench.card(awaited.code).maker == "Dell"
    assert bench.scan("AAAA1111").code == awaited.code
    bench.labelled(awaited.code)
    bench.scan(UNDO)
    assert bench.is_void(awaited.code)
    again = bench.scan("AAAA1111")
    assert again.said is Said.RECEIVED
    assert again.code != awaited.code
    assert bench.card(again.code).maker == "Dell"
    assert len(bench.shop.machines.of_lot(bench.shop.lot.code)) == 1


def test_a_wipe_that_started_a_proof_and_a_decision_stay_and_say_what_to_do(bench: Bench) -> None:
    code = bench.shop.received("AAAA1111")
    (drive,) = bench.shop.machines.drives(code)
    for event, why in (
        (happened.WipeStarted("zero"), "undo-wipe-started"),
        (happened.WipeProven("log"), None),
        (happened.WipeValidated(), "undo-judged"),
    ):
        with bench.shop.store.working(bench.actor) as work:
            record_on_drive(work, drive.code, event)
        answer = bench.undoing.undo_answer(bench.actor)
        assert answer.said is Said.NOT_UNDONE
        assert answer.reasons == (why or "undo-wipe-started",), "what a wipe proves is nobody's gesture"


def test_a_hold_on_the_donors_data_goes_with_the_donors_word_only(bench: Bench) -> None:
    code = bench.scan("AAAA1111").code
    bench.shop.holding.place(bench.actor, code, HoldReason.DATA_TO_KEEP)
    assert bench.scan(UNDO).reasons == ("undo-donors-data",)
    bench.shop.holding.place(bench.actor, code, HoldReason.QUARANTINE)
    assert bench.scan(UNDO).said is Said.UNDONE


def test_an_attested_destruction_is_taken_back_until_a_paper_says_it(bench: Bench) -> None:
    code = bench.shop.received("AAAA1111")
    (drive,) = bench.shop.machines.drives(code)
    bench.shop.wiping.attest_destruction(bench.actor, drive.code)
    assert bench.undoing.undo_answer(bench.actor).said is Said.UNDONE
    assert bench.shop.drives.card(drive.code).disposition == "open"
    bench.shop.wiping.attest_destruction(bench.actor, drive.code)
    seq = bench.undoing.recent(bench.actor, 1)[0].seq
    bench.shop.certificates.issue(bench.shop.actor, drive.code)
    with pytest.raises(RefusedError) as refused:
        bench.undoing.undo(bench.actor, seq)
    assert refused.value.reasons == ("undo-paper",)


def test_an_undo_cannot_be_undone_and_an_unknown_number_is_unknown(bench: Bench) -> None:
    bench.scan("AAAA1111")
    undo = bench.undoing.undo(bench.actor, bench.undoing.recent(bench.actor, 1)[0].seq)
    with pytest.raises(RefusedError) as refused:
        bench.undoing.undo(bench.actor, undo.seq)
    assert refused.value.reasons == ("undo-an-undo",)
    for seq in (0, -1, 10_000):
        with pytest.raises(UnknownCodeError):
            bench.undoing.undo(bench.actor, seq)


def test_a_scan_that_undoes_is_written_before_and_answered(bench: Bench) -> None:
    bench.scan("AAAA1111")
    bench.scan(UNDO)
    with bench.shop.store.looking() as look:
        kept = look.scans(limit=1)[0]
    assert kept.scan.text == UNDO
    assert kept.answer is not None
    assert kept.answer.said is Said.UNDONE


def test_fifty_gestures_are_as_far_back_as_it_goes(bench: Bench) -> None:
    for number in range(52):
        bench.scan(f"SERIAL{number:04d}")
    undone = 0
    while bench.scan(UNDO).said is Said.UNDONE:
        undone += 1
    assert undone == 50
    assert len(bench.shop.machines.of_lot(bench.shop.lot.code)) == 2


def test_packing_is_taken_back_and_the_box_that_it_opened_with_it(bench: Bench) -> None:
    code, order = bench.shop.ready("AAAA1111"), bench.shop.order()
    place = Place(DELIVERY, order=order, recipient=1)
    packed = bench.scan(code, place)
    assert packed.said is Said.PACKED
    box = bench.card(code).box
    answer = bench.scan(UNDO, place)
    assert (answer.said, answer.facts["detail"], answer.count, answer.total) == (Said.UNDONE, "1", 0, 2)
    assert bench.card(code).state == State.READY.value
    assert bench.is_void(box)
    assert bench.scan(box, place).said is Said.VOID_LABEL
    assert bench.scan(code, place).said is Said.PACKED
    assert bench.shop.orders.boxes(order)[0].number == 1


def test_a_packed_one_is_taken_out_of_the_order_by_two_scans_and_its_box_stays_for_the_others(bench: Bench) -> None:
    first, second, order = bench.shop.ready("AAAA1111"), bench.shop.ready("BBBB2222"), bench.shop.order(3)
    place = Place(DELIVERY, order=order, recipient=1)
    bench.scan(first, place)
    bench.scan(second, place)
    bench.scan(UNDO, place)
    answer = bench.scan(first, place)
    assert (answer.said, answer.code, answer.count) == (Said.UNDONE, first, 1)
    assert bench.card(second).state == State.PACKED.value
    assert bench.card(first).box == ""
    assert [box.open for box in bench.shop.orders.boxes(order)] == [True]


def test_a_delivery_stays(bench: Bench) -> None:
    code, order = bench.shop.ready("AAAA1111"), bench.shop.order()
    bench.scan(code, Place(DELIVERY, order=order, recipient=1))
    bench.shop.deliveries.manifest(bench.actor, order, 1)
    assert bench.scan(UNDO).reasons == ("undo-issued",)
    assert bench.card(code).state == State.DELIVERED.value


def test_a_stored_machine_goes_back_to_where_it_stood(bench: Bench) -> None:
    code = bench.scan("AAAA1111").code
    shelf, other = (bench.shop.storage.create_place(bench.actor, name).code for name in ("B-04", "C-01"))
    bench.shop.storage.store(bench.actor, code, shelf)
    bench.shop.storage.store(bench.actor, code, other)
    assert bench.scan(UNDO).facts["detail"] == "C-01"
    assert bench.card(code).place == shelf
    bench.scan(UNDO)
    assert bench.card(code).place == ""
    assert bench.scan(UNDO).code == other
    assert [place.name for place, _number in bench.shop.storage.places()] == ["B-04"]
    assert bench.scan(other, Place(HOME)).said is Said.VOID_LABEL


def test_a_loose_drive_is_taken_back_and_comes_again_as_itself(bench: Bench) -> None:
    bench.shop.here.plug(a_medium("LOOSE1"))
    (present,) = bench.shop.here.here()
    drive = bench.shop.drives.receive_loose(bench.actor, bench.shop.lot.code, present)
    bench.labelled(drive.code)
    assert bench.scan(UNDO).facts["void"]
    assert bench.shop.drives.of_lot(bench.shop.lot.code) == ()
    assert bench.is_void(drive.code)
    again = bench.shop.drives.receive_loose(bench.actor, bench.shop.lot.code, present)
    assert (again.code, again.lot) == (drive.code, bench.shop.lot.code)
    assert not bench.is_void(drive.code)


def test_a_refused_scan_that_was_seen_waits_again(bench: Bench) -> None:
    bench.scan("00:1A:2B:3C:4D:5E")
    review = Review(bench.shop.store, Reports(bench.shop.store, bench.shop.files))
    number = review.waiting().refusals[0].kept.number
    review.settle(bench.actor, number)
    assert review.count() == 0
    assert bench.scan(UNDO).facts["kind"] == "scan-settled"
    assert review.count() == 1


def test_a_report_that_was_put_away_waits_again(bench: Bench) -> None:
    reports = Reports(bench.shop.store, bench.shop.files)
    report = MachineReport(MachineReportFormat.LSHW_JSON, "lshw", "1", "", a_reading("ZZZZ9999").diagnosis)
    card = reports.take(bench.actor, "a.json", b"{}", report, Authenticity.UNAUTHENTICATED).card
    reports.dismiss(bench.actor, card.code)
    assert reports.waiting() == ()
    bench.scan(UNDO)
    (waiting,) = reports.waiting()
    assert waiting.why is WhyWaiting.UNKNOWN_SERIAL


def test_a_report_given_to_the_wrong_machine_waits_for_a_person_again(bench: Bench) -> None:
    code = bench.scan("AAAA1111").code
    reports = Reports(bench.shop.store, bench.shop.files)
    report = MachineReport(MachineReportFormat.LSHW_JSON, "lshw", "1", "", a_reading("ZZZZ9999").diagnosis)
    card = reports.take(bench.actor, "a.json", b"{}", report, Authenticity.UNAUTHENTICATED).card
    reports.attach(bench.actor, card.code, code, confirmed=True)
    assert bench.scan(UNDO).facts["kind"] == "machine-diagnosed"
    assert [one.code for one in reports.waiting()] == [card.code]
    assert bench.card(code).reading == ""


def test_a_report_that_came_by_itself_is_nobodys_last_gesture(bench: Bench) -> None:
    first = bench.scan("AAAA1111").code
    second = bench.scan("BBBB2222").code
    reports = Reports(bench.shop.store, bench.shop.files)
    report = MachineReport(MachineReportFormat.LSHW_JSON, "lshw", "1", "", a_reading("AAAA1111").diagnosis)
    reports.take(bench.actor, "a.json", b"{}", report, Authenticity.UNAUTHENTICATED)
    assert bench.card(first).reading
    assert bench.scan(UNDO).code == second
