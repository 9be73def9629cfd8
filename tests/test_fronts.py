"""What to do next is a key on a screen and a command on the command line: no screen names a command."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop import words
from workshop.domain.errors import SealError
from workshop.domain.seals import SealProblem
from workshop.texts import Front, speak_on, way

ROOT = Path(__file__).parents[1]
A_COMMAND = re.compile(r"workshop [a-z]|(?<![\w-])--[a-z]|chmod|sudo ")
ELSEWHERE = ("workshop/cli/", "workshop/adapters/documents/")  # papers are read by others, who have the command line


@pytest.fixture(autouse=True)
def on_the_command_line() -> Iterator[None]:
    yield
    speak_on(Front.COMMAND_LINE)


def sentences(file: Path) -> Iterator[tuple[int, str]]:
    """Return what a file says to people, but for what `way` keeps for the command line."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kept = {
        id(inside)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "way"
        for inside in ast.walk(node.args[1])
    }
    for node in ast.walk(tree):
        named = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "several")
        if isinstance(node, ast.Call) and named and id(node) not in kept:
            for text in (part for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)):
                yield node.lineno, str(text.value)


def test_no_sentence_of_a_screen_names_a_command() -> None:
    files = [*ROOT.glob("ui/**/*.py"), *ROOT.glob("workshop/**/*.py")]
    found = [
        f"{file.relative_to(ROOT)}:{line}: {text}"
        for file in files
        if not str(file.relative_to(ROOT)).startswith(ELSEWHERE)
        for line, text in sentences(file)
        if A_COMMAND.search(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("problem", SealProblem)
def test_a_seal_that_cannot_serve_is_told_by_the_front_that_is_there(problem: SealProblem) -> None:
    speak_on(Front.SCREEN)
    assert not A_COMMAND.search(str(words.trouble(SealError(problem, "x"))))


def test_each_front_has_its_way() -> None:
    assert way("F4", "workshop seal renew") == "workshop seal renew"
    speak_on(Front.SCREEN)
    assert way("F4", "workshop seal renew") == "F4"
    assert "Ctrl R" in str(words.trouble(SealError(SealProblem.MISSING)))
