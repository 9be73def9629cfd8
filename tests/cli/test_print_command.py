"""`workshop print`, `queue` and `stickers`, on a real database and a printer that is a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Command, in_plain_signs


@pytest.fixture
def shell(begun: Command) -> Command:
    return in_plain_signs(begun, errors_too=True)


def received(shell: Command, serial: str = "AAAA1111") -> str:
    lots = json.loads(shell("lot", "open", "--donor", "Mairie", "--json")[1])
    return str(json.loads(shell("receive", "--lot", lots["code"], "--serial", serial, "--json")[1])["code"])


def with_a_printer(shell: Command, tray: Path) -> None:
    for key, value in (("language", "zpl"), ("link", "folder"), ("address", tray)):
        assert shell("settings", f"printer_{key}", value)[0] == 0


def queue(shell: Command, *more: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(shell("queue", *more, "--json")[1])["jobs"]
    return found


def test_without_a_printer_a_label_is_a_file_and_the_queue_stays_empty(shell: Command, tmp_path: Path) -> None:
    code = received(shell)
    status, out, _err = shell("print", code, "--json")
    assert status == 0
    file = Path(json.loads(out)["file"])
    assert file.read_bytes().startswith(b"%PDF")
    assert file == tmp_path / "data" / "workshop" / "labels" / f"{code}.pdf"
    assert queue(shell, "--all") == []
    assert shell("queue")[1] == "Étiquettes en PDF\n"


def test_a_label_waits_for_its_printer_and_comes_out_with_the_next_command(shell: Command, tmp_path: Path) -> None:
    tray = tmp_path / "not plugged in" / "tray"
    with_a_printer(shell, tray)
    code = received(shell)
    (job,) = queue(shell)
    assert (job["code"], job["state"], job["copy"]) == (code, "waiting", 1)
    status, out, _err = shell("print", code)
    assert status == 0
    assert out.startswith("1 · ")
    assert "Attend · L'imprimante ne répond pas. Allumez-la" in out
    tray.parent.mkdir()
    assert shell("print", code, "--json")[0] == 0
    assert queue(shell) == []
    assert [job["state"] for job in queue(shell, "--all")] == ["done"]
    (label,) = tray.glob("*.zpl")
    assert b"^XA" in label.read_bytes()


def test_a_copy_says_that_it_is_one_and_why(shell: Command, tmp_path: Path) -> None:
    with_a_printer(shell, tmp_path / "tray")
    code = received(shell)
    shell("print", code)
    status, out, _err = shell("print", code, "--copy-because", "lost")
    assert (status, "copie 2 · Perdue · Sortie" in out) == (0, True)
    told = json.loads(shell("journal", "--json")[1])["events"]
    last = [entry for entry in told if entry["kind"] == "label-printed"][-1]
    assert (last["event"]["copy"], last["event"]["why"]) == (2, "lost")


def test_a_code_is_replaced_and_the_old_one_still_leads_to_its_machine(shell: Command, tmp_path: Path) -> None:
    with_a_printer(shell, tmp_path / "tray")
    code = received(shell)
    status, out, _err = shell("print", code, "--replace", "--json")
    (new,) = json.loads(out)["codes"]
    assert (status, new != code) == (0, True)
    assert [job["state"] for job in queue(shell, "--all")] == ["void", "done"]


def test_what_waits_is_taken_out_and_what_is_done_is_nobodys_to_decide(shell: Command, tmp_path: Path) -> None:
    with_a_printer(shell, tmp_path / "away" / "tray")
    received(shell)
    assert shell("queue", "void", 1)[0] == 0
    status, _out, err = shell("queue", "retry", 1)
    assert status == 1
    assert "déjà sortie ou annulée" in err
    status, _out, err = shell("queue", "came-out", 7)
    assert status == 1
    assert "n'existe pas" in err
    assert [job["state"] for job in queue(shell, "--all")] == ["void"]


def test_the_check_after_sticking_is_set_for_the_workshop_and_says_what_is_left(shell: Command) -> None:
    code = received(shell)
    first = json.loads(shell("stickers", "--json")[1])
    assert first == {"rules": {"one_in": 10, "first": 20, "same_model": True}, "due": [code]}
    status, out, _err = shell("stickers", "--one-in", 5, "--first", 0, "--same-model", "no")
    assert (status, out.splitlines()[0]) == (0, "Un ordinateur sur 5")
    rules = json.loads(shell("stickers", "--json")[1])["rules"]
    assert rules == {"one_in": 5, "first": 0, "same_model": False}
