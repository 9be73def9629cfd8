"""What a drive can do, how it is, and what it hides, as asked of the drive itself.

Only looks; each question is one command, and what was not answered is unknown, never clean: USB bridges and virtual
drives answer `hdparm -I` with exit code 0 and an empty identity (measured).

Hidden areas: ATA's HPA, DCO and AMAX from `hdparm -N` and `--dco-identify`; other namespaces and unallocated capacity
of an NVMe controller; general purpose areas of an eMMC. The boot areas of an eMMC hold no user data, but are writable
and not reached by any erase: unknown. SCSI drives whose capacity was cut (MODE SELECT) do not say so: unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from workshop.adapters.erasers.identity import sysfs_folder
from workshop.adapters.erasers.interlocks import Held, InterlockError
from workshop.adapters.erasers.running import Ran
from workshop.adapters.erasers.toolbox import HDPARM, MMC, NVME, SG_OPCODES, SMARTCTL
from workshop.adapters.readings import hdparm, mmc, nvme, scsi, smartctl
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Abilities, Ability, distrusts_crypto
from workshop.domain.wiping import HiddenArea, Looked, MediumIdentity

JSON = "--output-format=json"
_SECTORS = (512, 520, 528, 4096, 4104, 4112, 4160, 4224)  # of one sector, in bytes, with and without protection
_ALMOST = 64  # capacity that an NVMe drive does not explain is no proof of a hidden area below a 64th of it
_NAMESPACE = re.compile(r"nvme\d+n\d+")
_SMART_SECONDS = 60.0
_CRYPTO = frozenset(
    {
        Ability.ATA_SANITIZE_CRYPTO,
        Ability.NVME_SANITIZE_CRYPTO,
        Ability.NVME_FORMAT_CRYPTO,
        Ability.SAS_SANITIZE_CRYPTO,
    }
)
_SCSI_ACTIONS = (
    (1, Ability.SAS_SANITIZE_OVERWRITE),
    (2, Ability.SAS_SANITIZE_BLOCK),
    (3, Ability.SAS_SANITIZE_CRYPTO),
)


class Ask(Protocol):
    """Runs a tool that only looks, alone with the drive: `Bench.look`."""

    def __call__(self, tool: str, *options: str, seconds: float = 30) -> Ran: ...


def look_at(held: Held, medium: MediumIdentity, ask: Ask, no_crypto: Sequence[str]) -> Looked:
    """Ask a drive everything; `no_crypto` are the models whose own encryption is not trusted (`Acceptance`).

    A tool that is not installed leaves its answers unknown. An image hides nothing and can do nothing by itself.
    """
    if medium.medium is DriveMedium.IMAGE:
        return Looked(hidden_area=HiddenArea.NOT_APPLICABLE)
    answers = _Answers(ask)
    match medium.medium:
        case DriveMedium.HDD | DriveMedium.SSD:
            looked = _of_ata(medium, answers)
        case DriveMedium.NVME:
            looked = _of_nvme(held, medium, answers)
        case DriveMedium.EMMC:
            looked = _of_emmc(medium, answers)
        case DriveMedium.SAS:
            looked = _of_scsi(answers)
        case _:
            looked = Looked()
    if distrusts_crypto(no_crypto, medium.model):
        can = looked.abilities.can - _CRYPTO
        looked = replace(looked, abilities=replace(looked.abilities, can=can))
    report = smartctl.read(answers.of(SMARTCTL, "--json", "-x", seconds=_SMART_SECONDS).stdout, medium.path)
    return replace(looked, smart=report.drive.smart if report else None)


class _Answers:
    """Asks, and takes a tool that is not there for one that says nothing."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def of(self, tool: str, *options: str, seconds: float = 30) -> Ran:
        try:
            return self._ask(tool, *options, seconds=seconds)
        except InterlockError as error:
            if error.rule is not Interlock.NO_TOOL:
                raise
            return Ran(None, "", "")


def _of_ata(medium: MediumIdentity, answers: _Answers) -> Looked:
    told = hdparm.features(answers.of(HDPARM, "-I").stdout)
    if told is None:
        return Looked()
    security = told.security
    passwords = security is not None and security.supported
    can = _where(
        (Ability.ATA_SANITIZE_OVERWRITE, told.sanitize_overwrite),
        (Ability.ATA_SANITIZE_BLOCK, told.sanitize_block),
        (Ability.ATA_SANITIZE_CRYPTO, told.sanitize_crypto),
        (Ability.ATA_SECURITY_ERASE, passwords),
        (Ability.ATA_SECURITY_ERASE_ENHANCED, passwords and security is not None and security.enhanced_erase),
    )
    abilities = Abilities(
        known=True,
        can=can,
        frozen=security.frozen if security else None,
        locked=security.locked if security else None,
    )
    hidden, native = _hidden_in_ata(medium, told, answers)
    return Looked(abilities, None, hidden, native)


