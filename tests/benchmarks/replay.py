"""Replay of the whole stock under another contract ÷ reading the same rows: `python -m tests.benchmarks.replay`."""

# ruff: noqa: T201 — it prints
from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from workshop.bootstrap import build, default_contract
from workshop.domain.codes import Kind
from workshop.domain.content import to_content
from workshop.domain.contracts import Contract, Value
from workshop.domain.destinations import judge
from workshop.domain.grading import Evidence, EvidenceKind
from workshop.domain.lots import MachineCard
from workshop.domain.machines import State
from workshop.services.grading import FACT
from workshop.services.ports import Store
from workshop.services.replay import Replaying
from workshop.settings import Profile, Settings

CHUNK, AIM = 2000, 3
READ = Evidence(EvidenceKind.READING, "etabli", "2026-11-24T08:00:00.000000Z")


def facts_of(number: int) -> dict[str, Value]:
    return {
        "category": "laptop",
        "memory_mib": (4, 8, 16, 32)[number % 4] * 1024 - 300,
        "storage_gb": (120, 240, 256, 500, 1000)[number % 5],
        "flash_storage": number % 7 != 0,
        "failing_drives": 0,
        "processor_cores": 2 + 2 * (number % 3),
        "battery_percent": 40 + number % 60,
        "locks": 0,
        "functions_failed": int(number % 11 == 0),
        "functions_untested": 0,
        "cosmetic": number % 4,
        "looks": number % 4,
        "cpu_class": number % 5,
        "windows_11": number % 3 != 0,
        "system_fits": True,
        "azerty": True,
        "charger": number % 13 != 0,
        "drives_open": 0,
    }


def filled(folder: Path, machines: int, contract: Contract) -> Settings:
    """Make a workshop's memory with that many graded machines."""
    settings = Settings(Profile.WORKSHOP, data_folder=str(folder))
    workshop = build(settings)
    workshop.people.begin("Atelier", 1, settings.bench)
    actor = workshop.actor()
    lot = workshop.lots.open(actor, "Mairie", machines).code
    for start in range(0, machines, CHUNK):
        with workshop.store.working(actor) as work:
            for number in range(start, min(start + CHUNK, machines)):
                code = work.issue(Kind.MACHINE).text
                facts = facts_of(number)
                evidence = dict.fromkeys(facts, READ)
                result = judge(facts, contract, evidence)
                content = to_content({"facts": facts, "evidence": evidence, "grade": result})
                card = MachineCard(code, lot, State.GRADED.value, "laptop", "Dell Inc.", "Latitude", f"S{number}")
                work.put(replace(card, grade=work.keep(FACT, code, content), letter=result.letter))
    workshop.close()
    return settings


def read_rows(store: Store) -> int:
    """Read the same rows: every card, and the content of its grade."""
    with store.looking() as look:
        return sum(look.fact(card.grade) is not None for card in look.find(MachineCard))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--machines", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=3)
    wanted = parser.parse_args()
    contract = default_contract()
    doubled = [
        replace(item, at_least=tuple((letter, 2 * limit) for letter, limit in item.at_least))
        if item.fact == "memory_mib"
        else item
        for item in contract.criteria
    ]
    stricter = replace(contract, version="trial", criteria=tuple(doubled))
    folder = Path(tempfile.mkdtemp())
    try:
        workshop = build(filled(folder, wanted.machines, contract))
        replaying, ratios = Replaying(workshop.store), []
        for _ in range(wanted.pairs):
            began = time.perf_counter()
            rows = read_rows(workshop.store)
            read = time.perf_counter() - began
            began = time.perf_counter()
            found = replaying.under(stricter)
            replayed = time.perf_counter() - began
            assert found.graded == rows == wanted.machines
            ratios.append(replayed / read)
            print(f"read {read:.2f} s, replayed {replayed:.2f} s, ratio {ratios[-1]:.2f}, {len(found.changed)} change")
        print(f"median {statistics.median(ratios):.2f} (aim {AIM}), {wanted.machines} machines")
        workshop.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
