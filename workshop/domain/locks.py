"""What may keep the next owner out, or keep the workshop from seeing a drive: what was seen, and how hard it is.

A lock that was not seen is no proof that there is none: where nobody could look, that is one of the findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.diagnosis import Diagnosis, Lock, LockKind, WhyUnread

# The machine is set aside as locked until its donor has taken these off; the others are for a person to look after.
HARD_LOCKS = frozenset({LockKind.BIOS_PASSWORD, LockKind.DRIVE_PASSWORD, LockKind.COMPUTRACE, LockKind.ACTIVATION})
_WHERE_LOCKS_ARE_TOLD = frozenset({"locks", "smbios"})


class Obstacle(StrEnum):
    """Every kind of lock, and what else stands in the way."""

    BIOS_PASSWORD = "bios-password"  # noqa: S105 — the name of a lock
    DRIVE_PASSWORD = "drive-password"  # noqa: S105
    COMPUTRACE = "computrace"
    ACTIVATION = "activation"
    AUTOPILOT = "autopilot"
    MDM = "mdm"
    DRIVES_HIDDEN = "drives-hidden"  # the storage is in RAID, RST or VMD mode, and drives are behind it
    RAID_MODE = "raid-mode"  # that mode is on, and every drive was seen all the same
    SECURE_BOOT_OFF = "secure-boot-off"
    LOCKS_UNREAD = "locks-unread"  # nobody could look


@dataclass(frozen=True, slots=True)
class Triage:
    """One obstacle. `seen`: the tool's words; `hard`: the machine goes nowhere like that; `about`: which drive."""

    kind: Obstacle
    seen: str
    hard: bool
    about: str = ""


def triage(diagnosis: Diagnosis) -> tuple[Triage, ...]:
    """Return everything that was seen, the hard obstacles first."""
    found = (*(_locked(diagnosis, lock) for lock in diagnosis.locks), *_of_the_firmware(diagnosis))
    return tuple(sorted(dict.fromkeys(found), key=lambda item: not item.hard))


def _locked(diagnosis: Diagnosis, lock: Lock) -> Triage:
    about = _drive_of(diagnosis, lock) if lock.kind is LockKind.DRIVE_PASSWORD else ""
    return Triage(Obstacle(lock.kind.value), lock.seen, lock.kind in HARD_LOCKS, about)


def _drive_of(diagnosis: Diagnosis, lock: Lock) -> str:
    """Name the drive whose path the tool's words begin with."""
    path = lock.seen.partition(":")[0]
    drive = next((drive for drive in diagnosis.drives if drive.path == path), None)
    return " ".join(word for word in (drive.model, drive.serial) if word) if drive else ""


def _of_the_firmware(diagnosis: Diagnosis) -> Iterator[Triage]:
    hidden = [item.detail for item in diagnosis.unread if item.why is WhyUnread.HIDDEN_BY_RAID]
    for detail in hidden:
        yield Triage(Obstacle.DRIVES_HIDDEN, detail, hard=False)
    if diagnosis.firmware.raid_mode and not hidden:
        yield Triage(Obstacle.RAID_MODE, "raid_mode", hard=False)
    if diagnosis.firmware.secure_boot is False:
        yield Triage(Obstacle.SECURE_BOOT_OFF, "secure_boot", hard=False)
    for item in diagnosis.unread:
        if item.what in _WHERE_LOCKS_ARE_TOLD:
            yield Triage(Obstacle.LOCKS_UNREAD, f"{item.what}: {item.why.value}", hard=False)
