from __future__ import annotations

import pkgutil
import subprocess
import sys

import ui.widgets

LOADED = """
import importlib, sys
before = set(sys.modules)
for name in {names!r}:
    importlib.import_module(name)
tops = {{module.split(".")[0] for module in set(sys.modules) - before}}
print(" ".join(sorted(top for top in tops if top not in sys.stdlib_module_names)))
print(" ".join(sorted(module for module in sys.modules if module.startswith("PySide6."))))
"""


def test_the_kit_loads_nothing_but_the_parts_of_qt_that_it_draws_with() -> None:
    kit = ["ui.theme", *(f"ui.widgets.{module.name}" for module in pkgutil.iter_modules(ui.widgets.__path__))]
    program = LOADED.format(names=kit)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    tops, parts = done.stdout.splitlines()
    of_qt_itself = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap", "__feature__"}
    assert set(tops.split()) <= of_qt_itself | {"ui", "workshop"}
    allowed = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg"}
    assert {part for part in parts.split() if part.startswith("PySide6.Qt")} == allowed
