"""Records to rows and back, by the names of their fields: one table a kind, one column a field."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping
from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, Table, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from workshop.adapters.store import tables
from workshop.adapters.store.columns import Reference
from workshop.domain.accessories import Accessory
from workshop.domain.documents import Document, DocumentFile
from workshop.domain.label_queue import LabelRow
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.orders import Box, Order, Recipient
from workshop.domain.people import Person, PinRecord, Preferences, WorkshopAddress, WorkshopIdentity
from workshop.domain.reports import ReportCard, StickRecord
from workshop.domain.second_looks import SecondLook, SecondRule
from workshop.domain.stickers import StickerCheck, StickerRules
from workshop.domain.storage import Place
from workshop.domain.wiping import WipeCard

R = TypeVar("R")
Names = tuple[tuple[str, bool], ...]  # the fields asked for, each with whether it must be absent


class Shelf:
    """Where the records of one kind stand; statements are built once, so that they are compiled once."""

    def __init__(
        self, kind: type[Any], table: Table, order: tuple[str, ...] = ("code",), *, for_ever: bool = False
    ) -> None:
        self.names = tuple(item.name for item in fields(kind))
        self.for_ever = for_ever
        self._kind = kind
        self._table = table
        self._order = order
        hints = typing.get_type_hints(kind)
        self._words = [(place, hints[name]) for place, name in enumerate(self.names) if _is_enum(hints[name])]
        self._all = select(*(table.c[name] for name in self.names))
        self.one = self._all.where(table.c.code == bindparam("code"))
        self._several: dict[tuple[Names, bool, bool], Select[Any]] = {}
        self._counts: dict[Names, Select[Any]] = {}
        self._writes: dict[str, Any] = {}

    def record(self, row: Iterable[Any]) -> Any:
        """Build a record from a row, whose columns follow its fields."""
        if not self._words:
            return self._kind(*row)
        values = list(row)
        for place, words in self._words:
            values[place] = words(values[place])
        return self._kind(*values)

    def wanted(self, equal: Mapping[str, object]) -> tuple[Names, dict[str, object]]:
        """Return the fields asked for, and the values of those that must be there."""
        unknown = equal.keys() - set(self.names)
        if unknown:
            raise TypeError(f"{self._kind.__name__} has no {', '.join(sorted(unknown))}")
        absent = {name for name, value in equal.items() if self._is_none(name, value)}
        names = tuple((name, name in absent) for name in sorted(equal))
        return names, {name: value for name, value in equal.items() if name not in absent}

    def several(self, names: Names, *, newest_first: bool, limited: bool) -> Select[Any]:
        """Return the statement that finds records; a limit is given as `limit_`."""
        key = (names, newest_first, limited)
        if key not in self._several:
            order = [self._table.c[name] for name in self._order]
            found = self._where(self._all, names)
            found = found.order_by(*(column.desc() if newest_first else column for column in order))
            self._several[key] = found.limit(bindparam("limit_")) if limited else found
        return self._several[key]

    def number(self, names: Names) -> Select[Any]:
        """Return the statement that counts records."""
        if names not in self._counts:
            self._counts[names] = self._where(select(func.count()).select_from(self._table), names)
        return self._counts[names]

    def writing(self, dialect: str) -> Any:
        """Return the statement that writes a record, new or changed; what stands for ever can only be new."""
        if dialect not in self._writes:
            self._writes[dialect] = insert(self._table) if self.for_ever else self._upsert(dialect)
        return self._writes[dialect]

    def _upsert(self, dialect: str) -> Any:
        new = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(self._table)
        changed = {name: new.excluded[name] for name in self.names if name != "code"}
        return new.on_conflict_do_update(index_elements=["code"], set_=changed)

    def _is_none(self, name: str, value: object) -> bool:
        return value is None or (value == "" and isinstance(self._table.c[name].type, Reference))

    def _where(self, statement: Select[Any], names: Names) -> Select[Any]:
        columns = self._table.c
        return statement.where(
            *(columns[name].is_(None) if absent else columns[name] == bindparam(name) for name, absent in names)
        )


def _is_enum(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)


SHELVES: dict[type, Shelf] = {
    WorkshopIdentity: Shelf(WorkshopIdentity, tables.WORKSHOP),
    WorkshopAddress: Shelf(WorkshopAddress, tables.ADDRESS),
    Person: Shelf(Person, tables.PERSON),
    Preferences: Shelf(Preferences, tables.PREFERENCES),
    PinRecord: Shelf(PinRecord, tables.PIN),
    Lot: Shelf(Lot, tables.LOT),
    Order: Shelf(Order, tables.ORDER),
    Recipient: Shelf(Recipient, tables.RECIPIENT, ("order_code", "number")),
    Box: Shelf(Box, tables.BOX),
    Place: Shelf(Place, tables.PLACE),
    Accessory: Shelf(Accessory, tables.ACCESSORY),
    MachineCard: Shelf(MachineCard, tables.MACHINE),
    DriveCard: Shelf(DriveCard, tables.DRIVE),
    WipeCard: Shelf(WipeCard, tables.WIPE, ("started_at", "code")),
    ReportCard: Shelf(ReportCard, tables.REPORT, ("arrived_at", "code")),
    StickRecord: Shelf(StickRecord, tables.STICK, ("prepared_at", "code")),
    Document: Shelf(Document, tables.DOCUMENT, for_ever=True),
    DocumentFile: Shelf(DocumentFile, tables.DOCUMENT_FILE, for_ever=True),
    LabelRow: Shelf(LabelRow, tables.LABEL_JOB),
    StickerCheck: Shelf(StickerCheck, tables.STICKER_CHECK),
    StickerRules: Shelf(StickerRules, tables.STICKER_RULES),
    SecondLook: Shelf(SecondLook, tables.SECOND_LOOK),
    SecondRule: Shelf(SecondRule, tables.SECOND_RULE),
}


def get(connection: Connection, kind: type[R], code: str) -> R | None:
    """Return one record by its code."""
    shelf = SHELVES[kind]
    row = connection.execute(shelf.one, {"code": code}).first()
    return None if row is None else cast("R", shelf.record(row))


def find(
    connection: Connection, kind: type[R], equal: Mapping[str, object], *, newest_first: bool, limit: int
) -> tuple[R, ...]:
    """Return the records whose fields equal these values."""
    shelf = SHELVES[kind]
    names, values = shelf.wanted(equal)
    statement = shelf.several(names, newest_first=newest_first, limited=limit > 0)
    rows = connection.execute(statement, {**values, "limit_": limit} if limit > 0 else values)
    return tuple(map(shelf.record, rows))


def count(connection: Connection, kind: type[Any], equal: Mapping[str, object]) -> int:
    """Count the records whose fields equal these values."""
    shelf = SHELVES[kind]
    names, values = shelf.wanted(equal)
    return int(connection.execute(shelf.number(names), values).scalar_one())


def put(connection: Connection, record: object) -> None:
    """Write one record; what stands for ever can only be new."""
    shelf = SHELVES.get(type(record))
    if shelf is None:
        raise TypeError(type(record).__name__)
    values = {name: getattr(record, name) for name in shelf.names}
    connection.execute(shelf.writing(connection.dialect.name), values)
