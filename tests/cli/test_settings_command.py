"""`workshop settings`: what it prints, what it writes, what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workshop.cli.main import run
from workshop.settings import Look, Profile, Settings, load_settings, save_settings
from workshop.texts import speak

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("ETABLI_SETTINGS", str(path))
    monkeypatch.setenv("ETABLI_LANGUAGE", "fr")
    monkeypatch.delenv("ETABLI_DATA", raising=False)
    save_settings(path, Settings(Profile.WORKSHOP, reader_port="/dev/ttyACM0"))
    return path


@pytest.fixture
def command(file: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    assert file.exists()

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["settings", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    yield call
    speak("fr")


def test_all_settings_are_told_with_where_each_comes_from(command: Command, file: Path) -> None:
    code, out, _ = command("--json")
    told = json.loads(out)
    rows = {row["key"]: (row["value"], row["from"]) for row in told["settings"]}
    assert (code, told["file"]) == (0, str(file))
    assert rows["reader_port"] == ("/dev/ttyACM0", "file")
    assert rows["zoom_percent"] == (100, "default")
    assert rows["language"] == ("fr", "environment")
    _, out, _ = command()
    assert "reader_port = /dev/ttyACM0  (dans le fichier)" in out


def test_one_is_changed_and_nothing_else(command: Command, file: Path) -> None:
    before = load_settings(file, {})
    assert command("look", "high-contrast")[0] == 0
    assert command("zoom_percent", "150")[0] == 0
    after = load_settings(file, {})
    assert (after.look, after.zoom_percent) == (Look.HIGH_CONTRAST, 150)
    assert (after.profile, after.reader_port) == (before.profile, before.reader_port)
    assert command("reader_port", "")[0] == 0
    assert load_settings(file, {}).reader_port == ""


def test_what_the_environment_decides_is_said(command: Command, file: Path) -> None:
    code, _, err = command("language", "en")
    assert (code, "ETABLI_LANGUAGE décide" in err) == (0, True)
    assert load_settings(file, {}).language == "en"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("colour",), "n’existe pas"),
        (("colour", "red"), "n’existe pas"),
        (("look", "red"), "light, dark, high-contrast"),
        (("language", "de"), "fr, en"),
        (("zoom_percent", "900"), "trop grand"),
        (("zoom_percent", "big"), "un nombre"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(
    command: Command, file: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = file.read_bytes()
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert file.read_bytes() == before
