"""Numbers that are given once: a counter moves with the transaction, so a failed one leaves no gap and no double."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from workshop.adapters.store.tables import COUNTER


def take(connection: Connection, name: str) -> int:
    """Take the next number of a counter, from 1."""
    return int(connection.execute(_taking(connection.dialect.name), {"name": name}).scalar_one())


@cache
def _taking(dialect: str) -> Any:
    new = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(COUNTER).values(
        name=bindparam("name"), value=1
    )
    return new.on_conflict_do_update(index_elements=["name"], set_={"value": COUNTER.c.value + 1}).returning(
        COUNTER.c.value
    )
