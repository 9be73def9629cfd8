"""Grading by a contract: every criterion shows what was measured, what is required, and the clause that says so.

A contract is data. The letter is the worst that any criterion allows; what was not measured never lifts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.diagnosis import Battery, Category, Diagnosis, DriveMedium, Health, drive_health
from workshop.domain.drives import Policy
from workshop.domain.inspection import Inspection, Severity, failed, untested

Value = int | str | bool | None
MIB = 1024 * 1024


class Axis(StrEnum):
    """The kinds of criteria, kept apart."""

    FUNCTIONAL = "functional"
    COSMETIC = "cosmetic"
    PERFORMANCE = "performance"
    BATTERY = "battery"
    ELIGIBILITY = "eligibility"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One clause: the least (`at_least`) or the most (`at_most`) of a fact that each letter needs.

    `unknown` is the best letter that an unmeasured fact allows, empty where it blocks delivery. A fact beyond the last
    letter blocks delivery.
    """

    id: str
    axis: Axis
    fact: str
    unit: str
    clause: str
    source: str
    at_least: tuple[tuple[str, int], ...] = ()
    at_most: tuple[tuple[str, int], ...] = ()
    unknown: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contract:
    """One version of a reuse contract; `letters` from the best to the worst.

    `second_person`: who validates a wipe is not who started it.
    """

    id: str
    version: str
    title: str
    dated: str
    notice: str
    letters: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    policy: Policy
    second_person: bool = False

    @property
    def name(self) -> str:
        return f"{self.id} {self.version}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one criterion said: the measure, what it allows (`letter`, empty: blocks), and the next better demand."""

    criterion: str
    axis: Axis
    measured: Value
    unit: str
    letter: str
    required: str
    clause: str
    contract: str


@dataclass(frozen=True, slots=True)
class Grade:
    """The letter of a machine, whether it may be delivered, and every finding behind it."""

    letter: str
    eligible: bool
    contract: str
    findings: tuple[Finding, ...]

    def blocking(self) -> tuple[Finding, ...]:
        """Return the findings that keep the machine from being delivered."""
        return tuple(finding for finding in self.findings if not finding.letter)

    def deciding(self) -> tuple[Finding, ...]:
        """Return the findings that hold the letter where it is."""
        return tuple(finding for finding in self.findings if finding.letter == self.letter)


def grade(facts: dict[str, Value], contract: Contract) -> Grade:
    """Grade by a contract. The letter of a machine that is blocked is the contract's last."""
    category = facts.get("category") or Category.UNKNOWN.value
    findings = tuple(
        _find(criterion, facts.get(criterion.fact), contract)
        for criterion in contract.criteria
        if not criterion.categories or category in (*criterion.categories, Category.UNKNOWN.value)
    )
    worst = contract.letters[-1]
    letters = [finding.letter or worst for finding in findings]
    letter = max(letters, key=contract.letters.index, default=worst)
    return Grade(letter, bool(findings) and all(item.letter for item in findings), contract.name, findings)


def _find(criterion: Criterion, measured: Value, contract: Contract) -> Finding:
    limits, sign = (criterion.at_least, "≥") if criterion.at_least else (criterion.at_most, "≤")
    letter = _allowed(int(measured), criterion) if isinstance(measured, int) else criterion.unknown
    better = [limit for limit in limits if not letter or _rank(limit[0], contract) < _rank(letter, contract)]
    target = better[-1] if better else (limits[0] if limits else ("", 0))
    return Finding(
        criterion.id,
        criterion.axis,
        measured,
        criterion.unit,
        letter,
        f"{target[0]} {sign} {target[1]}",
        criterion.clause,
        contract.name,
    )


def _rank(letter: str, contract: Contract) -> int:
    return contract.letters.index(letter)


def _allowed(measured: int, criterion: Criterion) -> str:
    for letter, limit in criterion.at_least:
        if measured >= limit:
            return letter
    for letter, limit in criterion.at_most:
        if measured <= limit:
            return letter
    return ""


_LOOKS = {None: 0, Severity.LIGHT: 1, Severity.VISIBLE: 2, Severity.HEAVY: 3}


def facts_of(category: Category, diagnosis: Diagnosis | None, inspection: Inspection | None) -> dict[str, Value]:
    """Gather what a contract may ask for; a fact that was not measured is None."""
    facts: dict[str, Value] = {"category": category.value}
    facts |= _measured(diagnosis) if diagnosis else {}
    facts |= _inspected(category, inspection) if inspection else {}
    return facts


def _measured(diagnosis: Diagnosis) -> dict[str, Value]:
    drives = [drive for drive in diagnosis.drives if not drive.removable]
    sizes = [drive.size_bytes for drive in drives if drive.size_bytes]
    processor = diagnosis.processor
    could_see_locks = not any(item.what in ("smbios", "locks") for item in diagnosis.unread)
    return {
        "memory_mib": diagnosis.memory_bytes // MIB if diagnosis.memory_bytes else None,
        "storage_gb": max(sizes) // 10**9 if sizes else None,
        "flash_storage": _flash({drive.medium for drive in drives}),
        "failing_drives": _failing([drive_health(drive.smart)[0] for drive in drives], diagnosis),
        "processor_cores": processor.cores if processor else None,
        "battery_percent": _battery_percent(diagnosis.batteries),
        "locks": len(diagnosis.locks) if diagnosis.locks or could_see_locks else None,
    }


def _flash(media: set[DriveMedium]) -> bool | None:
    if media & {DriveMedium.SSD, DriveMedium.NVME, DriveMedium.EMMC}:
        return True
    return None if not media or media & {DriveMedium.UNKNOWN, DriveMedium.SAS} else False


def _failing(healths: list[Health], diagnosis: Diagnosis) -> int | None:
    """Count the failing drives; unknown as long as one drive, or the list itself, could hide another."""
    told = diagnosis.drives_were_listed and Health.UNKNOWN not in healths
    return sum(health is Health.FAILING for health in healths) if healths and told else None


def _battery_percent(batteries: tuple[Battery, ...]) -> int | None:
    healths = [battery.health_percent for battery in batteries]
    known = [health for health in healths if health is not None]
    return min(known) if known and len(known) == len(healths) else None


def _inspected(category: Category, inspection: Inspection) -> dict[str, Value]:
    worst = max((defect.severity for defect in inspection.defects), key=lambda item: _LOOKS[item], default=None)
    return {
        "functions_failed": len(failed(inspection)),
        "functions_untested": len(untested(category, inspection)),
        "looks": _LOOKS[worst] if inspection.looks_checked else None,
    }
