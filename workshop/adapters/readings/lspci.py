"""`lspci -mm -nn`: the graphics, and controllers that may hide drives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop.adapters.readings.values import lines

_GRAPHICS = ("0300", "0302", "0380")
_RAID = "0104"
_QUOTED = re.compile(r'"((?:[^"\\]|\\.){0,300})"')
_CODE = re.compile(r"\s*\[([0-9a-f]{4})\]\s*$")


@dataclass(frozen=True, slots=True)
class PciDevice:
    """One device: its class as four hexadecimal digits, its maker and its name."""

    slot: str
    class_code: str
    maker: str
    name: str


def read(text: str) -> tuple[PciDevice, ...]:
    """Read the list; lines that are none of lspci's are passed over."""
    return tuple(device for line in lines(text) if (device := _device(line)))


def graphics(devices: tuple[PciDevice, ...]) -> tuple[str, ...]:
    """Name the graphics chips: maker and model."""
    return tuple(f"{_short(device.maker)} {device.name}" for device in devices if device.class_code in _GRAPHICS)


def raid_controllers(devices: tuple[PciDevice, ...]) -> tuple[PciDevice, ...]:
    """Find the controllers that are set to RAID (Intel RST and VMD among them)."""
    return tuple(device for device in devices if device.class_code == _RAID)


def _device(line: str) -> PciDevice | None:
    slot, parts = line.partition(" ")[0], _QUOTED.findall(line)
    code = _CODE.search(parts[0]) if len(parts) > 2 else None  # noqa: PLR2004 — class, maker, name
    return PciDevice(slot, code.group(1), _CODE.sub("", parts[1]), _CODE.sub("", parts[2])) if code else None


def _short(maker: str) -> str:
    """« Advanced Micro Devices, Inc. [AMD/ATI] » is AMD/ATI."""
    bracket = re.search(r"\[([^\]]{2,40})\]\s*$", maker)
    return bracket.group(1) if bracket else re.sub(r",? (?:Corporation|Corp\.|Inc\.|Ltd\.).*$", "", maker)
