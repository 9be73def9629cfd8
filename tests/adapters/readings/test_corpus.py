"""The readers against real readings, which are never committed (see corpus.py)."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.adapters.readings.corpus import CORPUS, PLACEHOLDER, SLOWEST_SECONDS, TOLD, expected, measured, of, text
from workshop.adapters.readings import dmidecode
from workshop.adapters.readings.by_tool import READERS
from workshop.adapters.readings.placeholders import serial
from workshop.domain.content import to_content


@TOLD
def test_the_table_of_accuracy(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(measured())  # noqa: T201
    assert measured().rows


@TOLD
def test_drives_are_read_as_they_are_stated() -> None:
    facts = ("model", "capacity_bytes", "smart_passed", "power_on_hours", "reallocated", "percentage_used")
    assert measured().share("smartctl", *facts) >= 0.995
    assert measured().share("smartctl", "failing is flagged") == 1


@TOLD
def test_machines_are_read_as_they_are_stated() -> None:
    for fact in ("manufacturer", "model", "chassis_type", "cpu", "ram"):
        assert measured().share("dmidecode", fact) >= 0.99


@TOLD
def test_screens_are_read_as_they_are_stated() -> None:
    assert measured().share("edid") >= 0.995


@TOLD
def test_batteries_are_read_as_they_are_stated() -> None:
    assert measured().share("battery") == 1
    assert measured().share("upower") == 1


@TOLD
def test_every_miss_is_explained() -> None:
    assert [miss for miss in measured().misses if "UNEXPLAINED" in miss] == []


@TOLD
def test_no_placeholder_is_ever_shown_as_a_serial() -> None:
    shown = []
    for name, _ in of("dmidecode"):
        who = dmidecode.read(text(name)).identity
        shown += [number for number in (who.system_serial, who.board_serial, who.chassis_serial) if number]
    assert [number for number in shown if PLACEHOLDER.search(number)] == []


NO_SERIAL = re.compile(
    r"(?i)|.*(?:serial|filled|default|none|not spec|n/a|invalid|redacted|removed|sernum\d).*|[-x0*. ]+|a+|(?:12)+"
    r"|.{0,7}0?123456789[0-9abcdef]*|.{1,2}"
)


def stated_serials(stated: object, key: str = "") -> Iterator[str]:
    if isinstance(stated, dict):
        for name, value in stated.items():
            yield from stated_serials(value, name)
    elif isinstance(stated, list):
        for value in stated:
            yield from stated_serials(value, key)
    elif isinstance(stated, str) and "serial" in key:
        yield stated


@TOLD
def test_no_serial_of_a_real_thing_is_taken_for_a_placeholder() -> None:
    """The measures above ask our own rule what a placeholder is; this asks a list written down by eye."""
    stated = [number for one in expected().values() for number in stated_serials(one)]
    refused = {number for number in stated if serial(number) is None}
    assert {number for number in refused if not NO_SERIAL.fullmatch(number)} == set()
    assert sum(serial(number) is not None for number in stated) >= 700


@TOLD
def test_every_file_is_survived_by_every_reader_in_time() -> None:
    slow = []
    for path in sorted(path for path in CORPUS.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for name, reader in READERS.items():
            before = time.monotonic()
            facts = reader(content)
            if time.monotonic() - before > SLOWEST_SECONDS:
                slow.append((path.name, name))
            to_content(facts)  # what was read can be kept
    assert slow == []


KNOWN = {
    "acpi": ("acpi",), "acpiconf": ("acpiconf", "dmidecode"), "battery-uevent": ("battery",),
    "dmidecode": ("dmidecode",),
    "edid-bin": ("edid",), "edid-text": ("edid-decode",), "hdparm": ("hdparm",), "lscpu": ("lscpu",),
    "lshw-json": ("lshw",), "nvme-cli": ("nvme-id-ctrl", "nvme-smart-log", "nvme-list"),
    "smartctl-json": ("smartctl",), "smartctl-text": ("smartctl",), "windows-powercfg": ("powercfg",),
    "windows-systeminfo": ("systeminfo",), "windows-wmi": ("wmi",),
}  # fmt: skip
WITHOUT_FACTS = {
    "windows-wmi": "Win32_LogicalDisk and Win32_PhysicalMemoryArray alone tell nothing of the machine's own",
    "dmidecode": "one section of tables that hold no identity, or a refusal",
    "smartctl-text": "a scan, which lists names only",
    "nvme-cli": "the list of a machine that has none",
}


@TOLD
def test_what_belongs_to_a_reader_is_known_to_it() -> None:
    unknown: dict[str, list[str]] = defaultdict(list)
    for folder, names in KNOWN.items():
        for path in sorted((CORPUS / folder).iterdir()):
            content = path.read_bytes()
            if all(READERS[name](content) is None for name in names):
                unknown[folder].append(path.name)
    assert {folder for folder in unknown if folder not in WITHOUT_FACTS} == set(), unknown
    assert len(unknown["dmidecode"]) <= 14
    assert len(unknown["smartctl-text"]) <= 3
    assert len(unknown["windows-wmi"]) <= 4
