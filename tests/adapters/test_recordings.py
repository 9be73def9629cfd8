from __future__ import annotations

import os
import string
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.adapters.commands import About, Provenance, RecordedCommands, RecordingCommands, Redaction
from workshop.domain.errors import MediumError, RecordingError
from workshop.services.ports import Output

ABOUT = About(
    "Dell Inc.", "Latitude « 5400 »\n", "test", Provenance.RECORDED, "", datetime(2026, 11, 24, 8, tzinfo=UTC)
)
INDEX = 'format = 1\nmaker = "M"\nmodel = "N"\nwhy = "W"\nprovenance = "composed"\n'
NOTHING = Redaction()


class Told:
    """A machine that answers what it was told to."""

    def __init__(self) -> None:
        self.outputs: dict[tuple[str, ...], Output] = {}
        self.files: dict[str, bytes] = {}
        self.listings: dict[str, tuple[str, ...]] = {}

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:  # noqa: ARG002
        return self.outputs.get(argv, Output(None, missing=True))

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def list(self, pattern: str) -> tuple[str, ...]:
        return self.listings.get(pattern, ())


def recorded(folder: Path, real: Told, redact: Redaction = NOTHING) -> RecordedCommands:
    """Ask everything that the machine knows, record it, and open the recording."""
    recording = RecordingCommands(real, folder, redact)
    for argv, output in real.outputs.items():
        assert recording.run(*argv, timeout_seconds=1) == output
    for path, content in real.files.items():
        assert recording.read(path) == content
    for pattern, paths in real.listings.items():
        assert recording.list(pattern) == paths
    recording.finish(ABOUT)
    return RecordedCommands(folder)


def folder_with(folder: Path, index: str = INDEX) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "machine.toml").write_text(index)
    return folder


def test_a_recording_replays_every_answer_to_the_byte(tmp_path: Path) -> None:
    real = Told()
    real.outputs = {
        ("smartctl", "--json", "-x", "/dev/sda"): Output(216, b'{"a": 1}\r\n\x00\xff', b"warning\n"),
        ("smartctl", "--json", "-x", "/dev/sdb"): Output(0, b"other"),
        ("dmidecode",): Output(None, b"half", timed_out=True),
        ("nvme", "list", '"\\\x7f\n'): Output(None, missing=True),
        ("lspci",): Output(0),
    }
    real.files = {"/sys/class/drm/card0-eDP-1/edid": bytes(range(256)), "/proc/meminfo": b"MemTotal: 1 kB\n"}
    real.listings = {"/sys/class/drm/*/edid": ("/sys/class/drm/card0-eDP-1/edid",), "/sys/nothing/*": ()}
    replay = recorded(tmp_path / "machine", real)
    assert {argv: replay.run(*argv, timeout_seconds=1) for argv in real.outputs} == real.outputs
    assert {path: replay.read(path) for path in real.files} == real.files
    assert {pattern: replay.list(pattern) for pattern in real.listings} == real.listings
    assert replay.about == ABOUT


def test_a_path_that_is_no_file_name_everywhere_is_kept_under_another(tmp_path: Path) -> None:
    path = "/sys/bus/usb/devices/1-8:1.0/bInterfaceClass"
    real = Told()
    real.files = {path: b"0e\n"}
    real.listings = {"/sys/bus/usb/devices/*/bInterfaceClass": (path,)}
    assert recorded(tmp_path / "machine", real).read(path) == b"0e\n"
    assert [file.name for file in (tmp_path / "machine").rglob("*") if ":" in file.name] == []


def test_what_was_not_recorded_was_not_there(tmp_path: Path) -> None:
    replay = recorded(tmp_path / "machine", Told())
    assert replay.run("smartctl", timeout_seconds=1) == Output(None, missing=True)
    assert replay.read("/sys/class/tpm/tpm0/tpm_version_major") is None
    assert replay.list("/sys/class/power_supply/*") == ()


def test_a_listing_that_was_not_recorded_is_found_among_the_files(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "machine")
    for name in ("BAT1", "BAT0"):
        (folder / "sys/class/power_supply" / name).mkdir(parents=True)
        (folder / "sys/class/power_supply" / name / "uevent").touch()
    power = "/sys/class/power_supply"
    assert RecordedCommands(folder).list(f"{power}/*") == (f"{power}/BAT0", f"{power}/BAT1")


