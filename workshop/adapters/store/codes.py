"""Issued codes: what was never written here does not exist, however right its check digits are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from workshop.adapters.store import counters
from workshop.adapters.store.tables import CODE
from workshop.domain.codes import SERIAL_LIMIT, Code, Kind, kind_of, make
from workshop.domain.content import written_time
from workshop.domain.errors import CodesUsedUpError

ACTIVE = "active"
_SUBJECT = select(CODE.c.subject).where(CODE.c.code == bindparam("code"))
_ENDING = select(CODE.c.code).where(CODE.c.ending == bindparam("ending")).order_by(CODE.c.code)
_NEW = insert(CODE)


def issue(connection: Connection, kind: Kind, site: int, now: datetime) -> Code:
    """Give the next code of a kind at a site; it is its own subject."""
    number = kind_of(kind, now.year)
    serial = counters.take(connection, f"code {number:02d} {site:02d}")
    if serial >= SERIAL_LIMIT:
        raise CodesUsedUpError(f"{number:02d}-{site:02d}")
    code = make(number, site, serial)
    connection.execute(
        _NEW,
        {
            "code": code.text,
            "subject": code.text,
            "ending": code.typed,
            "issued_at": written_time(now),
            "status": ACTIVE,
            "replaced_by": "",
        },
    )
    return code


def subject_of(connection: Connection, code: Code) -> str | None:
    """Return the first code of what a code is on."""
    return connection.execute(_SUBJECT, {"code": code.text}).scalar()


def ending(connection: Connection, digits: str) -> tuple[Code, ...]:
    """Return the issued codes that end with these eight digits."""
    return tuple(Code(text) for text in connection.execute(_ENDING, {"ending": digits}).scalars())
