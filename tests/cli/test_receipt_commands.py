"""`workshop lot LOT close` and `receipt`, `order --system`, `reserve`: what they print, and what they end with."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command_line import Command


def test_a_lot_is_closed_with_its_gap_and_gets_its_receipt(begun: Command, tmp_path: Path) -> None:
    lot = begun("lot", "--donor", "Mairie", "--expected", "2")[1].strip()
    begun("receive", "--lot", lot, "--serial", "8XK2J13")
    file = tmp_path / "recu.pdf"
    code, _out, err = begun("lot", lot, "receipt", "--out", str(file))
    assert code == 1
    assert "encore ouvert" in err
    code, out, _err = begun("lot", lot, "close")
    assert code == 1
    assert "Il manque 1 ordinateur" in out.replace("\xa0", " ")
    code, number, _err = begun("lot", lot, "receipt", "--out", str(file))
    assert code == 0
    assert number.startswith("RE-")
    assert file.read_bytes().startswith(b"%PDF")
    first = file.read_bytes()
    again = json.loads(begun("lot", lot, "receipt", "--out", str(file), "--json")[1])
    assert again["number"] == number.strip()
    assert file.read_bytes() == first, "it is kept, and served again"
    assert begun("lot", lot, "receipt")[0] == 2


def test_an_order_asks_for_a_system_and_its_machines_take_it_on(begun: Command) -> None:
    lot = begun("lot", "--donor", "Mairie")[1].strip()
    code = begun("receive", "--lot", lot, "--serial", "8XK2J13")[1].strip()
    asked = ("order", "--buyer", "Métropole", "--reference", "2026-118", "--recipient", "Collège", "1 rue", "2")
    order = json.loads(begun(*asked, "--system", "--json")[1])
    assert order["system_wanted"] is True
    ended, out, _err = begun("reserve", code, "--order", order["code"])
    assert ended == 1
    assert "système" in out
    assert json.loads(begun("inspect", code, "--json")[1])["install_first"] is True


def test_the_rest_is_declared_by_one_word(begun: Command) -> None:
    lot = begun("lot", "--donor", "Mairie")[1].strip()
    code = begun("receive", "--lot", lot, "--serial", "8XK2J13", "--kind", "laptop")[1].strip()
    ended, out, _err = begun("inspect", code, "--unsure", "wifi", "--rest-works")
    assert ended == 1, "nobody was sure of the Wi-Fi"
    assert out.count("déclaré d'un bloc") + out.count("déclaré d’un bloc") == 9
    waits = json.loads(begun("review", "--tests", "--json")[1])
    assert [(one["machine"], one["functions"]) for one in waits] == [(code, ["wifi"])]
    assert begun("inspect", code, "--works", "wifi")[0] == 0
    assert json.loads(begun("review", "--tests", "--json")[1]) == []
