"""Accessories, and where the workshop is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "accessory",
        sa.Column("code", _TEXT, _to("code.code"), primary_key=True),
        sa.Column("what", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("machine", _TEXT, _to("machine.code")),
    )
    op.create_index("ix_accessory_machine", "accessory", ["machine"])
    op.create_table(
        "address",
        sa.Column("code", _TEXT, _to("workshop.code"), primary_key=True),
        sa.Column("text", _TEXT, nullable=False),
    )


def downgrade() -> None:
    """Take both away."""
    op.drop_table("address")
    op.drop_table("accessory")


def _to(target: str) -> sa.ForeignKey:
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")
