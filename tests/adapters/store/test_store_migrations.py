"""Migrations: the last step makes what tables.py says; each goes up and down, with rows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, make_url, text

from tests.adapters.store.examples import a_lot, a_machine
from tests.fakes import FakeClock, a_workshop
from workshop.adapters.store.engine import make_engine, writer
from workshop.adapters.store.guards import protect
from workshop.adapters.store.migrations import HEAD
from workshop.adapters.store.migrations.run import COMPARISON, configuration, downgrade, upgrade
from workshop.adapters.store.opening import open_store
from workshop.adapters.store.tables import METADATA
from workshop.domain.codes import Kind
from workshop.domain.events import FunctionTested, MachineBroughtBack, MachineReceived, Undone
from workshop.domain.inspection import Function, Works
from workshop.domain.journal import verify_chain
from workshop.domain.lots import DriveCard, Lot, MachineCard
from workshop.domain.orders import Order
from workshop.domain.people import PinRecord, Preferences
from workshop.domain.reports import Arrival, ReportCard, StickRecord
from workshop.domain.scanning import Answer, Said, Scan, Signal
from workshop.domain.storage import Place
from workshop.domain.wiping import WipeCard
from workshop.services.ports import Work

REFUSED = Scan("?", "wedge", datetime(2026, 11, 24, 8, tzinfo=UTC))
STEPS = [step.revision for step in reversed(list(ScriptDirectory.from_config(configuration()).walk_revisions()))]


@pytest.fixture
def engine(empty_database: str) -> Iterator[Engine]:
    engine = make_engine(make_url(empty_database), foreign_keys=False)
    yield engine
    engine.dispose()


SQLITE_SHAPE = ("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name <> 'alembic_version'",)
POSTGRESQL_SHAPE = (
    """SELECT table_name, column_name, data_type, is_nullable, collation_name, column_default
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conname <> 'alembic_version_pkc'""",
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
    "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
)


def _shape(connection: Connection) -> list[str]:
    """Return everything that the database says about its tables, indexes, references and triggers."""
    questions = SQLITE_SHAPE if connection.dialect.name == "sqlite" else POSTGRESQL_SHAPE
    return sorted(str(tuple(row)) for question in questions for row in connection.execute(text(question)))


def test_the_last_step_is_the_one_that_opening_expects() -> None:
    assert STEPS[-1] == HEAD
    assert len(STEPS) == len(set(STEPS))


def test_head_equals_the_tables(engine: Engine) -> None:
    with writer(engine).begin() as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts=COMPARISON)
        assert compare_metadata(context, METADATA) == []
        migrated = _shape(connection)
        downgrade(connection)
        METADATA.create_all(connection)
        protect(connection)
        assert _shape(connection) == migrated


def test_every_constraint_has_a_name() -> None:
    for table in METADATA.sorted_tables:
        for constraint in table.constraints:
            assert constraint.name, (table.name, constraint)


def test_each_step_goes_up_and_down_and_leaves_nothing(engine: Engine) -> None:
    shapes = {}
    with writer(engine).begin() as connection:
        for step in STEPS:
            upgrade(connection, step)
            shapes[step] = _shape(connection)
        for step in reversed(STEPS[:-1]):
            downgrade(connection, step)
            assert _shape(connection) == shapes[step]
        downgrade(connection)
        assert inspect(connection).get_table_names() == ["alembic_version"]
        assert _shape(connection) == []
        upgrade(connection)
        assert _shape(connection) == shapes[STEPS[-1]]


def _where_and_whose(work: Work, lot: Lot) -> tuple[MachineCard, MachineCard]:
    """Return a machine that stands in a place, and one with its donor's tag."""
    shelf = Place(work.issue(Kind.PLACE).text, "B-04", "b-04")
    work.put(shelf)
    stored = replace(a_machine(work, lot, "5CD2"), place=shelf.code, place_turn=3, place_changed=True)
    return stored, replace(a_machine(work, lot, "5CD3"), inventory="ML 7", inventory_key="ML7")


def _known_before(step: str, stored: MachineCard, tagged: MachineCard) -> tuple[MachineCard, MachineCard]:
    """Return what the shape of a step could hold of them."""
    placeless = replace(stored, place="", place_turn=0, place_changed=False)
    nameless = replace(tagged, inventory="", inventory_key="")
    return placeless if step < "0005" else stored, nameless if step < "0006" else tagged


