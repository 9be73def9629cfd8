"""`workshop inspect`: what the screen Tests does, by the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_line import Command, in_plain_signs
from tests.fake_senses import a_picture

DONE, REFUSED, WRONG_USE = 0, 1, 2
DESKTOP_WORKS = ("--works", "starts", "ports")


@pytest.fixture
def shell(begun: Command) -> Command:
    """Give the command line of a workshop that has its name."""
    return in_plain_signs(begun)


def received(shell: Command, kind: str = "laptop") -> str:
    lot = shell("lot", "--donor", "Mairie")[1].strip()
    return shell("receive", "--lot", lot, "--serial", "PF0ABC", "--kind", kind)[1].strip()


def test_a_machine_is_tested_when_every_mandatory_function_has_an_answer(shell: Command) -> None:
    machine = received(shell, "desktop")
    code, out, _ = shell("inspect", machine)
    assert (code, out.count("à faire")) == (REFUSED, 2)
    assert shell("inspect", machine, "--works", "starts")[0] == REFUSED
    assert shell("inspect", machine, "--fails", "ports:usb-socket:loose:visible")[0] == DONE
    content = json.loads(shell("inspect", machine, "--json")[1])
    assert content["complete"] is True
    fault = {"zone": "usb-socket", "kind": "loose", "severity": "visible"}
    assert [answer["fault"] for answer in content["answers"]] == [None, fault]


def test_every_kind_of_answer_is_told_again_as_it_was_given(shell: Command) -> None:
    machine = received(shell)
    _, out, _ = shell("inspect", machine, "--works", "screen", "--unsure", "wifi", "--absent", "webcam")
    said = {line.split("(")[1].split(")")[0]: line.split(" : ")[1] for line in out.splitlines() if "(" in line}
    assert (said["screen"], said["wifi"], said["webcam"]) == ("Ça marche", "Je ne sais pas", "Il n'y en a pas")


@pytest.mark.parametrize(
    "fault", ["screen", "screen:centre:grumpy:heavy", "nose:centre:dead:heavy", "screen:centre:dead:very"]
)
def test_a_fault_that_is_no_code_is_wrong_use_and_nothing_is_written(shell: Command, fault: str) -> None:
    machine = received(shell)
    assert shell("inspect", machine, "--works", "wifi", "--fails", fault)[0] == WRONG_USE
    assert json.loads(shell("inspect", machine, "--json")[1])["answers"] == []


def test_every_code_that_may_be_given_is_listed(shell: Command) -> None:
    code, out, _ = shell("inspect", "--faults")
    assert code == DONE
    assert "keyboard : whole letters" in out
    assert json.loads(shell("inspect", "--faults", "--json")[1])["screen"]["severities"] == [
        "light",
        "visible",
        "heavy",
    ]
    assert shell("inspect")[0] == WRONG_USE


def test_a_swollen_battery_stops_the_tests(shell: Command) -> None:
    machine = received(shell)
    code, out, _ = shell("inspect", machine, "--swollen-battery")
    assert code == REFUSED
    assert "il est gardé" in out
    assert shell("inspect", machine, "--works", "wifi")[0] == REFUSED
    assert json.loads(shell("inspect", machine, "--json")[1])["stopped_because"] == "on-hold"


def test_a_system_is_installed_where_it_is_wanted_and_the_machine_is_tested_after(shell: Command) -> None:
    machine = received(shell, "desktop")
    assert "linux-mint" in shell("inspect", "--systems")[1]
    assert shell("inspect", machine, "--installed", "debian-13:free:fr-FR")[0] == REFUSED
    assert shell("inspect", machine, "--system-wanted", *DESKTOP_WORKS)[0] == DONE
    assert json.loads(shell("inspect", machine, "--json")[1])["install_first"] is True
    assert shell("inspect", machine, "--installed", "debian-13:volume:fr-FR")[0] == REFUSED
    assert shell("inspect", machine, "--installed", "debian-13")[0] == WRONG_USE
    assert shell("inspect", machine, "--installed", "debian-13:free:fr-FR")[0] == REFUSED, "it is to be tested now"
    content = json.loads(shell("inspect", machine, "--json")[1])
    assert (content["install_first"], content["answers"]) == (False, [])


def test_photos_are_kept_and_what_is_none_is_refused(shell: Command, tmp_path: Path) -> None:
    machine = received(shell)
    photo, text = tmp_path / "a.jpg", tmp_path / "b.jpg"
    photo.write_bytes(a_picture())
    text.write_text("not a picture")
    shell("inspect", machine, "--photo", photo)
    assert len(json.loads(shell("inspect", machine, "--json")[1])["photos"]) == 1
    for bad in (text, tmp_path / "none.jpg", tmp_path):
        assert shell("inspect", machine, "--photo", bad)[0] == REFUSED
    assert len(json.loads(shell("inspect", machine, "--json")[1])["photos"]) == 1


def test_a_code_that_nobody_knows_is_said(shell: Command) -> None:
    code, _, err = shell("inspect", "260100009999", *DESKTOP_WORKS)
    assert code == REFUSED
    assert "n’existe pas" in err
