from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.gallery.frame import CODE, hold, person, shell
from ui.signals import Shape, Signal, StepState
from ui.widgets.band import Band, Form
from ui.widgets.battery import BatteryCells
from ui.widgets.button import Button, Kind
from ui.widgets.cells import Cells
from ui.widgets.field import Field
from ui.widgets.grade import Grade
from ui.widgets.header import Header
from ui.widgets.icons import IconWord
from ui.widgets.layouts import Column, Grid, Row
from ui.widgets.page import Page
from ui.widgets.picture import Machine, Picture
from ui.widgets.plate import Plate
from ui.widgets.prompt import Empty
from ui.widgets.signal_shape import Marked
from ui.widgets.strip import Strip, StripStep
from ui.widgets.text import Paragraph
from workshop.domain.typography import french as fr
from workshop.domain.typography import grouped
from workshop.resources import resource


def kit() -> QWidget:
    """Everything that the other pages do not show."""
    ended = (
        StripStep("Effacé", "avec réserves", StepState.RESERVED),
        StripStep("Tester", fr("Bloqué : pas de disque"), StepState.BLOCKED),
        StripStep("À réparer", "sorti", StepState.LEFT),
    )
    pictures = [Picture(machine, machine.value, width=180, sticker=True) for machine in Machine]
    text = fr("Un paragraphe de plusieurs lignes : on le lit sans effort, parce que les lignes ont de l'air. ") * 2
    body = Column(
        buttons(),
        Grid(*[Marked(shape, shape.value) for shape in Shape], columns=5, gap="s"),
        Strip(ended),
        fields(),
        Row(Grade("A"), Grade("B"), BatteryCells(2, "moyenne"), Plate(CODE, "body"), None, stacks=True),
        Row(*pictures, (Cells(200, 120), 1), gap="l", stacks=True),
        Paragraph(text, strong="Ce qu’il faut faire est en gras."),
        Empty("returns", "Aucun retour. Scannez l’ordinateur qui revient.", "F10"),
        gap="l",
    )
    return shell(Page(Header("Le kit", "", [person()]), body), "")


def buttons() -> Row:
    unavailable = Button("Indisponible", icon="printer", key="F3")
    unavailable.set_unavailable("Pas d’imprimante.")
    chosen = Button("Choisi")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    primary = Button("Effacer", icon="wipe", key="F7", kind=Kind.PRIMARY)
    return Row(primary, unavailable, chosen, None, gap="l", stacks=True)


def fields() -> Row:
    wrong = Field("Nom de l’atelier", help_text="Il est imprimé sur les étiquettes.", value="Atelier")
    wrong.set_error("Ce nom est déjà pris.")
    filled = Field("Numéro de site", help_text="Deux chiffres.", value="01", tabular=True)
    return Row((filled, 1), (wrong, 1), gap="l", stacks=True)


def bands() -> QWidget:
    """The four signals, the calm band, and the one in the header's place."""
    accepted, already, refused, finished, calm, small = (Band(form) for form in [*[Form.TWO_LINES] * 5, Form.HEADER])
    sentence, action = "Ce code est inconnu.", "Posez l’objet dans le bac. Continuez."
    accepted.show_signal(Signal.ACCEPTED, "C’est bon.", "Dell Latitude 5400", count_text=fr("12 sur 40"))
    already.show_signal(Signal.ALREADY_DONE, "Déjà scanné.", fr(f"L'ordinateur {grouped(CODE)}, par Sami."))
    refused.show_signal(Signal.REFUSED, "Refusé.", sentence, action)
    finished.show_signal(Signal.FINISHED, "Lot fini.", "Mairie d’Oullins", count_text=fr("40 sur 40"))
    small.show_signal(Signal.REFUSED, "Refusé.", sentence, action)
    made = (accepted, already, refused, finished, calm, small)
    hold(*made)
    return shell(Page(Header("Les signaux"), Column(*made, None, gap="l"), pad=("none", "l")), "")


def icons() -> QWidget:
    """Every icon, with its name."""
    names = sorted(file.stem for file in resource("icons").glob("*.svg") if file.stem not in {"mark", "etabli"})
    grid = Grid(*[IconWord(name, name, role="small", px=32) for name in names], columns=6, gap="m")
    return shell(Page(Header("Icônes"), Column(grid, None), pad=("xxl", "s")), "")
