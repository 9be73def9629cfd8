from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from workshop.adapters.erasers.identity import identify
from workshop.adapters.erasers.interlocks import InterlockError
from workshop.adapters.erasers.media import FileMedia, LoopMedia
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.errors import MediumError
from workshop.domain.interlocks import Interlock
from workshop.domain.wiping import MediumIdentity

MIB = 1024 * 1024


def test_a_file_medium_says_who_it_is_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with FileMedia(tmp_path).make("disque-1", 2 * MIB) as medium:
        path = tmp_path / "disque-1.img"
        assert medium == MediumIdentity(str(path), "image", "disque-1", None, 2 * MIB, DriveMedium.IMAGE, str(path))
        assert path.read_bytes().startswith(b"ETABLI EXERCICE disque-1.img bloc 0 ")
        assert path.read_bytes().count(0) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_loop_medium_says_who_it_is_and_is_detached(loops: LoopMedia, tmp_path: Path) -> None:
    with loops.make("disque-1", 2 * MIB) as medium:
        node = Path(medium.path)
        assert (medium.model, medium.serial, medium.size_bytes) == ("image", "disque-1", 2 * MIB)
        assert medium.medium is DriveMedium.IMAGE
        assert identify(medium.path).same(medium)
    assert not Path("/sys/block", node.name, "loop", "backing_file").exists()
    assert list((tmp_path / "images").iterdir()) == []


def test_a_loop_medium_is_detached_after_an_exception(loops: LoopMedia) -> None:
    seen: list[MediumIdentity] = []

    def fail() -> None:
        with loops.make("disque-1", MIB) as medium:
            seen.append(medium)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not Path("/sys/block", Path(seen[0].path).name, "loop", "backing_file").exists()


def test_images_are_kept_where_that_is_wanted(tmp_path: Path) -> None:
    with FileMedia(tmp_path, keep=True).make("gardee", MIB):
        pass
    assert (tmp_path / "gardee.img").stat().st_size == MIB


def test_a_file_that_is_there_already_is_never_touched(tmp_path: Path) -> None:
    """Without O_EXCL: somebody's file under the same name."""
    (tmp_path / "a.img").write_text("précieux")
    with pytest.raises(MediumError) as refused, FileMedia(tmp_path).make("a", MIB):
        pass
    assert refused.value.problem == "File exists"
    assert (tmp_path / "a.img").read_text() == "précieux"
    assert [path.name for path in tmp_path.iterdir()] == ["a.img"]


def test_a_link_of_that_name_is_never_followed(tmp_path: Path) -> None:
    """Without O_NOFOLLOW: the file to which it leads."""
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.img").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MediumError), FileMedia(tmp_path / "images").make("a", MIB):
        pass
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(("name", "size"), [("../a", MIB), ("a/b", MIB), ("", MIB), (".a", MIB), ("a", 0), ("a", 4097)])
def test_a_name_that_leads_out_of_the_folder_or_an_odd_size_is_a_bug(name: str, size: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=str(size)), FileMedia(tmp_path).make(name, size):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_nothing_stays(small_file_system: Callable[[str, str], Path]) -> None:
    folder = small_file_system("tmpfs", "size=2m")
    with pytest.raises(MediumError) as full, FileMedia(folder).make("trop-grand", 4 * MIB):
        pass
    assert full.value.path == str(folder / "trop-grand.img")
    assert full.value.problem == "No space left on device"
    assert list(folder.iterdir()) == []


def test_a_folder_without_loop_devices_is_told_and_nothing_stays(
    loops: LoopMedia, small_file_system: Callable[[str, str], Path]
) -> None:
    """ramfs refuses direct I/O, so that a loop device on it could only be read from the cache."""
    folder = small_file_system("ramfs", "mode=0700")
    with pytest.raises(MediumError), LoopMedia(folder).make("impossible", MIB):
        pass
    assert list(folder.iterdir()) == []


def test_what_is_neither_a_device_nor_a_file_has_no_identity(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    for path in ("/dev/null", str(tmp_path), str(tmp_path / "tube"), str(tmp_path / "absent")):
        with pytest.raises(InterlockError) as refused:
            identify(path)
        assert refused.value.rule in {Interlock.NOT_A_BLOCK_DEVICE, Interlock.NOT_THERE}


def test_a_partition_is_no_medium(attached: Callable[..., AbstractContextManager[str]], tmp_path: Path) -> None:
    """Without it: a part of a drive is wiped, and the proof is the whole drive's."""
    image = tmp_path / "a.img"
    image.write_bytes(bytes(4 * MIB))
    with attached(image, "--partscan") as node:
        if subprocess.run(("addpart", node, "1", "8", "4096"), capture_output=True, check=False).returncode:
            pytest.skip("needs a kernel that takes partitions from addpart")
        try:
            with pytest.raises(InterlockError) as refused:
                identify(f"{node}p1")
        finally:
            subprocess.run(("delpart", node, "1"), check=True)
    assert refused.value.rule is Interlock.A_PARTITION


WITHOUT_ROOT = """
import os, sys
sys.path.insert(0, sys.argv[2])
from datetime import UTC, datetime
from pathlib import Path
from workshop.adapters.erasers.exercise import ExerciseEraser
from workshop.adapters.erasers.media import FileMedia, loop_devices_work
from workshop.domain.diagnosis import DriveMedium
from workshop.domain.methods import Level, Method, Technique
from workshop.domain.proofs import conclude
from workshop.services.ports import WipeOrder

class BenchClock:
    def now(self):
        return datetime.now(UTC)

"".encode("utf-16-be")  # loads the codec while Python's own files can be read
os.setgroups([]); os.setgid(65534); os.setuid(65534)
method = Method("x", Technique.OVERWRITE, "etabli-exercice", levels=((DriveMedium.IMAGE, Level.CLEAR),))
folder = Path(sys.argv[1])
print(loop_devices_work())
for worn_out in (False, True):
    with FileMedia(folder).make("a", 4096, worn_out=worn_out) as medium:
        log = ExerciseEraser(method, BenchClock(), folder).wipe(WipeOrder("a", "a", method, medium, exercise=True))
        print(type(conclude(log)).__name__)
"""


def test_without_root_an_exercise_works_on_plain_files() -> None:
    if os.geteuid() != 0:
        pytest.skip("needs root to become nobody")
    with tempfile.TemporaryDirectory() as below:  # pytest's own folders are closed to others
        Path(below).chmod(0o777)
        command = (sys.executable, "-c", WITHOUT_ROOT, below, str(Path(__file__).parents[3]))
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        assert list(Path(below).iterdir()) == []
    assert (done.stdout.split(), done.stderr) == (["False", "Proof", "NotProven"], "")
