"""Whatever a tool, a broken disk or a stranger's file says: no reader raises, none takes long."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.adapters.readings import (
    battery,
    dmi,
    dmidecode,
    edid,
    firmware,
    hdparm,
    lsblk,
    lscpu,
    lshw,
    lspci,
    meminfo,
    mmc,
    nvme,
    scsi,
    smartctl,
)
from workshop.domain.diagnosis import drive_health
from workshop.resources import resource

SLOWEST_SECONDS = 10.0  # on a busy machine; alone it is below two


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


READERS: dict[str, Callable[[str], object]] = {
    "smartctl": every_health,
    "dmidecode": dmidecode.read,
    "lsblk": lsblk.read,
    "lscpu": lscpu.read,
    "lspci": lambda text: (lspci.graphics(lspci.read(text)), lspci.raid_controllers(lspci.read(text))),
    "hdparm": lambda text: (
        hdparm.read(text),
        hdparm.features(text),
        hdparm.sectors(text),
        hdparm.overlay_sectors(text),
        hdparm.sanitize_status(text, text),
        hdparm.sanitize_status(text),
    ),
    "nvme": lambda text: (
        nvme.capabilities(text),
        nvme.namespaces(text),
        nvme.lba_format(text),
        nvme.sanitize_log(text),
    ),
    "mmc": mmc.extcsd,
    "scsi": lambda text: (scsi.sense(text), scsi.sanitize_supported(text, 1)),
    "lshw": lshw.read,
    "battery": lambda text: battery.read("BAT0", battery.from_uevent(text)),
    "meminfo": lambda text: meminfo.total_bytes(text.encode("utf-8", "replace")),
    "dmi": lambda text: dmi.read(dict.fromkeys(dmi.FILES, text.encode("utf-8", "replace"))),
}


@cache
def seeds() -> tuple[str, ...]:
    """Every text of every shipped machine."""
    files = sorted(path for path in resource("machines").rglob("*") if path.is_file() and path.suffix != ".toml")
    return (SMARTCTL_TEXT, *(text for path in files if (text := path.read_bytes().decode("utf-8", "replace")).strip()))


@cache
def keys() -> tuple[str, ...]:
    """Every key of every JSON document among them."""
    found: set[str] = set()

    def gather(thing: dict[str, object]) -> dict[str, object]:
        found.update(thing)
        return thing

    for text in seeds():
        if text.startswith("{"):
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
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_endless_input_takes_bounded_time(kind: str) -> None:
    for name, reader in READERS.items():
        before = time.monotonic()
        reader(ENDLESS[kind])
        assert time.monotonic() - before < SLOWEST_SECONDS, name
