from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.gallery.frame import CODE, person, shell
from ui.signals import Shape
from ui.widgets.bar import StageBar
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.header import Header
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row
from ui.widgets.page import Page
from ui.widgets.panel import Look, Panel
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import Marked
from ui.widgets.text import Label
from workshop.domain.typography import french as fr
from workshop.domain.typography import grouped

RUNNING = (
    ("260100040550", "Lenovo T490 · SSD 512 Go", "Poste 1", (0.62, 0.0), "Effacement", "encore 20 min"),
    ("260100040744", "HP 840 G6 · SSD 256 Go", "Poste 3", (1.0, 0.34), "Relecture", "encore 8 min"),
    ("260100040162", "Dell 7010 · disque 500 Go", "Poste 4", (0.12, 0.0), "Effacement", "encore 2 h"),
)


def wipe() -> QWidget:
    """What will be erased, what is protected, and the scan that starts it."""
    left = Column(
        Label("Tout sera effacé pour toujours.", "title", bold=True, color="refused_ink"),
        Row(Plate(CODE, "title"), (Label("Dell Latitude 5400", "lead"), 1), gap="l", stacks=True),
        drive(),
        key(),
        confirm(),
        None,
        Row(Button("Non, revenir", icon="back", key="Échap"), None, stacks=True),
    )
    title = Row((Label("En cours", "lead", bold=True), 1), Label("3 disques", color="ink2"))
    running = Panel(Column(title, *[card(*job) for job in RUNNING], None), Look.WELL, ("l", "l"))
    page = Page(
        Header("Effacer", "Poste 2", [person()]),
        Row((left, 1), running, gap="xl", stacks=True),
        pad=("xxl", "l"),
    )
    return shell(page, "wiping", "Un effacement continue même si vous changez d'écran.")


def drive() -> Panel:
    words = Column(
        Label(fr("Disque 1 · SSD 256 Go"), "lead", bold=True),
        Label("Samsung PM991 · série S4GENX0N1842", color="ink2"),
        gap="none",
    )
    fate = Marked(Shape.LATE, "sera effacé", role="body", bold=True, color="refused_ink", px=28)
    row = Row(Icon("drive", 40, "refused_ink"), (words, 1), fate, gap="l", stacks=True)
    return Panel(row, Look.WILL_BE_DESTROYED, ("l", "m"))


def key() -> Panel:
    words = Column(
        Label(fr("Clé de démarrage · 8 Go"), bold=True, color="ink2"),
        Label(fr("Protégée : on ne peut pas la choisir."), color="ink2"),
        gap="none",
    )
    row = Row(Icon("usb-key", 40, "ink2"), (words, 1), Icon("padlock", 28, "ink2"), gap="l", stacks=True)
    return Panel(row, Look.CANNOT_BE_CHOSEN, ("l", "m"))


def confirm() -> Panel:
    words = Column(
        Label(fr("Scannez l'étiquette de cet ordinateur"), "lead", bold=True),
        Label("pour commencer à effacer.", "lead"),
        gap="none",
    )
    typed = Field(
        fr("Ou tapez ses 8 derniers chiffres :"),
        role="lead",
        bold=True,
        tabular=True,
        sample=grouped("00000000"),
        beside=True,
    )
    return Panel(Column(Row(Icon("reader", 56, "work"), (words, 1), gap="xl"), typed), Look.DO_NOW)


def card(code: str, name: str, place: str, stages: tuple[float, float], word: str, rest: str) -> Panel:
    return Panel(
        Column(
            Row((Label(grouped(code), bold=True, tabular=True), 1), Label(place, color="ink2"), stacks=True),
            Label(fr(name), color="ink2"),
            StageBar(*stages),
            Row((Marked(Shape.NOW, word, role="body", bold=True, px=24), 1), Label(fr(rest)), stacks=True),
            gap="s",
        ),
        pad=("l", "l"),
    )
