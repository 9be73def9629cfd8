"""The part of `bootstrap.py` about tests: the senses of this machine, what may be installed, photos."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workshop.domain.diagnosis import Diagnosis
from workshop.domain.errors import MediumError
from workshop.domain.systems import Systems
from workshop.resources import resource
from workshop.services.installing import Installing
from workshop.services.photos import Photos
from workshop.services.ports import Commands, Files, Machine, Store
from workshop.services.trying import Networks, Plugged, Power, Side, Trying

MOST_LOOKED_AT, MOST_SHOWN = 2000, 6


@functools.cache
def systems() -> Systems:
    """Return what may be installed; raises RulesError."""
    from workshop.adapters.rules.systems import load_systems  # noqa: PLC0415 — as all adapters: when they are built

    return load_systems(resource("catalogue"))


def installing_of(store: Store) -> Installing:
    """Return what writes down installed systems."""
    return Installing(store, systems)


def photos_of(store: Store, files: Files) -> Photos:
    """Return what keeps photos."""
    return Photos(store, files, _cleaned)


def trying_of(machine: Callable[[], Machine], *, recorded: bool) -> Trying:
    """Return what tries functions. A recorded machine has no senses: those of this bench are another machine's."""

    @functools.cache
    def here() -> Diagnosis:
        return machine().read().diagnosis

    return Trying(here, _NoSenses() if recorded else _OwnSenses())


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A picture that lies in a folder: small, to choose by."""

    path: Path
    small: bytes


def photo_folders(pictures: Path | None) -> tuple[Path, ...]:
    """Return where photos of this bench arrive: the person's pictures, and cards and sticks that are plugged in."""
    from workshop.adapters.probe.sticks import mounted_sticks  # noqa: PLC0415

    sticks = [folder for stick in mounted_sticks()[:MOST_SHOWN] for folder in (stick, *_camera_folders(stick))]
    return tuple(folder for folder in (*([pictures] if pictures else []), *sticks) if folder.is_dir())


def newest_photos(folders: tuple[Path, ...], most: int = MOST_SHOWN) -> tuple[FoundPhoto, ...]:
    """Return the newest pictures that lie directly in these folders, newest first."""
    from workshop.adapters.photos.pictures import ENDINGS, small  # noqa: PLC0415

    found: list[tuple[float, Path]] = []
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for _number, entry in zip(range(MOST_LOOKED_AT), entries, strict=False):
                if Path(entry.name).suffix.lower() in ENDINGS and entry.is_file():
                    found.append((entry.stat().st_mtime, Path(entry.path)))
    shown: list[FoundPhoto] = []
    for _when, path in sorted(found, reverse=True)[: 2 * most]:
        with suppress(MediumError):
            picture = small(photo_content(path))
            if picture is not None and len(shown) < most:
                shown.append(FoundPhoto(path, picture))
    return tuple(shown)


def photo_content(path: Path) -> bytes:
    """Read a picture that a person chose, and no more of it than one may hold; raises MediumError."""
    from workshop.adapters.photos.pictures import LARGEST_FILE  # noqa: PLC0415

    try:
        if not path.is_file():
            raise MediumError(str(path), os.strerror(2))
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as problem:
        raise MediumError(str(path), getattr(problem, "strerror", None) or str(problem)) from problem
    if len(content) > LARGEST_FILE:
        raise MediumError(str(path), f"> {LARGEST_FILE} bytes")
    return content


def small_photo(content: bytes) -> bytes | None:
    """Return a picture made small, to be shown."""
    from workshop.adapters.photos.pictures import small  # noqa: PLC0415

    return small(content)


def _cleaned(content: bytes) -> bytes | None:
    from workshop.adapters.photos.pictures import cleaned  # noqa: PLC0415

    return cleaned(content)


def _camera_folders(stick: Path) -> list[Path]:
    """Return the folders in which a camera writes (DCIM/100CANON): the four newest."""
    with suppress(OSError):
        folders = [folder for folder in (stick / "DCIM").iterdir() if folder.is_dir()]
        return sorted(folders, key=lambda folder: folder.name)[-4:]
    return []


class _OwnSenses:
    """The senses of the machine that runs us."""

    def picture(self) -> bytes | None:
        from workshop.adapters.photos.camera import Camera  # noqa: PLC0415

        return Camera(_commands()).picture()

    def loudness(self) -> int | None:
        from workshop.adapters.senses.sound import loudness  # noqa: PLC0415

        return loudness(_commands())

    def tone(self, side: Side) -> bool:
        from workshop.adapters.senses.sound import play  # noqa: PLC0415

        return play(_commands(), side)

    def plugged(self) -> tuple[Plugged, ...] | None:
        from workshop.adapters.senses.sockets import plugged  # noqa: PLC0415

        return plugged(_commands())

    def networks(self) -> Networks | None:
        from workshop.adapters.senses.radio import networks  # noqa: PLC0415

        return networks(_commands())

    def power(self) -> Power | None:
        from workshop.adapters.senses.current import power  # noqa: PLC0415

        return power(_commands())


class _NoSenses:
    """A machine that is only recorded."""

    def picture(self) -> bytes | None:
        return None

    def loudness(self) -> int | None:
        return None

    def tone(self, side: Side) -> bool:
        del side
        return False

    def plugged(self) -> tuple[Plugged, ...] | None:
        return None

    def networks(self) -> Networks | None:
        return None

    def power(self) -> Power | None:
        return None


def _commands() -> Commands:
    from workshop.adapters.commands import LocalCommands  # noqa: PLC0415

    return LocalCommands()
