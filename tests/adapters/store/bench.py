"""One bench as a process of its own, for the tests of several benches and of power cuts.

`python -m tests.adapters.store.bench URL`: says "ready", opens at a line, says "opened", then reads what to do:
a person's code and a number of turns, "for-ever", or "middle" (stops inside a transaction). Each turn that was
committed is one line: the scan's number, the machine's code, the rank, the event.
"""

from __future__ import annotations

import itertools
import sys
from datetime import UTC, datetime

from tests.adapters.store.examples import a_lot, a_machine
from workshop.adapters.store.opening import open_store
from workshop.domain.documents import DocumentKind
from workshop.domain.events import MachineReceived
from workshop.domain.people import Actor
from workshop.domain.scanning import Answer, Said, Scan, Signal
from workshop.services.ports import Work


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def say(*words: object) -> None:
    """Write one line to whoever started this process."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def turn(work: Work) -> tuple[object, ...]:
    """Do a bit of everything."""
    number = work.keep_scan(Scan("5CD1", "wedge", work.now))
    machine = a_machine(work, a_lot(work), "5CD1")
    rank = work.next_rank(DocumentKind.CERTIFICATE, 2026)
    event = work.append(machine.code, MachineReceived(machine.lot, serial="5CD1"))
    work.answer_scan(number, Answer(Signal.ACCEPTED, Said.RECEIVED, machine.code))
    return number, machine.code, rank, event.seq


def main() -> None:
    """Be the bench."""
    say("ready")
    sys.stdin.readline()
    store = open_store(sys.argv[1], SystemClock())
    say("opened")
    person, turns = sys.stdin.readline().split()
    actor = Actor(person, "banc")
    for _ in itertools.count() if turns in {"for-ever", "middle"} else range(int(turns)):
        with store.working(actor) as work:
            done = turn(work)
            if turns == "middle":
                say("middle")
                sys.stdin.readline()  # never comes: the process is killed here
        say(*done)
    store.close()


if __name__ == "__main__":
    main()
