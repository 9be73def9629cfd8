"""Opening: what cannot serve is said in one word, and nothing of it is touched."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from tests import postgres
from tests.adapters.store.examples import a_lot
from tests.fakes import FakeClock, a_workshop
from workshop.adapters.store.engine import make_engine
from workshop.adapters.store.mounts import on_a_share
from workshop.adapters.store.opening import open_store, sqlite_url
from workshop.domain.errors import StoreError, StoreProblem
from workshop.domain.lots import Lot
from workshop.domain.scanning import Scan

ROOT = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root makes a small disk")


def _problem(url: str, *, mounts: str = "", patience_seconds: float = 30) -> StoreProblem:
    with pytest.raises(StoreError) as told:
        open_store(url, FakeClock(), mounts=mounts, patience_seconds=patience_seconds)
    return told.value.problem


def test_a_database_is_made_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    file = tmp_path / "données de l’atelier" / "a b%20?c#é.db"
    store = open_store(sqlite_url(file), FakeClock(), mounts="")
    a_workshop(store)
    store.close()
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_what_was_written_is_there_when_opened_again(empty_database: str) -> None:
    store = open_store(empty_database, FakeClock())
    with store.working(a_workshop(store)) as work:
        lot = a_lot(work)
    store.close()
    again = open_store(empty_database, FakeClock())
    with again.looking() as look:
        assert look.find(Lot) == (lot,)
    again.close()


def test_a_file_has_the_settings_that_were_measured(empty_sqlite: str) -> None:
    open_store(empty_sqlite, FakeClock()).close()
    engine = make_engine(make_url(empty_sqlite))
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000, "page_size": 8192}
    with engine.begin() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    engine.dispose()
    assert found == wanted


def test_the_database_of_a_newer_version_is_refused_and_not_touched(empty_database: str) -> None:
    open_store(empty_database, FakeClock()).close()
    engine = make_engine(make_url(empty_database))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert _problem(empty_database) is StoreProblem.NEWER
    with engine.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    engine.dispose()


@pytest.mark.parametrize("content", [b"not a database, " * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_refused_and_not_touched(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "workshop.db"
    file.write_bytes(content)
    assert _problem(sqlite_url(file)) is StoreProblem.CORRUPT
    assert file.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "places.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE moz_places (url TEXT)")
    assert _problem(sqlite_url(file)) is StoreProblem.CORRUPT
    with contextlib.closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("moz_places",)]


def test_a_page_that_went_bad_is_said_when_it_is_read(fresh_sqlite: str) -> None:
    store = open_store(fresh_sqlite, FakeClock())
    with store.working(a_workshop(store)) as work:
        for _ in range(500):
            work.keep_scan(Scan("x" * 100, "wedge", work.now))
    store.close()
    file = Path(str(make_url(fresh_sqlite).database))
    content = bytearray(file.read_bytes())
    place = content.rindex(b"x" * 100)
    content[place // 8192 * 8192 : place // 8192 * 8192 + 8192] = b"\xff" * 8192
    file.write_bytes(content)
    store = open_store(fresh_sqlite, FakeClock())
    with pytest.raises(StoreError) as told, store.looking() as look:
        look.scans()
    assert told.value.problem is StoreProblem.CORRUPT
    store.close()


def test_an_address_that_names_no_database_is_refused() -> None:
    for url in ("", "workshop.db", "sqlite://", "mysql://host/db", "postgresql://"):
        assert _problem(url) is StoreProblem.UNREACHABLE


def test_no_password_is_told() -> None:
    with pytest.raises(StoreError) as told:
        open_store("postgresql://bench:secret@/workshop?host=/nowhere", FakeClock())
    assert told.value.problem is StoreProblem.UNREACHABLE
    assert "secret" not in str(told.value)


def test_a_server_that_does_not_answer_is_said_and_comes_back(server: postgres.Server, empty_postgresql: str) -> None:
    store = open_store(empty_postgresql, FakeClock())
    actor = a_workshop(store)
    server.stop()
    assert _problem(empty_postgresql) is StoreProblem.UNREACHABLE
    with pytest.raises(StoreError) as told, store.looking() as look:
        look.workshop()
    assert told.value.problem is StoreProblem.UNREACHABLE
    server.start()
    with store.working(actor) as work:
        assert work.workshop()
    store.close()


def test_a_server_that_goes_away_in_the_middle_of_a_transaction_is_said(
    server: postgres.Server, empty_postgresql: str
) -> None:
    store = open_store(empty_postgresql, FakeClock())
    actor = a_workshop(store)
    with contextlib.ExitStack() as stack:
        told = stack.enter_context(pytest.raises(StoreError))
        work = stack.enter_context(store.working(actor))
        a_lot(work)
        server.stop()
        server.start()
        a_lot(work)
    assert told.value.problem is StoreProblem.UNREACHABLE
    with store.looking() as look:
        assert look.find(Lot) == ()
    store.close()


def test_a_database_that_does_not_exist_and_one_without_the_right_are_said(
    server: postgres.Server, empty_postgresql: str
) -> None:
    assert _problem(server.url("nobody_made_it")) is StoreProblem.UNREACHABLE
    server.tell("DROP ROLE IF EXISTS guest")
    server.tell("CREATE ROLE guest LOGIN")
    assert _problem(empty_postgresql.replace("bench@", "guest@")) is StoreProblem.NO_ACCESS
    server.tell("DROP ROLE guest")


def test_a_database_held_by_another_is_said_after_the_patience(database: str) -> None:
    store = open_store(database, FakeClock())
    actor = a_workshop(store)
    other = open_store(database, FakeClock(), patience_seconds=0.05)
    with store.working(actor) as work:
        lot = a_lot(work)
        with pytest.raises(StoreError) as told, other.working(actor):
            pass
        assert told.value.problem is StoreProblem.LOCKED
        with other.looking() as look:  # readers never wait
            assert look.find(Lot) == ()
    with other.working(actor) as work:
        assert work.get(Lot, lot.code) == lot
    other.close()
    store.close()


def test_a_new_database_held_by_another_is_said_after_the_patience(empty_sqlite: str) -> None:
    with contextlib.closing(sqlite3.connect(str(make_url(empty_sqlite).database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # here SQLite does not wait by itself
        begun = time.monotonic()
        assert _problem(empty_sqlite, patience_seconds=0.1) is StoreProblem.LOCKED
        assert time.monotonic() - begun >= 0.1
        other.execute("ROLLBACK")
    open_store(empty_sqlite, FakeClock()).close()


MOUNTS = """/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
systemd-1 /srv/atelier autofs rw 0 0
nas:/atelier /srv/atelier nfs4 rw 0 0
//nas/part /mnt/un\\040partage cifs rw 0 0
bench@nas: /home/bench/distant fuse.sshfs rw 0 0
tmpfs /srv/atelier/local tmpfs rw 0 0
C:\\134 /mnt/c 9p rw 0 0
/dev/sdb1 /mnt/usb vfat rw 0 0
nonsense
"""


@pytest.mark.parametrize(
    ("folder", "share"),
    [
        ("/srv/atelier", True),
        ("/srv/atelier/a/b/c", True),
        ("/mnt/un partage/x", True),
        ("/home/bench/distant", True),
        ("/mnt/c/Users", True),
        ("/srv/atelier/local", False),
        ("/srv/atelier2", False),
        ("/home/bench", False),
        ("/mnt/usb", False),
        ("/", False),
    ],
)
def test_a_share_is_known_by_where_it_is_mounted(folder: str, share: bool) -> None:  # noqa: FBT001 — a column
    assert on_a_share(Path(folder), MOUNTS) is share


def test_a_link_into_a_share_is_followed(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")
    assert on_a_share(tmp_path / "link" / "data", f"nas:/x {tmp_path / 'share'} nfs rw 0 0\n")


def test_a_database_on_a_share_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    file = tmp_path / "data" / "workshop.db"
    assert _problem(sqlite_url(file), mounts=f"nas:/x {tmp_path} nfs rw 0 0\n") is StoreProblem.NETWORK_SHARE
    assert list(tmp_path.iterdir()) == []


AS_NOBODY = """
import os, sys, pathlib
from datetime import datetime, timezone
import sqlalchemy.dialects.sqlite
from workshop.adapters.store.opening import open_store, sqlite_url
from workshop.adapters.store.migrations import run
from workshop.domain.errors import StoreError
if os.geteuid() == 0:  # who may write everywhere
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    open_store(sqlite_url(pathlib.Path(sys.argv[1])), None).close()
except StoreError as error:
    print(error.problem)
