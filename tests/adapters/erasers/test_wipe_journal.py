"""The file itself: who may read it, who holds it, what becomes of it."""

from __future__ import annotations

import fcntl
import os
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workshop.adapters.erasers.journal import Journal, boot_id, process_started
from workshop.domain.errors import MediumError

NOW = datetime(2026, 11, 24, 8, 27, tzinfo=UTC)


@contextmanager
def _journal(folder: Path, wipe: str = "w-1") -> Iterator[Journal]:
    journal = Journal(folder, wipe)
    try:
        yield journal
    finally:
        journal.close()


def test_everybody_may_read_it_and_only_its_writer_may_write(tmp_path: Path) -> None:
    """Without it: a window that is not root cannot tell what root's keeper does."""
    old = os.umask(0o077)
    try:
        with _journal(tmp_path / "logs"):
            pass
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "logs" / "w-1.jsonl").stat().st_mode) == 0o644


def test_an_id_is_used_once(tmp_path: Path) -> None:
    with _journal(tmp_path) as journal:
        journal.write("started", NOW)
    with pytest.raises(MediumError):
        Journal(tmp_path, "w-1")
    assert (tmp_path / "w-1.jsonl").stat().st_size > 0


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Without it: whoever may write in the folder chooses which file root writes."""
    (tmp_path / "w-1.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MediumError):
        Journal(tmp_path, "w-1")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("wipe", ["", ".", "..", "../w", "a/b", "a\0b", "a" * 129, "é", "w\n"])
def test_what_is_no_id_is_no_file(wipe: str, tmp_path: Path) -> None:
    with pytest.raises(MediumError):
        Journal(tmp_path, wipe)


def test_it_is_locked_while_it_is_open(tmp_path: Path) -> None:
    """Without it: nobody can tell a wipe that goes on from one whose process was killed."""
    with _journal(tmp_path) as journal, (tmp_path / "w-1.jsonl").open("rb") as reader:
        journal.write("started", NOW)
        with pytest.raises(BlockingIOError):
            fcntl.flock(reader, fcntl.LOCK_SH | fcntl.LOCK_NB)
        journal.close()
        fcntl.flock(reader, fcntl.LOCK_SH | fcntl.LOCK_NB)


def test_somebody_who_only_looks_does_not_keep_it_from_starting(tmp_path: Path) -> None:
    """Without waiting: a wipe that was refused because a window asked at that instant whether it runs."""
    let_go = threading.Event()

    def look() -> None:
        path = tmp_path / "w-1.jsonl"
        while not path.exists():
            time.sleep(0.0001)
        with path.open("rb") as reader:
            fcntl.flock(reader, fcntl.LOCK_SH)
            let_go.wait(0.2)

    looking = threading.Thread(target=look)
    looking.start()
    with _journal(tmp_path) as journal:
        journal.write("started", NOW)
    let_go.set()
    looking.join()


def test_a_line_says_when_it_was_by_a_clock_that_nobody_sets(tmp_path: Path) -> None:
    with _journal(tmp_path) as journal:
        first, second = journal.write("a", NOW), journal.write("b", NOW)
    assert (first["n"], second["n"]) == (0, 1)
    assert first["monotonic_milliseconds"] <= second["monotonic_milliseconds"]
    assert first["boot"] == boot_id() != ""
    assert process_started() > 0


def test_without_a_folder_nothing_is_kept() -> None:
    assert Journal(None, "w-1").write("a", NOW)["event"] == "a"
