"""`workshop probe`: on a machine that holds nothing but Python and psutil, and of the workshop's only a stick."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from workshop.adapters.probe.report_file import authenticity
from workshop.adapters.probe.sticks import KEY_FILE, REPORTS_FOLDER, read_key, write_key
from workshop.cli import probe
from workshop.domain.reports import Authenticity, StickKey

ROOT = Path(__file__).resolve().parents[2]
MACHINE = ROOT / "resources" / "machines" / "dell-latitude-5400-healthy"
KEY = StickKey("0123456789abcdef", bytes(range(32)))
NOTHING_ELSE = """
import sys

class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] not in {*sys.stdlib_module_names, 'workshop', 'psutil'}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Nothing())
from workshop.__main__ import main

code = main()
loaded = {name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names
print(*sorted(loaded), file=sys.stderr)
sys.exit(code)
"""


def alone(tmp_path: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the probe with the standard library, psutil and the core in reach, and nothing else."""
    libraries = tmp_path / "libraries"
    libraries.mkdir(exist_ok=True)
    for name, place in (("psutil", Path(psutil.__file__).parent), ("workshop", ROOT / "workshop")):
        if not (libraries / name).exists():
            (libraries / name).symlink_to(place)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(libraries), "ETABLI_LANGUAGE": "fr"}
    command = [sys.executable, "-S", "-c", NOTHING_ELSE, "probe", *map(str, arguments)]
    return subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    write_key(folder, KEY)
    return folder


def vouched(report: Path) -> Authenticity:
    return authenticity(report.read_bytes(), lambda stick: KEY.secret if stick == KEY.stick else None)


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_it_runs_where_there_is_nothing_but_python_and_psutil(tmp_path: Path, stick: Path) -> None:
    done = alone(tmp_path, "--stick", stick, "--machine", MACHINE)
    assert done.returncode == 0, done.stderr
    assert set(done.stderr.splitlines()[-1].split()) <= {"__main__", "psutil", "workshop"}
    assert "Signé par la clé USB 0123456789abcdef." in done.stdout
    (report,) = (stick / REPORTS_FOLDER).iterdir()
    assert report.name.startswith("Dell_Inc-Latitude_5400-EX54001-")
    assert vouched(report) is Authenticity.AUTHENTIC


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_it_reads_the_machine_that_it_runs_on(tmp_path: Path) -> None:
    done = alone(tmp_path, "--out", tmp_path / "here", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["file"], told["stick"], len(told["report"])) == (str(tmp_path / "here"), "", 64)
    assert vouched(tmp_path / "here") is Authenticity.UNAUTHENTICATED


def run(*arguments: object) -> int:
    return probe.run_alone([*map(str, arguments), "--machine", str(MACHINE)])


def test_no_key_is_in_a_report_or_on_the_screen(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--out", stick / REPORTS_FOLDER / "a") == 0
    told = capsys.readouterr()
    secret = json.loads((stick / KEY_FILE).read_bytes())["secret"]
    for text in (told.out, told.err, (stick / REPORTS_FOLDER / "a").read_text("utf-8")):
        assert secret not in text
        assert KEY.secret.hex() not in text


def test_a_report_elsewhere_is_signed_with_the_key_that_is_named(stick: Path, tmp_path: Path) -> None:
    assert run("--out", tmp_path / "a") == 0
    assert run("--out", tmp_path / "b", "--key", stick / KEY_FILE) == 0
    assert [vouched(tmp_path / name) for name in "ab"] == [Authenticity.UNAUTHENTICATED, Authenticity.AUTHENTIC]


def test_a_key_that_is_named_must_be_one_and_a_broken_one_beside_is_only_said(
    stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (stick / KEY_FILE).write_bytes(b"broken")
    assert run("--out", tmp_path / "a", "--key", stick / KEY_FILE) == 1
    assert not (tmp_path / "a").exists()
    assert run("--stick", stick) == 0
    assert "etabli-probe.key" in capsys.readouterr().err
    (report,) = (stick / REPORTS_FOLDER).iterdir()
    assert vouched(report) is Authenticity.UNAUTHENTICATED


def test_without_a_place_it_takes_the_one_prepared_stick_that_is_there(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plugged: list[Path] = []
    monkeypatch.setattr(probe, "prepared_sticks", lambda: tuple(plugged))
    assert run() == 2
    assert "Aucune clé USB" in capsys.readouterr().err
    plugged.append(stick)
    assert run() == 0
    assert len(list((stick / REPORTS_FOLDER).iterdir())) == 1
    plugged.append(tmp_path)
    assert run() == 2
    assert "Plusieurs clés USB" in capsys.readouterr().err
    assert read_key(stick / KEY_FILE) == KEY


def test_what_cannot_be_written_or_read_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert run("--out", tmp_path / "file" / "a") == 1
    assert probe.run_alone(["--out", str(tmp_path / "a"), "--machine", str(tmp_path / "none")]) == 2
    assert "Traceback" not in capsys.readouterr().err
