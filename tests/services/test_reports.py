from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.services.shop import Shop, a_drive
from workshop.domain import events as happened
from workshop.domain.content import written_time
from workshop.domain.diagnosis import Category, Diagnosis, DriveReading, Identity, Source
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.machines import State
from workshop.domain.reports import MachineReport, MachineReportFormat, WhyWaiting, contradict, report_digest
from workshop.services.diagnosis import reading_of
from workshop.services.reports import Arrival, Arrived, Authenticity, Reports

LONG_AGO = datetime(2002, 1, 1, tzinfo=UTC)  # what a machine says whose clock battery is dead
LAPTOP = Identity("Dell", "Latitude 5400", system_serial="8XK2J13", category=Category.LAPTOP)
OURS, GLPI = MachineReportFormat.ETABLI, MachineReportFormat.GLPI_JSON
AUTHENTIC, NOBODYS, ALTERED = Authenticity.AUTHENTIC, Authenticity.UNAUTHENTICATED, Authenticity.ALTERED


def a_report(
    identity: Identity = LAPTOP,
    *drives: DriveReading,
    kind: MachineReportFormat = OURS,
    made_at: str = "2002-01-01T00:00:00Z",
) -> MachineReport:
    diagnosis = Diagnosis(LONG_AGO, identity, drives=drives)
    return MachineReport(kind, "tool", "1", made_at, diagnosis, "id")


def take(shop: Shop, report: MachineReport, vouched: Authenticity = AUTHENTIC, content: bytes = b"a") -> Arrived:
    return Reports(shop.store, shop.files).take(shop.actor, "r.etabli", content, report, vouched)


def receive(shop: Shop, serial: str = "8XK2J13") -> str:
    return shop.machines.receive(shop.actor, shop.lot.code, serial).code


def reading(shop: Shop, code: str) -> Diagnosis:
    with shop.store.looking() as look:
        found = reading_of(look, shop.machines.card(code))
    assert found
    return found


def events_of(shop: Shop, subject: str) -> list[happened.Event]:
    with shop.store.looking() as look:
        return [entry.event for entry in look.history(subject)]


def waiting(shop: Shop) -> list[tuple[WhyWaiting | None, str]]:
    return [(card.why, card.machine) for card in Reports(shop.store, shop.files).waiting()]


def test_a_report_becomes_the_reading_of_the_machine_with_its_serial(shop: Shop) -> None:
    code = receive(shop)
    arrived = take(shop, a_report(LAPTOP, a_drive()))
    assert (arrived.result, arrived.card.state, arrived.card.machine) == (Arrival.ATTACHED, Arrival.ATTACHED, code)
    card = shop.machines.card(code)
    assert (card.maker, card.model, card.category) == ("Dell", "Latitude 5400", "laptop")
    assert [drive.serial for drive in shop.machines.drives(code)] == ["S1"]
    assert events_of(shop, code)[-1] == happened.ReportAttached(arrived.card.digest, "etabli", "authentic")
    assert shop.files.open(arrived.card.file) == b"a"


def test_who_made_a_reading_is_said_by_us_and_when_it_arrived_by_our_clock(shop: Shop) -> None:
    code = receive(shop)
    arrived = take(shop, a_report())
    origin = reading(shop, code).origin
    assert (origin.source, origin.tool, origin.authentic, origin.trusted) == (Source.PROBE, "tool", True, True)
    assert reading(shop, code).read_at.year == 2026
    assert written_time(reading(shop, code).read_at) == arrived.card.arrived_at


@pytest.mark.parametrize(("kind", "vouched"), [(OURS, NOBODYS), (GLPI, NOBODYS), (GLPI, AUTHENTIC)])
def test_nobody_vouches_for_another_tool_or_for_an_unsigned_report(
    shop: Shop, kind: MachineReportFormat, vouched: Authenticity
) -> None:
    code = receive(shop)
    assert take(shop, a_report(kind=kind), vouched).result is Arrival.ATTACHED
    assert not reading(shop, code).origin.trusted


def test_the_chassis_and_the_board_lead_to_a_machine_too(shop: Shop) -> None:
    code = receive(shop, "CH-77 41")
    identity = replace(LAPTOP, system_serial=None, chassis_serial="ch-7741", board_serial="BRD00042")
    assert take(shop, a_report(identity)).card.machine == code


