"""What the helper takes from a request and from its own files reaches the wipe, and nothing else does."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.erasers.conftest import BenchClock
from workshop.adapters.erasers import helper_door
from workshop.adapters.erasers.helper_door import Parts, look_at_one, serve
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.media import LoopMedia
from workshop.adapters.erasers.requests import MAX_REQUEST_BYTES, Start
from workshop.domain.codes import Kind, make
from workshop.domain.interlocks import Interlock
from workshop.domain.methods import Method
from workshop.domain.wiping import Looked
from workshop.services.ports import WipeOrder

MIB = 1024 * 1024
DRIVE = make(Kind.DRIVE, 0, 1).text
UNTRUSTED = ("samsung 840", "crucial mx100")


class Stopped(Exception):  # noqa: N818 — no error: the test has seen enough
    """Ends a wipe before anything of it was done."""


@pytest.fixture
def parts(zeros: Method, tmp_path: Path) -> Parts:
    return Parts(lambda: {zeros.id: zeros}, lambda: UNTRUSTED, tmp_path / "logs", BenchClock(), for_others=False)


def test_models_whose_encryption_is_not_trusted_are_told_when_a_drive_is_only_asked(
    loops: LoopMedia, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it: a crypto erase is offered first on a drive that is known to leave its key about."""
    told: list[object] = []

    def look_at(*facts: object) -> Looked:
        told.append(facts[-1])
        return Looked()

    monkeypatch.setattr(helper_door, "look_at", look_at)
    with loops.make("un", MIB) as medium:
        look_at_one(medium, parts)
    assert told == [UNTRUSTED]


@pytest.mark.parametrize("sampled", [False, True])
def test_a_wipe_is_run_as_it_was_asked_for(
    sampled: bool,  # noqa: FBT001 — what is tried
    loops: LoopMedia,
    parts: Parts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[WipeOrder, dict[str, Any]]] = []

    def run_wipe(order: WipeOrder, _engine: object, _clock: object, **facts: Any) -> None:
        seen.append((order, facts))
        raise Stopped

    monkeypatch.setattr(helper_door, "run_wipe", run_wipe)
    with loops.make("un", MIB) as medium:
        start = Start("wipe-1", DRIVE, "", "nwipe-zero", medium, exercise=True, sampled=sampled)
        with pytest.raises(Stopped):
            helper_door._wipe(start, parts, lambda _: True, threading.Event())
    ((order, facts),) = seen
    assert (order.log, order.drive, order.medium, order.sampled) == ("wipe-1", DRIVE, medium, sampled)
    assert facts["no_crypto"] == UNTRUSTED
    assert facts["held"].path == medium.path


def test_a_request_without_end_is_not_read_for_ever(parts: Parts, tmp_path: Path) -> None:
    """Root's memory is not filled by whoever may ask."""
    endless, answer = tmp_path / "endless", tmp_path / "answer"
    endless.write_bytes(b"a" * (4 * MAX_REQUEST_BYTES))
    source, sink = os.open(endless, os.O_RDONLY), os.open(answer, os.O_WRONLY | os.O_CREAT)
    try:
        assert not serve(source, sink, parts)
        assert os.lseek(source, 0, os.SEEK_CUR) < 2 * MAX_REQUEST_BYTES
    finally:
        os.close(source)
        os.close(sink)
    assert b'"bad-request"' in answer.read_bytes()


def test_another_wipe_that_runs_is_not_named_as_the_one_that_has_this_drive(
    parts: Parts, loops: LoopMedia, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it: « already being wiped », of a drive that a program of somebody's uses."""
    with loops.make("un", MIB) as medium, loops.make("deux", MIB) as other:
        story = type("Story", (), {"before": other, "wipe": "wipe-9"})
        monkeypatch.setattr(helper_door, "running_in", lambda _: [story])
        in_use = InterlockError(Interlock.IN_USE, medium.path)
        assert helper_door._who_has_it(medium, parts.log_folder, in_use) is in_use
        named = helper_door._who_has_it(other, parts.log_folder, in_use)
    assert (named.rule, named.detail) == (Interlock.ALREADY_RUNNING, "wipe-9")
