"""Personnes: who works here, their badges, a manager's own PIN, and the bench card."""

from __future__ import annotations

from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.papers import open_paper
from ui.settings import people_doing as doing
from ui.settings.part import Part
from ui.settings.people_doing import BadgeMade, PeopleRead
from ui.settings.people_forms import NewPerson, OwnPin
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.domain.errors import PinError
from workshop.domain.people import Person, Role
from workshop.domain.scanning import Scan
from workshop.domain.typography import grouped
from workshop.people_words import role as named
from workshop.texts import _, several
from workshop.words import shown, trouble

MOST_LISTED, MOST_KEYS = 8, 9


class Mode(Enum):
    """What is in front."""

    LIST = "list"
    NEW = "new"
    WHICH = "which"  # whose badge is printed again
    PIN = "pin"


class PeoplePart(Part):
    """Nobody is counted here, and nobody is compared."""

    name = "people"
    icon = "people"

    def __init__(self) -> None:
        super().__init__()
        self.mode = Mode.LIST
        self.read = PeopleRead((), None, has_pin=False)
        self.rows = [Label("", wrap=True) for _place in range(MOST_LISTED)]
        self.more = Label("", color="ink2", wrap=True)
        self.note = Label(
            shown(_("Un badge dit qui travaille. Taille du texte, sons et langue le suivent.")), wrap=True
        )
        self.add = Button(shown(_("Nouvelle personne")), icon="plus", key="F2", target="office")
        self.print = Button(shown(_("Imprimer un badge")), icon="badge", key="F3", target="office")
        self.pin = Button(shown(_("Mon code PIN")), icon="padlock", key="F4", target="office")
        self.card = Button(shown(_("Carte de poste")), icon="printer", key="F11", target="office")
        self.new, self.own = NewPerson(), OwnPin()
        self.which = [Button(str(key), icon="badge", key=str(key), target="office") for key in range(1, MOST_KEYS + 1)]
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        self._presses = [_Press(self, place, button) for place, button in enumerate(self.which)]
        self._compose()
        self._connect()
        self._show(Mode.LIST)

    def _compose(self) -> None:
        title = Label(shown(_("Les personnes de l'atelier")), "lead", bold=True, wrap=True)
        people = Panel(Column(title, *self.rows, self.more, self.note, gap="s"), pad=("xl", "m"))
        acts = Column(
            Row(self.add, self.print, None, gap="m", stacks=True), Row(self.pin, None, self.card, stacks=True), gap="m"
        )
        question = Label(shown(_("Quel badge ?")), "lead", bold=True, wrap=True)
        choices = Panel(
            Column(question, *(Row(one, None, stacks=True) for one in self.which), gap="s"), pad=("xl", "m")
        )
        self.views: dict[Mode, QWidget] = {
            Mode.LIST: holding(Column(people, acts, None, gap="m")),
            Mode.NEW: self.new,
            Mode.WHICH: holding(Column(choices, None, Row(self.back, None, stacks=True), gap="m")),
            Mode.PIN: self.own,
        }
        self.setLayout(Column(*((view, 1) for view in self.views.values())))

    def _connect(self) -> None:
        self.add.triggered.connect(self._begin_new)
        self.print.triggered.connect(self._begin_which)
        self.pin.triggered.connect(self._begin_pin)
        self.card.triggered.connect(self._make_card)
        self.new.wanted.connect(self._add)
        self.own.wanted.connect(self._set_pin)
        for back in (self.back, self.new.back, self.own.back):
            back.triggered.connect(self.go_back)

    # what the screen asks

    @property
    def title(self) -> str:
        return shown(_("Personnes"))

    @property
    def alone(self) -> bool:
        return self.mode is not Mode.LIST

    @property
    def keys(self) -> dict[str, Button]:
        buttons = {"F2": self.add, "F3": self.print, "F4": self.pin, "F11": self.card}
        by_mode = {Mode.LIST: buttons, Mode.NEW: self.new.keys, Mode.WHICH: {}, Mode.PIN: self.own.keys}
        return {key: button for key, button in by_mode[self.mode].items() if not button.isHidden()}

    @property
    def first_focus(self) -> QWidget | None:
        wanted = {Mode.NEW: self.new.name.edit, Mode.WHICH: self.back, Mode.PIN: self.own.first.edit}
        return wanted.get(self.mode)

    def enter(self) -> None:
        session = self.owner.session
        self.aside(partial(doing.read_people, session.workshop, session.actor), self._read)

    def choose(self, number: int) -> bool:
        if self.mode is Mode.WHICH and number <= len(self.which):
            self.press(number - 1)
        return self.mode is not Mode.LIST

    def go_back(self) -> bool:
        was = self.mode is not Mode.LIST
        self._show(Mode.LIST)
        return was

    def keeps(self, scan: Scan) -> bool:
        """Let nothing that is typed beside the fields of a PIN become a scan: scans are written down."""
        return self.mode is Mode.PIN and scan.typed

    def fail(self, error: Exception) -> bool:
        if not isinstance(error, PinError) or self.mode is not Mode.PIN:
            return False
        sentence = trouble(error)
        self.own.show_wrong(" ".join(part for part in (sentence.what, sentence.do) if part))
        self.own.first.edit.setFocus()
        return True

    # what is in front

    def _show(self, mode: Mode) -> None:
        self.mode = mode
        for other, view in self.views.items():
            view.setVisible(other is mode)
        self.changed.emit()

    def _read(self, read: PeopleRead) -> None:
        self.read = read
        for row, person in zip(self.rows, read.people, strict=False):
            row.set_text(_line(person))
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(read.people))
        left = len(read.people) - MOST_LISTED
        words = several("et {number} autre personne", "et {number} autres personnes", left).format(number=left)
        self.more.set_text(shown(words) if left > 0 else "")
        self.more.setVisible(left > 0)
        self.pin.setVisible(read.own is not None and read.own.role is Role.MANAGER)
        self.changed.emit()

    # what is done

    def _begin_new(self) -> None:
        self.new.begin()
        self._show(Mode.NEW)

    def _add(self, name: str, role: Role) -> None:
        self._show(Mode.LIST)
        words = shown(_("Donner un badge : {name}").format(name=name))
        self.owner.vouch(words, partial(self._really_add, name, role))

    def _really_add(self, name: str, role: Role) -> None:
        session = self.owner.session
        self.aside(partial(doing.add_person, session.workshop, session.actor, name, role), self._badge_made)

    def _begin_which(self) -> None:
        newest = self.read.people[-MOST_KEYS:]
        for place, button in enumerate(self.which):
            button.setVisible(place < len(newest))
            if place < len(newest):
                button.setText(newest[place].name)
        self._show(Mode.WHICH)

    def press(self, place: int) -> None:
        """Print the badge of one person."""
        newest = self.read.people[-MOST_KEYS:]
        if place < len(newest):
            session = self.owner.session
            job = partial(doing.print_badge, session.workshop, session.actor, newest[place])
            self._show(Mode.LIST)
            self.aside(job, self._badge_made)

    def _badge_made(self, made: BadgeMade) -> None:
        words = _("Badge de {name} : {path}") if made.file else _("Badge de {name} : l'étiquette sort.")
        path = open_paper(made.file) if made.file else ""
        self.owner.said.emit(shown(words.format(name=made.person.name, path=path)))
        self.enter()

    def _begin_pin(self) -> None:
        self.own.begin(has_one=self.read.has_pin)
        self._show(Mode.PIN)

    def _set_pin(self, new: str, old: str) -> None:
        session = self.owner.session
        self.aside(partial(session.workshop.people.set_pin, session.actor, new, old=old), self._pin_set)

    def _pin_set(self, _nothing: object) -> None:
        self._show(Mode.LIST)
        self.owner.said.emit(shown(_("Votre code PIN est choisi.")))
        self.enter()

    def _make_card(self) -> None:
        session = self.owner.session
        self.aside(partial(doing.make_card, session.workshop, session.shop), self._card_made)

    def _card_made(self, path: Path) -> None:
        self.owner.said.emit(shown(_("Carte de poste : {path}").format(path=open_paper(path))))


class _Press(QObject):
    """The button of one badge."""

    def __init__(self, part: PeoplePart, place: int, button: Button) -> None:
        super().__init__(part)
        self._part, self._place = part, place
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._part.press(self._place)


def _line(person: Person) -> str:
    return " · ".join((person.name, shown(named(person.role)), grouped(person.code)))
