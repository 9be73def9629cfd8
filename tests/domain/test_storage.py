from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import MACHINE, journal
from workshop.domain import events as happened
from workshop.domain.drives import Refusal
from workshop.domain.events import Event
from workshop.domain.holds import Aside, HoldReason
from workshop.domain.machines import Machine, fold, why_not
from workshop.domain.storage import (
    LONGEST_NAME,
    MOST_AT_ONCE,
    NameProblem,
    folded,
    in_order,
    place_key,
    problem_of,
    read_names,
)

RECEIVED = happened.MachineReceived("lot")
PACKED: tuple[Event, ...] = (
    happened.BaysChecked(),
    happened.MachineTriaged(),
    happened.MachineInspected("answers", passed=True),
    happened.MachineGraded("A", eligible=True, contract="contract", grade="findings"),
    happened.MachineReady(),
    happened.MachineReserved("order", 1),
    happened.MachinePacked("box"),
)


def after(*events: Event) -> Machine:
    return fold(MACHINE, journal([(MACHINE, event) for event in events]))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("B-04", ("B-04",)),
        ("  Étagère   du fond ", ("Étagère du fond",)),
        ("A-1, B-1;C-1\nD-1,,", ("A-1", "B-1", "C-1", "D-1")),
        ("A-01 à A-03", ("A-01", "A-02", "A-03")),
        ("A-01 to A-03", ("A-01", "A-02", "A-03")),
        ("A-01..A-03", ("A-01", "A-02", "A-03")),
        ("A-9 à 11", ("A-9", "A-10", "A-11")),
        ("1 à 3", ("1", "2", "3")),
        ("A-01 à A-02, B", ("A-01", "A-02", "B")),
        ("A-01 à B-02", ("A-01 à B-02",)),
        ("B-04, B-04", ("B-04",)),
    ],
)
def test_names_are_read_one_by_one_or_as_a_row(text: str, names: tuple[str, ...]) -> None:
    assert read_names(text) == names


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", NameProblem.EMPTY),
        (" , ;", NameProblem.EMPTY),
        ("x" * (LONGEST_NAME + 1), NameProblem.TOO_LONG),
        ("---", NameProblem.UNREADABLE),
        ("A\x07", NameProblem.UNREADABLE),
        ("12345678", NameProblem.A_CODE),
        ("260100041229", NameProblem.A_CODE),
        ("A-20 à A-01", NameProblem.BACKWARDS),
        ("A-1 à A-999999", NameProblem.TOO_MANY),
        (",".join(f"A{number}" for number in range(MOST_AT_ONCE + 1)), NameProblem.TOO_MANY),
        ("A," * 1000, NameProblem.TOO_MANY),
    ],
)
def test_a_text_that_names_no_places_says_why(text: str, problem: NameProblem) -> None:
    assert read_names(text) is problem


@given(st.text(max_size=1200))
def test_whatever_is_typed_is_names_that_can_be_printed_or_a_reason(text: str) -> None:
    read = read_names(text)
    if not isinstance(read, NameProblem):
        assert 1 <= len(read) <= MOST_AT_ONCE
        assert not any(map(problem_of, read))


def test_a_name_is_the_same_with_other_signs_between_its_parts() -> None:
    assert {place_key(name) for name in ("B-04", "b 04", "B.04", " B–04 ", "B_04")} == {"b-04"}
    assert len({place_key(name) for name in ("B-04", "B04", "B-4", "B-0-4")}) == 4


def test_numbers_in_names_are_counted_as_numbers() -> None:
    names = ["B-10", "a-2", "B-9", "A-10", "Étagère", "12", "9"]
    assert sorted(names, key=in_order) == ["9", "12", "a-2", "A-10", "B-9", "B-10", "Étagère"]


def test_a_text_is_looked_for_without_accents_and_capitals() -> None:
    assert folded("Œuvre de VÉNISSIEUX") == "oeuvre de venissieux"


def test_a_stored_machine_stands_there_until_it_is_put_elsewhere() -> None:
    machine = after(RECEIVED, happened.MachineStored("B-04", 3))
    assert (machine.place, machine.place_turn, machine.place_changed) == ("B-04", 3, True)
    again = after(RECEIVED, happened.MachineStored("B-04", 3), happened.MachineStored("B-04", 4))
    assert (again.place, again.place_turn, again.place_changed) == ("B-04", 4, False)


def test_a_machine_that_is_missed_stands_nowhere_unless_it_was_moved_meanwhile() -> None:
    stored = happened.MachineStored("B-04")
    assert after(RECEIVED, stored, happened.MachineMissed("B-04")).place == ""
    assert after(RECEIVED, stored, happened.MachineMissed("A-01")).place == "B-04"


def test_storing_is_undone_like_anything() -> None:
    events = (RECEIVED, happened.MachineStored("A-01"), happened.MachineStored("B-04"), happened.Undone(2))
    assert after(*events).place == "A-01"


@pytest.mark.parametrize("where", [Aside.RECYCLED, Aside.LOST])
def test_what_has_left_the_shop_stands_in_no_place(where: Aside) -> None:
    events = (RECEIVED, happened.BaysChecked(), happened.MachineStored("B-04"), happened.MachineSetAside(where))
    assert after(*events).place == ""


@pytest.mark.parametrize("where", [Aside.TO_REPAIR, Aside.FOR_PARTS, Aside.LOCKED])
def test_what_is_put_aside_stays_where_it_stands(where: Aside) -> None:
    assert after(RECEIVED, happened.MachineStored("B-04"), happened.MachineSetAside(where)).place == "B-04"


def test_a_packed_machine_has_left_its_place_and_is_refused_everywhere() -> None:
    machine = after(RECEIVED, happened.MachineStored("B-04"), *PACKED)
    assert (machine.place, machine.box) == ("", "box")
    assert [item.refusal for item in why_not(machine, happened.MachineStored("B-04"))] == [Refusal.IN_A_BOX]
    gone = after(RECEIVED, happened.MachineStored("B-04"), *PACKED, happened.MachineDelivered("BL-1"))
    assert [item.refusal for item in why_not(gone, happened.MachineStored("B-04"))] == [Refusal.ALREADY_OUT]


def test_a_machine_that_went_without_being_packed_has_left_its_place_too() -> None:
    assert after(RECEIVED, happened.MachineStored("B-04"), happened.MachineDelivered("BL-1")).place == ""


def test_only_what_was_received_may_be_stored() -> None:
    expected = after(happened.MachineExpected("lot"))
    assert [item.refusal for item in why_not(expected, happened.MachineStored("B-04"))] == [Refusal.NOT_RECEIVED]
    for more in (
        (),
        (happened.HoldPlaced(HoldReason.QUARANTINE),),
        (happened.MachineSetAside(Aside.LOST),),
        (*PACKED, happened.MachineDelivered("BL-1"), happened.MachineReturned()),
    ):
        assert why_not(after(RECEIVED, *more), happened.MachineStored("B-04")) == ()
