from __future__ import annotations

import re
from pathlib import Path

import ui
from workshop.resources import resource

FRONT = Path(ui.__file__).parent
LITERAL = re.compile(
    r"""["'][^"']*\#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b"""  # "#173F8A"
    r"|QColor\(\s*\d|\brgba?\("  # QColor(1, 2, 3), rgb(1, 2, 3)
    r"|QColor\(\s*[\"']"  # QColor("red")
    r"|GlobalColor\.(?!transparent)"
)


def test_no_screen_holds_a_colour_of_its_own() -> None:
    found = [
        f"{file.relative_to(FRONT)}:{number}"
        for file in sorted(FRONT.rglob("*.py"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if LITERAL.search(line)
    ]
    assert found == []


def test_no_drawing_holds_a_colour_of_its_own_but_the_application_icon() -> None:
    drawings = [file for file in resource("icons").rglob("*.svg") if file.stem != "etabli"]
    assert [file.name for file in drawings if "#" in file.read_text(encoding="utf-8")] == []
    assert "#" not in resource("styles", "stock.qss").read_text(encoding="utf-8")
