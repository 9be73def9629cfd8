"""The three stores under one contract: the fake, SQLite, PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from tests import postgres
from tests.fakes import FakeClock, FakeStore, MistakeError, a_workshop
from workshop.adapters.store.opening import open_store, sqlite_url
from workshop.adapters.store.tables import METADATA
from workshop.domain.entries import Recorded
from workshop.domain.people import Actor
from workshop.services.ports import Announce, Store

Opened = Callable[..., Store]


@dataclass
class Kept:
    """A store under test, its workshop set up, and what it announced."""

    store: Store
    clock: FakeClock
    actor: Actor
    announced: list[tuple[Recorded, ...]] = field(default_factory=list)
    mistakes: tuple[type[Exception], ...] = (IntegrityError, MistakeError)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    installed = postgres.programs()
    if installed is None:
        assert not os.environ.get("CI"), "the check needs a PostgreSQL server"
        pytest.skip("no PostgreSQL server is installed")
    with postgres.running(installed) as running:
        yield running


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all its tables and no rows."""
    file = tmp_path_factory.mktemp("template") / "workshop.db"
    open_store(sqlite_url(file), FakeClock()).close()
    return file


@pytest.fixture(scope="session")
def postgresql_with_tables(server: postgres.Server) -> str:
    """A database with all its tables and no rows, for one test after the other."""
    name = server.make()
    open_store(server.url(name), FakeClock()).close()
    return name


@pytest.fixture
def fresh_sqlite(sqlite_template: Path, tmp_path: Path) -> str:
    file = tmp_path / "workshop.db"
    shutil.copy(sqlite_template, file)
    return sqlite_url(file)


@pytest.fixture
def fresh_postgresql(server: postgres.Server, postgresql_with_tables: str) -> Iterator[str]:
    yield server.url(postgresql_with_tables)
    server.empty(postgresql_with_tables, [table.name for table in METADATA.sorted_tables])


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> str:
    return sqlite_url(tmp_path / "empty.db")


@pytest.fixture
def empty_postgresql(server: postgres.Server) -> Iterator[str]:
    name = server.make()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The address of a database with tables and no rows."""
    return str(request.getfixturevalue(f"fresh_{request.param}"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables."""
    return str(request.getfixturevalue(f"empty_{request.param}"))


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest) -> Iterator[Opened]:
    """Opens a store that was never set up, in each of its three makes."""
    stores: list[Store] = []
    url = "" if request.param == "fake" else request.getfixturevalue(f"fresh_{request.param}")

    def opened(clock: FakeClock, announce: Announce | None = None) -> Store:
        stores.append(open_store(url, clock, announce) if url else FakeStore(clock, announce))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def kept(opened: Opened) -> Kept:
    """A store whose workshop is set up."""
    clock, announced = FakeClock(), list[tuple[Recorded, ...]]()
    store = opened(clock, announced.append)
    return Kept(store, clock, a_workshop(store), announced)
