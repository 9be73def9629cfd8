"""Étiquettes in Réglages: a layout is seen as large as it is, changed by a manager, and given back its own form."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.settings_window import at_settings, press, words
from ui.settings.label_fields import number, written
from ui.settings.label_part import LabelPart
from ui.settings.label_preview import dots_of
from ui.signals import Shape
from workshop.domain import events as happened
from workshop.domain.labels import LabelKind

KEY = Qt.Key


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(real_shop)


@pytest.fixture
def part(window: OpenWindow) -> LabelPart:
    screen = at_settings(window)
    press(window, KEY.Key_9)
    window.until(lambda: screen.label.read is not None)
    return screen.label


@pytest.fixture
def editing(window: OpenWindow, part: LabelPart) -> LabelPart:
    press(window, KEY.Key_F12)
    checked(window, part)
    return part


def checked(window: OpenWindow, part: LabelPart) -> None:
    """Wait until the draft is looked at."""
    window.until(lambda: not part._pause.isActive())
    window.settle()


def in_use(window: OpenWindow) -> str:
    return window.workshop.labels.layout_text(LabelKind.INTAKE, "62x29")


def test_every_kind_is_shown_on_every_paper_that_it_fits_on(window: OpenWindow, part: LabelPart) -> None:
    seen = set()
    for _kind in LabelKind:
        assert part.read is not None
        seen.add(part.read.name.kind)
        press(window, KEY.Key_F3, KEY.Key_F2)
    assert seen == set(LabelKind)


def test_the_picture_is_as_large_as_the_label(part: LabelPart) -> None:
    screen = part.preview.screen()
    dots, real = dots_of(screen)
    edge = part.preview._ruler()
    assert abs(part.preview.width() - edge - 62 * dots / 25.4) <= 3
    assert part.scale.text() == ("En taille réelle." if real else "À l’échelle de l’écran. Les règles sont en mm.")


def test_a_screen_that_does_not_know_its_size_is_not_believed() -> None:
    assert dots_of(None) == (96.0, False)
    assert dots_of(QGuiApplication.primaryScreen())[0] > 0


def test_a_layout_is_changed_by_keys_and_kept(window: OpenWindow, editing: LabelPart) -> None:
    before = in_use(window)
    press(window, KEY.Key_4)  # the digits
    editing.editor.fields[3].edit.setFocus()
    press(window, KEY.Key_Down, KEY.Key_Down)
    checked(window, editing)
    assert editing.editor.problem.mark.shape is Shape.ACCEPTED
    assert editing.editor.sheet.of("code")["size_mm"] == pytest.approx(5.8)
    press(window, KEY.Key_F12)
    window.until(lambda: not editing.editing)
    window.settle()
    assert "size_mm = 5.8" in in_use(window)
    assert "Ce modèle est celui de l’atelier." in words(window)
    with window.workshop.store.looking() as work:
        identity = work.workshop()
        assert identity is not None
        (event,) = [e.event for e in work.history(identity.code) if isinstance(e.event, happened.LayoutChanged)]
    assert (event.label, event.media) == ("intake", "62x29")
    press(window, KEY.Key_F11)
    window.until(lambda: in_use(window) == before)


def test_what_does_not_fit_is_named_and_not_kept(window: OpenWindow, editing: LabelPart) -> None:
    before = in_use(window)
    press(window, KEY.Key_4)
    field = editing.editor.fields[0].edit
    field.setFocus()
    field.selectAll()
    window.hands.type("40,5")
    checked(window, editing)
    window.until(lambda: editing.editor.problem.mark.shape is Shape.WARNING)
    told = editing.editor.problem.label.text().replace("\xa0", " ")
    assert "Chiffres : dépasse de l’étiquette" in told
    assert "dpi" not in told
    press(window, KEY.Key_F12)
    assert editing.editing
    press(window, KEY.Key_Escape)
    assert not editing.editing
    assert in_use(window) == before


def test_an_element_is_added_and_taken_away(window: OpenWindow, editing: LabelPart) -> None:
    press(window, KEY.Key_2)
    assert "n’est pas sur l’étiquette" in words(window)
    press(window, KEY.Key_F3)
    assert "qr" in editing.editor.sheet.elements
    press(window, KEY.Key_F3)
    assert "qr" not in editing.editor.sheet.elements
    press(window, KEY.Key_1)
    assert editing.editor.toggle.isHidden()


def test_only_a_manager_changes_a_layout(window: OpenWindow, editing: LabelPart) -> None:
    people, actor = window.workshop.people, window.desk.session.actor
    people.set_pin(actor, "4711")
    press(window, KEY.Key_F12)
    window.until(lambda: window.desk.current == "pin")
    press(window, KEY.Key_Escape)
    assert window.desk.current == "settings"
    assert editing.editing
    press(window, KEY.Key_F12)
    window.until(lambda: window.desk.current == "pin")
    window.hands.type("4711")
    press(window, KEY.Key_F12)
    window.until(lambda: not editing.editing)
    window.settle()
    assert window.desk.current == "settings"
    assert "Ce modèle est celui de l’atelier." in words(window)


def test_a_measure_is_written_and_read_with_a_comma() -> None:
    assert [written(value) for value in (3.0, 0.33, 12.5)] == ["3", "0,33", "12,5"]
    assert [number(text) for text in ("3", "0,33", "12.5", " 4 ", "", "-1", "1e3", "２", "5000")] == [
        *(3.0, 0.33, 12.5, 4.0),
        *(None,) * 5,
    ]
