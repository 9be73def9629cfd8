"""What may be said at root's door: the lie would be a request that says more than who and which method."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.adapters.erasers.conftest import BenchClock
from workshop.adapters.erasers.helper_door import Parts, serve
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.requests import (
    MAX_REQUEST_BYTES,
    Here,
    LookAt,
    Request,
    Start,
    Stop,
    answered,
    drives_in,
    looked_in,
    read,
    written,
)
from workshop.domain.codes import Kind, make
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import MediumError, WipeRefusedError
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Method
from workshop.domain.wiping import Looked, MediumIdentity

DRIVE = make(Kind.DRIVE, 0, 1).text
MACHINE = make(26, 0, 1).text
IMAGE = MediumIdentity("", "image", "un", None, 4096, DriveMedium.IMAGE, "/tmp/un.img")
DISK = MediumIdentity("", "WDC", "WD-1", "naa.5001", 500, DriveMedium.HDD, "pci-1-ata-1")
START = Start("wipe-1", DRIVE, MACHINE, "nwipe-zero", IMAGE, exercise=True, sampled=False)


def content_of(request: Request) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(written(request))
    return content


def refused(content: object) -> Interlock:
    line = content if isinstance(content, bytes) else json.dumps(content).encode() + b"\n"
    with pytest.raises(InterlockError) as problem:
        read(line)
    return problem.value.rule


@pytest.mark.parametrize("request_", [START, replace(START, confirmed=""), Stop("wipe-1"), LookAt(DISK), Here()])
def test_what_is_written_is_read_as_it_was_meant(request_: Request) -> None:
    assert read(written(request_)) == request_


def test_no_request_says_where_a_drive_is() -> None:
    """The helper looks itself; a path would be believed where the kernel gave it to another drive since."""
    line = written(LookAt(replace(DISK, path="/dev/sda")))
    assert b"/dev/" not in line
    assert b"path" not in line


@pytest.mark.parametrize(
    "more", ["path", "device", "devices", "options", "log_folder", "tool", "second", "force", "PATH", ""]
)
def test_nothing_may_be_added(more: str) -> None:
    assert refused(content_of(START) | {more: "/dev/vda"}) is Interlock.BAD_REQUEST
    medium = content_of(START)["medium"] | {more: "/dev/vda"}
    assert refused(content_of(START) | {"medium": medium}) is Interlock.BAD_REQUEST


@pytest.mark.parametrize("name", [name for name in content_of(START) if name != "act"])
def test_nothing_may_be_left_out_or_be_of_another_kind(name: str) -> None:
    content = content_of(START)
    assert refused({key: value for key, value in content.items() if key != name}) is Interlock.BAD_REQUEST
    for wrong in (None, 7, ["/dev/sda", "/dev/sdb"], {"path": "/dev/sda"}):
        assert refused(content | {name: wrong}) is Interlock.BAD_REQUEST


@pytest.mark.parametrize(
    "change",
    [
        {"wipe": "../../etc/passwd"},
        {"wipe": ""},
        {"wipe": "a/b"},
        {"wipe": "a" * 200},
        {"drive": MACHINE},
        {"drive": "070000000144"},
        {"drive": ""},
        {"drive": "/dev/sda"},
        {"confirmed": "070000000144"},
        {"confirmed": make(Kind.LOT, 0, 1).text},
        {"method": ""},
        {"method": "../nwipe-zero"},
        {"method": "nwipe-zero --autonuke"},
        {"exercise": "true"},
        {"act": "wipe"},
        {"act": ["start"]},
    ],
)
def test_codes_ids_and_words_have_their_form(change: dict[str, object]) -> None:
    assert refused(content_of(START) | change) is Interlock.BAD_REQUEST


@pytest.mark.parametrize(
    "change",
    [
        {"serial": ""},
        {"serial": "x" * 300},
        {"model": "a\nb"},
        {"wwn": "a\0"},
        {"size_bytes": 0},
        {"size_bytes": -1},
        {"size_bytes": 2**60},
        {"size_bytes": 4096.5},
        {"size_bytes": True},
        {"medium": "floppy"},
        {"place": "x" * 5000},
        {"place": None},
    ],
)
def test_an_identity_has_its_form(change: dict[str, object]) -> None:
    assert refused(content_of(START) | {"medium": content_of(START)["medium"] | change}) is Interlock.BAD_REQUEST


def test_only_an_image_is_for_an_exercise_and_only_in_an_exercise() -> None:
    disk = content_of(LookAt(DISK))["medium"]
    assert refused(content_of(START) | {"medium": disk}) is Interlock.NOT_FOR_EXERCISE
    assert refused(content_of(START) | {"exercise": False}) is Interlock.NOT_AN_EXERCISE


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{",
        b"[]",
        b"null",
        b'"start"',
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"act":"here"}\n{"act":"here"}\n',
        b'{"act":"here","act":"stop"}',
        b'{"act":"stop","wipe":NaN}',
        b'{"act":"stop","wipe":"\\ud800"}',
        b'{"act":"here"}' + b" " * MAX_REQUEST_BYTES,
    ],
)
def test_what_is_no_request_is_refused(line: bytes) -> None:
    assert refused(line) is Interlock.BAD_REQUEST


@given(line=some.binary(max_size=300))
def test_no_bytes_break_the_door(line: bytes) -> None:
    with suppress(InterlockError):
        assert read(line) == Here()  # nothing else is short enough to be found by chance


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)


@given(name=some.sampled_from(sorted(content_of(START))), value=JSON)
def test_whatever_stands_in_a_field_it_is_in_bounds_or_refused(name: str, value: object) -> None:
    try:
        request = read(json.dumps(content_of(START) | {name: value}).encode())
    except InterlockError:
        return
    assert isinstance(request, Start | Here | Stop | LookAt)
    assert read(written(request)) == request


@given(answer=some.binary(max_size=200) | JSON.map(lambda content: json.dumps(content).encode()))
def test_no_answer_breaks_the_window(answer: bytes) -> None:
    """A helper that is not ours may stand behind the elevation command."""
    try:
        said = answered(answer, "looked")
    except (WipeRefusedError, MediumError):
        return
    assert isinstance(looked_in(said), Looked)
    assert isinstance(drives_in(said), tuple)


@pytest.mark.parametrize("rule", Interlock)
def test_a_refusal_arrives_as_it_was_said(rule: Interlock) -> None:
    line = json.dumps({"refused": rule.value, "detail": "why"}).encode()
    with pytest.raises(WipeRefusedError) as refusal:
        answered(line, "started")
    assert (refusal.value.rule, refusal.value.detail) == (rule, "why")


def test_trouble_with_the_log_arrives_as_it_was_said() -> None:
    with pytest.raises(MediumError) as problem:
        answered(b'{"path":"/var/lib/etabli/wipes","trouble":"No space left on device"}', "started")
    assert (problem.value.path, problem.value.problem) == ("/var/lib/etabli/wipes", "No space left on device")


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    def methods() -> Mapping[str, Method]:
        return {}

    return Parts(methods, lambda: (), tmp_path, BenchClock(), read_seconds=0.2)


def served(line: bytes, parts: Parts, *, closed: bool = True) -> tuple[bool, dict[str, Any]]:
    out, source = os.pipe()
    answer, sink = os.pipe()
    os.write(source, line)
    if closed:
        os.close(source)
    good = serve(out, sink, parts)
    said: dict[str, Any] = json.loads(os.read(answer, 65536))
    for handle in (out, answer, sink, *(() if closed else (source,))):
        os.close(handle)
    return good, said


def test_who_says_nothing_is_not_waited_for(parts: Parts) -> None:
    good, said = served(b'{"act":"here"', parts, closed=False)
    assert (good, said["refused"], said["detail"]) == (False, "bad-request", "no request in time")


def test_a_stop_of_what_nobody_keeps_is_answered(parts: Parts) -> None:
    assert served(written(Stop("wipe-1")), parts) == (True, {"stopping": False})


def test_a_drive_that_is_not_here_is_not_looked_at(parts: Parts) -> None:
    good, said = served(written(LookAt(DISK)), parts)
    assert (good, said["refused"]) == (False, "not-there")


def test_every_drive_of_this_bench_is_told(parts: Parts) -> None:
    good, said = served(b'{"act":"here"}', parts)
    assert good
    assert len(drives_in(said["here"])) == len(said["here"])
