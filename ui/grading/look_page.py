"""Looking at a machine: its drawing, a key for each zone, and one key where there is nothing (more) to say."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.grading import telling
from ui.grading.drawing import MachineDrawing
from ui.grading.so_far_panel import SoFarPanel
from ui.screen import CardAct
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.text import Label
from workshop.domain.codes import Command
from workshop.domain.cosmetics import zones
from workshop.domain.diagnosis import Category
from workshop.domain.inspection import Defect
from workshop.looking_words import declared
from workshop.services.looking import Declared, LooksView
from workshop.texts import _
from workshop.words import shown

PICTURE_PX = 276
MOST_ZONES = 9


class LookPage(QWidget):
    """`chosen` gives the number of a zone, from 1."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.count, self.marked = 0, False
        self.what = Label("", "title", bold=True, wrap=True)
        self.means = Label("", wrap=True)
        self.drawing = MachineDrawing(PICTURE_PX)
        self.zones = [Button(str(number), key=str(number)) for number in range(1, MOST_ZONES + 1)]
        self.so_far = SoFarPanel()
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        self.photo = Button(shown(_("Photo")), icon="camera", key="F2")
        self.why = Button(shown(_("Pourquoi ?")), icon="help", key="F3")
        self.more = Button(shown(_("Autre chose")), icon="plus", key="F4")
        self.done = Button(shown(_("Aucun défaut")), icon="done", key="F12", kind=Kind.PRIMARY)
        self.drawing.touched.connect(self.chosen)
        self._presses = [_Press(self, number, button) for number, button in enumerate(self.zones, 1)]
        self.setLayout(self._layout())

    @property
    def keys(self) -> dict[str, Button]:
        return {"F2": self.photo, "F3": self.why, "F4": self.more, "F12": self.done}

    @property
    def commands(self) -> dict[Command, CardAct]:
        return {Command.NO_DEFECT: self.done, Command.DONE: self.done, Command.PHOTO: self.photo}

    def why_not(self, command: Command) -> str:
        """Say why a command of the bench card would say what is not so."""
        if command is Command.NO_DEFECT and self.marked:
            return shown(_("Il a des marques. Scannez « Fini »."))
        if command is Command.DONE and not self.marked:
            return shown(_("Scannez « Aucun défaut », ou choisissez une zone."))
        return ""

    def show_view(self, view: LooksView) -> None:
        """Show a machine as it is looked at."""
        self._show_zones(view.machine.category, view.marks)
        self._say_what_it_means(declared(view.declares, marks=bool(view.marks)), view.marks)
        self.more.setVisible(bool(view.asked))
        self.why.show()
        self.photo.show()
        self.so_far.show_view(view)

    def show_blind(self, code: str, name: str, category: Category, marks: tuple[Defect, ...]) -> None:
        """Show a machine to the second person."""
        self._show_zones(category, marks)
        self._say_what_it_means(declared(Declared(), marks=bool(marks)), marks)
        for button in (self.more, self.why, self.photo):
            button.hide()
        self.so_far.show_blind(code, name)

    def choose(self, number: int) -> bool:
        """Choose a zone by its key; False where there is none with that number."""
        if not 1 <= number <= self.count:
            return False
        self.chosen.emit(number)
        return True

    def _say_what_it_means(self, what: str, marks: tuple[Defect, ...]) -> None:
        words = _("« {word} » veut dire : {what}.").format(word=self.done.text(), what=what)
        self.means.set_text(shown(" ".join(part for part in (telling.marks_words(marks), words) if part)))

    def _show_zones(self, category: Category, marks: tuple[Defect, ...]) -> None:
        found = zones(category)
        self.count, self.marked = len(found), bool(marks)
        self.what.set_text(shown(_("Une autre marque ?") if marks else _("Regardez-le partout. Une marque ?")))
        self.done.set_word(shown(_("Fini") if marks else _("Aucun défaut")))
        names = ", ".join(telling.zone_word(zone, ()) for zone in found)
        self.drawing.show_machine(category, names, frozenset(mark.zone for mark in marks))
        for place, button in enumerate(self.zones):
            button.setVisible(place < len(found))
            if place < len(found):
                button.set_word(telling.zone_word(found[place], marks))

    def _layout(self) -> Column:
        head = Panel(Column(self.what, self.means, gap="xs"), Look.DO_NOW, ("xl", "s"))
        picture = Column(self.drawing, None)
        keys = Column(holding(Grid(*self.zones, self.more, columns=2, gap="s")), None)
        seen = Row(picture, (keys, 1), gap="l", stacks=True)
        left = Column(head, (seen, 1), gap="l")
        top = Row((left, 2), (self.so_far, 1), gap="l", stacks=True)
        actions = Row(self.back, self.photo, self.why, None, self.done, gap="l", stacks=True)
        return Column((top, 1), actions, gap="l")


class _Press(QObject):
    """One zone."""

    def __init__(self, page: LookPage, number: int, button: Button) -> None:
        super().__init__(page)
        self._page, self._number = page, number
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._page.choose(self._number)
