"""A whole machine as one report tells it (lshw, Windows, macOS): facts without the moment they were read at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from workshop.domain.diagnosis import (
    Battery,
    Diagnosis,
    Display,
    DriveReading,
    Firmware,
    Identity,
    Lock,
    MemoryModule,
    NetworkAdapter,
    Processor,
    Unread,
)


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a report holds; what it does not hold is empty, and whether that means « none » is not known here."""

    identity: Identity = field(default_factory=Identity)
    processor: Processor | None = None
    memory: tuple[MemoryModule, ...] = ()
    memory_bytes: int | None = None
    drives: tuple[DriveReading, ...] = ()
    graphics: tuple[str, ...] = ()
    batteries: tuple[Battery, ...] = ()
    displays: tuple[Display, ...] = ()
    firmware: Firmware = field(default_factory=Firmware)
    network: tuple[NetworkAdapter, ...] | None = None
    cameras: tuple[str, ...] | None = None
    operating_system: str | None = None
    locks: tuple[Lock, ...] = ()
    microphones: tuple[str, ...] | None = None
    unread: tuple[Unread, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether not one fact came out."""
        return self == Inventory(unread=self.unread)

    def diagnosis(self, read_at: datetime) -> Diagnosis:
        """Give the facts as a diagnosis; `read_at` is when the report was taken in, never the machine's own clock."""
        return Diagnosis(
            read_at=read_at,
            identity=self.identity,
            processor=self.processor,
            memory=self.memory,
            memory_bytes=self.memory_bytes,
            drives=self.drives,
            batteries=self.batteries,
            displays=self.displays,
            graphics=self.graphics,
            firmware=self.firmware,
            unread=self.unread,
            network=self.network,
            cameras=self.cameras,
            microphones=self.microphones,
            locks=self.locks,
            operating_system=self.operating_system,
        )
