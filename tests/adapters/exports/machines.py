"""Readings to export: the recorded machines, and every whole machine that can be made of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.adapters.readings.corpus import CORPUS
from workshop.adapters.commands import RecordedCommands
from workshop.adapters.machine import MachineReader
from workshop.adapters.readings import dmidecode, glpi, hwinfo, lshw, macos, systeminfo, windows
from workshop.adapters.readings.values import text_of
from workshop.domain.diagnosis import Diagnosis, Firmware
from workshop.resources import resource

MOMENT = datetime(2026, 11, 24, 8, tzinfo=UTC)
RECORDED = sorted(folder.name for folder in resource("machines").iterdir() if folder.is_dir())


class Stopped:
    """A clock that stands."""

    def now(self) -> datetime:
        return MOMENT


@cache
def recorded(name: str) -> Diagnosis:
    return MachineReader(RecordedCommands(resource("machines", name)), Stopped()).read().diagnosis


def of_the_corpus() -> Iterator[tuple[str, Diagnosis]]:
    """Give a diagnosis of every file that holds a whole machine."""
    for folder, read in FOLDERS.items():
        for path in sorted(path for path in (CORPUS / folder).rglob("*") if path.is_file()):
            found = read(_text(path))
            if found is not None:
                yield str(path.relative_to(CORPUS)), found


def _text(path: Path) -> str:
    return text_of(path.read_bytes())


def _of(inventory: lshw.Inventory | None) -> Diagnosis | None:
    return inventory.diagnosis(MOMENT) if inventory else None


def _of_smbios(text: str) -> Diagnosis | None:
    found = dmidecode.read(text)
    if found.empty:
        return None
    return Diagnosis(
        MOMENT,
        identity=found.identity,
        processor=found.processor,
        memory=found.memory,
        memory_bytes=found.memory_bytes,
        batteries=found.batteries,
        firmware=Firmware(tpm_version=found.tpm_version),
        locks=found.locks,
    )


FOLDERS: dict[str, Callable[[str], Diagnosis | None]] = {
    "dmidecode": _of_smbios,
    "hwinfo": lambda text: _of(hwinfo.read(text)),
    "lshw-json": lambda text: _of(lshw.read(text)),
    "lshw-xml": lambda text: _of(lshw.read(text)),
    "macos": lambda text: _of(macos.read(text)),
    "windows-systeminfo": lambda text: _of(systeminfo.read(text)),
    "windows-wmi": lambda text: _of(windows.read(text)),
    "glpi-inventory": lambda text: _of(report.inventory if (report := glpi.read(text)) else None),
}
