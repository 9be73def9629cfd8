"""Whether an order wants a system, and which machines have a test that somebody was not sure of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_BEFORE = "before"
_ORDER = "code, buyer, reference, contract, open, opened_at"
_MACHINE = (
    "code, lot, state, category, maker, model, serial, serial_key, received_at, number, charger, reading, inspection,"
    " grade, letter, order_code, recipient, box, manifest, place, place_turn, place_changed, inventory, inventory_key"
)
_INDEXED = ("serial_key", "inventory_key", "lot", "state", "order_code", "box", "received_at", "place")
_NOT_HERE = (
    "('expected', 'returned', 'delivered', 'rented', 'hold', 'locked', 'to-repair', 'for-parts', 'recycled', 'lost')"
)
_FORGETS = (
    "machine-returned",
    "machine-brought-back",
    "system-installed",
    "machine-inspected",
    "drive-attached",
    "drive-detached",
)


def upgrade() -> None:
    """Add both; no order wanted a system so far, and the journal tells who was not sure."""
    if op.get_bind().dialect.name == "postgresql":
        _settle()
        for table, column in (("order_", "system_wanted"), ("machine", "unsure")):
            op.add_column(table, sa.Column(column, sa.Boolean, nullable=False, server_default=sa.false()))
            op.alter_column(table, column, server_default=None)
    else:
        _order_again(_flag("system_wanted"), values=f"{_ORDER}, 0")
        _machine_again(_flag("unsure"), values=f"{_MACHINE}, 0")
    _index("unsure")
    _tell_unsure()


def downgrade() -> None:
    """Take both away; the journal keeps what was said."""
    if op.get_bind().dialect.name == "postgresql":
        _settle()
        op.drop_index(op.f("ix_machine_unsure"), "machine")
        op.drop_column("machine", "unsure")
        op.drop_column("order_", "system_wanted")
    else:
        _machine_again(values=_MACHINE)
        _order_again(values=_ORDER)


def _tell_unsure() -> None:
    """Mark the machines whose last answer to a test was « I do not know »."""
    connection = op.get_bind()
    asked = "SELECT DISTINCT subject FROM event WHERE kind = 'function-tested' AND content LIKE '%\"unsure\"%'"
    mark = sa.text(f"UPDATE machine SET unsure = :yes WHERE code = :code AND state NOT IN {_NOT_HERE}")  # noqa: S608 — constants
    for (subject,) in connection.execute(sa.text(asked)).all():
        if "unsure" in _answers(connection, subject):
            connection.execute(mark, {"yes": True, "code": subject})


def _answers(connection: sa.Connection, subject: str) -> Iterator[str]:
    told = sa.text("SELECT seq, kind, content FROM event WHERE subject = :subject ORDER BY seq")
    events = [(seq, kind, json.loads(content)) for seq, kind, content in connection.execute(told, {"subject": subject})]
    undone: set[int] = set()
    for seq, kind, content in reversed(events):
        if kind == "undone" and seq not in undone:
            undone.add(content["event"])
    answers: dict[str, str] = {}
    for seq, kind, content in events:
        if seq in undone:
            continue
        if kind in _FORGETS:
            answers.clear()
        elif kind == "function-tested":
            answers[content["function"]] = content["works"]
    return iter(answers.values())


def _order_again(*more: sa.Column[Any], values: str) -> None:
    """Make the table anew: SQLite adds a column to its text, not to its shape."""
    op.execute(f"CREATE TABLE {_BEFORE} AS SELECT * FROM order_")  # noqa: S608 — constants
    op.drop_table("order_")
    op.create_table(
        "order_",
        sa.Column("code", _TEXT, _to("code.code"), primary_key=True),
        *map(_text, ("buyer", "reference", "contract")),
        _flag("open"),
        _text("opened_at"),
        *more,
    )
    _fill("order_", values)


def _machine_again(*more: sa.Column[Any], values: str) -> None:
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
        *more,
    )
    for column in _INDEXED:
        _index(column)
    _fill("machine", values)


def _fill(table: str, values: str) -> None:
    op.execute(f"INSERT INTO {table} SELECT {values} FROM {_BEFORE}")  # noqa: S608 — constants
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
