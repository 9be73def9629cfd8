"""The colours that the computer itself is set to, for whoever never chose any here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.tokens import ThemeName
from workshop.settings import Look

NAMES: dict[Look, ThemeName] = {Look.LIGHT: "light", Look.DARK: "dark", Look.HIGH_CONTRAST: "high-contrast"}


def theme_name(look: Look) -> ThemeName:
    """Return the theme of a choice."""
    return NAMES[of_this_computer() if look is Look.SYSTEM else look]


def kept(name: ThemeName, before: Look) -> Look:
    """Return what to remember once a theme is shown: still the computer's, where that is the one that holds."""
    if before is Look.SYSTEM and name == theme_name(before):
        return before
    return next(look for look, each in NAMES.items() if each == name)


def of_this_computer() -> Look:
    """Return what this computer is set to."""
    hints = QGuiApplication.styleHints()
    return wanted_by(hints.colorScheme(), hints.accessibility().contrastPreference())


def wanted_by(scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> Look:
    """Return the colours for somebody who needs contrast, else for somebody who likes it dark."""
    if contrast == Qt.ContrastPreference.HighContrast:
        return Look.HIGH_CONTRAST
    return Look.DARK if scheme == Qt.ColorScheme.Dark else Look.LIGHT
