"""A place that is open: what was put or seen there, what else stands there, and how far a count is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.questions import Question
from ui.storage import telling
from ui.widgets.button import Button
from ui.widgets.cells import Cells
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Line, Lines
from ui.widgets.panel import Panel
from ui.widgets.prompt import Empty
from ui.widgets.text import Label
from ui.words import count
from workshop.services.storage import Counted, Shelf
from workshop.texts import _
from workshop.words import shown

CELLS_IN_A_ROW, FEW, MOST_CELLS = 10, 30, 60  # more cells would push the lists away
MOST_ROWS = 200
MISSING, ONLY_STORED, GO_ON = 1, 2, 3  # the answers to « Il manque … »


class PlacePage(QWidget):
    """One place. What was scanned last stands on top."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf: Shelf | None = None
        self._ranks: dict[str, int] = {}  # machines in the order in which they were scanned here
        self.name = Label("", "big", bold=True, wrap=True)
        self.number = Label("", "big", bold=True, wrap=True)
        self.cells = Cells(per_row=CELLS_IN_A_ROW)
        self.cells.setAccessibleName(shown(_("Ordinateurs vus")))
        self.left, self.come = Label("", bold=True, wrap=True), Label("", wrap=True)
        self.done_title, self.others_title = Label("", bold=True), Label("", bold=True)
        self.done, self.others = Lines(shown(_("Scannés ici"))), Lines(shown(_("Les autres")))
        self.nothing = Empty("reader", shown(_("Scannez les ordinateurs qui sont là.")))
        self.question = Question(shown(_("Oui")), shown(_("Je rangeais seulement")), shown(_("Non")))
        self._make_buttons()
        self.setLayout(self._composed())
        self.question.takes_the_place_of(self.row)

    @property
    def code(self) -> str:
        return self.shelf.place.code if self.shelf else ""

    @property
    def keys(self) -> dict[str, Button]:
        return {"F3": self.count, "Ctrl P": self.print} | dict.fromkeys(
            ("F12", "Ctrl Return", "Ctrl Enter"), self.finish
        )

    def note(self, code: str) -> None:
        """Remember that a machine was scanned just now."""
        self._ranks.pop(code, None)
        self._ranks[code] = len(self._ranks) + 1

    def forget(self) -> None:
        """Leave the place."""
        self.shelf = None
        self._ranks.clear()
        self.question.withdraw()

    def show_shelf(self, shelf: Shelf) -> None:
        """Show the place as it is now."""
        if self.code != shelf.place.code:
            self.forget()
        self.shelf = shelf
        counting, tally = shelf.place.counting, shelf.tally
        self.name.set_text(shelf.place.name)
        self.number.set_text(count(tally.seen, tally.expected) or "0" if counting else telling.stored(len(shelf.come)))
        across = CELLS_IN_A_ROW if tally.expected <= FEW else 2 * CELLS_IN_A_ROW
        self.cells.set_count(tally.expected, tally.seen, per_row=across)
        self.cells.setVisible(counting and 0 < tally.expected <= MOST_CELLS)
        self._say(self.left, telling.unseen(tally.missing) if counting else "")
        self._say(self.come, telling.come(tally.moved) if counting else "")
        rows = {one.card.code: telling.come_row(one, counting=counting) for one in shelf.come}
        rows |= {card.code: telling.seen_row(card) for card in shelf.seen}
        newest = sorted(rows, key=lambda code: (-self._ranks.get(code, 0), code))
        self.done_title.set_text(shown(_("Vus ici") if counting else _("Rangés ici")))
        self._show(self.done, [rows[code] for code in newest])
        self.nothing.setVisible(not rows)
        self.done.setVisible(bool(rows))
        self.others_title.set_text(shown(_("Pas encore vus") if counting else _("Déjà là")))
        self._show(self.others, [telling.other_row(card) for card in shelf.others])
        if not self.others.hasFocus():
            self.others.clearSelection()
        self.others_panel.setVisible(bool(shelf.others))
        self.count.setVisible(not counting)

    def ask(self, counted: Counted) -> None:
        """Ask whether what was not seen is missing: it will stand nowhere."""
        words = telling.missing(len(counted.missing), counted.place.name)
        self.question.ask(words, shown(_("Avez-vous tout scanné ?")))

    def _make_buttons(self) -> None:
        self.count = Button(shown(_("Compter")), icon="inspect", key="F3")
        self.print = Button(shown(_("Étiquette")), icon="printer", key="Ctrl P")
        self.finish = Button(shown(_("Fini")), icon="done", key="F12")

    def _composed(self) -> Column:
        there = Panel(Column(self.name, self.number, self.left, self.cells, self.come, None, gap="s"))
        self.done_panel = Panel(Column(self.done_title, (self.done, 1), (self.nothing, 1), gap="s"), pad=("l", "m"))
        self.others_panel = Panel(Column(self.others_title, (self.others, 1), gap="s"), pad=("l", "m"))
        panels = Row(there, (self.done_panel, 1), (self.others_panel, 1), gap="l", stacks=True)
        self.row = holding(Row(self.count, self.print, None, self.finish, gap="l", stacks=True))
        column = Column(gap="l")
        column.put((panels, 1), late=True)
        column.put(self.question, self.row)
        return column

    @staticmethod
    def _say(label: Label, words: str) -> None:
        label.set_text(words)
        label.setVisible(bool(words))

    @staticmethod
    def _show(lines: Lines, rows: list[Line]) -> None:
        """Show rows, the first always in sight."""
        more = len(rows) - MOST_ROWS
        if more > 0:
            rest = Line("", shown(_("Et {number} autres.").format(number=more)), heading=True)
            rows = [*rows[:MOST_ROWS], rest]
        lines.set_lines(rows, keep=rows[0].key if rows else "")
