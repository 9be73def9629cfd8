"""What a person sees when the bench's own data is in trouble: a sentence, an exit code, nothing lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.journeys.test_run_through import workshop


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    run = workshop("begin", "--name", "Atelier", "--site", "1", ETABLI_DATA=str(folder))
    assert run.returncode == 0, run.stderr
    return folder


def _database(data: Path) -> Path:
    (found,) = data.rglob("etabli.sqlite3")
    return found


def _refused(data: Path, *words: str) -> None:
    run = workshop("journal", ETABLI_DATA=str(data))
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    assert all(word in run.stderr for word in words), run.stderr


def test_the_first_run_is_done_once(data: Path) -> None:
    run = workshop("begin", "--name", "Autre", "--site", "2", ETABLI_DATA=str(data))
    assert run.returncode == 1
    assert "Atelier" in run.stdout


def test_a_database_of_a_newer_version_is_told_and_left_as_it_is(data: Path) -> None:
    with sqlite3.connect(_database(data)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    _refused(data, "plus récente")
    with sqlite3.connect(_database(data)) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    database.close()


def test_a_damaged_database_is_told_and_left_as_it_is(data: Path) -> None:
    path = _database(data)
    for leftover in path.parent.glob("etabli.sqlite3-*"):
        leftover.unlink()
    broken = b"not a database at all" * 500
    path.write_bytes(broken)
    _refused(data, "abîmé")
    assert path.read_bytes() == broken


def test_a_workshop_without_a_name_says_how_to_begin(tmp_path: Path) -> None:
    _refused(tmp_path / "empty", "pas encore de nom")


def test_an_unknown_code_is_told(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "label.pdf"
    run = workshop("label", "260100000198", "--out", str(out), ETABLI_DATA=str(data))
    assert run.returncode == 1
    assert "n’existe pas ici" in run.stderr
    assert not out.exists()


def test_a_lot_goes_through_the_command_line(data: Path) -> None:
    lot = workshop("lot", "--donor", "Mairie", "--expected", "1", ETABLI_DATA=str(data)).stdout.strip()
    code = workshop("receive", "--lot", lot, "--serial", "8XK2J13", ETABLI_DATA=str(data)).stdout.strip()
    shown = workshop("lot", lot, ETABLI_DATA=str(data))
    assert shown.returncode == 0
    assert f"{code} received 8XK2J13" in shown.stdout
    graded = workshop("grade", code, ETABLI_DATA=str(data))
    assert graded.returncode == 1  # nothing was measured: not deliverable
    refused = workshop("certificate", code, "--out", str(data / "c.pdf"), ETABLI_DATA=str(data))
    assert "Traceback" not in refused.stderr


def test_a_journal_that_was_changed_behind_our_back_is_told(data: Path) -> None:
    workshop("lot", "--donor", "Mairie", ETABLI_DATA=str(data))
    workshop("lot", "--donor", "École", ETABLI_DATA=str(data))
    assert workshop("journal", ETABLI_DATA=str(data)).returncode == 0
    database = sqlite3.connect(_database(data))
    guards = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'").fetchall()
    for (guard,) in guards:
        database.execute(f'DROP TRIGGER "{guard}"')
    database.execute("UPDATE event SET bench = 'autre' WHERE seq = 1")
    database.commit()
    database.close()
    _refused(data, "Le journal a été modifié")
