from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.fake_wiping import FakeWiping, at, ended, failed, fake_in
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_wiping import screen
from tests.ui.wiping_scenes import failures_on_top, wipes
from ui.signals import Shape, Signal
from ui.wiping.left import Mode
from ui.wiping.telling import Group, Teller, Told, tell, time_left
from workshop.domain.drives import Disposition
from workshop.domain.errors import StoreError, StoreProblem
from workshop.services.wipe_plans import WipeRow

BENCH = "Poste 1"


@pytest.fixture
def window(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(sample_shop)


@pytest.fixture
def wiping(window: OpenWindow) -> FakeWiping:
    fake = fake_in(window)
    window.go(Qt.Key.Key_F7, "wiping")
    return fake


def show(window: OpenWindow, wiping: FakeWiping, rows: tuple[WipeRow, ...]) -> None:
    wiping.rows = rows
    window.until(lambda: len(screen(window).running.order) == len(rows))


def bench_of(window: OpenWindow) -> str:
    return window.desk.session.actor.bench


def listed(window: OpenWindow) -> list[Told]:
    running = screen(window).running
    return [running.cards[name].told for name in running.order]


def picked(window: OpenWindow) -> Told:
    found = screen(window).detail.told
    assert found is not None
    return found


def test_failures_stand_on_top_then_what_runs_then_what_has_ended(window: OpenWindow, wiping: FakeWiping) -> None:
    show(window, wiping, failures_on_top(bench_of(window)))
    groups = [one.group for one in listed(window)]
    assert groups == [Group.FAILED, Group.RUNNING, Group.RUNNING, Group.ENDED, Group.ENDED]
    assert listed(window)[0].shape is Shape.REFUSED
    assert listed(window)[0].state == "Non effacé"


def test_the_wipes_of_another_bench_are_not_shown(window: OpenWindow, wiping: FakeWiping) -> None:
    here, elsewhere = wipes(1, bench_of(window)), wipes(2, "ailleurs")[1:]
    wiping.rows = (*here, *elsewhere)
    window.until(lambda: len(screen(window).running.order) == 1)


def test_a_bench_never_says_percent_but_f4_does(window: OpenWindow, wiping: FakeWiping) -> None:
    show(window, wiping, wipes(1, bench_of(window)))
    card = next(iter(screen(window).running.cards.values()))
    assert "%" not in card.accessibleName()
    assert card.accessibleDescription() == ""
    window.press(Qt.Key.Key_F4)
    assert card.accessibleDescription() == "12\u202f% · 112\u00a0Mo/s · 41\u00a0°C · nwipe-zero"
    window.press(Qt.Key.Key_F4)
    assert card.accessibleDescription() == ""


def test_progress_changes_a_card_in_place(window: OpenWindow, wiping: FakeWiping) -> None:
    rows = wipes(3, bench_of(window))
    show(window, wiping, rows)
    before = dict(screen(window).running.cards)
    wiping.rows = tuple(at(one, "read-back", 50, seconds=60) for one in rows)
    window.until(lambda: all(one.stages == (1.0, 0.5) for one in listed(window)))
    assert screen(window).running.cards == before
    assert all(one.state == "Relecture" for one in listed(window))


def test_a_wipe_is_stopped_by_keys_alone_after_a_question(window: OpenWindow, wiping: FakeWiping) -> None:
    show(window, wiping, wipes(2, bench_of(window)))
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Down)
    wipe = picked(window).id
    assert wipe == screen(window).running.order[1]
    window.press(Qt.Key.Key_F3)
    assert "non effacé" in screen(window).detail.acts.question.more.text()
    window.digit(2)
    assert not any(what[0] == "stop" for what in wiping.told)
    window.press(Qt.Key.Key_F3)
    window.digit(1)
    window.until(lambda: ("stop", wipe) in wiping.told)
    window.until(lambda: picked(window).group is Group.FAILED)
    assert screen(window).running.order[0] == wipe
    assert picked(window).reasons == ("Quelqu’un l’a arrêté.",)


@pytest.mark.parametrize(
    ("key", "what", "state"), [(Qt.Key.Key_F3, "destroyed", "Détruit"), (Qt.Key.Key_F11, "lost", "Perdu")]
)
def test_what_became_of_a_drive_that_failed_is_attested_by_keys(
    window: OpenWindow, wiping: FakeWiping, key: Qt.Key, what: str, state: str
) -> None:
    show(window, wiping, (failed(wipes(1, bench_of(window))[0]),))
    window.press(Qt.Key.Key_Down)
    drive = picked(window).drive
    window.press(key)
    window.digit(1)
    window.until(lambda: (what, drive) in wiping.told)
    window.until(lambda: picked(window).group is Group.ENDED)
    assert picked(window).state == state


def test_a_proof_is_validated_by_one_key(window: OpenWindow, wiping: FakeWiping) -> None:
    show(window, wiping, (ended(wipes(1, bench_of(window))[0]),))
    window.press(Qt.Key.Key_Down)
    assert picked(window).state == "Effacé, à valider"
    window.press(Qt.Key.Key_F12)
    window.until(lambda: ("validate", picked(window).drive) in wiping.told)
    window.until(lambda: picked(window).state == "Effacé")
    assert screen(window).detail.acts.offered == ()


