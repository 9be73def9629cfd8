"""The small eraser for exercises: one image that we made, or nothing at all."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.erasers.conftest import Retold
from workshop.adapters.erasers.exercise import ExerciseEraser
from workshop.adapters.erasers.identity import identify
from workshop.adapters.erasers.media import FileMedia, LoopMedia, reads_past_the_cache
from workshop.domain.methods import Method
from workshop.domain.proofs import Doubt, NotProven, Proof, conclude
from workshop.domain.wiping import Claim, MediumIdentity, WipeLog
from workshop.services.ports import Clock, WipeOrder, WipeProgress

MIB = 1024 * 1024
SIZE = 4 * MIB
Orders = Callable[[MediumIdentity], WipeOrder]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    if not reads_past_the_cache(tmp_path):
        pytest.skip("the temporary folder's file system has no O_DIRECT")
    return tmp_path / "images"


@pytest.fixture
def eraser(exercise_zeros: Method, clock: Clock, folder: Path, tmp_path: Path) -> Retold:
    logs = tmp_path / "logs"
    return Retold(ExerciseEraser(exercise_zeros, clock, folder, log_folder=logs), logs)


def _rule(log: WipeLog) -> str:
    outcome = conclude(log)
    assert isinstance(outcome, NotProven)
    assert log.read_back is None
    assert log.steps[0].command[0] == "etabli-interlock"
    return log.steps[0].command[1]


def test_an_image_is_overwritten_and_proven(
    eraser: Retold, exercise_order: Orders, folder: Path, backing: Callable[[MediumIdentity], bytes]
) -> None:
    told: list[WipeProgress] = []
    with FileMedia(folder).make("a", SIZE) as medium:
        log = eraser.wipe(exercise_order(medium), told.append)
        assert backing(medium) == bytes(SIZE)
    assert isinstance(conclude(log), Proof)
    assert log.exercise
    assert log.steps[0].tool == "etabli-exercice"
    assert {one.stage for one in told} == {"erase", "read-back"}


def test_a_worn_out_image_refuses_the_writes_even_of_root(eraser: Retold, exercise_order: Orders, folder: Path) -> None:
    """Without a real refusal: a verdict that was only pretended."""
    with FileMedia(folder).make("a", SIZE, worn_out=True) as medium:
        before = Path(medium.path).read_bytes()
        log = eraser.wipe(exercise_order(medium))
        assert Path(medium.path).read_bytes() == before
    assert log.steps[0].claim is Claim.FAILED
    assert log.steps[0].output.startswith("EBADF")
    outcome = conclude(log)
    assert isinstance(outcome, NotProven)
    assert outcome.doubts == (Doubt.TOOL_FAILED, Doubt.NOT_READ_BACK)


def test_a_file_that_we_did_not_make_is_refused(eraser: Retold, exercise_order: Orders, folder: Path) -> None:
    """Without the mark: any file that lies in the folder."""
    folder.mkdir()
    (folder / "client.img").write_bytes(b"x" * 4096)
    log = eraser.wipe(exercise_order(identify(str(folder / "client.img"))))
    assert _rule(log) == "not-for-exercise"
    assert (folder / "client.img").read_bytes() == b"x" * 4096


def test_a_file_put_in_the_place_of_ours_is_refused(
    eraser: Retold, exercise_order: Orders, folder: Path, tmp_path: Path
) -> None:
    """Without the inode in the mark: a file that took an image's name and inherits its mark."""
    (tmp_path / "client").write_bytes(b"x" * SIZE)
    with FileMedia(folder).make("a", SIZE) as medium:
        shutil.move(tmp_path / "client", medium.path)
        log = eraser.wipe(exercise_order(medium))
        assert Path(medium.path).read_bytes() == b"x" * SIZE
    assert _rule(log) == "not-for-exercise"


@pytest.mark.parametrize("link", ["symbolic", "hard"])
def test_a_link_is_refused(link: str, eraser: Retold, exercise_order: Orders, folder: Path, tmp_path: Path) -> None:
    """Without it: the file at the other end."""
    elsewhere = tmp_path / "elsewhere"
    with FileMedia(folder).make("a", SIZE) as medium:
        path = Path(medium.path)
        before = path.read_bytes()
        if link == "hard":
            os.link(path, elsewhere)
        else:
            path.rename(elsewhere)
            path.symlink_to(elsewhere)
        log = eraser.wipe(exercise_order(medium))
        assert elsewhere.read_bytes() == before
    assert _rule(log) == "not-for-exercise"


