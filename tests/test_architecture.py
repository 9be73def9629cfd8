"""The house's limits: what may import what, how long things may be, and what the root may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("workshop", "ui", "tests", "installer")
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
DRAWERS = re.compile(r"^_?(?:utils?|helpers?|commons?|misc|managers?|controllers?|bases?)$")
ALLOWED = {
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "pyproject.toml",
    ".gitignore",
    ".ci",
    "workshop",
    "ui",
    "resources",
    "tests",
    "installer",
}


def sources(*folders: str) -> tuple[Path, ...]:
    return tuple(file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")) if file.is_file())


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def place(file: Path) -> str:
    return str(file.relative_to(ROOT))


def fresh(program: str) -> list[str]:
    """Run a program in a new interpreter and return the lines that it prints."""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_rings_and_words_import_only_what_they_may() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_contracts_of_imports_name_every_screen_that_exists() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {contract["id"]: contract for contract in pyproject["tool"]["importlinter"]["contracts"]}
    assert len(contracts) == 6
    existing = {file.parent.name for file in (ROOT / "ui").glob("*/screen.py")}
    assert existing <= {name.removeprefix("ui.") for name in contracts["screens-apart"]["modules"]}


def test_no_file_is_too_long() -> None:
    lengths = {place(file): len(file.read_text("utf-8").splitlines()) for file in sources(*CODE)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    functions = (
        (f"{place(file)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for file in sources(*CODE)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert {name: length for name, length in functions if length > LONGEST_FUNCTION} == {}


def test_no_file_and_no_folder_is_a_drawer() -> None:
    names = {
        place(path)
        for folder in (*CODE, "resources")
        for path in (ROOT / folder).rglob("*")
        if "__pycache__" not in path.parts and DRAWERS.match(path.stem)
    }
    assert names == set()


def test_only_the_house_is_tracked_at_the_root() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {name.split("/")[0] for name in listed.split("\0") if name} <= ALLOWED


def test_rules_load_nothing_but_the_standard_library() -> None:
    modules = [f"workshop.domain.{file.stem}" for file in sources("workshop/domain") if file.stem != "__init__"]
    program = f"import sys; before = set(sys.modules); import {', '.join(modules)}; print(*set(sys.modules) - before)"
    loaded = {name.partition(".")[0] for name in fresh(program)}
    assert loaded - {"workshop"} <= sys.stdlib_module_names
    assert len(modules) >= 20


@pytest.mark.parametrize("module", ["workshop.bootstrap", "workshop.cli.main"])
def test_the_core_starts_without_qt_and_without_its_heavy_parts(module: str) -> None:
    loaded = {name.partition(".")[0] for name in fresh(f"import sys, {module}; print(*sys.modules)")}
    assert not loaded & {"PySide6", "shiboken6", "ui", "sqlalchemy", "reportlab", "pyhanko"}


def swallows_everything(node: ast.ExceptHandler) -> bool:
    """Tell whether a handler takes any error and does not raise it again after tidying up."""
    last = node.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(kind is None or ast.unparse(kind) in {"Exception", "BaseException"} for kind in kinds)


def test_everything_is_caught_in_two_places_at_most() -> None:
    handlers = [
        f"{place(file)}:{node.lineno}"
        for file in sources("workshop", "ui")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ExceptHandler) and swallows_everything(node)
    ]
    assert len(handlers) <= 2, handlers


def names(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def test_parts_are_faked_not_mocked() -> None:
    words = [name for file in sources("tests") for name in names(tree(file))]
    tests = sum(
        isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for file in sources("tests")
        for node in ast.walk(tree(file))
    )
    assert not [word for word in words if word in {"MagicMock", "Mock", "AsyncMock", "mocker"}]
    assert words.count("setattr") / tests <= 0.1


def test_nothing_waits_a_fixed_time_in_a_test() -> None:
    waits = {"time.sleep", "sleep", "QTest.qWait", "qtbot.wait", "QThread.msleep"}
    waiting = []
    for file in sources("tests"):
        looped = {inner for node in ast.walk(tree(file)) if isinstance(node, ast.While) for inner in ast.walk(node)}
        waiting += [
            f"{place(file)}:{node.lineno}"
            for node in ast.walk(tree(file))
            if isinstance(node, ast.Call) and ast.unparse(node.func) in waits and node not in looped
        ]
    assert waiting == []
