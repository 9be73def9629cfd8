from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.services.shop import CONTRACT, Shop, a_drive, an_inspection
from workshop.domain import events as happened
from workshop.domain.diagnosis import Diagnosis, Identity
from workshop.domain.drives import Disposition, Policy, Refusal
from workshop.domain.imports import (
    LARGEST_REPORT,
    Account,
    ForeignReport,
    ForeignWipe,
    Note,
    NotRead,
    Problem,
    ReportFormat,
    ReportProblem,
    Unmatched,
    WhyNotRead,
)
from workshop.domain.lots import DriveCard
from workshop.domain.machines import State
from workshop.domain.reports import FileRead, MachineReport, MachineReportFormat
from workshop.services.imports import ImportLine, ImportResult, Imports, Outcome, Why
from workshop.services.machines import record_on_drive

LATER = "2026-11-27T12:00:00Z"


def a_wipe(
    serial: str = "D-8XK2J13", status: Account = Account.WIPED, ended_at: str = "", model: str = ""
) -> ForeignWipe:
    return ForeignWipe(serial, model, 0, "Fill With Zeros", status, "", ended_at)


def a_report(*entries: ForeignWipe, tool: str = "nwipe", problems: tuple[ReportProblem, ...] = ()) -> ForeignReport:
    return ForeignReport(tool, "0.42", ReportFormat.NWIPE_LOG, "", entries or (a_wipe(),), problems)


def take(shop: Shop, report: ForeignReport | NotRead, content: bytes = b"report") -> ImportResult:
    contract = replace(CONTRACT, policy=Policy(declared_tools=("nwipe",)))
    read = report if isinstance(report, NotRead) else FileRead(report)
    return Imports(shop.store, shop.files, lambda: contract, lambda _: read).take(shop.actor, "r.log", content)


def only(result: ImportResult) -> ImportLine:
    (line,) = result.lines
    return line


def the_drive(shop: Shop, code: str) -> DriveCard:
    (card,) = shop.machines.drives(code)
    return card


def events_of(shop: Shop, drive: str) -> list[happened.Event]:
    with shop.store.looking() as look:
        return [entry.event for entry in look.history(drive)]


def test_what_a_report_says_of_a_drive_is_declared_and_the_file_and_what_was_read_are_kept(shop: Shop) -> None:
    code = shop.received()
    result = take(shop, a_report())
    card = the_drive(shop, code)
    assert result.taken
    assert only(result) == ImportLine(a_wipe(), Outcome.DECLARED, card.code, code)
    assert card.disposition == Disposition.DECLARED
    assert events_of(shop, card.code)[-1] == happened.WipeDeclared("nwipe", result.file)
    assert shop.files.open(result.file) == b"report"
    with shop.store.looking() as look:
        fact = look.fact(result.fact)
    assert fact
    assert (fact["file"], fact["report"]["tool"]) == (result.file, "nwipe")


def test_the_same_file_twice_changes_nothing_and_says_so(shop: Shop) -> None:
    card = the_drive(shop, shop.received())
    first = take(shop, a_report())
    before = events_of(shop, card.code)
    again = take(shop, a_report())
    assert (only(again).outcome, again.taken, again.file) == (Outcome.KNOWN, True, first.file)
    assert events_of(shop, card.code) == before


def test_an_entry_that_matches_no_drive_is_told_and_taken_when_the_drive_is_there(shop: Shop) -> None:
    early = take(shop, a_report())
    assert (only(early).outcome, only(early).reasons) == (Outcome.UNMATCHED, (Unmatched.UNKNOWN_SERIAL,))
    assert not early.taken
    shop.received()
    assert only(take(shop, a_report())).outcome is Outcome.DECLARED


def test_a_serial_that_two_drives_share_declares_neither(shop: Shop) -> None:
    shop.received("A1", a_drive("SAME0001"))
    shop.received("B2", a_drive("SAME0001", "Autre modèle"))
    line = only(take(shop, a_report(a_wipe("SAME0001"))))
    assert (line.outcome, line.reasons) == (Outcome.UNMATCHED, (Unmatched.SHARED_SERIAL,))


