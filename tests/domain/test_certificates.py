from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.invented import facts
from tests.domain.test_wiping import CORRUPTIONS, GOOD
from workshop.domain.certificates import (
    SCHEMA,
    WIPED,
    Act,
    Certificate,
    Destination,
    DriveStatement,
    Outcome,
    destination_of,
    maker_in,
    outcome_of,
)
from workshop.domain.content import ContentError, from_content, to_content
from workshop.domain.drives import PROVEN, Disposition, Drive, Validation
from workshop.domain.entries import KINDS
from workshop.domain.gates import State
from workshop.domain.proofs import Doubt, NotProven, Proof, conclude
from workshop.domain.wiping import HiddenArea, WipeLog

RESERVED = replace(GOOD, hidden_area=HiddenArea.UNKNOWN)
BAD = replace(GOOD, stopped=True)


def statement(outcome: str, log: WipeLog | None = GOOD, *told: str) -> DriveStatement:
    return DriveStatement(
        drive="070100000105",
        machine="260100000101",
        machine_name="Dell Latitude 5400",
        machine_serial="8XK2J13",
        model="ST500LM000",
        serial="W3800ABC",
        size_bytes=500_107_862_016,
        medium="hdd",
        outcome=Outcome(outcome),
        validated=True,
        reasons=(),
        level="clear",
        reservations=told,
        tool="",
        log=log,
    )


CONCLUSIONS = st.sampled_from([None, conclude(GOOD), conclude(RESERVED), conclude(BAD)])


@given(facts(Drive), CONCLUSIONS)
def test_wiped_is_only_said_of_a_proven_drive_with_a_proof_that_nobody_rejected(
    drive: Drive, conclusion: Proof | NotProven | None
) -> None:
    outcome, reasons = outcome_of(drive, conclusion)
    said = outcome in WIPED
    assert said is (
        isinstance(conclusion, Proof) and drive.disposition in PROVEN and drive.validation is not Validation.REJECTED
    )
    if said and isinstance(conclusion, Proof):
        assert reasons == tuple(item.value for item in conclusion.reservations)
        assert (outcome is Outcome.WIPED_WITH_RESERVATIONS) is bool(reasons)


@pytest.mark.parametrize(
    ("disposition", "outcome"),
    [
        (Disposition.DESTROYED, Outcome.DESTROYED),
        (Disposition.ABSENT, Outcome.ABSENT),
        (Disposition.DECLARED, Outcome.DECLARED),
        (Disposition.LOST, Outcome.LOST),
        (Disposition.OPEN, Outcome.OPEN),
        (Disposition.FAILED, Outcome.NOT_WIPED),
    ],
)
@given(conclusion=CONCLUSIONS)
def test_one_word_per_disposition_whatever_an_older_log_says(
    disposition: Disposition, outcome: Outcome, conclusion: Proof | NotProven | None
) -> None:
    assert outcome_of(Drive("drive", disposition), conclusion)[0] is outcome


def test_a_drive_that_was_not_wiped_says_why() -> None:
    failed = Drive("drive", Disposition.FAILED, doubts=(Doubt.DATA_LEFT,))
    assert outcome_of(failed, conclude(BAD)) == (Outcome.NOT_WIPED, ("stopped",))
    assert outcome_of(failed, None) == (Outcome.NOT_WIPED, ("data-left",))
    rejected = Drive("drive", Disposition.PROVEN, Validation.REJECTED)
    assert outcome_of(rejected, conclude(GOOD)) == (Outcome.NOT_WIPED, ("rejected",))


@pytest.mark.parametrize("outcome", WIPED)
@pytest.mark.parametrize("log", [None, *(corrupt(GOOD) for corrupt, _ in CORRUPTIONS.values())])
def test_no_statement_says_wiped_without_a_log_that_proves_it(outcome: Outcome, log: WipeLog | None) -> None:
    with pytest.raises(ValueError, match=r".*"):
        statement(outcome.value, log)


def test_no_statement_hides_or_invents_a_reservation() -> None:
    reserved = "wiped-with-reservations"
    assert statement("wiped").outcome is Outcome.WIPED
    assert statement(reserved, RESERVED, "hidden-area-unknown").outcome is Outcome.WIPED_WITH_RESERVATIONS
    hidden = (
        ("wiped", RESERVED, ()),
        (reserved, RESERVED, ("sampled",)),
        ("wiped", RESERVED, ("hidden-area-unknown",)),
    )
    for outcome, log, told in (*hidden, (reserved, GOOD, ())):
        with pytest.raises(ValueError, match="070100000105"):
            statement(outcome, log, *told)


def test_a_certificate_outlives_the_rules_of_health_of_its_day() -> None:
    unknown = replace(GOOD, smart_before=None, smart_after=None)
    assert statement("wiped", unknown).outcome is Outcome.WIPED  # a rule of that day knew what it was
    assert statement("wiped-with-reservations", GOOD, "health-unknown").outcome is Outcome.WIPED_WITH_RESERVATIONS


@pytest.mark.parametrize("outcome", set(Outcome) - WIPED)
def test_every_other_outcome_can_be_stated_with_or_without_a_log(outcome: Outcome) -> None:
    assert statement(outcome.value, None).outcome is statement(outcome.value, BAD).outcome is outcome


def test_a_stored_certificate_that_was_altered_to_say_wiped_is_no_certificate() -> None:
    content = to_content(statement("not-wiped", BAD))
    content["outcome"] = "wiped"
    with pytest.raises(ContentError):
        from_content(DriveStatement, content)


def test_a_certificate_counts_its_outcomes() -> None:
    drives = (statement("wiped"), statement("wiped"), statement("destroyed", None), statement("not-wiped", BAD))
    certificate = Certificate(
        schema=SCHEMA,
        number="",
        example=True,
        workshop="",
        site=1,
        donor="",
        lot="",
        issued_at=GOOD.started_at,
        machines_received=3,
        bare_machines=(),
        drives=drives,
    )
    assert certificate.count(Outcome.WIPED) == 2
    assert certificate.count(*WIPED, Outcome.DESTROYED) == 3
    assert certificate.count() == 0


@pytest.mark.parametrize(
    ("model", "maker"),
    [
        ("Samsung SSD 860 EVO 250GB", "Samsung"),
        ("SAMSUNG MZVLB256HBHQ-000L7", "SAMSUNG"),
        ("WDC WD5000LPLX-75ZNTT0", "WDC"),
        ("Micron_1100_MTFDDAV256TBN", "Micron"),
        ("SK hynix SC311 SATA 128GB", "SK hynix"),
        ("ST500LM000-1EJ162", ""),
        ("Intelligent Disk", ""),
        ("Disque Samsung", ""),
        ("", ""),
    ],
)
def test_a_maker_is_only_named_where_the_drive_itself_names_it(model: str, maker: str) -> None:
    assert maker_in(model) == maker


def test_a_destination_is_only_said_once_it_is_decided() -> None:
    decided = {state for state in State if destination_of(state.value) is not Destination.UNDECIDED}
    assert decided == {
        State.RESERVED,
        State.PACKED,
        State.DELIVERED,
        State.RENTED,
        State.FOR_PARTS,
        State.RECYCLED,
    }
    assert destination_of("a state of a later version") is Destination.UNDECIDED


def test_every_act_is_named_as_the_journal_names_it() -> None:
    assert {act.value for act in Act} <= set(KINDS)
