"""`lspci`, best with -mm -nn: the graphics, and controllers that may hide drives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop.adapters.readings.values import lines

_GRAPHICS = ("0300", "0302", "0380")
_RAID = "0104"
_QUOTED = re.compile(r'"((?:[^"\\]|\\.){0,300})"')
_CODE = re.compile(r"\s*\[([0-9a-f]{4})\]\s*$")
# Without -mm a line is « slot class: maker and name »; without -n the class is told by its name only (pci.ids).
_PLAIN = re.compile(
    r"((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]) (\w[^:\[]{2,60}?)(?: \[([0-9a-f]{4})\])?: (\S.{0,300})"
)
_BEHIND = re.compile(r" \[[0-9a-f]{4}:[0-9a-f]{4}\]| \((?:rev|prog-if) .{0,60}\)$")
_CLASSES = {
    "VGA compatible controller": "0300",
    "3D controller": "0302",
    "Display controller": "0380",
    "RAID bus controller": _RAID,
}


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
    return tuple(f"{short(device.maker)} {device.name}".strip() for device in devices if device.class_code in _GRAPHICS)


def raid_controllers(devices: tuple[PciDevice, ...]) -> tuple[PciDevice, ...]:
    """Find the controllers that are set to RAID (Intel RST and VMD among them)."""
    return tuple(device for device in devices if device.class_code == _RAID)


def _device(line: str) -> PciDevice | None:
    slot, parts = line.partition(" ")[0], _QUOTED.findall(line)
    code = _CODE.search(parts[0]) if len(parts) > 2 else None  # noqa: PLR2004 — class, maker, name
    if code:
        return PciDevice(slot, code.group(1), _CODE.sub("", parts[1]), _CODE.sub("", parts[2]))
    plain = _PLAIN.fullmatch(line.rstrip())
    if plain is None:
        return None
    name = plain[4]
    for _ in range(3):
        name = _BEHIND.sub("", name)
    return PciDevice(plain[1], plain[3] or _CLASSES.get(plain[2], ""), "", name.strip())


def short(maker: str) -> str:
    """« Advanced Micro Devices, Inc. [AMD/ATI] » is AMD/ATI."""
    bracket = re.search(r"\[([^\]]{2,40})\]\s*$", maker)
    return bracket.group(1) if bracket else re.sub(r",? (?:Corporation|Corp\.|Inc\.|Co\.|Ltd\.).*$", "", maker)
