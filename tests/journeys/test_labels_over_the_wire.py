"""The whole bench and a printer on a real wire: what was scanned is what comes out, once each, in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.adapters.printers.firmware import Zebra
from tests.adapters.printers.wires import TcpPrinter
from workshop.bootstrap import Workshop, build
from workshop.domain.lots import Lot
from workshop.domain.printing import JobState, Link, PrinterLanguage, PrinterTrouble
from workshop.settings import Profile, Settings

PATIENCE_SECONDS = 20.0


@contextmanager
def a_bench(folder: Path, address: str) -> Iterator[Workshop]:
    settings = Settings(
        Profile.WORKSHOP,
        data_folder=str(folder),
        printer_language=PrinterLanguage.ZPL,
        printer_link=Link.TCP,
        printer_address=address,
    )
    workshop = build(settings)
    if workshop.people.workshop() is None:
        workshop.people.begin("Atelier", 1, settings.bench)
    workshop.printing_thread.start()
    try:
        yield workshop
    finally:
        workshop.close()


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def received(workshop: Workshop, machines: int) -> list[str]:
    actor = workshop.actor()
    lot: Lot = workshop.lots.open(actor, "Mairie", machines)
    return [workshop.machines.receive(actor, lot.code, f"5CG{number:07}").code for number in range(machines)]


def all_done(workshop: Workshop) -> bool:
    return {job.state for job in workshop.printing.jobs()} == {JobState.DONE}


def in_order(zebra: Zebra, codes: list[str]) -> bool:
    """Tell whether each label carries its code, and none comes twice."""
    digits = [label.replace(b" ", b"") for label in zebra.labels]
    return len(digits) == len(codes) and all(code.encode() in label for code, label in zip(codes, digits, strict=True))


def test_every_scan_comes_out_once(tmp_path: Path) -> None:
    zebra = Zebra()
    with TcpPrinter(zebra) as printer, a_bench(tmp_path, printer.address) as workshop:
        codes = received(workshop, 5)
        until(lambda: all_done(workshop))
    assert in_order(zebra, codes)


def test_paper_that_runs_out_and_is_put_in_again(tmp_path: Path) -> None:
    zebra = Zebra(paper_out=True)
    with TcpPrinter(zebra) as printer, a_bench(tmp_path, printer.address) as workshop:
        codes = received(workshop, 3)
        until(lambda: workshop.printing.line().trouble is PrinterTrouble.NO_PAPER)
        assert not zebra.labels
        zebra.paper_out = False
        codes += received(workshop, 1)  # wakes it at once
        until(lambda: all_done(workshop))
    assert in_order(zebra, codes)


def test_a_printer_that_comes_back_in_another_run_of_the_program(tmp_path: Path) -> None:
    zebra = Zebra()
    with TcpPrinter(zebra) as gone:
        address, port = gone.address, int(gone.address.partition(":")[2])
    with a_bench(tmp_path, address) as workshop:
        codes = received(workshop, 3)
        until(lambda: workshop.printing.line().trouble is PrinterTrouble.UNREACHABLE)
    with TcpPrinter(zebra, port=port), a_bench(tmp_path, address) as workshop:
        until(lambda: all_done(workshop))
    assert in_order(zebra, codes)


def test_a_connection_that_is_cut_in_the_middle_is_asked_for(tmp_path: Path) -> None:
    zebra = Zebra()
    with TcpPrinter(zebra, cut_after=100) as printer, a_bench(tmp_path, printer.address) as workshop:
        (code,) = received(workshop, 1)
        until(lambda: bool(workshop.printing.unsure()))
        assert [job.code for job in workshop.printing.unsure()] == [code]
    assert zebra.labels == []


def test_of_two_programs_at_one_bench_one_prints_and_the_other_takes_over(tmp_path: Path) -> None:
    zebra = Zebra()
    with TcpPrinter(zebra) as printer, a_bench(tmp_path, printer.address) as second:
        until(lambda: second.printing_thread.works)
        with a_bench(tmp_path, printer.address) as first:
            assert not first.printing_thread.work_off_now()
            codes = received(first, 3)
            until(lambda: all_done(first))
        codes += received(second, 1)
        until(lambda: all_done(second))
    assert in_order(zebra, codes)


@pytest.mark.parametrize("times", [20])
def test_a_bench_that_is_closed_at_once_leaves_no_thread(tmp_path: Path, times: int) -> None:
    workshop = build(Settings(Profile.WORKSHOP, data_folder=str(tmp_path)))
    workshop.close()
    before = threading.active_count()
    for _ in range(times):
        workshop = build(Settings(Profile.WORKSHOP, data_folder=str(tmp_path)))
        workshop.printing_thread.start()
        workshop.close()
    assert threading.active_count() == before
