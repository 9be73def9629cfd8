"""`workshop export` and `workshop eligible`: files, answers, and the exit codes that scripts rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_line import Command, in_plain_signs
from workshop.bootstrap import build
from workshop.resources import resource
from workshop.settings import Settings

LATITUDE = resource("machines", "dell-latitude-5400-healthy")
OPTIPLEX = resource("machines", "dell-optiplex-7010-failing-drive")
LOCKED = resource("machines", "lenovo-thinkpad-t490-locked")


@pytest.fixture
def shell(fresh: Command) -> Command:
    return in_plain_signs(fresh)


@pytest.fixture
def machine(shell: Command) -> str:
    """Receive one machine in a new workshop; give its code."""
    assert shell("begin", "--name", "Atelier", "--site", 1)[0] == 0
    workshop = build(Settings(database=_database(shell)), recording=LATITUDE)
    actor = workshop.actor()
    card = workshop.machines.receive(actor, workshop.lots.open(actor, "Mairie", 1).code, "EX54001")
    workshop.close()
    return card.code


@pytest.mark.parametrize(("form", "key"), [("glpi", "deviceid"), ("etabli", "schema")])
def test_a_recorded_machine_is_written_in_either_form(shell: Command, tmp_path: Path, form: str, key: str) -> None:
    out = tmp_path / "out" / "machine.json"
    code, said, _ = shell("export", "--machine", LATITUDE, "--format", form, "--out", out)
    assert (code, said.strip()) == (0, str(out))
    assert key in json.loads(out.read_text("utf-8"))


def test_a_machine_of_the_workshop_carries_its_code(shell: Command, machine: str, tmp_path: Path) -> None:
    out = tmp_path / "machine.json"
    code, _, told = shell("export", machine, "--format", "glpi", "--out", out)
    assert (code, out.exists()) == (1, False)
    assert "pas encore" in told
    workshop = build(Settings(database=_database(shell)), recording=LATITUDE)
    workshop.diagnosing.attach(workshop.actor(), machine, workshop.diagnosing.read())
    workshop.close()
    assert shell("export", machine, "--format", "glpi", "--out", out)[0] == 0
    assert json.loads(out.read_text("utf-8"))["tag"] == machine
    assert shell("eligible", machine)[0] == 0


def _database(shell: Command) -> str:
    _, out, _ = shell("check", "--json")
    found: str = next(item["found"] for item in json.loads(out) if item["what"] == "database")
    return found if "://" in found else f"sqlite:///{found}"


def test_a_machine_is_named_by_its_code_or_by_its_folder_not_both(shell: Command, tmp_path: Path) -> None:
    out = tmp_path / "machine.json"
    assert shell("export", "260100000127", "--machine", LATITUDE, "--out", out)[0] == 2
    assert not out.exists()


def test_an_unknown_code_and_a_folder_that_is_no_machine_are_told(shell: Command, machine: str, tmp_path: Path) -> None:
    assert shell("export", "260100009983", "--out", tmp_path / "x.json")[0] == 1
    assert shell("export", "--machine", tmp_path, "--out", tmp_path / "x.json")[0] == 2


@pytest.mark.parametrize(("folder", "code", "answer"), [(LATITUDE, 0, "oui"), (OPTIPLEX, 1, "non")])
def test_whether_windows_11_may_be_installed_is_told_and_is_the_exit_code(
    shell: Command, folder: Path, code: int, answer: str
) -> None:
    ended, said, _ = shell("eligible", "--machine", folder)
    assert ended == code
    assert said.splitlines()[0] == f"Windows 11 : {answer}"


def test_in_json_every_criterion_has_its_measure_its_need_and_its_source(shell: Command) -> None:
    _, said, _ = shell("eligible", "--machine", LOCKED, "--json")
    told = json.loads(said)
    assert told["windows_11"]["verdict"] == "yes"
    assert {"criterion", "measured", "required", "source"} <= told["windows_11"]["findings"][0].keys()
    assert [item["kind"] for item in told["obstacles"]] == ["bios-password"]
    assert told["obstacles"][0]["hard"] is True


def test_reading_a_machine_says_what_stands_in_its_way(shell: Command) -> None:
    code, said, _ = shell("read", "--machine", LOCKED)
    assert code == 0
    assert "Windows 11 : oui" in said
    assert "Un mot de passe bloque les réglages de démarrage." in said
