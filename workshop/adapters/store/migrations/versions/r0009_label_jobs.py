"""The queue of labels, and the checks after sticking."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "label_job",
        sa.Column("code", _TEXT, primary_key=True),
        _reference("about", "code.code"),
        _text("kind"),
        _number("copy"),
        *map(_text, ("bench", "state", "made_at", "content", "trouble")),
        _number("tries"),
        _reference("person", "person.code"),
        *map(_text, ("why", "made_for")),
        _flag("by_itself"),
    )
    op.create_index("ix_label_job_bench_state", "label_job", ["bench", "state"])
    op.create_index("ix_label_job_about", "label_job", ["about"])
    op.create_table(
        "sticker_check",
        _reference("code", "code.code", key=True),
        *map(_text, ("state", "why")),
        _reference("lot", "lot.code"),
        _reference("person", "person.code"),
        *map(_text, ("bench", "asked_at", "passed_at")),
    )
    op.create_index("ix_sticker_check_person_why", "sticker_check", ["person", "why"])
    op.create_index("ix_sticker_check_state", "sticker_check", ["state"])
    op.create_table(
        "sticker_rules",
        _reference("code", "code.code", key=True),
        *map(_number, ("one_in", "first")),
        _flag("same_model"),
    )


def downgrade() -> None:
    """Take them away: labels that wait are made again by hand."""
    op.drop_table("sticker_rules")
    op.drop_table("sticker_check")
    op.drop_table("label_job")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _reference(name: str, target: str, *, key: bool = False) -> sa.Column[str]:
    to = sa.ForeignKey(target, deferrable=True, initially="DEFERRED")
    return sa.Column(name, _TEXT, to, primary_key=key)
