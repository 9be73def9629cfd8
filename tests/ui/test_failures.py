# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tests.ui.open_window import OpenIt
from ui.failures import MOST_REPORTS, Failures
from ui.signals import Signal
from workshop.domain.errors import MediumError
from workshop.words import Sentence


@pytest.fixture
def told() -> list[Sentence]:
    return []


@pytest.fixture
def failures(tmp_path: Path, told: list[Sentence]) -> Iterator[Failures]:
    made = Failures(tmp_path / "crashes")
    made.told.connect(told.append)
    yield made
    made.leave()


def test_an_expected_error_is_a_sentence_and_leaves_no_report(failures: Failures, told: list[Sentence]) -> None:
    failures.present(MediumError("/mnt/disque", "No space left on device"))
    assert "/mnt/disque" in told[0].what
    assert not failures.folder.exists()


def test_a_bug_is_a_calm_sentence_and_a_report(failures: Failures, told: list[Sentence]) -> None:
    with pytest.raises(KeyError) as caught:
        _ = dict[str, str]()["column"]
    failures.present(caught.value)
    (report,) = failures.folder.glob("*.txt")
    assert "KeyError" in report.read_text("utf-8")
    assert "test_failures.py" in report.read_text("utf-8")
    assert told[0].what == "Quelque chose n’a pas marché. Rien n’est perdu."
    assert str(report) in told[0].do


def test_nobody_s_errors_are_heard_on_every_thread(
    failures: Failures, told: list[Sentence], capsys: pytest.CaptureFixture[str]
) -> None:
    failures.watch()
    sys.excepthook(ValueError, ValueError("window"), None)

    def wrong() -> None:
        raise ValueError("thread")

    thread = threading.Thread(target=wrong)
    thread.start()
    thread.join()
    failures.leave()
    assert len(list(failures.folder.glob("*.txt"))) == 2
    assert told
    assert "ValueError: thread" in capsys.readouterr().err


def test_old_reports_make_room(failures: Failures) -> None:
    for number in range(MOST_REPORTS + 5):
        failures.present(type(f"Bug{number}", (Exception,), {})())
    assert len(list(failures.folder.glob("*.txt"))) == MOST_REPORTS


def test_a_full_disk_still_gives_a_sentence(tmp_path: Path, told: list[Sentence]) -> None:
    (tmp_path / "crashes").write_text("a file is in the way")
    failures = Failures(tmp_path / "crashes")
    failures.told.connect(told.append)
    failures.present(ValueError("bug"))
    assert told[0].do == "Continuez."


class Broken(QWidget):
    """A widget with a bug in what is drawn again and again."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self):
            raise ValueError(event)


def test_a_bug_while_painting_is_told_once_and_the_window_lives(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.settle()
    assert window.desk.current == "home"
    broken = Broken(window.window)
    broken.resize(50, 50)
    with window.qtbot.captureExceptions() as caught:
        broken.show()
        window.until(lambda: bool(caught))
    for kind, error, _trace in caught:
        assert kind is ValueError
        window.application.failures.present(error)
    window.until(lambda: window.band.signal is Signal.REFUSED)
    assert "Quelque chose n’a pas marché." in window.band_text
    assert len(list(window.application.failures.folder.glob("*.txt"))) == 1
    broken.hide()
