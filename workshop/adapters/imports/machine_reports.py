"""A machine as another tool tells it: its facts, who tells them, and what that tool does not tell.

Nothing that is missing may look like « none »: a part that a report does not hold is an `Unread`, as our own reading
says it where it could not read a part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from workshop.adapters.imports.pieces import moment, said
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.values import untold
from workshop.domain.content import LARGEST_WHOLE_NUMBER, ContentError, from_content, to_content
from workshop.domain.diagnosis import Category, Diagnosis, Identity, Origin, Source, Unread
from workshop.domain.reports import MachineReport, MachineReportFormat, Partly

_WITH_BATTERY = frozenset({Category.LAPTOP, Category.TABLET})
_WITH_SCREEN = _WITH_BATTERY | {Category.ALL_IN_ONE}
_MOST = 200  # of one kind of part; no machine has more
_LONGEST = 300  # of one text
_FIRST_YEAR = "2000"


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says of itself. `made_at` is as it stands there."""

    format: MachineReportFormat
    tool: str
    version: str = ""
    made_at: str = ""
    id: str = ""
    problems: tuple[Partly, ...] = ()
    tells_locks: bool = False  # whether it would have told a password of the BIOS, or says itself that it does not


def report(told: Told, inventory: Inventory | None, taken_at: datetime) -> MachineReport | None:
    """Make the report; None where it holds not one fact. `taken_at` is this bench's clock."""
    if inventory is None or inventory.empty:
        return None
    kept, cut = _bounded(inventory)
    tool, version = said(told.tool, 40), said(told.version, 40)
    diagnosis = replace(
        kept.diagnosis(taken_at),
        unread=(*kept.unread, *_missing(kept, told, tool)),
        tools=((tool, version),),
        origin=Origin(Source.TOOL, tool, version),
    )
    try:
        plain = _plain(diagnosis)
    except ContentError:  # what is left says nothing that can be kept
        return None
    problems = (*told.problems, *((Partly.TOO_MANY,) if cut else ()))
    return MachineReport(told.format, tool, version, _made_at(told.made_at), plain, said(told.id), problems)


def _made_at(text: str) -> str:
    """Give a moment; before there were such tools it is none (eReuse's tests write the year 1)."""
    told = moment(text)
    return told if told >= _FIRST_YEAR else ""


def _bounded(inventory: Inventory) -> tuple[Inventory, bool]:
    """Keep no more parts than a machine can have, and no module that is larger than a number can say."""
    modules = tuple(module for module in inventory.memory if module.size_bytes <= LARGEST_WHOLE_NUMBER)
    cut = len(modules) < len(inventory.memory)
    long: dict[str, Any] = {}
    for key in Inventory.__slots__:
        value = getattr(inventory, key)
        if isinstance(value, tuple) and len(value) > _MOST:
            long[key] = value[:_MOST]
    return replace(inventory, **{"memory": modules, **long}), cut or bool(long)


def _plain(diagnosis: Diagnosis) -> Diagnosis:
    """Take out of texts what nobody can read, and numbers that our own files cannot hold."""
    return from_content(Diagnosis, _kept(to_content(diagnosis)))


def _kept(content: Any) -> Any:
    if isinstance(content, str):
        return "".join(letter if letter.isprintable() else " " for letter in content[:_LONGEST])
    if isinstance(content, list):
        return [_kept(item) for item in content]
    if isinstance(content, dict):
        return {key: _kept(item) for key, item in content.items()}
    return None if isinstance(content, int) and abs(content) > LARGEST_WHOLE_NUMBER else content


def _missing(inventory: Inventory, told: Told, tool: str) -> Iterator[Unread]:
    said_before = {item.what for item in inventory.unread}
    for what, absent in (*_parts(inventory), ("locks", not inventory.locks and not told.tells_locks)):
        if absent and what not in said_before:
            yield untold(what, tool)


def _parts(inventory: Inventory) -> Iterator[tuple[str, bool]]:
    who = inventory.identity
    kind = who.category
    yield "smbios", who == Identity(category=kind)
    yield "processor", inventory.processor is None
    yield "memory", not inventory.memory
    yield "drives", not inventory.drives
    yield "batteries", kind in _WITH_BATTERY and not inventory.batteries
    yield "displays", kind in _WITH_SCREEN and not inventory.displays
    for drive in inventory.drives:
        yield f"smart:{drive.path or drive.serial or drive.model or '?'}", drive.smart is None and not drive.removable
