"""`workshop read` without an administrator's rights: what is missing, and how to see it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workshop.adapters.machine.privileged import RIGHTS, WithoutRights
from workshop.cli import rights
from workshop.cli.main import run
from workshop.cli.rights import progress_words, without_rights
from workshop.domain.diagnosis import Diagnosis, Unread, WhyUnread
from workshop.read_wiring import DOOR, all_rights_are_here, reading_command
from workshop.resources import resource
from workshop.settings import Profile, Settings
from workshop.texts import speak

NOTHING = Diagnosis(datetime(2026, 11, 24, tzinfo=UTC))
CLOSED = ("rights", "smbios", "serials", "smart:/dev/sda", "smart:/dev/sdb", "security:/dev/sda")
SETTINGS = Settings(profile=Profile.WORKSHOP)


@pytest.fixture(autouse=True)
def _french() -> None:
    speak("fr")


def closed(why: WithoutRights) -> Diagnosis:
    unread = [Unread(what, WhyUnread.NO_RIGHT, why.value) for what in CLOSED]
    return replace(NOTHING, unread=(*unread, Unread("cameras", WhyUnread.NOT_THERE)))


def test_the_words_of_the_core_and_of_the_command_are_the_same() -> None:
    assert rights.RIGHTS == RIGHTS
    assert {rights.NO_HELPER, rights.BROKEN} <= set(WithoutRights)


@pytest.mark.parametrize("why", WithoutRights)
def test_what_is_missing_is_said_once_and_in_words(why: WithoutRights) -> None:
    said = without_rights(closed(why)) or ""
    assert "numéros de série, santé des disques, mots de passe des disques" in said
    assert said.count("numéros") == said.count("santé") == 1
    assert "/dev/" not in said


def test_how_to_see_it_depends_on_why() -> None:
    said = {why: without_rights(closed(why)) or "" for why in WithoutRights}
    assert "sudo workshop read" in said[WithoutRights.NO_HELPER]
    assert "mot de passe" in said[WithoutRights.CANCELLED].partition("Pour tout lire")[2]
    assert "recommencez" in said[WithoutRights.BROKEN]


def test_nothing_is_said_where_nothing_is_missing_for_want_of_rights() -> None:
    assert without_rights(NOTHING) is None
    assert without_rights(replace(NOTHING, unread=(Unread("smbios", WhyUnread.NO_RIGHT),))) is None  # root, locked down


def test_a_password_is_announced_and_the_parts_follow() -> None:
    assert "mot de passe" in progress_words(RIGHTS)
    assert progress_words("lsblk") == "  lsblk"


def test_a_recorded_machine_asks_for_no_rights(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ETABLI_SETTINGS", str(tmp_path / "none.toml"))
    assert run(["read", "--machine", str(resource("machines", "dell-latitude-5400-healthy"))]) == 0
    told = capfd.readouterr()
    assert "Latitude 5400" in told.out
    assert "mot de passe" not in told.err


def test_a_way_of_the_settings_is_told_which_door() -> None:
    chosen = replace(SETTINGS, elevation="sudo -n /usr/lib/etabli/etabli-helper")
    assert reading_command(chosen) == ("sudo", "-n", "/usr/lib/etabli/etabli-helper", DOOR)


def test_a_sample_asks_nobody_for_rights() -> None:
    chosen = replace(SETTINGS, profile=Profile.SAMPLE, elevation="sudo -n helper")
    assert reading_command(chosen) == reading_command(None) == ()


def test_without_an_installed_helper_there_is_no_way() -> None:
    if Path("/usr/lib/etabli/etabli-reader").exists():
        pytest.skip("a helper is installed here")
    assert reading_command(SETTINGS) == ()


def test_root_needs_no_helper() -> None:
    assert all_rights_are_here() is (os.geteuid() == 0)
