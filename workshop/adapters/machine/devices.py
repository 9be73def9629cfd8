"""What hangs on a machine besides its drives: network, webcam, what can record, what can be touched, security chip.

None says that nobody could look, an empty list that somebody looked and found none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workshop.adapters.machine import gathering
from workshop.adapters.machine.gathering import Gathered
from workshop.adapters.readings import cameras, lspci, network, sound, touch
from workshop.domain.diagnosis import Firmware, NetworkAdapter, Unread, WhyUnread

_SLOT = re.compile(rb"^PCI_SLOT_NAME=([0-9a-fA-F:.]{7,16})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices by kind, and what could not be looked at."""

    network: tuple[NetworkAdapter, ...] | None
    cameras: tuple[str, ...] | None
    microphones: tuple[str, ...] | None
    touchscreens: tuple[str, ...] | None
    touchpads: tuple[str, ...] | None
    unread: tuple[Unread, ...]


def read_devices(gathered: Gathered, pci: tuple[lspci.PciDevice, ...], start: Firmware, *, virtual: bool) -> Devices:
    """Read them all; a recording that holds none of these files was made before they were read."""
    adapters = tuple(_network(gathered, pci)) if gathered.listings.get(gathering.NETS) else None
    told, listed = gathered.files.get(gathering.SOUND), gathered.files.get(gathering.INPUT)
    microphones = None if told is None else sound.recording(told.decode("utf-8", "replace"))
    touched = None if listed is None else touch.read(listed.decode("utf-8", "replace"))
    found = Devices(
        network=adapters,
        cameras=_cameras(gathered),
        microphones=microphones,
        touchscreens=touched.screens if touched else None,
        touchpads=touched.pads if touched else None,
        unread=(),
    )
    looked = adapters is not None or listed is not None
    return replace(found, unread=tuple(_unread(found, start, virtual=virtual))) if looked else found


def _unread(found: Devices, start: Firmware, *, virtual: bool) -> Iterator[Unread]:
    why = WhyUnread.VIRTUAL if virtual else WhyUnread.NOT_THERE
    missing = (
        ("network", found.network is None, gathering.NETS),
        ("cameras", found.cameras is None, gathering.CAMERAS),
        ("microphones", found.microphones is None, gathering.SOUND),
        ("touch", found.touchscreens is None, gathering.INPUT),
        ("tpm", start.tpm_version is None, f"{gathering.TPMS}: none, or switched off in the firmware"),
    )
    yield from (Unread(what, why, where) for what, absent, where in missing if absent)


def _network(gathered: Gathered, pci: tuple[lspci.PciDevice, ...]) -> Iterator[NetworkAdapter]:
    """Read the adapters that hang on a device; the others are made by software."""
    models = {device.slot: f"{lspci.short(device.maker)} {device.name}" for device in pci}
    wireless = {path.split("/")[-2] for path in gathered.listings.get(gathering.WIRELESS, ())}
    for path in gathered.listings.get(gathering.WIRED_TO, ()):
        folder, name = path.removesuffix("/device"), path.split("/")[-2]
        files = {part: gathered.files.get(f"{folder}/{part}") for part in network.FILES}
        slot = _SLOT.search(gathered.files.get(f"{path}/uevent") or b"")
        model = models.get(slot.group(1).decode().lower()) if slot else None
        yield replace(network.read(name, files, wireless=name in wireless), model=model)


def _cameras(gathered: Gathered) -> tuple[str, ...] | None:
    """Join what the video drivers and the USB bus say of the same cameras; without either nobody looked."""
    interfaces = gathered.matching(gathering.USB_INTERFACES)
    names = gathered.matching(gathering.CAMERAS)
    if not interfaces and not names:
        return None
    products = {path: content for path, content in gathered.files.items() if path.endswith("/product")}
    told = cameras.named(names.values())
    return told or cameras.usb(interfaces, products)
