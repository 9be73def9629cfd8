"""All tests on one page: it names what nobody tried, one key or one code says that it works, one undo takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.inspection_window import answer, at_its_tests, front
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.review_window import at_review, lines, read
from ui.inspection.mode import Mode
from ui.inspection.screen import InspectionScreen
from ui.signals import Signal
from workshop.domain.codes import Command, command_code
from workshop.domain.inspection import Function, How, Works

KEY = Qt.Key


@pytest.fixture
def window(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(sample_shop)


@pytest.fixture
def there(window: OpenWindow) -> tuple[InspectionScreen, str]:
    return at_its_tests(window)


def command(window: OpenWindow, what: Command, signal: Signal) -> None:
    window.scan(command_code(what).text, signal)
    window.settle()


def test_one_page_a_test_is_the_way_and_five_lists_them_all(
    window: OpenWindow, there: tuple[InspectionScreen, str]
) -> None:
    screen, code = there
    assert screen.mode is Mode.TEST
    window.digit(1)
    window.settle()
    window.digit(5)
    assert front(screen) == (Mode.RESULT, None)
    names = read(screen.result.left.text())
    assert names.startswith("Pas encore testé : ")
    said = window.workshop.inspecting.view(code)
    assert len(said.open) == len(names.split(", "))
    assert "démarrage" not in names, "its reading proves that"
    assert "déclaré d’un bloc" in read(screen.result.means.text())


def test_one_key_says_it_for_all_and_one_undo_takes_it_back(
    window: OpenWindow, there: tuple[InspectionScreen, str]
) -> None:
    screen, code = there
    open_ = window.workshop.inspecting.view(code).open
    window.digit(5)
    window.press(KEY.Key_F3)
    window.settle()
    assert all((answer(window, code, item) or 0).how is How.DECLARED for item in open_)  # type: ignore[union-attr]
    assert screen.mode is Mode.RESULT
    assert not screen.result.declaring.isVisible()
    assert "déclaré" in read(window.last_gesture)
    texts = [read(line.text) for line in screen.result.list.rows.lines]
    assert texts.count("déclaré d’un bloc") == len(open_)
    command(window, Command.UNDO, Signal.ACCEPTED)
    assert "déclaré d’un bloc" in read(window.band_text)
    assert window.workshop.inspecting.view(code).open == open_
    assert window.desk.current == "grading", "all is well: what comes next is how it looks"
    window.go(KEY.Key_F11, "inspection")
    assert front(screen) == (Mode.RESULT, None)
    assert screen.result.declaring.isVisible()


@pytest.mark.parametrize("said", [Command.WORKS, Command.NO_DEFECT])
def test_the_bench_card_says_it_on_the_page_that_names_them(
    window: OpenWindow, there: tuple[InspectionScreen, str], said: Command
) -> None:
    screen, code = there
    command(window, Command.NO_DEFECT, Signal.ACCEPTED)  # on a test's page it only lists
    assert screen.mode is Mode.RESULT
    assert window.workshop.inspecting.view(code).open
    command(window, said, Signal.ACCEPTED)
    assert not window.workshop.inspecting.view(code).open
    window.go(KEY.Key_F11, "inspection")
    command(window, said, Signal.REFUSED)


def test_what_fails_or_is_not_sure_is_never_named_and_never_changed(
    window: OpenWindow, there: tuple[InspectionScreen, str]
) -> None:
    screen, code = there
    work, actor = window.workshop, window.desk.session.actor
    for function in work.inspecting.view(code).open:
        if function is not Function.WIFI:
            work.inspecting.answer(actor, code, function, Works.UNSURE)
    screen.enter()
    window.settle()
    window.digit(5)
    assert read(screen.result.left.text()) == "Pas encore testé : le Wi-Fi."
    window.press(KEY.Key_F3)
    window.settle()
    view = work.inspecting.view(code)
    assert len(view.unsure) == len(view.asked) - 2  # what the reading proves, and the Wi-Fi
    assert not view.complete


def test_not_knowing_waits_in_a_verifier_and_leads_back_to_the_tests(
    window: OpenWindow, there: tuple[InspectionScreen, str]
) -> None:
    screen, code = there
    window.digit(3)
    window.settle()
    function = window.workshop.inspecting.view(code).unsure[0]
    window.until(lambda: window.desk.rail.items["review"]._count == 1)
    review = at_review(window)
    (title,) = lines(review)
    assert title.endswith(": on ne sait pas.")
    row = review.list.list.rows.lines[-1]
    assert row.text.startswith(code[:4])
    assert review.list.act.text() == "Ouvrir les tests"
    window.press(KEY.Key_F12)
    window.until(lambda: window.desk.current == "inspection")
    window.settle()
    assert screen.code == code
    screen.function = function
    screen._arrange()
    window.digit(1)
    window.settle()
    assert lines(at_review(window)) == []
    window.until(lambda: window.desk.rail.items["review"]._count == 0)
