"""Which disks of this bench serve something now, and so can never be chosen.

Only what is active protects: a donor's drive that carries an old RAID, LVM or ZFS signature is there to be wiped. What
the kernel does not show (a ZFS pool, a program that holds the device) shows when the device is opened alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from workshop.adapters.erasers.kernel import Kernel, Mount, names_in
from workshop.domain.interlocks import Protection

_SYSTEM = re.compile(r"/(?:boot|efi|usr|home|var|opt|srv|nix|root|etc)?(?:(?<=.)/.*)?")
_LIVE = re.compile(
    r"/(?:run/live|lib/live|usr/lib/live|live|cdrom|isodevice|run/initramfs|run/archiso|run/etabli|mnt/live)(?:/.*)?"
)
_LOADER = "LoaderDevicePartUUID-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f"  # systemd, « Boot Loader Interface »
_OUR_LABEL = "ETABLI"
_NAMED = {"UUID": "by-uuid", "LABEL": "by-label", "CDLABEL": "by-label", "PARTUUID": "by-partuuid"}
_BY_KEY = {"PARTLABEL": "by-partlabel", **_NAMED}
_LIVE_KEYS = {"archisolabel": "by-label", "archisosearchuuid": "by-uuid"}
_BY_WEIGHT = tuple(Protection)  # the first that holds is told


def protections(kernel: Kernel) -> dict[str, Protection]:
    """Return, by the disk's name, why it is protected; what is not named serves nothing that the kernel shows."""
    found: dict[str, Protection] = {}
    for name, why in (*_by_mounts(kernel), *_by_swaps(kernel), *_by_members(kernel), *_by_the_start(kernel)):
        if name not in found or _BY_WEIGHT.index(why) < _BY_WEIGHT.index(found[name]):
            found[name] = why
    return _with_their_namespaces(kernel, found)


def _by_mounts(kernel: Kernel) -> Iterator[tuple[str, Protection]]:
    for mount in kernel.mounts():
        why = _of_mount(mount.point)
        for folder in _mounted(kernel, mount):
            for name in kernel.below(folder):
                yield name, why


def _of_mount(point: str) -> Protection:
    if _LIVE.fullmatch(point):
        return Protection.BOOT_STICK
    return Protection.SYSTEM if _SYSTEM.fullmatch(point) else Protection.MOUNTED


def _mounted(kernel: Kernel, mount: Mount) -> tuple[Path, ...]:
    """Return the devices behind a mount; btrfs and overlays have a number of their own that is no device's."""
    direct = kernel.numbered(mount.number)
    named = [kernel.node(source) for source in mount.source.split(":")]  # bcachefs names several
    folders = [folder for folder in (direct, *named) if folder is not None]
    return tuple(dict.fromkeys((*folders, *_of_the_same_btrfs(kernel, folders))))


def _of_the_same_btrfs(kernel: Kernel, folders: Iterable[Path]) -> list[Path]:
    names = {folder.name for folder in folders}
    members = [kernel.names("sys", "fs", "btrfs", uuid, "devices") for uuid in kernel.names("sys", "fs", "btrfs")]
    together = [name for devices in members if names & set(devices) for name in devices]
    return [folder for name in together if (folder := kernel.block(name)) is not None]


def _by_swaps(kernel: Kernel) -> Iterator[tuple[str, Protection]]:
    for path in kernel.swaps():
        folder = kernel.node(path)
        for name in kernel.below(folder) if folder else ():
            yield name, Protection.SWAP


def _by_members(kernel: Kernel) -> Iterator[tuple[str, Protection]]:
    """Find what something else stands on: md, device-mapper, bcache (holders/), an active btrfs, a loop device."""
    for disk in kernel.disks():
        for folder in (disk, *(disk / name for name in names_in(disk) if (disk / name / "partition").exists())):
            if names_in(folder / "holders"):
                yield disk.name, Protection.MEMBER
        if disk.name.startswith("loop"):
            yield from ((name, Protection.MEMBER) for name in kernel.below(disk) - {disk.name})
    for uuid in kernel.names("sys", "fs", "btrfs"):
        for name in kernel.names("sys", "fs", "btrfs", uuid, "devices"):
            member = kernel.block(name)
            yield from ((below, Protection.MEMBER) for below in (kernel.below(member) if member else ()))


def _by_the_start(kernel: Kernel) -> Iterator[tuple[str, Protection]]:
    """Find what this system was started from, also where it copied itself to memory and let go of it."""
    for path, why in (*_of_the_command_line(kernel), *_of_the_loader(kernel), *_of_our_label(kernel)):
        folder = kernel.node(path)
        for name in kernel.below(folder) if folder else ():
            yield name, why
    asleep = kernel.numbered(kernel.text("sys", "power", "resume").strip())  # where this system hibernates to
    for name in kernel.below(asleep) if asleep else ():
        yield name, Protection.SWAP


def _of_the_command_line(kernel: Kernel) -> Iterator[tuple[str, Protection]]:
    """Every device that the kernel's command line names, by path, UUID or label, in whatever option."""
    for word in kernel.text("proc", "cmdline").split():
        key, _, value = word.strip('"').partition("=")
        live = value.startswith("live:")
        why = {"root": Protection.SYSTEM, "resume": Protection.SWAP}.get(key, Protection.BOOT_STICK)
        kind, _, name = value.removeprefix("live:").partition("=")
        path = value.removeprefix("live:").partition(":")[0]
        if key in _LIVE_KEYS:
            path = f"/dev/disk/{_LIVE_KEYS[key]}/{_as_link(value)}"
        elif kind in _BY_KEY and name:
            path = f"/dev/disk/{_BY_KEY[kind]}/{_as_link(name)}"
        yield path, Protection.BOOT_STICK if live else why


def _of_the_loader(kernel: Kernel) -> Iterator[tuple[str, Protection]]:
    """UEFI: the loader tells from which partition it came (four bytes of attributes, then UTF-16)."""
    try:
        content = kernel.root.joinpath("sys/firmware/efi/efivars", _LOADER).read_bytes()[4:]
    except OSError:
        return
    uuid = content[:512].decode("utf-16-le", "replace").strip("\0 ").lower()
    yield f"/dev/disk/by-partuuid/{_as_link(uuid)}", Protection.BOOT_STICK


def _of_our_label(kernel: Kernel) -> Iterator[tuple[str, Protection]]:
    for kind in ("by-label", "by-partlabel"):
        for label in kernel.names("dev", "disk", kind):
            if label.upper().startswith(_OUR_LABEL):
                yield f"/dev/disk/{kind}/{label}", Protection.BOOT_STICK


def _as_link(name: str) -> str:
    """Write a label as udev names its link; nothing leads out of the folder."""
    return name.strip('"').replace("/", "\\x2f").replace(" ", "\\x20")


def _with_their_namespaces(kernel: Kernel, found: dict[str, Protection]) -> dict[str, Protection]:
    """Protect every namespace of a controller of which one is: a sanitize or a format takes them all."""
    together = dict(found)
    namespaces = [disk for disk in kernel.disks() if disk.name.startswith("nvme")]
    for one in namespaces:
        beside = [found[other.name] for other in namespaces if other.parent == one.parent and other.name in found]
        if beside and one.name not in found:
            together[one.name] = min(beside, key=_BY_WEIGHT.index)
    return together
