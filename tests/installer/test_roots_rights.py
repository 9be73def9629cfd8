"""What a bench installs for root's rights: never met a polkit here, so at least its shape and its scripts are tried."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse

PYTHON = "/usr/lib/etabli/venv/bin/python"
FOLDER = Path(__file__).resolve().parents[2] / "installer" / "linux"
PROGRAMS = {"org.etabli.helper.wipe": "etabli-helper", "org.etabli.helper.read": "etabli-reader"}
EXEC = "org.freedesktop.policykit.exec.path"
XML = "{http://www.w3.org/XML/1998/namespace}lang"


def test_each_door_is_an_action_of_its_own_with_a_program_of_its_own() -> None:
    found = {}
    for action in parse(FOLDER / "org.etabli.helper.policy").iter("action"):
        (path,) = [note.text for note in action.iter("annotate") if note.get("key") == EXEC]
        found[action.get("id")] = Path(path).name
        assert {one.tag: one.text for one in action.find("defaults")} == {
            "allow_any": "no",
            "allow_inactive": "no",
            "allow_active": "auth_admin_keep",
        }
        assert [one.get(XML) for one in action.iter("message")] == [None, "fr"]
    assert found == PROGRAMS


def test_the_rule_names_both_actions() -> None:
    rule = (FOLDER / "50-etabli.rules").read_text()
    assert all(f'action.id === "{action}"' in rule for action in PROGRAMS)


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("etabli-helper", ("wipe",)),
        ("etabli-helper", ("read", "more")),
        ("etabli-helper", ("",)),
        ("etabli-helper", ("--help",)),
        ("etabli-reader", ("read",)),
        ("etabli-reader", ("",)),
    ],
)
def test_a_program_that_is_root_takes_no_other_words(program: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """The interpreter that it would start is replaced by one that leaves a mark."""
    started, copy = tmp_path / "started", tmp_path / program
    copy.write_text((FOLDER / program).read_text().replace(PYTHON, f"/usr/bin/touch {started}"))
    assert subprocess.run(("/bin/sh", str(copy), *words), check=False).returncode != 0
    assert not started.exists()


@pytest.mark.parametrize(
    ("program", "words", "door"),
    [("etabli-helper", (), "wipe"), ("etabli-helper", ("read",), "read"), ("etabli-reader", (), "read")],
)
def test_a_program_that_is_root_opens_its_door(program: str, words: tuple[str, ...], door: str, tmp_path: Path) -> None:
    copy = tmp_path / program
    copy.write_text((FOLDER / program).read_text().replace(PYTHON, "/bin/echo"))
    done = subprocess.run(("/bin/sh", str(copy), *words), check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["-I", "-m", "workshop", "helper", door]
