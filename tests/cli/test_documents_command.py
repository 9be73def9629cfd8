"""`workshop documents`: what was issued, of everything or of one thing, and what waits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Command, in_plain_signs


@pytest.fixture
def shell(begun: Command) -> Command:
    return in_plain_signs(begun, errors_too=True)


def answered(shell: Command, *arguments: object) -> Any:
    return json.loads(shell(*arguments, "--json")[1])


def test_nothing_is_issued_and_nothing_waits(shell: Command) -> None:
    assert shell("documents")[:2] == (0, "Aucun document n'est émis.\n")
    assert shell("documents", "--waiting")[:2] == (0, "Rien n'attend.\n")
    assert answered(shell, "documents", "--waiting") == {
        "proofs": [],
        "waiting": 0,
        "failed": 0,
        "lots_without_certificate": [],
    }


def test_the_papers_of_a_lot_of_a_machine_and_all_of_them(shell: Command, tmp_path: Path) -> None:
    lot = answered(shell, "lot", "--donor", "Mairie", "--expected", "1")["code"]
    other = answered(shell, "lot", "--donor", "École")["code"]
    code = shell("receive", "--lot", lot, "--serial", "AAAA1111")[1].strip()
    assert shell("machine", code, "no-drive")[0] == 0
    (finished,) = answered(shell, "documents", "--waiting")["lots_without_certificate"]
    assert (finished["code"], finished["machines"]) == (lot, 1)
    assert "terminé, sans certificat" in shell("documents", "--waiting")[1]
    assert shell("certificate", lot, "--out", tmp_path / "c.pdf")[0] == 0
    (paper,) = answered(shell, "documents", "--lot", lot)
    assert (paper["kind"], paper["about"]["code"]) == ("certificate", lot)
    assert f"{paper['number']} · Certificat" in shell("documents")[1]
    assert [row["number"] for row in answered(shell, "documents", "--of", code)] == [paper["number"]]
    assert answered(shell, "documents", "--lot", other) == []
    assert shell("documents", "--of", "260100000139")[0] == 1
