"""The part of `bootstrap.py` about this bench itself: its reader's ports, its keys and sticks, what it works with."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workshop.settings import Settings

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop

MOST_STICKS, MOST_FILES = 4, 200
COPIES = frozenset({".p12", ".pfx"})


@dataclass(frozen=True, slots=True)
class PortHere:
    """A serial port that is there: `path` is what settings keep, `name` what its maker says it is.

    `barred`: this account may not open it.
    """

    path: str
    name: str
    barred: bool = False


@dataclass(frozen=True, slots=True)
class BenchFacts:
    """What this bench works with. `server` empty: the database is the file in `folder`; `contract` None: unreadable."""

    name: str
    site: int
    bench: str
    sample: bool
    contract: str
    contract_version: str
    contract_notice: str
    folder: Path
    server: str
    free_bytes: int | None


def serial_ports(chosen: str = "") -> tuple[PortHere, ...]:
    """Return the serial ports of this bench, those that say what they are first; `chosen` is looked for by its name."""
    from workshop.adapters.scanners.ports import is_barred, wanted_port  # noqa: PLC0415 — as all adapters
    from workshop.adapters.scanners.ports import serial_ports as found  # noqa: PLC0415

    ports = sorted(found(), key=lambda port: (not port.identity, port.path))
    named = wanted_port(chosen, tuple(ports)) if chosen else None
    if named is not None and named not in ports:
        ports.append(named)
    return tuple(PortHere(port.path, port.name, is_barred(port.path)) for port in ports)


def bench_facts(workshop: Workshop) -> BenchFacts:
    """Return what this bench works with; the address of a database is told without its password."""
    settings, identity = workshop.settings, workshop.people.workshop()
    contract = workshop.contracts.in_force()
    folder = settings.folder()
    free = None
    with suppress(OSError):
        free = shutil.disk_usage(folder).free
    return BenchFacts(
        identity.name if identity else "",
        identity.site if identity else 0,
        settings.bench,
        bool(identity and identity.sample),
        contract.title,
        contract.version,
        contract.notice,
        folder,
        server_of(settings),
        free,
    )


def server_of(settings: Settings) -> str:
    """Name the server of a database without user and password; empty: it is a file of this bench."""
    url = settings.chosen_database()
    if not url or url.startswith("sqlite"):
        return ""
    parts = urlsplit(url)
    return (parts.hostname or "") + parts.path


def sticks() -> tuple[Path, ...]:
    """Return the removable drives that are open here, at most four."""
    from workshop.adapters.probe.sticks import mounted_sticks  # noqa: PLC0415 — as all adapters

    return mounted_sticks()[:MOST_STICKS]


def copies_in(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the copies of seals (PKCS#12) that lie directly in these folders, the newest first."""
    found: list[tuple[float, Path]] = []
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for _number, entry in zip(range(MOST_FILES), entries, strict=False):
                if Path(entry.name).suffix.lower() in COPIES and entry.is_file():
                    found.append((entry.stat().st_mtime, Path(entry.path)))
    return tuple(path for _when, path in sorted(found, reverse=True))
