"""Where a drive is plugged in: its physical path, in words that stay the same from one boot to the next.

The kernel counts hosts, buses and names in the order in which they answer; what stays is the hardware's own numbering:
the PCI address, the port of the SATA controller, of the USB hub, of the expander. The words are those of udev's
`path_id` (systemd, src/udev/udev-builtin-path_id.c), which names /dev/disk/by-path; here they are made of sysfs alone,
since a rescue system may run without udev. A place that cannot be told is empty: then nothing is chosen by it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

_PCI = re.compile(r"[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]")
_ATA = re.compile(r"ata(\d+)")
_HOST = re.compile(r"host(\d+)")
_SCSI = re.compile(r"(\d+):(\d+):(\d+):(\d+)")
_USB_PORT = re.compile(r"\d+-(\d+(?:\.\d+)*:\d+\.\d+)")
_USB_BUS = re.compile(r"usb\d+")
_MMC = re.compile(r"mmc(\d+)")
_NVME = re.compile(r"nvme\d+")
_BUSES = re.compile(r"ata\d+|host\d+|usb\d+|virtio\d+|mmc_host|nvme|scsi_host")


def place_of(folder: Path) -> str:
    """Tell where a drive is plugged in, given its folder in sysfs (links resolved)."""
    path = _through_its_only_controller(folder)
    board = _board(path)
    slot = _usb(path) or _mmc(path) or _nvme(path, folder) or _ata(path) or _sas(path) or _scsi(path)
    return "-".join(part for part in (board, slot) if part)


def _through_its_only_controller(folder: Path) -> Path:
    """Return the folder below the controller: an NVMe drive with several ways to it is shown below none of them."""
    if not folder.parent.name.startswith("nvme-subsys"):
        return folder
    try:
        controllers = sorted(link.resolve() for link in folder.parent.iterdir() if _NVME.fullmatch(link.name))
    except OSError:
        return folder
    real = [controller for controller in controllers if controller != folder]
    return real[0] / folder.name if len(real) == 1 else folder


def _board(path: Path) -> str:
    """Return the controller's own address: the last PCI one on the way, else the name of a platform device."""
    addresses = [part for part in path.parts if _PCI.fullmatch(part)]
    if addresses:
        return f"pci-{addresses[-1]}"
    parts = path.parts
    if "platform" not in parts:
        return ""
    below = parts[parts.index("platform") + 1 :]
    named = [part for part, after in pairwise(below) if _BUSES.fullmatch(after)]
    return f"platform-{named[0]}" if named else ""


def _usb(path: Path) -> str:
    """Return the chain of ports; buses are numbered anew at each boot, but not what speed they are made for."""
    ports = [found[1] for part in path.parts if (found := _USB_PORT.fullmatch(part))]
    if not ports:
        return ""
    unit = _scsi(path)
    return f"usb{_usb_version(path)}-0:{ports[-1]}" + (f"-{unit}" if unit else "")


def _usb_version(path: Path) -> str:
    """One controller has a bus for each speed, and each counts its ports from 1."""
    for parent in path.parents:
        if _USB_BUS.fullmatch(parent.name):
            major = _text(parent / "version").partition(".")[0]
            return f"v{major}" if major.isdigit() else ""
    return ""


def _mmc(path: Path) -> str:
    return next((f"mmc-{_rank(below)}" for below in _chain(path) if below.parent.name == "mmc_host"), "")


def _nvme(path: Path, folder: Path) -> str:
    if not any(_NVME.fullmatch(part) for part in path.parts):
        return ""
    number = _text(folder / "nsid") or folder.name.rpartition("n")[2]
    return f"nvme-{number}" if number.isdigit() else ""


def _ata(path: Path) -> str:
    """Return the port's number on its controller, and which drive of a port multiplier or of an old cable it is."""
    for parent in _chain(path):
        if _ATA.fullmatch(parent.name):
            port = _text(parent / "ata_port" / parent.name / "port_no") or str(_rank(parent) + 1)
            unit = _unit(path)
            behind = "" if unit is None or unit[1:3] == (0, 0) else f".{unit[1]}.{unit[2]}"
            return f"ata-{port}{behind}"
    return ""


def _sas(path: Path) -> str:
    for parent in _chain(path):
        if parent.name.startswith("end_device-"):
            device = parent / "sas_device" / parent.name
            bay, phy = _text(device / "bay_identifier"), _text(device / "phy_identifier")
            box = _text(device / "enclosure_identifier")
            if bay and box:
                return f"sas-{box}-bay{bay}"
            return f"sas{_expander(path)}-phy{phy}" if phy else ""
    return ""


def _expander(path: Path) -> str:
    for parent in _chain(path):
        if parent.name.startswith("expander-"):
            return f"-exp{_text(parent / 'sas_device' / parent.name / 'sas_address')}"
    return ""


def _scsi(path: Path) -> str:
    unit = _unit(path)
    if unit is None:
        return ""
    host = next((parent for parent in _chain(path) if _HOST.fullmatch(parent.name)), None)
    return f"scsi-{_rank(host) if host else 0}:{unit[1]}:{unit[2]}:{unit[3]}"


def _unit(path: Path) -> tuple[int, int, int, int] | None:
    found = next((found for part in reversed(path.parts) if (found := _SCSI.fullmatch(part))), None)
    return None if found is None else (int(found[1]), int(found[2]), int(found[3]), int(found[4]))


def _rank(folder: Path) -> int:
    """Return how many with smaller numbers stand beside a numbered folder: the numbers change, their order does not."""
    kind = folder.name.rstrip("0123456789")
    mine = int(folder.name[len(kind) :] or 0)
    beside: list[int] = []
    with suppress(OSError):
        beside = [
            int(one.name[len(kind) :]) for one in folder.parent.glob(f"{kind}[0-9]*") if _numbered(kind, one.name)
        ]
    return sum(1 for number in beside if number < mine)


def _numbered(kind: str, name: str) -> bool:
    return name[len(kind) :].isdigit()


def _chain(path: Path) -> tuple[Path, ...]:
    """Return the folders on the way to a drive, from the outside in."""
    return (*reversed(path.parents), path)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace").strip(" \0\n")[:64]
    except OSError:
        return ""
