"""What was read of a machine: facts with units in their names, and what could not be read as findings of its own.

Sizes are bytes, times are aware and UTC. `None` is never a guess: a fact that was not read is None and, where somebody
needs to know why, stands in `Diagnosis.unread`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from workshop.domain.health import Battery, Health, Smart, drive_health

__all__ = [
    "WITHOUT_MEDIUM",
    "Battery",
    "Category",
    "Diagnosis",
    "Display",
    "DriveMedium",
    "DriveReading",
    "Firmware",
    "Health",
    "Identity",
    "Lock",
    "LockKind",
    "MemoryModule",
    "NetworkAdapter",
    "NetworkKind",
    "Origin",
    "Processor",
    "Reading",
    "Smart",
    "Source",
    "Unread",
    "WhyUnread",
    "drive_health",
]


class Category(StrEnum):
    """What kind of object a machine is."""

    LAPTOP = "laptop"
    DESKTOP = "desktop"
    ALL_IN_ONE = "all-in-one"
    MINI_PC = "mini-pc"
    SERVER = "server"
    TABLET = "tablet"
    SMARTPHONE = "smartphone"
    MONITOR = "monitor"
    TELEVISION = "television"
    DOCK = "dock"
    VIRTUAL = "virtual"
    UNKNOWN = "unknown"


WITHOUT_MEDIUM = frozenset({Category.MONITOR, Category.DOCK})


class WhyUnread(StrEnum):
    """Why a fact is missing."""

    NO_TOOL = "no-tool"
    NO_RIGHT = "no-right"
    NOT_THERE = "not-there"
    VIRTUAL = "virtual"
    HIDDEN_BY_RAID = "hidden-by-raid"
    TIMED_OUT = "timed-out"
    UNREADABLE = "unreadable"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Unread:
    """One thing not read: `what` is a part ("drives", "smbios", "smart:/dev/sda"), `detail` the tool's words."""

    what: str
    why: WhyUnread
    detail: str = ""


class DriveMedium(StrEnum):
    """What data lies on; decides which erase technique may count."""

    HDD = "hdd"
    SSD = "ssd"
    NVME = "nvme"
    EMMC = "emmc"
    USB = "usb"
    SD = "sd"
    SAS = "sas"
    IMAGE = "image"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DriveReading:
    """One drive as read: identity, size, health. `path` is where it was at that moment, never an identity."""

    path: str
    model: str | None = None
    serial: str | None = None
    wwn: str | None = None
    firmware: str | None = None
    size_bytes: int | None = None
    logical_sector_bytes: int | None = None
    medium: DriveMedium = DriveMedium.UNKNOWN
    interface: str | None = None
    removable: bool = False
    smart: Smart | None = None
    security_frozen: bool | None = None
    rotation_rpm: int | None = None  # 0: nothing turns in it
    form_factor: str | None = None
    native_bytes: int | None = None  # its size with the sectors that it hides (HPA, DCO)


@dataclass(frozen=True, slots=True)
class MemoryModule:
    """One memory slot; an empty slot has `size_bytes` 0."""

    slot: str
    size_bytes: int
    kind: str | None = None
    speed_mts: int | None = None
    maker: str | None = None
    soldered: bool | None = None
    serial: str | None = None
    part_number: str | None = None
    form_factor: str | None = None


@dataclass(frozen=True, slots=True)
class Processor:
    """The processor as its own maker names it."""

    model: str
    maker: str | None = None
    cores: int | None = None
    threads: int | None = None
    max_mhz: int | None = None
    architecture: str | None = None

    @property
    def trade_name(self) -> str:
        """The name without marks and clock: Intel Core i5-8365U."""
        plain = re.sub(r"\((?:R|TM|tm|r)\)", "", self.model.partition("@")[0])
        return " ".join(word for word in plain.split() if word not in ("CPU", "Processor"))