def test_the_same_report_twice_is_one_whatever_its_first_line_and_its_name(shop: Shop) -> None:
    code = receive(shop)
    signed, bare = b"etabli-report/1 0123456789abcdef ff\n{}", b"etabli-report/1 - -\n{}"
    first = take(shop, a_report(), AUTHENTIC, signed)
    before = events_of(shop, code)
    for content in (signed, bare):
        again = take(shop, a_report(), NOBODYS, content)
        assert (again.result, again.card.digest, again.card.state) == (
            Arrival.KNOWN,
            first.card.digest,
            Arrival.ATTACHED,
        )
    assert events_of(shop, code) == before


@pytest.mark.parametrize("vouched", [NOBODYS, ALTERED])
def test_a_copy_without_its_signature_does_not_keep_the_authentic_one_out(shop: Shop, vouched: Authenticity) -> None:
    code = receive(shop)
    take(shop, a_report(), vouched)
    assert take(shop, a_report(), AUTHENTIC).result is Arrival.ATTACHED
    assert reading(shop, code).origin.trusted


def test_without_a_serial_a_report_waits_for_a_person(shop: Shop) -> None:
    receive(shop, "")
    for content, serial in ((b"a", None), (b"b", "A1")):  # two letters are on many machines
        take(shop, a_report(replace(LAPTOP, system_serial=serial)), content=content)
    assert waiting(shop) == [(WhyWaiting.NO_SERIAL, "")] * 2


def test_a_stranger_waits_and_is_attached_when_its_serial_is_scanned(shop: Shop) -> None:
    arrived = take(shop, a_report(LAPTOP, a_drive()), NOBODYS)
    assert (arrived.result, arrived.card.why) == (Arrival.WAITING, WhyWaiting.UNKNOWN_SERIAL)
    code = receive(shop)
    assert shop.diagnosing.attach_waiting(shop.actor, code).model == "Latitude 5400"
    assert waiting(shop) == []
    assert len(shop.machines.drives(code)) == 1
    assert shop.diagnosing.attach_waiting(shop.actor, code).reading  # a second time nothing happens
    assert len([event for event in events_of(shop, code) if isinstance(event, happened.MachineDiagnosed)]) == 1


def test_a_machine_that_is_only_on_the_donors_list_is_not_here_yet(shop: Shop) -> None:
    code = receive(shop)
    with shop.store.working(shop.actor) as work:
        work.put(replace(shop.machines.card(code), state=State.EXPECTED.value))
    assert take(shop, a_report()).card.why is WhyWaiting.UNKNOWN_SERIAL


def test_a_serial_that_two_machines_have_is_nobodys(shop: Shop) -> None:
    for _ in range(2):
        receive(shop)
    assert take(shop, a_report()).card.why is WhyWaiting.SHARED_SERIAL
    take(shop, a_report(replace(LAPTOP, system_serial="EARLY01")), content=b"b")
    codes = [receive(shop, "EARLY01") for _ in range(2)]
    shop.diagnosing.attach_waiting(shop.actor, codes[0])
    assert waiting(shop) == [(WhyWaiting.SHARED_SERIAL, ""), (WhyWaiting.SHARED_SERIAL, "")]


def test_a_machine_that_has_left_does_not_count_beside_the_one_that_is_here(shop: Shop) -> None:
    gone, here = receive(shop), receive(shop)
    with shop.store.working(shop.actor) as work:
        work.put(replace(shop.machines.card(gone), state=State.DELIVERED.value))
    assert take(shop, a_report()).card.machine == here


def test_a_machine_that_has_left_is_not_diagnosed_by_a_file_that_turns_up(shop: Shop) -> None:
    gone = receive(shop)
    with shop.store.working(shop.actor) as work:
        work.put(replace(shop.machines.card(gone), state=State.DELIVERED.value))
    take(shop, a_report())
    assert waiting(shop) == [(WhyWaiting.READ_BEFORE, gone)]


def test_serials_that_lead_to_two_machines_lead_to_none(shop: Shop) -> None:
    receive(shop)
    receive(shop, "BRD00042")
    assert take(shop, a_report(replace(LAPTOP, board_serial="BRD00042"))).card.why is WhyWaiting.MANY


