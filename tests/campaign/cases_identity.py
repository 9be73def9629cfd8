"""The wrong drive: swapped, renamed, doubled, nameless, in use by somebody else."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path

from tests.campaign import shims
from tests.campaign.blindness import Blindness, put
from tests.campaign.case import PROVEN, Again, Case, doubts
from tests.campaign.disks import Disk
from tests.campaign.stand import SIZE, BenchClock, Ended, Stand, also, disguised
from workshop.adapters.erasers import helper_door, identity, procedure
from workshop.adapters.erasers.helper_door import Parts
from workshop.adapters.erasers.identity import identify
from workshop.adapters.erasers.interlocks import Held, InterlockError, hold
from workshop.adapters.erasers.resolving import resolve
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock, Protection
from workshop.domain.proofs import Doubt
from workshop.domain.wiping import MediumIdentity, PresentDrive

_WIPES = f"wipe {SIZE // (1024 * 1024)}; say Erased"


def _tools(stand: Stand) -> dict[str, str]:
    return {"nwipe": shims.nwipe(stand.folder / "lies", _WIPES)}


def _swapped(stand: Stand) -> Ended:
    """Choose a drive; when the wipe starts another one answers at its node."""
    chosen, other = stand.disk(), stand.disk("autre")
    medium = replace(identify(chosen.node), path=other.node)
    return stand.wipe(chosen, tools=_tools(stand), medium=medium, bystanders=(other,))


def _swapped_unseen(stand: Stand) -> Ended:
    with put(MediumIdentity, "same", lambda _, __: True):
        return _swapped(stand)


def _renamed(stand: Stand) -> Ended:
    """The chosen drive got another node (as /dev/sdX does between two starts), and another drive has its old one."""
    chosen, other = stand.disk(), stand.disk("autre")
    medium = replace(identify(chosen.node), path=other.node)
    present = [PresentDrive(identify(one.node)) for one in (other, chosen)]
    found = resolve(medium, present).medium
    return stand.wipe(chosen, tools=_tools(stand), medium=found, bystanders=(other,))


def _twins(stand: Stand) -> tuple[Disk, Disk]:
    """Two drives with one serial: cheap sticks and cloned firmware."""
    return stand.disk("jumeau", below=stand.folder / "a"), stand.disk("jumeau", below=stand.folder / "b")


def _resolved(stand: Stand, chosen: MediumIdentity, disks: tuple[Disk, ...], *others: Protection | None) -> Ended:
    """Find one of some disks by who it is, and wipe it; a refusal ends the case."""
    kinds = (*others, *(None for _ in disks))
    present = [PresentDrive(identify(disk.node), why) for disk, why in zip(disks, kinds, strict=False)]
    try:
        found = resolve(chosen, present).medium
    except InterlockError as refused:
        return Ended(disks[0], refused=refused.rule, bystanders=disks[1:])
    return stand.wipe(disks[0], tools=_tools(stand), medium=found, bystanders=disks[1:])


def _doubled(stand: Stand) -> Ended:
    """The chosen drive was plugged in elsewhere, and a second one answers with the same serial."""
    twins = _twins(stand)
    return _resolved(stand, replace(identify(twins[0].node), place="bay 7"), twins)


def _first_of_two(stand: Stand) -> Ended:
    """The same, where the first drive with that serial is taken: here it is the wrong one."""
    wrong, chosen = _twins(stand)
    return stand.wipe(chosen, tools=_tools(stand), medium=identify(wrong.node), bystanders=(wrong,))


def _twins_change_places(stand: Stand) -> Ended:
    """One of two drives with one serial is found where it was chosen; then the other one answers at its node."""
    chosen, other = _twins(stand)
    return _held_as(stand, chosen, other, identify(chosen.node))


def _twins_believed(stand: Stand) -> Ended:
    """The same where a name is enough."""
    chosen, other = _twins(stand)
    with put(helper_door, "identity_of", lambda *_: replace(identify(chosen.node), path=other.node)):
        return _held_as(stand, chosen, other, identify(chosen.node))


def _held_as(stand: Stand, chosen: Disk, other: Disk, medium: MediumIdentity) -> Ended:
    """Wipe as the helper does, which finds the chosen drive at the other one's node."""
    parts = Parts(dict, tuple, stand.logs, BenchClock())
    moved = (replace(medium, path=other.node), replace(identify(other.node), path=chosen.node))
    with put(helper_door, "drives_here", lambda *_: tuple(map(PresentDrive, moved))):
        try:
            with helper_door.held_alone(medium, parts, busy_seconds=0) as held:
                return stand.wipe(
                    chosen, tools=_tools(stand), medium=medium, holding=lambda _: nullcontext(held), bystanders=(other,)
                )
        except InterlockError as refused:
            return Ended(chosen, refused=refused.rule, bystanders=(other,))


