"""Accueil: scan anything, or choose a job; every tile says what waits there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.opening import workshop_is_there
from ui.screen import Answered, Screen
from ui.session import Session
from ui.widgets.band import Band, Form
from ui.widgets.button import Button
from ui.widgets.facts import Tally
from ui.widgets.header import BarButton, HomeHeader
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.page import Page
from ui.widgets.panel import Panel, Separator
from ui.widgets.prompt import ScanPrompt
from ui.widgets.text import Label
from ui.widgets.tile import Tile
from ui.words import count, long_day, machines
from workshop.domain.lots import Lot
from workshop.domain.orders import Order
from workshop.texts import _, several
from workshop.words import shown

if TYPE_CHECKING:
    from workshop.services.views import HomeView


LONGEST_CONTEXT = 27


class HomeScreen(Screen):
    """The home screen. It has no rail: its tiles are the rail, opened."""

    name = "home"

    def __init__(self, session: Session) -> None:
        self.help = BarButton(shown(_("Aide")), "help", "F1")
        self.settings = BarButton(shown(_("Réglages")), "settings", "Ctrl R")
        back = session.sample and workshop_is_there(session.settings)
        self.start = BarButton(shown(_("Revenir à l'atelier") if back else _("Commencer pour de vrai")), "intake")
        self.exercise = BarButton(shown(_("Mode exercice")), "sample")
        self.practice = BarButton(shown(_("Douchette d'essai")), "reader", "Ctrl S")
        for button in (self.exercise,) if session.sample else (self.start, self.practice):
            button.hide()
        always = holding(Row(self.settings, self.help, None, gap="m"))
        header = HomeHeader("Établi", session.shop, [self.practice, self.start, self.exercise, always])
        self.band = Band(Form.HEADER)
        self.tiles = _tiles()
        self.prompt = ScanPrompt(
            shown(_("Scannez une étiquette, un badge ou une carte.")),
            shown(_("Sans douchette : tapez les 8 derniers chiffres, puis Entrée.")),
        )
        self.day = _Day()
        grid = holding(Grid(*self.tiles.values(), columns=3, fills=True))
        body = Column(self.prompt, (Row((grid, 1), self.day, gap="l", stacks=True), 1), gap="m")
        super().__init__(session, Page(header, body, band=self.band, pad=("xxl", "m"), with_rail=False))
        for name, tile in self.tiles.items():
            tile.triggered.connect(_Opens(self, name).open)
        self.day.review.triggered.connect(_Opens(self, "review").open)
        self.day.documents.triggered.connect(_Opens(self, "documents").open)
        self.start.triggered.connect(_Opens(self, "start").open)
        self.settings.triggered.connect(_Opens(self, "settings").open)
        self.exercise.triggered.connect(_Opens(self, "exercise").open)
        self.practice.triggered.connect(_Opens(self, "practice").open)
        self.help.triggered.connect(_Opens(self, "help").open)

    def enter(self, code: str = "") -> None:
        del code
        self.run(self._read, self.show_view)

    def follow(self, answered: Answered) -> None:
        del answered
        self.enter()

    def hear(self, subjects: frozenset[str]) -> None:
        del subjects
        self.enter()

    def show_view(self, view: HomeView) -> None:
        """Show the counts."""
        texts = {
            "intake": _of_lot(view.lot, view.lot_arrivals.received if view.lot_arrivals else 0),
            "bench": machines(view.at_the_bench) if view.at_the_bench else shown(_("Rien à faire")),
            "wiping": _wipes(view.wiping),
            "delivery": _of_order(view.order, view.packed, view.ordered),
        }
        for name, text in texts.items():
            self.tiles[name].set_context(text)
        self.day.show_view(view)

    def _read(self) -> HomeView:
        return self.session.workshop.views.home(datetime.now(UTC))


class _Opens(QObject):
    """What one tile opens."""

    def __init__(self, screen: HomeScreen, name: str) -> None:
        super().__init__(screen)
        self._screen, self._name = screen, name

    def open(self) -> None:
        self._screen.wanted.emit(self._name, "")


class _Day(Panel):
    """The day in numbers, and what waits to be looked at."""

    def __init__(self) -> None:
        self.received = Tally("0", "")
        self.finished = Tally("0", "")
        self.drives = Tally("0", "")
        self.review = Button(shown(_("À vérifier")), icon="review", key="Ctrl B")
        self.documents = Button(shown(_("Documents")), icon="documents", key="Ctrl D")
        super().__init__(
            Column(
                Label(shown(_("Aujourd'hui")), "lead", bold=True),
                Label(long_day(datetime.now(UTC)), "small", color="ink2"),
                Separator(),
                None,
                self.received,
                self.finished,
                self.drives,
                None,
                self.review,
                self.documents,
                gap="m",
            )
        )

    def show_view(self, view: HomeView) -> None:
        self.received.set_count(
            str(view.received_today), shown(several("ordinateur entré", "ordinateurs entrés", view.received_today))
        )
        self.finished.set_count(
            str(view.finished), shown(several("ordinateur prêt", "ordinateurs prêts", view.finished))
        )
        self.drives.set_count(
            str(view.drives_settled), shown(several("disque effacé", "disques effacés", view.drives_settled))
        )
        words = several("{number} à vérifier", "{number} à vérifier", view.to_check).format(number=view.to_check)
        self.review.set_word(shown(words) if view.to_check else shown(_("Rien à vérifier")))


def _tiles() -> dict[str, Tile]:
    soon = shown(_("Bientôt"))
    return {
        "intake": Tile(shown(_("Entrée")), "intake", "F5"),
        "bench": Tile(shown(_("Poste")), "bench", "F6"),
        "wiping": Tile(shown(_("Effacer")), "wipe", "F7"),
        "storage": Tile(shown(_("Ranger")), "store", "F8", shown(_("Ranger, compter, chercher"))),
        "delivery": Tile(shown(_("Livraison")), "deliver", "F9"),
        "returns": Tile(shown(_("Retours")), "returns", "F10", soon),
    }


def _wipes(number: int) -> str:
    if not number:
        return shown(_("Rien en cours"))
    return shown(several("{number} disque en cours", "{number} disques en cours", number).format(number=number))


def _of_lot(lot: Lot | None, received: int) -> str:
    if lot is None:
        return shown(_("Aucun lot ouvert"))
    return _named(lot.donor, count(received, lot.expected) or machines(received))


def _of_order(order: Order | None, packed: int, ordered: int) -> str:
    if order is None:
        return shown(_("Aucune commande"))
    return _named(order.buyer, count(packed, ordered) or "0")


def _named(name: str, number: str) -> str:
    """Say whose and how far, on one line of a tile; a long name gives way to the number."""
    words = shown(_("{name} : {count}").format(name=name, count=number))
    return words if len(words) <= LONGEST_CONTEXT else number
