from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from tests.adapters.scanners.pty_reader import PtyReader
from tests.fakes import FakeClock
from workshop.adapters.scanners.memory import ReaderMemory
from workshop.adapters.scanners.ports import Port, serial_ports, wanted_port
from workshop.adapters.scanners.watch import ReaderWatch
from workshop.domain.calibration import SECOND, WHOLE
from workshop.domain.lanes import Lane, Presence
from workshop.domain.scanning import Scan

PATIENCE = 10
CODE = "260100041229"


class Heard:
    """What readers told, from whatever thread."""

    def __init__(self) -> None:
        self.scans: Queue[Scan] = Queue()
        self.presences: Queue[Presence] = Queue()
        self.threads: set[str] = set()

    def scan(self, scan: Scan) -> None:
        self.threads.add(threading.current_thread().name)
        self.scans.put(scan)

    def next(self) -> Scan:
        return self.scans.get(timeout=PATIENCE)

    def texts(self, number: int) -> list[str]:
        return [self.next().text for _ in range(number)]

    def presence(self) -> Presence:
        return self.presences.get(timeout=PATIENCE)

    def is_there(self) -> bool:
        return self.presence().there


class Bench:
    """The ports of one bench, as the system lists them; `closed` are those that this account may not open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.closed = False
        self.readers: dict[str, PtyReader] = {}
        self._ports: dict[str, Port] = {}

    def plug(self, name: str, model: str = "Voyager", number: str = "", location: str = "1-1") -> PtyReader:
        line = PtyReader(self.folder, name)
        self.readers[name] = line
        identity = f"0c2e:0b81:{number}" if number else ""
        self._ports[name] = Port(str(line.path), model, identity, "0c2e:0b81", location, is_reader=True)
        return line

    def unplug(self, name: str) -> None:
        del self._ports[name]
        self.readers.pop(name).unplug()

    def ports(self) -> tuple[Port, ...]:
        return tuple(self._ports.values())

    def barred(self, path: str) -> bool:
        return self.closed and Path(path).exists()

    def close(self) -> None:
        for line in self.readers.values():
            line.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.close()


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyReader]:
    reader = PtyReader(tmp_path)
    yield reader
    reader.close()


@pytest.fixture
def heard() -> Heard:
    return Heard()


Listen = Callable[..., ReaderWatch]


@pytest.fixture
def listen(heard: Heard, bench: Bench) -> Iterator[Listen]:
    started: list[ReaderWatch] = []

    def listening(*paths: Path, memory: ReaderMemory | None = None) -> ReaderWatch:
        wanted = tuple(str(path) for path in paths)
        watch = ReaderWatch(wanted, FakeClock(), heard.scan, heard.presences.put, memory, bench.ports, bench.barred)
        watch.start()
        started.append(watch)
        return watch

    yield listening
    for watch in started:
        watch.stop()


def test_scans_arrive_in_order_with_the_reader_s_name(line: PtyReader, heard: Heard, listen: Listen) -> None:
    listen(line.path)
    assert heard.is_there()
    for number in range(200):
        line.scan(f"SN{number:06d}")
    assert heard.texts(200) == [f"SN{number:06d}" for number in range(200)]
    line.scan("8XK2J13")
    scan = heard.next()
    assert (scan.text, scan.reader, scan.typed, scan.doubtful) == ("8XK2J13", "ttyREADER", False, False)
    assert scan.at.utcoffset() is not None
    assert heard.threads == {f"reader {line.path}"}


def test_silence_ends_a_scan_without_terminator(line: PtyReader, heard: Heard, listen: Listen) -> None:
    listen(line.path)
    assert heard.is_there()
    line.send(b"8XK2J13")
    assert heard.texts(1) == ["8XK2J13"]


def test_an_empty_scan_and_a_part_of_one_are_told_too(line: PtyReader, heard: Heard, listen: Listen) -> None:
    listen(line.path)
    assert heard.is_there()
    line.send(b"\r")
    assert heard.texts(1) == [""]
    line.send(b"26\r")
    assert heard.texts(1) == ["26"]


def test_a_reader_that_goes_is_told_and_found_again_without_a_restart(
    line: PtyReader, heard: Heard, listen: Listen
) -> None:
    listen(line.path)
    assert heard.is_there()
    for _ in range(2):
        line.unplug()
        assert not heard.is_there()
        line.plug()
        assert heard.is_there()
        line.scan(CODE)
        assert heard.texts(1) == [CODE]


def test_a_reader_that_is_not_there_yet_is_told_missing_and_may_come(
    tmp_path: Path, heard: Heard, listen: Listen
) -> None:
    listen(tmp_path / "ttyREADER")
    assert not heard.is_there()
    late = PtyReader(tmp_path)
    assert heard.is_there()
    late.close()


def test_stopping_ends_the_threads_and_frees_the_port(line: PtyReader, heard: Heard, listen: Listen) -> None:
    watch = listen(line.path)
    assert heard.is_there()
    watch.stop()
    assert not [each for each in threading.enumerate() if each.name in (f"reader {line.path}", "readers")]
    listen(line.path)
    assert heard.is_there()


def test_a_reader_is_found_by_itself_and_has_a_lane(bench: Bench, heard: Heard, listen: Listen) -> None:
    listen()
    line = bench.plug("ttyACM0", number="A1")
    assert heard.presence() == Presence("Voyager", there=True, lane=Lane.BLUE)
    line.scan(CODE)
    assert heard.next().reader == "Voyager"


def test_two_readers_of_one_kind_have_two_names_and_two_lanes(bench: Bench, heard: Heard, listen: Listen) -> None:
    bench.plug("ttyACM0", location="1-1")
    listen()
    assert heard.presence() == Presence("Voyager", there=True, lane=Lane.BLUE)
    bench.plug("ttyACM1", location="1-2")
    assert heard.presence() == Presence("Voyager 2", there=True, lane=Lane.ORANGE)


def test_two_readers_at_the_same_time_are_never_mixed(bench: Bench, heard: Heard, listen: Listen) -> None:
    lines = [bench.plug("ttyACM0", "Blue", "A1"), bench.plug("ttyACM1", "Orange", "B2")]
    listen()
    assert {heard.presence().reader for _ in lines} == {"Blue", "Orange"}
    sent = [[f"{mark}{number:05d}XYZ" for number in range(100)] for mark in "BO"]
    streams = [("\r".join(texts) + "\r").encode() for texts in sent]
    for start in range(0, max(map(len, streams)), 3):  # three bytes of one, three of the other: never a whole scan
        for line, stream in zip(lines, streams, strict=True):
            line.send(stream[start : start + 3]) if stream[start : start + 3] else None
    scans = [heard.next() for _ in range(200)]
    assert [[scan.text for scan in scans if scan.reader == name] for name in ("Blue", "Orange")] == sent


def test_readers_keep_their_names_and_lanes_wherever_they_come_back(bench: Bench, heard: Heard, listen: Listen) -> None:
    bench.plug("ttyACM0", number="A1")
    listen()
    assert heard.presence().lane is Lane.BLUE
    bench.plug("ttyACM1", number="B2")
    assert heard.presence().lane is Lane.ORANGE
    bench.unplug("ttyACM0")
    assert heard.presence() == Presence("Voyager", there=False, lane=Lane.BLUE)
    bench.unplug("ttyACM1")
    assert heard.presence() == Presence("Voyager 2", there=False, lane=Lane.ORANGE)
    bench.plug("ttyACM0", number="B2")  # the other one is first now
    assert heard.presence() == Presence("Voyager 2", there=True, lane=Lane.ORANGE)
    bench.plug("ttyACM7", number="A1")
    assert heard.presence() == Presence("Voyager", there=True, lane=Lane.BLUE)


def test_a_reader_without_a_number_is_known_again_in_another_socket(bench: Bench, heard: Heard, listen: Listen) -> None:
    bench.plug("ttyACM0", location="1-1")
    listen()
    assert heard.is_there()
    bench.unplug("ttyACM0")
    assert not heard.is_there()
    line = bench.plug("ttyACM5", location="1-4")
    assert heard.presence() == Presence("Voyager", there=True, lane=Lane.BLUE)
    line.scan(CODE)
    assert heard.next().reader == "Voyager"


def test_lanes_are_remembered_after_a_restart(bench: Bench, heard: Heard, listen: Listen, tmp_path: Path) -> None:
    file = tmp_path / "readers.json"
    bench.plug("ttyACM0", number="A1")
    watch = listen(memory=ReaderMemory(file))
    assert heard.is_there()
    bench.plug("ttyACM1", number="B2")
    assert heard.presence().lane is Lane.ORANGE
    watch.stop()
    bench.unplug("ttyACM0")
    listen(memory=ReaderMemory(file))
    assert heard.presence() == Presence("Voyager 2", there=True, lane=Lane.ORANGE)


def test_a_port_that_settings_name_is_not_listened_to_twice(bench: Bench, heard: Heard, listen: Listen) -> None:
    line = bench.plug("ttyACM0", number="A1")
    listen(line.path)
    assert heard.is_there()
    line.scan(CODE)
    assert heard.texts(1) == [CODE]
    with pytest.raises(Empty):
        heard.presences.get(timeout=0.7)


def test_a_port_of_which_nobody_says_that_it_is_a_reader_is_left_alone(
    bench: Bench, heard: Heard, listen: Listen
) -> None:
    line = bench.plug("ttyACM0")
    path, port = "ttyACM0", bench.ports()[0]
    bench._ports[path] = Port(str(line.path), "Arduino", "", port.model)
    listen()
    with pytest.raises(Empty):
        heard.presences.get(timeout=0.7)


def test_the_same_scan_again_says_how_long_after(line: PtyReader, heard: Heard, listen: Listen) -> None:
    listen(line.path)
    assert heard.is_there()
    for text in (CODE, CODE, "8XK2J13", CODE):
        line.scan(text)
    afters = [heard.next().after_same_ms for _ in range(4)]
    assert [after is None for after in afters] == [True, False, True, True]


def test_glued_codes_come_apart_and_a_code_sent_twice_in_one_is_one(
    line: PtyReader, heard: Heard, listen: Listen
) -> None:
    listen(line.path)
    assert heard.is_there()
    line.scan(CODE + "260100012323")
    assert heard.texts(2) == [CODE, "260100012323"]
    line.scan(CODE + CODE)
    line.scan("8XK2J13")
    assert heard.texts(2) == [CODE, "8XK2J13"]


def test_what_a_reader_sends_around_a_code_is_learned_and_remembered(
    line: PtyReader, heard: Heard, listen: Listen, tmp_path: Path
) -> None:
    file = tmp_path / "readers.json"
    watch = listen(line.path, memory=ReaderMemory(file))
    assert heard.is_there()
    line.scan(f"$#{WHOLE}!")
    line.scan("$#8XK2J13!")
    assert heard.texts(2) == [WHOLE, "8XK2J13"]
    line.scan(f"$#{SECOND}!")
    assert heard.texts(1) == [SECOND]
    watch.stop()
    listen(line.path, memory=ReaderMemory(file))
    assert heard.is_there()
    line.scan("$#8XK2J13!")
    assert heard.texts(1) == ["8XK2J13"]


def test_a_port_is_known_by_its_path_and_named_by_its_end(line: PtyReader, tmp_path: Path) -> None:
    assert wanted_port(str(line.path), ()) == Port(str(line.path), "ttyREADER")
    assert wanted_port(str(tmp_path / "nothing"), ()) is None
    assert all(port.path and port.name for port in serial_ports())


def test_a_port_that_may_not_be_opened_is_told_as_such_once_and_is_heard_as_soon_as_it_may(
    bench: Bench, heard: Heard, listen: Listen
) -> None:
    bench.closed = True
    line = bench.plug("ttyACM0", number="A1")
    listen()
    assert heard.presence() == Presence("Voyager", there=False, barred=True)
    bench.closed = False
    assert heard.presence() == Presence("Voyager", there=True, lane=Lane.BLUE)
    line.scan(CODE)
    assert heard.next().text == CODE
    assert heard.presences.empty()
