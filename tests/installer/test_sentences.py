from __future__ import annotations

import ast
import re
import shutil
import string
import subprocess
from pathlib import Path

import pytest

from installer.steps import sentences
from installer.steps.language import chosen_language
from installer.steps.python_version import refusal
from installer.steps.sentences import Sentence
from tests.installer.conftest import INSTALLER

EVERY_SENTENCE = {name: value for name, value in vars(sentences).items() if isinstance(value, Sentence)}
READ_BY_OLD_PYTHONS = ("run.py", "test.py", "steps/__init__.py", "steps/language.py", "steps/python_version.py")


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", EVERY_SENTENCE)
def test_a_sentence_says_the_same_things_in_both_languages(name: str) -> None:
    sentence = EVERY_SENTENCE[name]
    assert sentence.french
    assert sentence.english
    assert blanks(sentence.french) == blanks(sentence.english)


@pytest.mark.parametrize("name", EVERY_SENTENCE)
def test_french_follows_its_own_typography(name: str) -> None:
    french = EVERY_SENTENCE[name].french
    assert "'" not in french
    assert not re.search(r"[^\N{NO-BREAK SPACE}][:;!?»](?!/)", french)
    assert not re.search(r"«[^\N{NO-BREAK SPACE}]", french)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "fr"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
    ],
)
def test_the_language_is_french_unless_the_locale_is_english(environment: dict[str, str], language: str) -> None:
    assert chosen_language(environment) == language


def test_an_old_python_is_refused_in_words() -> None:
    french = refusal((3, 9, 2), "/usr/bin/python3", "fr")
    assert (
        french
        == "Établi demande Python 3.11 ou plus récent\N{NO-BREAK SPACE}; celui-ci est le 3.9.2 (/usr/bin/python3)."
    )
    assert refusal((3, 10, 0), "python3", "en").startswith("Établi needs Python 3.11 or newer; this one is 3.10.0")
    assert not refusal((3, 11, 0), "python3", "fr")
    assert not refusal((4, 0, 0), "python3", "fr")


@pytest.mark.parametrize("file", READ_BY_OLD_PYTHONS)
def test_what_comes_before_the_refusal_can_be_read_by_an_old_python(file: str) -> None:
    ast.parse((INSTALLER / file).read_text(encoding="utf-8"), feature_version=(3, 6))


def old_python() -> str | None:
    found = (shutil.which(f"python3.{minor}") for minor in (6, 7, 8, 9, 10))
    works = (path for path in found if path and subprocess.run([path, "-c", ""], capture_output=True).returncode == 0)  # noqa: PLW1510
    return next(works, None)


@pytest.mark.skipif(old_python() is None, reason="no Python older than 3.11 on this machine")
@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_a_real_old_python_ends_with_that_sentence_alone(script: str, tmp_path: Path) -> None:
    python = old_python()
    assert python
    ended = subprocess.run(
        [python, str(INSTALLER / script)],
        capture_output=True,
        encoding="utf-8",
        env={"LC_ALL": "C"},
        cwd=tmp_path,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("Établi demande Python 3.11 ou plus récent")
    assert len(ended.stderr.splitlines()) == 1
    assert not ended.stdout
