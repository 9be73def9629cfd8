from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installer.steps.failures import why_it_failed
from installer.steps.sentences import PIP_FAILED
from installer.steps.setup import Setup
from tests.installer.conftest import INSTALLER, NOBODY, SYSTEM_PYTHON, Checkout

REMADE = "Le dossier .venv n’est pas complet, ou vient d’ailleurs"


def test_a_fresh_checkout_is_set_up_once(checkout: Checkout) -> None:
    said = checkout.run("--no-system")
    assert said.exit_code == 0
    assert [line for line in said.told.splitlines() if line[1:2] == "/"] == [
        "1/4 Outils du système… laissé de côté (--no-system).",
        "2/4 Environnement Python… prêt.",
        "3/4 Bibliothèques Python… prêt.",
        "4/4 Lot d’exemple, sans écran… en route.",
    ]
    assert "--require-hashes" in checkout.log()
    again = checkout.run("--no-system")
    assert again == said
    assert "pip install" not in checkout.log()
    assert "-m venv" not in checkout.log()


def test_a_changed_lock_is_installed_and_only_then(checkout: Checkout) -> None:
    checkout.run("--no-system")
    checkout.lock.write_text(
        "# another way to say the same\n" + checkout.lock.read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert checkout.run("--no-system").exit_code == 0
    assert checkout.log().count("-m pip install") == 1
    checkout.run("--no-system")
    assert "-m pip install" not in checkout.log()


def test_what_the_tests_need_serves_the_application_as_well(ready: Checkout) -> None:
    assert ready.run("--no-system").exit_code == 0
    assert "-m pip install" not in ready.log()


def test_an_environment_that_was_interrupted_or_copied_is_made_again(ready: Checkout, tmp_path: Path) -> None:
    shutil.copytree(ready.root, tmp_path / "copy", symlinks=True)
    copy = Checkout(tmp_path / "copy", ready.environment)
    said = copy.run("--no-system")
    assert REMADE in said.told
    assert said.exit_code == 0
    (copy.venv / "etabli.unfinished").touch()
    assert REMADE in copy.run("--no-system").told
    (copy.venv / "bin" / "python").unlink()
    assert REMADE in copy.run("--no-system").told
    assert REMADE not in copy.run("--no-system").told


def test_a_library_with_another_fingerprint_is_refused_and_the_environment_kept(checkout: Checkout) -> None:
    good = checkout.lock.read_text(encoding="utf-8")
    name = good.partition("sha256:")[0]
    checkout.lock.write_text(f"{name}sha256:{'0' * 64}\n", encoding="utf-8")
    said = checkout.run("--no-system")
    assert said.exit_code == 1
    assert "n’a pas l’empreinte attendue" in said.failures
    assert "Traceback" not in said.failures + said.told
    checkout.lock.write_text(good, encoding="utf-8")
    said = checkout.run("--no-system")
    assert said.exit_code == 0
    assert REMADE not in said.told


def test_without_network_a_sentence_says_so_and_the_work_is_taken_up_again(checkout: Checkout) -> None:
    offline = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_FIND_LINKS": "", "PIP_RETRIES": "1"}
    said = checkout.run("--no-system", more=offline)
    assert said.exit_code == 1
    assert "Le téléchargement n’a pas abouti" in said.failures
    assert str(checkout.root / "build" / "installer.log") in said.failures
    assert "Traceback" not in said.failures + said.told
    said = checkout.run("--no-system")
    assert said.exit_code == 0
    assert REMADE not in said.told


def test_the_reader_s_own_pip_settings_do_not_lead_astray(checkout: Checkout, tmp_path: Path) -> None:
    astray = {
        "PIP_TARGET": str(tmp_path / "target"),
        "PIP_USER": "1",
        "PIP_REQUIRE_VIRTUALENV": "1",
        "PYTHONPATH": str(tmp_path),
    }
    assert checkout.run("--no-system", more=astray).exit_code == 0
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "Le disque est plein",
        ),
        ("OSError: [Errno 122] Disk quota exceeded: '/home/a'", "Le disque est plein"),
        (
            "[Errno 13] Permission denied: '/srv/etabli/.venv/lib'",
            "ne peut pas écrire ici\N{NO-BREAK SPACE}: /srv/etabli/.venv/lib",
        ),
        (
            "Retrying (...) NewConnectionError(...): Failed to establish a new connection",
            "Le téléchargement n’a pas abouti",
        ),
        ("ERROR: No matching distribution found for brick==9", "n’existe pas pour Python"),
        ("something else", "n’ont pas pu être installées"),
    ],
)
def test_what_pip_says_becomes_a_sentence(output: str, words: str, tmp_path: Path) -> None:
    setup = Setup.begin(steps=1, checkout=tmp_path)
    try:
        assert words in why_it_failed(output, setup, PIP_FAILED).french
    finally:
        setup.logbook.close()


def test_a_checkout_that_lacks_a_file_is_told_which(checkout: Checkout) -> None:
    checkout.lock.unlink()
    said = checkout.run("--no-system")
    assert said.exit_code == 1
    assert said.failures.endswith("il y manque installer/requirements.lock.\n")


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="plays nobody")
@pytest.mark.skipif(not Path(SYSTEM_PYTHON).exists(), reason="no Python that nobody may run")
def test_an_account_that_may_not_write_is_told_so(checkout: Checkout) -> None:
    elsewhere = checkout.root.parent / "tmp"  # where the log goes, then
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    said = checkout.run("--no-system", user=NOBODY, more={"TMPDIR": str(elsewhere)})
    assert said.exit_code == 1
    assert said.failures.startswith(
        ("Ce compte ne peut pas écrire ici", "Python ne peut pas créer .venv sans le paquet")
    )
    assert list(elsewhere.glob("etabli-installer-*.log"))
    assert "Traceback" not in said.failures + said.told


def test_a_second_set_up_of_the_same_checkout_waits_for_the_first(ready: Checkout) -> None:
    fcntl = pytest.importorskip("fcntl")
    with (ready.root / "build" / "installer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = subprocess.Popen(
            [sys.executable, "-u", str(ready.root / "installer" / "run.py"), "--no-system"],
            env=dict(ready.environment),
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert second.stdout
        assert second.stdout.readline().startswith("Une autre mise en place est en cours dans ce dossier")
        fcntl.flock(lock, fcntl.LOCK_UN)
        told, _ = second.communicate(timeout=60)
    assert second.returncode == 0
    assert "4/4 Lot d’exemple" in told


def pins(lock: str) -> set[str]:
    lines = (INSTALLER / lock).read_text(encoding="utf-8").splitlines()
    return {line.split(" ")[0] for line in lines if line[:1].isalnum()}


def test_the_lock_of_the_tests_holds_the_runtime_in_the_same_versions_and_no_address() -> None:
    assert pins("requirements.lock") <= pins("test-requirements.lock")
    for lock in ("requirements.lock", "test-requirements.lock"):
        content = (INSTALLER / lock).read_text(encoding="utf-8")
        assert "://" not in content
        assert content.count("--hash=sha256:") >= len(pins(lock))
