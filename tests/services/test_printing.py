"""Labels: made with what they are about, sent once, never lost, never doubled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fake_printers import BROTHER, ZEBRA
from tests.fakes import FakeClock, FakeStore
from tests.services.print_shop import PrintShop
from workshop.adapters.store.opening import open_store, sqlite_url
from workshop.domain import events as happened
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.label_queue import PrinterLine
from workshop.domain.labels import LabelKind
from workshop.domain.machines import State
from workshop.domain.printing import (
    Delivery,
    JobState,
    Link,
    Printer,
    PrinterLanguage,
    PrinterState,
    PrinterTrouble,
    Reason,
    Sent,
)
from workshop.domain.scanning import Said
from workshop.services.orders import open_box
from workshop.services.printing_pump import BACK_OFF, LOOK_AGAIN

NOTHING = Printer(PrinterLanguage.NONE, Link.FOLDER, "")
OFF = Delivery(Sent.NOT_SENT, PrinterTrouble.UNREACHABLE)
NO_PAPER = Delivery(Sent.NOT_SENT, PrinterTrouble.NO_PAPER)
HOUR = 3600.0


@pytest.fixture(params=["fake", "sqlite"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PrintShop]:
    clock = FakeClock()
    store = FakeStore(clock) if request.param == "fake" else open_store(sqlite_url(tmp_path / "w.sqlite3"), clock)
    yield PrintShop(store, clock)
    store.close()


def test_the_label_of_a_machine_is_ready_with_the_machine_and_comes_out(shop: PrintShop) -> None:
    answer = shop.scan("5CG0000001")
    job = shop.job(answer.code)
    assert (answer.said, job.state, job.kind, job.copy) == (Said.RECEIVED, JobState.WAITING, LabelKind.INTAKE, 1)
    assert shop.files.open(job.content) == f"zpl intake {answer.code} copy 1 fr".encode()
    shop.pump()
    assert shop.printers.came_out == [f"zpl intake {answer.code} copy 1 fr"]
    assert shop.job(answer.code).state is JobState.DONE
    assert [(event.copy, event.by_itself) for event in shop.printed(answer.code)] == [(1, True)]
    assert shop.printing.line() == PrinterLine(there=True, name="Zebra")


def test_a_scan_that_is_refused_leaves_no_label(shop: PrintShop) -> None:
    shop.scan("5CG0000001")
    shop.lots.close(shop.actor, shop.lot)
    assert shop.scan("5CG0000002").said is Said.NO_LOT
    assert len(shop.states()) == 1


def test_without_a_printer_nothing_is_put_in_the_queue_and_a_paper_is_made(shop: PrintShop) -> None:
    without = shop.again(NOTHING)
    code = without.received()
    assert without.states() == []
    assert without.printing.line() == PrinterLine(there=False)
    assert without.printing.paper(code) == f"%PDF {code}/1".encode()
    assert without.printed(code) == []
    assert without.printing.print(without.actor, code).pdf == f"%PDF {code}/1".encode()
    asked = without.printing.print(without.actor, code, why=Reason.LOST)
    assert asked.pdf == f"%PDF {code}/2".encode()
    assert [(event.copy, event.why) for event in without.printed(code)] == [(1, ""), (2, "lost")]


def test_two_hundred_labels_wait_for_a_printer_and_come_out_once_each_in_their_order(shop: PrintShop) -> None:
    shop.printers.off = OFF
    codes = [shop.received(f"5CG{number:07}") for number in range(200)]
    shop.pump()
    line = shop.printing.line()
    assert (line.waiting, line.trouble, line.works) == (200, PrinterTrouble.UNREACHABLE, False)
    assert shop.printers.came_out == []
    shop.printers.off = None
    shop.pump(HOUR)
    assert [label.split()[2] for label in shop.printers.came_out] == codes
    assert set(shop.states()) == {"done"}
    assert shop.printing.line() == PrinterLine(there=True, name="Zebra")


def test_a_printer_that_is_off_is_tried_less_and_less_often_and_at_once_for_a_new_label(shop: PrintShop) -> None:
    shop.printers.off = OFF
    shop.received("A1111")
    waits = [shop.pump()]
    for wait in (*BACK_OFF, BACK_OFF[-1]):
        assert shop.pump() == min(wait, LOOK_AGAIN)  # too soon: nothing is tried
        waits.append(shop.pump(wait))
    assert waits == [*BACK_OFF, BACK_OFF[-1], BACK_OFF[-1]]
    tried = shop.printers.tried
    assert tried == len(waits)
    shop.received("B2222")
    shop.printers.off = None
    shop.pump()
    assert shop.printers.tried == tried + 2
    assert set(shop.states()) == {"done"}


def test_after_the_paper_ran_out_nothing_is_lost_or_doubled(shop: PrintShop) -> None:
    codes = [shop.received(f"5CG{number:07}") for number in range(6)]
    shop.printers.script.extend([Delivery(Sent.DONE), Delivery(Sent.DONE), NO_PAPER])
    shop.pump()
    line = shop.printing.line()
    assert (line.waiting, line.trouble) == (4, PrinterTrouble.NO_PAPER)
    shop.pump(1.0)
    assert [label.split()[2] for label in shop.printers.came_out] == codes
    assert [len(shop.printed(code)) for code in codes] == [1] * 6


def test_a_label_that_a_printer_holds_until_there_is_paper_is_not_sent_again(shop: PrintShop) -> None:
    first, second = shop.received("A1111"), shop.received("B2222")
    shop.printers.script.append(Delivery(Sent.SENT, PrinterTrouble.NO_PAPER))
    empty = PrinterState(known=True, troubles=(PrinterTrouble.NO_PAPER,))
    shop.printers.states.extend([empty, empty])
    shop.pump()
    shop.pump(1.0)
    shop.pump(2.0)
    assert (shop.job(first).state, shop.job(second).state) == (JobState.SENT, JobState.WAITING)
    assert shop.printing.line().trouble is PrinterTrouble.NO_PAPER
    shop.pump(HOUR)
    assert [label.split()[2] for label in shop.printers.came_out] == [first, second]
    assert shop.states() == ["done", "done"]


def test_a_printer_that_never_says_whether_it_printed_is_asked_three_times_then_a_person_is(shop: PrintShop) -> None:
    first, second = shop.received("A1111"), shop.received("B2222")
    shop.printers.script.append(Delivery(Sent.SENT))
    shop.printers.states.extend([PrinterState(known=False)] * 3)
    for _ in range(4):
        shop.pump(1.0)
    assert shop.printing.unsure() == (shop.job(first),)
    assert shop.job(second).state is JobState.DONE


def test_a_label_that_was_cut_off_is_asked_and_those_after_it_go_on(shop: PrintShop) -> None:
    first, second = shop.received("A1111"), shop.received("B2222")
    shop.printers.script.append(Delivery(Sent.UNSURE, PrinterTrouble.CUT_OFF))
    shop.pump()
    assert (shop.job(first).unsure, shop.printing.line().unsure) == (True, 1)
    shop.pump(1.0)
    assert shop.job(second).state is JobState.DONE
    shop.pump(HOUR)
    assert shop.printers.tried == 2  # never by itself
    shop.printing.came_out(shop.actor, shop.job(first).number, yes=False)
    shop.pump(HOUR)
    assert (shop.job(first).state, shop.printers.tried) == (JobState.DONE, 3)
    assert [event.copy for event in shop.printed(first)] == [1]


def test_what_was_on_its_way_when_the_program_ended_is_asked_and_what_waited_goes_on(shop: PrintShop) -> None:
    codes = [shop.received(f"5CG{number:07}") for number in range(3)]
    shop.put(shop.job(codes[0]), JobState.SENT)  # kill -9 between the two writes
    after = shop.again()
    assert after.printing.pump.found() == 1
    assert after.printing.pump.found() == 0
    after.pump()
    assert after.printing.unsure() == (after.job(codes[0]),)
    assert [label.split()[2] for label in after.printers.came_out] == codes[1:]
    after.printing.came_out(after.actor, after.job(codes[0]).number, yes=True)
    assert after.states() == ["done"] * 3
    assert [event.copy for event in after.printed(codes[0])] == [1]
    after.pump(HOUR)
    assert len(after.printers.came_out) == 2


def test_a_label_that_fits_on_no_paper_does_not_stand_in_the_way(shop: PrintShop) -> None:
    place = shop.storage.create_places(shop.actor, ("too large",)).new[0].code
    code = shop.received()
    assert (shop.job(place).state, shop.job(place).trouble) == (JobState.FAILED, PrinterTrouble.DOES_NOT_FIT)
    shop.pump()
    assert shop.job(code).state is JobState.DONE
    line = shop.printing.line()
    assert (line.failed, line.works) == (1, False)
    shop.printing.retry(shop.actor, shop.job(place).number)
    shop.pump()
    assert shop.job(place).state is JobState.FAILED
    shop.printing.void(shop.actor, shop.job(place).number)
    assert shop.printing.line().works


def test_a_label_that_a_printer_never_takes_fails_after_five_times(shop: PrintShop) -> None:
    first, second = shop.received("A1111"), shop.received("B2222")
    shop.printers.script.extend([Delivery(Sent.NOT_SENT, PrinterTrouble.OTHER)] * 5)
    for _ in range(6):
        shop.pump(HOUR)
    assert (shop.job(first).state, shop.job(second).state) == (JobState.FAILED, JobState.DONE)
    shop.printing.retry(shop.actor, shop.job(first).number)
    shop.pump()
    assert shop.job(first).state is JobState.DONE


def test_labels_that_wait_are_made_anew_for_another_printer(shop: PrintShop) -> None:
    shop.printers.off = OFF
    code = shop.received()
    shop.pump()
    shop.printers.off = None
    shop.printing.use(BROTHER)
    shop.pump()
    assert shop.printers.came_out == [f"brother intake {code} copy 1 fr"]
    assert shop.printing.printer == BROTHER


def test_a_label_is_printed_again_under_the_same_code_with_who_and_why(shop: PrintShop) -> None:
    code = shop.received()
    waiting = shop.printing.print(shop.actor, code, why=Reason.LOST)  # it has not come out yet: it is not doubled
    assert waiting.jobs == (shop.job(code),)
    assert shop.states() == ["waiting"]
    shop.pump()
    other = shop.add("Sami")
    (job,) = shop.printing.print(other, code, why=Reason.BADLY_STUCK).jobs
    assert (job.code, job.copy, job.person, job.why) == (code, 2, other.person, Reason.BADLY_STUCK)
    shop.pump()
    assert shop.printers.came_out[-1] == f"zpl intake {code} copy 2 fr"
    assert [(event.copy, event.why, event.by_itself) for event in shop.printed(code)] == [
        (1, "", True),
        (2, "badly-stuck", False),
    ]
    with shop.store.looking() as look:
        assert look.history(code)[-1].person == other.person


def test_undoing_an_arrival_keeps_its_label_from_ever_being_printed(shop: PrintShop) -> None:
    answer = shop.scan("5CG0000001")
    undone = shop.undoing.undo_answer(shop.actor, 0)
    assert undone.facts["void"] == ""  # nothing lies about
    shop.pump()
    assert shop.printers.came_out == []
    assert shop.job(answer.code).state is JobState.VOID


def test_undoing_an_arrival_whose_label_is_out_says_to_throw_it_away(shop: PrintShop) -> None:
    shop.scan("5CG0000001")
    shop.pump()
    assert shop.undoing.undo_answer(shop.actor, 0).facts["void"] == "1"
    code = shop.scan("5CG0000002").code
    shop.put(shop.job(code), JobState.SENT)  # it is with the printer in this moment
    assert shop.undoing.undo_answer(shop.actor, 0).facts["void"] == "1"


def test_a_label_that_could_not_be_sent_while_its_arrival_was_undone_is_not_sent_later(shop: PrintShop) -> None:
    code = shop.scan("5CG0000001").code

    def undo_it() -> None:
        shop.printers.on_send = None
        shop.undoing.undo_answer(shop.actor, 0)

    shop.printers.on_send = undo_it
    shop.printers.script.append(OFF)
    shop.pump()
    shop.pump(HOUR)
    assert (shop.job(code).state, shop.printers.tried) == (JobState.VOID, 1)
    other = shop.scan("5CG0000002").code
    shop.printers.on_send = undo_it
    shop.pump(HOUR)
    assert (shop.job(other).state, shop.printed(other)) == (JobState.VOID, [])


def made_ready(shop: PrintShop, code: str) -> None:
    """Say of a machine that it is ready, whatever the gate would say."""
    with shop.store.working(shop.actor) as work:
        work.append(code, happened.MachineReady())
        work.put(replace(shop.machines.card(code), state=State.READY.value, letter="B"))


def test_the_exit_label_comes_out_by_itself_when_a_machine_is_ready(shop: PrintShop) -> None:
    code = shop.received()
    shop.pump()
    made_ready(shop, code)
    shop.pump()
    assert shop.printers.came_out == [f"zpl intake {code} copy 1 fr", f"zpl exit {code} copy 1 fr"]
    assert [(event.label, event.copy) for event in shop.printed(code)] == [("intake", 1), ("exit", 1)]


def test_undoing_what_made_a_machine_ready_keeps_its_exit_label_or_says_to_throw_it_away(shop: PrintShop) -> None:
    code = shop.received()
    shop.pump()
    made_ready(shop, code)
    assert shop.undoing.undo_answer(shop.actor, 0).facts["void"] == ""
    assert shop.job(code).state is JobState.VOID
    made_ready(shop, code)
    shop.pump()
    assert shop.undoing.undo_answer(shop.actor, 0).facts["void"] == "1"


def test_a_box_and_a_place_get_their_labels_when_they_are_made(shop: PrintShop) -> None:
    order, place = shop.order(), shop.storage.create_places(shop.actor, ("B-04",)).new[0].code
    with shop.store.working(shop.actor) as work:
        box = open_box(work, order, 1)
    shop.pump()
    assert [label.split()[1:3] for label in shop.printers.came_out] == [["place", place], ["box", box.code]]


def test_a_label_that_comes_out_by_itself_is_no_gesture_of_its_own(shop: PrintShop) -> None:
    order = shop.order()
    shop.storage.create_places(shop.actor, ("B-04",))
    shop.pump()
    last = shop.undoing.last(shop.actor)
    assert last is not None
    assert type(last.what).__name__ == "PlaceMade"
    assert order


def test_only_a_job_that_is_open_is_decided(shop: PrintShop) -> None:
    code = shop.received()
    number = shop.job(code).number
    shop.pump()
    with pytest.raises(RefusedError) as refused:
        shop.printing.void(shop.actor, number)
    assert refused.value.reasons == ("label-job:done",)
    for wrong in (0, -1, number + 1):
        with pytest.raises(UnknownCodeError):
            shop.printing.retry(shop.actor, wrong)


def test_a_job_that_was_taken_away_while_the_worker_looked_is_not_sent(shop: PrintShop) -> None:
    first, second = shop.received("A1111"), shop.received("B2222")

    def take_the_second_away() -> None:
        shop.printers.on_send = None
        shop.printing.void(shop.actor, shop.job(second).number)

    shop.printers.on_send = take_the_second_away
    shop.pump()
    assert [label.split()[2] for label in shop.printers.came_out] == [first]
    assert shop.states() == ["done", "void"]


def test_the_labels_of_another_bench_are_left_alone(shop: PrintShop) -> None:
    shop.printers.off = OFF
    code = shop.received()
    row = shop.job(code)
    assert row.bench == "banc 1"
    assert shop.printing.jobs(JobState.WAITING, everywhere=True) == (row,)


def test_an_identity_is_replaced_and_the_old_label_leads_on(shop: PrintShop) -> None:
    shop.printers.off = OFF
    code = shop.received("5CG0000001")
    new = shop.printing.replace_identity(shop.actor, code)
    newest = shop.printing.replace_identity(shop.actor, new)
    assert len({code, new, newest}) == 3
    assert shop.states() == ["void", "void", "waiting"]
    shop.printers.off = None
    shop.pump()
    assert shop.printers.came_out == [f"zpl intake {newest} copy 1 fr"]
    for scanned in (code, new):
        answer = shop.scan(scanned)
        assert (answer.said, answer.code) == (Said.STICKER_SEEN, code)  # it is the check that is due
        assert answer.facts == answer.facts | {"name": "5CG0000001"}
    with pytest.raises(UnknownCodeError):
        shop.printing.replace_identity(shop.actor, ZEBRA.address)


def test_the_sample_is_filled_in_silence(shop: PrintShop) -> None:
    with shop.printing.silent():
        shop.received("A1111")
    assert shop.states() == []
    shop.received("B2222")
    assert shop.states() == ["waiting"]


def test_who_listens_hears_of_new_labels(shop: PrintShop) -> None:
    heard: list[int] = []
    end = shop.printing.hear(lambda: heard.append(1))
    shop.received("A1111")
    assert heard
    end()
    heard.clear()
    shop.received("B2222")
    assert not heard
