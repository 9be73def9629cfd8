"""Several benches at once, and benches whose power goes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.fakes import FakeClock, a_workshop
from workshop.adapters.store.opening import open_store
from workshop.domain.codes import Code, Kind
from workshop.domain.documents import DocumentKind
from workshop.domain.journal import verify_chain
from workshop.domain.lots import Lot, MachineCard
from workshop.domain.people import Actor
from workshop.services.ports import Store

ROOT = Path(__file__).resolve().parents[3]
BENCHES = 8
TURNS = 50


class Bench:
    """A bench in a process of its own."""

    def __init__(self, url: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.adapters.store.bench", url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().rstrip("\n")

    def rest(self) -> list[str]:
        """Return all further lines, and end; a line that the power cut short does not count."""
        assert self.process.stdout
        assert self.process.stderr
        lines = self.process.stdout.read().split("\n")[:-1]
        complaints = self.process.stderr.read()
        assert not complaints, complaints
        self.process.wait()
        return lines

    def cut(self) -> None:
        self.process.kill()


@contextmanager
def a_bench(url: str) -> Iterator[Bench]:
    bench = Bench(url)
    with bench.process:
        try:
            assert bench.hear() == "ready"
            yield bench
        finally:
            bench.process.kill()


def _check(store: Store, lines: list[str]) -> None:
    """Check that everything that was told stands, once, with nothing between."""
    told = sorted(tuple(line.split()) for line in lines)
    with store.looking() as look:
        journal, machines, scans = look.journal(), look.find(MachineCard), look.scans()
        by_event = {str(entry.seq): entry.subject for entry in journal}
        assert verify_chain(journal) is None
        assert {entry.subject for entry in journal} == {machine.code for machine in machines}
        assert len(journal) == len(machines) == len(scans) == look.count(Lot)
        assert [scan.number for scan in reversed(scans)] == list(range(1, len(scans) + 1))
        assert all(scan.answer for scan in scans)
        assert all(look.subject_of(Code(machine.code)) == machine.code for machine in machines)
        for number, code, rank, event in told:
            assert by_event[event] == code
            assert scans[-int(number)].answer is not None
            assert number == rank == event  # each turn takes one of each
    assert len({line.split()[1] for line in lines}) == len(lines)


def test_eight_benches_open_a_new_database_at_once_and_work_at_once(empty_database: str) -> None:
    with ExitStack() as stack:
        benches = [stack.enter_context(a_bench(empty_database)) for _ in range(BENCHES)]
        for bench in benches:
            bench.tell("open")
        assert [bench.hear() for bench in benches] == ["opened"] * BENCHES
        store = open_store(empty_database, FakeClock())
        stack.callback(store.close)
        actor = a_workshop(store)
        for bench in benches:
            bench.tell(f"{actor.person} {TURNS}")
        lines = [line for bench in benches for line in bench.rest()]
        assert len(lines) == BENCHES * TURNS
        _check(store, lines)
        with store.working(actor) as work:
            assert work.next_rank(DocumentKind.CERTIFICATE, 2026) == BENCHES * TURNS + 1


def _goes_on(store: Store, actor: Actor) -> None:
    """Check that the next transaction takes the numbers that the lost one had, and waits for nobody."""
    with store.working(actor) as work:
        rank = work.next_rank(DocumentKind.CERTIFICATE, 2026)
        assert rank == len(work.journal()) + 1
        assert work.issue(Kind.LOT).text[4:10] == f"{rank:06d}"


def test_a_power_cut_in_the_middle_of_a_transaction_leaves_nothing_of_it(database: str) -> None:
    store = open_store(database, FakeClock())
    actor = a_workshop(store)
    with a_bench(database) as bench:
        bench.tell("open")
        assert bench.hear() == "opened"
        bench.tell(f"{actor.person} middle")
        assert bench.hear() == "middle"
        bench.cut()
        assert bench.rest() == []
    _check(store, [])
    _goes_on(store, actor)
    store.close()


def test_a_power_cut_at_any_moment_loses_nothing_that_was_told(database: str) -> None:
    store = open_store(database, FakeClock())
    actor = a_workshop(store)
    with a_bench(database) as bench:
        bench.tell("open")
        assert bench.hear() == "opened"
        bench.tell(f"{actor.person} for-ever")
        lines = [bench.hear() for _ in range(40)]
        bench.cut()
        lines += bench.rest()
    _check(store, lines)
    _goes_on(store, actor)
    store.close()
