"""Whatever can be pressed at a bench is large enough for a hand that trembles, in everything that a day shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_every_screen_fits import RECORDED, scenes

LEAST = 64


def small(window: QWidget) -> set[str]:
    """List what is too low to be hit."""
    pressed: list[QWidget] = [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]
    return {
        f"{type(each).__name__} « {each.accessibleName() or getattr(each, 'text', str)()} » {each.height()} px"
        for each in pressed
        if each.isVisible() and each.height() < LEAST
    }


def a_day(window: OpenWindow) -> Iterator[str]:
    yield from scenes(window)
    for key, name in ((Qt.Key.Key_F8, "storage"), (Qt.Key.Key_F11, "inspection")):
        window.go(key, name)
        yield name
    window.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: window.desk.current == "review")
    window.settle()
    yield "review"


def test_nothing_at_a_bench_is_lower_than_a_hand_needs(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop, RECORDED)
    low = {f"{words} ({scene})" for scene in a_day(window) for words in small(window.window)}
    assert not low, "\n".join(sorted(low))


def test_the_test_above_can_fail(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.settle()
    window.desk.footer.undo.setFixedHeight(LEAST - 1)
    window.settle()
    assert len(small(window.window)) == 1
