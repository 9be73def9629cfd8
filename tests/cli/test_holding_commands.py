"""`workshop hold`, `workshop release` and the PIN that another person's undo asks for."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from typing import Any

import pytest

from tests.cli.command_line import Command, in_plain_signs
from workshop.bootstrap import build
from workshop.domain.people import Actor, Role
from workshop.settings import Profile, load_settings, settings_path


@pytest.fixture
def shell(begun: Command) -> Command:
    return in_plain_signs(begun, errors_too=True)


@pytest.fixture
def lot(shell: Command) -> str:
    return str(json.loads(shell("lot", "--donor", "Mairie", "--json")[1])["code"])


@pytest.fixture
def code(shell: Command, lot: str) -> str:
    return shell("receive", "--lot", lot, "--serial", "AAAA1111")[1].strip()


def answered(shell: Command, *arguments: object) -> Any:
    return json.loads(shell(*arguments, "--json")[1])


def test_a_lot_is_kept_and_released_on_the_donors_word(shell: Command, lot: str, code: str) -> None:
    assert shell("hold", lot, "--reason", "data-to-return")[0] == 0
    assert "données à rendre" in shell("hold", code)[1]
    assert answered(shell, "hold", code)["held"][0] | {"since": ""} == {
        "reason": "data-to-return",
        "since": "",
        "person": "Atelier",
        "with_lot": True,
    }
    exit_code, _out, err = shell("release", lot)
    assert (exit_code, "accord du donateur" in err) == (1, True)
    exit_code, out, _err = shell("release", lot, "--consent", "donor", "--reference", "MV 118")
    assert (exit_code, "Il n'est pas gardé." in out) == (0, True)
    assert answered(shell, "hold", code)["held"] == []
    events = answered(shell, "journal")["events"]
    assert [event["event"]["reference"] for event in events if event["kind"] == "hold-released"] == ["MV 118"] * 2
    assert shell("release", lot, "--reason", "data-to-return", "--consent", "donor")[0] == 1


def test_of_two_reasons_one_is_named(shell: Command, code: str) -> None:
    for reason in ("quarantine", "data-to-keep"):
        assert shell("hold", code, "--reason", reason)[0] == 0
    exit_code, _out, err = shell("release", code)
    assert (exit_code, "data-to-keep (données à garder)" in err) == (2, True)
    assert shell("release", code, "--reason", "quarantine")[0] == 0
    assert [held["reason"] for held in answered(shell, "hold", code)["held"]] == ["data-to-keep"]


def test_nothing_is_released_that_is_not_kept(shell: Command, code: str) -> None:
    exit_code, _out, err = shell("release", code)
    assert (exit_code, "n'est pas gardé" in err) == (1, True)
    assert shell("hold", "260100000139", "--reason", "quarantine")[0] == 1


def test_a_pin_is_asked_for_a_release_and_for_another_persons_gesture(
    shell: Command, lot: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = build(replace(load_settings(settings_path()), profile=Profile.WORKSHOP))
    first = workshop.actor()
    workshop.people.set_pin(first, "4711")
    sami = workshop.people.add(first, "Sami", Role.TECHNICIAN)
    other = workshop.machines.receive(Actor(sami.code, first.bench), lot, "BBBB2222").code
    seq = workshop.journal.events()[-1].seq
    workshop.close()
    shell("hold", code, "--reason", "data-to-keep")
    _types(monkeypatch, "0815\n")
    assert shell("release", code, "--consent", "donor")[0] == 1
    _types(monkeypatch, "4711\n")
    assert shell("release", code, "--consent", "donor")[0] == 0
    _types(monkeypatch, "0815\n")
    assert "pas le bon code" in shell("undo", seq)[2]
    _types(monkeypatch, "4711\n")
    assert shell("undo", seq)[0] == 0
    assert other not in shell("lot", lot)[1]


def _types(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
