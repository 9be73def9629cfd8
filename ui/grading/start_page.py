"""No machine yet: what to scan; and, where there are any, the machines that wait for a second pair of eyes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.prompt import ScanPrompt
from workshop.texts import _, several
from workshop.words import shown


class StartPage(QWidget):
    """`second` and `agreement` are there where they lead to something."""

    def __init__(self) -> None:
        super().__init__()
        self.prompt = ScanPrompt(
            shown(_("Scannez l'étiquette de l'ordinateur à noter.")),
            shown(_("Sans douchette : tapez ses 8 derniers chiffres, puis Entrée.")),
        )
        self.second = Button(shown(_("Deuxième regard")), icon="people", key="F3")
        self.agreement = Button(shown(_("Accord entre personnes")), icon="grade", key="F4")
        buttons = Row(self.second, self.agreement, None, gap="l", stacks=True)
        self.setLayout(Column(self.prompt, buttons, None, gap="l"))
        self.show_waiting(0, manager=False)

    @property
    def keys(self) -> dict[str, Button]:
        return {"F3": self.second, "F4": self.agreement}

    def show_waiting(self, number: int, *, manager: bool) -> None:
        """Say how many machines wait for a second inspection by this person."""
        words = several("Deuxième regard : {number} ordinateur", "Deuxième regard : {number} ordinateurs", number)
        self.second.set_word(shown(words.format(number=number)))
        self.second.setVisible(number > 0)
        self.agreement.setVisible(manager)


class HeldPage(QWidget):
    """It is not looked at now, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.prompt = ScanPrompt("", shown(_("On ne le note pas maintenant. Scannez le suivant.")), icon="pause")
        self.bench = Button(shown(_("Poste")), icon="bench", key="F6")
        self.setLayout(Column(self.prompt, None, Row(self.bench, None, gap="l", stacks=True), gap="l"))
