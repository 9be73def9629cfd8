from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest

from tests.adapters.scanners.pty_reader import PtyReader
from tests.fakes import FakeClock
from workshop.adapters.scanners.ports import Port, serial_ports, wanted_port
from workshop.adapters.scanners.serial_reader import SerialReader
from workshop.domain.scanning import Scan

PATIENCE = 10


class Heard:
    """What a reader told, from whatever thread."""

    def __init__(self) -> None:
        self.scans: Queue[Scan] = Queue()
        self.presences: Queue[tuple[str, bool]] = Queue()
        self.threads: set[str] = set()

    def scan(self, scan: Scan) -> None:
        self.threads.add(threading.current_thread().name)
        self.scans.put(scan)

    def presence(self, name: str, there: bool) -> None:  # noqa: FBT001 — the reader's callback
        self.presences.put((name, there))

    def texts(self, number: int) -> list[str]:
        return [self.scans.get(timeout=PATIENCE).text for _ in range(number)]

    def is_there(self) -> bool:
        return self.presences.get(timeout=PATIENCE)[1]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyReader]:
    reader = PtyReader(tmp_path)
    yield reader
    reader.close()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def listen(heard: Heard) -> Iterator[Callable[[Path], SerialReader]]:
    started: list[SerialReader] = []

    def listening(path: Path) -> SerialReader:
        reader = SerialReader(str(path), FakeClock(), heard.scan, heard.presence)
        reader.start()
        started.append(reader)
        return reader

    yield listening
    for reader in started:
        reader.stop()


def test_scans_arrive_in_order_with_the_reader_s_name(
    line: PtyReader, heard: Heard, listen: Callable[[Path], SerialReader]
) -> None:
    listen(line.path)
    assert heard.is_there()
    for number in range(200):
        line.scan(f"SN{number:06d}")
    assert heard.texts(200) == [f"SN{number:06d}" for number in range(200)]
    line.scan("8XK2J13")
    scan = heard.scans.get(timeout=PATIENCE)
    assert (scan.text, scan.reader, scan.typed) == ("8XK2J13", "ttyREADER", False)
    assert scan.at.utcoffset() is not None
    assert heard.threads == {f"reader {line.path}"}


def test_silence_ends_a_scan_without_terminator(
    line: PtyReader, heard: Heard, listen: Callable[[Path], SerialReader]
) -> None:
    listen(line.path)
    assert heard.is_there()
    line.send(b"8XK2J13")
    assert heard.texts(1) == ["8XK2J13"]


def test_a_reader_that_goes_is_told_and_found_again_without_a_restart(
    line: PtyReader, heard: Heard, listen: Callable[[Path], SerialReader]
) -> None:
    listen(line.path)
    assert heard.is_there()
    for _ in range(2):
        line.unplug()
        assert not heard.is_there()
        line.plug()
        assert heard.is_there()
        line.scan("260100041229")
        assert heard.texts(1) == ["260100041229"]


def test_a_reader_that_is_not_there_yet_is_told_missing_and_may_come(
    tmp_path: Path, heard: Heard, listen: Callable[[Path], SerialReader]
) -> None:
    listen(tmp_path / "ttyREADER")
    assert not heard.is_there()
    late = PtyReader(tmp_path)
    assert heard.is_there()
    late.close()


def test_stopping_ends_the_thread_and_frees_the_port(
    line: PtyReader, heard: Heard, listen: Callable[[Path], SerialReader]
) -> None:
    reader = listen(line.path)
    assert heard.is_there()
    reader.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == f"reader {line.path}"]
    listen(line.path)
    assert heard.is_there()


def test_a_port_is_known_by_its_path_and_named_by_its_end(line: PtyReader, tmp_path: Path) -> None:
    assert wanted_port(str(line.path)) == Port(str(line.path), "ttyREADER")
    assert wanted_port(str(tmp_path / "nothing")) is None
    assert all(port.path and port.name for port in serial_ports())
