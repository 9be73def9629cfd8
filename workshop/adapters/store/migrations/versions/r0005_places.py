"""Places, and in which of them each machine stands."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_BEFORE = "machine_before"
_KEPT = (
    "code, lot, state, category, maker, model, serial, serial_key, received_at, number, charger, reading, inspection,"
    " grade, letter, order_code, recipient, box, manifest"
)


def upgrade() -> None:
    """Make the table of places, and give machines theirs."""
    op.create_table(
        "place",
        sa.Column("code", _TEXT, _to("code.code"), primary_key=True),
        *map(_text, ("name", "key", "kind")),
        sa.Column("turn", sa.Integer, nullable=False),
        _text("opened_at"),
        _flag("counting"),
        _text("counted_at"),
    )
    _index("place", "key")
    if op.get_bind().dialect.name == "postgresql":
        _settle()
        op.add_column("machine", _reference("place", "place.code"))
        op.add_column("machine", sa.Column("place_turn", sa.Integer, nullable=False, server_default="0"))
        op.add_column("machine", sa.Column("place_changed", sa.Boolean, nullable=False, server_default=sa.false()))
        for column in ("place_turn", "place_changed"):
            op.alter_column("machine", column, server_default=None)
        _index("machine", "place")
        return
    _make_again(
        _reference("place", "place.code"),
        sa.Column("place_turn", sa.Integer, nullable=False),
        _flag("place_changed"),
        values=f"{_KEPT}, NULL, 0, 0",
    )
    _index("machine", "place")


def downgrade() -> None:
    """Take both away; where machines stood remains in the journal."""
    if op.get_bind().dialect.name == "postgresql":
        _settle()
        op.drop_index(op.f("ix_machine_place"), "machine")
        for column in ("place_changed", "place_turn", "place"):
            op.drop_column("machine", column)
    else:
        _make_again(values=_KEPT)
    op.drop_table("place")


def _make_again(*more: sa.Column[Any], values: str) -> None:
    """Make the machines' table anew: SQLite adds a column to its text, not to its shape."""
    op.execute(f"CREATE TABLE {_BEFORE} AS SELECT * FROM machine")  # noqa: S608 — constants
    op.drop_table("machine")
    op.create_table(
        "machine",
        sa.Column("code", _TEXT, _to("code.code"), primary_key=True),
        _reference("lot", "lot.code"),
        *map(_text, ("state", "category", "maker", "model", "serial", "serial_key", "received_at")),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("charger", sa.Boolean),
        *map(_text, ("reading", "inspection", "grade", "letter")),
        _reference("order_code", "order_.code"),
        sa.Column("recipient", sa.Integer, nullable=False),
        _reference("box", "box.code"),
        _text("manifest"),
        *more,
    )
    for column in ("serial_key", "lot", "state", "order_code", "box", "received_at"):
        _index("machine", column)
    op.execute(f"INSERT INTO machine SELECT {values} FROM {_BEFORE}")  # noqa: S608 — constants
    op.drop_table(_BEFORE)


def _settle() -> None:
    """Check references now: a table with checks that wait cannot be altered."""
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _reference(name: str, target: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, _to(target))


def _to(target: str) -> sa.ForeignKey:
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")
