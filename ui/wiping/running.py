"""« En cours »: every wipe of this bench, failures on top. Cards are changed in place; nothing is built anew."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.text import Label
from ui.wiping.card import WipeCard
from ui.wiping.scrolling import Scrolled
from ui.wiping.telling import Group, Told
from workshop.texts import _, several
from workshop.words import shown

LEAST_LIST_PX = 152


class Running(Panel):
    """The list; `chosen` says which wipe a person wants to see in full, empty: none any more."""

    chosen = Signal(str)

    def __init__(self) -> None:
        self.cards: dict[str, WipeCard] = {}
        self.order: tuple[str, ...] = ()
        self.picked = ""
        self.detailed = False
        self.title = Label(shown(_("En cours")), "lead", bold=True)
        self.count = Label("", color="ink2", wrap=True)
        self.details = Button(shown(_("Détails")), key="F4")
        self.details.setCheckable(True)
        self.nothing = Label(shown(_("Aucun effacement en cours.")), color="ink2", wrap=True)
        self._column = Column(gap="m")
        self.area = Scrolled(self._column, LEAST_LIST_PX)
        head = Row((Column(None, self.title, self.count, None, gap="none"), 1), self.details, gap="l", stacks=True)
        super().__init__(Column(head, self.nothing, (self.area, 1), gap="m"), Look.WELL, ("l", "m"))
        self._say_count(())

    def show_wipes(self, wipes: tuple[Told, ...]) -> None:
        """Show how all of them stand now."""
        order = tuple(told.id for told in wipes)
        for told in wipes:
            card = self.cards.get(told.id)
            if card is None:
                self.cards[told.id] = self._make(told)
            elif card.told != told:
                card.show_wipe(told, detailed=self.detailed)
        if order != self.order:
            self._arrange(order)
            self._say_count(wipes)
        elif wipes:
            self._say_count(wipes)

    def show_details(self, *, shown_: bool) -> None:
        """Show or hide what only specialists want to know."""
        self.detailed = shown_
        self.details.setChecked(shown_)
        for card in self.cards.values():
            card.show_wipe(card.told, detailed=shown_)

    def pick(self, wipe: str) -> None:
        """Mark one as chosen; empty: none."""
        self.picked = wipe if wipe in self.cards else ""
        for name, card in self.cards.items():
            card.pick(picked=name == self.picked)
        self._give_tab()

    def go_by(self, steps: int) -> bool:
        """Go to the next wipe, or the one before; False where there is none."""
        if not self.order:
            return False
        place = self.order.index(self.picked) + steps if self.picked in self.order else 0
        name = self.order[min(max(place, 0), len(self.order) - 1)]
        card = self.cards[name]
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(card)
        self.chosen.emit(name)
        return True

    def told(self, wipe: str) -> Told | None:
        """Return what is said of a wipe."""
        card = self.cards.get(wipe)
        return card.told if card is not None else None

    def _make(self, told: Told) -> WipeCard:
        card = WipeCard(told)
        if self.detailed:
            card.show_wipe(told, detailed=True)
        card.chosen.connect(self.chosen)
        card.stepped.connect(self.go_by)
        return card

    def _arrange(self, order: tuple[str, ...]) -> None:
        """Put the cards into their order; those that are gone go."""
        for name in set(self.cards) - set(order):
            card = self.cards.pop(name)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, name in enumerate(order):
            card = self.cards[name]
            if self._column.indexOf(card) != place:
                self._column.removeWidget(card)
                self._column.insertWidget(place, card)
                card.show()
        self.order = order
        self.nothing.setVisible(not order)
        if self.picked and self.picked not in order:
            self.picked = ""
            self.chosen.emit("")
        self._give_tab()

    def _give_tab(self) -> None:
        """Let Tab come to one card only: the arrows go through the others."""
        first = self.picked or next(iter(self.order), "")
        for name, card in self.cards.items():
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == first else Qt.FocusPolicy.ClickFocus)

    def _say_count(self, wipes: tuple[Told, ...]) -> None:
        running = sum(told.group is Group.RUNNING for told in wipes)
        failed = sum(told.group is Group.FAILED for told in wipes)
        parts = [several("{number} disque", "{number} disques", running).format(number=running)] if running else []
        if failed:
            parts.append(several("{number} non effacé", "{number} non effacés", failed).format(number=failed))
        words = shown(" · ".join(parts))
        if words != self.count.text():
            self.count.set_text(words)
            self.count.setVisible(bool(words))
