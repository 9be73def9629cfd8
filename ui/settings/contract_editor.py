"""Editing a contract: a criterion, the limit of each letter, its clause; beside it what would change at once."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.settings.contract_doing import Effect
from ui.settings.contract_draft import Draft
from ui.settings.contract_effect import EffectPanel
from ui.settings.contract_fields import LimitField
from ui.settings.contract_problems import file_problem
from ui.settings.contract_telling import criteria, name_of, problem_words
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Lines
from ui.widgets.panel import Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.domain.contracts import Contract, Criterion
from workshop.grading_words import confidence
from workshop.texts import _
from workshop.words import shown

MOST_LETTERS, MARK_PX = 6, 24


class ContractEditor(QWidget):
    """`edited` says that the draft is another one; `saved` asks for it to be kept."""

    edited = Signal()
    moved = Signal()  # something else is shown
    saved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft | None = None
        self.list = Lines(shown(_("Critères")))
        self.title = Label("", "lead", bold=True, wrap=True)
        self.source = Label("", "small", color="ink2", wrap=True)
        self.clause = Field(shown(_("Clause")))
        self.fields = [LimitField() for _place in range(MOST_LETTERS)]
        told = shown(_("Cette limite devient un choix de l'atelier. La clause dit-elle encore vrai ?"))
        self.warning = holding(Row(ShapeMark(Shape.WARNING, MARK_PX), (Label(told, "small", wrap=True), 1), gap="s"))
        self.effect = EffectPanel()
        self.next = Button(shown(_("Critère suivant")), icon="next", key="F2", target="office")
        self.before = Button(shown(_("Critère d'avant")), icon="back", key="F3", target="office")
        self.save = Button(shown(_("Garder")), icon="done", key="F12", kind=Kind.PRIMARY, target="office")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        self.setLayout(self._composed())
        self.list.stepped.connect(self._show_criterion)
        self.list.chosen.connect(self._to_fields)
        self.next.triggered.connect(self._next)
        self.before.triggered.connect(self._back)
        self.save.triggered.connect(self.saved)
        self.save.refused.connect(self._say_why)
        self.clause.edit.textEdited.connect(self._worded)
        for field in self.fields:
            field.changed.connect(self._limited)

    def _composed(self) -> Column:
        limits = Column(*self.fields, gap="s")
        middle = holding(Column(self.title, limits, self.clause, self.warning, self.source, None, gap="s"))
        self.panel = Panel(Column(self.effect), pad=("l", "s"))
        parts = Row(gap="l", stacks=True)
        parts.put((self.list, 3), late=True)  # where all is one column, F2 and F3 go through it
        parts.put((middle, 4), (self.panel, 6))
        foot = Row(self.back, self.before, self.next, None, self.save, gap="m", stacks=True)
        return Column((parts, 1), foot, gap="m")

    @property
    def keys(self) -> dict[str, Button]:
        """The keys of the editor."""
        return {"F2": self.next, "F3": self.before, "F12": self.save}

    @property
    def first_focus(self) -> QWidget | None:
        """The first limit; None while somebody is at work here already."""
        there = QApplication.focusWidget()
        return None if there is not None and self.isAncestorOf(there) else self.fields[0].edit

    def begin(self, contract: Contract, criterion: str = "") -> None:
        """Edit a contract, at one of its criteria."""
        self.draft = Draft(contract)
        wanted = criterion or contract.criteria[0].id
        self.list.set_lines(criteria(contract, self.draft), keep=wanted)
        self._show_criterion(self.list.key)
        self._changed()

    def show_effect(self, effect: Effect) -> None:
        """Show what the draft would change in the stock."""
        self.effect.show_effect(effect)
        if effect.problems:
            self.effect.show_problems([file_problem(item) for item in effect.problems])
            self.save.set_unavailable(shown(_("Quelque chose ne va pas : rien n'est gardé.")))

    # how it is done

    @property
    def criterion(self) -> Criterion | None:
        return self.draft.contract.criterion(self.list.key) if self.draft else None

    def _next(self) -> None:
        self._go(1)

    def _back(self) -> None:
        self._go(-1)

    def _go(self, steps: int) -> None:
        assert self.draft is not None
        names = [line.key for line in self.list.rows.lines if not line.heading]
        self.list.pick(names[(names.index(self.list.key) + steps) % len(names)])
        self._to_fields()

    def _to_fields(self) -> None:
        self.fields[0].edit.setFocus()
        self.fields[0].edit.selectAll()

    def _show_criterion(self, key: str) -> None:
        del key
        item, draft = self.criterion, self.draft
        if item is None or draft is None:
            return
        self.clause.set_text(draft.clause(item))
        self.clause.edit.setCursorPosition(0)
        self._show_limits()
        self.moved.emit()

    def _show_limits(self) -> None:
        item, draft = self.criterion, self.draft
        if item is None or draft is None:
            return
        limits = draft.limits(item)
        for place, field in enumerate(self.fields):
            field.setVisible(place < len(limits))
            if place < len(limits):
                field.show_limit(item, *limits[place])
        unit = f" ({item.unit})" if item.unit else ""
        title = _("{name} : au moins{unit}") if item.at_least else _("{name} : au plus{unit}")
        self.title.set_text(shown(title.format(name=name_of(item, draft.contract), unit=unit)))
        untold = draft.limits_changed(item) and not draft.clause_changed(item)
        self.warning.setVisible(untold)
        self.source.setVisible(not untold)
        sure = confidence(item.confidence)
        source = _("Source : {source} ({sure}).") if sure else _("Source : {source}.")
        self.source.set_text(shown(source.format(source=item.source, sure=sure)))

    def _limited(self, letter: str, value: int) -> None:
        if self.criterion is not None and self.draft is not None:
            self.draft.set_limit(self.criterion, letter, value)
            self._show_limits()
            self._changed()

    def _worded(self, words: str) -> None:
        if self.criterion is not None and self.draft is not None:
            self.draft.set_clause(self.criterion, words)
            self._show_limits()
            self._changed()

    def _changed(self) -> None:
        """Say at once what is wrong; what is right is counted after a pause."""
        draft = self.draft
        assert draft is not None
        quiet = QSignalBlocker(self.list)  # the same criterion stays: what is being typed is left as it is
        self.list.set_lines(criteria(draft.contract, draft))
        quiet.unblock()
        problems = [problem_words(problem, draft) for problem in draft.problems()]
        if problems:
            self.effect.show_problems(problems)
            self.save.set_unavailable(shown(_("Quelque chose ne va pas : rien n'est gardé.")))
            self.moved.emit()
            return
        nothing = not any(draft.changed(item) for item in draft.contract.criteria)
        self.save.set_unavailable(shown(_("Rien n'est changé.")) if nothing else "")
        self.effect.wait()
        self.moved.emit()
        self.edited.emit()

    def _say_why(self, reason: str) -> None:
        if not self.effect.problem.isVisible():
            self.effect.state.set_text(reason)
