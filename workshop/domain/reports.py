"""Reports of machines: what our probe, another tool or another workshop wrote of one, and what a file holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from workshop.domain.diagnosis import Diagnosis, Identity
from workshop.domain.imports import ForeignReport
from workshop.domain.lots import serial_key

OURS = b"etabli-report/"  # how a report of our probe begins: version, stick, HMAC-SHA-256 of what follows the line
_SHORTEST_SERIAL = 4  # shorter ones are on more than one machine


class MachineReportFormat(StrEnum):
    """The reports of machines that can be read."""

    ETABLI = "etabli"
    EREUSE = "ereuse"
    GLPI_JSON = "glpi-json"
    GLPI_XML = "glpi-xml"
    LSHW_JSON = "lshw-json"
    LSHW_XML = "lshw-xml"
    HWINFO = "hwinfo"
    USODY = "usody"


class Partly(StrEnum):
    """What of a report could not be read, while the rest could."""

    ENTRY_UNREADABLE = "entry-unreadable"
    BROKEN = "broken"  # the tool wrote something that is not what it should be; what could be saved was read
    TOO_MANY = "too-many"
    ONLY_A_PART = "only-a-part"  # the report itself says that it holds a part of an inventory


@dataclass(frozen=True, slots=True)
class MachineReport:
    """One machine as a report tells it. `made_at`: as in `ForeignReport`, a machine's clock, never trusted.

    `id` is the name that the report gives itself (a UUID mostly), empty where it has none.
    """

    format: MachineReportFormat
    tool: str
    tool_version: str
    made_at: str
    diagnosis: Diagnosis
    id: str = ""
    problems: tuple[Partly, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file holds: wipes that it declares, a machine that it describes, or both."""

    wipes: ForeignReport | None = None
    machine: MachineReport | None = None


class Authenticity(StrEnum):
    """Whether a report of our probe is what the probe wrote."""

    AUTHENTIC = "authentic"  # it holds under the secret of one of our sticks
    UNAUTHENTICATED = "unauthenticated"  # no stick, or none of ours; every report of another tool
    ALTERED = "altered"  # it names one of our sticks and does not hold under its secret


class Arrival(StrEnum):
    """What became of a report; KNOWN is only ever an answer, never stored."""

    ATTACHED = "attached"
    WAITING = "waiting"
    KNOWN = "known"
    DISMISSED = "dismissed"


class WhyWaiting(StrEnum):
    """Why a report belongs to no machine until a person has chosen."""

    NO_SERIAL = "no-serial"
    UNKNOWN_SERIAL = "unknown-serial"
    SHARED_SERIAL = "shared-serial"  # several machines have it, or it was read on two that are not the same
    ALTERED = "altered"
    READ_BEFORE = "read-before"  # the machine has a reading that this one may not replace by itself
    MANY = "many"  # its serials lead to several machines


class Missed(StrEnum):
    """Why a file could not be taken at all."""

    NOT_THERE = "not-there"
    NOT_A_FILE = "not-a-file"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class MissedFile:
    """A file that may be a report and could not be taken; `name` is only shown."""

    name: str
    why: Missed


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report that arrived; `code` is its digest, `file` that of the kept file, `fact` that of what was read in it.

    `machine`: the one that it is attached to; while it waits, the only one that it may be about, or nothing.
    `arrived_at` is this bench's clock: a machine's own is never trusted. `name` is a file's name, only ever shown.
    """

    code: str
    state: Arrival
    reason: str = ""  # a WhyWaiting while it waits
    machine: str = ""
    maker: str = ""
    model: str = ""
    serial: str = ""
    category: str = "unknown"
    tool: str = ""
    format: str = ""  # a MachineReportFormat
    authenticity: Authenticity = Authenticity.UNAUTHENTICATED
    arrived_at: str = ""
    name: str = ""
    file: str = ""
    fact: str = ""
    system_key: str = ""
    chassis_key: str = ""
    board_key: str = ""

    @property
    def digest(self) -> str:
        return self.code

    @property
    def why(self) -> WhyWaiting | None:
        return WhyWaiting(self.reason) if self.reason else None


@dataclass(frozen=True, slots=True)
class StickKey:
    """What stands on a stick: its id, and the secret under which the probe signs."""

    stick: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StickRecord:
    """A stick as the store keeps it, with its secret in hexadecimal: never shown, empty once it is forgotten."""

    code: str
    label: str = ""
    secret: str = field(default="", repr=False)
    prepared_at: str = ""
    forgotten_at: str = ""


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick as people see it."""

    id: str
    label: str
    prepared_at: str
    forgotten_at: str = ""


def report_digest(content: bytes) -> str:
    """Return what a report is known by: the SHA-256 of the file, without the line that signs one of our own."""
    signed = content.partition(b"\n")[2] if content.startswith(OURS) else content
    return hashlib.sha256(signed).hexdigest()


def keys_of(identity: Identity) -> tuple[str, str, str]:
    """Return the serials of the system, of the chassis and of the board as they are compared; empty: it has none."""
    written = (identity.system_serial, identity.chassis_serial, identity.board_serial)
    keys = (serial_key(serial or "") for serial in written)
    system, chassis, board = (key if len(key) >= _SHORTEST_SERIAL else "" for key in keys)
    return system, chassis, board


def contradict(one: Identity, other: Identity) -> bool:
    """Tell whether two readings with the same serial are of two machines: another board, or another UUID."""
    boards = keys_of(one)[2], keys_of(other)[2]
    uuids = _uuid(one.system_uuid), _uuid(other.system_uuid)
    other_board = all(boards) and boards[0] != boards[1]
    return other_board or (all(uuids) and not set(uuids[0]) & set(uuids[1]))


def _uuid(text: str | None) -> tuple[str, ...]:
    """Return a UUID in both ways in which tools write its first three groups (SMBIOS 2.6 changed their byte order)."""
    groups = (text or "").lower().split("-")
    turned = ["".join(reversed([group[at : at + 2] for at in range(0, len(group), 2)])) for group in groups[:3]]
    return ("-".join(groups), "-".join([*turned, *groups[3:]])) if text else ()
