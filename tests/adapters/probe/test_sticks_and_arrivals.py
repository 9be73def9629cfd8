"""Sticks, and where reports arrive: what strangers put there is neither followed nor waited for, and never changed."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from workshop.adapters.probe import arrivals as arrivals_module
from workshop.adapters.probe import sticks
from workshop.adapters.probe.arrivals import MOST_AT_ONCE, Arrivals
from workshop.adapters.probe.files import read_bounded
from workshop.adapters.probe.sticks import (
    KEY_FILE,
    REPORTS_FOLDER,
    key_beside,
    mounted_sticks,
    prepared_sticks,
    read_key,
    write_key,
)
from workshop.domain.errors import MediumError
from workshop.domain.imports import LARGEST_REPORT
from workshop.domain.reports import Missed, StickKey

KEY = StickKey("0123456789abcdef", bytes(range(32)))
posix = pytest.mark.skipif(os.name == "nt", reason="links and modes as POSIX has them")


class Mounted(NamedTuple):
    """As psutil tells a mount."""

    device: str
    mountpoint: str
    fstype: str = "vfat"
    opts: str = "rw"


def put(folder: Path, name: str, content: bytes = b"report", age: int = 60) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    changed = path.stat().st_mtime_ns - age * 10**9
    os.utime(path, ns=(changed, changed))
    return path


def names(arrivals: Arrivals) -> list[str]:
    return [file.name for file in arrivals.poll()]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def looking(stick: Path) -> Callable[..., Arrivals]:
    def looking(*folders: Path) -> Arrivals:
        return Arrivals(folders, lambda: (stick,))

    return looking


@posix
def test_a_key_goes_onto_a_stick_for_its_owner_only_and_comes_back(stick: Path) -> None:
    write_key(stick, KEY)
    assert read_key(stick / KEY_FILE) == KEY
    assert stat.S_IMODE((stick / KEY_FILE).stat().st_mode) == 0o600
    assert sorted(path.name for path in stick.iterdir()) == [KEY_FILE, REPORTS_FOLDER]
    write_key(stick, StickKey("f" * 16, bytes(32)))  # a second time, over the first
    assert read_key(stick / KEY_FILE).stick == "f" * 16


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 4000,
        b"x" * 5000,
        b'{"stick": "0123456789abcdef", "secret": "c2hvcnQ="}',
        b'{"stick": "../../etc/passwd", "secret": "' + b"A" * 43 + b'="}',
        b'{"stick": 1, "secret": "' + b"A" * 43 + b'="}',
        b'{"stick": "0123456789abcdef", "secret": 1}',
    ],
)
def test_what_is_no_key_is_said_without_its_content(stick: Path, content: bytes) -> None:
    (stick / KEY_FILE).write_bytes(content)
    with pytest.raises(MediumError, match="not a key"):
        read_key(stick / KEY_FILE)


@posix
def test_a_link_in_the_place_of_a_key_is_not_followed(stick: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    write_key(tmp_path / "other", KEY)
    (stick / KEY_FILE).symlink_to(tmp_path / "other" / KEY_FILE)
    with pytest.raises(MediumError):
        read_key(stick / KEY_FILE)
    write_key(stick, StickKey("f" * 16, bytes(32)))  # replaces the link, not what it points to
    assert read_key(tmp_path / "other" / KEY_FILE) == KEY


def test_the_key_of_a_report_is_the_one_of_the_stick_that_it_is_written_on(stick: Path) -> None:
    assert key_beside(stick / REPORTS_FOLDER / "a") is None
    write_key(stick, KEY)
    assert key_beside(stick / REPORTS_FOLDER / "a") == stick / KEY_FILE
    assert key_beside(stick / "a") == stick / KEY_FILE
    assert key_beside(stick / "elsewhere" / "a") is None
    assert prepared_sticks(lambda: (stick, stick / "none")) == (stick,)


@pytest.mark.skipif(sys.platform != "linux", reason="as Linux mounts")
@pytest.mark.parametrize(
    ("device", "place", "counts"),
    [
        ("/devices/pci0/usb1/1-4/block/sdb/sdb1", "/run/user/stick", True),
        ("/devices/pci0/mmc_host/mmc0/block/mmcblk0/mmcblk0p1", "/srv/card", True),
        ("/devices/pci0/ata1/block/sda/sda1", "/srv/data", False),
        ("/devices/pci0/usb1/1-4/block/sdb/sdb1", "/", False),
        ("/devices/pci0/usb1/1-4/block/sdb/sdb1", "/home/me", False),
        ("/devices/pci0/ata1/block/sda/sda1", "/media/me/STICK", True),
    ],
)
def test_only_media_that_are_plugged_in_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, device: str, place: str, *, counts: bool
) -> None:
    (tmp_path / "sysfs").mkdir()
    (tmp_path / "sysfs" / "sdx1").symlink_to(device)
    monkeypatch.setattr(sticks, "_DEVICES", tmp_path / "sysfs")
    assert sticks._is_removable(Mounted("/dev/sdx1", place)) is counts


def test_the_media_of_this_machine_are_listed_without_trouble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert all(place.is_dir() for place in mounted_sticks())
    many = [Mounted("/dev/sdx1", f"/media/{number}") for number in range(1000)]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: many)
    assert mounted_sticks() == ()  # none of them is a folder


def test_each_report_is_told_once_and_again_where_it_has_changed(
    stick: Path, tmp_path: Path, looking: Callable[..., Arrivals]
) -> None:
    put(stick / REPORTS_FOLDER, "b")
    put(stick / REPORTS_FOLDER, "a")
    put(tmp_path / "watched", "w")
    arrivals = looking(tmp_path / "watched")
    assert [(file.name, file.content) for file in arrivals.poll()] == [
        ("a", b"report"),
        ("b", b"report"),
        ("w", b"report"),
    ]
    assert names(arrivals) == []
    put(tmp_path / "watched", "w", b"another report")
    assert [file.content for file in arrivals.poll()] == [b"another report"]


def test_nothing_is_changed_or_deleted_where_reports_arrive(stick: Path, looking: Callable[..., Arrivals]) -> None:
    path = put(stick / REPORTS_FOLDER, "a")
    before = path.stat()
    names(looking())
    after = path.stat()
    assert (after.st_mtime_ns, after.st_size, after.st_mode) == (before.st_mtime_ns, before.st_size, before.st_mode)


def test_only_the_folder_of_reports_of_a_stick_is_looked_into(stick: Path, looking: Callable[..., Arrivals]) -> None:
    put(stick, "holiday.jpg")
    put(stick / REPORTS_FOLDER / "deeper", "a")
    put(stick / REPORTS_FOLDER, "._a")  # what macOS leaves beside a file
    put(stick / REPORTS_FOLDER, "empty", b"")
    assert names(looking()) == []


def test_a_file_that_is_still_being_written_is_told_when_it_has_come_to_rest(
    tmp_path: Path, looking: Callable[..., Arrivals]
) -> None:
    put(tmp_path / "watched", "a", b"half", age=0)
    arrivals = looking(tmp_path / "watched")
    assert names(arrivals) == []
    put(tmp_path / "watched", "a", b"half and more", age=0)
    assert names(arrivals) == []
    assert names(arrivals) == ["a"]


def test_a_file_of_the_future_is_told_as_well(stick: Path, looking: Callable[..., Arrivals]) -> None:
    put(stick / REPORTS_FOLDER, "a", age=-86400)  # written by a machine whose clock is wrong
    arrivals = looking()
    assert [names(arrivals), names(arrivals), names(arrivals)] == [[], ["a"], []]


@posix
def test_links_pipes_and_giants_are_left_alone(stick: Path, tmp_path: Path, looking: Callable[..., Arrivals]) -> None:
    folder = stick / REPORTS_FOLDER
    put(folder, "good")
    (folder / "link").symlink_to(put(tmp_path, "secret"))
    os.mkfifo(folder / "pipe")
    giant = put(folder, "giant")
    os.truncate(giant, LARGEST_REPORT + 1)
    os.utime(giant, (1, 1))
    assert names(looking()) == ["good"]


@posix
def test_a_folder_of_reports_that_is_a_link_is_not_followed(
    stick: Path, tmp_path: Path, looking: Callable[..., Arrivals]
) -> None:
    put(tmp_path / "private", "a")
    (stick / REPORTS_FOLDER).symlink_to(tmp_path / "private")
    assert names(looking()) == []


def test_a_stick_full_of_files_comes_in_small_numbers_and_not_without_end(
    monkeypatch: pytest.MonkeyPatch, stick: Path, looking: Callable[..., Arrivals]
) -> None:
    monkeypatch.setattr("workshop.adapters.probe.arrivals.MOST_FILES", 3 * MOST_AT_ONCE)
    for number in range(3 * MOST_AT_ONCE + 5):
        put(stick / REPORTS_FOLDER, f"{number:04d}")
    arrivals = looking()
    told = []
    while found := names(arrivals):
        assert len(found) <= MOST_AT_ONCE
        told += found
    assert len(set(told)) == len(told) == 3 * MOST_AT_ONCE


def test_large_files_come_one_by_one(stick: Path, looking: Callable[..., Arrivals]) -> None:
    for name in ("a", "b", "c"):
        os.truncate(put(stick / REPORTS_FOLDER, name), LARGEST_REPORT)
        os.utime(stick / REPORTS_FOLDER / name, (1, 1))
    arrivals = looking()
    assert [len(names(arrivals)) for _ in range(3)] == [2, 1, 0]


def test_a_stick_that_is_pulled_out_is_no_trouble(stick: Path, looking: Callable[..., Arrivals]) -> None:
    put(stick / REPORTS_FOLDER, "a")
    arrivals = looking()
    (stick / REPORTS_FOLDER / "a").unlink()
    (stick / REPORTS_FOLDER).rmdir()
    stick.rmdir()
    assert names(arrivals) == []


def test_what_cannot_be_taken_is_named_once(
    monkeypatch: pytest.MonkeyPatch, stick: Path, looking: Callable[..., Arrivals]
) -> None:
    folder = stick / REPORTS_FOLDER
    os.truncate(put(folder, "giant"), LARGEST_REPORT + 1)
    os.utime(folder / "giant", (1, 1))
    put(folder, "torn")
    monkeypatch.setattr(arrivals_module, "read_bounded", _pulled_out)
    arrivals = looking()
    assert names(arrivals) == []
    assert [(one.name, one.why) for one in arrivals.missed()] == [
        ("giant", Missed.TOO_LARGE),
        ("torn", Missed.UNREADABLE),
    ]
    assert (names(arrivals), arrivals.missed()) == ([], ())
    kept = stick.rename(stick.parent / "pulled-out")
    assert names(arrivals) == []
    kept.rename(stick)  # it is plugged in again
    monkeypatch.setattr(arrivals_module, "read_bounded", read_bounded)
    assert (names(arrivals), arrivals.missed()) == (["torn"], ())


def _pulled_out(path: Path, most: int) -> bytes | None:
    del path, most
    raise OSError(5, "Input/output error")
