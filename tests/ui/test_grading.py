"""État: one key a zone, one key where there is nothing to say; the grade builds up, and explains itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fitting import SMALL, WIDEST, laid_out, problems
from tests.ui.grading_scenes import grading_scenes
from tests.ui.grading_window import a_machine, at_its_state, the_looks
from tests.ui.hands import Spent
from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow
from ui.grading.mode import Mode
from ui.grading.outlines import DRAWINGS, HEIGHT, WIDTH
from ui.grading.screen import GradingScreen
from ui.signals import Signal
from workshop.domain import events as happened
from workshop.domain.chain import Action
from workshop.domain.codes import Command, command_code
from workshop.domain.contracts import Destination
from workshop.domain.cosmetics import zones
from workshop.domain.diagnosis import Category
from workshop.domain.inspection import Defect, Severity
from workshop.domain.machines import State
from workshop.domain.people import Actor, Role
from workshop.looking_wiring import looking_of, seconds_of
from workshop.services.second_inspection import Turn

KEY = Qt.Key


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(real_shop)


def actor(window: OpenWindow) -> Actor:
    return window.desk.session.actor


def opened(
    window: OpenWindow, category: Category = Category.LAPTOP, memory_mib: int = 16384
) -> tuple[GradingScreen, str]:
    code = a_machine(window.workshop, actor(window), category, memory_mib=memory_mib)
    return at_its_state(window, code), code


def command(window: OpenWindow, what: Command, signal: Signal) -> None:
    window.scan(command_code(what).text, signal)
    window.settle()


def digits(window: OpenWindow, *numbers: int) -> None:
    for number in numbers:
        window.digit(number)
        window.settle()


def front(screen: GradingScreen) -> Mode:
    """Return what is in front now."""
    return screen.mode


def marks(window: OpenWindow, code: str) -> tuple[Defect, ...]:
    return looking_of(window.workshop).view(code).marks


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize("category", Category)
def test_each_kind_of_machine_has_a_drawing_with_all_of_its_zones(category: Category) -> None:
    drawing = DRAWINGS[category]
    assert {area.zone for area in drawing.areas} == set(zones(category))
    points = [point for area in drawing.areas for point in (*area.outline, *((area.number,) if area.number else ()))]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)


def test_nothing_to_say_is_one_scan_and_the_label_says_ready(window: OpenWindow) -> None:
    screen, code = opened(window)
    assert front(screen) is Mode.LOOK
    assert "clavier AZERTY" in plain(screen.look.means.text())
    command(window, Command.NO_DEFECT, Signal.ACCEPTED)
    assert front(screen) is Mode.RESULT
    assert plain(screen.result.what.text()) == "Note A : il peut partir."
    assert window.workshop.machines.card(code).state == State.READY.value
    assert "Agents des communes" in screen.result.whither.text()
    window.workshop.storage.create_places(actor(window), ("B-04",))
    place = window.workshop.storage.place("B-04")
    window.scan(place.code, Signal.ACCEPTED)
    assert window.workshop.machines.card(code).place == place.code


def test_or_one_key_and_one_undo_takes_all_of_it_back(window: OpenWindow) -> None:
    screen, code = opened(window)
    window.press(KEY.Key_F12)
    window.settle()
    assert window.workshop.machines.card(code).state == State.READY.value
    command(window, Command.UNDO, Signal.ACCEPTED)
    assert window.workshop.machines.card(code).state == State.TESTED.value
    assert front(screen) is Mode.LOOK


def test_a_mark_is_three_keys_and_the_grade_follows_at_once(window: OpenWindow) -> None:
    screen, code = opened(window)
    assert screen.look.so_far.letter.text() == "A"
    digits(window, 1, 1, 2)
    assert marks(window, code) == (Defect("lid", "scratch", Severity.VISIBLE),)
    assert front(screen) is Mode.LOOK
    assert screen.look.so_far.letter.text() == "B"
    assert screen.look.zones[0].text() == "Capot (1)"
    command(window, Command.NO_DEFECT, Signal.REFUSED)
    assert "Scannez « Fini »" in plain(window.band_text)
    command(window, Command.DONE, Signal.ACCEPTED)
    assert plain(screen.result.what.text()) == "Note B : il peut partir."


def test_a_mark_is_taken_away_where_it_was_made(window: OpenWindow) -> None:
    _screen, code = opened(window)
    digits(window, 1, 1, 2)
    digits(window, 1, 1, 4)
    assert marks(window, code) == ()
    command(window, Command.DONE, Signal.REFUSED)


def test_half_a_mark_is_none_and_escape_goes_one_question_back(window: OpenWindow) -> None:
    screen, code = opened(window)
    digits(window, 4, 2)
    for mode in (Mode.CHOICE, Mode.LOOK):
        window.press(KEY.Key_Escape)
        assert front(screen) is mode
    assert marks(window, code) == ()
    window.press(KEY.Key_Escape)
    window.settle()
    assert window.desk.current == "bench"


def test_a_photo_is_asked_for_what_is_bad_and_may_be_left_out(window: OpenWindow) -> None:
    screen, code = opened(window)
    digits(window, 2, 3, 1)
    assert front(screen) is Mode.PHOTO
    window.press(KEY.Key_Escape)
    assert front(screen) is Mode.LOOK
    assert len(marks(window, code)) == 1
    assert screen.look.so_far.letter.isHidden(), "cracked glass never leaves"


def test_another_keyboard_and_no_charger_are_said_before_the_one_key(window: OpenWindow) -> None:
    screen, code = opened(window)
    window.press(KEY.Key_F4)
    digits(window, 1, 2)
    assert "AZERTY" not in screen.look.means.text()
    window.press(KEY.Key_F4)
    digits(window, 2, 2)
    assert window.workshop.machines.card(code).charger is False
    window.press(KEY.Key_F12)
    window.settle()
    assert window.workshop.machines.card(code).state != State.READY.value
    assert any("Chargeur" in label.text() for label in screen.result.reasons)


def test_why_and_what_it_takes_have_a_key_each(window: OpenWindow) -> None:
    screen, _code = opened(window, memory_mib=6144)
    window.press(KEY.Key_F12)
    window.settle()
    digits(window, 1)
    assert front(screen) is Mode.WHY
    first = screen.why.list.rows.lines[0]
    assert (plain(first.title), first.state) == ("Mémoire : 6 Gio.", "B")
    assert "grand-lyon-defaut 2" in plain(screen.why.about.text())
    window.press(KEY.Key_Escape)
    digits(window, 2)
    assert front(screen) is Mode.WAY
    assert any("barrette" in line.title for line in screen.way.list.rows.lines)
    window.press(KEY.Key_Escape)
    assert front(screen) is Mode.RESULT


def test_the_sheet_is_made_and_shown(window: OpenWindow, opened_files: OpenedFiles) -> None:
    screen, code = opened(window)
    window.press(KEY.Key_F12)
    window.settle()
    screen.choose(5)
    window.settle()
    assert [file.name for file in opened_files.files] == [f"{code}-note.pdf"]
    assert opened_files.files[0].read_bytes().startswith(b"%PDF")


def test_only_a_manager_sends_a_machine_elsewhere_and_says_why(window: OpenWindow) -> None:
    screen, code = opened(window)
    window.press(KEY.Key_F12)
    window.settle()
    sami = window.workshop.people.add(actor(window), "Sami", Role.TECHNICIAN)
    window.scan(sami.code, Signal.ACCEPTED)
    window.settle()
    digits(window, 4, 4, 7)
    assert window.workshop.grading.sent(code).to is Destination.COMMUNES
    assert "responsable" in window.band_text
    boss = window.workshop.people.add(actor(window), "Camille", Role.MANAGER)
    window.scan(boss.code, Signal.ACCEPTED)
    window.settle()
    digits(window, 4, 4, 7)
    sent = window.workshop.grading.sent(code)
    assert (sent.to, sent.chosen) == (Destination.DONATION, True)
    assert "Choisi" in screen.result.whither.text()
    with window.workshop.store.looking() as look:
        chosen = [entry for entry in look.history(code) if isinstance(entry.event, happened.DestinationChosen)]
    assert [entry.person for entry in chosen] == [boss.code]
    digits(window, 4, 7)
    assert not window.workshop.grading.sent(code).chosen


def test_the_poste_leads_here_and_the_tests_do_by_themselves(window: OpenWindow) -> None:
    code = a_machine(window.workshop, actor(window), Category.DESKTOP)
    window.go(KEY.Key_F6, "bench")
    window.scan(code)
    assert window.bench.next.action is Action.GRADE
    window.press(KEY.Key_Space)
    window.until(lambda: window.desk.current == "grading")
    window.settle()
    assert the_looks(window).code == code
    window.press(KEY.Key_F12)
    window.settle()
    other = a_machine(window.workshop, actor(window), Category.MONITOR, "MON1", tested=False)
    window.desk.go("inspection", other)
    window.settle()
    digits(window, 1, 1, 1)
    assert window.desk.current == "grading"
    assert (the_looks(window).code, the_looks(window).mode) == (other, Mode.LOOK)


def test_from_the_tests_to_the_shelf_a_clean_laptop_costs_two_keys_and_two_scans(window: OpenWindow) -> None:
    """With the wipe before it: 6 scans and 6 keys; the budget of a machine is 7 and 6."""
    code = a_machine(window.workshop, actor(window), tested=False)
    window.workshop.storage.create_places(actor(window), ("B-04",))
    place = window.workshop.storage.place("B-04")
    window.desk.go("inspection", code)
    window.settle()
    window.hands.spent = Spent()
    window.digit(5)
    window.press(KEY.Key_F3)
    window.settle()
    command(window, Command.NO_DEFECT, Signal.ACCEPTED)
    assert window.workshop.machines.card(code).state == State.READY.value
    window.scan(place.code, Signal.ACCEPTED)
    assert window.workshop.machines.card(code).place == place.code
    assert (window.hands.spent.scans, window.hands.spent.keys, window.hands.spent.clicks) == (2, 2, 0)


def test_a_label_opens_the_next_one_here_and_at_the_poste_when_this_one_is_done(window: OpenWindow) -> None:
    screen, _code = opened(window)
    other = a_machine(window.workshop, actor(window), Category.MONITOR, "MON1")
    window.scan(other, Signal.ACCEPTED)
    window.settle()
    assert (window.desk.current, screen.code) == ("grading", other)
    window.press(KEY.Key_F12)
    window.settle()
    window.scan(_code, Signal.ACCEPTED)
    window.settle()
    assert window.desk.current == "bench"


# the second inspection


def drawn(window: OpenWindow) -> tuple[GradingScreen, str, Actor]:
    """Grade a machine that is drawn; let a manager come who did not see it."""
    boss = window.workshop.people.add(actor(window), "Camille", Role.MANAGER)
    camille = Actor(boss.code, actor(window).bench)
    seconds_of(window.workshop).set_percent(camille, 100)
    screen, code = opened(window)
    digits(window, 1, 1, 2)
    window.press(KEY.Key_F12)
    window.settle()
    assert "Tiré au sort" in screen.result.drawn.label.text()
    return screen, code, camille


def test_the_first_person_is_never_the_second(window: OpenWindow) -> None:
    screen, code, _camille = drawn(window)
    screen.open_second(code)
    window.settle()
    assert screen.draft is None
    assert "Une autre personne" in plain(window.band_text)


def test_the_second_person_sees_nothing_and_both_are_kept(window: OpenWindow) -> None:
    screen, code, camille = drawn(window)
    window.scan(camille.person, Signal.ACCEPTED)
    window.settle()
    window.press(KEY.Key_Escape)
    window.settle()
    assert "1 ordinateur" in plain(screen.start.second.text())
    window.press(KEY.Key_F3)
    window.scan(code, Signal.ACCEPTED)
    window.settle()
    assert screen.draft is not None
    while front(screen) is Mode.CHOICE:
        command(window, Command.WORKS, Signal.ACCEPTED)
    assert front(screen) is Mode.LOOK
    assert not screen.look.marked
    assert screen.look.so_far.letter.isHidden()
    assert screen.header.context.text() == ""
    digits(window, 2, 1, 1)
    window.press(KEY.Key_F12)
    assert front(screen) is Mode.CHOICE
    digits(window, 1)
    assert screen.draft is None
    assert seconds_of(window.workshop).turn(camille, code) is Turn.DONE
    found = {item.criterion: item for item in seconds_of(window.workshop).agreement()}
    assert found["cosmetic"].same == 0
    assert found["keyboard-layout"].same == 1
    assert marks(window, code) == (Defect("lid", "scratch", Severity.VISIBLE),)


def test_a_manager_reads_how_far_people_agree_and_sets_the_share(window: OpenWindow) -> None:
    screen, _code, camille = drawn(window)
    window.scan(camille.person, Signal.ACCEPTED)
    window.settle()
    window.press(KEY.Key_Escape)
    window.settle()
    window.press(KEY.Key_F4)
    window.settle()
    assert front(screen) is Mode.AGREEMENT
    digits(window, 4)
    assert seconds_of(window.workshop).percent() == 10


def test_no_page_is_too_wide_no_word_is_cut_and_nothing_is_scrolled_at_100_percent(window: OpenWindow) -> None:
    window.window.resize(SMALL)
    wrong = []
    for scene in grading_scenes(window.desk, _press(window), window.settle):
        for zoom in (1.0, *WIDEST):
            window.application.holder.choose("light", zoom)
            window.settle()
            laid_out()
            wrong += [f"{scene} {zoom}: {words}" for words in problems(window.window)]
            if zoom == 1.0 and window.desk.screen.page.area.verticalScrollBar().maximum() > 0:
                wrong.append(f"{scene}: has to be scrolled")
        window.application.holder.choose("light", 1.0)
        window.settle()
    assert wrong == []


def _press(window: OpenWindow) -> Callable[[Qt.Key], None]:
    def press(key: Qt.Key) -> None:
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            window.digit(int(key) - int(Qt.Key.Key_0))
        else:
            window.press(key)
        window.settle()

    return press
