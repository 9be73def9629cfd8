"""What only an ATA drive tells, and only root: its passwords, and the sectors that it does not show (HPA, DCO)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.adapters.machine import allowed
from workshop.adapters.machine.gathering import ATA, Gathered
from workshop.adapters.machine.reasons import reason, words
from workshop.adapters.readings import hdparm, lsblk
from workshop.domain.diagnosis import Unread, WhyUnread
from workshop.services.ports import Output

_CAN_HIDE = "Host Protected Area feature set"
_SECTORS = frozenset({512, 4096})
_NOT_ASKED = frozenset({WhyUnread.NO_RIGHT, WhyUnread.TIMED_OUT})


@dataclass(frozen=True, slots=True)
class Ata:
    """What hdparm told. `native_bytes`: the size with what is hidden, None where that is not known."""

    security: hdparm.Security | None = None
    native_bytes: int | None = None
    unread: tuple[Unread, ...] = ()


def read_ata(disk: lsblk.Disk, gathered: Gathered, *, security_is_known: bool, virtual: bool) -> Ata:
    """Read what hdparm says of a drive; nothing of one that does not speak ATA itself."""
    path, size = disk.drive.path, disk.drive.size_bytes
    if disk.transport not in ATA:
        return Ata()
    told, counted, overlay = (
        gathered.output(*allowed.asked_of(question, path))
        for question in (allowed.HDPARM_IDENTITY, allowed.HDPARM_SECTORS, allowed.HDPARM_OVERLAY)
    )
    security = hdparm.read(_text(told))
    unread = (
        *_unread_security(path, told, known=security_is_known or security is not None, virtual=virtual),
        *_unread_area(path, told, counted, overlay, virtual=virtual),
    )
    return Ata(security, _native_bytes(size, counted, overlay), unread)


def _unread_security(path: str, told: Output, *, known: bool, virtual: bool) -> Iterator[Unread]:
    """Say why passwords are not known; a drive that told of itself and of no passwords has none."""
    if known:
        return
    why = reason(told, virtual=virtual)
    if why is None and hdparm.features(_text(told)) is None:
        why = WhyUnread.UNREADABLE
    if why is not None:
        yield Unread(f"security:{path}", why, words(told))


def _unread_area(path: str, told: Output, counted: Output, overlay: Output, *, virtual: bool) -> Iterator[Unread]:
    """Say why hidden sectors are not known: only of a drive that says it can hide some, or that nobody could ask."""
    if counted.missing:
        why = reason(told, virtual=virtual)
        if why in _NOT_ASKED:
            yield Unread(f"hidden-area:{path}", why, words(told))
        return
    silent = [counted] if _CAN_HIDE in _text(told) and _sectors(counted) is None else []
    silent += [overlay] if not overlay.missing and _overlay(overlay) is None else []
    for output in silent[:1]:
        yield Unread(f"hidden-area:{path}", reason(output, virtual=virtual) or WhyUnread.UNREADABLE, words(output))


def _native_bytes(size_bytes: int | None, counted: Output, overlay: Output) -> int | None:
    """Give the size with what is hidden; None where drive and kernel do not speak of the same sectors."""
    sectors = _sectors(counted)
    if sectors is None or not size_bytes:
        return None
    shown, native = sectors
    sector = size_bytes // shown
    if sector not in _SECTORS or shown * sector != size_bytes:
        return None
    return max(native, _overlay(overlay) or 0) * sector


def _sectors(output: Output) -> tuple[int, int] | None:
    return None if hdparm.trouble(output.stderr.decode("utf-8", "replace")) else hdparm.sectors(_text(output))


def _overlay(output: Output) -> int | None:
    return None if hdparm.trouble(output.stderr.decode("utf-8", "replace")) else hdparm.overlay_sectors(_text(output))


def _text(output: Output) -> str:
    return output.stdout.decode("utf-8", "replace")
