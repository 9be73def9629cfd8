"""A photo of a defect: the newest ones of this bench, each with one key; a camera; or a file that is brought."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.photos import PhotoChoice
from ui.widgets.plate import Plate
from ui.widgets.text import Label
from workshop.inspection_wiring import MOST_SHOWN, FoundPhoto
from workshop.texts import _
from workshop.words import shown

ICON_PX = 40


class PhotoPage(QWidget):
    """`chosen` gives the path of a file, `camera` is wanted by its key."""

    chosen = Signal(object)  # Path
    camera = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plate = Plate("", "lead")
        self.what = Label("", "title", bold=True, wrap=True)
        self.more = Label(
            shown(_("Le lieu et l'heure que l'appareil a écrits dans la photo sont retirés.")), color="ink2", wrap=True
        )
        words = Column(self.what, self.more, gap="none")
        head = Panel(
            Row(Icon("camera", ICON_PX, "work"), (words, 1), self.plate, gap="l", stacks=True), Look.DO_NOW, ("xl", "m")
        )
        self.choices = [PhotoChoice(str(number)) for number in range(1, MOST_SHOWN + 1)]
        self.field = Field(shown(_("Ou tapez où est le fichier, puis Entrée :")))
        self.take = Button(shown(_("Prendre avec la caméra")), icon="camera", key="F3")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        grid = holding(Grid(*self.choices, columns=3, gap="m"))
        actions = Row(self.back, self.take, None, gap="l", stacks=True)
        self.setLayout(Column(head, grid, self.field, None, actions, gap="m"))
        self._found: tuple[FoundPhoto, ...] = ()
        self._presses = [_Press(self, number, choice) for number, choice in enumerate(self.choices, 1)]
        self.take.triggered.connect(self.camera)
        self.field.edit.returnPressed.connect(self._brought)

    def show_looking(self, code: str) -> None:
        """Say that photos are looked for, and of which machine."""
        self.plate.set_code(code)
        self._fill((), shown(_("Établi cherche les photos.")))

    def show_found(self, found: tuple[FoundPhoto, ...]) -> None:
        """Show the newest photos."""
        none = shown(_("Aucune photo ici. Branchez la carte de l'appareil, ou prenez-en une."))
        self._fill(found, shown(_("Quelle photo ?")) if found else none)

    def say(self, words: str) -> None:
        self.what.set_text(words)

    def choose(self, number: int) -> bool:
        """Take a photo by its key; False where there is none with that number."""
        if not 1 <= number <= len(self._found):
            return False
        self.chosen.emit(self._found[number - 1].path)
        return True

    def _fill(self, found: tuple[FoundPhoto, ...], words: str) -> None:
        self._found = found
        self.what.set_text(words)
        self.field.set_text("")
        for number, choice in enumerate(self.choices):
            choice.setVisible(number < len(found))
            if number < len(found):
                choice.show_photo(found[number].small, found[number].path.name)

    def _brought(self) -> None:
        text = self.field.text().strip()
        if text:
            self.chosen.emit(Path(text))


class _Press(QObject):
    """One photo."""

    def __init__(self, page: PhotoPage, number: int, choice: PhotoChoice) -> None:
        super().__init__(page)
        self._page, self._number = page, number
        choice.triggered.connect(self.press)

    def press(self) -> None:
        self._page.choose(self._number)
