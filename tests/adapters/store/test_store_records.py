"""Records: what was put comes back, by code and by any field."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from tests.adapters.store.conftest import Kept
from tests.adapters.store.examples import a_lot, a_machine
from workshop.adapters.store.records import SHELVES
from workshop.domain.accessories import Accessory, AccessoryKind
from workshop.domain.codes import Kind
from workshop.domain.content import written_time
from workshop.domain.documents import Document, DocumentFile
from workshop.domain.label_queue import LabelRow, row_code
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.orders import Box, Order, Recipient, recipient_code
from workshop.domain.people import Person, PinRecord, Preferences, Role, WorkshopAddress, WorkshopIdentity
from workshop.domain.printing import JobState
from workshop.domain.reports import Arrival, Authenticity, ReportCard, StickRecord
from workshop.domain.second_looks import SecondLook, SecondRule
from workshop.domain.stickers import CheckState, CheckWhy, StickerCheck, StickerRules
from workshop.domain.storage import Place, PlaceKind
from workshop.domain.wiping import WipeCard
from workshop.services.ports import Work


def _one_of_each(work: Work, person: str) -> list[Any]:
    lot = Lot(work.issue(Kind.LOT).text, "Mairie d’Exemple", 12, "BS-1", open=False, opened_at="2026-11-24T08:00:00Z")
    order = Order(work.issue(Kind.ORDER).text, "UGAP", "M-2026-1", "default", opened_at="2026-11-24T08:00:00Z")
    shelf = Place(
        work.issue(Kind.PLACE).text, "B-04", "b-04", PlaceKind.PALLET, 7, "2026-11-24T08:00:00Z", counting=True,
        counted_at="2026-11-23T08:00:00Z",
    )  # fmt: skip
    place = Recipient(recipient_code(order.code, 1), order.code, 1, "École « Les Érables »", "1 rue …", 30, "B", 8192)
    charger = True
    box = Box(work.issue(Kind.BOX).text, order.code, 1, 4, open=False)
    machine = MachineCard(
        work.issue(Kind.MACHINE).text, lot.code, "packed", "laptop", "HP", "ProBook 450", "5CD 1", "5CD1",
        "2026-11-24T08:00:00Z", 7, charger, "a" * 64, "b" * 64, "c" * 64, "B", order.code, 1, box.code, "BL-1",
        shelf.code, 7, place_changed=True,
    )  # fmt: skip
    size = 8 * 2**40
    drive = DriveCard(
        work.issue(Kind.DRIVE).text, machine.code, "open", "none", "WD", "WX1", "50014ee", size, "hard-disk", "d", "e",
        lot.code, "usb-1.4",
    )  # fmt: skip
    wipe = WipeCard(
        "0f" * 16, drive.code, machine.code, lot.code, "nwipe-zero", person, "banc 1", "2026-11-24T08:00:00Z",
        machine.code, exercise=True, open=False,
    )  # fmt: skip
    content = work.keep("certificate", drive.code, {"word": "effacé"})
    document = Document(
        work.issue(Kind.DOCUMENT).text, "certificate", "CE-2026-01-000001", 1, 2026, 1, content, drive.code,
        "2026-11-24T08:00:00Z", person, "",
    )  # fmt: skip
    file = DocumentFile(f"{document.code}-pdf", document.code, "pdf", "f" * 64)
    read = work.keep("machine-report", "d" * 64, {"report": {}})
    report = ReportCard(
        "d" * 64, Arrival.WAITING, "read-before", machine.code, "HP", "ProBook 450", "5CD 1", "laptop", "probe 1",
        "etabli", Authenticity.ALTERED, "2026-11-24T08:00:00Z", "r.etabli", "e" * 64, read, "5CD1", "CH1", "BRD1",
    )  # fmt: skip
    stick = StickRecord("0f" * 8, "CLÉ 1", "ab" * 32, "2026-11-24T08:00:00Z", "2026-11-25T08:00:00Z")
    more = [*_labels_and_checks(machine, shelf, person, content), *_a_manager(work), *_around(work, machine)]
    return [*more, lot, order, place, shelf, box, machine, drive, wipe, report, stick, document, file]


def _around(work: Work, machine: MachineCard) -> list[Any]:
    charger = Accessory(work.issue(Kind.ACCESSORY).text, AccessoryKind.CHARGER, "65 W USB-C", machine.code)
    identity = work.workshop()
    assert identity is not None
    return [charger, WorkshopAddress(identity.code, "12, rue de l’Exemple")]


def _a_manager(work: Work) -> list[Any]:
    boss = Person(work.issue(Kind.BADGE).text, "Zoé", Role.MANAGER)
    likes = Preferences(boss.code, 150, "dark", "en", "simple", "off")
    pin = PinRecord(boss.code, "scrypt:1:1:1:00:ff", 2, "2026-11-24T08:00:00Z")
    return [boss, likes, pin]


def _labels_and_checks(machine: MachineCard, shelf: Place, person: str, content: str) -> list[Any]:
    at = "2026-11-24T08:00:00Z"
    job = LabelRow(
        row_code(7), machine.code, "intake", 2, "banc 1", JobState.SENT, at, "f" * 64, "cut-off", 3, person, "lost",
        "zpl 62x29 203 +0-3", by_itself=True,
    )  # fmt: skip
    check = StickerCheck(machine.code, CheckState.PASSED, CheckWhy.DRAWN, machine.lot, person, "banc 1", at, at)
    rules = StickerRules(shelf.code, 5, 10, same_model=False)
    second, share = SecondLook(machine.code, content, at), SecondRule(shelf.code, 10)
    return [job, check, rules, second, share]


def test_every_kind_comes_back_as_it_was_put(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        records = _one_of_each(work, kept.actor.person)
        for record in reversed(records):  # in whatever order: references are checked at the end
            work.put(record)
        assert all(work.get(type(record), record.code) == record for record in records)
    with kept.store.looking() as look:
        assert {type(record) for record in records} | {WorkshopIdentity} == set(SHELVES)
        for record in records:
            assert look.get(type(record), record.code) == record
            assert record in look.find(type(record))


def test_any_field_finds(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        records = _one_of_each(work, kept.actor.person)
        for record in records:
            work.put(record)
    with kept.store.looking() as look:
        for record in records:
            everything = {item.name: getattr(record, item.name) for item in fields(record)}
            for name, value in everything.items():
                assert record in look.find(type(record), **{name: value}), name
            assert look.find(type(record), **everything) == (record,)
            assert look.count(type(record), **everything) == 1


def test_what_is_empty_or_unknown_is_found_as_such(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        lot = a_lot(work)
        loose = a_machine(work, lot)
        unpacked = a_machine(work, lot)
        work.put(replace(unpacked, charger=False))
    with kept.store.looking() as look:
        assert look.find(MachineCard, charger=None) == (loose,)
        assert look.count(MachineCard, box="") == 2
        assert look.count(MachineCard, box="", charger=False, lot=lot.code) == 1
        assert look.find(MachineCard, lot="") == ()


def test_a_changed_record_replaces_the_old_one(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        machine = a_machine(work, a_lot(work))
    with kept.store.working(kept.actor) as work:
        work.put(replace(machine, state="triaged"))
    with kept.store.looking() as look:
        assert look.find(MachineCard) == (replace(machine, state="triaged"),)


def test_records_are_listed_by_code_from_either_end(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        lot = a_lot(work)
        codes = [a_machine(work, lot).code for _ in range(5)]
    with kept.store.looking() as look:
        assert [machine.code for machine in look.find(MachineCard)] == codes
        assert [machine.code for machine in look.find(MachineCard, newest_first=True, limit=2)] == codes[:2:-1]
        assert [machine.code for machine in look.find(MachineCard, limit=3, lot=lot.code)] == codes[:3]


def test_wipes_are_listed_by_the_time_of_their_start_and_found_while_they_are_open(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        drive = DriveCard(work.issue(Kind.DRIVE).text, "", "open", "pending")
        work.put(drive)
        for hour, code in enumerate(("c", "a", "b")):
            at = f"2026-11-24T0{hour}:00:00Z"
            work.put(WipeCard(code, drive.code, "", "", "m", kept.actor.person, "banc", at, open=code != "a"))
    with kept.store.looking() as look:
        assert [wipe.code for wipe in look.find(WipeCard)] == ["c", "a", "b"]
        assert [wipe.code for wipe in look.find(WipeCard, newest_first=True, limit=2)] == ["b", "a"]
        assert [wipe.code for wipe in look.find(WipeCard, open=True)] == ["c", "b"]


def test_reports_are_listed_by_the_time_at_which_they_arrived_and_found_while_they_wait(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        read = work.keep("machine-report", "x", {})
        for hour, code in enumerate(("c", "a", "b")):
            state = Arrival.DISMISSED if code == "a" else Arrival.WAITING
            work.put(ReportCard(code, state, arrived_at=f"2026-11-24T0{hour}:00:00Z", fact=read, board_key="B"))
    with kept.store.looking() as look:
        assert [report.code for report in look.find(ReportCard)] == ["c", "a", "b"]
        assert [report.code for report in look.find(ReportCard, newest_first=True, limit=2)] == ["b", "a"]
        assert [report.code for report in look.find(ReportCard, state=Arrival.WAITING, board_key="B")] == ["c", "b"]


def test_a_stick_that_is_forgotten_keeps_its_place_and_nothing_of_its_secret(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        for code, at in (("b", "2026-11-24T08:00:00Z"), ("a", "2026-11-24T09:00:00Z")):
            work.put(StickRecord(code, "CLÉ", "c0ffee", at))
    with kept.store.working(kept.actor) as work:
        work.put(StickRecord("b", "CLÉ", "", "2026-11-24T08:00:00Z", "2026-11-25T08:00:00Z"))
    with kept.store.looking() as look:
        assert [(stick.code, stick.secret) for stick in look.find(StickRecord)] == [("b", ""), ("a", "c0ffee")]
        assert "c0ffee" not in repr(look.find(StickRecord))


def test_labels_are_listed_in_the_order_of_the_queue_whatever_their_number(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        lot = a_lot(work)
        for number in (100, 9, 11, 2):
            state = JobState.DONE if number == 9 else JobState.WAITING
            work.put(LabelRow(row_code(number), lot.code, "lot", 1, "banc 1", state, "2026-11-24T08:00:00Z"))
    with kept.store.looking() as look:
        waiting = look.find(LabelRow, bench="banc 1", state=JobState.WAITING)
        assert [int(row.code) for row in waiting] == [2, 11, 100]
        assert [int(row.code) for row in look.find(LabelRow, newest_first=True, limit=1)] == [100]
        assert look.count(LabelRow, bench="banc 2") == 0


def test_recipients_are_listed_by_number(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        order = Order(work.issue(Kind.ORDER).text, "UGAP", "M-1", "default")
        work.put(order)
        for number in (10, 2, 1, 11):
            work.put(Recipient(recipient_code(order.code, number), order.code, number, f"École {number}", "", 1))
    with kept.store.looking() as look:
        assert [place.number for place in look.find(Recipient, order_code=order.code)] == [1, 2, 10, 11]


def test_texts_are_sorted_and_compared_by_code_point(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        order = Order(work.issue(Kind.ORDER).text, "UGAP", "M-1", "default")
        work.put(order)
        file_of = [DocumentFile(code, "", "pdf", "") for code in ("a", "B", "é", "a-b", "ab")]
        for file in file_of:
            work.put(file)
    with kept.store.looking() as look:
        assert [file.code for file in look.find(DocumentFile)] == ["B", "a", "a-b", "ab", "é"]
        assert look.get(DocumentFile, "b") is None
        assert look.get(DocumentFile, "É") is None


@pytest.mark.parametrize("text", ["a\x00b", "a\ud83db"])
def test_what_no_database_can_hold_is_marked(kept: Kept, text: str) -> None:
    with kept.store.working(kept.actor) as work:
        machine = a_machine(work, a_lot(work))
        work.put(replace(machine, model=text))
    with kept.store.looking() as look:
        found = look.get(MachineCard, machine.code)
        assert found is not None
        assert found.model == "a�b"
        assert look.find(MachineCard, model=text) == (found,)
        assert look.get(MachineCard, text) is None


def test_a_reference_to_nothing_undoes_the_transaction(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        code = work.issue(Kind.LOT).text
    with pytest.raises(kept.mistakes), kept.store.working(kept.actor) as work:  # noqa: PT012 — the first goes with it
        work.put(Lot(code, "Mairie d’Exemple"))
        work.put(MachineCard(work.issue(Kind.MACHINE).text, "020199999999", "received"))
    with kept.store.looking() as look:
        assert look.get(Lot, code) is None


def test_a_code_that_was_never_issued_names_nothing(kept: Kept) -> None:
    with pytest.raises(kept.mistakes), kept.store.working(kept.actor) as work:
        work.put(Lot("020199999999", "Mairie d’Exemple"))


def test_issued_documents_are_only_written_once(kept: Kept) -> None:
    with kept.store.working(kept.actor) as work:
        content = work.keep("manifest", "x", {"a": 1})
        code = work.issue(Kind.DOCUMENT).text
        document = Document(code, "manifest", "BL-1", 1, 2026, 1, content, "", "", kept.actor.person)
        work.put(document)
        work.put(DocumentFile(f"{code}-pdf", code, "pdf", "f" * 64))
    with pytest.raises(kept.mistakes), kept.store.working(kept.actor) as work:
        work.put(document)
    with pytest.raises(kept.mistakes), kept.store.working(kept.actor) as work:
        work.put(DocumentFile(f"{code}-pdf", code, "pdf", "0" * 64))


def test_a_field_that_does_not_exist_is_a_mistake(kept: Kept) -> None:
    with kept.store.looking() as look, pytest.raises(TypeError):
        look.find(MachineCard, colour="blue")


def test_what_is_no_record_is_a_mistake(kept: Kept) -> None:
    with pytest.raises(TypeError), kept.store.working(kept.actor) as work:
        work.put("a text")


def test_machines_are_counted_since_a_moment(kept: Kept) -> None:
    eight = datetime(2026, 11, 24, 8, tzinfo=UTC)
    with kept.store.working(kept.actor) as work:
        lot = a_lot(work)
        for microseconds in (-1, 0, 1, 500_000, 1_000_000):
            at = written_time(eight + timedelta(microseconds=microseconds))
            work.put(replace(a_machine(work, lot), received_at=at))
        a_machine(work, lot, state="expected")
    with kept.store.looking() as look:
        assert look.received_since(eight) == 4
        assert look.received_since(eight.astimezone(timezone(timedelta(hours=2)))) == 4
        assert look.received_since(eight + timedelta(microseconds=1)) == 3
        assert look.received_since(eight + timedelta(seconds=1)) == 1
        assert look.received_since(eight + timedelta(seconds=2)) == 0
