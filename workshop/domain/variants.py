"""Variants of a certificate: what a buyer or the public need not know is masked, and can be proven later.

A masked value reads `masked:sha256:` and 64 hexadecimal digits; a shortened one has `:` and its last signs behind. The
digest is the SHA-256 of the canonical text of [field, salt, value]; the salt is the HMAC-SHA256 of the canonical text
of [field, value] under the certificate's secret. So the same value of a field is masked alike all over one certificate
and nowhere else, nobody finds it by trying, and whoever holds the donor's variant (with the secret) can hand out one
`Opening` and prove that value without giving away another.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from enum import StrEnum

from workshop.domain.certificates import BareMachine, Certificate, Deed, DriveStatement, Variant
from workshop.domain.content import canonical, digest
from workshop.domain.wiping import MediumIdentity, WipeLog, WipeStep

MASK = "masked:sha256:"
_SIGNS_LEFT = 4  # of a shortened serial, and never more than half of it
_SHORTEST_NAME = 4  # a shorter serial is part of too many words to be looked for in a command
_DEVICES = "/dev/"
_DEVICES_BY_NAME = "/dev/disk/"


class Field(StrEnum):
    """What may be masked."""

    DONOR = "donor"
    SLIP = "slip"
    INVENTORY = "inventory"
    MACHINE_SERIAL = "machine-serial"
    DRIVE_SERIAL = "drive-serial"
    WORLD_WIDE_NAME = "wwn"
    PLACE = "place"
    PERSON = "person"
    BENCH = "bench"
    NOTE = "note"
    COMMAND = "command"
    OUTPUT = "output"
    LOG = "log"


_WHOSE = frozenset({Field.DONOR, Field.SLIP, Field.INVENTORY, Field.NOTE})
_WITH_NAMES_INSIDE = frozenset({Field.WORLD_WIDE_NAME, Field.PLACE, Field.COMMAND, Field.OUTPUT, Field.LOG})
_PEOPLE = frozenset({Field.PERSON, Field.BENCH})
_SERIALS = frozenset({Field.MACHINE_SERIAL, Field.DRIVE_SERIAL})
HIDDEN = {
    Variant.DONOR: frozenset[Field](),
    Variant.BUYER: _WHOSE | _WITH_NAMES_INSIDE,
    Variant.PUBLIC: _WHOSE | _WITH_NAMES_INSIDE | _PEOPLE | _SERIALS,
}
SHORTENED = {
    Variant.DONOR: frozenset[Field](),
    Variant.BUYER: frozenset({Field.DRIVE_SERIAL}),
    Variant.PUBLIC: frozenset[Field](),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """What proves one masked value: SHA-256 of the canonical text of [field, salt, value] is `sha256`."""

    field: Field
    salt: str
    value: str
    sha256: str


def opening(secret: str, field: Field, value: str) -> Opening:
    """Return what proves a value of a field under a certificate's secret (hexadecimal)."""
    salt = hmac.new(bytes.fromhex(secret), canonical([field.value, value]), "sha256").hexdigest()
    return Opening(field, salt, value, digest([field.value, salt, value]))


def is_masked(text: str) -> bool:
    """Tell whether a text stands for another that is not shown."""
    return text.startswith(MASK)


def signs_left(text: str) -> str:
    """Return what a masked text still shows of its value; empty where that is nothing."""
    return text.removeprefix(MASK).partition(":")[2]


def variant_of(certificate: Certificate, variant: Variant) -> Certificate:
    """Return a numbered certificate as a buyer or the public may read it; the donor's is the certificate itself."""
    return certificate if variant is Variant.DONOR else _masked(certificate, _Mask(certificate.secret, variant))


def openings(certificate: Certificate) -> tuple[Opening, ...]:
    """Return what proves each value that any variant of a certificate masks, each once."""
    found: dict[str, Opening] = {}
    for variant in (Variant.BUYER, Variant.PUBLIC):
        mask = _Mask(certificate.secret, variant)
        _masked(certificate, mask)
        found |= mask.openings
    return tuple(found.values())


