"""Raw scans and what was said to them; a scan without an answer is one that the power cut short."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select

from workshop.adapters.store.tables import SCAN, SCAN_ANSWER, SCAN_SETTLED
from workshop.domain.content import ContentError, from_content, read_time, to_content, written_time
from workshop.domain.errors import StoreError, StoreProblem
from workshop.domain.people import Actor
from workshop.domain.scanning import Answer, Scan, Signal
from workshop.services.ports import KeptScan

_LAST = select(func.coalesce(func.max(SCAN.c.number), 0))
_NEW = insert(SCAN)
_NEW_ANSWER = insert(SCAN_ANSWER)
_COLUMNS = (
    SCAN.c.number,
    SCAN.c.text,
    SCAN.c.reader,
    SCAN.c.at,
    SCAN.c.typed,
    SCAN.c.person,
    SCAN.c.bench,
    SCAN_ANSWER.c.content,
)
_ALL = select(*_COLUMNS).select_from(SCAN.outerjoin(SCAN_ANSWER)).order_by(SCAN.c.number.desc())
_REFUSED = (
    select(*_COLUMNS)
    .select_from(SCAN_ANSWER.join(SCAN))
    .where(SCAN_ANSWER.c.signal == Signal.REFUSED.value)
    .order_by(SCAN_ANSWER.c.scan.desc())
)
_WAITING = _REFUSED.where(~exists().where(SCAN_SETTLED.c.scan == SCAN_ANSWER.c.scan))
_REFUSED_COUNT = select(func.count()).where(SCAN_ANSWER.c.signal == Signal.REFUSED.value)
_SETTLED_COUNT = select(func.count()).select_from(SCAN_SETTLED)  # only refused ones are
_NEWLY_SETTLED = insert(SCAN_SETTLED)
_SETTLED_NO_MORE = delete(SCAN_SETTLED).where(SCAN_SETTLED.c.scan == bindparam("number_"))
_IS_WAITING = _WAITING.where(SCAN_ANSWER.c.scan == bindparam("number_"))


def keep(connection: Connection, scan: Scan, actor: Actor) -> int:
    """Write a raw scan; only whoever holds the write lock may."""
    number = int(connection.execute(_LAST).scalar_one()) + 1
    values = {"number": number, "text": scan.text, "reader": scan.reader, "at": written_time(scan.at)}
    connection.execute(_NEW, values | {"typed": scan.typed, "person": actor.person, "bench": actor.bench})
    return number


def answer(connection: Connection, number: int, said: Answer) -> None:
    """Write what was said to a scan, once."""
    content = json.dumps(to_content(said))
    connection.execute(_NEW_ANSWER, {"scan": number, "signal": said.signal.value, "content": content})


def settle(connection: Connection, number: int, now: datetime) -> bool:
    """Write that a refused scan waits no longer; False where it does not wait."""
    if connection.execute(_IS_WAITING, {"number_": number}).first() is None:
        return False
    connection.execute(_NEWLY_SETTLED, {"scan": number, "at": written_time(now)})
    return True


def unsettle(connection: Connection, number: int) -> None:
    """Let a refused scan wait again."""
    connection.execute(_SETTLED_NO_MORE, {"number_": number})


def scans(connection: Connection, where: str, *, refused: bool, waiting: bool, limit: int) -> tuple[KeptScan, ...]:
    """Return raw scans with their answers, newest first."""
    statement = _WAITING if waiting else _REFUSED if refused else _ALL
    if limit:
        rows = connection.execute(statement.limit(bindparam("limit_")), {"limit_": limit})
    else:
        rows = connection.execute(statement)
    try:
        return tuple(map(_read, rows))
    except ContentError as error:  # a newer Établi at another bench says other things
        raise StoreError(where, StoreProblem.NEWER) from error
    except ValueError as error:  # no JSON: somebody wrote behind our back
        raise StoreError(where, StoreProblem.CORRUPT) from error


def waiting(connection: Connection) -> int:
    """Count the refused scans that nobody has settled."""
    refused = int(connection.execute(_REFUSED_COUNT).scalar_one())
    return refused - int(connection.execute(_SETTLED_COUNT).scalar_one())


def _read(row: Iterable[Any]) -> KeptScan:
    number, text, reader, at, typed, person, bench, content = row
    said = None if content is None else from_content(Answer, json.loads(content))
    return KeptScan(number, Scan(text, reader, read_time(at), typed), person, bench, said)
