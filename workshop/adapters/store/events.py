"""The journal's rows: the content of an event is kept as the very text that its hash was made from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from workshop.adapters.store.tables import EVENT
from workshop.domain.content import ContentError, canonical, read_time, written_time
from workshop.domain.entries import FIRST_HASH, Recorded, chain_hash, event_content, kind_of, read_event
from workshop.domain.errors import StoreError, StoreProblem
from workshop.domain.events import Event
from workshop.domain.people import Actor

_COLUMNS = select(
    EVENT.c.seq,
    EVENT.c.subject,
    EVENT.c.kind,
    EVENT.c.content,
    EVENT.c.person,
    EVENT.c.bench,
    EVENT.c.at,
    EVENT.c.prev_hash,
    EVENT.c.hash,
)
_LAST = select(EVENT.c.seq, EVENT.c.hash).order_by(EVENT.c.seq.desc()).limit(1)
_HISTORY = _COLUMNS.where(EVENT.c.subject.in_(bindparam("subjects", expanding=True))).order_by(EVENT.c.seq)
_JOURNAL = _COLUMNS.where(EVENT.c.seq > bindparam("after")).order_by(EVENT.c.seq)
_JOURNAL_PAGE = _JOURNAL.limit(bindparam("limit_"))
_NEW = insert(EVENT)


def last(connection: Connection) -> tuple[int, str]:
    """Return the sequence number and the hash that the next event follows."""
    row = connection.execute(_LAST).first()
    return (0, FIRST_HASH) if row is None else (int(row[0]), str(row[1]))


def append(
    connection: Connection, after: tuple[int, str], subject: str, event: Event, actor: Actor, at: datetime
) -> Recorded:
    """Write an event after the last one; only whoever holds the write lock may."""
    seq, prev_hash = after[0] + 1, after[1]
    chained = chain_hash(prev_hash, seq, subject, event, actor.person, actor.bench, at)
    connection.execute(
        _NEW,
        {
            "seq": seq,
            "subject": subject,
            "kind": kind_of(type(event)),
            "content": canonical(event_content(event)).decode(),
            "person": actor.person,
            "bench": actor.bench,
            "at": written_time(at),
            "prev_hash": prev_hash,
            "hash": chained,
        },
    )
    return Recorded(seq, subject, event, actor.person, actor.bench, at, prev_hash, chained)


def history(connection: Connection, where: str, subjects: tuple[str, ...]) -> tuple[Recorded, ...]:
    """Return the events of these subjects, oldest first."""
    return _read(connection.execute(_HISTORY, {"subjects": subjects}), where) if subjects else ()


def journal(connection: Connection, where: str, after: int, limit: int) -> tuple[Recorded, ...]:
    """Return events by sequence number, oldest first."""
    if limit:
        return _read(connection.execute(_JOURNAL_PAGE, {"after": after, "limit_": limit}), where)
    return _read(connection.execute(_JOURNAL, {"after": after}), where)


def _read(rows: Iterable[Iterable[Any]], where: str) -> tuple[Recorded, ...]:
    try:
        return tuple(
            Recorded(seq, subject, _event(where, kind, content), person, bench, read_time(at), prev_hash, chained)
            for seq, subject, kind, content, person, bench, at, prev_hash, chained in rows
        )
    except ValueError as error:  # neither JSON nor a time: somebody wrote behind our back
        raise StoreError(where, StoreProblem.CORRUPT) from error


def _event(where: str, kind: str, content: str) -> Event:
    """Rebuild an event; a newer Établi at another bench knows more that can happen."""
    stored = json.loads(content)
    try:
        return read_event(kind, stored)
    except ContentError as error:
        raise StoreError(where, StoreProblem.NEWER) from error
