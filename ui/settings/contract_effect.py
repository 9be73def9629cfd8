"""What a contract would change: in today's stock, machine by machine, and in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.settings.contract_doing import Effect
from ui.settings.contract_telling import counts, differences, how_many, moved
from ui.signals import Shape
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.texts import _, several
from workshop.words import shown

MOST_MACHINES, MOST_CHANGES, MARK_PX = 3, 2, 28


class EffectPanel(QWidget):
    """Nothing here is done yet. `most`: how many changes of the contract are told."""

    def __init__(self, most: int = MOST_CHANGES) -> None:
        super().__init__()
        self.wrong = Label("", bold=True, wrap=True)
        mark = Column(ShapeMark(Shape.WARNING, MARK_PX), None)
        self.problem = holding(Row(mark, (self.wrong, 1), gap="s"))
        self.title = Label(shown(_("Les ordinateurs d'ici")), "lead", bold=True, wrap=True)
        self.state = Label("", wrap=True)
        self.counts = Label("", tabular=True, wrap=True)
        self.machines = [Label("", "small", wrap=True) for _place in range(MOST_MACHINES + 1)]
        self.about = Label(shown(_("Dans le contrat")), bold=True, wrap=True)
        self.changes = [Label("", "small", wrap=True) for _place in range(most + 1)]
        stock = holding(Column(self.state, self.counts, *self.machines, gap="xs"))
        words = holding(Column(self.about, *self.changes, gap="xs"))
        self.setLayout(Column(self.title, self.problem, stock, words, None, gap="xs"))
        self.wait()

    def wait(self) -> None:
        """Say that it is being counted."""
        self._show_problems(())
        self.state.set_text(shown(_("Établi compte…")))

    def show_effect(self, effect: Effect) -> None:
        """Show what a text would change."""
        self._show_problems(effect.problems)
        if effect.before is None or effect.contract is None or effect.replay is None:
            return
        found, contract = effect.replay, effect.contract
        self.state.set_text(how_many(found))
        self.counts.set_text(counts(found, contract) if found.graded else "")
        rows = [moved(row, contract) for row in found.changed[:MOST_MACHINES]]
        left = len(found.changed) - len(rows)
        others = several("et {count} autre.", "et {count} autres.", left).format(count=left)
        _fill(self.machines, [*rows, *([shown(others)] if left > 0 else [])])
        told = differences(effect.changes, effect.before, contract)
        most = len(self.changes) - 1
        left = len(told) - most
        others = several("et {count} autre différence.", "et {count} autres différences.", left).format(count=left)
        _fill(self.changes, [*told[:most], *([shown(others)] if left > 0 else [])])
        self.counts.setVisible(bool(found.graded))
        self.about.setVisible(bool(told))

    def show_problems(self, problems: Sequence[str]) -> None:
        """Say what is wrong; nothing is counted meanwhile."""
        self._show_problems(problems)

    def _show_problems(self, problems: Sequence[str]) -> None:
        self.wrong.set_text("\n".join(problems[:MOST_MACHINES]))
        self.problem.setVisible(bool(problems))
        self.state.setVisible(not problems)
        for label in (self.counts, self.about, *self.machines, *self.changes):
            label.setVisible(not problems and bool(label.text()))


def _fill(labels: Sequence[Label], words: Sequence[str]) -> None:
    for place, label in enumerate(labels):
        label.set_text(words[place] if place < len(words) else "")
        label.setVisible(place < len(words))
