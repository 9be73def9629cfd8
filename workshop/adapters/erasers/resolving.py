"""From who a drive is to the one device that it is now: never by a path, and never by a guess."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from workshop.adapters.erasers.exercise_marks import MARK_SUFFIX, is_ours
from workshop.adapters.erasers.identity import identify
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.interlocks import Interlock
from workshop.domain.wiping import MediumIdentity, PresentDrive

# What stands between us and these answers in their name: two drives, put into one dock in turn, look the same.
_BEHIND_A_BRIDGE = frozenset({DriveMedium.USB, DriveMedium.UNKNOWN})


def resolve(chosen: MediumIdentity, present: Iterable[PresentDrive]) -> PresentDrive:
    """Return the one drive that is the chosen one; raises InterlockError for none, two, or a protected one.

    Serial, worldwide name, size and model decide. Where they cannot, because the drive has no name of its own or two
    have the same, it must also be plugged in exactly where it was when it was chosen.
    """
    drives = tuple(present)
    alike = [drive for drive in drives if _looks_like(chosen, drive.medium)]
    if not alike:
        swapped = any(chosen.place and chosen.place == drive.medium.place for drive in drives)
        rule = Interlock.IDENTITY_CHANGED if swapped else Interlock.NOT_THERE
        raise InterlockError(rule, f"chosen {_told(chosen)}")
    if len(alike) > 1 or not is_named(chosen):
        found = [drive for drive in alike if chosen.place and drive.medium.place == chosen.place]
        if len(alike) > 1 and len(found) != 1:
            raise InterlockError(Interlock.TWO_ALIKE, ", ".join(_told(drive.medium) for drive in alike))
        if not found:
            raise InterlockError(Interlock.NOT_THERE, f"chosen {_told(chosen)}")
        alike = found
    only = alike[0]
    why = only.protected or next((way.protected for way in other_ways(only, drives) if way.protected), None)
    if why is not None:
        raise InterlockError(Interlock.PROTECTED, why.value)
    return only


def other_ways(found: PresentDrive, present: Iterable[PresentDrive]) -> tuple[PresentDrive, ...]:
    """Return what has the same worldwide name beside the same everything: one drive at the end of two cables.

    What serves something by one way is written to by the other, and the kernel's hold on one does not know of it.
    """
    others = (drive for drive in present if drive.medium.path != found.medium.path)
    return tuple(drive for drive in others if found.medium.wwn and _looks_like(found.medium, drive.medium))


def is_named(medium: MediumIdentity) -> bool:
    """Whether a drive says itself who it is, so that it may be plugged in elsewhere and still be known.

    An image is the file that it is: one of the same name in another folder is another one.
    """
    if medium.medium is DriveMedium.IMAGE:
        return False
    return medium.named and not (medium.medium in _BEHIND_A_BRIDGE and not medium.wwn and medium.place)


def the_same(chosen: MediumIdentity, found: MediumIdentity) -> bool:
    """Whether what is held now is what was chosen, and is still where it was where only that tells it apart."""
    return _looks_like(chosen, found) and (is_named(chosen) or found.place == chosen.place)


def resolve_image(chosen: MediumIdentity, *, for_others: bool) -> PresentDrive:
    """Return the image file of an exercise, found by where it is: one that we made, owned by whoever runs this.

    For root that is the whole protection: where every folder on the way is root's, nobody else can have put a mark.
    """
    path = Path(chosen.place)
    if (
        chosen.medium is not DriveMedium.IMAGE
        or not path.is_absolute()
        or not is_an_image_of_ours(path, for_others=for_others)
    ):
        raise InterlockError(Interlock.NOT_FOR_EXERCISE, chosen.place)
    found = identify(str(path))
    if not the_same(chosen, found):
        raise InterlockError(Interlock.IDENTITY_CHANGED, f"chosen {_told(chosen)}, found {_told(found)}")
    return PresentDrive(found)


def is_an_image_of_ours(path: Path, *, for_others: bool) -> bool:
    """Whether a file was made to practise on by the person who runs this.

    `for_others`: somebody else asks, so nobody else can have put it there either.
    """
    try:
        if not is_ours(path, path.parent) or path.parent.resolve() != path.parent:
            return False
        mine = [path.lstat(), path.with_name(path.name + MARK_SUFFIX).lstat(), path.parent.lstat()]
        above = [folder.lstat() for folder in path.parents] if for_others else []
    except (OSError, ValueError):
        return False
    return {what.st_uid for what in (*mine, *above)} == {os.geteuid()} and not any(map(_others_may_replace, above))


def _others_may_replace(folder: os.stat_result) -> bool:
    """Whether somebody else can put another thing in the place of what is in a folder (sticky: only his own)."""
    return bool(folder.st_mode & (stat.S_IWGRP | stat.S_IWOTH)) and not folder.st_mode & stat.S_ISVTX


def _looks_like(chosen: MediumIdentity, found: MediumIdentity) -> bool:
    wanted = (chosen.model, chosen.serial, chosen.wwn, chosen.size_bytes, chosen.medium)
    return wanted == (found.model, found.serial, found.wwn, found.size_bytes, found.medium) and chosen.known


def _told(medium: MediumIdentity) -> str:
    return f"{medium.model or '?'} {medium.serial or medium.wwn or '?'} {medium.size_bytes} at {medium.place or '?'}"