def test_who_may_not_validate_is_told_why(window: OpenWindow, wiping: FakeWiping) -> None:
    wiping.refuses = "on-hold"
    show(window, wiping, (ended(wipes(1, bench_of(window))[0]),))
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_F12)
    window.until(lambda: window.band.signal is Signal.REFUSED)
    assert "gardé" in window.band_text


def test_a_failure_is_done_again_from_its_card(window: OpenWindow, wiping: FakeWiping) -> None:
    ready = "260000000182"
    one = failed(wipes(1, bench_of(window))[0])
    show(window, wiping, (replace(one, wipe=replace(one.wipe, machine=ready)),))
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_F12)
    window.until(lambda: screen(window).plan is not None)
    assert (screen(window).mode, screen(window).code) == (Mode.CHOSEN, ready)


def test_a_scan_leaves_the_card_and_shows_what_was_scanned(window: OpenWindow, wiping: FakeWiping) -> None:
    show(window, wiping, wipes(2, bench_of(window)))
    window.press(Qt.Key.Key_Down)
    assert screen(window).mode is Mode.WIPE
    window.scan("260000000182", Signal.ACCEPTED)
    assert screen(window).mode is Mode.CHOSEN
    assert screen(window).running.picked == ""


def test_sixteen_wipes_scroll_to_the_one_that_is_chosen(window: OpenWindow, wiping: FakeWiping) -> None:
    show(window, wiping, wipes(16, bench_of(window)))
    for _each in range(20):
        window.press(Qt.Key.Key_Down)
        QApplication.processEvents()  # nobody's hands are quicker than a layout
    running = screen(window).running
    assert running.picked == running.order[-1]
    QApplication.processEvents()
    card = running.cards[running.picked]
    top = card.mapTo(running.area.viewport(), card.rect().topLeft()).y()
    assert 0 <= top <= running.area.viewport().height() - card.height()
    window.press(Qt.Key.Key_Up)
    assert running.picked == running.order[-2]


def test_nothing_is_laid_out_again_while_nothing_changes(window: OpenWindow, wiping: FakeWiping) -> None:
    show(window, wiping, wipes(16, bench_of(window)))
    for _each in range(20):
        QApplication.processEvents()
    asked = _Asked()
    screen(window).running.area.inside.installEventFilter(asked)
    for _each in range(20):
        QApplication.processEvents()
    assert asked.number == 0


class _Asked(QObject):
    """Counts how often a layout is asked to begin again."""

    number = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's own method name
        self.number += event.type() == QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)


def test_a_store_that_does_not_answer_is_told_once(window: OpenWindow, wiping: FakeWiping) -> None:
    told: list[object] = []
    screen(window).told.connect(told.append)
    wiping.trouble = StoreError("ici", StoreProblem.LOCKED)
    before = wiping.polls
    window.until(lambda: wiping.polls >= before + 3)
    assert len(told) == 1
    wiping.trouble = None
    show(window, wiping, wipes(1, bench_of(window)))


def test_the_tab_key_comes_to_one_card_only(window: OpenWindow, wiping: FakeWiping) -> None:
    show(window, wiping, wipes(4, bench_of(window)))
    strong = [card for card in screen(window).running.cards.values() if card.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(strong) == 1


def test_a_drive_is_told_once_by_its_newest_wipe() -> None:
    first, second = wipes(2, BENCH)
    again = replace(second, drive=first.drive)
    assert [one.id for one in Teller().told((failed(first), again), BENCH)] == [again.wipe.code]


def test_a_row_that_is_the_same_is_told_once_and_another_one_again() -> None:
    one, teller = ended(wipes(1, BENCH)[0]), Teller()
    (first,) = teller.told((one,), BENCH)
    assert teller.told((one,), BENCH)[0] is first
    judged = replace(one, drive=replace(one.drive, validation="validated"))
    assert teller.told((judged,), BENCH)[0].state == "Effacé"


def test_an_end_that_nobody_has_judged_yet_says_that_it_is_looked_at() -> None:
    one = replace(wipes(1, BENCH)[0], running=False, progress=None)
    assert tell(one).group is Group.RUNNING
    assert "regarde la preuve" in tell(one).state


def test_a_wipe_without_a_log_never_began() -> None:
    one = replace(failed(wipes(1, BENCH)[0]), log=None)
    assert tell(one).reasons == ("L’effacement n’a pas commencé.",)


def test_reservations_are_told_apart() -> None:
    one = ended(wipes(1, BENCH)[0], Disposition.PROVEN_WITH_RESERVATIONS)
    assert (tell(one).state, tell(one).shape) == ("Effacé avec réserves, à valider", Shape.WARNING)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (59, "bientôt fini"),
        (61, "encore 2\u00a0min"),
        (3599, "encore 60\u00a0min"),
        (3600, "encore 1\u00a0h"),
        (7201, "encore 3\u00a0h"),
    ],
)
def test_time_left_is_said_as_people_count(seconds: int | None, words: str) -> None:
    assert time_left(seconds) == words
