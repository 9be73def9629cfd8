"""Content-addressed files: what is kept is found again as it was, or it is said."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.adapters import files
from workshop.adapters.files import ContentFiles
from workshop.domain.errors import MediumError

TEXT = b"smartctl 7.3\n" * 1000


def _only_file(folder: Path) -> Path:
    (found,) = (path for path in folder.rglob("*") if path.is_file())
    return found


@pytest.mark.parametrize("content", [b"", b"x", TEXT, os.urandom(100_000)])
def test_a_content_comes_back_by_its_digest(tmp_path: Path, content: bytes) -> None:
    kept = ContentFiles(tmp_path / "files")
    name = kept.keep(content)
    assert name == sha256(content).hexdigest()
    assert kept.open(name) == content
    assert ContentFiles(tmp_path / "files").open(name) == content


@given(st.binary(max_size=2000))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    kept = ContentFiles(tmp_path_factory.getbasetemp() / "any")
    assert kept.open(kept.keep(content)) == content


def test_texts_are_compressed_and_photos_are_not(tmp_path: Path) -> None:
    ContentFiles(tmp_path / "texts").keep(TEXT)
    assert _only_file(tmp_path / "texts").stat().st_size < len(TEXT) / 50
    photo = os.urandom(200_000)
    ContentFiles(tmp_path / "photos").keep(photo)
    assert _only_file(tmp_path / "photos").stat().st_size == len(photo) + 1


def test_the_same_content_twice_is_one_file_written_once(tmp_path: Path) -> None:
    kept = ContentFiles(tmp_path)
    name = kept.keep(TEXT)
    written = _only_file(tmp_path).stat().st_ino
    assert kept.keep(TEXT) == name
    assert _only_file(tmp_path).stat().st_ino == written


def test_files_are_fanned_out_below_their_folder(tmp_path: Path) -> None:
    name = ContentFiles(tmp_path).keep(TEXT)
    assert _only_file(tmp_path) == tmp_path / name[:2] / name[2:4] / name


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "unknown", "lengthened", "another"])
def test_what_was_altered_is_not_served_and_is_healed_when_kept_again(tmp_path: Path, damage: str) -> None:
    kept = ContentFiles(tmp_path)
    name = kept.keep(TEXT)
    path = _only_file(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(
        {
            "cut": whole[:-3],
            "changed": whole[:20] + bytes([whole[20] ^ 1]) + whole[21:],
            "emptied": b"",
            "unknown": b"?" + whole[1:],
            "lengthened": whole + b"more",
            "another": b"r" + b"another content",
        }[damage]
    )
    with pytest.raises(MediumError, match="altered"):
        kept.open(name)
    assert kept.keep(TEXT) == name
    assert kept.open(name) == TEXT


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "A" * 64, "0" * 63 + "\n"])
def test_what_was_never_kept_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(MediumError, match=os.strerror(errno.ENOENT)):
        ContentFiles(tmp_path).open(name)


def test_what_is_too_large_is_refused_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_BYTES", len(TEXT))
    kept = ContentFiles(tmp_path)
    assert kept.open(kept.keep(TEXT)) == TEXT
    with pytest.raises(MediumError, match="too large"):
        kept.keep(TEXT + b"x")
    assert _only_file(tmp_path)


def test_a_small_file_cannot_swell_beyond_the_largest_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = ContentFiles(tmp_path)
    name = kept.keep(TEXT)
    monkeypatch.setattr(files, "LARGEST_BYTES", len(TEXT) - 1)
    with pytest.raises(MediumError, match="altered"):
        kept.open(name)


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"")
    with pytest.raises(MediumError, match=os.strerror(errno.ENOTDIR)):
        ContentFiles(tmp_path / "files").keep(TEXT)


@contextlib.contextmanager
def _small_disk(place: Path) -> Iterator[Path]:
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root makes a small disk")
def test_a_full_disk_is_said_and_leaves_no_half_file(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "disk") as disk:
        kept = ContentFiles(disk / "files")
        name = kept.keep(TEXT)
        with pytest.raises(MediumError, match=os.strerror(errno.ENOSPC)):
            kept.keep(os.urandom(400_000))
        assert kept.open(name) == TEXT
        assert _only_file(disk).name == name


AS_NOBODY = """
import os, sys, pathlib
from workshop.adapters.files import ContentFiles
from workshop.domain.errors import MediumError
if os.geteuid() == 0:  # who may write everywhere
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    ContentFiles(pathlib.Path(sys.argv[1])).keep(b"x")
except MediumError as error:
    print(error.problem)
"""


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_folder_without_the_right_to_write_is_said() -> None:
    with tempfile.TemporaryDirectory() as folder:  # outside tmp_path, whose parents are closed to others
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, folder], capture_output=True, text=True, timeout=60, check=False
        )
    assert (done.stdout.strip(), done.returncode) == (os.strerror(errno.EACCES), 0), done.stderr


KEEPING = """
import itertools, os, sys, pathlib
from workshop.adapters.files import ContentFiles
kept = ContentFiles(pathlib.Path(sys.argv[1]))
for turn in itertools.count():
    print(kept.keep(b"%d " % turn * 5000), flush=True)
"""


def test_killed_in_the_middle_every_name_is_a_whole_content(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KEEPING, tmp_path], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        names = [process.stdout.readline().strip() for _ in range(20)]
        process.kill()
        names += process.stdout.read().split("\n")[:-1]
    kept = ContentFiles(tmp_path)
    assert all(kept.open(name) for name in names)
    whole = [path.name for path in tmp_path.rglob("*") if path.is_file() and not path.name.startswith(".")]
    assert all(kept.open(name) for name in whole)
