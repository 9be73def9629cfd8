"""`hdparm`: what an ATA drive can do, its passwords, its hidden areas, and how a sanitize goes.

Source of every word: hdparm 9.65, identify.c and hdparm.c. hdparm exits 0 where the drive aborted a command and the
kernel answered with sense data of the fixed format; it only says so on stderr (measured): see `trouble`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop.adapters.readings.values import lines

_LONGEST = 100_000
_SECURITY = re.compile(r"^Security:\s*$(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_FEATURE = re.compile(r"^\t {3}[* ]\t(\S.*)$")
_ERASE_MINUTES = re.compile(r"(?<!\d)(\d{1,5})min for (ENHANCED )?SECURITY ERASE UNIT")
_NATIVE = re.compile(r"^ max sectors {3}= (\d{1,19})/(\d{1,19}), ")
_DCO_REVISION = re.compile(r"^DCO Revision: 0x000[12]$", re.MULTILINE)
_DCO_SECTORS = re.compile(r"^\tReal max sectors: (\d{1,19})$", re.MULTILINE)
_STATE = re.compile(r"^[ \t]*State:[ \t]+SD([0-4]) ", re.MULTILINE)
_PROGRESS = re.compile(r"^[ \t]*Progress: 0x[0-9a-f]{1,4} \((\d{1,3})%\)", re.MULTILINE)
_TROUBLE = re.compile(r"^SG_IO:| failed\b|\bfailed:|Inappropriate ioctl|^SECURITY_|^ERASE_PREPARE", re.MULTILINE)
_COMPLETED = "Last Sanitize Operation Completed Without Error"
_UNSUCCESSFUL = "Last Sanitize Command completed unsuccessfully"
_MOST_PERCENT = 100
IDLE, FROZEN, RUNNING, FAILED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Security:
    """The « Security » part; `supported` False where the drive has no passwords."""

    supported: bool
    enabled: bool
    locked: bool
    frozen: bool
    enhanced_erase: bool = False


@dataclass(frozen=True, slots=True)
class Features:
    """What `-I` tells of erasing and of hidden areas; minutes are the drive's own estimates."""

    security: Security | None
    sanitize_overwrite: bool
    sanitize_block: bool
    sanitize_crypto: bool
    configuration_overlay: bool
    erase_minutes: int | None = None
    enhanced_erase_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Sanitize:
    """What `--sanitize-status` tells: the state, the share that is done, and whether the last one ended well."""

    state: int
    percent: int | None
    completed: bool


def read(text: str) -> Security | None:
    """Read the passwords; None where nothing was told (USB bridges and virtual drives give an empty identity)."""
    part = _SECURITY.search(text[:_LONGEST])
    if part is None:
        return None
    words = {" ".join(line.split()) for line in part.group(1).splitlines()}
    if not words & {"enabled", "not enabled"}:
        return None
    told = ("supported", "enabled", "locked", "frozen", "supported: enhanced erase")
    return Security(*(word in words for word in told))


def features(text: str) -> Features | None:
    """Read what a drive can do from `-I`; None where it told nothing of itself."""
    known = {" ".join(found[1].split()) for line in lines(text[:_LONGEST]) if (found := _FEATURE.match(line))}
    security = read(text)
    if not known and security is None:
        return None
    sanitize = "SANITIZE feature set" in known
    minutes = {bool(enhanced): int(count) for count, enhanced in _ERASE_MINUTES.findall(text[:_LONGEST])}
    return Features(
        security=security,
        sanitize_overwrite=sanitize and "OVERWRITE_EXT command" in known,
        sanitize_block=sanitize and "BLOCK_ERASE_EXT command" in known,
        sanitize_crypto=sanitize and "CRYPTO_SCRAMBLE_EXT command" in known,
        configuration_overlay="Device Configuration Overlay feature set" in known,
        erase_minutes=minutes.get(False),
        enhanced_erase_minutes=minutes.get(True),
    )


def sectors(text: str) -> tuple[int, int] | None:
    """Read `-N`: the sectors that a drive shows and those that it has; None where that cannot be.

    A drive that has fewer than it shows did not answer: hdparm makes 1 of an aborted command.
    """
    for line in lines(text[:_LONGEST]):
        found = _NATIVE.match(line)
        if found and "invalid" not in line and 0 < int(found[1]) <= int(found[2]):
            return int(found[1]), int(found[2])
    return None


def overlay_sectors(text: str) -> int | None:
    """Read `--dco-identify`: the sectors that a drive would have without its configuration overlay."""
    kept = text[:_LONGEST]
    found = _DCO_SECTORS.search(kept)
    return int(found[1]) if found and _DCO_REVISION.search(kept) and int(found[1]) > 1 else None


def sanitize_status(stdout: str, stderr: str = "") -> Sanitize | None:
    """Read `--sanitize-status`; after a failed sanitize the drive answers this very question with an error."""
    if _UNSUCCESSFUL in stderr[:_LONGEST]:
        return Sanitize(FAILED, None, completed=False)
    kept = stdout[:_LONGEST]
    state = _STATE.search(kept)
    if state is None or trouble(stderr):
        return None
    progress = _PROGRESS.search(kept)
    percent = min(_MOST_PERCENT, int(progress[1])) if progress else None
    return Sanitize(int(state[1]), percent, completed=_COMPLETED in kept)


def trouble(stderr: str) -> bool:
    """Whether a command did not go well, whatever the exit code says."""
    return _TROUBLE.search(stderr[:_LONGEST]) is not None
