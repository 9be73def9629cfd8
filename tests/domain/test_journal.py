from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.invented import DRIVES, JOURNALS, MACHINE, Told, journal
from tests.domain.test_machines import LAPTOP, READY, after
from workshop.domain import events as happened
from workshop.domain.drives import Drive, Validation
from workshop.domain.journal import undone_events
from workshop.domain.machines import PAST_THE_GATE, Machine, State, evolve, fold, why_not

DRIVE, SECOND, _ = DRIVES


def test_what_was_undone_never_counted_and_undoing_that_brings_it_back() -> None:
    assert after(*READY, happened.Undone(0)).state is State.EXPECTED
    assert after(*READY, happened.Undone(0), happened.Undone(len(READY))) == after(*READY)
    assert after(*READY, happened.Undone(len(READY))) == after(*READY), "an event cannot take itself back"
    assert after(happened.Undone(1), LAPTOP).received, "nor something that has not happened yet"


def test_an_undone_counts_only_on_the_subject_of_what_it_takes_back() -> None:
    assert after(*READY, (SECOND, happened.Undone(0))).state is State.READY
    assert after(*READY, happened.Undone(3)).drives[0].validation is Validation.VALIDATED
    assert after(*READY, (DRIVE, happened.Undone(3))).drives[0].validation is Validation.PENDING


@settings(max_examples=300, deadline=None)
@given(JOURNALS)
def test_the_order_of_the_pages_does_not_matter_only_their_numbers(told: list[Told]) -> None:
    entries = journal(told)
    assert fold(MACHINE, reversed(entries)) == fold(MACHINE, entries)


@settings(max_examples=300, deadline=None)
@given(JOURNALS)
def test_an_act_that_the_gate_forbids_never_leads_past_it(told: list[Told]) -> None:
    machine = Machine(MACHINE)
    for subject, event in told:
        allowed = subject != MACHINE or not why_not(machine, event)
        later = evolve(machine, subject, event)
        if not allowed and later.state in PAST_THE_GATE:
            assert later == machine
        machine = later


@settings(max_examples=300, deadline=None)
@given(JOURNALS)
def test_a_drive_of_another_machine_and_another_subject_are_never_this_machines_business(told: list[Told]) -> None:
    machine = fold(MACHINE, journal(told))
    attached = {
        event.drive for subject, event in told if subject == MACHINE and isinstance(event, happened.DriveAttached)
    }
    assert {drive.id for drive in machine.drives} <= attached
    assert len({drive.id for drive in (*machine.drives, *machine.other_drives)}) == len(
        (*machine.drives, *machine.other_drives)
    )
    assert Drive(MACHINE) not in machine.other_drives


@given(st.lists(st.tuples(st.sampled_from(["machine", "drive"]), st.integers(0, 12)), max_size=12))
def test_what_is_undone_is_found_whatever_is_undone(undos: list[tuple[str, int]]) -> None:
    entries = journal([(subject, happened.Undone(event)) for subject, event in undos])
    undone = undone_events(entries)
    for entry in entries:
        assert isinstance(entry.event, happened.Undone)
        by = [
            later
            for later in entries
            if isinstance(later.event, happened.Undone)
            and later.event.event == entry.seq
            and later.subject == entry.subject
            and later.seq > entry.seq
            and later.seq not in undone
        ]
        assert (entry.seq in undone) is bool(by)