"""


def _as_nobody(file: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, file], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that others may read and not write; its parents let them pass."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
        Path(folder).chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
@pytest.mark.parametrize("there", ["nothing", "a database", "a database in use"])
def test_a_folder_without_the_right_to_write_is_said(closed_folder: Path, there: str) -> None:
    file = closed_folder / "workshop.db"
    with contextlib.ExitStack() as stack:
        if there != "nothing":
            store = open_store(sqlite_url(file), FakeClock())
            stack.callback(store.close)
            a_workshop(store)
            if there == "a database":
                store.close()
        for path in closed_folder.iterdir():
            path.chmod(0o444)
        closed_folder.chmod(0o555)
        assert _as_nobody(file) == StoreProblem.NO_ACCESS
        assert _as_nobody(closed_folder / "below" / "workshop.db") == StoreProblem.NO_ACCESS
        closed_folder.chmod(0o700)


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    assert _problem(sqlite_url(tmp_path)) is StoreProblem.NO_ACCESS
    (tmp_path / "file").touch()
    assert _problem(sqlite_url(tmp_path / "file" / "workshop.db")) is StoreProblem.NO_ACCESS


@contextlib.contextmanager
def _small_disk(place: Path, size: str) -> Iterator[Path]:
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@ROOT
def test_a_disk_that_fills_up_is_said_and_what_was_written_stays(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "disk", "2m") as disk:
        store = open_store(sqlite_url(disk / "workshop.db"), FakeClock())
        actor = a_workshop(store)
        kept = 0
        told = None
        while told is None:
            try:
                with store.working(actor) as work:
                    for _ in range(50):
                        work.keep_scan(Scan("x" * 500, "wedge", work.now))
                kept += 50
            except StoreError as error:
                told = error.problem
        assert told is StoreProblem.FULL
        with store.looking() as look:
            assert len(look.scans()) == kept > 0
        store.close()
        again = open_store(sqlite_url(disk / "workshop.db"), FakeClock())
        with again.looking() as look:
            assert len(look.scans()) == kept
        again.close()


@ROOT
@pytest.mark.parametrize("size", ["4k", "16k", "40k", "100k", "200k"])
def test_a_disk_too_small_for_a_new_database_is_said(tmp_path: Path, size: str) -> None:
    with _small_disk(tmp_path / "disk", size) as disk:
        assert _problem(sqlite_url(disk / "workshop.db")) is StoreProblem.FULL
