from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest

from tests.fake_senses import a_picture
from tests.ui.inspection_window import READY, answer, at_its_tests, front, laptop, show, the_tests, written
from tests.ui.open_window import OpenIt, OpenWindow
from ui.inspection.mode import Mode
from ui.signals import Signal
from workshop.domain import events as happened
from workshop.domain.chain import Action
from workshop.domain.codes import Command, command_code
from workshop.domain.holds import Aside
from workshop.domain.inspection import Defect, Function, How, Severity, Works
from workshop.domain.machines import State

Key = Qt.Key


@pytest.fixture
def window(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(sample_shop)


def next_action(window: OpenWindow) -> Action:
    return window.bench.next.action


def test_nothing_yet_says_what_to_scan(window: OpenWindow) -> None:
    window.go(Key.Key_F11, "inspection")
    screen = the_tests(window)
    assert front(screen)[0] is Mode.NOTHING
    assert "Scannez l’étiquette" in screen.prompt.sentence.text()


def test_the_poste_leads_here_with_one_key_when_testing_is_next(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    actor, work = window.desk.session.actor, window.workshop
    lot = work.lots.open(actor, "Mairie", 1)
    code = work.machines.receive(actor, lot.code, "PF0ABC", category="desktop").code
    work.machines.triage(actor, code)
    work.machines.check_bays(actor, code)
    window.go(Key.Key_F6, "bench")
    window.scan(code)
    assert next_action(window) is Action.INSPECT
    window.press(Key.Key_Space)
    window.until(lambda: window.desk.current == "inspection")
    window.settle()
    assert the_tests(window).test.plate.code == code
    for _test in ("starts", "ports"):
        window.digit(1)
        window.settle()
    assert the_tests(window).mode is Mode.RESULT
    assert window.desk.current == "grading"
    window.go(Key.Key_F6, "bench")
    assert next_action(window) is Action.GRADE


def test_one_key_is_one_answer_and_is_written_at_once(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    assert front(screen)[1] is Function.PORTS, "the reading proves that it starts"
    assert screen.test.count.text() == "2\u00a0sur\u00a010"
    window.digit(1)
    window.settle()
    found = answer(window, code, Function.PORTS)
    assert found is not None
    assert (found.works, found.how) == (Works.YES, How.PERSON)
    assert front(screen)[1] is Function.SCREEN
    window.press(Key.Key_Space)
    window.settle()
    assert answer(window, code, Function.SCREEN)
    window.digit(3)
    window.settle()
    unsure = answer(window, code, Function.KEYBOARD)
    assert unsure is not None
    assert unsure.works is Works.UNSURE
    assert screen.test.count.text() == "5\u00a0sur\u00a010"


def test_a_key_that_comes_before_the_next_page_is_shown_answers_nothing(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    assert screen.choose(1)
    assert screen.choose(1)
    window.settle()
    assert front(screen)[1] is Function.SCREEN
    assert answer(window, code, Function.SCREEN) is None


def test_a_pause_loses_nothing_and_goes_back_to_the_poste(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    window.digit(1)
    window.settle()
    window.press(Key.Key_F12)
    window.settle()
    assert window.desk.current == "bench"
    window.go(Key.Key_F11, "inspection")
    assert (screen.code, screen.function) == (code, Function.SCREEN)


def test_after_a_power_cut_the_same_page_is_there(sample_shop: Path, open_window: OpenIt) -> None:
    first = open_window(sample_shop)
    _screen, code = at_its_tests(first)
    for _page in range(3):
        first.digit(1)
        first.settle()
    page = the_tests(first).function
    first.close()
    second = open_window(sample_shop)
    second.go(Key.Key_F6, "bench")
    second.scan(code)
    second.go(Key.Key_F11, "inspection")
    assert the_tests(second).function is page
    assert page is Function.TOUCHPAD


def test_a_page_back_shows_what_was_answered_and_takes_another_answer(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    window.digit(1)
    window.settle()
    window.press(Key.Key_Escape)
    assert front(screen)[1] is Function.PORTS
    assert "Déjà répondu" in screen.test.before.label.text()
    window.digit(3)
    window.settle()
    found = answer(window, code, Function.PORTS)
    assert found is not None
    assert found.works is Works.UNSURE
    assert front(screen)[1] is Function.SCREEN


def test_before_the_first_page_lies_the_poste(window: OpenWindow) -> None:
    screen, _code = at_its_tests(window)
    window.press(Key.Key_Escape)
    assert front(screen)[1] is Function.STARTS
    assert "Établi l’a vu" in screen.test.before.label.text()
    window.press(Key.Key_Escape)
    window.settle()
    assert window.desk.current == "bench"


def test_what_does_not_work_is_told_by_three_keys(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    show(window, Function.KEYBOARD)
    window.digit(2)
    assert front(screen)[0] is Mode.CHOICE
    assert answer(window, code, Function.KEYBOARD) is None, "half a code is none"
    window.digit(2)
    window.digit(4)
    window.digit(3)
    window.settle()
    found = answer(window, code, Function.KEYBOARD)
    assert found is not None
    assert found.fault == Defect("letters", "repeats", Severity.HEAVY)
    window.digit(1)
    assert front(screen) == (Mode.TEST, Function.TOUCHPAD)


def test_a_digit_without_an_answer_chooses_nothing(window: OpenWindow) -> None:
    screen, _code = at_its_tests(window)
    window.digit(2)
    before = screen.choice.question.text()
    window.digit(9)
    assert screen.choice.question.text() == before


def test_a_wrong_code_is_corrected_question_by_question(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    window.digit(2)
    window.digit(1)
    window.digit(1)
    for question in ("Que se passe", "Où est"):
        window.press(Key.Key_Escape)
        assert question in screen.choice.question.text()
    window.press(Key.Key_Escape)
    assert front(screen) == (Mode.TEST, Function.PORTS)
    assert written(window, code) == []


@pytest.mark.parametrize(("key", "state"), [(2, State.TO_REPAIR), (3, State.FOR_PARTS)])
def test_a_failing_machine_is_sent_on_with_one_more_key(window: OpenWindow, key: int, state: State) -> None:
    _screen, code = at_its_tests(window)
    for digit in (2, 1, 1, 3):
        window.digit(digit)
        window.settle()
    window.digit(key)
    window.settle()
    assert window.workshop.machines.card(code).state == state.value
    assert window.desk.current == "bench"
    assert written(window, code, happened.MachineSetAside)[0].reason == "ports"  # type: ignore[attr-defined]


def test_a_swollen_battery_stops_everything_here(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    window.press(Key.Key_F4)
    window.settle()
    assert window.workshop.machines.card(code).state == State.HOLD.value
    assert front(screen)[0] is Mode.SWOLLEN
    assert "appelez le responsable" in screen.swollen.do.text()
    window.digit(1)  # answers nothing: it begins a code
    window.press(Key.Key_Escape)
    window.press(Key.Key_Escape)
    window.settle()
    assert written(window, code) == []
    assert window.desk.current == "bench"
    window.press(Key.Key_F11)
    window.settle()
    assert front(screen)[0] is Mode.SWOLLEN


def test_the_label_of_another_machine_opens_its_tests(window: OpenWindow) -> None:
    screen, _code = at_its_tests(window)
    window.scan(READY, Signal.ACCEPTED)
    window.settle()
    assert window.desk.current == "inspection"
    assert (screen.code, screen.mode) == (READY, Mode.RESULT)
    assert screen.result.what.text() == "Tout marche."


def test_a_machine_that_is_set_aside_is_not_tested(window: OpenWindow) -> None:
    code = laptop(window)
    window.workshop.machines.set_aside(window.desk.session.actor, code, Aside.TO_REPAIR)
    window.go(Key.Key_F6, "bench")
    window.scan(code)
    window.go(Key.Key_F11, "inspection")
    screen = the_tests(window)
    assert front(screen)[0] is Mode.HELD
    assert screen.held.what.text() == "Il est mis de côté."


def test_the_end_tells_everything_and_any_test_is_done_again(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    while screen.function is not None:
        window.digit(3 if screen.function is Function.WIFI else 1)
        window.settle()
    assert front(screen)[0] is Mode.RESULT
    assert "1 test à revoir" in screen.result.what.text()
    assert {line.key for line in screen.result.list.rows.lines} == {item.value for item in screen.view.asked}  # type: ignore[union-attr]
    screen.result.list.pick("wifi")
    screen.result.list.setFocus()
    window.press(Key.Key_Space)
    assert front(screen) == (Mode.TEST, Function.WIFI)
    window.digit(4)
    window.settle()
    assert front(screen)[0] is Mode.RESULT
    assert screen.result.what.text() == "Tout marche."
    assert window.workshop.inspecting.view(code).complete


def test_what_is_undone_is_asked_again(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    window.digit(1)
    window.settle()
    window.digit(1)
    window.settle()
    assert front(screen)[1] is Function.KEYBOARD
    window.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: answer(window, code, Function.SCREEN) is None)
    window.settle()
    assert front(screen)[1] is Function.SCREEN
    assert answer(window, code, Function.PORTS)


def test_the_bench_card_answers_as_the_keys_do(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    window.scan(command_code(Command.WORKS).text)
    window.settle()
    assert answer(window, code, Function.PORTS)
    window.scan(command_code(Command.UNSURE).text)
    window.settle()
    unsure = answer(window, code, Function.SCREEN)
    assert unsure is not None
    assert unsure.works is Works.UNSURE
    window.scan(command_code(Command.FAILS).text)
    window.settle()
    assert front(screen)[0] is Mode.CHOICE


def test_an_ordered_system_is_installed_before_the_tests(window: OpenWindow) -> None:
    code = laptop(window)
    window.workshop.installing.want(window.desk.session.actor, code)
    window.go(Key.Key_F6, "bench")
    window.scan(code)
    window.go(Key.Key_F11, "inspection")
    screen = the_tests(window)
    assert front(screen)[0] is Mode.CHOICE
    assert "Quel système" in screen.choice.question.text()
    window.digit(4)
    assert "licence" in screen.choice.question.text()
    window.press(Key.Key_Escape)
    window.digit(2)
    assert "langue" in screen.choice.question.text(), "free software has one licence: nothing is asked"
    window.digit(1)
    window.settle()
    assert written(window, code, happened.SystemInstalled) == [
        happened.SystemInstalled("Debian", "13", "debian-13", "free", "fr-FR")
    ]
    assert front(screen) == (Mode.TEST, Function.STARTS)


def test_a_photo_is_taken_by_its_number_and_shown_on_the_card(
    window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "screen.jpg").write_bytes(a_picture())
    (pictures / "note.txt").write_text("not a photo")
    (pictures / "broken.png").write_bytes(b"\x89PNG")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(pictures))
    screen, code = at_its_tests(window)
    window.press(Key.Key_F2)
    window.settle()
    assert front(screen)[0] is Mode.PHOTO
    assert [choice.isHidden() for choice in screen.photo.choices] == [False, True, True, True, True, True]
    window.digit(1)
    window.settle()
    assert front(screen) == (Mode.TEST, Function.PORTS)
    assert written(window, code, happened.PhotoTaken)[0].about == "ports"  # type: ignore[attr-defined]
    window.press(Key.Key_F12)
    window.settle()
    assert window.bench.identity.photos.count == 1


def test_a_file_that_is_no_photo_is_said_and_the_page_stays(window: OpenWindow, tmp_path: Path) -> None:
    screen, code = at_its_tests(window)
    window.press(Key.Key_F2)
    window.settle()
    bad = tmp_path / "virus.jpg"
    bad.write_bytes(b"MZ")
    for path, told in ((bad, "Ce n’est pas une photo"), (tmp_path / "none.jpg", "ne peut pas être lu")):
        screen.photo.chosen.emit(path)
        window.settle()
        assert told in screen.photo.what.text()
    assert front(screen)[0] is Mode.PHOTO
    assert written(window, code, happened.PhotoTaken) == []
    window.press(Key.Key_Escape)
    assert front(screen)[0] is Mode.TEST


def test_a_photo_may_be_dropped_anywhere(window: OpenWindow, tmp_path: Path) -> None:
    screen, code = at_its_tests(window)
    photo = tmp_path / "a.jpg"
    photo.write_bytes(a_picture())
    screen.drops.dropped.emit(str(photo))
    window.settle()
    assert len(written(window, code, happened.PhotoTaken)) == 1


def test_everything_is_pressed_with_the_mouse_too(window: OpenWindow) -> None:
    screen, code = at_its_tests(window)
    QTest.mouseClick(screen.test.buttons[Works.NO], Qt.MouseButton.LeftButton)
    for number in (1, 2, 1):
        QTest.mouseClick(screen.choice.buttons[number - 1], Qt.MouseButton.LeftButton)
        window.settle()
    assert answer(window, code, Function.PORTS)
    QTest.mouseClick(screen.choice.buttons[0], Qt.MouseButton.LeftButton)
    assert front(screen)[1] is Function.SCREEN
