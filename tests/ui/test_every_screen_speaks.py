"""Whatever is shown, and whoever cannot see it: every widget says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QWidget

from tests.ui.contract_scenes import contract_scenes
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.settings_scenes import settings_scenes
from tests.ui.settings_window import at_settings, press
from tests.ui.test_every_screen_fits import RECORDED, scenes

# containers with a face; and what only repeats, as a shape or a picture, the words that always stand beside it
SILENT = frozenset(
    {
        *("Window", "Panel", "Framed", "Separator", "Band", "Header", "HomeHeader", "Footer", "Rail", "Banner"),
        *("_BandShape", "ShapeMark", "LaneMark", "Icon", "Mark"),
    }
)


def every_scene(window: OpenWindow) -> Iterator[str]:
    yield from scenes(window)
    screen = at_settings(window)
    yield from settings_scenes(screen, lambda key: press(window, key), window.settle)
    yield from contract_scenes(screen, lambda key: press(window, key), window.settle)


def speechless(window: QWidget) -> set[str]:
    """List what is shown and says nothing, or something other than it is."""
    return {words for widget in window.findChildren(QWidget) if widget.isVisible() for words in wrong_with(widget)}


def wrong_with(widget: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    what = f"{type(widget).__module__}.{type(widget).__name__} in {type(widget.parent()).__name__}"
    if interface is None:
        yield f"{what}: nobody finds it"
        return
    name, state = interface.text(QAccessible.Text.Name), interface.state()
    paints = "paintEvent" in type(widget).__dict__ and type(widget).__module__.startswith("ui.")
    if paints and type(widget).__name__ not in SILENT and not name:
        yield f"{what}: painted, without a name"
    own = not isinstance(widget, QAbstractScrollArea) and not isinstance(widget.parent(), QAbstractScrollArea)
    if state.focusable and own and not name:
        yield f"{what}: focusable, without a name"
    if isinstance(widget, QAbstractButton) and interface.role() not in (
        *(QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton),
    ):
        yield f"{what}: a button that is {interface.role()}"
    if isinstance(widget, QAbstractButton) and widget.isCheckable() and bool(state.checked) != widget.isChecked():
        yield f"{what}: its tick is not told"
    if isinstance(widget, QLabel) and widget.text() and not name:
        yield f"{what}: words that nobody hears"
    if isinstance(widget, QLineEdit) and interface.role() != QAccessible.Role.EditableText:
        yield f"{what}: a field that is {interface.role()}"


def test_every_widget_of_every_screen_has_a_name_a_role_and_a_state(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop, RECORDED)
    wrong = {f"{words} ({scene})" for scene in every_scene(window) for words in speechless(window.window)}
    assert not wrong, "\n".join(sorted(wrong))
