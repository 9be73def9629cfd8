"""Opening a database: made where there is none, brought up to date where it is older, refused where it cannot serve."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from workshop.adapters.store.engine import hidden, make_engine, reader, writer
from workshop.adapters.store.migrations import HEAD
from workshop.adapters.store.mounts import mounts_now, on_a_share
from workshop.adapters.store.transaction import SqlStore
from workshop.adapters.store.troubles import told
from workshop.domain.errors import StoreError, StoreProblem
from workshop.services.ports import Announce, Clock

_VERSION_TABLE = "alembic_version"


def sqlite_url(file: Path) -> str:
    """Return the address of a database file."""
    return URL.create("sqlite", database=str(file)).render_as_string()


def open_store(
    url: str,
    clock: Clock,
    announce: Announce | None = None,
    *,
    mounts: str | None = None,
    patience_seconds: float = 30,
) -> SqlStore:
    """Open a database by its address (sqlite:///path, postgresql://…); raises StoreError where it cannot serve.

    `announce` is called after each commit with its events, on the thread that worked. `mounts` is the text of
    /proc/mounts, `patience_seconds` how long a writer waits for the others.
    """
    address = _address(url)
    where = hidden(address)
    if address.get_backend_name() == "sqlite":
        _check_place(Path(where), mounts_now() if mounts is None else mounts)
    engine = make_engine(address, patience_seconds=patience_seconds)
    try:
        with told(where):
            if _revision(engine, where) != HEAD:
                _bring_up_to_date(address, where, patience_seconds)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, where, clock, announce)


def _address(url: str) -> URL:
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise StoreError(url, StoreProblem.UNREACHABLE) from error
    if address.get_backend_name() not in {"sqlite", "postgresql"} or not address.database:
        raise StoreError(hidden(address), StoreProblem.UNREACHABLE)
    return address


def _check_place(file: Path, mounts: str) -> None:
    """Make the folder of a database file, unless the file cannot serve there."""
    if on_a_share(file.parent, mounts):
        raise StoreError(str(file), StoreProblem.NETWORK_SHARE)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(str(file), StoreProblem.NO_ACCESS) from error
    # SQLite opens what it may only read, and would say so at the first scan
    if not os.access(file.parent, os.W_OK) or (file.exists() and not os.access(file, os.W_OK)):
        raise StoreError(str(file), StoreProblem.NO_ACCESS)


def _revision(engine: Engine, where: str) -> str | None:
    """Return the revision of a database, None for an empty one; another program's file is no database of ours."""
    with reader(engine).begin() as connection:
        tables = inspect(connection).get_table_names()
        if _VERSION_TABLE in tables:
            return _written_revision(connection)
        if tables and engine.dialect.name == "sqlite":
            raise StoreError(where, StoreProblem.CORRUPT)
        return None


def _written_revision(connection: Connection) -> str | None:
    revision = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()  # noqa: S608 — a constant
    return None if revision is None else str(revision)


def _bring_up_to_date(address: URL, where: str, patience_seconds: float) -> None:
    from workshop.adapters.store.migrations.run import NewerError, upgrade  # noqa: PLC0415 — Alembic takes its time

    engine = make_engine(address, patience_seconds=patience_seconds, foreign_keys=False)
    try:
        with writer(engine).begin() as connection:
            upgrade(connection)
    except NewerError as error:
        raise StoreError(where, StoreProblem.NEWER) from error
    finally:
        engine.dispose()
