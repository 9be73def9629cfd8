"""The places of the workshop: new ones get their names and labels here, one or many at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.storage.telling import place_row
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Lines
from ui.widgets.panel import Panel
from ui.widgets.prompt import Empty
from ui.widgets.text import Label
from workshop.domain.storage import LONGEST_TEXT, NameProblem, Place, read_names
from workshop.storage_words import name_problem
from workshop.texts import _
from workshop.words import shown


class PlacesPage(QWidget):
    """`named` gives the names of places to make."""

    named = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, Place] = {}
        self.field = Field(
            shown(_("Le nom d'une place, ou de plusieurs")),
            help_text=shown(_("Par exemple B-04. Pour une rangée : A-01 à A-20.")),
        )
        self.field.edit.setMaxLength(LONGEST_TEXT)
        self.make = Button(shown(_("Faire les étiquettes")), icon="label", key="F12", kind=Kind.PRIMARY)
        self.list = Lines(shown(_("Places")))
        self.nothing = Empty("place", shown(_("Aucune place encore.")))
        self.open = Button(shown(_("Voir")), icon="store", key=shown(_("Espace")))
        self.print = Button(shown(_("Étiquette")), icon="printer", key="Ctrl P")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        new = Panel(Column(self.field, None, Row(self.make, None, stacks=True), gap="m"))
        title = Label(shown(_("Les places")), bold=True)
        there = Panel(Column(title, (self.list, 1), (self.nothing, 1), gap="s"), pad=("l", "m"))
        self.row = holding(Row(self.open, self.print, None, self.back, gap="l", stacks=True))
        self.setLayout(Column((Row((new, 1), (there, 1), gap="l", stacks=True), 1), self.row, gap="l"))
        self.field.edit.returnPressed.connect(self.try_to_make)
        self.make.triggered.connect(self.try_to_make)

    @property
    def keys(self) -> dict[str, Button]:
        return {"F12": self.make} | ({"Ctrl P": self.print} if self.places else {})

    def show_places(self, places: tuple[tuple[Place, int], ...], keep: str = "") -> None:
        """Show the places, in the order in which people count them."""
        self.places = {place.code: place for place, _number in places}
        self.list.set_lines([place_row(place, number) for place, number in places], keep=keep)
        there = bool(places)
        self.nothing.setVisible(not there)
        for widget in (self.list, self.open, self.print):
            widget.setVisible(there)

    def try_to_make(self) -> None:
        """Make what is named, or say under the field why it is no name."""
        read = read_names(self.field.text())
        if isinstance(read, NameProblem):
            self.field.set_error(shown(name_problem(read)))
            self.field.edit.setFocus()
        else:
            self.field.set_error("")
            self.named.emit(read)

    def clear(self) -> None:
        """Be ready for other names."""
        self.field.set_text("")
        self.field.set_error("")
