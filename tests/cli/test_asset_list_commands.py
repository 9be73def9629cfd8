"""`workshop lot LOT expect`, `compare` and `workshop tag`: what they print, and what they end with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_line import Command

LIST = """Inventaire;Type;Marque;Modèle;N° de série;Prix
ML-1;Portable;Dell;Latitude 5400;8XK2J13;1 234,56
ML-2;Portable;HP;EliteBook;5CG9123;999,00
;Portable;HP;EliteBook;;999,00
"""


@pytest.fixture
def command(begun: Command) -> Command:
    def call(*arguments: str) -> tuple[int, str, str]:
        code, out, err = begun(*arguments)
        return code, out.replace("\xa0", " "), err

    return call


@pytest.fixture
def lot(command: Command) -> str:
    return command("lot", "--donor", "Lycée")[1].strip()


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "liste.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return str(path)


def test_a_list_is_taken_and_what_is_not_understood_is_told_line_by_line(command: Command, lot: str, file: str) -> None:
    code, said, _err = command("lot", lot, "expect", file)
    assert code == 0
    assert "Prix → pas utilisée" in said
    assert "Ligne 4 : ni numéro de série, ni inventaire" in said
    assert "2 ordinateurs attendus de plus. 1 ligne n’est pas prise." in said
    assert "0 ordinateur attendu de plus. 2 étaient déjà sur la liste." in command("lot", lot, "expect", file)[1]


def test_a_dry_run_writes_nothing(command: Command, lot: str, file: str) -> None:
    assert "2 ordinateurs sur la liste." in command("lot", lot, "expect", file, "--dry-run")[1]
    assert json.loads(command("lot", lot, "--json")[1])["machines"] == []


def test_json_says_the_columns_and_the_machines(command: Command, lot: str, file: str) -> None:
    told = json.loads(command("lot", lot, "expect", file, "--json")[1])
    assert [column["what"] for column in told["columns"]] == [
        *("inventory", "category", "maker", "model", "serial"),
        None,
    ]
    assert [card["inventory"] for card in told["taken"]["added"]] == ["ML-1", "ML-2"]


def test_a_column_can_be_named(command: Command, lot: str, tmp_path: Path) -> None:
    path = tmp_path / "autre.csv"
    path.write_text("Truc;Chose\nA100;Dell\n", "utf-8")
    assert command("lot", lot, "expect", str(path))[0] == 1
    assert command("lot", lot, "expect", str(path), "--column", "serial", "Truc")[0] == 0
    assert command("lot", lot, "expect", str(path), "--column", "prix", "Truc")[0] == 2


def test_what_is_no_list_is_refused_in_words(command: Command, lot: str, tmp_path: Path) -> None:
    assert command("lot", lot, "expect")[0] == 2
    code, _said, err = command("lot", lot, "expect", str(tmp_path / "rien.csv"))
    assert (code, "n’existe pas" in err) == (1, True)
    path = tmp_path / "vieux.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    code, _said, err = command("lot", lot, "expect", str(path))
    assert (code, "XLSX" in err) == (1, True)


def test_a_lot_is_compared_with_its_list(command: Command, lot: str, file: str) -> None:
    command("lot", lot, "expect", file)
    command("receive", "--lot", lot, "--serial", "8xk2j13")
    command("receive", "--lot", lot, "--serial", "JAMAISVU")
    code, said, _err = command("lot", lot, "compare")
    assert code == 1
    assert "Il manque 1 ordinateur : HP EliteBook 5CG9123." in said
    assert "1 ordinateur n’est pas sur la liste : JAMAISVU." in said
    command("receive", "--lot", lot, "--serial", "5CG9123")
    assert command("lot", lot, "compare")[0] == 1  # the stranger is still there


def test_a_tag_is_taken_off(command: Command, lot: str, file: str) -> None:
    command("lot", lot, "expect", file)
    code = command("receive", "--lot", lot, "--serial", "8XK2J13")[1].strip()
    assert "ML-1 · encore dessus" in command("tag", code)[1]
    assert json.loads(command("tag", code, "removed", "--json")[1])["on"] is False
    assert command("tag", "260100009999")[0] == 1
