"""`workshop grade`, `destination`, `contract`, `scores`: answers, what-if, and the exit codes that scripts rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.command_line import Command, in_plain_signs
from tests.domain.graded import BEST
from workshop.domain.contracts import FACTS, NAMED
from workshop.domain.diagnosis import Category
from workshop.resources import resource


@pytest.fixture
def shell(fresh: Command) -> Command:
    return in_plain_signs(fresh, errors_too=True)


@pytest.fixture
def opened(shell: Command) -> Command:
    assert shell("begin", "--name", "Atelier", "--site", 1)[0] == 0
    return shell


def schema(name: str) -> Any:
    return json.loads(resource("schemas", name).read_text("utf-8"))


def facts(folder: Path, **changed: Any) -> Path:
    file = folder / "facts.json"
    file.write_text(json.dumps({**BEST, **changed}), "utf-8")
    jsonschema.validate(json.loads(file.read_text("utf-8")), schema("etabli-facts-1.schema.json"))
    return file


def test_a_described_machine_is_graded_with_its_reasons_and_its_ways(shell: Command, tmp_path: Path) -> None:
    code, out, _ = shell("grade", "--facts", facts(tmp_path))
    assert (code, out.splitlines()[:2]) == (
        0,
        ["Note A : il peut partir.", "Contrat grand-lyon-defaut 2, non signé."],
    )
    assert "Pourquoi" not in out
    code, out, _ = shell("grade", "--facts", facts(tmp_path, memory_mib=3900, memory_slots_free=1, charger=False))
    assert code == 1
    assert "Pourquoi C :\n  ✗ Chargeur : non. Pour partir, il faut : oui. [charger]\n  C Mémoire : 3,8 Gio." in out
    assert "A : 11 minutes de travail.\n  Ajouter : une barrette de mémoire, 4 Gio (10 minutes)\n" in out


def test_the_answer_as_json_is_as_its_schema_says_and_the_same_each_time(shell: Command, tmp_path: Path) -> None:
    file = facts(tmp_path, memory_mib=None, cosmetic=2, cosmetic_named="lid:dent:visible", processor_year=2010)
    code, out, _ = shell("grade", "--facts", file, "--json")
    answer = json.loads(out)
    jsonschema.validate(answer, schema("etabli-grade-1.schema.json"))
    assert (code, answer["letter"], answer["eligible"], answer["why"]) == (1, "C", False, ["memory", "processor-year"])
    assert [plan["possible"] for plan in answer["plans"]] == [False, False, True]
    assert {finding["evidence"]["kind"] for finding in answer["findings"] if finding["measured"] is not None} == {
        "given"
    }
    assert shell("grade", "--facts", file, "--json")[1] == out


def test_a_described_machine_may_say_its_parts_in_gigabytes(shell: Command, tmp_path: Path) -> None:
    known = {key: value for key, value in BEST.items() if key not in ("memory_mib", "storage_gb", "flash_storage")}
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({**known, "ram_gb": 16, "hdd_gb": 0, "ssd_gb": 0, "nvme_gb": 512}), "utf-8")
    code, out, _ = shell("grade", "--facts", file, "--json")
    measured = {finding["criterion"]: finding["measured"] for finding in json.loads(out)["findings"]}
    assert (code, measured["memory"], measured["storage"], measured["flash-storage"]) == (0, 16384, 512, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"memory_mb": 8}', "memory_mb: unknown fact"),
        ('{"memory_mib": "8"}', "memory_mib: must be a whole number"),
        ('{"memory_mib": 8.5}', "memory_mib: must be a whole number"),
        ('{"battery_percent": 101}', "battery_percent: must be a whole number from 0 to 100"),
        ('{"locks": -1}', "locks: must be a whole number"),
        ('{"category": "toaster"}', "category: none of laptop"),
        ('{"locks_named": 3}', "locks_named: must be a text"),
        ("[]", "one object of facts"),
        ("{", "line 1 column 2"),
        ("[" * 70000, "at most 65536 bytes"),
        ("[" * 60000, "facts.json"),
    ],
)
def test_a_description_that_makes_no_sense_is_told(shell: Command, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "facts.json"
    file.write_text(text, "utf-8")
    code, out, err = shell("grade", "--facts", file)
    assert (code, out) == (1, "")
    assert said in err.replace(" :", ":")


def test_the_schema_of_facts_names_every_fact(shell: Command) -> None:
    del shell
    said = schema("etabli-facts-1.schema.json")["properties"]
    assert set(said) == {"category", *FACTS, *(f"{fact}_named" for fact in NAMED)}
    assert said["category"]["enum"] == [item.value for item in Category]
    for name, known in FACTS.items():
        assert (said[name]["minimum"], said[name].get("maximum")) == (known.least, known.most), name
        assert said[name]["description"]


def test_another_contract_is_named_by_its_version_or_its_file(shell: Command, tmp_path: Path) -> None:
    file = facts(tmp_path, looks=2)
    assert shell("grade", "--facts", file, "--contract", "grand-lyon-defaut 1")[1].startswith("Note B")
    assert shell("grade", "--facts", file, "--contract", "grand-lyon-defaut")[1].startswith("Note A")
    own = tmp_path / "essai.toml"
    text = resource("contracts", "grand-lyon-defaut.toml").read_text("utf-8")
    own.write_text(text.replace('id = "grand-lyon-defaut"', 'id = "essai"'), "utf-8")
    code, out, _ = shell("grade", "--facts", file, "--contract", own)
    assert (code, out.splitlines()[1]) == (0, "Contrat essai 2, non signé.")
    code, _, err = shell("grade", "--facts", file, "--contract", "autre")
    assert code == 1
    assert "grand-lyon-defaut 1" in err


def test_a_machine_of_the_workshop_is_graded_or_only_looked_at(opened: Command) -> None:
    lot = opened("lot", "--donor", "Mairie")[1].strip()
    machine = opened("receive", "--lot", lot, "--serial", "S1", "--kind", "laptop")[1].strip()
    looked = opened("grade", machine, "--contract", "grand-lyon-defaut 1")
    assert looked[0] == 1
    assert "grand-lyon-defaut 1" in looked[1]
    assert not any("Noté" in line for line in opened("journal")[1].splitlines())
    code, out, _ = opened("grade", machine)
    assert code == 1
    assert "Destination : Pas encore décidée." in out
    assert opened("grade")[0] == 2


def test_a_machine_is_sent_elsewhere_only_for_a_reason(opened: Command) -> None:
    lot = opened("lot", "--donor", "Mairie")[1].strip()
    machine = opened("receive", "--lot", lot, "--serial", "S1", "--kind", "laptop")[1].strip()
    assert opened("destination", machine)[:2] == (1, "Pas encore décidée\n")
    code, _, err = opened("destination", machine, "--set", "parts")
    assert code == 2
    assert "unsafe (Il est dangereux)" in err
    code, out, _ = opened("destination", machine, "--set", "parts", "--because", "unsafe")
    assert (code, out) == (0, "Pièces : choisi, car « Il est dangereux ».\n")
    answer = json.loads(opened("destination", machine, "--json")[1])
    assert answer == {"to": "parts", "rule": "", "chosen": True, "because": "unsafe"}
    assert opened("destination", machine, "--set", "rule")[:2] == (1, "Pas encore décidée\n")
    assert opened("destination", "999999999999")[0] == 1


def test_contracts_are_listed_checked_and_compared(shell: Command, tmp_path: Path) -> None:
    code, out, _ = shell("contract")
    assert (code, [line.partition(" · ")[0] for line in out.splitlines()]) == (
        0,
        ["grand-lyon-defaut 1", "grand-lyon-defaut 2"],
    )
    code, out, _ = shell("contract", "compare", "grand-lyon-defaut")
    assert (code, out.splitlines()[0]) == (0, "grand-lyon-defaut 1 → grand-lyon-defaut 2")
    assert "« memory, types d'appareils »" in out
    assert shell("contract", "compare", "grand-lyon-defaut 1")[0] == 1
    assert shell("contract", "compare", "grand-lyon-defaut 2", "grand-lyon-defaut 1")[0] == 0
    assert shell("contract", "check")[0] == 2
    assert "annexe" in shell("contract", "check", "grand-lyon-defaut 2")[1]
    broken = tmp_path / "broken.toml"
    broken.write_text("format = \nid = 3 3\n", "utf-8")
    code, _, err = shell("contract", "check", broken)
    assert code == 1
    assert "1: " in err
    assert "2: " in err


def test_points_of_processors_are_imported_with_their_source(opened: Command, tmp_path: Path) -> None:
    assert opened("scores")[0] == 1
    file = tmp_path / "points.csv"
    file.write_text("Processeur;Points\nIntel Core i5-8365U;6300\nrien\n", "utf-8")
    assert opened("scores", file)[0] == 1
    assert opened("scores", file, "--source", "Relevé", "--dated", "mai")[0] == 1
    code, out, err = opened("scores", file, "--source", "Relevé", "--dated", "2026-05-01")
    assert (code, out) == (0, "Processeurs connus : 1. Source : Relevé, 2026-05-01.\n")
    assert "3: rien" in err
    assert opened("scores")[:2] == (0, out)
    file.write_text("rien\n", "utf-8")
    assert opened("scores", file, "--source", "Relevé", "--dated", "2026-05-01")[0] == 1
    assert opened("scores")[:2] == (0, out)