def test_two_waiting_reports_of_two_machines_with_one_serial_are_both_left_to_a_person(shop: Shop) -> None:
    for content, board in ((b"a", "BOARD-1"), (b"b", "BOARD-2")):
        take(shop, a_report(replace(LAPTOP, board_serial=board)), content=content)
    code = receive(shop)
    assert not shop.diagnosing.attach_waiting(shop.actor, code).reading
    assert [why for why, _ in waiting(shop)] == [WhyWaiting.SHARED_SERIAL] * 2


def test_an_altered_report_is_never_attached_by_itself(shop: Shop) -> None:
    take(shop, a_report(), ALTERED)
    code = receive(shop)
    assert not shop.diagnosing.attach_waiting(shop.actor, code).reading
    take(shop, a_report(), ALTERED, b"b")
    assert waiting(shop) == [(WhyWaiting.ALTERED, code), (WhyWaiting.ALTERED, "")]


def test_a_newer_authentic_report_takes_the_place_of_an_older_one_and_an_older_one_waits(shop: Shop) -> None:
    code = receive(shop)
    for made_at, content, result in (
        ("2002-01-02T00:00:00Z", b"a", Arrival.ATTACHED),
        ("2002-01-03T00:00:00Z", b"b", Arrival.ATTACHED),
        ("2002-01-02T12:00:00Z", b"c", Arrival.WAITING),
        ("2002-01-03T00:00:00Z", b"d", Arrival.WAITING),
    ):
        assert take(shop, a_report(made_at=made_at), content=content).result is result
    assert waiting(shop) == [(WhyWaiting.READ_BEFORE, code)] * 2


def test_an_authentic_report_takes_the_place_of_what_nobody_vouches_for_and_never_the_other_way(shop: Shop) -> None:
    code = receive(shop)
    later = "2030-01-01T00:00:00Z"
    assert take(shop, a_report(kind=GLPI), NOBODYS, b"a").result is Arrival.ATTACHED
    assert take(shop, a_report(kind=GLPI), NOBODYS, b"b").card.why is WhyWaiting.READ_BEFORE
    assert take(shop, a_report(), AUTHENTIC, b"c").result is Arrival.ATTACHED
    for content, kind in ((b"d", OURS), (b"e", GLPI)):
        assert take(shop, a_report(kind=kind, made_at=later), NOBODYS, content).card.why is WhyWaiting.READ_BEFORE
    assert reading(shop, code).origin.trusted


def test_what_this_bench_read_itself_is_replaced_by_a_person_only(shop: Shop) -> None:
    code = shop.received()
    assert take(shop, a_report()).card.why is WhyWaiting.READ_BEFORE
    assert reading(shop, code).origin.source is Source.HERE


def test_another_board_under_the_same_serial_is_another_machine(shop: Shop) -> None:
    receive(shop)
    take(shop, a_report(replace(LAPTOP, board_serial="BOARD-1")), content=b"a")
    late = a_report(replace(LAPTOP, board_serial="BOARD-2"), made_at="2030-01-01T00:00:00Z")
    assert take(shop, late, content=b"b").card.why is WhyWaiting.SHARED_SERIAL


@pytest.mark.parametrize(
    ("one", "other", "two_machines"),
    [
        (LAPTOP, LAPTOP, False),
        (LAPTOP, replace(LAPTOP, board_serial="BOARD-1"), False),
        (replace(LAPTOP, board_serial="BOARD 1"), replace(LAPTOP, board_serial="board1"), False),
        (
            replace(LAPTOP, system_uuid="4c4c4544-0058-4b10-8032-b8c04f4a3133"),
            replace(LAPTOP, system_uuid="44454C4C-5800-104B-8032-B8C04F4A3133"),
            False,
        ),
        (
            replace(LAPTOP, system_uuid="4c4c4544-0058-4b10-8032-b8c04f4a3133"),
            replace(LAPTOP, system_uuid="4c4c4544-0058-4b10-8032-b8c04f4a3134"),
            True,
        ),
    ],
)
def test_two_readings_are_of_two_machines_where_board_or_uuid_differ(
    one: Identity, other: Identity, *, two_machines: bool
) -> None:
    assert contradict(one, other) is contradict(other, one) is two_machines


