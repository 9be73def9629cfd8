"""A machine as GLPI takes it in: valid against the published schema, and nothing but what was read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from tests.adapters.exports.machines import MOMENT, RECORDED, of_the_corpus, recorded
from tests.adapters.exports.shape import strict
from tests.adapters.readings.corpus import TOLD
from tests.domain.invented import facts
from workshop.adapters.exports.glpi import glpi_inventory
from workshop.adapters.readings import glpi
from workshop.domain.diagnosis import (
    Category,
    Diagnosis,
    DriveReading,
    Firmware,
    Identity,
    MemoryModule,
    NetworkAdapter,
    NetworkKind,
    Processor,
)

CODE = "260100000127"
PUBLISHED = json.loads(Path(__file__).with_name("glpi-inventory.schema.json").read_text("utf-8"))
# GLPI itself refuses what the schema does not name (lib/php/Schema.php of the same repository: strict by default)
VALID = jsonschema.Draft7Validator(strict(PUBLISHED))


def exported(diagnosis: Diagnosis, code: str = CODE) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(glpi_inventory(diagnosis, code, "0.1.0"))
    assert [error.message for error in VALID.iter_errors(written)] == []
    return written


def test_the_schema_stands_here_with_its_licence() -> None:
    jsonschema.Draft7Validator.check_schema(PUBLISHED)
    assert "MIT License" in Path(__file__).with_name("glpi-inventory.LICENSE.txt").read_text("utf-8")


@pytest.mark.parametrize("name", RECORDED)
def test_every_recorded_machine_is_a_valid_inventory(name: str) -> None:
    written = exported(recorded(name))
    assert written["deviceid"] == f"etabli-{CODE}"
    assert written["tag"] == CODE
    assert written["content"]["storages"]


@TOLD
def test_every_machine_of_the_corpus_is_a_valid_inventory() -> None:
    wrong, count = {}, 0
    for name, diagnosis in of_the_corpus():
        count += 1
        written = json.loads(glpi_inventory(diagnosis, "", "0.1.0"))
        if told := [error.message for error in VALID.iter_errors(written)]:
            wrong[name] = told
    assert wrong == {}
    assert count > 200


@given(facts(Diagnosis))
def test_whatever_was_read_the_inventory_is_valid(diagnosis: Diagnosis) -> None:
    exported(diagnosis, "")


@pytest.mark.parametrize("name", RECORDED)
def test_our_own_reader_finds_the_same_machine_again(name: str) -> None:
    diagnosis = recorded(name)
    report = glpi.read(glpi_inventory(diagnosis, "", "0.1.0").decode())
    assert report is not None
    back, told = report.inventory.identity, diagnosis.identity
    assert (back.maker, back.model, back.system_serial, back.board_serial, back.system_uuid, back.category) == (
        told.maker, told.model, told.system_serial, told.board_serial, told.system_uuid, told.category
    )  # fmt: skip
    assert [drive.serial for drive in report.inventory.drives] == [drive.serial for drive in diagnosis.drives]
    assert report.inventory.memory_bytes == diagnosis.memory_bytes


def test_what_was_not_read_is_not_written() -> None:
    written = exported(Diagnosis(MOMENT), "")
    assert written["content"] == {"versionclient": "Etabli_v0.1.0"}
    assert "tag" not in written


def test_sizes_are_in_the_units_of_the_schema() -> None:
    diagnosis = Diagnosis(
        MOMENT,
        memory=(MemoryModule("DIMM A", 8 * 2**30, speed_mts=2400, soldered=False), MemoryModule("DIMM B", 0)),
        memory_bytes=8 * 2**30,
        drives=(DriveReading("/dev/nvme0n1", size_bytes=256_060_514_304),),
    )
    content = exported(diagnosis)["content"]
    assert content["hardware"]["memory"] == 8192
    assert content["memories"] == [
        {"numslots": 1, "caption": "DIMM A", "capacity": 8192, "speed": "2400 MT/s", "removable": True},
        {"numslots": 2, "caption": "DIMM B"},
    ]
    assert content["storages"] == [{"name": "nvme0n1", "type": "disk", "disksize": 256060}]


def test_the_code_is_the_label_only_where_the_machine_had_none() -> None:
    owned = Diagnosis(MOMENT, Identity(asset_tag="METRO-0042"))
    assert exported(owned)["content"]["bios"]["assettag"] == "METRO-0042"
    assert exported(Diagnosis(MOMENT))["content"]["bios"]["assettag"] == CODE
    assert "bios" not in exported(Diagnosis(MOMENT), "")["content"]


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("04/21/2020", "2020-04-21"),
        ("2020-04-21", "2020-04-21"),
        ("21/04/2020", None),
        ("02/31/2020", None),
        ("soon", None),
    ],
)
def test_a_date_is_written_only_where_its_order_is_known(told: str, written: str | None) -> None:
    diagnosis = Diagnosis(MOMENT, Identity(bios_date=told, bios_version="1"))
    assert exported(diagnosis)["content"]["bios"].get("bdate") == written


def test_machines_without_a_code_are_told_apart_and_known_again() -> None:
    one = Diagnosis(MOMENT, Identity(maker="Dell Inc.", system_serial="8XK2J13"))
    other = replace(one, identity=replace(one.identity, system_serial="8XK2J14"))
    later = replace(one, read_at=MOMENT.replace(year=2027))
    names = [exported(item, "")["deviceid"] for item in (one, other, later)]
    assert names[0] == names[2] != names[1]


def test_a_phone_is_a_phone_and_a_screen_no_computer() -> None:
    kinds = {Category.SMARTPHONE: "Phone", Category.MONITOR: "Unmanaged", Category.LAPTOP: "Computer"}
    for category, kind in kinds.items():
        assert exported(Diagnosis(MOMENT, Identity(category=category)))["itemtype"] == kind


def test_an_unknown_architecture_and_an_unknown_network_are_left_out() -> None:
    diagnosis = Diagnosis(
        MOMENT,
        processor=Processor("Loongson-3A5000", architecture="loongarch64"),
        network=(NetworkAdapter("wwan0", NetworkKind.MOBILE),),
    )
    content = exported(diagnosis)["content"]
    assert content["cpus"] == [{"name": "Loongson-3A5000"}]
    assert content["networks"] == [{"description": "wwan0"}]


def test_no_key_of_windows_ever_leaves() -> None:
    diagnosis = Diagnosis(MOMENT, firmware=Firmware(windows_licence=True, secure_boot=True))
    text = glpi_inventory(diagnosis, CODE, "0.1.0").decode()
    assert "licen" not in text
    assert "winprod" not in text
    assert exported(diagnosis)["content"]["bios"]["secure_boot"] == "enabled"


def test_half_a_character_of_a_broken_tool_is_still_written() -> None:
    exported(Diagnosis(MOMENT, Identity(model="\ud800 broken")), "")