class _Mask:
    def __init__(self, secret: str, variant: Variant) -> None:
        if not secret:
            raise ValueError("a certificate without a number has no variants")
        self.variant = variant
        self.openings: dict[str, Opening] = {}
        self._secret = secret
        self._hidden = HIDDEN[variant]
        self._shortened = SHORTENED[variant]

    def touches(self, field: Field) -> bool:
        return field in self._hidden or field in self._shortened

    def __call__(self, field: Field, text: str) -> str:
        if not text or not self.touches(field):
            return text
        opened = opening(self._secret, field, text)
        self.openings[opened.sha256] = opened
        left = min(_SIGNS_LEFT, len(text) // 2) if field in self._shortened else 0
        return f"{MASK}{opened.sha256}" + (f":{text[-left:]}" if left else "")


def _masked(certificate: Certificate, mask: _Mask) -> Certificate:
    return replace(
        certificate,
        variant=mask.variant,
        secret="",
        donor=mask(Field.DONOR, certificate.donor),
        slip=mask(Field.SLIP, certificate.slip),
        bare_machines=tuple(_bare(machine, mask) for machine in certificate.bare_machines),
        drives=tuple(_drive(drive, mask) for drive in certificate.drives),
    )


def _bare(machine: BareMachine, mask: _Mask) -> BareMachine:
    return replace(
        machine,
        serial=mask(Field.MACHINE_SERIAL, machine.serial),
        inventory=mask(Field.INVENTORY, machine.inventory),
        looked=_deed(machine.looked, mask) if machine.looked else None,
    )


def _deed(deed: Deed, mask: _Mask) -> Deed:
    return replace(
        deed,
        person=mask(Field.PERSON, deed.person),
        bench=mask(Field.BENCH, deed.bench),
        note=mask(Field.NOTE, deed.note),
    )


def _drive(drive: DriveStatement, mask: _Mask) -> DriveStatement:
    return replace(
        drive,
        machine_serial=mask(Field.MACHINE_SERIAL, drive.machine_serial),
        serial=mask(Field.DRIVE_SERIAL, drive.serial),
        wwn=mask(Field.WORLD_WIDE_NAME, drive.wwn),
        inventory=mask(Field.INVENTORY, drive.inventory),
        deeds=tuple(_deed(deed, mask) for deed in drive.deeds),
        log=_log(drive, drive.log, mask) if drive.log else None,
        log_sha256=mask(Field.LOG, drive.log_sha256),  # by it, what is masked in the log could be tried out
    )


def _log(drive: DriveStatement, log: WipeLog, mask: _Mask) -> WipeLog:
    names = _names(drive, log, mask)
    return replace(
        log,
        before=_medium(log.before, mask),
        after=_medium(log.after, mask) if log.after else None,
        steps=tuple(_step(step, names, mask) for step in log.steps),
        namespaces=tuple(_without(names, name, mask) for name in log.namespaces),
    )


def _medium(medium: MediumIdentity, mask: _Mask) -> MediumIdentity:
    return replace(
        medium,
        path=mask(Field.PLACE, medium.path) if _tells(medium.path) else medium.path,
        serial=mask(Field.DRIVE_SERIAL, medium.serial or "") or medium.serial,
        wwn=mask(Field.WORLD_WIDE_NAME, medium.wwn or "") or medium.wwn,
        place=mask(Field.PLACE, medium.place),
    )


def _tells(path: str) -> bool:
    """Tell whether a path says more than which device it was: /dev/sda does not, a person's folder does."""
    return not path.startswith(_DEVICES) or path.startswith(_DEVICES_BY_NAME)


def _step(step: WipeStep, names: frozenset[str], mask: _Mask) -> WipeStep:
    return replace(
        step,
        command=tuple(_without(names, part, mask) for part in step.command),
        output=mask(Field.OUTPUT, step.output),
    )


def _names(drive: DriveStatement, log: WipeLog, mask: _Mask) -> frozenset[str]:
    """Return what a command must not repeat, in small letters."""
    media = [medium for medium in (log.before, log.after) if medium]
    found = (
        (Field.MACHINE_SERIAL, drive.machine_serial),
        (Field.DRIVE_SERIAL, drive.serial),
        (Field.WORLD_WIDE_NAME, drive.wwn),
        (Field.INVENTORY, drive.inventory),
        *((Field.DRIVE_SERIAL, medium.serial or "") for medium in media),
        *((Field.WORLD_WIDE_NAME, medium.wwn or "") for medium in media),
        *((Field.PLACE, medium.place) for medium in media),
        *((Field.PLACE, medium.path) for medium in media if _tells(medium.path)),
    )
    return frozenset(name.casefold() for field, name in found if mask.touches(field) and len(name) >= _SHORTEST_NAME)


def _without(names: frozenset[str], part: str, mask: _Mask) -> str:
    small = part.casefold()
    return mask(Field.COMMAND, part) if any(name in small for name in names) else part
