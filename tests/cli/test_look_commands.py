"""`workshop look`, `second-look`, `agreement`: what the screen État does, as commands; and the sheet of a grade."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_line import Command, in_plain_signs

DONE, REFUSED, WRONG_USE = 0, 1, 2


@pytest.fixture
def shell(begun: Command) -> Command:
    return in_plain_signs(begun)


def a_monitor(shell: Command) -> str:
    lot = shell("lot", "--donor", "Mairie")[1].strip()
    code = shell("receive", "--lot", lot, "--serial", "MON1", "--kind", "monitor")[1].strip()
    shell("inspect", code, "--rest-works")
    return code


def test_a_machine_is_looked_at_mark_by_mark_and_graded_when_it_is_done(shell: Command) -> None:
    code = a_monitor(shell)
    status, out, _ = shell("look", code, "--marks", "foot:scratch:light", "back:dent:visible")
    assert status == REFUSED
    assert "Pied · Rayure · léger" in out
    assert "--done veut dire : pas d'autre marque." in out
    shell("look", code, "--gone", "foot:scratch:light")
    status, out, _ = shell("look", code, "--done")
    assert status == DONE
    assert "Note B : il peut partir." in out
    content = json.loads(shell("look", code, "--json")[1])
    assert (content["marks"], content["letter"], content["checked"]) == (["back:dent:visible"], "B", True)
    assert "screen" in content["zones"]


@pytest.mark.parametrize("mark", ["foot", "foot:scratch", "foot:scratch:grumpy"])
def test_what_is_no_mark_is_wrong_use(shell: Command, mark: str) -> None:
    assert shell("look", a_monitor(shell), "--marks", mark)[0] == WRONG_USE


def test_a_mark_of_another_drawing_is_refused_in_words(shell: Command) -> None:
    status, _, err = shell("look", a_monitor(shell), "--marks", "lid:scratch:light")
    assert (status, "dans la liste" in err) == (REFUSED, True)


def test_the_sheet_of_a_grade_is_a_pdf(shell: Command, tmp_path: Path) -> None:
    code = a_monitor(shell)
    shell("look", code, "--done")
    file = tmp_path / "note.pdf"
    assert shell("grade", code, "--out", str(file))[0] == DONE
    assert file.read_bytes().startswith(b"%PDF")


def test_the_same_person_does_not_look_twice_and_an_agreement_of_nobody_says_so(shell: Command) -> None:
    code = a_monitor(shell)
    shell("look", code, "--done")
    assert shell("agreement", "--percent", "100")[0] == DONE
    status, _, err = shell("second-look", code, "--answers", "starts:yes")
    assert (status, "Une autre personne" in err) == (REFUSED, True)
    assert shell("second-look")[0] == REFUSED
    content = json.loads(shell("agreement", "--json")[1])
    assert content == {"criteria": [], "percent": 100}
    assert shell("agreement", "--percent", "101")[0] == WRONG_USE
    assert shell("agreement", "--since", "hier")[0] == WRONG_USE
