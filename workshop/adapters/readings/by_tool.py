"""The readers by the name of their tool: for support, and for tests that walk over recorded outputs."""

from __future__ import annotations

from collections.abc import Callable

from workshop.adapters.readings import battery, dmidecode, edid, hdparm, lsblk, lscpu, lspci, nvme, smartctl

Reader = Callable[[bytes], object]


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


READERS: dict[str, Reader] = {
    "battery": lambda content: battery.read("BAT", battery.from_uevent(_text(content))),
    "dmidecode": lambda content: dmidecode.read(_text(content)),
    "edid": edid.read,
    "hdparm": lambda content: hdparm.read(_text(content)),
    "lsblk": lambda content: lsblk.read(_text(content)),
    "lscpu": lambda content: lscpu.read(_text(content)),
    "lspci": lambda content: lspci.read(_text(content)),
    "nvme-id-ctrl": lambda content: nvme.controller(_text(content), ""),
    "nvme-smart-log": lambda content: nvme.health(_text(content)),
    "smartctl": lambda content: smartctl.read(_text(content)),
}
