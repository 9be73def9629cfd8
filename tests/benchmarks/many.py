"""A workshop with very many machines, as their events would have made it: lots of forty, all received."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from workshop.bootstrap import build
from workshop.domain import events as happened
from workshop.domain.codes import Kind
from workshop.domain.content import written_time
from workshop.domain.lots import Lot, MachineCard
from workshop.domain.machines import State
from workshop.services.ports import Work
from workshop.settings import Profile, Settings

LOT, CHUNK = 40, 2000
YEARLY = 300_000  # of the 999 999 codes that one site has for one year


@dataclass
class Years:
    """A clock that stands some years before now: so many machines are more than one year's codes."""

    before: int

    def now(self) -> datetime:
        now = datetime.now(UTC)
        return now.replace(year=now.year - self.before, day=min(now.day, 28))


def many_machines(folder: Path, machines: int) -> Settings:
    """Make a workshop's memory with that many machines of the years before, or find it made."""
    wanted = Settings(Profile.WORKSHOP, data_folder=str(folder))
    if wanted.folder().exists():
        return wanted
    unfinished = folder / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)  # of a time when it was stopped
    settings = replace(wanted, data_folder=str(unfinished))
    clock = Years(1 + machines // YEARLY)
    workshop = build(settings, clock=clock)
    workshop.people.begin("Atelier", 1, settings.bench)
    actor = workshop.actor()
    lots = [workshop.lots.open(actor, f"Mairie {number}", LOT).code for number in range(machines // LOT)]
    for start in range(0, len(lots) * LOT, CHUNK):
        clock.before = 1 + (machines - start) // YEARLY
        with workshop.store.working(actor) as work:
            for number in range(start, min(start + CHUNK, len(lots) * LOT)):
                _receive(work, lots[number // LOT], number)
    with workshop.store.working(actor) as work:
        for code in lots:
            lot = work.get(Lot, code)
            assert lot is not None
            work.put(Lot(code, lot.donor, LOT, open=False, opened_at=lot.opened_at))
    workshop.close()
    settings.folder().rename(wanted.folder())
    return wanted


def _receive(work: Work, lot: str, number: int) -> None:
    code = work.issue(Kind.MACHINE).text
    serial = f"SN{number:08d}"
    now = written_time(work.now)
    card = MachineCard(
        code, lot, State.RECEIVED.value, "laptop", "Dell", "Latitude 5400", serial, serial, now, number % LOT + 1
    )
    work.put(card)
    work.append(code, happened.MachineReceived(lot, "laptop", "Dell", "Latitude 5400", serial))