def test_a_person_attaches_a_report_and_the_journal_says_who_chose(shop: Shop) -> None:
    arrived = take(shop, a_report(replace(LAPTOP, system_serial=None)))
    code = receive(shop, "")
    reports = Reports(shop.store, shop.files)
    assert reports.attach(shop.actor, arrived.card.digest, code).model == "Latitude 5400"
    chosen = happened.ReportAttached(arrived.card.digest, "etabli", "authentic", chosen=True)
    assert events_of(shop, code)[-1] == chosen
    assert reports.of_machine(code)[0].digest == arrived.card.digest
    with pytest.raises(RefusedError) as refused:
        reports.attach(shop.actor, arrived.card.digest, code, confirmed=True)
    assert refused.value.reasons == ("report-settled",)


def test_what_speaks_against_a_persons_choice_must_be_confirmed(shop: Shop) -> None:
    code = shop.received("OTHER01")
    arrived = take(shop, a_report(), ALTERED)
    reports = Reports(shop.store, shop.files)
    with pytest.raises(RefusedError) as refused:
        reports.attach(shop.actor, arrived.card.digest, code)
    assert refused.value.reasons == ("other-machine", "report-altered", "read-before")
    assert reports.objections(arrived.card.digest, code) == refused.value.reasons
    assert reading(shop, code).origin.source is Source.HERE
    reports.attach(shop.actor, arrived.card.digest, code, confirmed=True)
    assert not reading(shop, code).origin.trusted


def test_a_report_goes_to_no_machine_that_is_not_here(shop: Shop) -> None:
    arrived = take(shop, a_report())
    code = receive(shop, "LATER01")
    with shop.store.working(shop.actor) as work:
        work.put(replace(shop.machines.card(code), state=State.DELIVERED.value))
    reports = Reports(shop.store, shop.files)
    with pytest.raises(RefusedError, match="not-received"):
        reports.attach(shop.actor, arrived.card.digest, code, confirmed=True)
    for digest, machine in (("f" * 64, code), (arrived.card.digest, "nothing")):
        with pytest.raises(UnknownCodeError):
            reports.attach(shop.actor, digest, machine)


def test_a_dismissed_report_stays_kept_and_is_not_offered_again(shop: Shop) -> None:
    arrived = take(shop, a_report(), NOBODYS)
    reports = Reports(shop.store, shop.files)
    reports.dismiss(shop.actor, arrived.card.digest)
    identity = shop.people.workshop()
    assert identity
    assert events_of(shop, identity.code)[-1] == happened.ReportDismissed(arrived.card.digest)
    again = take(shop, a_report(), AUTHENTIC)
    assert (again.result, again.card.state, reports.waiting_count()) == (Arrival.KNOWN, Arrival.DISMISSED, 0)
    assert not shop.diagnosing.attach_waiting(shop.actor, receive(shop)).reading
    assert shop.files.open(arrived.card.file)
    with pytest.raises(RefusedError):
        reports.dismiss(shop.actor, arrived.card.digest)


def test_candidates_are_the_machines_that_are_here_the_likest_first_and_six_at_most(shop: Shop) -> None:
    arrived = take(shop, a_report(replace(LAPTOP, system_serial=None, board_serial="BRD00042")))
    read = shop.received("READ001")
    plain = [receive(shop, f"N{number}") for number in range(7)]
    with shop.store.working(shop.actor) as work:
        work.put(replace(shop.machines.card(plain[2]), maker="DELL", model="Latitude 5400"))
        work.put(replace(shop.machines.card(plain[6]), state=State.DELIVERED.value))
        work.put(replace(shop.machines.card(read), serial_key="BRD00042"))
    reports = Reports(shop.store, shop.files)
    codes = [card.code for card in reports.candidates(arrived.card.digest)]
    assert codes == [read, plain[2], plain[5], plain[4], plain[3], plain[1]]
    assert reports.read(arrived.card.digest).made_at == "2002-01-01T00:00:00Z"
    with pytest.raises(UnknownCodeError):
        reports.candidates("f" * 64)


def test_what_a_report_is_known_by_leaves_the_signing_line_out_of_our_own_only() -> None:
    assert report_digest(b"etabli-report/1 - -\nx") == report_digest(b"x")
    assert report_digest(b"nwipe\nx") != report_digest(b"x")