def _nameless(stand: Stand) -> Ended:
    """A bridge without a serial in one port was chosen; one of the same model and size is in another port now."""
    disk = stand.disk()
    now = _bridge(disk, "pci-1-usbv2-0:2:1.0")
    try:
        resolve(replace(now, place="pci-1-usbv2-0:1:1.0"), [PresentDrive(now)])
    except InterlockError as refused:
        return Ended(disk, refused=refused.rule)
    return stand.wipe(disk, tools=_tools(stand))


def _nameless_taken(stand: Stand) -> Ended:
    """The same, where model and size are enough: the drive that was chosen is on the shelf, with its data."""
    chosen, other = stand.disk(), stand.disk("autre")
    with disguised(_bridge(other, "pci-1-usbv2-0:2:1.0")), put(MediumIdentity, "same", lambda _, __: True):
        medium = _bridge(other, "pci-1-usbv2-0:1:1.0")
        return stand.wipe(chosen, tools=_tools(stand), medium=medium, exercise=False, bystanders=(other,))


def _bridge(disk: Disk, place: str) -> MediumIdentity:
    return MediumIdentity(disk.node, "USB-SATA bridge", None, None, SIZE, DriveMedium.USB, place)


def _protected(stand: Stand) -> Ended:
    """The chosen drive is the one that this bench was started from."""
    disk = stand.disk()
    return _resolved(stand, identify(disk.node), (disk,), Protection.BOOT_STICK)


def _changes(stand: Stand) -> Ended:
    """While it is wiped the drive becomes another one, as a bridge does that starts again."""
    disk = stand.disk()

    def later(held: Held) -> MediumIdentity | None:
        now = identity.identity_now(held)
        return None if now is None else replace(now, serial="another")

    with put(procedure, "identity_now", later):
        return stand.wipe(disk, tools=_tools(stand))


@contextmanager
def _shared(path: str) -> Iterator[Held]:
    """Hold a device without shutting anybody out: what `hold` would be without O_EXCL."""
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        assert stat.S_ISBLK(os.fstat(handle).st_mode)
        yield Held(path, handle, os.fstat(handle).st_rdev)
    finally:
        os.close(handle)


def _two_windows(stand: Stand) -> Ended:
    """Another window holds the drive, and writes to it when we are done."""
    disk = stand.disk()
    with hold(disk.node) as other:
        ended = stand.wipe(disk, tools=_tools(stand))
        _writes(other.handle)
    return ended


def two_windows_at_once(stand: Stand) -> Ended:
    disk = stand.disk()
    with hold(disk.node) as other:
        ended = stand.wipe(disk, tools=_tools(stand), holding=_shared)
        _writes(other.handle)
    return ended


def _writes(handle: int) -> None:
    os.pwrite(handle, b"data" * 1024, 0)
    os.fsync(handle)


def _mounted(stand: Stand) -> Ended:
    return _with_a_mount(stand, hold)


def _mounted_shared(stand: Stand) -> Ended:
    return _with_a_mount(stand, _shared)


