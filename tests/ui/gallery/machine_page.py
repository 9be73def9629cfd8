from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.gallery.frame import CODE, person, shell
from ui.signals import Shape, StepState
from ui.widgets.battery import BatteryCells
from ui.widgets.button import Button, Kind
from ui.widgets.facts import Fact
from ui.widgets.header import Header
from ui.widgets.layouts import Column, Grid, Row
from ui.widgets.page import Page
from ui.widgets.panel import Look, Panel
from ui.widgets.picture import Machine, Picture
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.strip import Strip, StripStep
from ui.widgets.text import Label
from workshop.domain.typography import french as fr


def bench() -> QWidget:
    """One machine: where it is in the chain, what to do now, what it is."""
    header = Header("Poste", fr("Mairie d'Oullins-Pierre-Bénite · reçu le 12 novembre"), [person()])
    action = Button("Effacer", icon="wipe", key="F7", kind=Kind.PRIMARY, role="lead")
    work = Column(to_do_now(action), question(), facts(), None, gap="l")
    others = Row(
        Label(fr("Autre chose ?"), color="ink2"),
        Button("À réparer", icon="repair"),
        Button("Pour pièces", icon="parts"),
        Button("Mot de passe", icon="padlock"),
        None,
        gap="l",
        stacks=True,
    )
    body = Column(gap="l")
    body.put(Strip(steps()), late=True)
    body.put((Row(machine(), (work, 1), gap="l", stacks=True), 1), others)
    page = Page(header, body, pad=("xxl", "l"))
    page.first_focus = action
    return shell(page, "bench", "Ouvert à 10 h 44.")


def steps() -> tuple[StripStep, ...]:
    return (
        StripStep("Reçu", fr("12 novembre"), StepState.DONE),
        StripStep("Trié", "hier", StepState.DONE),
        StripStep("Effacer", "maintenant", StepState.NOW),
        StripStep("Tester", "à faire", StepState.TODO),
        StripStep("Noter", "à faire", StepState.TODO),
        StripStep("Ranger", "à faire", StepState.TODO),
    )


def machine() -> Panel:
    return Panel(
        Column(
            None,
            Row(None, Picture(Machine.LAPTOP, "Ordinateur portable", width=270), None),
            None,
            Row(None, Plate(CODE, "title"), None),
            Row(None, Label("Dell Latitude 5400", "lead", bold=True), None),
            Row(None, Label("série 8XK2J13", color="ink2"), None),
            None,
            gap="s",
        )
    )


def to_do_now(action: Button) -> Panel:
    words = Column(
        Label("À faire maintenant", "small", bold=True, color="ink2"),
        Label("Effacer le disque", "title", bold=True, wrap=True),
        Label(fr("Scannez la commande « Effacer » de la carte."), wrap=True),
        gap="xs",
    )
    return Panel(Row((words, 1), action, gap="xl", stacks=True), Look.DO_NOW)


def question() -> Panel:
    words = Column(
        Label("Une place de disque est vide.", bold=True, wrap=True),
        Label(fr("Ouvrez et regardez. Est-elle vide ?"), wrap=True),
        gap="none",
    )
    answers = (Button("Oui, vide", key="1"), Button("Non", key="2"))
    row = Row(ShapeMark(Shape.WARNING, 40), (words, 1), *answers, gap="l", stacks=True)
    return Panel(row, Look.QUESTION, ("xl", "m"))


def facts() -> Panel:
    found = (
        Fact("memory", "Mémoire", fr("16 Go")),
        Fact("drive", "Disque", fr("SSD 256 Go")),
        Fact("display", "Écran", fr("14 pouces")),
        Fact("processor", "Processeur", "Intel i5"),
        Fact("battery", "Batterie", "Bonne", BatteryCells(3, "Batterie bonne")),
        Fact("charger", "Chargeur", "Oui"),
    )
    return Panel(Column(Grid(*found, columns=3, gap="m")))
