"""One drive, told by several tools: what each of them is believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from workshop.adapters.machine import allowed
from workshop.adapters.machine.ata import read_ata
from workshop.adapters.machine.gathering import Gathered, card_type
from workshop.adapters.machine.reasons import reason
from workshop.adapters.readings import hdparm, lsblk, nvme, smartctl
from workshop.domain.diagnosis import DriveMedium, DriveReading, Lock, LockKind, Smart, Unread, WhyUnread


@dataclass(frozen=True, slots=True)
class Read:
    """One drive with everything that was learnt of it."""

    drive: DriveReading
    locks: tuple[Lock, ...] = ()
    unread: tuple[Unread, ...] = ()
    tool_version: str | None = None


def read_drive(disk: lsblk.Disk, gathered: Gathered, *, virtual: bool) -> Read:
    """Merge what lsblk, smartctl, nvme-cli and hdparm say of one drive."""
    path = disk.drive.path
    output = gathered.output(*allowed.asked_of(allowed.SMARTCTL, path))
    report = smartctl.read(output.stdout.decode("utf-8", "replace"), path)
    controller = nvme.controller(_text(gathered, *allowed.asked_of(allowed.NVME_CONTROLLER, path)), path)
    log = nvme.health(_text(gathered, *allowed.asked_of(allowed.NVME_LOG, path)))
    secured = report is not None and report.drive.security_frozen is not None
    ata = read_ata(disk, gathered, security_is_known=secured, virtual=virtual)
    smart = _filled(report.drive.smart if report else None, log)
    told = [drive for drive in (report.drive if report else None, controller) if drive is not None]
    drive = replace(
        _merged(disk.drive, told),
        medium=_medium(disk, told, gathered.files.get(card_type(disk.name))),
        smart=smart,
        security_frozen=_frozen(report, ata.security),
        native_bytes=ata.native_bytes,
    )
    unread = () if smart else (_no_smart(path, disk, report, reason(output, virtual=virtual)),)
    version = report.tool_version if report else None
    return Read(drive, tuple(_locks(path, report, ata.security)), (*unread, *ata.unread), version)


def _text(gathered: Gathered, *argv: str) -> str:
    return gathered.output(*argv).stdout.decode("utf-8", "replace")


def _merged(listed: DriveReading, told: list[DriveReading]) -> DriveReading:
    """Believe who asked the drive itself about its name (behind USB lsblk names the bridge), the kernel about sizes."""
    best = [*told, listed]
    return replace(
        listed,
        model=next((drive.model for drive in best if drive.model), None),
        serial=next((drive.serial for drive in best if drive.serial), None),
        firmware=next((drive.firmware for drive in best if drive.firmware), None),
        wwn=next((drive.wwn for drive in (listed, *told) if drive.wwn), None),
        size_bytes=next((drive.size_bytes for drive in (listed, *told) if drive.size_bytes), listed.size_bytes),
        interface=next((drive.interface for drive in (listed, *told) if drive.interface), None),
    )


def _medium(disk: lsblk.Disk, told: list[DriveReading], card: bytes | None) -> DriveMedium:
    """Believe the drive more than its cable: a hard disk in a USB dock is a hard disk."""
    if (card or b"").strip() == b"SD":
        return DriveMedium.SD
    own = next((drive.medium for drive in told if drive.medium is not DriveMedium.UNKNOWN), DriveMedium.UNKNOWN)
    return disk.drive.medium if own is DriveMedium.UNKNOWN else own


def _filled(first: Smart | None, second: Smart | None) -> Smart | None:
    """Fill the gaps of one health with the other's."""
    if first is None or second is None:
        return first or second
    gaps = {item.name for item in fields(Smart) if getattr(first, item.name) is None}
    return replace(first, **{name: getattr(second, name) for name in gaps})


def _frozen(report: smartctl.Report | None, security: hdparm.Security | None) -> bool | None:
    if security is not None and security.supported:
        return security.frozen
    return report.drive.security_frozen if report else None


def _locks(path: str, report: smartctl.Report | None, security: hdparm.Security | None) -> Iterator[Lock]:
    if security is not None and (security.enabled or security.locked):
        words = [word for word in ("enabled", "locked", "frozen") if getattr(security, word)]
        yield Lock(LockKind.DRIVE_PASSWORD, f"{path}: hdparm: {', '.join(words)}")
    elif report is not None and report.password:
        yield Lock(LockKind.DRIVE_PASSWORD, f"{path}: smartctl: {report.password}")


def _no_smart(path: str, disk: lsblk.Disk, report: smartctl.Report | None, why: WhyUnread | None) -> Unread:
    """Say why a drive has no health: the tool's own words where it had some."""
    words = "; ".join(report.complaints) if report else ""
    if "Permission denied" in words or "Operation not permitted" in words:
        why = WhyUnread.NO_RIGHT
    elif disk.transport in {"virtio", "xen"}:
        why = WhyUnread.VIRTUAL
    elif why is None:
        why = WhyUnread.NOT_THERE if report else WhyUnread.UNREADABLE
    return Unread(f"smart:{path}", why, words[:300])