def _with_a_mount(stand: Stand, holding: procedure.Holding) -> Ended:
    """Wipe a drive whose file system is mounted, and written to once more when it is unmounted."""
    disk, point = stand.disk(), stand.folder / "mounted"
    subprocess.run(("mkfs.ext4", "-q", "-F", disk.node), check=True, capture_output=True)
    point.mkdir()
    subprocess.run(("mount", disk.node, str(point)), check=True)
    try:
        Path(point, "work").write_bytes(b"somebody's work " * 4096)
        subprocess.run(("sync", "--file-system", str(point)), check=True)
        ended = stand.wipe(disk, tools=_tools(stand), holding=holding)
        with suppress(OSError):  # a file system that was wiped under itself
            Path(point, "more").write_bytes(b"somebody's work " * 4096)
    finally:
        subprocess.run(("umount", str(point)), check=True)
    return ended


def _not_a_drive(stand: Stand) -> Ended:
    """An image is not a drive, whatever the order says."""
    return stand.wipe(stand.disk(), tools=_tools(stand), exercise=False)


def _gone(stand: Stand) -> Ended:
    """The drive was detached between choice and start."""
    disk = stand.disk()
    medium = replace(identify(disk.node), path=str(stand.folder / "no-such-node"))
    return stand.wipe(disk, tools=_tools(stand), medium=medium)


def _boot_stick_wiped(stand: Stand) -> Ended:
    """The same where nothing is protected; the victim is a stick of ours that boots nothing."""
    disk = stand.disk()
    return also(_resolved(stand, identify(disk.node), (disk,)), odd="the bench's own stick is wiped")


def _image_passes(stand: Stand) -> Ended:
    """The same where an image says that it is a hard disk; the paper would say so too."""
    disk = stand.disk()
    medium = replace(identify(disk.node), medium=DriveMedium.HDD)
    with disguised(medium):
        ended = stand.wipe(disk, tools=_tools(stand), medium=medium, exercise=False)
    assert ended.log is not None
    return also(ended, odd="" if ended.log.exercise else "an image has a drive's certificate")


CASES = (
    Case(
        "swapped", "another drive at its node when the wipe starts", Interlock.IDENTITY_CHANGED, _swapped,
        "the wrong drive is wiped, the chosen one called « effacé »",
        Again("the identity asked before the first write", _swapped_unseen),
    ),
    Case(
        "renamed", "its node has another name now, another drive has the old one", PROVEN, _renamed,
        "the drive that has the old name is wiped",
        Again("resolving by who it is, not by its node", _swapped_unseen),
    ),
    Case(
        "doubled-serial", "two drives with one serial, neither where it was chosen", Interlock.TWO_ALIKE, _doubled,
        "the wrong one of two is wiped",
        Again("« exactly one »", _first_of_two),
    ),
    Case(
        "twins-move", "two drives with one serial change places while the wipe starts", Interlock.IDENTITY_CHANGED,
        _twins_change_places, "the wrong one of two is wiped",
        Again("the place, asked again", _twins_believed),
    ),
    Case(
        "nameless", "no serial, no wwn; the one in that port is another", Interlock.NOT_THERE, _nameless,
        "the wrong drive is wiped: same model, same size",
        Again("the physical path of what has no name", _nameless_taken),
    ),
    Case(
        "protected", "the stick that the bench was started from", Interlock.PROTECTED, _protected,
        "the running system is wiped",
        Again("the list of protected drives", _boot_stick_wiped),
    ),
    Case(
        "changes", "another drive answers after the wipe", doubts(Doubt.IDENTITY_CHANGED), _changes,
        "a paper with the name of a drive that was not there",
        Blindness("the identity asked after the reading", (Doubt.IDENTITY_CHANGED,)),
    ),
    Case(
        "two-windows", "another window holds it, and writes afterwards", Interlock.IN_USE, _two_windows,
        "data again on a drive called « effacé »",
        Again("O_EXCL", two_windows_at_once),
    ),
    Case(
        "mounted", "its file system is mounted", Interlock.IN_USE, _mounted,
        "the file system writes itself back after the reading",
        Again("O_EXCL", _mounted_shared),
        ("mkfs.ext4",),
    ),
    Case(
        "image-as-drive", "an image in the place of a drive", Interlock.NOT_AN_EXERCISE, _not_a_drive,
        "a certificate for a file",
        Again("« an exercise is on an image, and only there »", _image_passes),
    ),
    Case(
        "unplugged", "unplugged between choice and start", Interlock.NOT_THERE, _gone,
    ),
)  # fmt: skip
