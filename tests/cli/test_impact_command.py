"""`workshop impact`, `weigh`, `part` and `meter`: what they print, and what they end with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Command, in_plain_signs

OWN = """
format = 1
version = "nôtre 1"
[[source]]
id = "nous"
title = "Mesures de l'atelier"
publisher = "Atelier"
version = "1"
dated = "2026"
licence = "document de l'atelier"
right = "own"
confidence = "verified"
[[figure]]
id = "batterie"
part = "battery"
source = "nous"
construction_kg = 7.5
"""


@pytest.fixture
def command(begun: Command) -> Command:
    return in_plain_signs(begun, errors_too=True)


def answered(command: Command, *arguments: object) -> Any:
    return json.loads(command(*arguments, "--json")[1])


@pytest.fixture
def machine(command: Command) -> str:
    lot = command("lot", "--donor", "Mairie")[1].strip()
    return command("receive", "--lot", lot, "--serial", "A1", "--kind", "laptop")[1].strip()


def test_a_lot_is_told_with_what_is_not_counted_and_with_its_sources(command: Command, machine: str) -> None:
    lot = answered(command, "impact", machine)["code"]
    assert lot == machine
    code, out, _err = command("impact", machine)
    assert code == 0
    assert "0 ordinateur livré sur 1" in out
    assert "Non comptés : 1, pas encore livré" in out
    assert "Eau : non quantifiée." in out
    assert "Source : ADEME" in out


def test_a_mass_a_part_and_a_meter_are_noted(command: Command, machine: str) -> None:
    assert "1,65 kg" in command("weigh", machine, "--grams", 1650)[1]
    assert command("weigh", machine, "--grams", 5)[0] == 1
    assert "batterie" in command("part", machine, "battery")[1]
    assert "12,5 m3" in command("meter", "water", "12,5")[1]
    assert command("meter", "water", "12,4")[0] == 1
    assert command("meter", "water", "12", "--unit", "kWh")[0] == 2
    assert "Masse : 1,65 kg, pesé ici" in command("impact", machine)[1]
    (done,) = answered(command, "impact", machine)["machines"]
    assert (done["mass_grams"], done["weight"], done["new_parts"]) == (1650, "weighed", 1)


def test_a_period_tells_the_meters_and_writes_the_annex(command: Command, machine: str, tmp_path: Path) -> None:
    command("meter", "power", "100")
    command("meter", "power", "142,5")
    code, out, _err = command("impact", "--since", "2026-01-01", "--out", tmp_path / "a.pdf")
    assert code == 0
    assert "Électricité de l'atelier : 42,5 kWh" in out
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_the_workshops_own_figures_are_taken_and_listed(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(OWN)
    code, out, err = command("impact", "figures", "--file", file)
    assert (code, "nôtre 1" in err) == (0, True)
    assert "battery : batterie (Atelier, 2026)" in out
    file.write_text(OWN.replace("7.5", "beaucoup"))
    assert command("impact", "figures", "--file", file)[0] == 1
    assert "battery : batterie" in command("impact", "figures")[1], "the file that was right is still there"
    assert "[[assumption]]" in command("impact", "figures", "--example")[1]


def test_what_is_not_said_whole_is_wrong_use(command: Command, machine: str) -> None:
    assert command("impact")[0] == 2
    assert command("impact", machine, "--since", "2026-01-01")[0] == 2
    assert command("impact", "260199999999")[0] == 1
