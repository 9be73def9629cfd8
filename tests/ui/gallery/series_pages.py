from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.gallery.frame import CODE, hold, person, shell
from ui.signals import Shape, Signal
from ui.widgets.band import Band, Form
from ui.widgets.button import Button
from ui.widgets.cells import Cells
from ui.widgets.header import Header
from ui.widgets.icons import IconWord
from ui.widgets.layouts import Column, Row
from ui.widgets.page import Page
from ui.widgets.panel import Panel, Separator
from ui.widgets.picture import Machine, Picture
from ui.widgets.plate import Plate
from ui.widgets.table import Cell, CellStyle, Rows, Table
from ui.widgets.text import Label
from workshop.domain.typography import french as fr
from workshop.domain.typography import grouped

RECEIVED = (
    (11, "260100041132", "Lenovo T490", True),
    (10, "260100041035", "HP 840 G6", False),
    (9, "260100040938", "HP 840 G6", True),
)
PACKED = (
    (22, "260100037155", "B", "Dell Latitude 5400", "16 Go"),
    (21, "260100036961", "A", "Lenovo T490", "16 Go"),
    (20, "260100036670", "B", "HP 840 G6", "8 Go"),
    (19, "260100036573", "B", "HP 840 G6", "8 Go"),
    (18, "260100036282", "A", "Lenovo T490", "16 Go"),
    (17, "260100036088", "B", "Dell Latitude 5400", "8 Go"),
)


def intake() -> QWidget:
    """Machines come in, one after the other."""
    band = Band()
    header = Header("Entrée", fr("Mairie d'Oullins-Pierre-Bénite · bordereau 2026-031"), [person()])
    actions = Row(
        Button("Sans chargeur", icon="charger"),
        Button("Sans numéro", icon="number"),
        Button("Autre objet", icon="without"),
        None,
        Button("Fini", icon="done", key="F12"),
        gap="l",
        stacks=True,
    )
    body = Column((Row((stick_here(), 1), (just_before(), 1), gap="l", stacks=True), 1), actions, gap="l")
    frame = shell(Page(header, body, band=band), "intake", "Vous pouvez scanner l'ordinateur suivant.")
    sentence = "Dell Latitude 5400 · numéro de série 8XK2J13"
    band.show_signal(Signal.ACCEPTED, "C’est bon.", sentence, count_text=fr("12 sur 40"))
    hold(band)
    return frame


def stick_here() -> Panel:
    """The machine in hand, and where its label goes."""
    words = Column(
        None,
        Label(fr("Collez l'étiquette"), "lead", bold=True),
        Label("à gauche du pavé tactile.", "lead"),
        Label(fr("Elle sort de l'imprimante."), "body", color="ink2"),
        None,
        gap="xs",
    )
    picture = Picture(Machine.LAPTOP, fr("L'étiquette se colle à gauche du pavé tactile"), width=192, sticker=True)
    return Panel(
        Column(
            Label("Maintenant", "small", bold=True, color="ink2"),
            Row(Plate(CODE), None),
            (Row(picture, (words, 1), gap="xl", stacks=True), 1),
        )
    )


def just_before() -> Panel:
    """The last machines, the newest on top, and how many remain."""
    model = Rows(("", "Code", "Modèle", "Chargeur"))
    model.set_rows(
        [
            (Cell(str(number), CellStyle.NUMBER), Cell(grouped(code), CellStyle.CODE), Cell(name), charger(with_it))
            for number, code, name, with_it in RECEIVED
        ]
    )
    return Panel(
        Column(
            Label("Juste avant", "small", bold=True, color="ink2"),
            Separator(),
            (Table(model, titles=False), 1),
            Label(fr("Il reste 28 ordinateurs."), bold=True),
            Cells(40, 12),
            gap="s",
        )
    )


def charger(with_it: object) -> Cell:
    """The last column: with or without its charger."""
    if with_it:
        return Cell("Chargeur", CellStyle.STATE, Shape.ACCEPTED)
    return Cell("Sans chargeur", CellStyle.STATE, Shape.WARNING)


def delivery() -> QWidget:
    """A box is filled; one machine is refused."""
    band = Band(Form.THREE_LINES)
    box = IconWord("box", fr("Carton 3 sur 5"), role="lead", bold=True, px=32)
    header = Header("Livraison", "Collège Monod · commande 2026-118", [box])
    actions = Row(
        Button("Nouveau carton", icon="box"), None, Button("Fini", icon="done", key="F12"), gap="l", stacks=True
    )
    body = Column((Row((in_box(), 1), count(), gap="l", stacks=True), 1), actions, gap="l")
    frame = shell(Page(header, body, band=band), "delivery", "Ce message reste jusqu'au prochain scan.")
    band.show_signal(
        Signal.REFUSED,
        "Refusé.",
        fr(f"L'ordinateur {grouped('260100038804')} n'est pas effacé."),
        fr("Posez-le dans le bac « À vérifier ». Continuez."),
        fr("À faire plus tard :"),
        right_action="Poste, puis Effacer.",
    )
    return frame


def in_box() -> Panel:
    """What is in the box."""
    model = Rows(("", "Code", "État", "Modèle", "Mémoire", "Chargeur"))
    model.set_rows(
        [
            (
                Cell(str(number), CellStyle.NUMBER),
                Cell(grouped(code), CellStyle.CODE),
                Cell(letter, CellStyle.GRADE),
                Cell(name),
                Cell(fr(memory), CellStyle.QUIET),
                charger(with_it=True),
            )
            for number, code, letter, name, memory in PACKED
        ]
    )
    title = Row((Label("Carton 3", "lead", bold=True), 1), Label(fr("6 sur 8"), "lead", bold=True))
    return Panel(Column(title, Separator(), (Table(model, titles=False), 1), gap="xs"), pad=("xl", "m"))


def count() -> Panel:
    """How far the delivery is: one row of cells a box."""
    return Panel(
        Column(
            Label(fr("22 sur 40"), "big", bold=True),
            Cells(40, 22, per_row=8),
            None,
            Label(fr("Il reste 18 ordinateurs."), bold=True),
            Label(fr("État B ou mieux, 8 Go ou plus."), color="ink2"),
            gap="s",
        ),
        pad=("xl", "m"),
    )