def test_a_drive_of_another_model_is_another_drive(shop: Shop) -> None:
    shop.received()
    line = only(take(shop, a_report(a_wipe(model="SAMSUNG"))))
    assert (line.outcome, line.reasons) == (Outcome.UNMATCHED, (Unmatched.OTHER_MODEL,))


@pytest.mark.parametrize("status", [Account.FAILED, Account.ABORTED, Account.UNKNOWN])
def test_a_wipe_that_is_none_by_its_own_account_is_told_and_changes_nothing(shop: Shop, status: Account) -> None:
    code = shop.received()
    result = take(shop, a_report(a_wipe(status=status)))
    assert (only(result).outcome, only(result).drive) == (Outcome.NOT_WIPED, the_drive(shop, code).code)
    assert the_drive(shop, code).disposition == Disposition.OPEN
    assert not result.taken


def test_a_report_that_takes_its_word_back_declares_nothing(shop: Shop) -> None:
    code = shop.received()
    lines = take(shop, a_report(a_wipe(), a_wipe(status=Account.FAILED))).lines
    assert [line.outcome for line in lines] == [Outcome.SUPERSEDED, Outcome.NOT_WIPED]
    assert the_drive(shop, code).disposition == Disposition.OPEN


def test_a_drive_that_we_proved_or_failed_ourselves_is_not_overruled(shop: Shop) -> None:
    proven, failed = shop.received("A1", a_drive("PROVEN01")), shop.received("B2", a_drive("FAILED01"))
    for code, event in (
        (proven, happened.WipeProven("log")),
        (failed, happened.WipeNotProven("log", ())),
    ):
        with shop.store.working(shop.actor) as work:
            record_on_drive(work, the_drive(shop, code).code, happened.WipeStarted("m"), event)
    lines = take(shop, a_report(a_wipe("PROVEN01"), a_wipe("FAILED01"))).lines
    assert [(line.outcome, line.reasons) for line in lines] == [
        (Outcome.REFUSED, ("already-there",)),
        (Outcome.REFUSED, ("drive-failed",)),
    ]
    assert the_drive(shop, proven).disposition == Disposition.PROVEN
    assert the_drive(shop, failed).disposition == Disposition.FAILED


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (happened.WipeStarted("m"), Why.WIPING_HERE),
        (happened.AbsenceAttested(), Why.ATTESTED_ABSENT),
        (happened.DestructionAttested(), Refusal.DESTROYED),
        (happened.DriveLost(), Refusal.LOST),
    ],
)
def test_what_this_shop_knows_of_a_drive_outweighs_a_paper(shop: Shop, event: happened.Event, reason: str) -> None:
    card = the_drive(shop, shop.received())
    with shop.store.working(shop.actor) as work:
        record_on_drive(work, card.code, event)
    line = only(take(shop, a_report()))
    assert (line.outcome, line.reasons) == (Outcome.REFUSED, (reason,))


def test_a_drive_that_was_used_again_needs_a_report_that_is_newer_for_sure(shop: Shop) -> None:
    card = the_drive(shop, shop.received())
    take(shop, a_report())
    with shop.store.working(shop.actor) as work:
        record_on_drive(work, card.code, happened.DriveUsedAgain())
    assert only(take(shop, a_report())).reasons == (Why.OVERTAKEN,)
    assert only(take(shop, a_report(), b"no time")).reasons == (Why.USED_SINCE,)
    old = a_report(a_wipe(ended_at="2026-11-01T12:00:00Z"))
    future = a_report(a_wipe(ended_at="2099-01-01T12:00:00Z"))
    assert only(take(shop, old, b"old")).reasons == (Why.USED_SINCE,)
    assert only(take(shop, future, b"future")).reasons == (Why.USED_SINCE,)
    shop.clock.moment = shop.clock.moment.replace(day=28)
    assert only(take(shop, a_report(a_wipe(ended_at=LATER)), b"new")).outcome is Outcome.DECLARED


