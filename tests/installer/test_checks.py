from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from installer.steps.checks import summary
from tests.installer.conftest import Checkout

CI = Path(__file__).resolve().parents[2] / ".ci" / "run"


def test_every_check_is_told_on_its_line_and_the_tests_come_last_in_full_view(ready: Checkout) -> None:
    said = ready.run("--no-system", script="test.py")
    assert said.exit_code == 0
    told = said.told.splitlines()[3:]
    assert told[:5] == [
        "4/8 Contrôle ruff check… réussi.",
        "5/8 Contrôle ruff format… réussi.",
        "6/8 Contrôle mypy… réussi.",
        "7/8 Contrôle lint-imports… réussi.",
        "8/8 Contrôle pytest, pytest tests/ui… en route.",
    ]
    assert sorted(told[5:-1]) == [  # both at once
        "closing line of pytest",
        "closing line of pytest",
        "pytest -m not long --ignore=tests/ui offscreen none",
        "pytest -m not long tests/ui offscreen none",
    ]
    assert told[-1] == (
        "Tout est réussi\N{NO-BREAK SPACE}: ruff check, ruff format, mypy, lint-imports, pytest, pytest tests/ui."
    )


def test_a_check_that_fails_shows_why_and_does_not_stop_the_others(ready: Checkout) -> None:
    said = ready.run("--no-system", script="test.py", more={"FAILING": "mypy"})
    assert said.exit_code == 1
    assert "6/8 Contrôle mypy… échec.\nmypy  \nclosing line of mypy\n7/8 Contrôle lint-imports… réussi." in said.told
    assert said.told.endswith(
        "closing line of pytest\nÉchec\N{NO-BREAK SPACE}: mypy. "
        "Réussi\N{NO-BREAK SPACE}: ruff check, ruff format, lint-imports, pytest, pytest tests/ui.\n"
    )


def test_tests_that_fail_fail_the_whole(ready: Checkout) -> None:
    said = ready.run("--no-system", script="test.py", more={"FAILING": "pytest"})
    assert said.exit_code == 1
    assert "Échec\N{NO-BREAK SPACE}: pytest, pytest tests/ui." in said.told


def test_the_reader_s_words_reach_pytest_after_ours(ready: Checkout) -> None:
    said = ready.run("--no-system", "--long", "-k", "codes", "tests/domain", script="test.py")
    assert "pytest -m long or not long -k codes tests/domain offscreen none\n" in said.told


def test_nothing_passed_is_said_without_an_empty_list() -> None:
    assert summary([("mypy", False), ("pytest", False)]).english == "Failed: mypy, pytest."


def test_the_ci_calls_the_same_command_from_anywhere(ready: Checkout, tmp_path: Path) -> None:
    script = ready.root / ".ci" / "run"
    script.parent.mkdir(exist_ok=True)
    script.write_bytes(CI.read_bytes())
    script.chmod(0o755)
    for name in ("bash", "dirname"):  # and no apt: the machine of the tests stays as it is
        (tmp_path / name).symlink_to(shutil.which(name) or f"/usr/bin/{name}")
    (tmp_path / "python3").write_text(f'#!{tmp_path}/bash\nexec {sys.executable} "$@"\n', encoding="utf-8")
    (tmp_path / "python3").chmod(0o755)
    environment = {**ready.environment, "PATH": str(tmp_path), "CI": "true"}
    ended = subprocess.run([script], env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert "Ce système n’a pas apt." in ended.stdout
    assert "closing line of pytest" in ended.stdout
    assert ended.returncode == 0
