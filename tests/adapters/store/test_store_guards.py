"""What stands for ever cannot be changed or deleted by anybody's SQL; what was, all the same, is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import DBAPIError

from tests.adapters.store.examples import a_lot
from tests.fakes import FakeClock, a_workshop
from workshop.adapters.store.engine import make_engine, writer
from workshop.adapters.store.guards import GUARDS, protect, unprotect
from workshop.adapters.store.opening import open_store
from workshop.adapters.store.tables import METADATA
from workshop.adapters.store.transaction import SqlStore
from workshop.domain.codes import Kind
from workshop.domain.documents import Document, DocumentFile, DocumentKind
from workshop.domain.errors import StoreError, StoreProblem
from workshop.domain.events import LotOpened, MachineTriaged
from workshop.domain.journal import verify_chain
from workshop.domain.people import Actor
from workshop.domain.scanning import Answer, Said, Scan, Signal


@dataclass
class Written:
    """A store with one row at least in every guarded table, and a door behind its back."""

    store: SqlStore
    engine: Engine
    actor: Actor
    fact: str

    def tell(self, statement: str) -> int:
        with writer(self.engine).begin() as connection:
            return connection.execute(text(statement)).rowcount

    def force(self, statement: str) -> None:
        """Run a statement with the guards away, as somebody with the file in hand can."""
        with writer(self.engine).begin() as connection:
            unprotect(connection)
            connection.execute(text(statement))
            protect(connection)


@pytest.fixture
def written(database: str) -> Iterator[Written]:
    store = open_store(database, FakeClock())
    actor = a_workshop(store)
    with store.working(actor) as work:
        lot = a_lot(work)
        work.append(lot.code, LotOpened(lot.donor))
        for _ in range(3):
            work.append("m", MachineTriaged())
        fact = work.keep("certificate", lot.code, {"a": 1})
        rank = work.next_rank(DocumentKind.CERTIFICATE, 2026)
        code = work.issue(Kind.DOCUMENT).text
        work.put(Document(code, "certificate", "CE-1", 1, 2026, rank, fact, lot.code, "", actor.person))
        work.put(DocumentFile(f"{code}-pdf", code, "pdf", "f" * 64))
        number = work.keep_scan(Scan("x", "wedge", work.now))
        work.answer_scan(number, Answer(Signal.ACCEPTED, Said.OPENED))
    engine = make_engine(make_url(database))
    yield Written(store, engine, actor, fact)
    engine.dispose()
    store.close()


def _everything(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: sorted(map(tuple, connection.execute(table.select())), key=str) for table in METADATA.sorted_tables
    }


def test_nothing_that_stands_for_ever_is_deleted(written: Written) -> None:
    for guard in GUARDS:
        with pytest.raises(DBAPIError, match="stands for ever"):
            written.tell(f"DELETE FROM {guard.table}")


@pytest.mark.parametrize("table", ["event", "fact", "document", "document_file", "scan", "scan_answer"])
def test_no_column_of_what_stands_for_ever_changes(written: Written, table: str) -> None:
    for column in METADATA.tables[table].columns:
        with pytest.raises(DBAPIError, match="stands for ever"):
            written.tell(f"UPDATE {table} SET {column.name} = {column.name}")


@pytest.mark.parametrize("column", ["code", "subject", "ending", "issued_at"])
def test_an_issued_code_stays_what_it_is(written: Written, column: str) -> None:
    with pytest.raises(DBAPIError, match="stands for ever"):
        written.tell(f"UPDATE code SET {column} = '020199999999'")


def test_an_issued_code_may_become_void_and_point_to_the_next(written: Written) -> None:
    assert written.tell("UPDATE code SET status = 'void', replaced_by = (SELECT max(code) FROM code)") > 1


def test_a_counter_never_turns_back(written: Written) -> None:
    for change in ("value = value - 1", "value = 0", "name = name || 'x'", "value = value"):
        with pytest.raises(DBAPIError, match="stands for ever"):
            written.tell(f"UPDATE counter SET {change}")


def test_a_workshop_may_be_renamed_and_nothing_else(written: Written) -> None:
    for change in ("site = 2", "sample = NOT sample"):
        with pytest.raises(DBAPIError, match="stands for ever"):
            written.tell(f"UPDATE workshop SET {change}")
    assert written.tell("UPDATE workshop SET name = 'Autre'") == 1


def test_the_name_of_a_person_can_be_forgotten(written: Written) -> None:
    assert written.tell("UPDATE person SET name = ''") == 1


def test_a_row_cannot_be_replaced_on_sqlite(written: Written) -> None:
    if written.engine.dialect.name == "postgresql":
        statement = "TRUNCATE event"  # the same door on the other side
    else:
        statement = "INSERT OR REPLACE INTO event SELECT * FROM event"
    with pytest.raises(DBAPIError, match="stands for ever"):
        written.tell(statement)


def test_a_refused_change_leaves_everything(written: Written) -> None:
    with written.engine.begin() as connection:
        before = _everything(connection)
    with pytest.raises(DBAPIError):
        written.tell("DELETE FROM event WHERE seq = 1")
    with written.engine.begin() as connection:
        assert _everything(connection) == before


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE event SET subject = 'other' WHERE seq = 2", 2),
        ("UPDATE event SET person = NULL WHERE seq = 1", 1),
        ("UPDATE event SET bench = 'banc 9' WHERE seq = 3", 3),
        ("UPDATE event SET at = '2026-11-24T07:00:00Z' WHERE seq = 4", 4),
        ("UPDATE event SET kind = 'bays-checked' WHERE seq = 2", 2),
        ("UPDATE event SET content = replace(content, 'Mairie', 'Mairle') WHERE seq = 1", 1),
        ("UPDATE event SET hash = prev_hash WHERE seq = 2", 2),
        ("UPDATE event SET prev_hash = hash WHERE seq = 2", 2),
        ("DELETE FROM event WHERE seq = 2", 3),
        ("DELETE FROM event WHERE seq = 1", 2),
        ("UPDATE event SET seq = seq + 10 WHERE seq = 4", 14),
    ],
)
def test_what_was_changed_behind_the_guards_breaks_the_chain(written: Written, statement: str, found: int) -> None:
    with written.store.looking() as look:
        assert verify_chain(look.journal()) is None
    written.force(statement)
    with written.store.looking() as look:
        assert verify_chain(look.journal()) == found


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE event SET content = '{' WHERE seq = 1", StoreProblem.CORRUPT),
        ("UPDATE event SET content = '{}' WHERE seq = 1", StoreProblem.NEWER),
        ("UPDATE event SET at = 'yesterday' WHERE seq = 1", StoreProblem.CORRUPT),
        ("UPDATE event SET kind = 'machine-flown' WHERE seq = 1", StoreProblem.NEWER),
    ],
)
def test_an_event_that_cannot_be_read_is_said(written: Written, statement: str, problem: StoreProblem) -> None:
    written.force(statement)
    with pytest.raises(StoreError) as told, written.store.looking() as look:
        look.journal()
    assert told.value.problem is problem


def test_a_fact_that_was_changed_is_not_served(written: Written) -> None:
    written.force("UPDATE fact SET content = substr(content, 1, 5)")
    with pytest.raises(StoreError) as told, written.store.looking() as look:
        look.fact(written.fact)
    assert told.value.problem is StoreProblem.CORRUPT


def test_a_fact_under_the_name_of_another_is_not_served(written: Written) -> None:
    with written.store.working(written.actor) as work:
        other = work.keep("certificate", "x", {"a": 2})
    written.force(f"UPDATE fact SET content = (SELECT content FROM fact WHERE digest = '{other}')")
    with pytest.raises(StoreError) as told, written.store.looking() as look:
        look.fact(written.fact)
    assert told.value.problem is StoreProblem.CORRUPT


def test_an_answer_of_a_newer_version_is_said(written: Written) -> None:
    written.force("UPDATE scan_answer SET content = replace(content, 'opened', 'danced')")
    with pytest.raises(StoreError) as told, written.store.looking() as look:
        look.scans()
    assert told.value.problem is StoreProblem.NEWER
