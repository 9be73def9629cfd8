"""`workshop facts` and what `workshop receive` takes of a phone: what they print, and the exit codes for scripts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.cli.command_line import Command, in_plain_signs
from tests.services.shop import a_drive, a_reading
from workshop.bootstrap import build
from workshop.domain.diagnosis import Unread, WhyUnread
from workshop.settings import Profile, load_settings, settings_path

IMEI = "356938035643809"


@pytest.fixture
def shell(begun: Command) -> Command:
    """Give the command line of a workshop that has its name."""
    return in_plain_signs(begun)


@pytest.fixture
def lot(shell: Command) -> str:
    return str(json.loads(shell("lot", "--donor", "Mairie", "--json")[1])["code"])


@pytest.fixture
def read_machine(shell: Command, lot: str) -> str:
    """Give the code of a machine that was read, with two answers of tools."""
    code = str(json.loads(shell("receive", "--lot", lot, "--serial", "8XK2J13", "--json")[1])["code"])
    workshop = build(replace(load_settings(settings_path()), profile=Profile.WORKSHOP))
    reading = a_reading("8XK2J13", a_drive())
    unread = (Unread("smart:/dev/sda", WhyUnread.NO_RIGHT, "permission denied"),)
    raw = (("dmidecode", b"# dmidecode 3.4\n\x1b[2J"), ("lscpu -J", b"{}"))
    read = replace(reading, diagnosis=replace(reading.diagnosis, unread=unread), raw=raw)
    workshop.diagnosing.attach(workshop.actor(), code, read)
    workshop.close()
    return code


def test_all_facts_are_printed_with_their_tool_and_what_was_not_read(shell: Command, read_machine: str) -> None:
    code, out, _ = shell("facts", read_machine)
    assert code == 0
    assert "Disque 1" in out
    assert "  Le disque se dit bon : oui  [smartctl]" in out
    assert "Santé des disques : pas lue, il manque un droit" in out
    assert "dmidecode (" in out


def test_json_has_every_fact_with_its_unit_in_its_name(shell: Command, read_machine: str) -> None:
    code, out, _ = shell("facts", read_machine, "--json")
    content = json.loads(out)
    assert code == 0
    assert content["code"] == read_machine
    assert {"part", "name", "value", "tool", "place"} == set(content["facts"][0])
    assert any(row["name"] == "size_bytes" and row["part"] == "drives" for row in content["facts"])
    assert [raw["name"] for raw in content["raw"]]


def test_one_answer_is_printed_as_it_came_and_nothing_in_it_moves_the_terminal(
    shell: Command, read_machine: str
) -> None:
    code, out, _ = shell("facts", read_machine, "--raw", "dmidecode")
    assert (code, "\x1b" in out, "\\x1b[2J" in out) == (0, False, True)
    code, _, err = shell("facts", read_machine, "--raw", "lspci")
    assert (code, "lspci" in err) == (1, True)


def test_a_machine_that_was_not_read_is_a_negative_answer(shell: Command, lot: str) -> None:
    code = json.loads(shell("receive", "--lot", lot, "--serial", "9ABC", "--json")[1])["code"]
    assert shell("facts", code)[0] == 1
    assert shell("facts", "260000000182")[0] == 1


def test_a_phone_is_received_by_its_imei(shell: Command, lot: str) -> None:
    what = ("--kind", "smartphone", "--maker", "Fairphone", "--model", "4", "--storage", 128)
    code, out, _ = shell("receive", "--lot", lot, "--imei", "35-693803-564380-9", *what, "--json")
    card = json.loads(out)
    assert (code, card["serial"], card["category"]) == (0, IMEI, "smartphone")
    assert (card["maker"], card["model"]) == ("Fairphone", "4")


@pytest.mark.parametrize("imei", ["356938035643808", "12345"])
def test_what_is_no_imei_is_refused(shell: Command, lot: str, imei: str) -> None:
    code, _, err = shell("receive", "--lot", lot, "--kind", "smartphone", "--imei", imei)
    assert (code, "mal lu" in err) == (1, True)
