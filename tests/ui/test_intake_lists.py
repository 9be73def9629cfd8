from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.ui.list_scenes import a_list
from tests.ui.open_window import OpenIt, OpenWindow
from ui.intake.screen import IntakeScreen
from ui.signals import Signal
from ui.widgets.table import CELL_ROLE
from workshop import bench_wiring
from workshop.domain.lots import MachineCard
from workshop.domain.machines import State

CONTROL = Qt.KeyboardModifier.ControlModifier
MACHINES = 4


@pytest.fixture
def at_intake(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    window = open_window(real_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.write("Lycée Sembat")
    window.write("")
    window.until(lambda: window.intake.lot is not None)
    window.settle()
    return window


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Inventaire Sembat.csv"
    path.write_bytes(a_list(MACHINES).encode("cp1252"))
    return path


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def cards(window: OpenWindow) -> tuple[MachineCard, ...]:
    lot = window.intake.lot
    assert lot is not None
    return window.workshop.machines.of_lot(lot.code)


def ask(window: OpenWindow) -> IntakeScreen:
    window.press(Qt.Key.Key_L, CONTROL)
    window.settle()
    return window.intake


def take(window: OpenWindow, file: Path) -> None:
    ask(window)
    window.write(str(file))
    window.settle()
    window.press(Qt.Key.Key_F12)
    window.settle()


def test_a_list_is_typed_seen_and_taken_by_keys_alone(at_intake: OpenWindow, file: Path) -> None:
    page = ask(at_intake).list_page
    assert page.field.edit.hasFocus()
    at_intake.write(str(file))
    at_intake.settle()
    assert plain(page.title.text()) == "Inventaire Sembat.csv : 6 ordinateurs sur la liste."
    first = [page.rows.index(row, 0).data(CELL_ROLE).text for row in range(2)]
    assert first == ["N° d'inventaire", "ML-0001"]
    assert "Prix d’achat, Emplacement" in page.unused.text()
    assert cards(at_intake) == ()
    at_intake.press(Qt.Key.Key_F12)
    at_intake.settle()
    assert {card.state for card in cards(at_intake)} == {State.EXPECTED.value}
    assert at_intake.band.signal is Signal.ACCEPTED
    assert plain(at_intake.intake.before.left.text()) == "Il reste 6 ordinateurs."


def test_every_line_that_is_not_understood_is_told(at_intake: OpenWindow, file: Path) -> None:
    page = ask(at_intake).list_page
    at_intake.write(str(file))
    at_intake.settle()
    told = [plain(line.title) for line in page.remarks.rows.lines]
    assert [words.split(" : ")[0] for words in told] == ["Ligne 8", "Ligne 9", "Ligne 10", "Ligne 11", "Ligne 12"]


def test_a_file_that_is_dropped_on_the_screen_is_read(at_intake: OpenWindow, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    at_intake.intake.page.dropEvent(drop)
    at_intake.settle()
    assert at_intake.intake.list_page.confirms


def test_the_lists_on_a_stick_are_offered_the_newest_first(
    at_intake: OpenWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = file.with_name("autre.xlsx")
    older.write_bytes(b"x")
    for path, age in ((file, 2000), (older, 1000)):
        os.utime(path, (age, age))
    monkeypatch.setattr(bench_wiring, "sticks", lambda: (file.parent,))
    page = ask(at_intake).list_page
    assert page.field.text() == str(file)
    at_intake.press(Qt.Key.Key_F2)
    assert page.field.text() == str(older)
    at_intake.press(Qt.Key.Key_F2)
    assert page.field.text() == str(file)


def test_what_is_no_list_says_why_and_escape_goes_back(at_intake: OpenWindow, tmp_path: Path) -> None:
    page = ask(at_intake).list_page
    at_intake.write(str(tmp_path / "rien.xlsx"))
    at_intake.settle()
    assert plain(page.words.text()) == "rien.xlsx : Ce fichier n’existe pas."
    at_intake.press(Qt.Key.Key_Escape)
    assert page.isHidden()
    assert at_intake.desk.current == "intake"


def test_a_tag_or_a_serial_receives_what_is_listed_and_a_stranger_is_told(at_intake: OpenWindow, file: Path) -> None:
    take(at_intake, file)
    at_intake.scan("ML-0001", Signal.ACCEPTED)
    assert "5CG0000001" in at_intake.band_text
    at_intake.scan("5CG0000002", Signal.ACCEPTED)
    at_intake.scan("JAMAISVU9", Signal.ACCEPTED)
    assert "Il n’est pas sur la liste du donateur." in at_intake.band_text


def test_at_the_end_what_is_missing_is_named(at_intake: OpenWindow, file: Path) -> None:
    take(at_intake, file)
    for text in ("ML-0001", "ML-0002", "ML-0003", "ML-0090", "ML-0092", "JAMAISVU9"):
        at_intake.scan(text)
    at_intake.press(Qt.Key.Key_F12)
    at_intake.settle()
    question = at_intake.intake.question
    assert plain(question.what.text()) == "Il manque 1 ordinateur : Dell Latitude 5400 5CG0000004."
    assert "1 ordinateur n’est pas sur la liste : JAMAISVU9." in plain(question.more.text())
    names = [plain(line.title) for line in at_intake.intake.differs.rows.lines]
    assert names == ["Encore attendus : 1", "Dell Latitude 5400 5CG0000004", "Pas sur la liste : 1", "JAMAISVU9"]
    at_intake.digit(2)
    assert at_intake.intake.differs.isHidden()
    assert at_intake.intake.both.isVisible()
    at_intake.scan("ML-0004", Signal.FINISHED)


def test_a_scan_takes_the_comparison_away(at_intake: OpenWindow, file: Path) -> None:
    take(at_intake, file)
    at_intake.press(Qt.Key.Key_F12)
    at_intake.settle()
    assert at_intake.intake.differs.isVisible()
    at_intake.scan("ML-0001", Signal.ACCEPTED)
    assert at_intake.intake.differs.isHidden()
    assert at_intake.intake.now.isVisible()


def test_a_list_is_for_a_lot_that_is_chosen(real_shop: Path, open_window: OpenIt, file: Path) -> None:
    window = open_window(real_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.intake.donor_list.bring(str(file))
    window.settle()
    assert window.band.signal is Signal.REFUSED
    assert "Choisissez d’abord un lot." in window.band_text
