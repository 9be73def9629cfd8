"""How screens are for each person, and the managers' PINs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "preferences",
        _of_a_person(),
        sa.Column("zoom_percent", sa.Integer, nullable=False),
        *map(_text, ("look", "language", "wording", "sounds")),
    )
    op.create_table(
        "pin", _of_a_person(), _text("secret"), sa.Column("failed", sa.Integer, nullable=False), _text("waits_until")
    )


def downgrade() -> None:
    """Take both away: screens are as the bench is set, and nobody has a PIN."""
    op.drop_table("pin")
    op.drop_table("preferences")


def _of_a_person() -> sa.Column[str]:
    reference = sa.ForeignKey("person.code", deferrable=True, initially="DEFERRED")
    return sa.Column("code", _TEXT, reference, primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=False)
