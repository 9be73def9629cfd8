"""`workshop place`, `store`, `count` and `find`: what they print, and what they end with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.command_line import Command


@pytest.fixture
def command(begun: Command) -> Command:
    return begun


def answered(command: Command, *arguments: str) -> Any:
    return json.loads(command(*arguments, "--json")[1])


@pytest.fixture
def machines(command: Command) -> list[str]:
    lot = command("lot", "--donor", "Collège d’Écully")[1].strip()
    receive = ("receive", "--lot", lot, "--maker", "LENOVO", "--model", "ThinkPad T490", "--serial")
    return [command(*receive, f"SN{number}")[1].strip() for number in range(3)]


def test_places_are_made_one_by_one_or_in_a_row_and_listed(command: Command) -> None:
    assert command("place")[1] == "Aucune place n’est faite.\n"
    code, out, _err = command("place", "add", "B-04", "A-01 à A-03", "--kind", "crate")
    assert code == 0
    assert [line.split()[1] for line in out.splitlines()] == ["B-04", "A-01", "A-02", "A-03"]
    listed = answered(command, "place", "list")
    assert [(one["name"], one["kind"], one["machines"]) for one in listed][:2] == [
        ("A-01", "crate", 0),
        ("A-02", "crate", 0),
    ]
    assert command("place", "add", "b 04")[0] == 1
    code, _out, err = command("place", "add", "A-20 à A-01")
    assert (code, "Commencez par le plus petit" in err) == (1, True)


def test_a_machine_is_stored_by_the_name_or_the_code_of_its_place(command: Command, machines: list[str]) -> None:
    place = command("place", "add", "B-04")[1].split()[0]
    assert command("store", machines[0], "b 04")[0] == 0
    stored = answered(command, "store", machines[0][-8:], place)
    assert (stored["how"], stored["card"]["place"]) == ("again", place)
    assert command("store", machines[0], "C-99")[0] == 1
    assert command("store", "260199999999", "B-04")[0] == 1


def test_a_count_says_what_is_missing_and_ends_with_one(command: Command, machines: list[str]) -> None:
    command("place", "add", "B-04", "A-01")
    for code, place in zip(machines, ("B-04", "B-04", "A-01"), strict=True):
        command("store", code, place)
    ended, out, _err = command("count", "B-04", machines[0], machines[2])
    assert ended == 1
    assert out.splitlines()[0] == "B-04\u00a0: 1\u00a0sur\u00a02"
    assert "Venu d’ailleurs" in out
    assert "Manque" in out
    counted = answered(command, "count", "B-04", machines[0], machines[2])
    assert (counted["expected"], counted["seen"], counted["missing"]) == (2, [machines[0], machines[2]], [])


def test_anything_finds_a_machine(command: Command, machines: list[str]) -> None:
    command("place", "add", "B-04")
    command("store", machines[1], "B-04")
    for text in ("thinkpad ecully", "SN1", machines[1], "b-04"):
        code, out, _err = command("find", *text.split(" "))
        assert (code, "ThinkPad T490" in out) == (0, True), text
    found = answered(command, "find", "SN1")
    assert (found["machines"][0]["place_name"], found["machines"][0]["donor"], found["more"]) == (
        "B-04",
        "Collège d’Écully",
        False,
    )
    code, out, _err = command("find", "jamais vu")
    assert (code, out) == (1, "Rien trouvé.\n")
