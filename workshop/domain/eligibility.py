"""Whether a machine may get Windows 11, criterion by criterion: what was measured, what is required, and who says so.

Required is what Microsoft publishes (Windows 11 specifications): a processor of its lists, TPM 2.0, UEFI with Secure
Boot, 4 GB of memory, 64 GB of storage. What was not read is unknown, and unknown never becomes a yes; what is only
turned off is not missing. Not judged: the screen (9 inches, 720 lines) and DirectX 12.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.diagnosis import Diagnosis, DriveMedium, DriveReading
from workshop.domain.processors import ProcessorRule, Processors, Support

GIB = 2**30
MEMORY_BYTES = 4 * GIB
# A running system sees less than what is built in: the graphics and the firmware keep a part.
SEEN_AT_LEAST_BYTES = 2 * GIB
DRIVE_BYTES = 64 * 10**9
# A flash chip sold as 64 GB may hold a little less; Microsoft says nothing of it.
NEARLY_DRIVE_BYTES = 60 * 10**9
TPM_VERSION = "2.0"
SPECIFICATION = "Microsoft, Windows 11 specifications, minimum system requirements (2026-03-02)"
MACS = "Apple, Boot Camp: Windows 10 is the last one; no Mac has a TPM 2.0 (2020-11-10)"
_NOT_BUILT_IN = frozenset({DriveMedium.USB, DriveMedium.SD, DriveMedium.IMAGE})


class Eligible(StrEnum):
    """The answer to one criterion, and to all of them."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Criterion(StrEnum):
    """What is asked for; the end of the name is the unit of what was measured."""

    PROCESSOR = "processor"
    TPM = "tpm_version"
    UEFI = "uefi"
    SECURE_BOOT = "secure_boot"
    MEMORY = "memory_bytes"
    DRIVE = "drive_bytes"


class Remedy(StrEnum):
    """What a workshop can do about a criterion that is not met, or not yet."""

    TURN_ON = "turn-on"
    UPDATE_TPM = "update-tpm"
    ADD_MEMORY = "add-memory"
    LARGER_DRIVE = "larger-drive"


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion. `measured` None: not read. `detail`: what the processor is, or the note of its rule."""

    criterion: Criterion
    verdict: Eligible
    measured: str | int | bool | None
    required: str | int | bool
    source: str = SPECIFICATION
    remedy: Remedy | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer with all of its findings, in the order of `Criterion`."""

    verdict: Eligible
    findings: tuple[Finding, ...]

    @property
    def to_do(self) -> tuple[Finding, ...]:
        """What a workshop can do something about, met or not."""
        return tuple(finding for finding in self.findings if finding.remedy)


def windows_11(diagnosis: Diagnosis, processors: Processors) -> Eligibility:
    """Judge a reading: no where one criterion fails, yes only where all of them were read and hold."""
    findings = (
        _processor(diagnosis, processors),
        _tpm(diagnosis),
        _uefi(diagnosis.firmware.uefi),
        _secure_boot(diagnosis.firmware.secure_boot, uefi=diagnosis.firmware.uefi),
        _memory(diagnosis),
        _drive(diagnosis),
    )
    return Eligibility(_whole(finding.verdict for finding in findings), findings)


def _whole(verdicts: Iterable[Eligible]) -> Eligible:
    told = set(verdicts)
    return next((verdict for verdict in (Eligible.NO, Eligible.UNKNOWN) if verdict in told), Eligible.YES)


def _processor(diagnosis: Diagnosis, processors: Processors) -> Finding:
    required = "listed"
    if diagnosis.processor is None:
        return Finding(Criterion.PROCESSOR, Eligible.UNKNOWN, None, required)
    rule = processors.rule(diagnosis.processor)
    name = diagnosis.processor.trade_name
    if rule is None:
        return Finding(Criterion.PROCESSOR, Eligible.UNKNOWN, name, required)
    return Finding(Criterion.PROCESSOR, _supported(rule), name, required, processors.source(rule), detail=_named(rule))


def _supported(rule: ProcessorRule) -> Eligible:
    if rule.windows_11 is None:
        return Eligible.UNKNOWN
    return Eligible.YES if rule.windows_11 is Support.YES else Eligible.NO


def _named(rule: ProcessorRule) -> str:
    return f"{rule.maker} {rule.family}, {rule.generation} ({rule.year}). {rule.note}".strip()


def _tpm(diagnosis: Diagnosis) -> Finding:
    version = diagnosis.firmware.tpm_version
    if version == TPM_VERSION:
        return Finding(Criterion.TPM, Eligible.YES, version, TPM_VERSION)
    if (diagnosis.identity.maker or "").lower().startswith("apple"):
        return Finding(Criterion.TPM, Eligible.NO, version, TPM_VERSION, MACS)
    if version is None:  # not there, turned off, or not to be seen: nobody can tell these apart from outside
        return Finding(Criterion.TPM, Eligible.UNKNOWN, None, TPM_VERSION, remedy=Remedy.TURN_ON)
    return Finding(Criterion.TPM, Eligible.NO, version, TPM_VERSION, remedy=Remedy.UPDATE_TPM)


def _uefi(started_by_uefi: bool | None) -> Finding:  # noqa: FBT001 — the fact itself
    """Judge the start: a machine that was started the old way may well know UEFI, once that is turned on."""
    verdict = Eligible.YES if started_by_uefi else Eligible.UNKNOWN
    remedy = Remedy.TURN_ON if started_by_uefi is False else None
    return Finding(Criterion.UEFI, verdict, started_by_uefi, required=True, remedy=remedy)


def _secure_boot(on: bool | None, *, uefi: bool | None) -> Finding:  # noqa: FBT001
    """Judge whether the machine can, on or off; that it is off tells something only of a machine under UEFI."""
    can = on is True or (on is False and uefi is True)
    remedy = Remedy.TURN_ON if on is False else None
    verdict = Eligible.YES if can else Eligible.UNKNOWN
    return Finding(Criterion.SECURE_BOOT, verdict, on, required=True, remedy=remedy)


def _memory(diagnosis: Diagnosis) -> Finding:
    modules = sum(module.size_bytes for module in diagnosis.memory)
    size = max(modules, diagnosis.memory_bytes or 0)
    if size >= MEMORY_BYTES:
        return Finding(Criterion.MEMORY, Eligible.YES, size, MEMORY_BYTES)
    certain = modules > 0 or 0 < size < SEEN_AT_LEAST_BYTES
    verdict = Eligible.NO if certain else Eligible.UNKNOWN
    remedy = Remedy.ADD_MEMORY if certain else None
    return Finding(Criterion.MEMORY, verdict, size or None, MEMORY_BYTES, remedy=remedy)


def _drive(diagnosis: Diagnosis) -> Finding:
    sizes = [drive.size_bytes for drive in diagnosis.drives if _built_in(drive)]
    largest = max((size for size in sizes if size), default=0)
    if largest >= DRIVE_BYTES:
        return Finding(Criterion.DRIVE, Eligible.YES, largest, DRIVE_BYTES)
    certain = diagnosis.drives_were_listed and all(sizes) and largest < NEARLY_DRIVE_BYTES
    verdict = Eligible.NO if certain else Eligible.UNKNOWN
    remedy = Remedy.LARGER_DRIVE if certain else None
    measured = largest if largest or certain else None
    return Finding(Criterion.DRIVE, verdict, measured, DRIVE_BYTES, remedy=remedy)


def _built_in(drive: DriveReading) -> bool:
    return not drive.removable and drive.medium not in _NOT_BUILT_IN