def _hidden_in_ata(medium: MediumIdentity, told: hdparm.Features, answers: _Answers) -> tuple[HiddenArea, int | None]:
    ran = answers.of(HDPARM, "-N")
    counted = None if hdparm.trouble(ran.stderr) else hdparm.sectors(ran.stdout)
    overlay = None
    if told.configuration_overlay:
        ran = answers.of(HDPARM, "--dco-identify")
        overlay = None if hdparm.trouble(ran.stderr) else hdparm.overlay_sectors(ran.stdout)
    if counted is None:
        return HiddenArea.UNKNOWN, None
    shown, native = counted
    sector = medium.size_bytes // shown
    if sector not in _SECTORS or shown * sector != medium.size_bytes:
        return HiddenArea.UNKNOWN, None  # what the drive shows is not what the kernel shows
    most = max(native, overlay or 0)
    if most > shown:
        return HiddenArea.PRESENT, most * sector
    sure = not told.configuration_overlay or overlay is not None
    return HiddenArea.NONE if sure else HiddenArea.UNKNOWN, most * sector


def _of_nvme(held: Held, medium: MediumIdentity, answers: _Answers) -> Looked:
    told = nvme.capabilities(answers.of(NVME, "id-ctrl", JSON).stdout)
    names = namespaces_beside(held)
    if told is None:
        others = len(names) > 1
        return Looked(Abilities(namespaces=names), None, HiddenArea.PRESENT if others else HiddenArea.UNKNOWN)
    can = _where(
        (Ability.NVME_SANITIZE_OVERWRITE, told.sanitize_overwrite),
        (Ability.NVME_SANITIZE_BLOCK, told.sanitize_block),
        (Ability.NVME_SANITIZE_CRYPTO, told.sanitize_crypto),
        (Ability.NVME_FORMAT, told.format),
        (Ability.NVME_FORMAT_CRYPTO, told.format_crypto),
    )
    abilities = Abilities(known=True, can=can, frozen=False, locked=False, namespaces=names)
    numbers = nvme.namespaces(answers.of(NVME, "list-ns", "--all", JSON).stdout)
    count = max(len(numbers or ()), len(names))
    hidden = _hidden_in_nvme(medium, told, count, sure=numbers is not None or told.most_namespaces == 1)
    return Looked(abilities, None, hidden, told.total_bytes)


def _hidden_in_nvme(medium: MediumIdentity, told: nvme.Capabilities, count: int, *, sure: bool) -> HiddenArea:
    if count > 1 or told.unallocated_bytes:
        return HiddenArea.PRESENT
    left = None if told.total_bytes is None else told.total_bytes - medium.size_bytes
    if left is not None and left > medium.size_bytes // _ALMOST:
        return HiddenArea.PRESENT
    read = left == 0 and told.unallocated_bytes == 0
    alone = left is None and not told.manages_namespaces and told.most_namespaces == 1
    return HiddenArea.NONE if sure and (read or alone) else HiddenArea.UNKNOWN


def namespaces_beside(held: Held) -> tuple[str, ...]:
    """Return the names of all namespaces on the same controller, or the same multipath subsystem, its own included."""
    folder = sysfs_folder(held.rdev)
    try:
        names = [entry.name for entry in folder.parent.iterdir() if _NAMESPACE.fullmatch(entry.name)]
    except OSError:
        return ()
    return tuple(sorted(names)) if folder.name in names else ()


def _of_emmc(medium: MediumIdentity, answers: _Answers) -> Looked:
    told = mmc.extcsd(answers.of(MMC, "extcsd", "read").stdout)
    if told is None:
        return Looked()
    abilities = Abilities(known=True, can=_where((Ability.MMC_SANITIZE, told.can_sanitize)), frozen=False, locked=False)
    hidden = HiddenArea.UNKNOWN
    if told.has_general_purpose or (told.user_bytes or 0) > medium.size_bytes:
        hidden = HiddenArea.PRESENT
    elif told.user_bytes == medium.size_bytes and not told.boot_bytes:
        hidden = HiddenArea.NONE
    return Looked(abilities, None, hidden, told.user_bytes)


def _of_scsi(answers: _Answers) -> Looked:
    told = {
        ability: scsi.sanitize_supported(answers.of(SG_OPCODES, f"--opcode=0x48,{action}").stdout, action)
        for action, ability in _SCSI_ACTIONS
    }
    known = any(supported is not None for supported in told.values())
    can = frozenset(ability for ability, supported in told.items() if supported)
    return Looked(Abilities(known=known, can=can, frozen=False if known else None, locked=False if known else None))


def _where(*pairs: tuple[Ability, bool]) -> frozenset[Ability]:
    return frozenset(ability for ability, there in pairs if there)
