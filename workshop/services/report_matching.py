"""Which machine a report is about: found by its serials among those that were received, or why nobody can be sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop.domain.content import from_content
from workshop.domain.diagnosis import Diagnosis, Origin, Source
from workshop.domain.lots import MachineCard
from workshop.domain.machines import State
from workshop.domain.reports import Arrival, Authenticity, MachineReport, ReportCard, WhyWaiting, contradict, keys_of
from workshop.services.ports import Look

FACT = "machine-report"
GONE = frozenset({State.DELIVERED.value, State.RENTED.value, State.RECYCLED.value, State.LOST.value})
_MOST_WAITING = 50


@dataclass(frozen=True, slots=True)
class Match:
    """`why` None: `machine` is the one, without a doubt. Otherwise `machine` is the only one that it may be, if any."""

    machine: str = ""
    why: WhyWaiting | None = None


def match(look: Look, report: MachineReport, authenticity: Authenticity) -> Match:
    """Find the one machine that a report is about. What is not certain is for a person."""
    keys = [key for key in keys_of(report.diagnosis.identity) if key]
    found = {key: with_serial(look, key) for key in dict.fromkeys(keys)}
    machines = {card.code: card for cards in found.values() for card in cards}
    only = next(iter(machines.values())) if len(machines) == 1 else None
    if authenticity is Authenticity.ALTERED:
        return Match(only.code if only else "", WhyWaiting.ALTERED)
    if not keys:
        return Match(why=WhyWaiting.NO_SERIAL)
    if any(len(cards) > 1 for cards in found.values()):
        return Match(why=WhyWaiting.SHARED_SERIAL)
    if only is None:
        return Match(why=WhyWaiting.MANY if machines else WhyWaiting.UNKNOWN_SERIAL)
    return Match(only.code, _against(look, only, report))


def with_serial(look: Look, key: str) -> tuple[MachineCard, ...]:
    """Return the machines that were received with a serial; one that has left does not count beside one that is here.

    The same computer may come back with another donation, and gets another code then.
    """
    received = [card for card in look.find(MachineCard, serial_key=key) if card.state != State.EXPECTED.value]
    here = [card for card in received if card.state not in GONE]
    return tuple(here or received)


def reading_of(look: Look, card: MachineCard) -> Diagnosis | None:
    """Return the diagnosis that is attached to a machine."""
    content = look.fact(card.reading) if card.reading else None
    return from_content(Diagnosis, content["diagnosis"]) if content else None


def report_of(look: Look, card: ReportCard) -> MachineReport | None:
    """Return what was read in a report."""
    content = look.fact(card.fact)
    return from_content(MachineReport, content["report"]) if content else None


def raw_of(look: Look, card: ReportCard) -> str:
    """Return the name of the kept raw outputs of a report."""
    content = look.fact(card.fact)
    return str(content["raw"]) if content else ""


def waiting_for(look: Look, card: MachineCard) -> tuple[tuple[ReportCard, MachineReport], ...]:
    """Return the reports that wait and hold a machine's serial, authentic ones first, then as they arrived.

    Those that were altered are for a person, whatever serial they hold.
    """
    if not card.serial_key:
        return ()
    cards: dict[str, ReportCard] = {}
    for name in ("system_key", "chassis_key", "board_key"):
        equal: dict[str, Any] = {name: card.serial_key, "state": Arrival.WAITING}
        cards |= {found.code: found for found in look.find(ReportCard, limit=_MOST_WAITING, **equal)}
    sure = [found for found in cards.values() if found.authenticity is not Authenticity.ALTERED]
    sure.sort(key=lambda found: (found.authenticity is not Authenticity.AUTHENTIC, found.arrived_at, found.code))
    return tuple((found, report) for found in sure if (report := report_of(look, found)))


def of_several_machines(waiting: tuple[tuple[ReportCard, MachineReport], ...]) -> bool:
    """Tell whether reports with one serial are of two machines: then to take any of them would be a guess."""
    identities = [report.diagnosis.identity for _card, report in waiting]
    return any(contradict(one, other) for at, one in enumerate(identities) for other in identities[at + 1 :])


def _against(look: Look, card: MachineCard, report: MachineReport) -> WhyWaiting | None:
    """Say what keeps a report from becoming the reading of the only machine with its serial."""
    before = reading_of(look, card)
    if before is None:
        return WhyWaiting.READ_BEFORE if card.state in GONE else None
    if contradict(before.identity, report.diagnosis.identity):
        return WhyWaiting.SHARED_SERIAL
    replaces = card.state not in GONE and _may_replace(look, card, before.origin, report)
    return None if replaces else WhyWaiting.READ_BEFORE


def _may_replace(look: Look, card: MachineCard, before: Origin, report: MachineReport) -> bool:
    """Tell whether a report may take the place of a reading without a person: only an authentic one of our probe.

    It does so where nobody vouches for the earlier one, or where that one is the probe's too, made earlier by the same
    machine's clock: that clock is used to doubt, never to believe. When this bench read the machine itself cannot be
    compared with it at all.
    """
    if not report.diagnosis.origin.trusted:
        return False
    if not before.trusted:
        return True
    attached = look.find(ReportCard, machine=card.code, state=Arrival.ATTACHED)
    earlier = [one.made_at for held in attached if (one := report_of(look, held)) and one.diagnosis.origin.trusted]
    probed = before.source is Source.PROBE and bool(earlier)
    return probed and bool(report.made_at) and max(earlier) < report.made_at
