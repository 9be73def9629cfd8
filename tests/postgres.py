"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket, never as root, not durable."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

USER = "bench"
_OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
_numbers = count(1)


def programs() -> Path | None:
    """Return the folder of the newest server's programs, None where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@dataclass(frozen=True)
class Server:
    """A running server; its folder holds the socket."""

    programs: Path
    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def make(self) -> str:
        """Make a database and return its name."""
        name = f"bench_{next(_numbers)}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def empty(self, database: str, tables: Iterable[str]) -> None:
        """Delete all rows, as a replica: its triggers, ours and those of references, do not fire."""
        rows = "; ".join(f'DELETE FROM "{table}"' for table in tables)
        self.tell(f"SET session_replication_role = replica; {rows}", database)

    def drop(self, database: str) -> None:
        self.tell(f"DROP DATABASE {database} WITH (FORCE)")

    def tell(self, statement: str, database: str = "postgres") -> None:
        """Run one statement as the server's owner."""
        with psycopg.connect(f"host={self.folder} user={USER} dbname={database}", autocommit=True) as connection:
            connection.execute(statement.encode())

    def control(self, act: str, *options: str) -> None:
        """Start, stop or restart the server."""
        _run(self.folder, self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-s", *options, act)

    def start(self) -> None:
        self.control("start", "-l", str(self.folder / "log"), "-o", f"-k {self.folder} {_OPTIONS}")

    def stop(self, how: str = "fast") -> None:
        self.control("stop", "-m", how)


@contextmanager
def running(installed: Path) -> Iterator[Server]:
    """Make and start a server, and leave nothing of it behind."""
    folder = Path(tempfile.mkdtemp(prefix="etabli-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody")
        data = folder / "data"
        _run(
            folder, installed / "initdb", "-D", data, "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8",
            "--locale=C.UTF-8",
        )  # fmt: skip
        server = Server(installed, folder)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, *argv: str | Path) -> None:
    done = subprocess.run(
        [str(word) for word in argv],
        cwd=folder,
        env={"HOME": str(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        user="nobody" if os.geteuid() == 0 else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # a pipe would stay open in the server
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, f"{argv}: {(folder / 'log').read_text() if (folder / 'log').exists() else ''}"
