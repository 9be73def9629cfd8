"""Wipes that were started, and drives that came loose: with a lot of their own, at a place of the bench."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_BEFORE = "drive_before"
_KEPT = (
    "code, machine, disposition, validation, model, serial, wwn, size_bytes, medium, wipe_log, certificate"  # in 0001
)


def upgrade() -> None:
    """Give drives a lot and a place, and wipes a table."""
    _put_aside()
    _make_drives(_reference("lot", "lot.code"), _text("place"))
    _bring_back("", f"{_KEPT}, NULL, ''")
    for column in ("lot", "serial", "wwn"):
        _index("drive", column)
    op.create_table(
        "wipe",
        sa.Column("code", _TEXT, primary_key=True),
        _reference("drive", "drive.code"),
        _reference("machine", "machine.code"),
        _reference("lot", "lot.code"),
        _text("method"),
        _reference("person", "person.code"),
        *map(_text, ("bench", "started_at", "confirmed")),
        sa.Column("exercise", sa.Boolean, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
    )
    for column in ("open", "drive", "started_at"):
        _index("wipe", column)


def downgrade() -> None:
    """Take both away; loose drives keep their record, without their lot."""
    op.drop_table("wipe")
    _put_aside()
    _make_drives()
    _bring_back(f"({_KEPT})", _KEPT)


def _put_aside() -> None:
    """Copy the drives: SQLite adds a column to its text, not to its shape, so the table is made anew."""
    op.execute(f"CREATE TABLE {_BEFORE} AS SELECT * FROM drive")  # noqa: S608 — constants
    op.drop_table("drive")


def _make_drives(*more: sa.Column[Any]) -> None:
    op.create_table(
        "drive",
        sa.Column("code", _TEXT, _to("code.code"), primary_key=True),
        _reference("machine", "machine.code"),
        *map(_text, ("disposition", "validation", "model", "serial", "wwn")),
        sa.Column("size_bytes", _WHOLE, nullable=False),
        *map(_text, ("medium", "wipe_log", "certificate")),
        *more,
    )
    _index("drive", "machine")


def _bring_back(into: str, values: str) -> None:
    op.execute(f"INSERT INTO drive {into} SELECT {values} FROM {_BEFORE}")  # noqa: S608 — constants
    op.drop_table(_BEFORE)
    if op.get_bind().dialect.name == "postgresql":  # references are checked now: a table that waits cannot be dropped
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")
        op.execute("SET CONSTRAINTS ALL DEFERRED")


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, nullable=False)


def _reference(name: str, target: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, _to(target))


def _to(target: str) -> sa.ForeignKey:
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")
