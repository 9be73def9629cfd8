"""The real application in front of somebody who takes pictures: its window, its hands, and patience."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.hands import Hands
from ui.application import Application, Options
from ui.shell.desk import Desk
from ui.shell.opening import Opening
from ui.shell.window import Window
from ui.widgets.band import Band
from workshop.settings import Settings, save_settings


class Photographer:
    """One open application, its window and its hands."""

    def __init__(self, settings: Settings, folder: Path, recording: Path | None = None) -> None:
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        file = folder / "settings.toml"
        save_settings(file, settings)
        self.hands = Hands()
        self.window = Window()
        self.window.show_content(Opening("Établi", "J’ouvre l’atelier."))
        self.window.show()
        self.window.activateWindow()
        self.application = Application(qt, Options(file, recording), self.window)
        assert self.application.claim()
        self.application.open()
        assert self.application.listener is not None
        self.application.listener.set_main(self.window.windowHandle())

    @property
    def desk(self) -> Desk:
        self.until(lambda: self.application.desk is not None)
        assert self.application.desk is not None
        return self.application.desk

    def rest(self, milliseconds: int = 60) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, happened: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not happened():
            self.rest(20)
            if time.monotonic() > end:
                raise TimeoutError

    def idle(self) -> None:
        self.rest()
        self.until(lambda: not self.application.background.busy)
        self.rest()

    def press(self, key: Qt.Key) -> None:
        self.hands.press(key, text=chr(key) if key < Qt.Key.Key_Escape else "")
        self.idle()

    def scan(self, text: str) -> None:
        self.hands.scan(text)
        self.idle()
        for band in self.window.findChildren(Band):
            band._rest.stop()  # what it shows is kept for the picture

    def scan_calmly(self, text: str) -> None:
        self.scan(text)
        self.calm()

    def write(self, text: str) -> None:
        self.hands.type(text)
        self.hands.press(Qt.Key.Key_Return)
        self.idle()

    def calm(self) -> None:
        for band in self.window.findChildren(Band):
            if band.signal is not None:
                band.calm()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.application.deleteLater()
        self.rest(20)
