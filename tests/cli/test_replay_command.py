from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_line import Command, in_plain_signs
from workshop.domain.content import canonical
from workshop.resources import resource


@pytest.fixture
def described(tmp_path: Path) -> Path:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({"cpu_score": 5000, "ram_gb": 8, "hdd_gb": 0, "ssd_gb": 256, "nvme_gb": 0}))
    return file


def test_a_described_machine_gets_the_points_of_emmaus_connect(begun: Command, described: Path) -> None:
    code, out, _ = begun("grade", "--facts", described, "--contract", "emmaus-connect", "--json")
    told = json.loads(out)
    assert (code, told["category"], told["total"]) == (0, "A", 9)
    assert "approuvé" in told["notice"]


def test_the_points_are_told_axis_by_axis(begun: Command, described: Path) -> None:
    code, out, _ = in_plain_signs(begun)("grade", "--facts", described, "--contract", "emmaus-connect 2023-09")
    assert code == 0
    assert "cpu_score 5000 : 3" in out
    assert "hdd_gb aucun" in out
    assert "9 points, dont 3 pour les disques : A." in out


def test_what_is_not_known_leaves_no_category(begun: Command, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text('{"ram_gb": 8, "ssd_gb": 256}')
    code, out, _ = in_plain_signs(begun)("grade", "--facts", file, "--contract", "emmaus-connect")
    assert code == 1
    assert "Catégorie inconnue, car on ne connaît pas : cpu_score." in out


def test_an_empty_stock_is_replayed_and_says_so(begun: Command) -> None:
    code, out, _ = in_plain_signs(begun)("replay", "grand-lyon-defaut 1")
    assert code == 0
    assert "0 ordinateur noté." in out


def test_a_replay_as_json_is_the_same_twice(begun: Command) -> None:
    once, again = (json.loads(begun("replay", "grand-lyon-defaut", "--json")[1]) for _ in range(2))
    assert once["schema"] == "etabli-replay/1"
    assert canonical(once) == canonical(again)


def test_an_unknown_contract_names_those_that_there_are(begun: Command) -> None:
    code, _, said = begun("replay", "nowhere")
    assert code == 1
    assert "grand-lyon-defaut" in said


def test_a_lot_is_exported_for_the_bolc_import(begun: Command, tmp_path: Path) -> None:
    lot = json.loads(begun("lot", "--donor", "Mairie", "--json")[1])["code"]
    out = tmp_path / "bolc.csv"
    code, _, _ = begun("export", lot, "--format", "bolc", "--out", out)
    assert code == 0
    assert out.read_text("utf-8-sig").startswith("Numéro Lot;Identifiant unique;")


def test_a_table_needs_a_lot_or_a_machine(begun: Command, tmp_path: Path) -> None:
    assert begun("export", "--format", "bolc", "--out", tmp_path / "bolc.csv")[0] == 2


def test_a_manager_adopts_a_contract_of_the_metropole(begun: Command, tmp_path: Path) -> None:
    text = resource("contracts", "grand-lyon-defaut.toml").read_text("utf-8")
    file = tmp_path / "metropole.toml"
    file.write_text(text.replace('id = "grand-lyon-defaut"', 'id = "metropole"'), "utf-8")
    assert json.loads(begun("contract", "adopt", file, "--json")[1])["id"] == "metropole"
    assert "contract-adopted" in begun("journal")[1]
    assert json.loads(begun("contract", "adopt", "shipped", "--json")[1])["id"] == "grand-lyon-defaut"


def test_a_wrong_contract_is_told_line_by_line_and_not_adopted(begun: Command, tmp_path: Path) -> None:
    file = tmp_path / "metropole.toml"
    file.write_text('format = 2\nid = "metropole"\nletters = 4\n', "utf-8")
    code, _, said = begun("contract", "adopt", file)
    assert code == 1
    assert "3: letters" in said
    assert "contract-adopted" not in begun("journal")[1]
