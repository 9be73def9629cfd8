"""Reports of machines that arrived, and the sticks under whose secrets the probe signs."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "report",
        sa.Column("code", _TEXT, primary_key=True),
        *map(_text, ("state", "reason")),
        _reference("machine", "machine.code"),
        *map(_text, ("maker", "model", "serial", "category", "tool", "format", "authenticity", "arrived_at", "name")),
        _text("file"),
        _reference("fact", "fact.digest"),
        *map(_text, ("system_key", "chassis_key", "board_key")),
    )
    _index("report", "state", "arrived_at")
    for column in ("machine", "system_key", "chassis_key", "board_key"):
        _index("report", column)
    op.create_table(
        "stick",
        sa.Column("code", _TEXT, primary_key=True),
        *map(_text, ("label", "secret", "prepared_at", "forgotten_at")),
    )


def downgrade() -> None:
    """Take both away: the kept files stay, sticks must be prepared again."""
    op.drop_table("stick")
    op.drop_table("report")


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, nullable=False)


def _reference(name: str, target: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, sa.ForeignKey(target, deferrable=True, initially="DEFERRED"))
