"""Whatever a tool, a broken disk or a stranger's file says: no reader raises, none takes long."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.readings import test_batteries, test_devices, test_macos, test_windows
from workshop.adapters.readings import (
    by_tool,
    cameras,
    dmi,
    edid,
    firmware,
    hdparm,
    lsblk,
    network,
    nvme,
    scsi,
    smartctl,
)
from workshop.adapters.readings.inventory import Inventory
from workshop.domain.content import to_content
from workshop.domain.diagnosis import Battery, Diagnosis, DriveReading, drive_health
from workshop.domain.health import battery_verdict
from workshop.resources import resource

SLOWEST_SECONDS = 10.0  # on a busy machine; alone it is below two
MOMENT = datetime(2026, 11, 24, 8, tzinfo=UTC)


SMARTCTL_TEXT = """smartctl 7.0 2019-05-21 r4916 [x86_64-linux-3.10.0] (local build)
Device Model:     TOSHIBA DT01ACA300
LU WWN Device Id: 5 000039 ff4e00001
User Capacity:    3 000 592 982 016 bytes [3,00 TB]
Rotation Rate:    7200 rpm
SMART overall-health self-assessment test result: FAILED!
  5 Reallocated_Sector_Ct   PO--CK   001   001   036    NOW  2047
  9 Power_On_Minutes        0x0032   100   100   000    Old_age   Always       -       617h+13m
Critical Warning:                   0x10
Percentage Used:                    145%
Accumulated power on time, hours:minutes 25353:26
read:          0        8         0         8      60614      16772.475           0
Device Error Count: 33 (device log contains only the most recent 20 errors)
# 1  Short offline       Completed: read failure       60%     31870         412033912
"""


def every_health(text: str) -> None:
    report = smartctl.read(text, "/dev/sda")
    drive_health(report.drive.smart if report else None)
    drive_health(nvme.health(text))
    nvme.controller(text, "/dev/nvme0n1")


def judged(facts: object) -> None:
    """Do with the facts what the bench does: keep them, judge them."""
    to_content(facts)
    if isinstance(facts, Battery):
        battery_verdict(facts)
    if isinstance(facts, DriveReading):
        drive_health(facts.smart)
    if isinstance(facts, Inventory):
        assert isinstance(facts.diagnosis(MOMENT), Diagnosis)


def by_bytes(reader: Callable[[bytes], object]) -> Callable[[str], object]:
    return lambda text: judged(reader(text.encode("utf-8", "replace")))


READERS: dict[str, Callable[[str], object]] = {
    **{name: by_bytes(reader) for name, reader in by_tool.READERS.items()},
    "health": every_health,
    "sanitize": lambda text: (
        hdparm.sanitize_status(text, text),
        nvme.capabilities(text),
        nvme.namespaces(text),
        nvme.lba_format(text),
        scsi.sanitize_supported(text, 1),
    ),
    "dmi": lambda text: dmi.read(dict.fromkeys(dmi.FILES, text.encode("utf-8", "replace"))),
    "network": lambda text: network.read("eth0", {"uevent": text.encode("utf-8", "replace")}, wireless=False),
    "cameras": lambda text: cameras.named([text.encode("utf-8", "replace")]),
}


TEXTS = (
    test_windows.WMIC, json.dumps(test_windows.MACHINE), test_windows.FRENCH, test_windows.POWERCFG, test_windows.HTML,
    json.dumps(test_macos.REPORT), test_macos.as_plist(), test_macos.TEXT, test_batteries.UPOWER,
    test_batteries.ACPICONF, test_devices.IP_LINK, test_devices.INPUT, test_devices.HDPARM, test_devices.SMART_LOG,
)  # fmt: skip


@cache
def seeds() -> tuple[str, ...]:
    """Every text of every shipped machine."""
    files = sorted(path for path in resource("machines").rglob("*") if path.is_file() and path.suffix != ".toml")
    return (
        SMARTCTL_TEXT,
        *TEXTS,
        *(text for path in files if (text := path.read_bytes().decode("utf-8", "replace")).strip()),
    )


@cache
def keys() -> tuple[str, ...]:
    """Every key of every JSON document among them."""
    found: set[str] = set()

    def gather(thing: dict[str, object]) -> dict[str, object]:
        found.update(thing)
        return thing

    for text in seeds():
        if text.startswith(("{", "[")):
            json.loads(text, object_hook=gather)
    return tuple(sorted(found))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A real answer with pieces cut out, doubled or replaced."""
    text = draw(st.sampled_from(seeds()))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 200)))
        piece = draw(
            st.sampled_from(
                ("", "\0", "\n", "-1", "1e999", "9" * 5000, "[[[[", '"', "\ud800", ": ", "null", text[at:end] * 2)
            )
        )
        text = text[:at] + piece + text[end:]
    return text