def test_an_image_of_another_folder_is_refused(eraser: Retold, exercise_order: Orders, tmp_path: Path) -> None:
    with FileMedia(tmp_path / "other").make("a", SIZE) as medium:
        log = eraser.wipe(exercise_order(medium))
        assert Path(medium.path).read_bytes().count(0) == 0
    assert _rule(log) == "not-for-exercise"


def test_a_block_device_is_refused(
    eraser: Retold, exercise_order: Orders, loops: LoopMedia, backing: Callable[[MediumIdentity], bytes]
) -> None:
    """Without it: this eraser has no namespace, so that a wrong path would be a wrong disk."""
    with loops.make("a", SIZE) as medium:
        log = eraser.wipe(exercise_order(medium))
        assert backing(medium).count(0) == 0
    assert _rule(log) == "not-for-exercise"


@pytest.mark.usefixtures("loops")
def test_a_node_in_the_folder_is_refused(
    exercise_zeros: Method, clock: Clock, exercise_order: Orders, loops: LoopMedia, tmp_path: Path
) -> None:
    """Without looking at what it is: a block device under an image's name."""
    eraser = ExerciseEraser(exercise_zeros, clock, tmp_path)
    with loops.make("a", SIZE) as medium:
        os.mknod(tmp_path / "b.img", 0o60600, Path(medium.path).stat().st_rdev)
        log = eraser.wipe(exercise_order(replace(medium, path=str(tmp_path / "b.img"))))
        (tmp_path / "b.img").unlink()
    assert _rule(log) == "not-for-exercise"


def test_another_size_than_the_chosen_one_is_refused(eraser: Retold, exercise_order: Orders, folder: Path) -> None:
    with FileMedia(folder).make("a", SIZE) as medium:
        log = eraser.wipe(exercise_order(replace(medium, size_bytes=2 * SIZE)))
        assert Path(medium.path).read_bytes().count(0) == 0
    assert _rule(log) == "identity-changed"


def test_two_erasers_do_not_share_an_image(eraser: Retold, exercise_order: Orders, folder: Path) -> None:
    with FileMedia(folder).make("a", SIZE) as medium, Path(medium.path).open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        log = eraser.wipe(exercise_order(medium))
    assert _rule(log) == "in-use"


def test_what_is_no_exercise_is_refused(eraser: Retold, exercise_order: Orders, folder: Path) -> None:
    """Without it: an exercise that passes for a real wipe."""
    with FileMedia(folder).make("a", SIZE) as medium:
        log = eraser.wipe(replace(exercise_order(medium), exercise=False))
    assert _rule(log) == "not-an-exercise"


def test_a_mark_of_another_maker_is_no_mark(eraser: Retold, exercise_order: Orders, folder: Path) -> None:
    with FileMedia(folder).make("a", SIZE) as medium:
        mark = Path(medium.path + ".etabli-exercice")
        mark.write_text(mark.read_text().replace('"made_by": "etabli-exercice"', '"made_by": "client"'))
        log = eraser.wipe(exercise_order(medium))
    assert _rule(log) == "not-for-exercise"


def test_a_stop_during_the_reading_is_a_stop(eraser: Retold, exercise_order: Orders, folder: Path) -> None:
    """Without it: a reading that was ended after its last block passes for a wipe that nobody stopped."""

    def stop(progress: WipeProgress) -> None:
        if progress.stage == "read-back":
            eraser.stop()

    with FileMedia(folder).make("a", SIZE) as medium:
        log = eraser.wipe(exercise_order(medium), stop)
    assert log.stopped


def test_a_stop_proves_nothing(eraser: Retold, exercise_order: Orders, folder: Path) -> None:
    with FileMedia(folder).make("a", SIZE) as medium:
        log = eraser.wipe(exercise_order(medium), lambda _: eraser.stop())
    outcome = conclude(log)
    assert isinstance(outcome, NotProven)
    assert Doubt.STOPPED in outcome.doubts


def test_an_image_that_is_swapped_while_it_is_wiped_proves_nothing(
    eraser: Retold, exercise_order: Orders, folder: Path
) -> None:
    """Without asking afterwards: the proof of one medium on the name of another."""
    with FileMedia(folder).make("a", SIZE) as medium:

        def swap(progress: WipeProgress) -> None:
            if (progress.stage, progress.percent) == ("read-back", 100):
                Path(medium.path).unlink()
                Path(medium.path).write_bytes(b"x" * SIZE)

        log = eraser.wipe(exercise_order(medium), swap)
    outcome = conclude(log)
    assert isinstance(outcome, NotProven)
    assert outcome.doubts == (Doubt.IDENTITY_CHANGED,)
