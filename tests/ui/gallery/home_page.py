from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.gallery.frame import JOBS, shell
from ui.widgets.button import Button
from ui.widgets.facts import Tally
from ui.widgets.header import BarButton, HomeHeader
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.page import Page
from ui.widgets.panel import Panel, Separator
from ui.widgets.prompt import ScanPrompt
from ui.widgets.text import Label
from ui.widgets.tile import Tile
from workshop.domain.typography import french as fr
from workshop.domain.typography import grouped

CONTEXTS = (
    "Mairie d'Oullins : 12 sur 40",
    "5 ordinateurs à tester",
    "3 effacements en cours",
    "4 ordinateurs prêts",
    "Collège Monod : 22 sur 40",
    "Aucun retour",
)


def home() -> QWidget:
    """The first screen: scan, or choose a job."""
    buttons = [BarButton("Sami", "person", bold=True), BarButton("Son", "sound"), BarButton("Aide", "help", "F1")]
    prompt = ScanPrompt(
        "Scannez une étiquette, un badge ou une carte.",
        fr("Sans douchette : tapez les 8 derniers chiffres, puis Entrée."),
    )
    tiles = [Tile(job.word, job.icon, job.key, fr(text)) for job, text in zip(JOBS[:6], CONTEXTS, strict=True)]
    grid = holding(Grid(*tiles, columns=3, fills=True))
    body = Column(prompt, (Row((grid, 1), today(), gap="l", stacks=True), 1), gap="l")
    page = Page(HomeHeader("Établi", "Atelier Exemple", buttons), body, with_rail=False)
    return shell(page, "", f"Dernier geste : {grouped('260100039871')} rangé en B-04, à 10 h 42.")


def today() -> Panel:
    """What was done today."""
    return Panel(
        Column(
            Label(fr("Aujourd'hui"), "lead", bold=True),
            Label(fr("mardi 24 novembre"), "small", color="ink2"),
            Separator(),
            None,
            Tally("12", "ordinateurs entrés"),
            Tally("7", "ordinateurs finis"),
            Tally("3", "disques effacés"),
            None,
            Button("2 à vérifier", icon="review"),
            Button("Documents", icon="documents"),
        )
    )