@pytest.mark.parametrize("step", STEPS[:-1])
def test_rows_outlast_every_step_down_and_up(engine: Engine, empty_database: str, step: str) -> None:
    """What a step took away on its way down is gone; whatever the older shape could hold is all there."""
    store = open_store(empty_database, FakeClock())
    actor = a_workshop(store)
    with store.working(actor) as work:
        lot = a_lot(work)
        machine = a_machine(work, lot, "5CD1")
        drive = DriveCard(work.issue(Kind.DRIVE).text, machine.code, "open", "pending", "WD", "WX1", "50014ee", 2**41)
        loose = DriveCard(work.issue(Kind.DRIVE).text, "", "open", "pending", lot=lot.code, place="usb-1.4")
        at = "2026-11-24T08:00:00Z"
        wipe = WipeCard("w", drive.code, machine.code, lot.code, "m", actor.person, "b", at)
        read = work.keep("machine-report", "r", {})
        report = ReportCard("r", Arrival.ATTACHED, machine=machine.code, fact=read)
        for record in (drive, loose, wipe, report, stick := StickRecord("s", "CLÉ", "ab")):
            work.put(record)
        work.append(machine.code, MachineReceived(lot.code))
        work.answer_scan(work.keep_scan(REFUSED), Answer(Signal.REFUSED, Said.NOT_READ))
        assert work.settle_scan(1)
    with store.working(actor) as work:
        stored, tagged = _where_and_whose(work, lot)
        people = (Preferences(actor.person, 150, "dark"), PinRecord(actor.person, "scrypt", 1))
        for made in (stored, tagged, *people):
            work.put(made)
    store.close()
    with writer(engine).begin() as connection:
        downgrade(connection, step)
        upgrade(connection)
    before_wipes, before_reports = step < "0002", step < "0003"
    store = open_store(empty_database, FakeClock())
    with store.looking() as look:
        assert look.find(MachineCard) == (machine, *_known_before(step, stored, tagged))
        assert look.find(DriveCard) == (drive, replace(loose, lot="", place="") if before_wipes else loose)
        assert look.find(WipeCard) == (() if before_wipes else (wipe,))
        assert look.find(ReportCard) == (() if before_reports else (report,))
        assert look.find(StickRecord) == (() if before_reports else (stick,))
        assert (*look.find(Preferences), *look.find(PinRecord)) == (() if step < "0007" else people)
        assert look.fact(read) == {}
        assert [kept.scan for kept in look.scans(waiting=True)] == ([REFUSED] if step < "0004" else [])
        assert verify_chain(look.journal()) is None
    store.close()


def test_the_first_step_goes_down_with_rows(engine: Engine, empty_database: str) -> None:
    store = open_store(empty_database, FakeClock())
    actor = a_workshop(store)
    with store.working(actor) as work:
        lot = a_lot(work)
        work.append(a_machine(work, lot).code, MachineReceived(lot.code))
    store.close()
    with writer(engine).begin() as connection:
        downgrade(connection)
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_a_step_that_fails_leaves_the_database_as_it_was(engine: Engine) -> None:
    with contextlib.suppress(KeyError), writer(engine).begin() as connection:
        upgrade(connection)
        raise KeyError
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == []


def test_the_journal_tells_which_machines_have_a_test_to_be_done_again(engine: Engine, empty_database: str) -> None:
    """A database of before knows nothing of it: what stands in its journal counts, and nothing that was undone."""
    store = open_store(empty_database, FakeClock())
    actor = a_workshop(store)
    unsure, sure = FunctionTested(Function.WIFI, Works.UNSURE), FunctionTested(Function.WIFI, Works.YES)
    with store.working(actor) as work:
        lot = a_lot(work)
        waits, answered, undone, repaired = (a_machine(work, lot, f"5CD{number}") for number in range(4))
        away = a_machine(work, lot, "5CD9", "recycled")
        for machine in (waits, answered, undone, repaired, away):
            work.append(machine.code, MachineReceived(lot.code))
        for machine in (answered, repaired, away):
            work.append(machine.code, unsure)
        work.append(undone.code, Undone(work.append(undone.code, unsure).seq))
        work.append(answered.code, sure)
        work.append(repaired.code, MachineBroughtBack())
        work.append(waits.code, sure)
        work.append(waits.code, unsure)
        order = Order(work.issue(Kind.ORDER).text, "Métropole", "2026-118", "c", system_wanted=True)
        work.put(order)
    store.close()
    with writer(engine).begin() as connection:
        downgrade(connection, "0007")
        upgrade(connection)
    store = open_store(empty_database, FakeClock())
    with store.looking() as look:
        assert [card.code for card in look.find(MachineCard, unsure=True)] == [waits.code]
        assert look.count(MachineCard, unsure=False) == 4
        assert look.find(Order) == (replace(order, system_wanted=False),)
    store.close()
