"""From the address of a database to an engine whose transactions are what the store promises.

SQLite: write-ahead log, durable commits, foreign keys, and the write lock taken when a write transaction begins
(a plain BEGIN that turns into a writer later fails at once with "database is locked", whatever the timeout).
PostgreSQL: one advisory lock does the same for every writer; a reader sees one snapshot.
"""

from __future__ import annotations

import sqlite3
import time

from sqlalchemy import URL, Connection, Engine, create_engine, event

from workshop.domain.storage import folded

WRITES = "writes"  # the execution option of a connection that will write
FOLDED = "folded"  # the SQL function of SQLite's connections that does what `folded` does
DURABLE = "durable"  # the execution option of one whose commit waits for the disk
WRITE_LOCK = 0x4554_4142_4C49  # one number for all of a PostgreSQL database; "ETABLI"
_PATIENCE_SECONDS = 30.0
_ANSWER_SECONDS = 10
_PAUSE_SECONDS = 0.02


def make_engine(url: URL, *, patience_seconds: float = _PATIENCE_SECONDS, foreign_keys: bool = True) -> Engine:
    """Build the engine of one database; `patience_seconds` is how long a writer waits for the others."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, patience_seconds, foreign_keys=foreign_keys)
    return _postgresql(url, patience_seconds)


def reader(engine: Engine) -> Engine:
    """Return the same engine for transactions that only look, all of it as it was in one moment."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writer(engine: Engine, *, durable: bool = True) -> Engine:
    """Return the same engine for transactions that hold the write lock from their beginning."""
    return engine.execution_options(**{WRITES: True, DURABLE: durable})


def _sqlite(url: URL, patience_seconds: float, *, foreign_keys: bool) -> Engine:
    engine = create_engine(url, connect_args={"timeout": patience_seconds}, pool_use_lifo=True)

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        try:
            _configure(connection, patience_seconds, foreign_keys=foreign_keys)
        except BaseException:
            connection.close()  # the pool does not know it yet
            raise

    def begun(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(WRITES):  # said outside of a transaction: inside, SQLite does not listen
            connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options.get(DURABLE) else 'NORMAL'}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _configure(connection: sqlite3.Connection, patience_seconds: float, *, foreign_keys: bool) -> None:
    connection.isolation_level = None  # or the driver begins transactions of its own
    connection.execute("PRAGMA page_size=8192")  # of a file to come: most contents fit one page (measured)
    _write_ahead(connection, patience_seconds)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
    connection.execute("PRAGMA recursive_triggers=ON")  # or INSERT OR REPLACE deletes behind the guards' back
    connection.create_function(FOLDED, 1, folded, deterministic=True)  # SQLite folds ASCII only


def _write_ahead(connection: sqlite3.Connection, patience_seconds: float) -> None:
    """Switch to the write-ahead log; two processes that open a new file together do not wait for one another here."""
    end = time.monotonic() + patience_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _postgresql(url: URL, patience_seconds: float) -> Engine:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={
            "connect_timeout": _ANSWER_SECONDS,
            "options": f"-c lock_timeout={int(patience_seconds * 1000)} -c timezone=UTC",
        },
        pool_pre_ping=True,  # a bench that stood all night finds its server restarted
        pool_use_lifo=True,
    )

    def begun(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES):
            if not connection.get_execution_options().get(DURABLE):
                connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (WRITE_LOCK,))

    event.listen(engine, "begin", begun)
    return engine


def hidden(url: URL) -> str:
    """Return what a person may read of an address: a path, or a server without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
