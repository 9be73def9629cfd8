"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from workshop.adapters.store.guards import protect, unprotect

revision = "0001"
down_revision = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make everything."""
    _codes()
    _people_and_lots()
    _orders()
    _machines()
    _evidence()
    _documents()
    _scans()
    protect(op.get_bind())


def downgrade() -> None:
    """Take everything away, what refers to others first."""
    unprotect(op.get_bind())
    for table in ("scan_answer", "scan", "document_file", "document", "event", "fact", "drive", "machine", "box"):
        op.drop_table(table)
    for table in ("recipient", "order_", "lot", "person", "workshop", "counter", "code"):
        op.drop_table(table)


def _codes() -> None:
    op.create_table(
        "code",
        _key("code"),
        _text("subject"),
        _text("ending"),
        _text("issued_at"),
        _text("status"),
        _reference("replaced_by", "code.code"),
    )
    _index("code", "ending")
    _index("code", "subject")
    op.create_table("counter", _key("name"), _number("value"))
    op.create_table("workshop", _code(), _text("name"), _number("site"), _flag("sample"))


def _people_and_lots() -> None:
    op.create_table("person", _code(), _text("name"), _text("role"), _flag("fictitious"))
    op.create_table(
        "lot", _code(), _text("donor"), _number("expected"), _text("slip"), _flag("open"), _text("opened_at")
    )


def _orders() -> None:
    op.create_table(
        "order_", _code(), _text("buyer"), _text("reference"), _text("contract"), _flag("open"), _text("opened_at")
    )
    op.create_table(
        "recipient",
        _key("code"),
        _reference("order_code", "order_.code"),
        _number("number"),
        _text("name"),
        _text("address"),
        _number("quantity"),
        _text("lowest_letter"),
        _number("memory_mib"),
        _text("manifest"),
    )
    _index("recipient", "order_code", "number")
    op.create_table(
        "box", _code(), _reference("order_code", "order_.code"), _number("recipient"), _number("number"), _flag("open")
    )
    _index("box", "order_code")


def _machines() -> None:
    op.create_table(
        "machine",
        _code(),
        _reference("lot", "lot.code"),
        *map(_text, ("state", "category", "maker", "model", "serial", "serial_key", "received_at")),
        _number("number"),
        sa.Column("charger", sa.Boolean),
        *map(_text, ("reading", "inspection", "grade", "letter")),
        _reference("order_code", "order_.code"),
        _number("recipient"),
        _reference("box", "box.code"),
        _text("manifest"),
    )
    for name in ("serial_key", "lot", "state", "order_code", "box", "received_at"):
        _index("machine", name)
    op.create_table(
        "drive",
        _code(),
        _reference("machine", "machine.code"),
        *map(_text, ("disposition", "validation", "model", "serial", "wwn")),
        sa.Column("size_bytes", _WHOLE, nullable=False),
        *map(_text, ("medium", "wipe_log", "certificate")),
    )
    _index("drive", "machine")


def _evidence() -> None:
    op.create_table(
        "fact",
        _key("digest"),
        _text("kind"),
        _text("subject"),
        sa.Column("content", sa.LargeBinary, nullable=False),
        _text("at"),
    )
    _index("fact", "subject")
    op.create_table(
        "event",
        sa.Column("seq", _WHOLE, primary_key=True, autoincrement=False),
        *map(_text, ("subject", "kind", "content")),
        _reference("person", "person.code"),
        *map(_text, ("bench", "at", "prev_hash", "hash")),
    )
    _index("event", "subject", "seq")


def _documents() -> None:
    op.create_table(
        "document",
        _code(),
        _text("kind"),
        sa.Column("number", _TEXT, nullable=False, unique=True),
        *map(_number, ("site", "year", "rank")),
        _reference("content", "fact.digest"),
        *map(_text, ("about", "issued_at")),
        _reference("person", "person.code"),
        _text("replaces"),
    )
    _index("document", "about")
    op.create_table(
        "document_file", _key("code"), _reference("document", "document.code"), _text("form"), _text("sha256")
    )
    _index("document_file", "document")


def _scans() -> None:
    op.create_table(
        "scan",
        sa.Column("number", _WHOLE, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        _text("at"),
        _flag("typed"),
        _text("person"),
        _text("bench"),
    )
    op.create_table(
        "scan_answer",
        sa.Column("scan", _WHOLE, _to("scan.number"), primary_key=True, autoincrement=False),
        _text("signal"),
        _text("content"),
    )
    _index("scan_answer", "signal", "scan")


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _key(name: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, primary_key=True)


def _code() -> sa.Column[Any]:
    return sa.Column("code", _TEXT, _to("code.code"), primary_key=True)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _reference(name: str, target: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, _to(target))


def _to(target: str) -> sa.ForeignKey:
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")
