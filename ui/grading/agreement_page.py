"""How far two people agree, criterion by criterion, for the manager; and how many machines are inspected twice."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.grading.list_page import ListPage
from ui.grading.reading import AgreementShown
from ui.widgets.choice import Choice
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Line
from ui.widgets.text import Label
from workshop.domain.second_looks import PERCENTS
from workshop.looking_words import agreed, criterion, kappa
from workshop.texts import _
from workshop.words import shown


class AgreementPage(ListPage):
    """`chosen` gives how many of a hundred; never who agreed with whom."""

    chosen = Signal(int)

    def __init__(self) -> None:
        self.percents = {
            percent: Choice(shown(f"{percent} %"), icon="people", key=str(number))
            for number, percent in enumerate(PERCENTS, 1)
        }
        question = Label(shown(_("Combien d'ordinateurs sont regardés deux fois ?")), bold=True, wrap=True)
        choices = Row(*self.percents.values(), None, gap="m", stacks=True)
        super().__init__(shown(_("Accord entre personnes")), below=holding(Column(question, choices, gap="s")))
        self._presses = [_Press(self, percent, choice) for percent, choice in self.percents.items()]

    def show_found(self, found: AgreementShown) -> None:
        lines = [
            Line(item.criterion, shown(criterion(item.criterion)), shown(agreed(item)), shown(kappa(item)))
            for item in found.found
        ]
        about = _("Kappa : 1, toujours d'accord ; 0, pas mieux que le hasard. Par question, jamais par personne.")
        none = _("Personne n'a encore regardé un ordinateur une deuxième fois.")
        self.show_lines(shown(_("Accord entre personnes")), shown(about if lines else none), lines)
        for percent, choice in self.percents.items():
            choice.set_chosen(chosen=percent == found.percent)

    def choose(self, number: int) -> bool:
        if not 1 <= number <= len(PERCENTS):
            return False
        self.chosen.emit(PERCENTS[number - 1])
        return True


class _Press(QObject):
    """One share."""

    def __init__(self, page: AgreementPage, percent: int, choice: Choice) -> None:
        super().__init__(page)
        self._page, self._percent = page, percent
        choice.triggered.connect(self.press)

    def press(self) -> None:
        self._page.chosen.emit(self._percent)
