"""A child process that is watched: what it says, how long it may take, and that it ends when it must."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from workshop.adapters.erasers.running import run_engine


def _sh(script: str) -> tuple[str, ...]:
    return ("/bin/sh", "-c", script)


def test_what_it_says_is_told_as_it_comes() -> None:
    """Without it: a power cut takes everything that a tool said in three hours."""
    pieces: list[bytes] = []
    ran = run_engine(_sh("echo un; sleep 0.3; echo deux >&2; sleep 0.3"), threading.Event(), on_output=pieces.append)
    assert pieces == [b"un\n", b"deux\n"]
    assert (ran.exit_code, ran.stdout, ran.stderr, ran.timed_out) == (0, "un\n", "deux\n", False)


def test_it_is_ended_when_its_time_is_up() -> None:
    """Without it: a drive that never answers holds up everything."""
    started = time.monotonic()
    ran = run_engine(_sh("echo un; sleep 30"), threading.Event(), seconds=0.2)
    assert ran.timed_out
    assert ran.exit_code == -signal.SIGINT
    assert time.monotonic() - started < 10
    assert ran.stdout == "un\n"


def test_trouble_with_writing_down_what_it_says_ends_it() -> None:
    """Without it: the log's disk is full, and the tool goes on alone."""

    def full(_: bytes) -> None:
        raise OSError(28, "No space left on device")

    started = time.monotonic()
    with pytest.raises(OSError, match="No space left"):
        run_engine(_sh("while :; do echo un; sleep 0.05; done"), threading.Event(), on_output=full)
    assert time.monotonic() - started < 10
