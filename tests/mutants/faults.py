"""Small faults, one at a time, in the functions of one module; as a pytest plugin it puts one of them in its place.

`ETABLI_MUTANT` is `module:number`. Annotations, docstrings and constants of a module are left alone.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import Phase, settings

VARIABLE = "ETABLI_MUTANT"
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}
_CALLED = {"all": "any", "any": "all", "min": "max", "max": "min"}

Change = Callable[[Any], str]  # changes a node in place; says what it did


def mutants(source: str) -> Iterator[tuple[str, ast.Module]]:
    """Give every mutant of a source: what it is, and its tree."""
    whole = ast.parse(source)
    for place, node in enumerate(ast.walk(whole)):
        for number, _change in enumerate(_changes(node) if _is_run(whole, node) else ()):
            tree = deepcopy(whole)
            other = next(item for index, item in enumerate(ast.walk(tree)) if index == place)
            said = _changes(other)[number](other)
            yield f"line {getattr(node, 'lineno', 0)}: {said}", ast.fix_missing_locations(tree)


def _is_run(whole: ast.Module, node: ast.AST) -> bool:
    """Tell whether a node stands in the body of a function, and is no docstring."""
    return any(
        node is inside
        for function in ast.walk(whole)
        if isinstance(function, ast.FunctionDef)
        for statement in function.body
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        for inside in ast.walk(statement)
    )


def _changes(node: ast.AST) -> list[Change]:
    found: list[Change] = []
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARED:
            found = [_compare]
        case ast.BoolOp():
            found = [_join, *(_leave_out(index) for index in range(len(node.values)))]
        case ast.UnaryOp(op=ast.Not()):
            found = [_affirm]
        case ast.IfExp():
            found = [_turn]
        case ast.If():
            found = [_never, _always]
        case ast.Constant(value=bool() | int() | str()):
            found = [_other_value]
        case ast.BinOp(op=operator) if type(operator) in _CALCULATED:
            found = [_calculate]
        case ast.Return(value=value) if value is not None:
            found = [_return_nothing]
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            found = [_call]
        case ast.comprehension(ifs=[_, *_]):
            found = [_all_of_them]
        case ast.Tuple(elts=[ast.Starred(), ast.Starred()]):
            found = [_reverse]
    return found


def _compare(node: ast.Compare) -> str:
    node.ops = [_COMPARED[type(node.ops[0])]()]
    return f"{ast.unparse(node)}"


def _join(node: ast.BoolOp) -> str:
    node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    return ast.unparse(node)


def _leave_out(index: int) -> Change:
    def change(node: ast.BoolOp) -> str:
        gone = ast.unparse(node.values[index])
        neutral = ast.Constant(isinstance(node.op, ast.And))
        node.values[index] = neutral
        return f"without {gone}"

    return change


def _affirm(node: ast.UnaryOp) -> str:
    said = ast.unparse(node)
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    return f"not ({said})"


def _turn(node: ast.IfExp) -> str:
    node.body, node.orelse = node.orelse, node.body
    return ast.unparse(node)


def _never(node: ast.If) -> str:
    said = ast.unparse(node.test)
    node.test = ast.Constant(value=False)
    return f"never {said}"


def _always(node: ast.If) -> str:
    said = ast.unparse(node.test)
    node.test = ast.Constant(value=True)
    return f"always {said}"


def _other_value(node: ast.Constant) -> str:
    before = node.value
    if isinstance(before, bool):
        node.value = not before
    else:
        node.value = before + 1 if isinstance(before, int) else f"{before!s}?"
    return f"{before!r} is {node.value!r}"


def _calculate(node: ast.BinOp) -> str:
    node.op = _CALCULATED[type(node.op)]()
    return ast.unparse(node)


def _return_nothing(node: ast.Return) -> str:
    said = ast.unparse(node)
    node.value = ast.Constant(value=None)
    return f"nothing instead of {said}"


def _call(node: ast.Call) -> str:
    assert isinstance(node.func, ast.Name)
    node.func = ast.Name(_CALLED[node.func.id], ast.Load())
    return ast.unparse(node)


def _all_of_them(node: ast.comprehension) -> str:
    said = ast.unparse(node)
    node.ifs = []
    return f"all of {said}"


def _reverse(node: ast.Tuple) -> str:
    node.elts = node.elts[::-1]
    return ast.unparse(node)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module as a mutant; all others as they are."""

    def __init__(self, module: str, number: int) -> None:
        self._module = module
        self._number = number

    def find_spec(self, fullname: str, path: Any = None, target: ModuleType | None = None) -> Any:
        del path, target
        return importlib.util.spec_from_loader(fullname, self) if fullname == self._module else None

    def exec_module(self, module: ModuleType) -> None:
        file = Path(__file__).resolve().parents[2] / f"{self._module.replace('.', '/')}.py"
        _said, tree = list(mutants(file.read_text("utf-8")))[self._number]
        exec(compile(tree, str(file), "exec"), module.__dict__)


def pytest_configure() -> None:
    """Put the mutant that is asked for in its place, before any test is collected."""
    name, _colon, number = os.environ.get(VARIABLE, "").partition(":")
    if name and not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        assert name not in sys.modules, "too late: it is there already"
        sys.meta_path.insert(0, _Finder(name, int(number)))
        # that a test fails is enough: nobody reads the smallest case in which it does
        settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate), database=None)
        settings.load_profile("mutants")
