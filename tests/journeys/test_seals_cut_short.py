"""The power goes at any moment of a change of the seal: one usable seal is left, and the journal knows which."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop.bootstrap import build
from workshop.domain.seals import SealState
from workshop.seal_wiring import seal_box
from workshop.settings import Profile, Settings

ROOT = Path(__file__).resolve().parents[2]
CHANGE = """
import os, pathlib, signal, subprocess, sys
from workshop.bootstrap import build
from workshop.domain.seals import RevocationReason
from workshop.settings import Profile, Settings

data, act, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
passed = 0

def point():
    global passed
    passed += 1
    if passed == last:
        os.kill(os.getpid(), signal.SIGKILL)

def watched(owner, name):
    real = getattr(owner, name)
    def act(*arguments, **options):
        point()
        return real(*arguments, **options)
    setattr(owner, name, act)

workshop = build(Settings(Profile.WORKSHOP, data_folder=data))
for owner, name in ((os, "fsync"), (pathlib.Path, "replace"), (pathlib.Path, "unlink"), (subprocess, "run")):
    watched(owner, name)
actor = workshop.actor()
if act == "ready":
    workshop.seals.ready()
elif act == "replace":
    workshop.seals.replace(actor, RevocationReason.STOLEN)
else:
    workshop.seals.renew(actor)
print(passed)
"""


def changed(data: Path, act: str, last: int) -> tuple[int, str]:
    """Change the seal in another process, which is killed at its `last` step; return how it ended and what it said."""
    words = (sys.executable, "-c", CHANGE, str(data), act, str(last))
    done = subprocess.run(words, cwd=ROOT, check=False, timeout=60, capture_output=True, text=True)
    return done.returncode, done.stdout.strip() or done.stderr


def a_shop(data: Path, *, sealed: bool) -> str:
    """Set a workshop up; return the fingerprint of its seal."""
    workshop = build(Settings(Profile.WORKSHOP, data_folder=str(data)))
    try:
        workshop.people.begin("Atelier", 1, "Poste 1")
        if not sealed:
            return ""
        workshop.seals.ready()
        view = workshop.seals.view()
        return view.facts.fingerprint if view.facts else ""
    finally:
        workshop.close()


def look_after(data: Path, old: str) -> tuple[str, str]:
    """Open the shop as the next person does; return the seal that it has now, and what became of the old one."""
    settings = Settings(Profile.WORKSHOP, data_folder=str(data))
    workshop = build(settings)
    try:
        workshop.seals.ready()
        view = workshop.seals.view()
        assert view.facts
        assert (view.problem, view.others) == (None, ())
        assert workshop.journal.broken_at() is None
        assert seal_box(settings).open().fingerprint == view.facts.fingerprint
        kept = sorted(item.name for item in settings.folder().iterdir() if "seal" in item.name)
        assert [name for name in kept if not name.startswith(".")] == ["seal.pem"], kept
        assert all(stat.S_IMODE((settings.folder() / name).stat().st_mode) == 0o600 for name in kept)
        ended = {card.facts.fingerprint: card.state.value for card in (*view.former, *view.revoked)}
        return view.facts.fingerprint, ended.get(old, SealState.PRESENT.value)
    finally:
        workshop.close()


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.long)], ids=["file", "keyring"])
def keyring(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Give the processes of one shop a keyring that is copied with its data, or none."""

    def of(data: Path) -> None:
        if request.param:
            monkeypatch.setenv("PYTHONPATH", str(ROOT))
            monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.adapters.documents.file_keyring.FileKeyring")
            monkeypatch.setenv("KEYRING_OF_THE_TEST", str(data / "secrets.json"))

    return of


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize(("act", "ends"), [("ready", "present"), ("renew", "former"), ("replace", "revoked")])
def test_wherever_it_is_killed_one_seal_is_left_and_the_journal_knows_which(
    tmp_path: Path, keyring: Callable[[Path], None], act: str, ends: str
) -> None:
    start = tmp_path / "start"
    keyring(start)
    old = a_shop(start, sealed=act != "ready")
    seals: list[str] = []
    for last in itertools.count(1):
        data = tmp_path / f"cut-{last}"
        shutil.copytree(start, data)
        keyring(data)
        code, told = changed(data, act, last)
        now, state = look_after(data, old)
        if act != "ready":
            assert (now == old) is (state == SealState.PRESENT.value)
            assert state in (SealState.PRESENT.value, ends)
        seals.append(now)
        shutil.rmtree(data)
        if code == 0:
            break
        assert code == -signal.SIGKILL, told
    changes = [seal != old for seal in seals]
    assert changes == sorted(changes)  # from one step on, the change is done
    assert len(seals) > 4
    assert (seals[0] == old, seals[-1] == old) == (act != "ready", False)


def test_two_windows_at_once_make_one_seal(tmp_path: Path) -> None:
    data = tmp_path / "data"
    a_shop(data, sealed=False)
    words = (sys.executable, "-c", CHANGE, str(data), "ready", "0")
    windows = [subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(4)]
    said = [window.communicate(timeout=60)[0] for window in windows]
    assert [window.returncode for window in windows] == [0] * 4, said
    look_after(data, "")
    workshop = build(Settings(Profile.WORKSHOP, data_folder=str(data)))
    kinds = [type(entry.event).__name__ for entry in workshop.journal.events()]
    workshop.close()
    assert kinds == ["SealMade"]


def test_two_managers_at_once_end_with_one_seal(tmp_path: Path) -> None:
    data = tmp_path / "data"
    a_shop(data, sealed=True)
    acts = ("renew", "replace", "renew", "replace")
    windows = [
        subprocess.Popen(
            (sys.executable, "-c", CHANGE, str(data), act, "0"),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for act in acts
    ]
    said = [window.communicate(timeout=60)[0] for window in windows]
    assert [window.returncode for window in windows] == [0] * 4, said
    look_after(data, "")
    workshop = build(Settings(Profile.WORKSHOP, data_folder=str(data)))
    view = workshop.seals.view()
    workshop.close()
    assert len((*view.former, *view.revoked)) == len(acts)
