"""What databases complain about, as what a person can do something about; everything else stays a bug."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError

from workshop.domain.errors import StoreError, StoreProblem

_FIRST_BYTE = 0xFF  # an extended code of SQLite holds the primary one in its first byte
_SQLITE = {
    sqlite3.SQLITE_FULL: StoreProblem.FULL,
    sqlite3.SQLITE_BUSY: StoreProblem.LOCKED,
    sqlite3.SQLITE_LOCKED: StoreProblem.LOCKED,
    sqlite3.SQLITE_CORRUPT: StoreProblem.CORRUPT,
    sqlite3.SQLITE_NOTADB: StoreProblem.CORRUPT,
    sqlite3.SQLITE_CANTOPEN: StoreProblem.NO_ACCESS,
    sqlite3.SQLITE_READONLY: StoreProblem.NO_ACCESS,
    sqlite3.SQLITE_PERM: StoreProblem.NO_ACCESS,
    sqlite3.SQLITE_AUTH: StoreProblem.NO_ACCESS,
    sqlite3.SQLITE_IOERR: StoreProblem.NO_ACCESS,
}
_SQLITE_EXTENDED = {
    sqlite3.SQLITE_IOERR_SHMSIZE: StoreProblem.FULL,  # the shared memory file beside the database could not grow
    sqlite3.SQLITE_IOERR_CORRUPTFS: StoreProblem.CORRUPT,
}
_POSTGRESQL = {  # by SQLSTATE, the longest beginning that fits
    "08": StoreProblem.UNREACHABLE,
    "25006": StoreProblem.NO_ACCESS,  # a read-only server
    "28": StoreProblem.NO_ACCESS,
    "3D000": StoreProblem.UNREACHABLE,
    "42501": StoreProblem.NO_ACCESS,
    "53100": StoreProblem.FULL,
    "53300": StoreProblem.UNREACHABLE,  # too many connections
    "55P03": StoreProblem.LOCKED,
    "57P": StoreProblem.UNREACHABLE,  # the server is stopping, or starting
    "XX001": StoreProblem.CORRUPT,
    "XX002": StoreProblem.CORRUPT,
}


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn a database's known troubles into StoreError."""
    try:
        yield
    except DBAPIError as error:
        problem = problem_of(error.orig)
        if problem is None:
            raise
        raise StoreError(where, problem) from error


def problem_of(error: BaseException | None) -> StoreProblem | None:
    """Say what a driver's error means; None: it is a bug."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        return _SQLITE_EXTENDED.get(code) or _SQLITE.get(code & _FIRST_BYTE)
    driver: Any = sys.modules.get("psycopg")  # loaded only where PostgreSQL is used: a tenth of a second otherwise
    if driver is not None and isinstance(error, driver.Error):
        return _of_postgresql(error, driver)
    return None


def _of_postgresql(error: Any, driver: Any) -> StoreProblem | None:
    state = error.sqlstate or ""
    for length in (5, 3, 2):
        if state[:length] in _POSTGRESQL:
            return _POSTGRESQL[state[:length]]
    # without a state, the server never answered or is gone
    return StoreProblem.UNREACHABLE if isinstance(error, driver.OperationalError) and not state else None
