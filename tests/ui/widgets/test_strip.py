from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from ui.signals import StepState
from ui.theme import ThemeHolder
from ui.widgets.strip import Strip, StripStep

WORDS = ("Reçu", "Trié", "Effacé", "Installé", "Tester", "Noter", "Ranger", "Réserver", "Emballer", "Livrer")
NOW = 4
PAGE = 1178


@pytest.fixture
def strip(qtbot: QtBot) -> Strip:
    states = [StepState.DONE] * NOW + [StepState.NOW] + [StepState.TODO] * (len(WORDS) - NOW - 1)
    steps = [StripStep(word, "à faire", state) for word, state in zip(WORDS, states, strict=True)]
    made = Strip(steps)
    qtbot.addWidget(made)
    made.resize(PAGE, made.sizeHint().height())
    made.show()
    return made


def test_it_shows_at_most_six_steps_around_the_one_to_do_now(strip: Strip) -> None:
    assert [step.word for step in strip.shown_steps()] == [
        "Effacé",
        "Installé",
        "Tester",
        "Noter",
        "Ranger",
        "Réserver",
    ]


def test_large_text_shows_fewer_steps_rather_than_cut_words(strip: Strip, themes: ThemeHolder) -> None:
    themes.choose(zoom=1.5)
    shown = strip.shown_steps()
    assert 3 <= len(shown) < 6
    assert "Tester" in [step.word for step in shown]
    widest = max(strip._segment_width(step) for step in shown)
    assert len(shown) * widest <= PAGE


def test_in_one_column_it_is_a_list_of_all_the_steps(strip: Strip, themes: ThemeHolder) -> None:
    themes.choose(zoom=3.0)
    assert len(strip.shown_steps()) == len(WORDS)
    assert strip.sizeHint().height() >= len(WORDS) * strip.fontMetrics().height()


def test_every_step_is_read_out_in_order(strip: Strip) -> None:
    name = QAccessible.queryAccessibleInterface(strip).text(QAccessible.Text.Name)
    assert name.startswith("Reçu, à faire. Trié, à faire.")
    assert name.endswith("Livrer, à faire")


def test_a_finished_chain_and_an_empty_one_can_be_drawn(strip: Strip) -> None:
    strip.set_steps([StripStep(word, "", StepState.DONE) for word in WORDS])
    assert strip.shown_steps()[0].word == "Reçu"
    strip.set_steps([])
    assert strip.grab().isNull() is False


@pytest.mark.parametrize("state", StepState)
def test_each_state_has_its_own_face(strip: Strip, state: StepState) -> None:
    strip.set_steps([StripStep("Effacer", "hier", state)] * 3)
    other = StepState.TODO if state is not StepState.TODO else StepState.NOW
    before = strip.grab().toImage()
    strip.set_steps([StripStep("Effacer", "hier", other)] * 3)
    assert strip.grab().toImage() != before
