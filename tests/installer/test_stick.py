"""The probe on a stick, as `make.py` puts it there: it runs with the standard library and what is on the stick."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installer.conftest import INSTALLER
from workshop.adapters.probe.report_file import authenticity
from workshop.adapters.probe.sticks import KEY_FILE, REPORTS_FOLDER, write_key
from workshop.domain.reports import Authenticity, StickKey

CHECKOUT = INSTALLER.parent
MACHINE = CHECKOUT / "tests" / "machines" / "exemple-poste-ex1-emulated-pc"
KEY = StickKey("0123456789abcdef", bytes(range(32)))
ALONE = ("-I", "-S")  # neither the environment's nor the installed libraries


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, env={"LC_ALL": "fr_FR.UTF-8"}, capture_output=True, text=True, check=False)


def make(stick: Path, checkout: Path = CHECKOUT) -> subprocess.CompletedProcess[str]:
    return run(checkout / "installer" / "stick" / "make.py", stick)


def files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stick = tmp_path_factory.mktemp("stick")
    done = make(stick)
    assert done.returncode == 0, done.stderr
    assert f"workshop stick prepare {stick}" in done.stdout
    return stick


def test_it_reads_a_machine_with_nothing_but_python_and_what_is_on_the_stick(made: Path) -> None:
    write_key(made, KEY)
    before = files(made)
    done = run(*ALONE, made / "etabli-probe" / "probe.py", "--machine", MACHINE)
    assert done.returncode == 0, done.stderr
    assert "EXEMU0022" in done.stdout
    (written,) = files(made) - before
    assert written.startswith(f"{REPORTS_FOLDER}/Exemple_Informatique-Poste_EX_1-EXEMU0022-")
    report = (made / written).read_bytes()
    assert authenticity(report, {KEY.stick: KEY.secret}.get) is Authenticity.AUTHENTIC
    assert b'"tool":"etabli-probe","tool_version":"0.1.0"' in report


def test_it_writes_elsewhere_where_it_is_told(made: Path, tmp_path: Path) -> None:
    done = run(*ALONE, made / "etabli-probe" / "probe.py", "--machine", MACHINE, "--out", tmp_path / "report")
    assert (done.returncode, files(tmp_path)) == (0, {"report"})


def test_nothing_that_wipes_or_opens_a_database_is_on_the_stick(made: Path) -> None:
    adapters = made / "etabli-probe" / "workshop" / "adapters"
    assert {place.name for place in adapters.iterdir() if place.is_dir()} == {
        "commands",
        "machine",
        "probe",
        "readings",
    }
    assert (made / "etabli-probe" / "LICENSE").is_file()
    assert (made / "etabli-probe" / "libraries" / "psutil" / "LICENSE").is_file()


def test_a_newer_probe_takes_the_place_of_an_older_one_and_touches_nothing_else(tmp_path: Path) -> None:
    write_key(tmp_path, KEY)
    (tmp_path / REPORTS_FOLDER / "a").write_bytes(b"report")
    (tmp_path / "etabli-probe" / "old").mkdir(parents=True)
    done = make(tmp_path)
    assert (done.returncode, "stick prepare" in done.stdout) == (0, False)
    assert {place.name for place in tmp_path.iterdir()} == {"etabli-probe", KEY_FILE, REPORTS_FOLDER}
    assert not (tmp_path / "etabli-probe" / "old").exists()
    assert (tmp_path / REPORTS_FOLDER / "a").read_bytes() == b"report"


def test_a_psutil_for_another_kind_of_computer_is_replaced_by_its_own_or_missed_in_words(tmp_path: Path) -> None:
    assert make(tmp_path).returncode == 0
    probe = tmp_path / "etabli-probe" / "probe.py"
    (compiled,) = (tmp_path / "etabli-probe" / "libraries" / "psutil").glob("*.so")
    compiled.write_bytes(b"for another processor")
    done = run("-I", probe, "--machine", MACHINE)
    assert done.returncode == 0, done.stderr
    done = run(*ALONE, probe, "--machine", MACHINE)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Il manque psutil")
    assert len(done.stderr.splitlines()) == 1


def test_a_probe_that_does_not_start_takes_nobodys_place(tmp_path: Path) -> None:
    checkout, stick = tmp_path / "checkout", tmp_path / "stick"
    (checkout / "installer").mkdir(parents=True)
    (checkout / "resources").mkdir()  # without the recorded machine that a new stick is tried on
    (stick / "etabli-probe" / "old").mkdir(parents=True)
    for place in ("installer/stick", "installer/steps"):
        (checkout / place).mkdir()
        for file in (CHECKOUT / place).glob("*.py"):
            (checkout / place / file.name).write_bytes(file.read_bytes())
    for place in ("workshop", "resources/locale", "pyproject.toml", "LICENSE"):
        (checkout / place).symlink_to(CHECKOUT / place)
    done = make(stick, checkout)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("La sonde ne marche pas depuis la clé USB")
    assert [place.name for place in stick.iterdir()] == ["etabli-probe"]
    assert (stick / "etabli-probe" / "old").is_dir()


def test_what_it_cannot_do_is_said_in_words(tmp_path: Path) -> None:
    wrong = [run(INSTALLER / "stick" / "make.py"), run(INSTALLER / "stick" / "make.py", tmp_path, "more")]
    assert [done.returncode for done in wrong] == [2, 2]
    (tmp_path / "file").touch()
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "etabli-probe").symlink_to(tmp_path)
    refused = [make(tmp_path / "file"), make(tmp_path / "link")]
    assert [done.returncode for done in refused] == [1, 1]
    assert not [done.stderr for done in (*wrong, *refused) if "Traceback" in done.stderr or not done.stderr]
    assert files(tmp_path) == {"file"}


@pytest.mark.parametrize("script", ["make.py", "probe.py"])
def test_what_comes_before_the_refusal_can_be_read_by_an_old_python(script: str) -> None:
    ast.parse((INSTALLER / "stick" / script).read_text("utf-8"), feature_version=(3, 6))
