"""`workshop undo`, on a real database."""

from __future__ import annotations

import json

import pytest

from tests.cli.command_line import Command, in_plain_signs


@pytest.fixture
def shell(begun: Command) -> Command:
    """Give the command line of a workshop that has its name."""
    return in_plain_signs(begun, errors_too=True)


def test_the_last_gesture_is_taken_back_and_said_until_nothing_is_left(shell: Command) -> None:
    lot = json.loads(shell("lot", "open", "--donor", "Mairie", "--json")[1])["code"]
    shell("receive", "--lot", lot, "--serial", "AAAA1111")
    code, out, _err = shell("undo")
    assert code == 0
    assert out.startswith("C'est annulé. Reçu, lot de Mairie · ")
    assert shell("undo")[1].startswith("C'est annulé. Lot ouvert · Mairie")
    code, out, err = shell("undo")
    assert (code, out) == (1, "")
    assert "Rien à annuler." in err


def test_a_number_takes_back_that_gesture_and_json_says_why_not(shell: Command) -> None:
    lot = json.loads(shell("lot", "open", "--donor", "Mairie", "--json")[1])["code"]
    shell("receive", "--lot", lot, "--serial", "AAAA1111")
    rows = json.loads(shell("undo", "--list", "--json")[1])
    assert [(row["kind"], row["undone"], row["against"]) for row in rows] == [
        ("machine-received", False, ""),
        ("lot-opened", False, "undo-in-use"),
    ]
    code, out, _err = shell("undo", rows[1]["seq"], "--json")
    assert code == 1
    assert json.loads(out)["reasons"] == ["undo-in-use"]
    code, out, _err = shell("undo", rows[0]["seq"], "--json")
    assert (code, json.loads(out)["undone"]) == (0, True)
    assert shell("undo", rows[1]["seq"])[0] == 0
    assert shell("undo", 4711)[0] == 1
    assert "déjà annulé" in shell("undo", rows[0]["seq"])[2]
    assert "C'est déjà annulé." in shell("undo", "--list")[1]


def test_the_journal_holds_after_undoing(shell: Command) -> None:
    lot = json.loads(shell("lot", "open", "--donor", "Mairie", "--json")[1])["code"]
    shell("receive", "--lot", lot, "--serial", "AAAA1111")
    shell("undo")
    code, out, _err = shell("journal", "--json")
    assert code == 0
    assert json.loads(out)["events"][-1]["kind"] == "undone"
