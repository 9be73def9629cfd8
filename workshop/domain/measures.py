"""What a contract may ask of a machine, gathered from its reading, its inspection and what is written down about it.

A fact that nobody measured is None. `<fact>_named` lists what a fact counts, apart by commas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from workshop.domain.contracts import Value
from workshop.domain.cosmetics import deciding_marks, looks_of, mark_code
from workshop.domain.diagnosis import (
    WITHOUT_MEDIUM,
    Battery,
    Category,
    Diagnosis,
    DriveMedium,
    DriveReading,
    Health,
    drive_health,
)
from workshop.domain.eligibility import Eligibility, Eligible
from workshop.domain.inspection import Function, Inspection, KeyboardLayout, Severity, Works, failed, untested

MIB = 1024 * 1024
GIB = 1024 * MIB
SEEN_LOCK = "seen"  # by a person, who cannot say which kind it is
WINDOWS_10, WINDOWS_11 = "Windows 10", "Windows 11"
_LOOKS = {None: 0, Severity.LIGHT: 1, Severity.VISIBLE: 2, Severity.HEAVY: 3}
_WORKING = {Works.YES: True, Works.NO: False, Works.ABSENT: False, Works.UNSURE: None}
_FLASH = frozenset({DriveMedium.SSD, DriveMedium.NVME, DriveMedium.EMMC})
_UNTOLD = frozenset({DriveMedium.UNKNOWN, DriveMedium.SAS})
_VERDICTS = {Eligible.YES: True, Eligible.NO: False, Eligible.UNKNOWN: None}


@dataclass(frozen=True, slots=True)
class Rated:
    """What our files and the manager's know of a processor; None: nothing."""

    year: int | None = None
    klass: int | None = None
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What a contract may ask beside reading and inspection; None: nobody knows.

    `system`: what is installed, empty: nothing is. `open_drives`: the drives whose data is not settled, as
    `refusal:code`.
    """

    charger: bool | None = None
    system: str | None = None
    open_drives: tuple[str, ...] | None = None
    windows_11: Eligibility | None = None
    processor: Rated = field(default_factory=Rated)


NOTHING_AROUND = Around()


def facts_of(
    category: Category, diagnosis: Diagnosis | None, inspection: Inspection | None, around: Around = NOTHING_AROUND
) -> dict[str, Value]:
    """Gather what a contract may ask for; a fact that was not measured is None, or not there."""
    facts: dict[str, Value] = {"category": category.value}
    facts |= _measured(diagnosis) if diagnosis else {}
    facts |= _stored(diagnosis) if diagnosis else {}
    facts |= _inspected(category, inspection) if inspection else {}
    facts |= _locks(facts, inspection) if inspection else {}
    facts |= _around(around)
    facts["system_fits"] = _fits(around)
    facts["drives_open"] = 0 if category in WITHOUT_MEDIUM and not around.open_drives else facts["drives_open"]
    return facts


def completed(facts: dict[str, Value]) -> dict[str, Value]:
    """Give a machine that is described by hand the facts that follow from those that were given."""
    known = dict(facts)
    memory, sizes = known.get("ram_gb"), [known.get(name) for name in ("ssd_gb", "nvme_gb", "hdd_gb")]
    if isinstance(memory, int):
        known.setdefault("memory_mib", memory * 1024)
    numbers = [size for size in sizes if isinstance(size, int)]
    if numbers:
        known.setdefault("storage_gb", max(numbers))
        known.setdefault("flash_storage", _flash_of(sizes[:2]))
    return known


def _flash_of(sizes: list[Value]) -> bool | None:
    if any(isinstance(size, int) and size > 0 for size in sizes):
        return True
    return None if None in sizes else False


def sees_locks(diagnosis: Diagnosis) -> bool:
    """Tell whether a reading says anything about locks."""
    return bool(diagnosis.locks) or not any(item.what in ("smbios", "locks") for item in diagnosis.unread)


def looks_of_a_person(inspection: Inspection) -> dict[str, Value]:
    """Gather what somebody saw: marks and what is printed on the keys."""
    worst = max((defect.severity for defect in inspection.defects), key=lambda item: _LOOKS[item], default=None)
    layout = inspection.keyboard
    return {
        "looks": _LOOKS[worst] if inspection.looks_checked else None,
        "cosmetic": int(looks_of(inspection.defects)) if inspection.looks_checked else None,
        "cosmetic_named": _names(map(mark_code, deciding_marks(inspection.defects))),
        "azerty": None if layout is KeyboardLayout.UNKNOWN else layout is KeyboardLayout.AZERTY,
    }


def _measured(diagnosis: Diagnosis) -> dict[str, Value]:
    processor, modules = diagnosis.processor, diagnosis.memory
    installed = sum(module.size_bytes for module in modules)
    screens = [display.height_px for display in diagnosis.displays if display.built_in]
    tpm = diagnosis.firmware.tpm_version
    return {
        "memory_mib": diagnosis.memory_bytes // MIB if diagnosis.memory_bytes else None,
        "ram_gb": installed // GIB or -(-(diagnosis.memory_bytes or 0) // GIB) or None,
        "memory_slots_free": sum(not module.size_bytes for module in modules) if modules else None,
        "memory_soldered": _soldered([module.soldered for module in modules if module.size_bytes]),
        "processor_cores": processor.cores if processor else None,
        "battery_percent": _battery_percent(diagnosis.batteries),
        "locks": len(diagnosis.locks) if sees_locks(diagnosis) else None,
        "locks_named": _names(lock.kind.value for lock in diagnosis.locks),
        "tpm_2": None if tpm is None else tpm.startswith("2"),
        "screen_lines": max((lines for lines in screens if lines), default=None),
    }


def _soldered(modules: list[bool | None]) -> bool | None:
    """Tell whether no module can be changed; one that can is enough to say no."""
    if not modules or (False not in modules and None in modules):
        return None
    return False not in modules


def _stored(diagnosis: Diagnosis) -> dict[str, Value]:
    drives = [drive for drive in diagnosis.drives if not drive.removable]
    sizes = [drive.size_bytes for drive in drives if drive.size_bytes]
    failing = [drive for drive in drives if drive_health(drive.smart)[0] is Health.FAILING]
    healths = [drive_health(drive.smart)[0] for drive in drives]
    told = diagnosis.drives_were_listed and Health.UNKNOWN not in healths
    return {
        "storage_gb": max(sizes) // 10**9 if sizes else None,
        "flash_storage": _flash({drive.medium for drive in drives}),
        # unknown as long as one drive, or the list itself, could hide another
        "failing_drives": len(failing) if drives and told else None,
        "failing_drives_named": _names(drive.serial or drive.model or drive.path for drive in failing),
        "hdd_gb": _largest(diagnosis, drives, {DriveMedium.HDD}),
        "ssd_gb": _largest(diagnosis, drives, {DriveMedium.SSD, DriveMedium.EMMC}),
        "nvme_gb": _largest(diagnosis, drives, {DriveMedium.NVME}),
    }


def _largest(diagnosis: Diagnosis, drives: list[DriveReading], media: set[DriveMedium]) -> int | None:
    """Return the size of the largest drive of a kind; 0 only where there is certainly none."""
    found = [drive.size_bytes for drive in drives if drive.medium in media]
    if found:
        return max(size or 0 for size in found) // 10**9 or None
    hidden = not diagnosis.drives_were_listed or any(drive.medium in _UNTOLD for drive in drives)
    return None if hidden else 0


def _flash(media: set[DriveMedium]) -> bool | None:
    if media & _FLASH:
        return True
    return None if not media or media & _UNTOLD else False


def _battery_percent(batteries: tuple[Battery, ...]) -> int | None:
    healths = [battery.health_percent for battery in batteries]
    known = [health for health in healths if health is not None]
    return min(known) if known and len(known) == len(healths) else None


def _inspected(category: Category, inspection: Inspection) -> dict[str, Value]:
    broken, open_ = failed(inspection), untested(category, inspection)
    answers = {test.function: test.works for test in inspection.tests}
    return {
        "functions_failed": len(broken),
        "functions_failed_named": _names(broken),
        "functions_untested": len(open_),
        "functions_untested_named": _names(open_),
        **looks_of_a_person(inspection),
        **{f"works_{item.value}": _WORKING[answers.get(item, Works.UNSURE)] for item in Function},
    }


def _locks(facts: dict[str, Value], inspection: Inspection) -> dict[str, Value]:
    """Add what a person saw: a phone is never read, and a lock that a reading missed counts too."""
    read = facts.get("locks")
    if inspection.locked is None or read or (read == 0 and not inspection.locked):
        return {}
    return {"locks": int(inspection.locked), "locks_named": SEEN_LOCK if inspection.locked else ""}


def _around(around: Around) -> dict[str, Value]:
    windows = around.windows_11
    missed = [item for item in windows.findings if item.verdict is not Eligible.YES] if windows else []
    return {
        "charger": around.charger,
        "windows_10": None if around.system is None else around.system.startswith(WINDOWS_10),
        "windows_11": _VERDICTS[windows.verdict] if windows else None,
        "windows_11_named": _names(item.criterion.value for item in missed),
        "windows_11_mendable": all(item.remedy for item in missed) if windows else None,
        "drives_open": None if around.open_drives is None else len(around.open_drives),
        "drives_open_named": _names(around.open_drives or ()),
        "processor_year": around.processor.year,
        "cpu_class": around.processor.klass,
        "cpu_score": around.processor.score,
    }


def _fits(around: Around) -> bool | None:
    """Tell whether what is installed may be on this machine: only Windows 11 is choosy."""
    if around.system is None or not around.system.startswith(WINDOWS_11):
        return None if around.system is None else True
    return _VERDICTS[around.windows_11.verdict] if around.windows_11 else None


def _names(words: Iterable[str]) -> str:
    return ",".join(word.replace(",", " ") for word in words)
