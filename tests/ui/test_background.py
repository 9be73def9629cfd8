from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.background import Background


class Ear(QObject):
    """Whoever waits for a result."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[threading.Thread] = set()

    def hear(self, result: object) -> None:
        self.threads.add(threading.current_thread())
        self.results.append(result)

    def hear_trouble(self, error: Exception) -> None:
        self.threads.add(threading.current_thread())
        self.errors.append(error)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def background(ear: Ear) -> Iterator[Background]:
    made = Background(ear.hear_trouble)
    yield made
    made.close()


def fail() -> None:
    raise ValueError("no")


def test_results_come_back_on_the_thread_of_the_window(background: Background, ear: Ear, qtbot: QtBot) -> None:
    with qtbot.waitSignal(background.idle):
        background.run(threading.current_thread, ear.hear)
    assert ear.results != [threading.current_thread()]
    assert ear.threads == {threading.current_thread()}


def test_jobs_for_the_memory_run_one_by_one_in_their_order(background: Background, ear: Ear, qtbot: QtBot) -> None:
    order: list[int] = []
    with qtbot.waitSignal(background.idle):
        for number in range(50):
            background.run(partial(order.append, number), ear.hear)
    assert order == list(range(50))
    assert len(ear.results) == 50


def test_a_slow_job_beside_does_not_keep_the_memory_waiting(background: Background, ear: Ear, qtbot: QtBot) -> None:
    over = threading.Event()
    background.aside(lambda: over.wait(20), ear.hear)
    background.run(lambda: "scan", ear.hear)
    qtbot.waitUntil(lambda: ear.results == ["scan"])
    over.set()
    qtbot.waitUntil(lambda: ear.results == ["scan", True])


def test_an_error_reaches_who_waits_for_it_else_everybody_s_ear(background: Background, ear: Ear, qtbot: QtBot) -> None:
    own = Ear()
    with qtbot.waitSignal(background.idle):
        background.run(fail, ear.hear, own.hear_trouble)
        background.run(fail, ear.hear)
    assert [type(error) for error in (*own.errors, *ear.errors)] == [ValueError, ValueError]
    assert ear.results == []


def test_who_is_gone_hears_nothing(background: Background, ear: Ear, qtbot: QtBot) -> None:
    gone = Ear()
    over = threading.Event()
    background.run(lambda: over.wait(20), gone.hear)
    shiboken6.delete(gone)
    with qtbot.waitSignal(background.idle):
        over.set()
    assert gone.results == []


def test_closing_finishes_what_runs_and_takes_nothing_new(ear: Ear) -> None:
    background = Background(ear.hear_trouble)
    done: list[str] = []
    started = threading.Event()

    def job() -> None:
        started.set()
        done.append("written")

    background.run(job, ear.hear)
    started.wait(20)
    background.close()
    background.run(job, ear.hear)
    assert done == ["written"]
