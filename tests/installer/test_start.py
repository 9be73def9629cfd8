from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from installer.steps.start import has_display
from tests.installer.conftest import Checkout, wait_for


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_window_is_hoped_for_where_there_is_a_display(
    environment: dict[str, str], platform: str, *, expected: bool
) -> None:
    assert has_display(environment, platform) is expected


def test_without_a_display_the_main_job_is_done(ready: Checkout) -> None:
    said = ready.run("--no-system")
    out = ready.root / "out" / "exemple"
    assert said.told.endswith(f"4/4 Lot d’exemple, sans écran… en route.\nworkshop run-through --out {out}\n")
    assert said.exit_code == 0


def test_the_reader_chooses_the_folder_and_the_words_for_the_application(ready: Checkout) -> None:
    said = ready.run("--no-system", "--out", "papers", "--", "--machine", "some folder", more={"DISPLAY": ":0"})
    out = ready.root.parent / "papers"
    assert f"workshop run-through --out {out} --machine some folder\n" in said.told


def test_english_is_spoken_where_the_locale_is_english(ready: Checkout) -> None:
    said = ready.run("--no-system", more={"LANG": "en_GB.UTF-8"})
    assert "2/4 Python environment… ready." in said.told


def test_a_main_job_that_fails_is_told_with_its_code(ready: Checkout) -> None:
    said = ready.run("--no-system", more={"CODE": "4"})
    assert said.exit_code == 4
    assert said.failures == "Le lot d’exemple n’est pas allé jusqu’au bout (code 4).\n"


def test_with_a_display_the_window_opens_only_if_qt_can(ready: Checkout) -> None:
    said = ready.run("--no-system", "--", "--machine", "x", more={"DISPLAY": ":0"})
    assert said.exit_code == 1
    assert "La fenêtre ne peut pas s’ouvrir" in said.failures
    assert "PySide6" in said.failures
    assert "Traceback" not in said.failures + said.told


def test_with_a_display_the_window_is_given_the_reader_s_words(ready: Checkout, tmp_path: Path) -> None:
    (tmp_path / "dpkg-query").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    nothing_of_apt = {"PATH": str(tmp_path)}  # then nothing is known to be missing
    said = ready.run("--", "--machine", "x", more={"DISPLAY": ":0", **nothing_of_apt})
    assert "4/4 Fenêtre d’Établi… ouverture.\nui --machine x\n" in said.told
    assert said.exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "refused"), [(("--out",), "--out"), (("--quick",), "--quick"), (("--no-system", "stray"), "stray")]
)
def test_a_word_that_is_not_understood_is_refused(ready: Checkout, arguments: tuple[str, ...], refused: str) -> None:
    said = ready.run(*arguments)
    assert said.exit_code == 2
    assert said.failures.startswith(f"Argument refusé\N{NO-BREAK SPACE}: {refused}.")
    assert not said.told


@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_help_is_in_the_reader_s_language(ready: Checkout, script: str) -> None:
    assert "Prépare" in ready.run("--help", script=script).told
    assert "Sets up" in ready.run("--help", script=script, more={"LANG": "en_US.UTF-8"}).told


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("whole_group", [True, False])
def test_ctrl_c_ends_with_a_sentence(ready: Checkout, tmp_path: Path, *, whole_group: bool) -> None:
    sign = tmp_path / "started"
    running = ready.start("--no-system", more={"SLOW": str(sign)})
    wait_for(sign)
    if whole_group:
        os.killpg(running.pid, signal.SIGINT)
    else:
        running.send_signal(signal.SIGINT)
    _, failures = running.communicate(timeout=30)
    assert running.returncode == 130
    assert failures.endswith("Interrompu à votre demande\N{NO-BREAK SPACE}; la même commande reprendra le travail.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="/dev/full")
def test_a_reader_that_goes_away_leaves_no_traceback(ready: Checkout) -> None:
    script = ready.root / "installer" / "run.py"
    line = f"{sys.executable} {script} --no-system | head -n 0"
    ended = subprocess.run(
        ["sh", "-c", line], env=dict(ready.environment), capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in ended.stderr