@dataclass(frozen=True, slots=True)
class Display:
    """One screen from its EDID; its size is the diagonal in millimetres."""

    maker: str | None = None
    model: str | None = None
    serial: str | None = None
    diagonal_mm: int | None = None
    width_px: int | None = None
    height_px: int | None = None
    year: int | None = None
    built_in: bool | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a machine is; the three serials are kept apart, none of them is an identity of its own."""

    maker: str | None = None
    model: str | None = None
    version: str | None = None
    system_serial: str | None = None
    board_serial: str | None = None
    chassis_serial: str | None = None
    system_uuid: str | None = None
    category: Category = Category.UNKNOWN
    bios_version: str | None = None
    bios_date: str | None = None
    board_maker: str | None = None
    board_model: str | None = None
    family: str | None = None
    sku: str | None = None
    asset_tag: str | None = None

    @property
    def trade_name(self) -> str | None:
        """The name that stands on the lid: Lenovo writes the type number as product and the name as version."""
        type_number = self.model is not None and " " not in self.model
        lenovo = self.maker is not None and self.maker.upper() == "LENOVO"
        named = self.version is not None and self.version.upper() != "LENOVO" and " " in self.version
        return self.version if lenovo and type_number and named else self.model


class NetworkKind(StrEnum):
    """What an adapter speaks."""

    ETHERNET = "ethernet"
    WIFI = "wifi"
    MOBILE = "mobile"
    BLUETOOTH = "bluetooth"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NetworkAdapter:
    """One adapter of the machine itself; the MAC address as aa:bb:cc:dd:ee:ff."""

    name: str
    kind: NetworkKind = NetworkKind.OTHER
    mac: str | None = None
    model: str | None = None


class LockKind(StrEnum):
    """What may keep the next owner out."""

    BIOS_PASSWORD = "bios-password"  # noqa: S105 — the name of a lock
    DRIVE_PASSWORD = "drive-password"  # noqa: S105
    COMPUTRACE = "computrace"
    AUTOPILOT = "autopilot"
    ACTIVATION = "activation"
    MDM = "mdm"  # an organisation manages it: a domain, Entra, a management service


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock that was seen, and how."""

    kind: LockKind
    seen: str


@dataclass(frozen=True, slots=True)
class Firmware:
    """What the start of the machine allows."""

    uefi: bool | None = None
    secure_boot: bool | None = None
    tpm_version: str | None = None
    raid_mode: bool | None = None
    windows_licence: bool | None = None


class Source(StrEnum):
    """Where a diagnosis comes from."""

    HERE = "here"  # this bench read the machine itself
    PROBE = "probe"  # our probe ran on the machine and wrote a report
    TOOL = "tool"  # the report of another tool


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a diagnosis; `authentic`: a probe's report holds under the secret of one of this workshop's sticks."""

    source: Source = Source.HERE
    tool: str = ""
    tool_version: str = ""
    authentic: bool = False

    @property
    def trusted(self) -> bool:
        """Whether what it does not list is known to be absent: other people's reports may add, never take away."""
        return self.source is Source.HERE or (self.source is Source.PROBE and self.authentic)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything that one reading of one machine found. Stored as measured, never edited."""

    read_at: datetime
    identity: Identity = field(default_factory=Identity)
    processor: Processor | None = None
    memory: tuple[MemoryModule, ...] = ()
    memory_bytes: int | None = None
    drives: tuple[DriveReading, ...] = ()
    batteries: tuple[Battery, ...] = ()
    displays: tuple[Display, ...] = ()
    graphics: tuple[str, ...] = ()
    firmware: Firmware = field(default_factory=Firmware)
    locks: tuple[Lock, ...] = ()
    unread: tuple[Unread, ...] = ()
    tools: tuple[tuple[str, str], ...] = ()  # (tool, version)
    # None: nobody could look; empty: looked, and there is none
    network: tuple[NetworkAdapter, ...] | None = None
    cameras: tuple[str, ...] | None = None
    microphones: tuple[str, ...] | None = None
    touchscreens: tuple[str, ...] | None = None
    touchpads: tuple[str, ...] | None = None
    operating_system: str | None = None  # the one that answered, or that the report was made on
    origin: Origin = field(default_factory=Origin)

    @property
    def drives_were_listed(self) -> bool:
        """Whether the list of drives itself was read; one that was not, or that nobody vouches for, proves nothing."""
        return self.origin.trusted and not any(item.what == "drives" for item in self.unread)


@dataclass(frozen=True, slots=True)
class Reading:
    """A diagnosis and what it came from: the raw outputs, by name, as the tools wrote them."""

    diagnosis: Diagnosis
    raw: tuple[tuple[str, bytes], ...] = ()
