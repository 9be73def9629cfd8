"""Reports of machines: what our probe, another tool or another workshop wrote of one, and what a file holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.diagnosis import Diagnosis
from workshop.domain.imports import ForeignReport


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
