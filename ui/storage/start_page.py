"""What can be done here, each as what to scan; nothing is asked yet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel, Separator
from ui.widgets.text import Label
from workshop.texts import _
from workshop.words import shown

WAY_PX = 40


class StartPage(QWidget):
    """Three ways to begin with the reader, and two with keys."""

    def __init__(self) -> None:
        super().__init__()
        ways = (
            ("place", _("Ranger un ordinateur"), _("Scannez l'ordinateur, puis sa place.")),
            ("store", _("Ranger plusieurs ordinateurs"), _("Scannez la place, puis les ordinateurs.")),
            ("inspect", _("Compter une place"), _("Scannez la place, puis tout ce qui y est.")),
        )
        column = Column(gap="m")
        for number, (icon, what, do) in enumerate(ways):
            if number:
                column.put(Separator())
            words = Column(Label(shown(what), "lead", bold=True, wrap=True), Label(shown(do), wrap=True), gap="none")
            column.put((Row(Icon(icon, WAY_PX, "work"), (words, 1), gap="l"), 1))
        self.none = Label(
            shown(_("Aucune place n'est faite encore. Faites leurs étiquettes : F3.")), bold=True, wrap=True
        )
        column.put(self.none)
        self.search = Button(shown(_("Chercher")), icon="search", key="F2")
        self.places = Button(shown(_("Places et étiquettes")), icon="label", key="F3")
        self.row = holding(Row(self.search, self.places, None, gap="l", stacks=True))
        self.setLayout(Column((Panel(column), 1), self.row, gap="l"))
        self.none.hide()

    @property
    def keys(self) -> dict[str, Button]:
        return {"F2": self.search, "F3": self.places}

    def show_places(self, number: int) -> None:
        """Say that there is no place yet, where that is so."""
        self.none.setVisible(not number)
