"""Report files: those that arrive by themselves, and those that a person brings."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from tests.ui.open_window import OpenIt, OpenWindow, change
from tests.ui.review_reports import a_shop_with_machines, identified
from tests.ui.review_window import at_review, lines, read, screen_of
from ui.review.arriving import Arriving
from ui.review.screen import Mode, ReviewScreen
from ui.signals import Signal
from workshop.domain.diagnosis import Reading
from workshop.domain.errors import StoreError, StoreProblem
from workshop.domain.imports import LARGEST_REPORT
from workshop.domain.reports import Missed, MissedFile, StickKey
from workshop.domain.typography import grouped

STICK = "0123456789abcdef"


@dataclass
class Brought:
    """A file, as it lies on a stick."""

    name: str
    content: bytes


@dataclass
class FakePlaces:
    """Where files arrive: each look finds what was put there since."""

    files: list[Brought] = field(default_factory=list)
    lost: list[MissedFile] = field(default_factory=list)
    looks: int = 0
    trouble: Exception | None = None

    def poll(self) -> Sequence[Brought]:
        self.looks += 1
        if self.trouble is not None:
            raise self.trouble
        found, self.files = self.files, []
        return found

    def missed(self) -> Sequence[MissedFile]:
        lost, self.lost = self.lost, []
        return lost


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(real_shop)


@pytest.fixture
def machines(window: OpenWindow) -> list[str]:
    return a_shop_with_machines(window.workshop, window.desk.session.actor)


@pytest.fixture
def key(window: OpenWindow) -> StickKey:
    """A stick of this workshop."""
    kept: list[StickKey] = []
    window.workshop.sticks.prepare(window.desk.session.actor, "CLÉ 1", kept.append)
    return kept[0]


@pytest.fixture
def places(window: OpenWindow) -> FakePlaces:
    found = FakePlaces()
    arriving = screen_of(window).arriving
    arriving._open_places = lambda: found
    return found


def a_report(serial: str | None, key: StickKey | None) -> bytes:
    """Return a report as the probe writes it."""
    from workshop.adapters.probe.report_file import written  # noqa: PLC0415 — what a stick holds, not what a screen may use

    return written(Reading(identified(serial)), "id", "1.0", key)


def look(window: OpenWindow) -> None:
    screen_of(window).arriving.look()
    window.settle()


def drop(window: OpenWindow, screen: ReviewScreen, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QCoreApplication.sendEvent(screen.page, QDragEnterEvent(QPoint(400, 300), action, data, buttons, keys))
    QCoreApplication.sendEvent(screen.page, QDropEvent(QPointF(400, 300), action, data, buttons, keys))
    window.settle()


def test_a_report_that_arrives_is_attached_and_told_below(
    window: OpenWindow, machines: list[str], key: StickKey, places: FakePlaces
) -> None:
    places.files.append(Brought("a.etabli", a_report("4HT9K02", key)))
    look(window)
    assert window.desk.current == "home"
    assert f"Sonde d’Établi : rapport rattaché à {read(grouped(machines[0]))}" in read(window.last_gesture)
    card = window.workshop.views.bench(machines[0]).card
    assert card.model == "Latitude 5400"
    assert window.home.band.signal is None


def test_a_report_that_must_wait_is_counted_at_once(window: OpenWindow, key: StickKey, places: FakePlaces) -> None:
    places.files.append(Brought("a.etabli", a_report("STRANGER1", key)))
    look(window)
    assert "attend dans « À vérifier »" in read(window.last_gesture)
    window.until(lambda: window.desk.rail.items["review"]._count == 1)
    window.until(lambda: window.home.day.review.text() == "1 à vérifier")


def test_the_same_report_again_is_not_told_again(window: OpenWindow, key: StickKey, places: FakePlaces) -> None:
    places.files.append(Brought("a.etabli", a_report("STRANGER1", key)))
    look(window)
    window.desk.say("Autre chose")
    places.files.append(Brought("b.etabli", a_report("STRANGER1", key)))
    look(window)
    assert window.last_gesture.startswith("Autre chose")
    assert window.workshop.review.count() == 1


def test_what_cannot_be_taken_is_told_once_and_stays_in_the_list(window: OpenWindow, places: FakePlaces) -> None:
    places.lost += [MissedFile("film.etabli", Missed.TOO_LARGE), MissedFile("déchiré.etabli", Missed.UNREADABLE)]
    places.files.append(Brought("photo.jpg", b"\xff\xd8\xff"))
    look(window)
    look(window)
    screen = at_review(window)
    assert lines(screen) == [
        "photo.jpg : Établi ne connaît pas ce genre de fichier.",
        "déchiré.etabli : Impossible de le lire. Si la clé a été retirée, remettez-la.",
        "film.etabli : Le fichier est trop gros pour un rapport.",
    ]
    window.press(Qt.Key.Key_F12)
    window.settle()
    assert len(lines(screen)) == 2


def test_files_are_taken_one_by_one_while_others_work(
    window: OpenWindow, machines: list[str], key: StickKey, places: FakePlaces, qtbot: QtBot
) -> None:
    del machines
    places.files += [Brought(f"{number}", a_report(f"STRANGER{number}", key)) for number in range(3)]
    told: list[str] = []
    arriving = screen_of(window).arriving
    arriving.told.connect(lambda one: told.append(one.name))
    with qtbot.waitSignals([arriving.told] * 3, timeout=20_000):
        arriving.look()
        arriving.look()  # while the first look is still under way
    window.settle()
    assert (told, places.looks) == (["0", "1", "2"], 1)


def test_trouble_with_the_memory_is_told_and_the_next_look_goes_on(window: OpenWindow, places: FakePlaces) -> None:
    places.trouble = StoreError("here", StoreProblem.FULL)
    look(window)
    assert "plein" in window.last_gesture
    places.trouble = None
    places.lost.append(MissedFile("a", Missed.UNREADABLE))
    look(window)
    assert read(window.last_gesture).startswith("a : ")


def test_nothing_is_looked_for_unless_it_was_asked(window: OpenWindow, places: FakePlaces) -> None:
    assert not screen_of(window).arriving.watching
    window.desk.watch()
    assert screen_of(window).arriving.watching
    window.settle()
    assert places.looks == 1
    window.desk.watch()
    arriving = screen_of(window).arriving
    window.close()
    assert not arriving.watching


def test_the_sample_takes_no_report_of_a_real_machine(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.desk.watch()
    assert not screen_of(window).arriving.watching


def test_what_comes_into_the_watched_folder_is_taken(real_shop: Path, open_window: OpenIt, tmp_path: Path) -> None:
    folder = tmp_path / "arrivals"
    folder.mkdir()
    change(real_shop, reports_folder=str(folder))
    window = open_window(real_shop)
    codes = a_shop_with_machines(window.workshop, window.desk.session.actor)
    for name, content in (("a.etabli", a_report("4HT9K02", None)), ("note.txt", b"bonjour")):
        (folder / name).write_bytes(content)
        os.utime(folder / name, (1, 1))
    os.truncate(folder / "note.txt", LARGEST_REPORT + 1)
    os.utime(folder / "note.txt", (1, 1))
    window.desk.watch()
    window.settle()
    assert window.workshop.views.bench(codes[0]).card.model == "Latitude 5400"
    assert lines(at_review(window)) == ["note.txt : Le fichier est trop gros pour un rapport."]
    assert sorted(path.name for path in folder.iterdir()) == ["a.etabli", "note.txt"]


def test_a_dropped_report_that_waits_comes_to_the_front(
    window: OpenWindow, machines: list[str], key: StickKey, tmp_path: Path
) -> None:
    del machines
    path = tmp_path / "inconnu.etabli"
    path.write_bytes(a_report("STRANGER1", key))
    screen = at_review(window)
    drop(window, screen, path)
    assert screen.mode is Mode.REPORT
    assert read(screen.header.context.text()) == "Un rapport attend · inconnu.etabli"
    drop(window, screen, path)
    assert "déjà pris" in window.last_gesture


def test_several_dropped_files_are_all_taken(
    window: OpenWindow, machines: list[str], key: StickKey, tmp_path: Path
) -> None:
    paths = []
    for serial in ("4HT9K02", "4HT9K03"):
        paths.append(tmp_path / f"{serial}.etabli")
        paths[-1].write_bytes(a_report(serial, key))
    screen = at_review(window)
    drop(window, screen, *paths)
    assert window.band.signal is Signal.ACCEPTED
    models = [window.workshop.views.bench(code).card.model for code in machines[:2]]
    assert models == ["Latitude 5400", "Latitude 5400"]


def test_a_file_is_opened_by_typing_where_it_is(
    window: OpenWindow, machines: list[str], key: StickKey, tmp_path: Path
) -> None:
    path = tmp_path / "un rapport.etabli"
    path.write_bytes(a_report("4HT9K02", key))
    screen = at_review(window)
    window.press(Qt.Key.Key_F4)
    window.settle()
    assert screen.file.field.edit.hasFocus()
    screen.file.field.set_text(f'"{path}"')
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert f"rapport rattaché à {read(grouped(machines[0]))}" in read(screen.file.words.text())
    assert window.workshop.views.bench(machines[0]).card.model == "Latitude 5400"
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert screen.mode is Mode.LIST


def test_any_other_file_is_told_for_what_it_is(window: OpenWindow, tmp_path: Path) -> None:
    giant = tmp_path / "film.etabli"
    giant.touch()
    os.truncate(giant, 40 * 2**20)
    (tmp_path / "vide").touch()
    screen = at_review(window)
    window.press(Qt.Key.Key_F4)
    for path, words in (
        (giant, "film.etabli : Le fichier est trop gros pour un rapport."),
        (tmp_path, f"{tmp_path.name} : Ce n’est pas un fichier."),
        (tmp_path / "nulle part", "nulle part : Ce fichier n’existe pas."),
        (tmp_path / "vide", "vide : Le fichier est vide."),
    ):
        drop(window, screen, path)
        assert read(screen.file.words.text()) == words
        assert window.band.signal is Signal.REFUSED
    assert screen.files[0].words == screen.file.words.text()


def test_a_scan_into_the_field_is_a_scan(window: OpenWindow, machines: list[str]) -> None:
    screen = at_review(window)
    window.press(Qt.Key.Key_F4)
    window.settle()
    window.scan(machines[0], Signal.ACCEPTED)
    assert window.desk.current == "bench"
    assert screen.file.field.text() == ""


def test_after_a_bug_nothing_is_looked_for_any_more(window: OpenWindow) -> None:
    arriving = Arriving(window.desk.session, FakePlaces, window.desk)
    arriving.start()
    window.settle()
    with pytest.raises(ZeroDivisionError):
        arriving._trouble(ZeroDivisionError())
    assert not arriving.watching
