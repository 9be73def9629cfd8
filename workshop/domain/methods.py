"""Ways to wipe: who does it, what it may be called on a medium, and which of them a drive can do.

Words: NIST SP 800-88 Rev. 2 (clear, purge); software never says « destroy ». What a technique counts as on a medium
stands in `resources/methods/*.toml` with its source, and is checked once more here (`never_a_purge`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from workshop.domain.diagnosis import DriveMedium


class Technique(StrEnum):
    """How a medium was treated (NIST SP 800-88 Rev. 2, §3.1; words, not conformity)."""

    OVERWRITE = "overwrite"
    DEVICE_OVERWRITE = "device-overwrite"
    BLOCK_ERASE = "block-erase"
    CRYPTO_ERASE = "crypto-erase"
    SECURITY_ERASE = "security-erase"
    SECURITY_ERASE_ENHANCED = "security-erase-enhanced"
    FORMAT_ERASE = "format-erase"


class Level(StrEnum):
    """What a technique may be called on a medium; software never says « destroy »."""

    CLEAR = "clear"
    PURGE = "purge"


class Expectation(StrEnum):
    """What our own reader must find after a technique.

    `BYTE`: one given byte everywhere. `PATTERN`: one short pattern everywhere, whichever (a firmware erase may leave
    33 CC 55 AA). `CHANGED`: nothing of what was there before (a crypto erase leaves noise).
    """

    BYTE = "byte"
    PATTERN = "pattern"
    CHANGED = "changed"


class Ability(StrEnum):
    """One command that a drive says it understands."""

    ATA_SANITIZE_OVERWRITE = "ata-sanitize-overwrite"
    ATA_SANITIZE_BLOCK = "ata-sanitize-block"
    ATA_SANITIZE_CRYPTO = "ata-sanitize-crypto"
    ATA_SECURITY_ERASE = "ata-security-erase"
    ATA_SECURITY_ERASE_ENHANCED = "ata-security-erase-enhanced"
    NVME_SANITIZE_OVERWRITE = "nvme-sanitize-overwrite"
    NVME_SANITIZE_BLOCK = "nvme-sanitize-block"
    NVME_SANITIZE_CRYPTO = "nvme-sanitize-crypto"
    NVME_FORMAT = "nvme-format"
    NVME_FORMAT_CRYPTO = "nvme-format-crypto"
    MMC_SANITIZE = "mmc-sanitize"
    SAS_SANITIZE_OVERWRITE = "sas-sanitize-overwrite"
    SAS_SANITIZE_BLOCK = "sas-sanitize-block"
    SAS_SANITIZE_CRYPTO = "sas-sanitize-crypto"


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a drive answered when it was asked what it can do; `known` False: it was not, or did not answer.

    `frozen` and `locked` are about ATA passwords: frozen until the next power cycle, locked by a password that we do
    not have. `namespaces` are the names of everything on the same NVMe controller: they go together.
    """

    known: bool = False
    can: frozenset[Ability] = frozenset()
    frozen: bool | None = None
    locked: bool | None = None
    namespaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """One way to wipe: who does it, how often, what the drive must be able to do, what must be read afterwards."""

    id: str
    technique: Technique
    engine: str
    passes: int = 1
    expected_byte: int = 0
    levels: tuple[tuple[DriveMedium, Level], ...] = ()
    expects: Expectation = Expectation.BYTE
    needs: Ability | None = None

    def level(self, medium: DriveMedium) -> Level | None:
        """Return what this technique counts as on a medium, None where it counts as nothing."""
        return dict(self.levels).get(medium)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The house's table: per medium, the level wanted for reuse elsewhere and the methods from best to weakest.

    `no_crypto` are models whose encryption is not trusted: words that must all stand in a drive's model.
    """

    wanted: Mapping[DriveMedium, Level] = field(default_factory=dict)
    order: Mapping[DriveMedium, tuple[str, ...]] = field(default_factory=dict)
    no_crypto: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """One method that a drive can do; `enough` False: weaker than what is wanted for its medium."""

    method: Method
    level: Level
    enough: bool


def offers(
    methods: Mapping[str, Method], acceptance: Acceptance, medium: DriveMedium, abilities: Abilities
) -> tuple[Offer, ...]:
    """List what can be done to a drive, best first; what it never said it can do is not offered."""
    found = []
    for name in acceptance.order.get(medium, ()):
        method = methods.get(name)
        level = method.level(medium) if method else None
        if method is None or level is None or not _can(method, abilities):
            continue
        wanted = acceptance.wanted.get(medium)
        found.append(Offer(method, level, enough=wanted is not None and (level is Level.PURGE or wanted is level)))
    return tuple(found)


FLASH = frozenset({DriveMedium.SSD, DriveMedium.NVME, DriveMedium.EMMC, DriveMedium.USB, DriveMedium.SD})
_CLEAR_AT_BEST = frozenset({DriveMedium.USB, DriveMedium.SD, DriveMedium.UNKNOWN})
_THROUGH_THE_INTERFACE = frozenset({Technique.SECURITY_ERASE, Technique.SECURITY_ERASE_ENHANCED})


def never_a_purge(technique: Technique, medium: DriveMedium) -> bool:
    """Tell whether a technique can be no more than « clear » on a medium, whatever a data file says.

    Overwriting by the host never is a purge, nor is plain SECURITY ERASE; the enhanced one is not on flash (SP 800-88
    Rev. 1 Table A-5 and Table A-8, notes); nothing is on a stick, a card or what is not known (house matrix).
    """
    if technique in (Technique.OVERWRITE, Technique.SECURITY_ERASE) or medium in _CLEAR_AT_BEST:
        return True
    return medium in FLASH and technique in _THROUGH_THE_INTERFACE


def out_of_reach(technique: Technique, medium: DriveMedium) -> bool:
    """Tell whether a technique may have left cells of a flash medium untouched (over-provisioning)."""
    maybe_flash = medium in FLASH or medium is DriveMedium.UNKNOWN
    return maybe_flash and (technique is Technique.OVERWRITE or technique in _THROUGH_THE_INTERFACE)


def distrusts_crypto(no_crypto: Sequence[str], model: str | None) -> bool:
    """Tell whether a drive's own encryption is not to be trusted; without a model nobody knows whose it is."""
    if not model:
        return True
    known = model.casefold()
    return any(all(word in known for word in words.casefold().split()) for words in no_crypto)


def _can(method: Method, abilities: Abilities) -> bool:
    if method.needs is None:
        return True
    passwords = method.technique in _THROUGH_THE_INTERFACE
    if passwords and (abilities.frozen is not False or abilities.locked is not False):
        return False
    return method.needs in abilities.can
