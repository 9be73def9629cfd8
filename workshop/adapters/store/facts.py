"""Facts: readings, inspections, grades, wipe logs, contents of documents; kept for ever under their digest."""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from workshop.adapters.store.tables import FACT
from workshop.domain.content import Content, canonical, written_time
from workshop.domain.errors import StoreError, StoreProblem

_CONTENT = select(FACT.c.content).where(FACT.c.digest == bindparam("digest"))


def keep(connection: Connection, kind: str, subject: str, content: Content, at: datetime) -> str:
    """Keep a content once; who keeps it again gets the same digest, and the first kind and subject stay."""
    text = canonical(content)
    digest = sha256(text).hexdigest()
    values = {
        "digest": digest,
        "kind": kind,
        "subject": subject,
        "content": zlib.compress(text),
        "at": written_time(at),
    }
    connection.execute(_keeping(connection.dialect.name), values)
    return digest


def fact(connection: Connection, where: str, digest: str) -> Content | None:
    """Return a kept content; one that is no longer what its digest says is a damaged database."""
    kept = connection.execute(_CONTENT, {"digest": digest}).scalar()
    if kept is None:
        return None
    try:
        text = zlib.decompress(kept)
    except zlib.error as error:
        raise StoreError(where, StoreProblem.CORRUPT) from error
    if sha256(text).hexdigest() != digest:
        raise StoreError(where, StoreProblem.CORRUPT)
    return cast("Content", json.loads(text))


@cache
def _keeping(dialect: str) -> Any:
    new = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(FACT)
    return new.on_conflict_do_nothing(index_elements=["digest"])
