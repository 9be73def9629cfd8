"""What a contract may ask of one machine, and who vouches for each measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workshop.domain import events as happened
from workshop.domain.content import written_time
from workshop.domain.contracts import Contract, Value
from workshop.domain.diagnosis import Category, Diagnosis, Source
from workshop.domain.drives import Refusal
from workshop.domain.eligibility import windows_11
from workshop.domain.entries import Recorded
from workshop.domain.grading import Around, Evidence, EvidenceKind, Rated, facts_of
from workshop.domain.journal import counting
from workshop.domain.lots import MachineCard
from workshop.domain.machines import Machine, data_objections, fold
from workshop.domain.measures import SEEN_LOCK, sees_locks
from workshop.domain.processors import ProcessorClasses, Processors, Scores
from workshop.services.diagnosis import reading_of
from workshop.services.inspection import inspection_of
from workshop.services.machines import history_of
from workshop.services.ports import Look

_UNTOLD = frozenset({Refusal.NO_DRIVE_KNOWN, Refusal.DRIVES_NOT_LISTED})
# Which of our own tools tells a fact; another tool's report is named as a whole.
_TOOLS = {
    **dict.fromkeys(("memory_mib", "ram_gb", "processor_cores"), "lscpu"),
    **dict.fromkeys(("locks", "memory_slots_free", "memory_soldered"), "dmidecode"),
    **dict.fromkeys(("storage_gb", "flash_storage", "hdd_gb", "ssd_gb", "nvme_gb"), "lsblk"),
    "failing_drives": "smartctl",
}
_READ = (*_TOOLS, "battery_percent", "tpm_2", "screen_lines")
_SEEN = ("looks", "cosmetic")
_TRIED = ("functions_failed", "functions_untested")
OURS = "etabli"


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The dated files by which processors are known; None: this workshop has none."""

    processors: Callable[[], Processors] | None = None
    classes: Callable[[], ProcessorClasses] | None = None
    scores: Callable[[], Scores | None] | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """Every fact of a machine, and the evidence of those that somebody or something told."""

    facts: dict[str, Value]
    evidence: dict[str, Evidence]


def measured(look: Look, card: MachineCard, contract: Contract, catalogues: Catalogues) -> Measured:
    """Gather the facts of a machine as they are now; the contract says which drives count as settled."""
    history = counting(history_of(look, card.code))
    machine = fold(card.code, history)
    diagnosis, inspection = reading_of(look, card), inspection_of(look, card)
    around = Around(
        card.charger,
        _system(machine, history),
        _open_drives(machine, contract),
        windows_11(diagnosis, catalogues.processors()) if diagnosis and catalogues.processors else None,
        rated(diagnosis, catalogues),
    )
    facts = facts_of(Category(card.category), diagnosis, inspection, around)
    return Measured(facts, _evidence(facts, diagnosis, history, catalogues))


def rated(diagnosis: Diagnosis | None, catalogues: Catalogues) -> Rated:
    """Look a processor up in every file that there is."""
    processor = diagnosis.processor if diagnosis else None
    if processor is None or catalogues.processors is None:
        return Rated()
    processors = catalogues.processors()
    rule = processors.rule(processor)
    scores = catalogues.scores() if catalogues.scores else None
    return Rated(
        rule.year if rule else None,
        catalogues.classes().of(processor, processors) if catalogues.classes else None,
        scores.of(processor) if scores else None,
    )


def _system(machine: Machine, history: Iterable[Recorded]) -> str | None:
    """Name the system that is on a machine: only what was installed since its drives were erased counts."""
    if not machine.installed:
        return ""
    names = [entry.event.name for entry in history if isinstance(entry.event, happened.SystemInstalled)]
    return names[-1] if names else None


def _open_drives(machine: Machine, contract: Contract) -> tuple[str, ...] | None:
    objections = data_objections(machine, contract.policy)
    if any(item.refusal in _UNTOLD for item in objections):
        return None
    return tuple(f"{item.refusal.value}:{item.drive}" for item in objections)


def _evidence(
    facts: dict[str, Value], diagnosis: Diagnosis | None, history: tuple[Recorded, ...], catalogues: Catalogues
) -> dict[str, Evidence]:
    """Say of each known fact who told it."""
    found: dict[str, Evidence] = {}
    if diagnosis:
        found |= {fact: _read_by(fact, diagnosis) for fact in _READ}
    found |= _catalogued(catalogues)
    found |= dict.fromkeys(_SEEN, _last(history, happened.LooksChecked, happened.MachineInspected))
    found["azerty"] = _last(history, happened.KeyboardSeen, happened.MachineInspected)
    if facts.get("locks_named") == SEEN_LOCK or not (diagnosis and sees_locks(diagnosis)):
        found["locks"] = _last(history, happened.LocksSeen, happened.MachineInspected)
    found |= dict.fromkeys(_TRIED, _last(history, happened.FunctionTested, happened.MachineInspected))
    for entry in history:
        if isinstance(entry.event, happened.FunctionTested):
            found[f"works_{entry.event.function.value}"] = _by(entry, EvidenceKind.PERSON)
    found["charger"] = _last(history, happened.ChargerSeen, happened.MachineReceived)
    installed = _last(history, happened.SystemInstalled, kind=EvidenceKind.JOURNAL)
    found |= dict.fromkeys(("windows_10", "system_fits"), installed)
    found["drives_open"] = Evidence(EvidenceKind.JOURNAL, at=written_time(history[-1].at) if history else "")
    return {fact: item for fact, item in found.items() if facts.get(fact) is not None and item.kind}


def _read_by(fact: str, diagnosis: Diagnosis) -> Evidence:
    origin, versions = diagnosis.origin, dict(diagnosis.tools)
    tool = _TOOLS.get(fact, "")
    if origin.source is Source.TOOL or tool not in versions:
        name = " ".join(part for part in (origin.tool or OURS, origin.tool_version) if part)
    else:
        name = f"{tool} {versions[tool]}".strip()
    return Evidence(EvidenceKind.READING, name, written_time(diagnosis.read_at))


def _catalogued(catalogues: Catalogues) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    if catalogues.processors:
        version = catalogues.processors().version
        known = Evidence(EvidenceKind.CATALOGUE, f"processors {version}")
        found |= dict.fromkeys(("processor_year", "windows_11", "windows_11_mendable"), known)
    if catalogues.classes:
        found["cpu_class"] = Evidence(EvidenceKind.CATALOGUE, f"processor_classes {catalogues.classes().version}")
    scores = catalogues.scores() if catalogues.scores else None
    if scores:
        found["cpu_score"] = Evidence(EvidenceKind.IMPORTED, scores.source, scores.dated)
    return found


def _last(
    history: Iterable[Recorded], *kinds: type[happened.Event], kind: EvidenceKind = EvidenceKind.PERSON
) -> Evidence:
    entries = [entry for entry in history if isinstance(entry.event, kinds)]
    return _by(entries[-1], kind) if entries else Evidence()


def _by(entry: Recorded, kind: EvidenceKind) -> Evidence:
    return Evidence(kind, entry.person, written_time(entry.at))
