"""The forms of people: somebody new, and a manager's own PIN. Nothing is done before F12."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.settings.seal_forms import Form
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row
from ui.widgets.password import PasswordField
from workshop.domain.people import Role
from workshop.domain.pins import LONGEST
from workshop.people_words import role as named
from workshop.services.people import LONGEST_NAME
from workshop.texts import _
from workshop.words import shown


class NewPerson(Form):
    """A name and what the person may do."""

    wanted = Signal(str, object)  # the name, Role

    def __init__(self) -> None:
        self.name = Field(shown(_("Nom de la personne")), help_text=shown(_("Il est écrit sur le badge.")))
        self.name.edit.setMaxLength(LONGEST_NAME)
        self.role = Role.TECHNICIAN
        keys = {Role.TECHNICIAN: "F3", Role.MANAGER: "F4"}
        self.roles = {role: Choice(shown(named(role)), icon="person", key=key) for role, key in keys.items()}
        done = Button(shown(_("Donner un badge")), icon="badge", key="F12", kind=Kind.PRIMARY, target="office")
        fields = Column(self.name, Row(*self.roles.values(), None, gap="m", stacks=True), gap="m")
        super().__init__(shown(_("Une nouvelle personne")), fields, done)
        for role, choice in self.roles.items():
            choice.triggered.connect(_Chooses(self, role).choose)
        done.triggered.connect(self._ask)
        self.choose_role(Role.TECHNICIAN)

    @property
    def keys(self) -> dict[str, Button]:
        return {"F3": self.roles[Role.TECHNICIAN], "F4": self.roles[Role.MANAGER], "F12": self.done}

    def begin(self) -> None:
        """Ask for somebody new."""
        self.name.set_text("")
        self.name.set_error("")
        self.choose_role(Role.TECHNICIAN)

    def choose_role(self, role: Role) -> None:
        self.role = role
        for other, choice in self.roles.items():
            choice.set_chosen(chosen=other is role)

    def _ask(self) -> None:
        name = " ".join(self.name.text().split())
        if name:
            self.wanted.emit(name, self.role)
        else:
            self.name.set_error(shown(_("Écrivez un nom.")))


class OwnPin(Form):
    """A manager's PIN: the one before where there is one, then the new one, twice."""

    wanted = Signal(str, str)  # the new one, the one before

    def __init__(self) -> None:
        self.old = PasswordField(shown(_("Votre code PIN d'avant")))
        self.new = PasswordField(
            shown(_("Nouveau code PIN")), help_text=shown(_("4 à 8 chiffres, connus de vous seul."))
        )
        self.again = PasswordField(shown(_("Le même code, encore une fois")))
        done = Button(shown(_("Choisir ce code")), icon="padlock", key="F12", kind=Kind.PRIMARY, target="office")
        super().__init__(shown(_("Mon code PIN")), Column(self.old, self.new, self.again, gap="m"), done)
        for field, following in ((self.old, self.new.edit), (self.new, self.again.edit), (self.again, self.done)):
            field.edit.setMaxLength(LONGEST)
            field.entered.connect(following.setFocus)
            field.scanned.connect(self.warn_of_a_scan)
        done.triggered.connect(self._ask)

    @property
    def keys(self) -> dict[str, Button]:
        return {"F12": self.done}

    @property
    def first(self) -> PasswordField:
        return self.new if self.old.isHidden() else self.old

    def begin(self, *, has_one: bool) -> None:
        """Ask for a new PIN."""
        self.old.setVisible(has_one)
        self.show_wrong("")

    def show_wrong(self, words: str) -> None:
        """Say why it was not taken; what was typed is gone."""
        for field in (self.old, self.new, self.again):
            field.clear()
            field.set_error("")
        self.first.set_error(words)

    def _ask(self) -> None:
        old, new, again = (field.digits() for field in (self.old, self.new, self.again))
        if new != again:
            self.show_wrong(shown(_("Les deux codes ne sont pas les mêmes.")))
        elif new:
            self.wanted.emit(new, old)


class _Chooses(QObject):
    """One role."""

    def __init__(self, form: NewPerson, role: Role) -> None:
        super().__init__(form)
        self._form, self._role = form, role

    def choose(self) -> None:
        self._form.choose_role(self._role)
