"""Migrations: the last step makes what tables.py says; each goes up and down, with rows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

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
from workshop.domain.events import MachineReceived
from workshop.domain.journal import verify_chain
from workshop.domain.lots import DriveCard, MachineCard
from workshop.domain.wiping import WipeCard

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


def test_rows_outlast_the_last_step_down_and_up(engine: Engine, empty_database: str) -> None:
    store = open_store(empty_database, FakeClock())
    actor = a_workshop(store)
    with store.working(actor) as work:
        lot = a_lot(work)
        machine = a_machine(work, lot, "5CD1")
        drive = DriveCard(work.issue(Kind.DRIVE).text, machine.code, "open", "pending", "WD", "WX1", "50014ee", 2**41)
        loose = DriveCard(work.issue(Kind.DRIVE).text, "", "open", "pending", lot=lot.code, place="usb-1.4")
        at = "2026-11-24T08:00:00Z"
        for record in (drive, loose, WipeCard("w", drive.code, machine.code, lot.code, "m", actor.person, "b", at)):
            work.put(record)
        work.append(machine.code, MachineReceived(lot.code))
    store.close()
    with writer(engine).begin() as connection:
        if len(STEPS) > 1:
            downgrade(connection, STEPS[-2])
        upgrade(connection)
    store = open_store(empty_database, FakeClock())
    with store.looking() as look:
        assert look.find(MachineCard) == (machine,)
        assert look.find(DriveCard) == (drive, replace(loose, lot="", place=""))
        assert look.find(WipeCard) == ()
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
