"""Issued codes: what was never written here does not exist, however right its check digits are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from workshop.adapters.store import counters
from workshop.adapters.store.tables import CODE
from workshop.domain.codes import SERIAL_LIMIT, Code, Kind, kind_of, make
from workshop.domain.content import written_time
from workshop.domain.errors import CodesUsedUpError

ACTIVE, VOID = "active", "void"
_SUBJECT = select(CODE.c.subject).where(CODE.c.code == bindparam("code"))
_ENDING = select(CODE.c.code).where(CODE.c.ending == bindparam("ending")).order_by(CODE.c.code)
_VOID = select(CODE.c.code).where(CODE.c.code == bindparam("code"), CODE.c.status == VOID)
_BY = select(CODE.c.replaced_by).where(CODE.c.code == bindparam("code"))
_NEW = insert(CODE)
_REPLACED = update(CODE).where(CODE.c.code == bindparam("code_")).values(replaced_by=bindparam("new_"))
_STATUS = update(CODE).where(CODE.c.code == bindparam("code_")).values(status=bindparam("status_"))


def issue(connection: Connection, kind: Kind, site: int, now: datetime, subject: str = "") -> Code:
    """Give the next code of a kind at a site; without a subject it is its own."""
    number = kind_of(kind, now.year)
    serial = counters.take(connection, f"code {number:02d} {site:02d}")
    if serial >= SERIAL_LIMIT:
        raise CodesUsedUpError(f"{number:02d}-{site:02d}")
    code = make(number, site, serial)
    connection.execute(
        _NEW,
        {
            "code": code.text,
            "subject": subject or code.text,
            "ending": code.typed,
            "issued_at": written_time(now),
            "status": ACTIVE,
            "replaced_by": "",
        },
    )
    return code


def replace(connection: Connection, code: str, site: int, now: datetime) -> Code:
    """Give what a code is on another one of the same kind; the code before still leads there."""
    old = Code(code)
    new = issue(connection, old.kind, site, now, subject_of(connection, old) or code)
    connection.execute(_REPLACED, {"code_": code, "new_": new.text})
    return new


def replaced_by(connection: Connection, code: Code) -> str:
    """Return the code that took the place of another one; empty: none did."""
    return connection.execute(_BY, {"code": code.text}).scalar() or ""


def subject_of(connection: Connection, code: Code) -> str | None:
    """Return the first code of what a code is on."""
    return connection.execute(_SUBJECT, {"code": code.text}).scalar()


def is_void(connection: Connection, code: Code) -> bool:
    """Tell whether a code is on nothing any more."""
    return connection.execute(_VOID, {"code": code.text}).first() is not None


def set_void(connection: Connection, code: str, *, void: bool) -> None:
    """Say that a code is on nothing any more, or is on its object again."""
    connection.execute(_STATUS, {"code_": code, "status_": VOID if void else ACTIVE})


def ending(connection: Connection, digits: str) -> tuple[Code, ...]:
    """Return the issued codes that end with these eight digits."""
    return tuple(Code(text) for text in connection.execute(_ENDING, {"ending": digits}).scalars())