@pytest.mark.parametrize("path", ["/etc/passwd", "/sys/../machine.toml", "machine.toml", "/", "", "/sys/a\0b", "/sys"])
def test_only_the_kernels_files_are_read_from_a_recording(tmp_path: Path, path: str) -> None:
    folder = folder_with(tmp_path / "machine")
    (folder / "sys").mkdir()
    replay = RecordedCommands(folder)
    assert replay.read(path) is None
    assert replay.list(path) == ()


def test_a_recording_begun_and_not_finished_is_none(tmp_path: Path) -> None:
    RecordingCommands(Told(), tmp_path / "machine", NOTHING).run("dmidecode")
    with pytest.raises(RecordingError):
        RecordedCommands(tmp_path / "machine")


def test_a_folder_in_use_is_not_recorded_over(tmp_path: Path) -> None:
    (tmp_path / "precious").touch()
    with pytest.raises(MediumError):
        RecordingCommands(Told(), tmp_path, NOTHING)


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MediumError):
        RecordingCommands(Told(), tmp_path / "file" / "machine", NOTHING)


HOSTILE_INDEXES = {
    "not TOML": "format = ",
    "not UTF-8": "\udcff",
    "nested without end": INDEX + "x = " + "[" * 20000,
    "another format": INDEX.replace("format = 1", "format = 2"),
    "no format": INDEX.replace("format = 1\n", ""),
    "no maker": INDEX.replace('maker = "M"\n', ""),
    "a number for a model": INDEX.replace('"N"', "4"),
    "an unknown provenance": INDEX.replace("composed", "found"),
    "a time without a zone": INDEX + "recorded_at = 2026-11-24T08:00:00\n",
    "one command as a table": INDEX + '[command]\nargv = ["a"]\n',
    "a command without words": INDEX + "[[command]]\nargv = []\n",
    "a command of numbers": INDEX + "[[command]]\nargv = [1]\n",
    "an exit code that is none": INDEX + '[[command]]\nargv = ["a"]\nexit_code = true\n',
    "an output above the folder": INDEX + '[[command]]\nargv = ["a"]\nstdout = "../secret"\n',
    "an output hidden above the folder": INDEX + '[[command]]\nargv = ["a"]\nstdout = "outputs/../../secret"\n',
    "an output anywhere": INDEX + '[[command]]\nargv = ["a"]\nstdout = "/etc/passwd"\n',
    "an output on a drive of Windows": INDEX + '[[command]]\nargv = ["a"]\nstdout = "C:secret"\n',
    "an output above, as Windows writes it": INDEX + '[[command]]\nargv = ["a"]\nstdout = "..\\\\secret"\n',
    "an output that is a folder": INDEX + '[[command]]\nargv = ["a"]\nstdout = "outputs"\n',
    "an output that is not there": INDEX + '[[command]]\nargv = ["a"]\nstdout = "outputs/absent"\n',
    "an output named by a number": INDEX + '[[command]]\nargv = ["a"]\nstdout = 1\n',
    "a file above the folder": INDEX + '[[file]]\npath = "/sys/a"\ncontent = "../secret"\n',
    "a file without a path": INDEX + '[[file]]\ncontent = "machine.toml"\n',
    "too many commands": INDEX + '[[command]]\nargv = ["a"]\n' * 3000,
    "too long": INDEX + "#" * 300_000,
}


@pytest.mark.parametrize("kind", HOSTILE_INDEXES)
def test_a_hostile_index_is_refused_in_words(tmp_path: Path, kind: str) -> None:
    (tmp_path / "secret").write_text("not for recordings")
    folder = tmp_path / "machine"
    (folder / "outputs").mkdir(parents=True)
    (folder / "machine.toml").write_text(HOSTILE_INDEXES[kind], "utf-8", "surrogateescape")
    with pytest.raises(RecordingError) as refusal:
        RecordedCommands(folder)
    assert refusal.value.problem


def test_a_folder_that_is_not_there_or_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("absent", "file"):
        with pytest.raises(RecordingError):
            RecordedCommands(tmp_path / name)