def test_one_bad_entry_hides_no_other_and_what_could_not_be_read_is_not_everything(shop: Shop) -> None:
    shop.received("A1", a_drive("FIRST001"), a_drive("SECOND01", path="/dev/sdb"))
    problems = (ReportProblem(Problem.ENTRY_UNREADABLE),)
    entries = (a_wipe("FIRST001"), a_wipe(""), a_wipe("SECOND01"))
    result = take(shop, a_report(*entries, problems=problems))
    assert [line.outcome for line in result.lines] == [Outcome.DECLARED, Outcome.UNMATCHED, Outcome.DECLARED]
    assert not take(shop, a_report(a_wipe("FIRST001"), problems=problems)).taken


def test_a_file_that_is_no_report_is_not_kept(shop: Shop) -> None:
    result = take(shop, NotRead(WhyNotRead.DAMAGED))
    assert (result.not_read, result.file, result.taken) == (NotRead(WhyNotRead.DAMAGED), "", False)


def test_a_file_that_is_too_large_is_not_read(shop: Shop) -> None:
    result = take(shop, a_report(), b"a" * (LARGEST_REPORT + 1))
    assert result.not_read == NotRead(WhyNotRead.TOO_LARGE, str(LARGEST_REPORT + 1))


def a_machine() -> MachineReport:
    diagnosis = Diagnosis(datetime(2026, 11, 24, 8, tzinfo=UTC), Identity("Example Computers", "Probe 14"))
    return MachineReport(MachineReportFormat.LSHW_JSON, "lshw", "", "", diagnosis)


def taken(shop: Shop, read: FileRead) -> ImportResult:
    contract = replace(CONTRACT, policy=Policy(declared_tools=("nwipe",)))
    return Imports(shop.store, shop.files, lambda: contract, lambda _: read).take(shop.actor, "r.json", b"machine")


def test_a_file_that_only_tells_a_machine_has_no_lines_and_is_no_error(shop: Shop) -> None:
    result = taken(shop, FileRead(machine=a_machine()))
    assert (result.not_read, result.report, result.lines, result.file) == (None, None, (), "")
    assert (result.machine, result.taken) == (a_machine(), True)


def test_a_file_that_tells_a_machine_and_wipes_gives_both(shop: Shop) -> None:
    shop.received()
    result = taken(shop, FileRead(a_report(), a_machine()))
    assert (only(result).outcome, result.machine, result.taken) == (Outcome.DECLARED, a_machine(), True)
    assert not taken(shop, FileRead(a_report(a_wipe("NOBODY01")), a_machine())).taken


def test_a_report_without_a_wipe_is_kept_and_takes_nothing(shop: Shop) -> None:
    empty = ForeignReport("ereuse-workbench", "", ReportFormat.EREUSE_JSON, "", ())
    result = take(shop, empty)
    assert (result.lines, bool(result.file), result.taken) == ((), True, False)


def test_a_machine_whose_contract_accepts_the_tool_is_ready_once_its_last_drive_is_declared(shop: Shop) -> None:
    code = shop.received()
    shop.machines.triage(shop.actor, code)
    shop.inspecting.record(shop.actor, code, an_inspection())
    shop.grading.grade(shop.actor, code)
    take(shop, a_report(tool="other"))
    assert shop.machines.card(code).state == State.GRADED
    take(shop, a_report(), b"by an accepted tool")
    assert shop.machines.card(code).state == State.READY


def test_a_note_that_changes_nothing_is_kept_with_the_entry(shop: Shop) -> None:
    shop.received()
    noted = replace(a_wipe(), notes=(Note.NO_ZONE, Note.STOPPED_AFTER))
    assert only(take(shop, a_report(noted))).entry.notes == (Note.NO_ZONE, Note.STOPPED_AFTER)
