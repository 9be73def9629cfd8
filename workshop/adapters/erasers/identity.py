"""Who a medium is, asked of the medium itself in this moment: before it is chosen, before the first write, and after.

Sizes come from seeking to the end of the open handle (what BLKGETSIZE64 answers, without its numbers that differ
between processors). What sysfs tells of a drive stays the same between two askings, which is all that an identity
needs; it is not always what smartctl tells (SCSI models are cut to 16 characters), so both sides are asked here.
Sources: Documentation/ABI/{stable,testing}/sysfs-block*, sysfs-bus-scsi (vpd_pg80), sysfs-class-mmc of the kernel.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from workshop.adapters.erasers.interlocks import Held, InterlockError, real_path
from workshop.adapters.erasers.place import place_of
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock
from workshop.domain.wiping import MediumIdentity

IMAGE_MODEL = "image"
IMAGE_SUFFIX = ".img"
_SHORTEST_SERIAL = 3
_NO_SERIALS = frozenset(
    {"none", "null", "unknown", "default", "defaultstring", "serial", "serialnumber", "na", "notavailable", "nosn"}
    | {"tobefilledbyoem", "systemserialnumber", "aaaabbbbcccc", "000000000001", "0000000000000001", "xxxxxxxx"}
)
_COUNTED = (f"{'0123456789' * 3}abcdef", "0123456789abcdef", "1234567890abcdef", "abcdefghijklmnopqrstuvwxyz")
_MMC = {"MMC": DriveMedium.EMMC, "SD": DriveMedium.SD}


def identify(path: str) -> MediumIdentity:
    """Ask a block device or an image file who it is; raises InterlockError where it is neither, or not there."""
    real = real_path(path)
    try:
        if not _may_be_asked(Path(real).lstat().st_mode):
            raise InterlockError(Interlock.NOT_A_BLOCK_DEVICE, real)
        handle = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise InterlockError(Interlock.NOT_THERE, f"{real}: {error.strerror}") from error
    try:
        return identity_of(handle, real)
    finally:
        os.close(handle)


def identity_of(handle: int, path: str) -> MediumIdentity:
    """Ask through a handle that is open already, whatever its path has become since."""
    what = os.fstat(handle)
    if stat.S_ISREG(what.st_mode):
        return of_image(path, Path(os.path.realpath(path)), what.st_size)
    if not stat.S_ISBLK(what.st_mode):
        raise InterlockError(Interlock.NOT_A_BLOCK_DEVICE, path)
    size = os.lseek(handle, 0, os.SEEK_END)
    if size <= 0:
        raise InterlockError(Interlock.NO_MEDIUM, path)
    folder = sysfs_folder(what.st_rdev)
    if (folder / "partition").exists():
        raise InterlockError(Interlock.A_PARTITION, path)
    backing = backing_file(what.st_rdev)
    if backing is not None:
        return of_image(path, backing, size)
    return of_drive(folder, path, size)


def identity_now(held: Held) -> MediumIdentity | None:
    """Ask a held device again; None where its node is gone or leads to another device."""
    try:
        if Path(held.path).lstat().st_rdev != held.rdev:
            return None
        return identity_of(held.handle, held.path)
    except (OSError, InterlockError):
        return None


def sysfs_folder(rdev: int) -> Path:
    """Return the folder in which the kernel describes one block device."""
    return Path("/sys/dev/block", f"{os.major(rdev)}:{os.minor(rdev)}").resolve()


def backing_file(rdev: int) -> Path | None:
    """Return the file behind a loop device; None for every other device, or where nothing is attached."""
    named = _text(sysfs_folder(rdev) / "loop" / "backing_file")
    return None if named is None else Path(named)


def of_drive(folder: Path, path: str, size_bytes: int) -> MediumIdentity:
    """Read a drive's identity from its folder in sysfs; what is not told there is None."""
    own = _first(folder / "device" / "serial", folder / "serial")
    return MediumIdentity(
        path=path,
        model=_first(folder / "device" / "model", folder / "device" / "name"),
        serial=serial_or_none(own) or serial_or_none(_page_80(folder)) or serial_or_none(_usb_serial(folder)),
        wwn=_name_or_none(_first(folder / "wwid", folder / "device" / "wwid", folder / "device" / "cid")),
        size_bytes=size_bytes,
        medium=_medium(folder),
        place=place_of(folder),
    )


def of_image(path: str, file: Path, size_bytes: int) -> MediumIdentity:
    """Return the identity of an image: its file's name is its serial, its file's path is where it is plugged in."""
    serial = file.name.removesuffix(IMAGE_SUFFIX)
    return MediumIdentity(path, IMAGE_MODEL, serial, None, size_bytes, DriveMedium.IMAGE, str(file))


def serial_or_none(serial: str | None) -> str | None:
    """Return a serial unless it is one that a maker of bridges or sticks gives to all of them: it names nothing."""
    plain = re.sub(r"[^0-9a-z]", "", (serial or "").lower().removeprefix("0x"))
    if len(plain) < _SHORTEST_SERIAL or len(set(plain)) == 1 or plain in _NO_SERIALS:
        return None
    counted = any(plain in run for run in _COUNTED)
    return None if counted or plain.replace("deadbeef", "") == "" else serial


def _name_or_none(wwn: str | None) -> str | None:
    """Return a worldwide name unless it says nothing; SCSI's t10 form ends with the serial, and is worth no more."""
    if wwn is None:
        return None
    if wwn.startswith("t10."):
        return wwn if serial_or_none(wwn.split()[-1]) and len(wwn.split()) > 1 else None
    digits = re.sub(r"^(?:naa|eui|uuid)\.", "", wwn)
    return wwn if len(set(digits.strip("0x- ")) - {"0"}) else None


def _may_be_asked(mode: int) -> bool:
    return stat.S_ISBLK(mode) or stat.S_ISREG(mode)


def _medium(folder: Path) -> DriveMedium:
    """Only what is sure: unknown media get no level from any method."""
    if folder.name.startswith("nvme"):
        return DriveMedium.NVME
    if folder.name.startswith("mmcblk"):
        return _MMC.get(_text(folder / "device" / "type") or "", DriveMedium.UNKNOWN)
    if any(part.startswith("usb") for part in folder.parts):
        return DriveMedium.USB
    if any(part.startswith("end_device-") for part in folder.parts) and _vendor(folder) != "ATA":
        return DriveMedium.SAS
    if _vendor(folder) != "ATA":
        return DriveMedium.UNKNOWN
    turning = {"1": DriveMedium.HDD, "0": DriveMedium.SSD}
    return turning.get(_text(folder / "queue" / "rotational") or "", DriveMedium.UNKNOWN)


def _vendor(folder: Path) -> str | None:
    return _text(folder / "device" / "vendor")


def _page_80(folder: Path) -> str | None:
    """SCSI's « unit serial number » page: four bytes of header, then ASCII."""
    try:
        page = (folder / "device" / "vpd_pg80").read_bytes()
    except OSError:
        return None
    return page[4:].decode("ascii", "replace").strip(" \0") or None


def _usb_serial(folder: Path) -> str | None:
    for parent in folder.parents:
        if (parent / "idVendor").exists():
            return _text(parent / "serial")
    return None


def _first(*files: Path) -> str | None:
    return next((text for text in map(_text, files) if text), None)


def _text(file: Path) -> str | None:
    try:
        return file.read_text("utf-8", "replace").strip(" \0\n") or None
    except OSError:
        return None
