"""Scenes of a donor's list at Entrée: asked for, understood, taken, and what is missing at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from ui.intake.screen import IntakeScreen
from ui.screen import Screen
from ui.session import Session

MODELS = ("Latitude 5400", "EliteBook 840 G6", "ThinkPad T490", "Latitude 7390")
MAKERS = ("Dell", "HP", "Lenovo", "Dell")
ODD = (
    "ML-0090;Vidéoprojecteur;Epson;EB-X41;X4YZ001;1 234,56;Salle 3",
    ";Portable;Dell;Latitude 5400;;999,00;Salle 3",
    "ML-0092;Portable;HP;EliteBook 840 G6;1,23457E+11;;",
    "ML-0001;Portable;HP;EliteBook 840 G6;5CG0000001;;",
    "TOTAL;;;;;43 210,00;",
)


def a_list(machines: int) -> str:
    """Write a list as a donor's spreadsheet does."""
    rows = [
        f"ML-{number:04};Portable;{MAKERS[number % 4]};{MODELS[number % 4]};5CG{number:07};999,00;Salle {number % 5}"
        for number in range(1, machines + 1)
    ]
    head = ("Parc informatique", "", "N° d'inventaire;Type;Marque;Modèle;N° de série;Prix d'achat;Emplacement")
    return "\r\n".join((*head, *rows, *ODD))


def list_scenes(
    session: Session, screen: Screen, scan: Callable[[str], None], press: Callable[..., None], idle: Callable[[], None]
) -> Iterator[str]:
    """Walk through the list of a lot, from the real file to the question at the end."""
    assert isinstance(screen, IntakeScreen)
    lot = session.workshop.lots.open(session.actor, "Lycée Marcel-Sembat", 40, "2026-031")
    file = session.settings.folder() / "Inventaire Sembat.csv"
    file.write_bytes(a_list(40).encode("cp1252"))
    press(Qt.Key.Key_F5)
    screen.enter(lot.code)
    idle()
    screen.list.click()
    idle()
    yield "list-asked"
    screen.donor_list.bring("/media/cle/rien.xlsx")
    idle()
    yield "list-none"
    screen.donor_list.bring(str(file))
    idle()
    yield "list-understood"
    press(Qt.Key.Key_F12)
    idle()
    yield "list-taken"
    yield from _arriving(screen, scan, press, idle)


def _arriving(
    screen: IntakeScreen, scan: Callable[[str], None], press: Callable[..., None], idle: Callable[[], None]
) -> Iterator[str]:
    for number in range(1, 38):
        scan(f"5CG{number:07}" if number % 2 else f"ML-{number:04}")
    yield "list-by-tag"
    scan("JAMAISVU9")
    yield "list-stranger"
    press(Qt.Key.Key_F12)
    idle()
    yield "list-many-missing"
    press(Qt.Key.Key_2)
    for number in range(38, 40):
        scan(f"5CG{number:07}")
    scan("X4YZ001")
    scan("ML-0092")
    press(Qt.Key.Key_F12)
    idle()
    yield "list-missing"
    press(Qt.Key.Key_2)
    screen.list.click()
    idle()
    yield "list-compared"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F12)
    idle()
    press(Qt.Key.Key_1)
    idle()
    yield "intake-receipt"
