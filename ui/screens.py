"""All the screens that are built, by name."""

from __future__ import annotations

from ui.bench.screen import BenchScreen
from ui.delivery.screen import DeliveryScreen
from ui.documents.screen import DocumentsScreen
from ui.home.screen import HomeScreen
from ui.intake.screen import IntakeScreen
from ui.screen import Screen
from ui.session import Session
from ui.wiping.screen import WipingScreen


def make_screens(session: Session) -> dict[str, Screen]:
    """Build every screen for a session."""
    screens = (
        HomeScreen(session),
        IntakeScreen(session),
        BenchScreen(session),
        WipingScreen(session),
        DeliveryScreen(session),
        DocumentsScreen(session),
    )
    return {screen.name: screen for screen in screens}