def values() -> st.SearchStrategy[object]:
    plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just(2**70)
    return st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(keys()), inner, max_size=6),
        max_leaves=30,
    )


@given(damaged() | st.text())
def test_a_damaged_answer_is_read_by_every_reader_without_a_word(text: str) -> None:
    for reader in READERS.values():
        reader(text)


@given(values())
def test_any_json_with_the_right_names_in_the_wrong_places_is_survived(value: object) -> None:
    for reader in READERS.values():
        reader(json.dumps(value))


@given(st.dictionaries(st.sampled_from(keys()), values(), max_size=12))
def test_smartctls_own_names_with_any_values_are_survived(found: dict[str, object]) -> None:
    every_health(json.dumps({"smartctl": {}, **found}))
    lsblk.read(json.dumps({"blockdevices": [{"type": "disk", "name": "sda", **found}]}))


@given(st.binary(max_size=600), st.binary(max_size=12))
def test_any_bytes_for_firmware_and_screens_are_survived(content: bytes, variable: bytes) -> None:
    edid.read(content)
    firmware.secure_boot(variable, uefi_start=True)
    firmware.tpm_version(variable, content)
    firmware.password_locks({"/a/b/is_enabled": content, "x": variable})
    firmware.tracking_locks({"/a/b/current_value": content, "x": variable})


ENDLESS = {
    "a version": "smartctl 7." + "9" * 5000,
    "hours": "smartctl 7.0\nAccumulated power on time, hours:minutes " + "9" * 5000,
    "spaces": " " * 2**23,
    "lines": "\n" * 2**23,
    "one line of colons": "a:" * 2**22,
    "spaces before a colon": "Model name" + " " * 2**22 + ":",
    "brackets": "[" * 2**23,
    "braces": '{"lscpu":' * 2**20,
    "digits": "9" * 2**23,
    "quotes": '"' * 2**22,
    "handles": "Handle 0x0001, DMI type 17, 40 bytes\n\tSize: 8 GB\n" * 2**16,
    "attributes": "  5 Reallocated_Sector_Ct   PO--CK   001   001   036    NOW  2047\n" * 2**16,
    "almost attributes": "smartctl 7.3\n"
    + "  5 Reallocated_Sector_Ct   PO--CK   001   001   036    NOW          \t\n" * 2**16,
    "error counters": "smartctl 7.3\n" + "read:" + " 1" * 2**22,
    "disks": '{"blockdevices":[' + '{"type":"disk","name":"sda"},' * 2**16 + "{}]}",
    "security": "Security:\n" * 2**20,
    "elements": "<plist>" + "<dict>" * 2**19,
    "elements side by side": "<plist><array>" + "<dict/>" * 2**18 + "</array></plist>",
    "rows": "<html>DESIGN CAPACITY" + "<tr><td>" * 2**18,
    "rows without a start": "<html>DESIGN CAPACITY" + "<tr" * 2**20,
    "properties": "Win32_X=1\n" * 2**18,
    "instances": "[" + '{"CimClass":{"CimClassName":"Win32_Battery"}},' * 2**15 + "{}]",
    "instances inside instances": '{"Win32_A":[' * 2**12,
    "indented": "".join(" " * (n % 60) + "Hardware:\n" for n in range(2**16)),
    "profile": "Power:\n" + "    Battery Information:\n      Cycle Count: 5\n" * 2**15,
    "digits of a screen": "EDID:\n" + "00ffffffffffff00" * 2 + "\n" + ("00" * 16 + "\n") * 2**17,
    "screens": ("00ffffffffffff00" * 2 + "\n") * 2**17,
    "pairs": "00 " * 2**21,
    "masks": 'I: Bus=0\nN: Name="x"\nB: ABS=' + "f" * 2**21 + "\n\n",
    "devices": "Device: /org/x\n  native-path: y\n  battery\n" * 2**16,
    "list of memory": "Decoding EEPROM: /x\nSize   8 MB\n" * 2**16,
    "system info": "a: b\n" * 2**18 + "p: 1\n   [01]: Intel64 ~2400 Mhz\n" * 2**10,
    "one cell": '"' + "a" * 2**20 + '","b"\n"c"',
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_endless_input_takes_bounded_time(kind: str) -> None:
    for name, reader in READERS.items():
        before = time.monotonic()
        reader(ENDLESS[kind])
        assert time.monotonic() - before < SLOWEST_SECONDS, name


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read_and_a_deep_one_too() -> None:
    class Gigabyte(bytes):
        """So many bytes, without the memory for them: whoever looks into it has not refused it."""

        def __len__(self) -> int:
            return 2**30

        def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
            raise AssertionError(encoding, errors)

    for name, reader in by_tool.READERS.items():
        assert reader(Gigabyte()) is None, name
        assert reader(b"[" * 10**6) is None, name
        assert reader(b"<a>" * 10**6) is None, name
