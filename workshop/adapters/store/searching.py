"""Machines by words: every word must be said somewhere. All of them may have to be looked at, never all returned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from workshop.adapters.store.engine import FOLDED
from workshop.adapters.store.records import SHELVES
from workshop.adapters.store.tables import LOT, MACHINE, PLACE
from workshop.domain.lots import MachineCard

_ESCAPE = "\\"
_ACCENTED = "àâäáãÀÂÄÁÃçÇéèêëÉÈÊËîïíÎÏÍôöóÔÖÓùûüúÙÛÜÚ"
_PLAIN = "aaaaaaaaaacceeeeeeeeiiiiiioooooouuuuuuuu"
_COLUMNS = tuple(MACHINE.c[name] for name in SHELVES[MachineCard].names)
_SAID = func.lower(  # both databases: ASCII alone
    MACHINE.c.maker + " " + MACHINE.c.model + " " + MACHINE.c.serial + " " + MACHINE.c.inventory
)


def machines_like(connection: Connection, words: Sequence[str], limit: int) -> tuple[MachineCard, ...]:
    """Return the newest machines of which every word is said; a word of one letter is the grade."""
    on_sqlite = connection.dialect.name == "sqlite"
    donor: ColumnElement[Any] = getattr(func, FOLDED)(LOT.c.donor) if on_sqlite else _folded(LOT.c.donor)
    said = (_said(word, donor) for word in words)
    found = select(*_COLUMNS).where(*said).order_by(MACHINE.c.code.desc()).limit(limit)
    return tuple(map(SHELVES[MachineCard].record, connection.execute(found)))


def _said(word: str, donor: ColumnElement[Any]) -> ColumnElement[bool]:
    if len(word) == 1 and word.isalpha():
        return MACHINE.c.letter == word.upper()
    donors = select(LOT.c.code).where(donor.like(_holding(word), escape=_ESCAPE))
    name = _holding(word.replace("-", ""))
    places = select(PLACE.c.code).where(func.replace(PLACE.c.key, "-", "").like(name, escape=_ESCAPE))
    return or_(_SAID.like(_holding(word), escape=_ESCAPE), MACHINE.c.lot.in_(donors), MACHINE.c.place.in_(places))


def _holding(word: str) -> str:
    for sign in (_ESCAPE, "%", "_"):
        word = word.replace(sign, _ESCAPE + sign)
    return f"%{word}%"


def _folded(column: ColumnElement[str]) -> ColumnElement[Any]:
    """Do on PostgreSQL, for the letters of French and its neighbours, what `folded` does."""
    whole = func.replace(func.replace(column, "œ", "oe"), "Œ", "oe")
    return func.translate(func.lower(whole), _ACCENTED, _PLAIN)
