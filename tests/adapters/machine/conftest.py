from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workshop.adapters.commands import LocalCommands, RecordedCommands
from workshop.adapters.machine import MachineReader
from workshop.domain.diagnosis import Diagnosis
from workshop.resources import resource

MOMENT = datetime(2026, 11, 24, 8, tzinfo=UTC)
TEST_ONLY = Path(__file__).resolve().parents[2] / "machines"


class Stopped:
    """A clock that stands."""

    def now(self) -> datetime:
        return MOMENT


@pytest.fixture
def clock() -> Stopped:
    return Stopped()


@pytest.fixture
def read(clock: Stopped) -> Callable[[str], Diagnosis]:
    """Read a recorded machine, shipped or of the tests only."""

    def read_one(name: str) -> Diagnosis:
        shipped = resource("machines", name)
        folder = shipped if shipped.is_dir() else TEST_ONLY / name
        return MachineReader(RecordedCommands(folder), clock).read().diagnosis

    return read_one


@pytest.fixture
def shims(tmp_path: Path) -> Callable[..., LocalCommands]:
    """Make a folder of tools; what is not in it is not there."""

    def place(**scripts: str) -> LocalCommands:
        folder = tmp_path / "bin"
        folder.mkdir()
        for name, script in scripts.items():
            (folder / name).write_text(f"#!/bin/sh\n{script}\n")
            (folder / name).chmod(0o755)
        return LocalCommands(str(folder))

    return place
