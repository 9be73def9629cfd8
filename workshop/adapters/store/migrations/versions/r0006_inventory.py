"""The donor's or buyer's own tag of each machine."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_BEFORE = "machine_before"
_COLUMNS = ("inventory", "inventory_key")
_KEPT = (
    "code, lot, state, category, maker, model, serial, serial_key, received_at, number, charger, reading, inspection,"
    " grade, letter, order_code, recipient, box, manifest, place, place_turn, place_changed"
)


def upgrade() -> None:
    """Give machines their tag; those that came before have none that is known."""
    if op.get_bind().dialect.name == "postgresql":
        _settle()
        for column in _COLUMNS:
            op.add_column("machine", sa.Column(column, _TEXT, nullable=False, server_default=""))
            op.alter_column("machine", column, server_default=None)
    else:
        _make_again(*map(_text, _COLUMNS), values=f"{_KEPT}, '', ''")
    _index("inventory_key")


def downgrade() -> None:
    """Take it away; it remains in the journal."""
    if op.get_bind().dialect.name == "postgresql":
        _settle()
        op.drop_index(op.f("ix_machine_inventory_key"), "machine")
        for column in reversed(_COLUMNS):
            op.drop_column("machine", column)
    else:
        _make_again(values=_KEPT)


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
        _reference("place", "place.code"),
        sa.Column("place_turn", sa.Integer, nullable=False),
        sa.Column("place_changed", sa.Boolean, nullable=False),
        *more,
    )
    for column in ("serial_key", "lot", "state", "order_code", "box", "received_at", "place"):
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


def _reference(name: str, target: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, _to(target))


def _to(target: str) -> sa.ForeignKey:
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")
