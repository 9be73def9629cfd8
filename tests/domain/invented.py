"""Invented journals and facts: whatever could be written down, likely or not."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from workshop.domain import events as happened
from workshop.domain.diagnosis import Category
from workshop.domain.entries import KINDS, Recorded
from workshop.domain.events import Event
from workshop.domain.holds import Aside, HoldReason
from workshop.domain.proofs import Reservation

Told = tuple[str, Event]  # the subject, and what happened to it
T = TypeVar("T")

MACHINE = "machine"
OTHER_MACHINE = "another machine"
DRIVES = ("drive 1", "drive 2", "drive 3")
TOOLS = ("tool X", "tool Y")
MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)

_reservations = st.lists(st.sampled_from([*Reservation, "another reservation"]), max_size=5, unique=True).map(tuple)
_fields: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("DriveAttached", "drive"): st.sampled_from(DRIVES),
    ("DriveDetached", "drive"): st.sampled_from(DRIVES),
    ("MachineReceived", "category"): st.sampled_from([*Category, "a toaster"]),
    ("MachineDiagnosed", "category"): st.sampled_from([*Category, "a toaster"]),
    ("MachineDiagnosed", "listed"): st.sampled_from([True, True, True, False]),
    ("MachineReady", "accepted_reservations"): _reservations,
    ("MachineReady", "declared_tools"): st.lists(st.sampled_from(TOOLS), max_size=2, unique=True).map(tuple),
    ("WipeDeclared", "tool"): st.sampled_from([*TOOLS, ""]),
    ("HoldReleased", "release"): st.sampled_from(["", "  ", "the donor's letter of 24 November"]),
    ("MachineGraded", "letter"): st.sampled_from(["A", "B", "C", ""]),
    ("Undone", "event"): st.integers(0, 60),
    ("MachineReceived", "inventory"): st.sampled_from(["", "", "ML-7"]),
    ("MachineExpected", "inventory"): st.sampled_from(["", "", "ML-7"]),
    ("MachineExpected", "category"): st.sampled_from([*Category, "a toaster"]),
    ("MachineReady", "tags_removed"): st.sampled_from([False, False, False, True]),
    ("WipeStarted", "wipe"): st.sampled_from(["", "wipe 1", "wipe 2"]),
}


def facts(kind: type[T]) -> st.SearchStrategy[T]:
    """Build any fact of the domain, with any values of its fields' types."""
    hints = typing.get_type_hints(kind)
    assert dataclasses.is_dataclass(kind)
    return st.builds(
        kind,
        **{
            field.name: _fields.get((kind.__name__, field.name), _values(hints[field.name]))
            for field in dataclasses.fields(kind)
            if field.init
        },
    )


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return st.deferred(lambda: facts(hint))
    origin, items = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and items[-1] is ...:
        return st.lists(_values(items[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(_values, items))
    if origin is frozenset:
        return st.frozensets(_values(items[0]), max_size=3)
    if items:  # X | None
        return st.one_of([_values(item) for item in items])
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXT,
        int: st.integers(-(2**53) + 1, 2**53 - 1),
        bool: st.booleans(),
        type(None): st.none(),
        datetime: moments(),
    }
    return plain[hint] if hint in plain else st.sampled_from(list(hint))


def moments() -> st.SearchStrategy[datetime]:
    offsets = st.integers(-840, 840).map(lambda minutes: timedelta(minutes=minutes))
    return st.tuples(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), offsets).map(  # noqa: DTZ001
        lambda pair: (pair[0].replace(tzinfo=UTC) + pair[1]).astimezone(UTC)
    )


def journal(told: Sequence[Told]) -> tuple[Recorded, ...]:
    """Write down what happened, one minute apart; the first has number 0."""
    return tuple(
        Recorded(seq, subject, event, "person", "bench", MORNING + timedelta(minutes=seq), "", "")
        for seq, (subject, event) in enumerate(told)
    )


ANY_EVENT = st.one_of([facts(kind) for kind in KINDS.values()])
_ABOUT_THINGS = [facts(kind) for name, kind in KINDS.items() if not name.startswith("seal-")]
ANYTHING = st.tuples(st.sampled_from([MACHINE, MACHINE, OTHER_MACHINE, *DRIVES]), st.one_of(_ABOUT_THINGS))

