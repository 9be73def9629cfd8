"""The kinds of text that the tables hold, written the same way on both databases."""

from __future__ import annotations

import json
import re

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
WHOLE = BigInteger().with_variant(Integer(), "sqlite")  # on SQLite only INTEGER can be the row's own number


class Written(TypeDecorator[str]):
    """A text, compared and sorted by code point; NUL and halves of surrogate pairs, which no database holds: marked."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        return Text(collation="C" if dialect.name == "postgresql" else None)

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 — the same for both
        return None if value is None else _UNSTORABLE.sub("�", str(value))


class Reference(Written):
    """The code of another record; none is the empty text in a record and NULL in a table."""

    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        return super().process_bind_param(value or None, dialect)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str:  # noqa: ARG002 — the same for both
        return value or ""


class Raw(TypeDecorator[str]):
    """What a device sent, whatever it sent, kept without loss: a JSON string in ASCII."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 — the same for both
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 — the same for both
        return None if value is None else str(json.loads(value))
