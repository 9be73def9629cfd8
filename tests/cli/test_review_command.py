"""Refused scans from the command line, on a real database."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Command
from workshop.bootstrap import build
from workshop.domain.scanning import Scan
from workshop.services.scanning import Place
from workshop.settings import Profile, Settings


@pytest.fixture
def shell(begun: Command) -> Command:
    return begun


def refused(tmp_path: Path, *texts: str) -> None:
    workshop = build(Settings(profile=Profile.WORKSHOP, data_folder=str(tmp_path / "data")))
    for text in texts:
        workshop.scanning.answer(workshop.actor(), Scan(text, "wedge", datetime.now(UTC)), Place("home"))
    workshop.close()


def listed(shell: Command, *options: object) -> tuple[int, list[dict[str, Any]]]:
    code, said, _err = shell("review", "--json", *options)
    return code, json.loads(said)


def test_refused_scans_are_listed_and_settled(shell: Command, tmp_path: Path) -> None:
    refused(tmp_path, "JAMAISVU1", "JAMAISVU2")
    code, waits = listed(shell)
    assert (code, [one["text"] for one in waits]) == (0, ["JAMAISVU2", "JAMAISVU1"])
    assert waits[0]["answer"]["said"] == "unknown-serial"
    code, left = listed(shell, "--seen", waits[0]["number"])
    assert (code, [one["text"] for one in left]) == (0, ["JAMAISVU1"])
    assert [one["text"] for one in listed(shell, "--limit", 1)[1]] == ["JAMAISVU1"]


def test_what_does_not_wait_is_refused_and_hides_nothing_else(shell: Command, tmp_path: Path) -> None:
    refused(tmp_path, "JAMAISVU1")
    code, said, err = shell("review", "--seen", 99, 1)
    assert code == 1
    assert "n’attend plus" in err
    assert "Aucun scan refusé" in said


def test_a_line_tells_what_was_scanned_and_why_it_was_refused(shell: Command, tmp_path: Path) -> None:
    refused(tmp_path, "A\x1bB")
    _code, said, _err = shell("review")
    assert r"'A\x1bB'" in said
    assert "pas bien lu" in said