def test_links_and_pipes_in_a_folder_are_refused(tmp_path: Path) -> None:
    linked, piped = folder_with(tmp_path / "linked"), folder_with(tmp_path / "piped")
    (linked / "sys").symlink_to("/sys")
    os.mkfifo(piped / "output")
    for folder in (linked, piped):
        with pytest.raises(RecordingError):
            RecordedCommands(folder)


def test_a_folder_of_too_many_bytes_is_refused_unread(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "machine")
    with (folder / "large").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(RecordingError):
        RecordedCommands(folder)


REDACT = Redaction(["bench-7", "bench-7.atelier.lan", "Zoé Durand", "zdurand"], ["a4:bb:6d:12:34:56"])
BLANKED = {
    b"link/ether a4:bb:6d:12:34:56 brd ff:ff": b"link/ether 00:00:00:00:00:00 brd ff:ff",
    b"UUID: 4c4c4544-0058-3510-8034-A4BB6D123456": b"UUID: 4c4c4544-0058-3510-8034-000000000000",
    b"Bluetooth 10-7B-44-AA-BB-CC": b"Bluetooth 00-00-00-00-00-00",
    b"inet 192.168.1.254/24": b"inet 000.000.0.000/24",
    b"inet6 fe80::a6bb:6dff:fe12:3456/64": b"inet6 0000::0000:0000:0000:0000/64",
    b"key VK7JG-NPHTM-C97JM-9MPGT-3V66T.": b"key 00000-00000-00000-00000-00000.",
    b'"id": "bench-7", "x"': b'"id": "000000-0", "x"'.replace(b"000000-0", b"00000-0"),
    b"/home/marie/Documents /media/zoe/KEY": b"/home/00000/Documents /media/000/KEY",
    b'"label": "Photos de Marie", "partlabel": null': b'"label": "000000 00 00000", "partlabel": null',
    "par Zoé Durand (zdurand)".encode(): b"par 0000 000000 (0000000)",
}
KEPT = (
    b"BIOS Version: 1.20.1.3",
    b"Firmware Revision:  1.2.3.4",
    b"Serial Number: /EX54001/CNEXB0000540001/",
    b"0000:00:1f.6 Ethernet controller",
    b"wwn eui.001b448b44a1e001 0x5000cca7c8e00003",
    b"bench-70 abench-7 12:34:56",
    b"Model: 00-11-22-33",
    b"Address sizes: 39 bits, ::1 and ::",
)


@pytest.mark.parametrize("secret", BLANKED)
def test_what_names_people_hosts_or_addresses_is_blanked(secret: bytes) -> None:
    assert REDACT(secret) == BLANKED[secret]


@pytest.mark.parametrize("fact", KEPT)
def test_facts_stay(fact: bytes) -> None:
    assert REDACT(fact) == fact


def test_the_recorder_itself_redacts_outputs_files_and_complaints(tmp_path: Path) -> None:
    real = Told()
    real.outputs = {("lshw",): Output(0, b'{"id": "bench-7"}', b"10.0.0.7\n")}
    real.files = {"/sys/class/net/eth0/address": b"a4:bb:6d:12:34:56\n"}
    replay = recorded(tmp_path / "machine", real, REDACT)
    assert replay.run("lshw") == Output(0, b'{"id": "00000-0"}', b"00.0.0.0\n")
    assert replay.read("/sys/class/net/eth0/address") == b"00:00:00:00:00:00\n"


def test_this_machines_own_addresses_are_known_without_being_told() -> None:
    real = Told()
    real.listings = {"/sys/class/net/*/address": ("/sys/class/net/lo/address", "/sys/class/net/eth0/address")}
    real.files = {
        "/sys/class/net/lo/address": b"00:00:00:00:00:00\n",
        "/sys/class/net/eth0/address": b"a4:bb:6d:12:34:56\n",
    }
    redact = Redaction.of_this_machine(real.read, real.list)
    assert redact(b"UUID a4bb6d123456, 000000000000") == b"UUID 000000000000, 000000000000"


@given(st.binary() | st.text(string.hexdigits + ":.-/ \n", max_size=80).map(str.encode))
def test_redaction_keeps_every_length_and_every_line(content: bytes) -> None:
    blanked = REDACT(content)
    assert len(blanked) == len(content)
    assert blanked.count(b"\n") == content.count(b"\n")
    assert REDACT(blanked) == blanked
