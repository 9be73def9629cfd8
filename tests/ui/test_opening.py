from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QSize, Qt

from tests.ui.open_window import OpenIt, change
from ui.__main__ import main
from ui.instance import Instance
from ui.opening import keep_setting
from ui.shell.opening import Opening
from ui.shell.trouble import Trouble
from workshop.settings import Profile, load_settings


def test_the_first_picture_says_the_name_before_anything_is_loaded(qtbot: object) -> None:
    opening = Opening("Établi", "J’ouvre l’atelier.")
    opening.resize(QSize(1366, 768))
    picture = opening.grab().toImage()
    colors = {picture.pixelColor(x, 330).name() for x in range(400, 1000)}
    assert picture.pixelColor(5, 5).name() == "#0f2550"
    assert "#ffffff" in colors
    assert opening.accessibleName() == "Établi. J’ouvre l’atelier."
    opening.deleteLater()


def test_little_is_loaded_before_the_first_picture() -> None:
    program = (
        "import sys; import ui.__main__, ui.start; "
        "print(*[name for name in sys.modules if name.split('.')[0] in ('sqlalchemy', 'reportlab', 'serial', 'alembic')"
        " or name.startswith(('ui.widgets', 'workshop.domain', 'workshop.services', 'workshop.bootstrap'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_settings_that_cannot_be_read_are_told_and_left_alone(settings_file: Path, open_window: OpenIt) -> None:
    settings_file.write_text("zoom_percent = 'grand'\n")
    window = open_window(settings_file)
    window.until(lambda: isinstance(window.window.content, Trouble))
    page = window.window.content
    assert isinstance(page, Trouble)
    assert str(settings_file) in page.what.text()
    assert "zoom_percent" in page.do.text()
    assert window.application.exit_code == 2
    window.press(Qt.Key.Key_F12)
    assert window.window.isHidden()
    assert settings_file.read_text() == "zoom_percent = 'grand'\n"


def test_a_database_of_a_newer_version_is_told_and_left_alone(real_shop: Path, open_window: OpenIt) -> None:
    file = load_settings(real_shop, {}).folder() / "etabli.sqlite3"
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9999_from_tomorrow'")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    window = open_window(real_shop)
    window.until(lambda: isinstance(window.window.content, Trouble))
    page = window.window.content
    assert isinstance(page, Trouble)
    assert "version plus récente" in page.what.text()
    assert window.application.exit_code == 1
    window.close()
    assert file.read_bytes() == before


def test_a_database_that_is_none_is_told(real_shop: Path, open_window: OpenIt) -> None:
    file = load_settings(real_shop, {}).folder() / "etabli.sqlite3"
    file.write_bytes(b"this is no database at all" * 100)
    window = open_window(real_shop)
    window.until(lambda: isinstance(window.window.content, Trouble))
    assert window.application.exit_code == 1


def test_a_folder_that_is_no_recorded_machine_is_told(real_shop: Path, open_window: OpenIt, tmp_path: Path) -> None:
    window = open_window(real_shop, tmp_path / "nothing")
    window.until(lambda: isinstance(window.window.content, Trouble))
    page = window.window.content
    assert isinstance(page, Trouble)
    assert "ordinateur enregistré" in page.what.text()
    assert window.application.exit_code == 2


def test_a_second_window_of_the_profile_calls_the_first(real_shop: Path, open_window: OpenIt) -> None:
    first = open_window(real_shop)
    assert first.desk.current == "home"
    second = Instance(load_settings(real_shop, {}).folder())
    assert not second.claim()
    assert first.application.instance is not None
    with first.qtbot.waitSignal(first.application.instance.called):
        assert second.call_the_first()


def test_another_profile_has_a_window_of_its_own(real_shop: Path, open_window: OpenIt) -> None:
    open_window(real_shop)
    other = Instance(load_settings(real_shop, {}).folder().parent / "sample")
    assert other.claim()
    other.release()


def test_a_profile_is_free_again_when_its_window_is_closed(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    assert window.desk.current == "home"
    window.close()
    again = Instance(load_settings(real_shop, {}).folder())
    assert again.claim()
    again.release()


def test_a_second_process_ends_with_0_and_leaves_the_first_in_front(real_shop: Path, open_window: OpenIt) -> None:
    first = open_window(real_shop)
    assert first.desk.current == "home"
    argv = [sys.executable, "-m", "ui", "--settings", str(real_shop)]
    second = subprocess.Popen(argv, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, stderr=subprocess.PIPE)
    assert first.application.instance is not None
    with first.qtbot.waitSignal(first.application.instance.called, timeout=20_000):
        pass
    assert second.wait(20) == 0
    assert second.stderr is not None
    second.stderr.close()


@pytest.mark.parametrize("arguments", [["--nothing"], ["--settings"]])
def test_a_wrong_command_line_is_told(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "ui", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--settings" in done.stderr


def test_a_wheel_that_would_abort_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(PySide6, "__version_info__", (6, 12, 0, "", ""))
    monkeypatch.setattr(sys, "version_info", (3, 11, 7, "final", 0))
    assert main([]) == 2
    assert "Python 3.12" in capsys.readouterr().err


def test_the_profile_stands_in_the_settings_and_nothing_else_is_changed(settings_file: Path) -> None:
    change(settings_file, bench="Poste 3")
    keep_setting(settings_file, profile=Profile.WORKSHOP)
    settings = load_settings(settings_file, {})
    assert (settings.bench, settings.profile) == ("Poste 3", Profile.WORKSHOP)
