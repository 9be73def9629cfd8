from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command_line import Command
from workshop.cli.main import run
from workshop.texts import speak


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """The French command line of a bench before its first run; texts exactly as they are printed."""
    for name, value in (("DATA", tmp_path / "data"), ("SETTINGS", tmp_path / "settings.toml"), ("LANGUAGE", "fr")):
        monkeypatch.setenv(f"ETABLI_{name}", str(value))
    speak("fr")

    def command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(item) for item in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    yield command
    speak("fr")


@pytest.fixture
def begun(fresh: Command) -> Command:
    """The same once the workshop has its name."""
    assert fresh("begin", "--name", "Atelier", "--site", 1)[0] == 0
    return fresh
