"""The window's side of the door `read`: helpers that refuse, break, lie or never end, and what is read then."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workshop.adapters.machine import allowed
from workshop.adapters.machine.answers import Done, Ran, Ready, Told, written
from workshop.adapters.machine.privileged import RIGHTS, PrivilegedCommands, PrivilegedMachine, WithoutRights, explained
from workshop.domain.diagnosis import Diagnosis, Reading, Unread, WhyUnread
from workshop.services.ports import Clock, Output

SMARTCTL = allowed.asked_of(allowed.SMARTCTL, "/dev/sda")
SERIAL = "/sys/class/dmi/id/product_serial"
DENIED = Output(1, b"", b"Permission denied")
READY, DONE = written(Ready()), written(Done())
SAID = written(Ran(("dmidecode",), Output(0, b"Dell")))


class Own:
    """A machine without rights; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...] | str] = []

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:  # noqa: ARG002
        self.asked.append(argv)
        return DENIED

    def read(self, path: str) -> bytes | None:
        self.asked.append(path)
        return b"free for all" if path == "/proc/meminfo" else None

    def list(self, pattern: str) -> tuple[str, ...]:
        self.asked.append(pattern)
        return ()


Asking = Callable[..., PrivilegedCommands]


@pytest.fixture
def own() -> Own:
    return Own()


@pytest.fixture
def asking(own: Own, tmp_path: Path) -> Iterator[Asking]:
    """Make a door whose helper writes these bytes, then does what the program says."""
    left: list[object] = []

    def make(said: bytes, then: str = "", *, rights: float = 20, answers: float = 20) -> PrivilegedCommands:
        (tmp_path / "said").write_bytes(said)
        (tmp_path / "helper.py").write_text(
            "import os, sys, time\n"
            "sys.stdin.buffer.readline()\n"
            f"os.write(1, open({str(tmp_path / 'said')!r}, 'rb').read())\n{then}\n"
        )
        command = (sys.executable, "-I", "-S", str(tmp_path / "helper.py"))
        return PrivilegedCommands(own, command, left, rights, answers)  # type: ignore[arg-type]

    yield make
    assert left == []


def test_root_s_questions_go_to_the_helper_and_all_others_do_not(own: Own, asking: Asking) -> None:
    with asking(READY + SAID + written(Told(SERIAL, b"EX1\n")) + DONE) as commands:
        assert commands.run("dmidecode").stdout == b"Dell"
        assert commands.read(SERIAL) == b"EX1\n"
        assert own.asked == [SERIAL]  # by its own rights first: it may be readable
        assert commands.run("lscpu", "-J") == DENIED
        assert commands.read("/proc/meminfo") == b"free for all"
        assert commands.list("/sys/block/*") == ()
    assert own.asked == [SERIAL, ("lscpu", "-J"), "/proc/meminfo", "/sys/block/*"]
    assert commands.without_rights is None


def test_a_question_that_the_helper_did_not_answer_is_asked_without_rights(own: Own, asking: Asking) -> None:
    with asking(READY + SAID + DONE) as commands:
        assert commands.run(*SMARTCTL) == DENIED
        assert commands.read(SERIAL) is None
    assert commands.without_rights is None


def test_an_answer_is_there_as_soon_as_it_is_told(asking: Asking) -> None:
    with asking(READY + SAID, "time.sleep(600)") as commands:
        assert commands.run("dmidecode").exit_code == 0
        before = time.monotonic()
    assert time.monotonic() - before < 5


def test_no_helper_is_started_before_somebody_asks_for_rights(tmp_path: Path, own: Own) -> None:
    mark = tmp_path / "started"
    with PrivilegedCommands(own, ("touch", str(mark)), []) as commands:
        commands.run("lscpu", "-J")
        commands.read("/proc/meminfo")
    assert not mark.exists()


@pytest.mark.parametrize(
    ("said", "then", "why"),
    [
        (b"", "sys.exit(126)", WithoutRights.CANCELLED),
        (b"", "sys.exit(127)", WithoutRights.REFUSED),
        (b"", "", WithoutRights.REFUSED),
        (b'{"refused":"not one line"}\n', "", WithoutRights.REFUSED),
        (b'{"refused":"bad-request","detail":"unknown act"}\n', "", WithoutRights.BROKEN),  # the other door
        (b"", "time.sleep(600)", WithoutRights.TOO_SLOW),
        (READY, "", WithoutRights.BROKEN),
        (READY, "os.kill(os.getpid(), 9)", WithoutRights.BROKEN),
        (READY, "time.sleep(600)", WithoutRights.TOO_SLOW),
        (DONE, "", WithoutRights.BROKEN),
        (SAID, "", WithoutRights.BROKEN),
        (READY + b"\xff\x00\n", "time.sleep(600)", WithoutRights.BROKEN),
        (READY + SAID.replace(b'"RGVsbA=="', b'"R"'), "time.sleep(600)", WithoutRights.BROKEN),
        (READY + SAID[:-3], "", WithoutRights.BROKEN),
        (READY, "while True: os.write(1, b'x' * 65536)", WithoutRights.BROKEN),
        (READY, "while True: os.write(1, b'\\n' * 65536)", WithoutRights.BROKEN),
        (READY, "while True: os.write(1, b' '); time.sleep(0.01)", WithoutRights.TOO_SLOW),
        (READY, 'while True: os.write(1, b\'{"file":"/etc/shadow","content":null}\\n\' * 99)', WithoutRights.BROKEN),
    ],
)
def test_a_helper_that_refuses_breaks_or_never_ends(
    said: bytes, then: str, why: WithoutRights, own: Own, asking: Asking
) -> None:
    before = time.monotonic()
    late = 0.5 if why is WithoutRights.TOO_SLOW else 20
    with asking(said, then, rights=late, answers=late) as commands:
        assert commands.run(*SMARTCTL) == DENIED
    assert time.monotonic() - before < 10
    assert commands.without_rights is why
    assert own.asked == [SMARTCTL]


