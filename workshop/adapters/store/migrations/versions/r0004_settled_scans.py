"""Refused scans that a person has looked at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "scan_settled",
        sa.Column(
            "scan",
            _WHOLE,
            sa.ForeignKey("scan_answer.scan", deferrable=True, initially="DEFERRED"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("at", _TEXT, nullable=False),
    )


def downgrade() -> None:
    """Take it away: every refused scan waits again."""
    op.drop_table("scan_settled")
