"""Machines that were inspected twice, and how many are drawn for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "second_look",
        sa.Column("code", _TEXT, _to("code.code"), primary_key=True),
        sa.Column("fact", _TEXT, _to("fact.digest")),
        sa.Column("at", _TEXT, nullable=False),
    )
    op.create_table(
        "second_rule",
        sa.Column("code", _TEXT, _to("code.code"), primary_key=True),
        sa.Column("percent", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Take both away."""
    op.drop_table("second_rule")
    op.drop_table("second_look")


def _to(target: str) -> sa.ForeignKey:
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")
