from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.open_window import OpenIt, OpenWindow
from ui.signals import Signal, StepState
from workshop.domain.chain import Action
from workshop.domain.machines import State
from workshop.resources import resource

READY, TWO_DRIVES, FAILING = "260000000182", "EXG6480002", "260000000376"


@pytest.fixture
def at_bench(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F6, "bench")
    return window


def action(window: OpenWindow) -> Action:
    return window.bench.next.action


def received(window: OpenWindow, serial: str) -> str:
    """Receive a machine of the sample; return its code."""
    window.go(Qt.Key.Key_F5, "intake")
    window.scan(serial, Signal.ACCEPTED)
    window.settle()
    return window.intake.now.plate.code


def test_nothing_yet_says_what_to_scan(at_bench: OpenWindow) -> None:
    assert at_bench.bench.work.isHidden()
    assert "Scannez l’étiquette" in at_bench.bench.prompt.sentence.text()


def test_a_label_opens_the_card_with_its_facts(at_bench: OpenWindow) -> None:
    at_bench.scan(READY, Signal.ACCEPTED)
    bench = at_bench.bench
    assert bench.identity.plate.code == READY
    assert bench.identity.name.text() == "Dell Latitude 5400"
    facts = bench.facts
    assert facts.memory.value.text() == "16\u00a0Go"
    assert facts.display.value.text() == "14\u00a0pouces"
    assert facts.processor.value.text() == "Intel Core i5-8365U"
    assert (facts.battery.value.text(), facts.cells.value()) == ("Bonne", 4)
    assert bench.identity.letter.text() == "A"
    assert action(at_bench) is Action.RESERVE


def test_a_label_scanned_at_home_opens_the_card(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.scan(READY)
    assert window.desk.current == "bench"
    assert window.bench.identity.plate.code == READY


def test_the_last_eight_digits_typed_open_it_too(at_bench: OpenWindow) -> None:
    at_bench.type(READY[-8:])
    assert at_bench.bench.identity.plate.code == READY


def test_a_drive_that_could_not_be_wiped_blocks_and_says_what_to_do(at_bench: OpenWindow) -> None:
    at_bench.scan(FAILING)
    steps = {step.word: step.state for step in at_bench.bench.strip._steps}
    assert steps["Non effacé"] is StepState.BLOCKED
    assert action(at_bench) is Action.DESTROY
    assert at_bench.bench.next.button is None
    assert "échoué" in " ".join(at_bench.bench.facts.notes.said)


def test_triage_is_one_key(at_bench: OpenWindow) -> None:
    code = received(at_bench, TWO_DRIVES)
    at_bench.go(Qt.Key.Key_F6, "bench")
    at_bench.scan(code)
    assert action(at_bench) is Action.TRIAGE
    at_bench.press(Qt.Key.Key_F12)
    at_bench.settle()
    assert at_bench.workshop.machines.card(code).state == State.TRIAGED.value
    assert action(at_bench) is Action.WIPE


def test_a_machine_is_put_aside_and_brought_back_by_keys_alone(at_bench: OpenWindow) -> None:
    code = received(at_bench, TWO_DRIVES)
    at_bench.go(Qt.Key.Key_F6, "bench")
    at_bench.scan(code)
    at_bench.bench.routes.to_repair.setFocus()
    at_bench.press(Qt.Key.Key_Space)
    at_bench.settle()
    assert at_bench.workshop.machines.card(code).state == State.TO_REPAIR.value
    assert at_bench.bench.routes.to_repair.unavailable_because
    assert {step.word for step in at_bench.bench.strip._steps} >= {"À réparer"}
    at_bench.press(Qt.Key.Key_F12)
    at_bench.settle()
    assert at_bench.workshop.machines.card(code).state == State.RECEIVED.value


def test_a_locked_machine_says_so(at_bench: OpenWindow) -> None:
    code = received(at_bench, "EXT49005")
    at_bench.go(Qt.Key.Key_F6, "bench")
    at_bench.scan(code)
    assert at_bench.workshop.machines.card(code).state == State.LOCKED.value
    assert action(at_bench) is Action.UNLOCK
    assert StepState.BLOCKED in {step.state for step in at_bench.bench.strip._steps}


def test_reading_the_machine_at_the_bench_attaches_its_diagnosis(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop, resource("machines", "dell-latitude-5400-healthy"))
    actor = window.desk.session.actor
    lot = window.workshop.lots.open(actor, "Mairie", 1)
    code = window.workshop.machines.receive(actor, lot.code, "EX54001").code
    window.go(Qt.Key.Key_F6, "bench")
    window.scan(code)
    assert action(window) is Action.READ
    window.press(Qt.Key.Key_F3)
    assert window.bench.next.what.text() == "Je lis cet ordinateur"
    window.settle()
    assert window.bench.facts.memory.value.text() == "16\u00a0Go"
    assert action(window) is Action.TRIAGE


def test_another_machine_s_reading_waits_for_a_person_to_say_yes(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop, resource("machines", "dell-latitude-5400-healthy"))
    actor = window.desk.session.actor
    lot = window.workshop.lots.open(actor, "Mairie", 1)
    code = window.workshop.machines.receive(actor, lot.code, "8XK2J13").code
    window.go(Qt.Key.Key_F6, "bench")
    window.scan(code)
    for answer, attached in ((2, False), (1, True)):
        window.press(Qt.Key.Key_F3)
        window.until(lambda: not window.bench.question.isHidden())
        assert "EX54001" in window.bench.question.what.text()
        assert "Ce n’est pas l’ordinateur de cette étiquette." in window.band_text
        window.digit(answer)
        window.settle()
        assert bool(window.workshop.machines.card(code).reading) is attached


def test_an_expected_machine_is_received_elsewhere_first(at_bench: OpenWindow) -> None:
    at_bench.scan("EXT49005")
    bench = at_bench.bench
    assert action(at_bench) is Action.RECEIVE
    assert bench.routes.to_repair.unavailable_because == "Il n’est pas encore entré."
    at_bench.press(Qt.Key.Key_F5)
    assert at_bench.desk.current == "intake"
