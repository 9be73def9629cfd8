from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.invented import ANYTHING, DRIVES, JOURNALS, MACHINE, MORNING, OTHER_MACHINE, Told, journal
from workshop.domain import events as happened
from workshop.domain.drives import Drive
from workshop.domain.entries import KINDS, Recorded
from workshop.domain.gestures import BIRTHS, DETAILS, LASTING, UNDOABLE, Gesture, Lasting, gestures, lasting
from workshop.domain.holds import HoldReason
from workshop.domain.machines import Machine, fold, fold_drive


def written(*groups: Sequence[Told]) -> tuple[Recorded, ...]:
    """Write down gestures, one minute apart, each of several events."""
    entries = journal([told for group in groups for told in group])
    moments = [number for number, group in enumerate(groups) for _ in group]
    return tuple(
        replace(entry, at=MORNING.replace(hour=9 + number // 60, minute=number % 60))
        for entry, number in zip(entries, moments, strict=True)
    )


def test_every_kind_of_event_is_either_undoable_or_says_why_it_lasts() -> None:
    assert set(KINDS.values()) == UNDOABLE | LASTING.keys()
    assert not UNDOABLE & LASTING.keys()
    assert {*BIRTHS, *DETAILS} <= UNDOABLE


def test_what_cannot_be_undone_is_what_stands_on_paper_on_a_medium_or_with_a_key() -> None:
    assert lasting(happened.WipeStarted("zero")) is Lasting.WIPE_STARTED
    assert lasting(happened.DocumentIssued("CE-1", "digest")) is Lasting.ISSUED
    assert lasting(happened.MachineDelivered("BL-1")) is Lasting.DELIVERED
    assert lasting(happened.WipeValidated()) is Lasting.JUDGED
    assert lasting(happened.MachineTriaged()) is None


def test_a_donors_data_is_kept_unless_the_machine_never_came() -> None:
    hold = happened.HoldPlaced(HoldReason.DATA_TO_KEEP)
    came = (MACHINE, happened.MachineReceived("lot"))
    assert gestures(written([(MACHINE, hold)]))[0].lasting is Lasting.DONORS_DATA
    assert gestures(written([came, (MACHINE, hold)]))[0].lasting is None


def test_events_of_one_person_bench_and_moment_are_one_gesture() -> None:
    packed = [(MACHINE, happened.MachineReserved("order", 1)), (MACHINE, happened.MachinePacked("box"))]
    found = gestures(written(packed, [(MACHINE, happened.MachineTriaged())]))
    assert [len(gesture.entries) for gesture in found] == [2, 1]
    assert isinstance(found[0].lead.event, happened.MachinePacked)


def test_the_first_label_and_a_reading_that_had_waited_belong_to_the_arrival() -> None:
    came = [(MACHINE, happened.MachineReceived("lot"))]
    other = [(OTHER_MACHINE, happened.MachineReceived("lot"))]
    label = [(MACHINE, happened.LabelPrinted("intake", 1))]
    reading = [
        (MACHINE, happened.MachineDiagnosed("reading", waited=True)),
        (MACHINE, happened.DriveAttached(DRIVES[0])),
    ]
    found = gestures(written(came, other, label, reading))
    assert [len(gesture.entries) for gesture in found] == [4, 1]
    again = [(MACHINE, happened.LabelPrinted("intake", 2))]
    asked = [(MACHINE, happened.MachineDiagnosed("reading"))]
    assert [len(gesture.entries) for gesture in gestures(written(came, again, asked))] == [1, 1, 1]


def test_a_gesture_that_was_undone_says_so_and_its_undo_is_one_too() -> None:
    entries = written([(MACHINE, happened.MachineReceived("lot"))], [(MACHINE, happened.Undone(0))])
    received, undo = gestures(entries)
    assert received.undone
    assert undo.is_an_undo
    assert not undo.undone


def told_of(machine: str, entries: Sequence[Recorded]) -> Machine:
    """Fold a machine from what the store would give; drives without a story are left out."""
    folded = fold(machine, [entry for entry in entries if entry.subject in (machine, *DRIVES)])
    return replace(folded, other_drives=tuple(drive for drive in folded.other_drives if drive != Drive(drive.id)))


@settings(max_examples=300, deadline=None)
@given(JOURNALS, st.lists(ANYTHING, min_size=1, max_size=5))
def test_undoing_the_last_gesture_gives_the_state_before_it_whatever_came_before(
    told: list[Told], last: list[Told]
) -> None:
    before, after = journal(told), journal([*told, *last])
    inverse = [(entry.subject, happened.Undone(entry.seq)) for entry in reversed(after[len(told) :])]
    undone = journal([*told, *last, *inverse])
    back = [(subject, happened.Undone(len(after) + place)) for place, (subject, _) in enumerate(inverse)]
    again = journal([*told, *last, *inverse, *back])
    for machine in (MACHINE, OTHER_MACHINE):
        assert told_of(machine, undone) == told_of(machine, before)
        assert told_of(machine, again) == told_of(machine, after), "it counts again when its undo is undone"
    for drive in DRIVES:
        assert fold_drive(drive, undone) == fold_drive(drive, before)


@settings(max_examples=100, deadline=None)
@given(JOURNALS)
def test_every_event_stands_in_exactly_one_gesture(told: list[Told]) -> None:
    entries = journal(told)
    found = [entry.seq for gesture in gestures(entries) for entry in gesture.entries]
    assert sorted(found) == [entry.seq for entry in entries]
    for gesture in gestures(entries):
        assert isinstance(gesture, Gesture)
        assert gesture.lead in gesture.entries
