"""The helper's door `read`: what it is told, what it asks, what it passes on, and when it stops."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workshop.adapters.commands import LocalCommands
from workshop.adapters.machine import allowed
from workshop.adapters.machine.answers import (
    MAX_COMPLAINT_BYTES,
    MAX_LINE_BYTES,
    MAX_OUTPUT_BYTES,
    MAX_REQUEST_BYTES,
    REQUEST,
    Answer,
    BadLineError,
    Done,
    Ran,
    Ready,
    Refused,
    Told,
    check_request,
    cut,
    read,
    written,
)
from workshop.adapters.machine.read_door import serve
from workshop.services.ports import Output

DISK = {"name": "sda", "path": "/dev/sda", "type": "disk", "size": 500107862016, "tran": "sata", "rota": True}
SERIAL = "/sys/class/dmi/id/product_serial"


class Bench:
    """A machine with one drive that the kernel lists; remembers what it was asked."""

    def __init__(self, *listed: dict[str, Any]) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.files_asked: list[str] = []
        self.outputs: dict[str, Output] = {}
        self._listed = listed or (DISK,)

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:  # noqa: ARG002
        self.asked.append(argv)
        if argv == allowed.LSBLK:
            return Output(0, json.dumps({"blockdevices": self._listed}).encode())
        return self.outputs.get(argv[0], Output(0, f"{argv[0]} says".encode()))

    def read(self, path: str) -> bytes | None:
        self.files_asked.append(path)
        return b"EX1\n" if path == SERIAL else None

    def list(self, pattern: str) -> tuple[str, ...]:
        return ("/sys/block/loop0", "/sys/block/sda") if pattern == allowed.BLOCKS else ()


def at_the_door(request: bytes, bench: Bench, **more: Any) -> tuple[bool, list[dict[str, Any]]]:
    """Say something at the door; give whether it was done and every line of the answer."""
    (their_source, source), (sink, their_sink) = os.pipe(), os.pipe()
    heard: list[bytes] = []

    def listen() -> None:
        while piece := os.read(sink, 1 << 16):
            heard.append(piece)

    listening = threading.Thread(target=listen)
    listening.start()
    os.write(source, request)
    os.close(source)
    try:
        done = serve(their_source, their_sink, bench, **more)
    finally:
        os.close(their_source)
        os.close(their_sink)
        listening.join()
        os.close(sink)
    return done, [json.loads(line) for line in b"".join(heard).splitlines()]


def test_everything_of_the_list_is_asked_and_told_and_nothing_else() -> None:
    bench = Bench()
    done, lines = at_the_door(REQUEST, bench)
    assert done
    assert (lines[0], lines[-1]) == ({"ready": True}, {"done": True})
    asked = {tuple(line["ran"]) for line in lines if "ran" in line}
    assert asked == {
        ("dmidecode",),
        ("smartctl", "--json", "-x", "/dev/sda"),
        ("hdparm", "-I", "/dev/sda"),
        ("hdparm", "-N", "/dev/sda"),
    }
    assert set(bench.asked) == asked | {allowed.LSBLK}
    files = {line["file"]: line["content"] for line in lines if "file" in line}
    assert files == {**dict.fromkeys(allowed.SERIALS), SERIAL: base64.b64encode(b"EX1\n").decode()}
    assert set(bench.files_asked) == set(allowed.SERIALS)


def test_a_drive_that_the_kernel_does_not_list_is_not_asked_whatever_a_tool_says() -> None:
    bench = Bench({**DISK, "path": "/dev/sdb", "name": "sdb"}, {**DISK, "path": "/dev/mapper/x", "name": "sda"})
    at_the_door(REQUEST, bench)
    assert {argv[-1] for argv in bench.asked if argv[0] in ("smartctl", "hdparm", "nvme")} == {"/dev/sda"}


def test_what_a_tool_says_too_much_is_cut_and_has_no_exit_code() -> None:
    bench = Bench()
    bench.outputs["dmidecode"] = Output(0, bytes(MAX_OUTPUT_BYTES + 1), bytes(MAX_COMPLAINT_BYTES + 1))
    _, lines = at_the_door(REQUEST, bench)
    (told,) = [line for line in lines if line.get("ran") == ["dmidecode"]]
    assert told["exit_code"] is None
    assert len(base64.b64decode(told["stdout"])) == MAX_OUTPUT_BYTES
    assert len(base64.b64decode(told["stderr"])) == MAX_COMPLAINT_BYTES
    assert len(written(Ran(("dmidecode",), cut(bench.outputs["dmidecode"])))) <= MAX_LINE_BYTES


HOSTILE = {
    "nothing": b"",
    "no end of line": REQUEST.strip(),
    "two lines": REQUEST + REQUEST,
    "something behind it": REQUEST + b"x",
    "binary": b"\x00\xff\xfe\x80\n",
    "no object": b'["read"]\n',
    "another act": b'{"act":"wipe"}\n',
    "an act that is no text": b'{"act":true}\n',
    "a key twice": b'{"act":"read","act":"read"}\n',
    "a program": b'{"act":"read","program":"sh"}\n',
    "options": b'{"act":"read","options":["-c"]}\n',
    "a path": b'{"act":"read","path":"/etc/shadow"}\n',
    "a device": b'{"act":"read","device":"/dev/sda"}\n',
    "questions": b'{"act":"read","questions":["smartctl -s off /dev/sda"]}\n',
    "nested without end": b'{"act":' + b"[" * (MAX_REQUEST_BYTES - 10) + b"\n",
    "too long": b'{"act":"read"' + b" " * MAX_REQUEST_BYTES + b"}\n",
    "far too long": b"x" * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_anything_but_the_one_request_is_refused_and_nothing_is_asked(name: str) -> None:
    bench = Bench()
    done, lines = at_the_door(HOSTILE[name], bench)
    assert not done
    assert [line.keys() for line in lines] == [{"refused"}]
    assert (bench.asked, bench.files_asked) == ([], [])


@given(some.binary(max_size=200))
def test_no_other_bytes_are_a_request(line: bytes) -> None:
    with pytest.raises(BadLineError):
        check_request(line)


def test_whoever_says_nothing_is_not_waited_for() -> None:
    source, keeps_it_open = os.pipe()
    heard, sink = os.pipe()
    assert not serve(source, sink, Bench(), request_seconds=0.05)
    assert b"no request in time" in os.read(heard, 4096)
    for handle in (source, keeps_it_open, heard, sink):
        os.close(handle)


def test_when_nobody_listens_any_more_nothing_more_is_asked() -> None:
    source, asks = os.pipe()
    os.write(asks, REQUEST)
    heard, sink = os.pipe()
    os.close(heard)
    bench = Bench()
    assert not serve(source, sink, bench)
    assert ("hdparm", "-N", "/dev/sda") not in bench.asked
    for handle in (source, asks, sink):
        os.close(handle)


def test_a_hung_tool_costs_its_limit_and_the_others_are_told_before(shims: Callable[..., LocalCommands]) -> None:
    commands = shims(dmidecode="exec /bin/sleep 600", lsblk="echo '{\"blockdevices\": []}'", smartctl="echo {}")
    before = time.monotonic()
    done, lines = at_the_door(REQUEST, commands, limits={**LIMITS, "dmidecode": 0.5})  # type: ignore[arg-type]
    assert done
    assert time.monotonic() - before < 5
    assert lines[-2]["ran"] == ["dmidecode"]
    assert (lines[-2]["timed_out"], lines[-2]["exit_code"]) == (True, None)


def test_the_door_uses_root_s_own_path_and_nothing_of_the_caller_s_environment(tmp_path: Path) -> None:
    for name in ("dmidecode", "smartctl", "hdparm", "nvme", "lsblk"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {name} >> {tmp_path}/started\n")
        (tmp_path / name).chmod(0o755)
    environment = {"PATH": str(tmp_path), "LC_ALL": "fr_FR.UTF-8", "ETABLI_SETTINGS": str(tmp_path / "none")}
    command = (sys.executable, "-I", "-m", "workshop", "helper", "read")
    done = subprocess.run(command, input=REQUEST, capture_output=True, env=environment, check=True)
    lines = done.stdout.splitlines()
    assert (lines[0] + b"\n", lines[-1] + b"\n") == (written(Ready()), written(Done()))
    assert not (tmp_path / "started").exists()


LIMITS = dict.fromkeys(("dmidecode", "lscpu", "lspci", "lsblk", "smartctl", "nvme", "hdparm", "psutil"), 10.0)

ANSWERS = [
    Ready(),
    Done(),
    Refused("no"),
    Told(SERIAL, b"\x00\xff"),
    Told(SERIAL, None),
    Ran(("dmidecode",), Output(None, missing=True)),
    Ran(("hdparm", "-I", "/dev/sda"), Output(13, b"a\nb", b"\xff", timed_out=True)),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_written_is_read_as_it_was_meant(answer: Answer) -> None:
    line = written(answer)
    assert line.count(b"\n") == 1
    assert read(line) == answer


def an_answer(**changes: Any) -> bytes:
    content = json.loads(written(Ran(("dmidecode",), Output(0, b"x")))) | changes
    return json.dumps(content).encode() + b"\n"


@pytest.mark.parametrize("ran", [["rm", "-rf", "/"], [], ["smartctl", "--json", "-x", "/etc/passwd"], ["lsblk"]])
def test_an_answer_to_another_question_is_none(ran: list[str]) -> None:
    assert read(an_answer(ran=ran)) is None
    assert read(written(Told("/etc/shadow", b"x"))) is None


@pytest.mark.parametrize(
    "change",
    [
        {"ran": "dmidecode"},
        {"ran": [1]},
        {"ran": None},
        {"exit_code": "0"},
        {"exit_code": True},
        {"exit_code": 10**30},
        {"exit_code": 1.5},
        {"stdout": "é"},
        {"stdout": "YQ"},
        {"stdout": "Y Q="},
        {"stdout": None},
        {"stderr": base64.b64encode(bytes(MAX_COMPLAINT_BYTES + 1)).decode()},
        {"timed_out": 1},
        {"missing": None},
        {"more": 1},
    ],
)
def test_an_answer_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadLineError):
        read(an_answer(**change))


@given(some.one_of(some.binary(max_size=200), some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=9),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(
        ["ran", "file", "content", "ready", "done", "refused", "exit_code"]), inner, max_size=4),
).map(lambda content: json.dumps(content).encode())))  # fmt: skip
def test_no_line_at_all_makes_a_reader_crash(line: bytes) -> None:
    try:
        read(line)
    except BadLineError:
        return
