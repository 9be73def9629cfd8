"""A wipe is followed from its log, reading only what is new: the lie would be a line believed that was not written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.erasers.conftest import BenchClock
from workshop.adapters.erasers.asking import CODE
from workshop.adapters.erasers.journal import Journal, process_started
from workshop.adapters.erasers.keeper import ProcessKeeper
from workshop.adapters.erasers.record import ERASE, WipeRecord
from workshop.adapters.erasers.retelling import retell
from workshop.adapters.erasers.wipe_logs import ask_to_stop, running_in
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.wiping import Claim, MediumIdentity
from workshop.services.ports import WipeOrder

IMAGE = MediumIdentity("/tmp/un.img", "image", "un", None, 2**20, DriveMedium.IMAGE, "/tmp/un.img")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "wipes"


@pytest.fixture
def keeper(folder: Path) -> ProcessKeeper:
    return ProcessKeeper(folder, roots_folder=folder, elevated=())


@pytest.fixture
def recorded(folder: Path, order: Callable[[MediumIdentity], WipeOrder]) -> WipeRecord:
    """A wipe as its keeper writes it down, here in this process."""
    return WipeRecord(replace(order(IMAGE), log="wipe-1"), BenchClock(), folder, None)


def test_a_wipe_without_a_log_is_not_known(keeper: ProcessKeeper) -> None:
    assert keeper.follow("wipe-1") is None
    assert keeper.follow("../../etc/passwd") is None


def test_what_is_followed_is_what_the_whole_log_tells(
    keeper: ProcessKeeper, recorded: WipeRecord, folder: Path
) -> None:
    def check(*, running: bool) -> None:
        followed = keeper.follow("wipe-1")
        assert followed is not None
        assert followed.running is running
        assert followed.log == retell((folder / "wipe-1.jsonl").read_bytes(), "wipe-1")

    with recorded:
        check(running=True)
        recorded.check("nwipe", IMAGE)
        check(running=True)
        recorded.begins(("nwipe", "--x"), "nwipe", "0.34")
        check(running=True)
        recorded.progress(ERASE, 63)
        check(running=True)
        recorded.ends(0, Claim.ERASED, "said " * 1000)
        check(running=True)
    check(running=False)


def test_progress_is_the_last_that_reached_the_disk(keeper: ProcessKeeper, recorded: WipeRecord) -> None:
    with recorded:
        recorded.progress(ERASE, 63)
        followed = keeper.follow("wipe-1")
        assert followed is not None
        assert followed.progress is not None
        assert (followed.progress.stage, followed.progress.percent) == (ERASE, 63)
        assert (followed.log.stage, followed.log.percent) == (ERASE, 63)


def test_what_was_read_is_not_read_again(keeper: ProcessKeeper, recorded: WipeRecord) -> None:
    with recorded:
        first = keeper.follow("wipe-1")
        assert keeper.follow("wipe-1") is first


def test_half_a_line_waits_for_its_other_half(keeper: ProcessKeeper, recorded: WipeRecord, folder: Path) -> None:
    with recorded:
        recorded.begins(("nwipe",), "nwipe", "0.34")
    whole = (folder / "wipe-1.jsonl").read_bytes()
    (folder / "wipe-1.jsonl").unlink()
    for end in (10, 700, len(whole) - 5, len(whole)):
        with (folder / "wipe-1.jsonl").open("ab") as file:
            file.write(whole[file.tell() : end])
        followed = keeper.follow("wipe-1")
        expected = retell(whole[:end], "wipe-1")
        assert (followed.log if followed else None) == expected


def test_another_file_in_its_place_is_read_from_its_beginning(
    keeper: ProcessKeeper, recorded: WipeRecord, folder: Path
) -> None:
    with recorded:
        recorded.begins(("nwipe",), "nwipe", "0.34")
    whole = (folder / "wipe-1.jsonl").read_bytes()
    before = keeper.follow("wipe-1")
    (folder / "other").write_bytes(whole.splitlines(keepends=True)[0])
    (folder / "other").rename(folder / "wipe-1.jsonl")
    after = keeper.follow("wipe-1")
    assert before is not None
    assert after is not None
    assert (len(before.log.steps), len(after.log.steps)) == (1, 0)


def test_a_line_that_is_not_as_it_was_written_is_told(
    keeper: ProcessKeeper, recorded: WipeRecord, folder: Path
) -> None:
    with recorded:
        recorded.begins(("nwipe",), "nwipe", "0.34")
    file = folder / "wipe-1.jsonl"
    content = bytearray(file.read_bytes())
    content[-40] ^= 1
    file.write_bytes(content)
    followed = keeper.follow("wipe-1")
    assert followed is not None
    assert followed.log.damaged
    assert followed.log == retell(bytes(content), "wipe-1")


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"\xff" * 100, b'{"event":"started"}\n', b"[" * 100_000])
def test_what_is_no_log_is_none(content: bytes, keeper: ProcessKeeper, folder: Path) -> None:
    folder.mkdir()
    (folder / "wipe-1.jsonl").write_bytes(content)
    assert keeper.follow("wipe-1") is None
    assert not ask_to_stop(folder, "wipe-1")


def test_a_link_or_a_pipe_is_no_log(keeper: ProcessKeeper, folder: Path) -> None:
    folder.mkdir()
    (folder / "wipe-1.jsonl").symlink_to("/etc/passwd")
    os.mkfifo(folder / "wipe-2.jsonl")
    assert (keeper.follow("wipe-1"), keeper.follow("wipe-2")) == (None, None)


def test_only_the_process_that_wrote_the_log_is_told_to_stop(folder: Path) -> None:
    """Without its start time: a process that got the number of a dead keeper would be ended."""
    journal = Journal(folder, "wipe-1")
    facts = {
        "wipe": "wipe-1",
        "drive": "",
        "confirmed": "",
        "exercise": True,
        "sampled": False,
        "level": None,
        "medium": IMAGE,
        "pid": os.getpid(),
        "process_started": process_started() + 1,
    }
    from workshop.domain.methods import Method, Technique  # noqa: PLC0415

    journal.write("started", BenchClock().now(), method=Method("m", Technique.OVERWRITE, "nwipe"), **facts)
    assert [story.wipe for story in running_in(folder)] == ["wipe-1"]
    assert not ask_to_stop(folder, "wipe-1")
    journal.close()
    assert not list(running_in(folder))


def test_a_wipe_that_has_ended_is_left_alone(keeper: ProcessKeeper, recorded: WipeRecord) -> None:
    with recorded:
        pass
    keeper.stop("wipe-1")
    keeper.stop("there-is-none")


def test_the_helper_loads_nothing_that_it_does_not_need() -> None:
    """What runs as root is small: no database, no documents, no screens, no reader of foreign files."""
    imports = "import sys, json, workshop.cli.wipe_door, workshop.adapters.erasers.helper_door"
    program = f"{imports}; print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=CODE, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert not {name.partition(".")[0] for name in loaded} & {
        *("sqlalchemy", "alembic", "reportlab", "pyhanko", "PySide6", "PIL", "psycopg", "serial", "ui", "zxingcpp"),
    }
    assert not {name for name in loaded if name.startswith(("workshop.adapters.store", "workshop.bootstrap"))}
    assert "workshop.words" not in loaded