_ON_A_DRIVE = (
    happened.WipeStarted,
    happened.WipeProven,
    happened.WipeNotProven,
    happened.WipeDeclared,
    happened.WipeValidated,
    happened.WipeRejected,
    happened.DestructionAttested,
    happened.AbsenceAttested,
    happened.DriveLost,
    happened.DriveReceived,
    happened.DriveUsedAgain,
    happened.Undone,
)
_ON_A_MACHINE = (
    happened.DriveAttached,
    happened.DriveDetached,
    happened.BaysChecked,
    happened.HoldPlaced,
    happened.HoldReleased,
    happened.MachineDiagnosed,
    happened.MachineSetAside,
    happened.MachineBroughtBack,
    happened.MachineReady,
    happened.Undone,
    happened.MachineReturned,
    happened.MachineReceived,
)
DISTURBANCE = st.one_of(
    st.tuples(st.sampled_from(DRIVES), st.one_of([facts(kind) for kind in _ON_A_DRIVE])),
    st.tuples(st.just(MACHINE), st.one_of([facts(kind) for kind in _ON_A_MACHINE])),
    ANYTHING,
)

_ready = facts(happened.MachineReady)


@st.composite
def settled_drive(draw: st.DrawFn, drive: str) -> tuple[Told, ...]:
    """Tell a story of one drive; most of them end well, some of them only under some contracts."""
    found = draw(st.lists(st.sampled_from(list(Reservation)), max_size=2, unique=True).map(tuple))
    proven = (
        (drive, happened.WipeStarted("zeros")),
        (drive, happened.WipeProven("log", draw(st.just(()) | st.just(found)))),
    )
    validated = (*proven, (drive, happened.WipeValidated()))
    stories: tuple[tuple[Told, ...], ...] = (
        validated,
        validated,
        ((drive, happened.DestructionAttested()),),
        ((drive, happened.AbsenceAttested()),),
        ((drive, happened.WipeDeclared(draw(st.sampled_from(TOOLS)))),),
        (*proven, (drive, happened.WipeRejected())),
        proven,
    )
    return draw(st.sampled_from(stories))


@st.composite
def straight_path(draw: st.DrawFn) -> list[Told]:
    """Tell a whole life, from the donor's list to the recipient, as it should go."""
    drives = draw(st.lists(st.sampled_from(DRIVES), max_size=3, unique=True))
    category = draw(st.sampled_from(["laptop", "desktop", "monitor", "dock", "unknown"]))
    told: list[Told] = [(MACHINE, happened.MachineReceived("lot", category))]
    told += [(MACHINE, happened.DriveAttached(drive)) for drive in drives]
    told += [] if drives else [(MACHINE, happened.BaysChecked())]
    for drive in drives:
        told += draw(settled_drive(drive))
    told += [(MACHINE, happened.MachineTriaged())]
    if draw(st.booleans()):
        told += [(MACHINE, happened.SystemWanted()), (MACHINE, happened.SystemInstalled("a system"))]
    told += [
        (MACHINE, happened.MachineInspected("answers", passed=True)),
        (MACHINE, happened.MachineGraded("A", eligible=True, contract="contract", grade="findings")),
        (MACHINE, draw(_ready)),
        (MACHINE, happened.MachineReserved("order", 1)),
        (MACHINE, happened.MachinePacked("box")),
        (MACHINE, happened.MachineDelivered("manifest")),
    ]
    if draw(st.sampled_from([True, True, True, False])):
        told.append((MACHINE, happened.MachineRented()))
    return told


@st.composite
def disturbed_path(draw: st.DrawFn) -> list[Told]:
    """Tell one or two lives in a row, with things put in, left out and told in another order."""
    told = draw(straight_path())
    if draw(st.booleans()):
        told += [(MACHINE, happened.MachineReturned()), *draw(straight_path())]
    for extra in draw(st.lists(DISTURBANCE, max_size=4)):
        told.insert(draw(st.integers(0, len(told))), extra)
    for _ in range(draw(st.integers(0, 2))):
        del told[draw(st.integers(0, len(told) - 1))]
    for _ in range(draw(st.integers(0, 2))):
        first, second = draw(st.integers(0, len(told) - 1)), draw(st.integers(0, len(told) - 1))
        told[first], told[second] = told[second], told[first]
    return told + draw(st.lists(DISTURBANCE, max_size=3))


JOURNALS = st.one_of(
    disturbed_path(), disturbed_path(), st.lists(ANYTHING, max_size=25), st.lists(DISTURBANCE, max_size=25)
)
HOLDS = st.sampled_from(list(HoldReason))
ASIDES = st.sampled_from(list(Aside))
