"""Where machines go: what the contract says, or a person."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_BEFORE = "machine_before"
_KEPT = (
    "code, lot, state, category, maker, model, serial, serial_key, received_at, number, charger, reading, inspection,"
    " grade, letter, order_code, recipient, box, manifest, place, place_turn, place_changed, inventory, inventory_key,"
    " unsure"
)
_INDEXED = ("serial_key", "inventory_key", "lot", "state", "order_code", "box", "received_at", "place", "unsure")


def upgrade() -> None:
    """Add it; what was graded before has none until it is graded again."""
    if op.get_bind().dialect.name == "postgresql":
        _settle()
        op.add_column("machine", sa.Column("destination", _TEXT, nullable=False, server_default=""))
        op.alter_column("machine", "destination", server_default=None)
    else:
        _make_again(_text("destination"), values=f"{_KEPT}, ''")
    _index("destination")


def downgrade() -> None:
    """Take it away; it remains in the journal."""
    if op.get_bind().dialect.name == "postgresql":
        _settle()
        op.drop_index(op.f("ix_machine_destination"), "machine")
        op.drop_column("machine", "destination")
    else:
        _make_again(values=_KEPT)


def _make_again(*more: sa.Column[Any], values: str) -> None:
    """Make the table anew: SQLite adds a column to its text, not to its shape."""
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
        _reference("place", "place.code"),
        sa.Column("place_turn", sa.Integer, nullable=False),
        _flag("place_changed"),
        *map(_text, ("inventory", "inventory_key")),
        _flag("unsure"),
        *more,
    )
    for column in _INDEXED:
        _index(column)
    op.execute(f"INSERT INTO machine SELECT {values} FROM {_BEFORE}")  # noqa: S608 — constants
    op.drop_table(_BEFORE)


def _settle() -> None:
    """Check references now: a table with checks that wait cannot be altered."""
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")


def _index(column: str) -> None:
    op.create_index(op.f(f"ix_machine_{column}"), "machine", [column])


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _reference(name: str, target: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, _to(target))


def _to(target: str) -> sa.ForeignKey:
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")
