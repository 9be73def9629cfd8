"""Chercher: one line to type anything, and what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.storage import telling
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Lines
from ui.widgets.panel import Panel
from ui.widgets.prompt import Empty
from workshop.services.finding import Found
from workshop.texts import _
from workshop.words import shown

LONGEST = 60


class SearchPage(QWidget):
    """`asked` gives what is looked for."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.found: Found | None = None
        self.field = Field(
            shown(_("Que cherchez-vous ?")),
            help_text=shown(_("Un numéro, un modèle, un donateur, une place, une note. Puis Entrée.")),
        )
        self.field.edit.setMaxLength(LONGEST)
        self.list = Lines(shown(_("Ordinateurs trouvés")))
        self.nothing = Empty("search", "")
        self.open = Button(shown(_("Ouvrir au Poste")), icon="bench", key=shown(_("Espace")))
        self.again = Button(shown(_("Autre recherche")), icon="search", key="F2")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        results = Panel(Column((self.list, 1), (self.nothing, 1), gap="s"), pad=("l", "m"))
        self.row = holding(Row(self.open, self.again, None, self.back, gap="l", stacks=True))
        column = Column(self.field, gap="m")
        column.put((results, 1), late=True)
        column.put(self.row)
        self.setLayout(column)
        self.field.edit.returnPressed.connect(self._ask)
        self.show_nothing()

    @property
    def count(self) -> str:
        """Say how much was found; empty: nothing was looked for."""
        return telling.found(len(self.found.machines), more=self.found.more) if self.found else ""

    @property
    def keys(self) -> dict[str, Button]:
        return {"F2": self.again}

    def show_nothing(self) -> None:
        """Wait for something to look for."""
        self.found = None
        self._show(shown(_("Tapez, ou scannez.")), there=False)

    def show_asked(self, text: str) -> None:
        """Say that it is being looked for."""
        self.field.set_text(text)
        self.found = None
        self._show(shown(_("Établi cherche.")), there=False)

    def show_found(self, found: Found) -> None:
        """Show what was found; the place that was named stands first."""
        self.found = found
        rows = [telling.open_row(found.place)] if found.place else []
        rows += [telling.found_row(one) for one in found.machines]
        self.list.set_lines(rows, keep=rows[0].key if rows else "")
        self._show(shown(_("Rien trouvé pour « {text} ».").format(text=found.text)), there=bool(rows))

    def _show(self, words: str, *, there: bool) -> None:
        self.nothing.sentence.set_text(words)
        self.nothing.setVisible(not there)
        self.field.help.setVisible(not there)  # rows need the room
        for widget in (self.list, self.open):
            widget.setVisible(there)

    def _ask(self) -> None:
        text = self.field.text().strip()
        if text:
            self.asked.emit(text)
