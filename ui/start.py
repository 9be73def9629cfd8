"""The start: one picture as soon as there can be one, then everything else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.shell.opening import Opening
from ui.shell.window import Window

if TYPE_CHECKING:
    from ui.application import Application


class Start(QObject):
    """Paints the window, then lets the application be born into it."""

    def __init__(self, qt: QApplication, settings_file: Path | None, recording: Path | None) -> None:
        super().__init__(qt)
        self._qt, self._settings_file, self._recording = qt, settings_file, recording
        self.window = Window()
        self.application: Application | None = None
        self.window.painted.connect(self._painted)

    def show(self) -> None:
        """Show the first picture."""
        self.window.show_content(Opening("Établi", "J’ouvre l’atelier."))
        self.window.show()
        self.window.activateWindow()

    @property
    def exit_code(self) -> int:
        return self.application.exit_code if self.application else 0

    def _painted(self) -> None:
        QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        from ui.application import Application, Options  # noqa: PLC0415 — after the first paint
        from ui.theme import load_fonts  # noqa: PLC0415
        from workshop.settings import settings_path  # noqa: PLC0415

        load_fonts()
        options = Options(self._settings_file or settings_path(), self._recording, watches=True)
        self.application = Application(self._qt, options, self.window)
        if self.application.claim():
            self.application.open()
        else:
            self.window.close()