def test_an_answer_to_what_nobody_asked_makes_nobody_run_or_read_anything(own: Own, asking: Asking) -> None:
    strange = [
        SAID.replace(b'["dmidecode"]', b'["sh","-c","touch /tmp/x"]'),
        SAID.replace(b'["dmidecode"]', b'["smartctl","--json","-x","/dev/sdz"]'),
        b'{"content":"eA==","file":"/etc/shadow"}\n',
    ]
    with asking(READY + b"".join(strange) + DONE) as commands:
        assert commands.run("dmidecode") == DENIED
        assert commands.read("/etc/shadow") is None
        assert commands.run("sh", "-c", "touch /tmp/x") == DENIED
    assert own.asked == [("dmidecode",), "/etc/shadow", ("sh", "-c", "touch /tmp/x")]


def test_the_first_answer_to_a_question_counts(asking: Asking) -> None:
    with asking(READY + SAID + SAID.replace(b'"RGVsbA=="', b'"SFA="') + DONE) as commands:
        assert [commands.run("dmidecode").stdout for _ in range(2)] == [b"Dell", b"Dell"]


@pytest.mark.parametrize("command", [(), ("/there/is/no/pkexec",), ("/dev/null",)])
def test_without_a_helper_everything_is_asked_without_rights(command: tuple[str, ...], own: Own) -> None:
    with PrivilegedCommands(own, command, []) as commands:
        assert commands.run("dmidecode") == DENIED
    assert commands.without_rights is WithoutRights.NO_HELPER


def test_one_helper_serves_many_questions_at_once(own: Own, asking: Asking, tmp_path: Path) -> None:
    count = f"open({str(tmp_path / 'starts')!r}, 'a').write('x')"
    found: list[Output] = []
    with asking(READY + SAID, f"{count}\ntime.sleep(0.1)\nos.write(1, {DONE!r})") as commands:
        threads = [threading.Thread(target=lambda: found.append(commands.run("dmidecode"))) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        commands.run(*SMARTCTL)  # not answered: waits for the end
    assert {output.stdout for output in found} == {b"Dell"}
    assert (tmp_path / "starts").read_text() == "x"


def test_a_reading_tells_first_that_rights_are_asked_for_and_says_why_it_went_without(own: Own, clock: Clock) -> None:
    heard: list[str] = []
    reading = PrivilegedMachine(own, clock, ("/bin/false",)).read(heard.append)
    assert heard[0] == RIGHTS
    assert heard.count(RIGHTS) == 1
    unread = reading.diagnosis.unread
    assert unread[0] == Unread("rights", WhyUnread.NO_RIGHT, "refused")
    assert Unread("smbios", WhyUnread.NO_RIGHT, "Permission denied") in unread


def test_a_reading_without_a_helper_asks_for_no_rights(own: Own, clock: Clock) -> None:
    heard: list[str] = []
    reading = PrivilegedMachine(own, clock, ()).read(heard.append)
    assert RIGHTS not in heard
    assert reading.diagnosis.unread[0] == Unread("rights", WhyUnread.NO_RIGHT, "no-helper")


def test_why_rights_were_missing_is_only_told_where_something_is_missing_for_it() -> None:
    nothing = Reading(Diagnosis(datetime(2026, 11, 24, tzinfo=UTC)))
    virtual = replace(nothing.diagnosis, unread=(Unread("smbios", WhyUnread.VIRTUAL),))
    for reading in (nothing, Reading(virtual)):
        assert explained(reading, WithoutRights.CANCELLED) == reading
    closed = Reading(replace(nothing.diagnosis, unread=(Unread("smbios", WhyUnread.NO_RIGHT),)))
    assert explained(closed, None) == closed
    assert explained(closed, WithoutRights.CANCELLED).diagnosis.unread[0].detail == "cancelled"


class Interrupted(BaseException):
    """Ctrl+C."""


def test_who_stops_a_reading_does_not_wait_for_a_password(own: Own, clock: Clock) -> None:
    def stop(part: str) -> None:
        if part != RIGHTS:
            raise Interrupted

    before = time.monotonic()
    with pytest.raises(Interrupted):
        PrivilegedMachine(own, clock, (sys.executable, "-c", "import time; time.sleep(600)")).read(stop)
    assert time.monotonic() - before < 10
    while any(thread.name.startswith("reading") for thread in threading.enumerate()):  # some are still being started
        assert time.monotonic() - before < 20
        time.sleep(0.01)
