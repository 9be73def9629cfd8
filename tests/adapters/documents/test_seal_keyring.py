"""The account's keyring, through the library and a child process: what it keeps, and what is where there is none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adapters.documents.samples import NOON
from workshop.adapters.documents.seal_box import PRESENT, SealBox
from workshop.adapters.documents.seal_keyring import SERVICE, SystemKeyring
from workshop.domain.seals import SealPlace

ROOT = Path(__file__).resolve().parents[3]
HANGS = "import time\nwhile True: time.sleep(1)\n"


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "secrets.json"
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.adapters.documents.file_keyring.FileKeyring")
    monkeypatch.setenv("KEYRING_OF_THE_TEST", str(file))
    return file


def test_a_secret_is_kept_read_again_and_forgotten(secrets: Path) -> None:
    keyring = SystemKeyring()
    assert keyring.keep("ab", "c2VjcmV0=")
    assert json.loads(secrets.read_text()) == {f"{SERVICE}/ab": "c2VjcmV0="}
    assert keyring.get("ab") == "c2VjcmV0="
    assert keyring.get("other") is None
    keyring.drop("ab")
    keyring.drop("ab")
    assert keyring.get("ab") is None


def test_a_seal_is_kept_in_it_and_opened_from_it(secrets: Path, tmp_path: Path) -> None:
    box = SealBox(tmp_path / "data", SystemKeyring())
    fingerprint = box.make("Atelier", NOON).fingerprint
    box.secure(fingerprint, in_file=False)
    box.prepare(fingerprint)
    box.promote()
    kept = box.present()
    assert kept
    assert kept.place is SealPlace.KEYRING
    assert b"PRIVATE" not in (tmp_path / "data" / PRESENT).read_bytes()
    assert box.open().fingerprint == fingerprint
    secrets.unlink()
    assert box.open().fingerprint == fingerprint  # opened before: it is not asked for each paper


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "not.there"])
def test_where_there_is_no_keyring_nothing_is_kept_and_nothing_raised(
    monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    keyring = SystemKeyring()
    assert not keyring.keep("ab", "secret")
    assert keyring.get("ab") is None
    keyring.drop("ab")


def test_a_keyring_that_waits_for_nobody_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keyring.py").write_text(HANGS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert SystemKeyring(seconds=0.3).get("ab") is None


def test_a_file_in_the_folder_of_the_person_is_no_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keyring.py").write_text("import pathlib; pathlib.Path('taken').touch()")
    monkeypatch.chdir(tmp_path)
    SystemKeyring().get("ab")
    assert not (tmp_path / "taken").exists()


def test_a_python_without_the_library_keeps_the_key_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S "$@"\n')
    bare.chmod(0o755)
    assert subprocess.run([bare, "-c", "import keyring"], capture_output=True, check=False).returncode == 1
    monkeypatch.setattr(sys, "executable", str(bare))
    assert not SystemKeyring().keep("ab", "secret")
