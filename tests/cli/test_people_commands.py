"""`workshop people` and `workshop card`: badges, PINs, and what asks for one."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Command


@pytest.fixture
def command(begun: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    def typing(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return begun(*arguments)

    return typing


def answered(command: Command, *arguments: str) -> Any:
    return json.loads(command(*arguments, "--json")[1])


def test_a_person_gets_a_badge_and_its_label(command: Command, tmp_path: Path) -> None:
    added = answered(command, "people", "add", "Sami", "--role", "manager")
    assert (added["name"], added["role"], added["code"][:2]) == ("Sami", "manager", "04")
    assert "Sami · Responsable" in command("people", "list")[1]
    for form, begins in (("pdf", b"%PDF"), ("png", b"\x89PNG"), ("zpl", b"^XA")):
        out = tmp_path / f"badge.{form}"
        assert command("people", "badge", added["code"], "--to", form, "--out", str(out))[0] == 0
        assert begins in out.read_bytes()[:40]
    code, _out, err = command("people", "badge", "260100000139", "--out", str(tmp_path / "none.pdf"))
    assert (code, "n’existe pas ici" in err) == (1, True)


def test_a_pin_is_asked_for_twice_and_never_shown(command: Command) -> None:
    (first,) = answered(command, "people")
    code, out, err = command("people", "pin", first["code"], typed="4711\n4712\n")
    assert (code, "pas les mêmes" in err) == (1, True)
    code, out, err = command("people", "pin", first["code"], typed="1234\n1234\n")
    assert (code, "trop simple" in err) == (1, True)
    code, out, err = command("people", "pin", first["code"], typed="4711\n4711\n")
    assert (code, "4711" in out + err) == (0, False)
    assert [person["has_pin"] for person in answered(command, "people")] == [True]
    assert "secret" not in json.dumps(answered(command, "people"))


def test_authorising_a_lot_asks_for_the_pin_where_there_is_one(command: Command) -> None:
    lot = command("lot", "--donor", "Collège")[1].strip()
    assert command("lot", lot, "authorise-wipes")[0] == 0
    assert command("lot", lot, "forbid-wipes")[0] == 0
    (first,) = answered(command, "people")
    command("people", "pin", first["code"], typed="4711\n4711\n")
    code, _out, err = command("lot", lot, "authorise-wipes", typed="0815\n")
    assert (code, "pas le bon code" in err, "0815" in err) == (1, True, False)
    assert not answered(command, "lot", lot)["wipes_authorised"]
    assert command("lot", lot, "authorise-wipes", typed="4711\n")[0] == 0
    assert answered(command, "lot", lot)["wipes_authorised"]


def test_the_card_is_made_in_one_or_two_languages(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    assert command("card", "--out", str(out))[0] == 0
    alone = out.read_bytes()
    assert alone.startswith(b"%PDF")
    assert command("card", "--out", str(out), "--languages", "fr", "en")[0] == 0
    assert out.read_bytes() != alone
