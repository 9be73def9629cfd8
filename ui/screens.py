"""All the screens that are built, by name."""

from __future__ import annotations

from collections.abc import Callable

from ui.bench.screen import BenchScreen
from ui.calibration.screen import CalibrationScreen
from ui.delivery.screen import DeliveryScreen
from ui.documents.screen import DocumentsScreen
from ui.grading.screen import GradingScreen
from ui.help.screen import HelpScreen
from ui.holding.screen import HoldingScreen
from ui.home.screen import HomeScreen
from ui.inspection.screen import InspectionScreen
from ui.intake.screen import IntakeScreen
from ui.journal.screen import JournalScreen
from ui.pin.screen import PinScreen
from ui.practice.screen import PracticeScreen
from ui.review.screen import ReviewScreen
from ui.screen import Screen
from ui.session import Session
from ui.settings.screen import SettingsScreen
from ui.storage.screen import StorageScreen
from ui.wiping.screen import WipingScreen


def make_overlay(name: str, session: Session) -> Screen:
    """Build what lies over a screen, by its name."""
    makers: dict[str, Callable[[Session], Screen]] = {
        HelpScreen.name: HelpScreen,
        JournalScreen.name: JournalScreen,
        CalibrationScreen.name: CalibrationScreen,
        PracticeScreen.name: PracticeScreen,
    }
    return makers[name](session)


def make_screens(session: Session) -> dict[str, Screen]:
    """Build every screen for a session."""
    screens = (
        HomeScreen(session),
        IntakeScreen(session),
        BenchScreen(session),
        InspectionScreen(session),
        GradingScreen(session),
        WipingScreen(session),
        StorageScreen(session),
        DeliveryScreen(session),
        DocumentsScreen(session),
        ReviewScreen(session),
        SettingsScreen(session),
        HoldingScreen(session),
        PinScreen(session),
    )
    return {screen.name: screen for screen in screens}
