"""A delivery manifest: one per recipient, with what lies in each box and what was proven of every drive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

SCHEMA = "etabli-manifest-1"


@dataclass(frozen=True, slots=True)
class DriveLine:
    """One drive of a delivered machine: its outcome and the certificate that shows it."""

    drive: str
    description: str
    outcome: str
    certificate: str


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One machine in a box. Percentages are whole; `battery_percent` -1: not measured."""

    code: str
    serial: str
    maker: str
    model: str
    category: str
    processor: str
    memory_mib: int
    storage: str
    battery_percent: int
    letter: str
    charger: bool | None
    box: int
    drives: tuple[DriveLine, ...]


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A machine that stays: presented for this order, refused by the gate, and why."""

    code: str
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoxLine:
    """One box: its own code, its number among the recipient's boxes, and how many machines it holds."""

    code: str
    number: int
    machines: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole content of one recipient's manifest."""

    schema: str
    number: str
    example: bool
    workshop: str
    site: int
    order: str
    reference: str
    buyer: str
    contract: str
    contract_notice: str
    recipient: str
    address: str
    ordered: int
    issued_at: datetime
    issued_by: str
    boxes: tuple[BoxLine, ...]
    lines: tuple[ManifestLine, ...]
    refused: tuple[RefusedLine, ...]
