"""What goes with a machine and has a label of its own: chargers, docks, keyboards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_NAME = 60


class AccessoryKind(StrEnum):
    """What an accessory is."""

    CHARGER = "charger"
    DOCK = "dock"
    KEYBOARD = "keyboard"
    MOUSE = "mouse"
    CABLE = "cable"
    BAG = "bag"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Accessory:
    """One accessory; `name` is what is written on it (maker, power, plug), `machine` what it goes with, empty: any."""

    code: str
    what: AccessoryKind
    name: str = ""
    machine: str = ""
