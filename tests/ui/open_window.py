"""A real window on a real memory, and somebody's hands at it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.hands import Hands
from ui.application import Application, Options
from ui.bench.screen import BenchScreen
from ui.delivery.screen import DeliveryScreen
from ui.home.screen import HomeScreen
from ui.intake.screen import IntakeScreen
from ui.screen import Screen
from ui.shell.desk import Desk
from ui.shell.window import Window
from ui.signals import Signal
from ui.theme import ThemeHolder
from ui.widgets.band import Band
from workshop.bootstrap import Workshop, build, start_sample
from workshop.settings import Profile, Settings, load_settings, save_settings

PATIENCE_MS = 10_000
S = TypeVar("S", bound=Screen)


class OpenWindow:
    """One application, as a person meets it."""

    def __init__(self, qapp: QApplication, qtbot: QtBot, settings_file: Path, recording: Path | None = None) -> None:
        self.qtbot = qtbot
        self.settings_file = settings_file
        self.hands = Hands()
        self.closed = False
        self.window = Window()
        self.application = Application(qapp, Options(settings_file, recording), self.window)
        self.claimed = self.application.claim()
        if self.claimed:
            self.application.open()
            with qtbot.waitActive(self.window, timeout=PATIENCE_MS):
                self.window.show()
                self.window.activateWindow()
            self.until(lambda: self.application.listener is not None)
            assert self.application.listener is not None
            self.application.listener.set_main(self.window.windowHandle())

    def close(self) -> None:
        if self.closed:
            return
        self.closed = True
        self.window.close()
        self.application.close()
        self.application.deleteLater()
        self.window.deleteLater()

    # what a person sees

    @property
    def desk(self) -> Desk:
        if self.application.desk is None:
            self.until(lambda: self.application.desk is not None)
        assert self.application.desk is not None
        return self.application.desk

    @property
    def workshop(self) -> Workshop:
        return self.desk.session.workshop

    @property
    def home(self) -> HomeScreen:
        return _the(HomeScreen, self.desk.screens["home"])

    @property
    def intake(self) -> IntakeScreen:
        return _the(IntakeScreen, self.desk.screens["intake"])

    @property
    def bench(self) -> BenchScreen:
        return _the(BenchScreen, self.desk.screens["bench"])

    @property
    def delivery(self) -> DeliveryScreen:
        return _the(DeliveryScreen, self.desk.screens["delivery"])

    @property
    def band(self) -> Band:
        band = self.desk.screen.page.band
        assert band is not None
        return band

    @property
    def band_text(self) -> str:
        labels = (self.band._word, self.band._sentence, self.band._action, self.band._right, self.band._right_action)
        return " ".join(re.sub("<[^>]*>", "", label.text()) for label in (*labels, self.band._count) if label.text())

    @property
    def last_gesture(self) -> str:
        return self.desk.footer.last.text()

    # what a person does

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.hands.press(key, modifiers=modifiers)
        self._given_back()

    def digit(self, number: int) -> None:
        self.hands.press(Qt.Key(Qt.Key.Key_0 + number), text=str(number))
        self._given_back()

    def _given_back(self) -> None:
        self.until(lambda: self.application.listener is None or not self.application.listener._withheld)

    def scan(self, text: str, signal: Signal | None = None) -> None:
        """Scan with a reader that types; wait for the answer that is expected."""
        with self.qtbot.waitSignal(self.desk.answer_shown, timeout=PATIENCE_MS):
            self.hands.scan(text)
        if signal is not None:
            assert self.band.signal is signal, self.band_text
        self.settle()

    def type(self, text: str) -> None:
        """Type a line without a field and end it with Enter; wait for the answer."""
        self.hands.type(text)
        with self.qtbot.waitSignal(self.desk.answer_shown, timeout=PATIENCE_MS):
            self.hands.press(Qt.Key.Key_Return)
        self.settle()

    def write(self, text: str) -> None:
        """Type into the field that has the focus, and press Enter."""
        self.hands.type(text)
        self.hands.press(Qt.Key.Key_Return)
        self._given_back()

    def go(self, key: Qt.Key, name: str) -> None:
        self.until(lambda: self.application.desk is not None)
        self.press(key)
        self.until(lambda: self.desk.current == name)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing follows any more."""
        self.until(
            lambda: (
                not self.application.background.busy
                and (self.application.desk is None or not self.application.desk._following.isActive())
            )
        )

    def until(self, happened: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(happened, timeout=PATIENCE_MS)


def _the(kind: type[S], screen: Screen) -> S:
    assert isinstance(screen, kind)
    return screen


OpenIt = Callable[..., OpenWindow]


class OpenedFiles(QObject):
    """The system's own programs: they only note which file they were to show."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []

    @Slot("QUrl")
    def show(self, url: QUrl) -> None:
        self.files.append(Path(url.toLocalFile()))


@pytest.fixture
def opened_files(qapp: QApplication) -> Iterator[OpenedFiles]:
    del qapp
    programs = OpenedFiles()
    QDesktopServices.setUrlHandler("file", programs, "show")  # type: ignore[arg-type]  # the stub wants bytes, Qt takes text
    yield programs
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, prepared once."""
    folder = tmp_path_factory.mktemp("sample")
    workshop = build(Settings(Profile.SAMPLE, data_folder=str(folder)))
    start_sample(workshop)
    workshop.close()
    return folder


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    """Settings of a bench whose data is in a folder of this test."""
    file = tmp_path / "settings.toml"
    save_settings(file, Settings(data_folder=str(tmp_path / "data")))
    return file


@pytest.fixture
def real_shop(settings_file: Path) -> Path:
    """The settings of a workshop that has its name."""
    settings = change(settings_file, profile=Profile.WORKSHOP)
    workshop = build(settings)
    workshop.people.begin("Atelier du Rhône", 7, settings.bench)
    workshop.close()
    return settings_file


@pytest.fixture
def sample_shop(settings_file: Path, sample_data: Path) -> Path:
    """The settings of a sample that is ready."""
    settings = change(settings_file, profile=Profile.SAMPLE)
    shutil.copytree(sample_data / "sample", settings.folder())
    return settings_file


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, themes: ThemeHolder) -> Iterator[OpenIt]:
    del themes
    opened: list[OpenWindow] = []

    def opening(settings_file: Path, recording: Path | None = None) -> OpenWindow:
        window = OpenWindow(qapp, qtbot, settings_file, recording)
        opened.append(window)
        return window

    yield opening
    for window in opened:
        window.close()
    QGuiApplication.processEvents()


def change(settings_file: Path, **changed: object) -> Settings:
    """Change a settings file; return what it says now."""
    settings = replace(load_settings(settings_file, {}), **changed)  # type: ignore[arg-type]
    save_settings(settings_file, settings)
    return settings
