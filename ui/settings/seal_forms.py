"""The forms of the seal: its copy, one that is brought, and its replacement. Nothing is done before F12."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from ui.settings.seal_telling import reasons
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.layouts import Box, Column, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.password import PasswordField
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.domain.seals import FINGERPRINT_GROUP, RevocationReason, plain
from workshop.texts import _
from workshop.words import shown

SHORTEST_PASSWORD = 8
MARK_PX = 32
LINES = 4


class Form(QWidget):
    """Fields, then « Revenir » and the one thing that is done; secrets are forgotten as soon as it is out of sight."""

    def __init__(self, title: str, fields: Box, done: Button, *others: Button, look: Look = Look.PLAIN) -> None:
        super().__init__()
        self.done = done
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        self.panel = Panel(Column(Label(title, "lead", bold=True, wrap=True), fields, gap="m"), look, ("xl", "m"))
        row = Row(self.back, None, *others, done, gap="m", stacks=True)
        self.setLayout(Column(self.panel, None, row, gap="m"))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for field in self.findChildren(PasswordField):
            field.clear()
            field.set_error("")

    def warn_of_a_scan(self) -> None:
        """Say that a reader typed into a password, and that nothing of it is left."""
        field = self.sender()
        if isinstance(field, PasswordField):
            field.set_error(shown(_("La douchette a écrit ici : c'est effacé. Tapez le mot de passe.")))


class SaveForm(Form):
    """A copy of the seal: a password typed twice, and where the file goes."""

    wanted = Signal(str, str)  # where, the password

    def __init__(self) -> None:
        self.password = PasswordField(
            shown(_("Mot de passe de la copie, 8 caractères au moins")),
            help_text=shown(_("Sans lui, la copie ne sert à rien : notez-le, loin de la copie.")),
        )
        self.again = PasswordField(shown(_("Le même mot de passe, encore une fois")))
        self.where = Field(
            shown(_("Où la copie est écrite")), help_text=shown(_("Mieux : sur une clé USB. Branchez-la, puis F2."))
        )
        self.elsewhere = Button(shown(_("Autre endroit")), icon="place", key="F2", target="office")
        done = Button(shown(_("Faire la copie")), icon="backup", key="F12", kind=Kind.PRIMARY, target="office")
        fields = Column(self.password, self.again, self.where, gap="m")
        super().__init__(shown(_("Une copie du sceau, sous un mot de passe")), fields, done, self.elsewhere)
        self.password.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.where.setFocus)
        for field in (self.password, self.again):
            field.scanned.connect(self.warn_of_a_scan)
        done.triggered.connect(self._ask)

    def _ask(self) -> None:
        """Ask for the copy, or say under the field what is missing."""
        short = len(self.password.text()) < SHORTEST_PASSWORD
        other = self.again.text() != self.password.text()
        nowhere = not self.where.text().strip()
        self.password.set_error(shown(_("Il en faut 8 au moins.")) if short else "")
        self.again.set_error(shown(_("Ce n'est pas le même.")) if other and not short else "")
        self.where.set_error(shown(_("Tapez où la copie est écrite.")) if nowhere else "")
        for wrong, field in ((short, self.password), (other, self.again), (nowhere, self.where)):
            if wrong:
                field.setFocus()
                return
        self.wanted.emit(self.where.text().strip(), self.password.text())


class BringForm(Form):
    """A seal from a file: where it is, and its password."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        self.where = Field(
            shown(_("Où est le fichier (.p12 ou .pfx)")),
            help_text=shown(_("Une copie faite ici, ou un sceau acheté ailleurs (ECDSA P-256).")),
        )
        self.password = PasswordField(shown(_("Son mot de passe")))
        self.other = Button(shown(_("Autre fichier")), icon="search", key="F2", target="office")
        done = Button(shown(_("Prendre ce sceau")), icon="certificate", key="F12", kind=Kind.PRIMARY, target="office")
        more = Label(shown(_("Le sceau de ce poste devient un ancien sceau. Ce qu'il a scellé reste bon.")), wrap=True)
        fields = Column(self.where, self.password, more, gap="m")
        super().__init__(shown(_("Apporter un sceau, ou reprendre une copie")), fields, done, self.other)
        self.where.edit.returnPressed.connect(self.password.setFocus)
        self.password.scanned.connect(self.warn_of_a_scan)
        done.triggered.connect(self._ask)

    def _ask(self) -> None:
        there = self.where.text().strip()
        self.where.set_error("" if there else shown(_("Tapez où est le fichier.")))
        if there:
            self.wanted.emit(there, self.password.text())
        else:
            self.where.setFocus()


class RenewForm(Form):
    """A new seal in the place of one that ends: what follows, and one key."""

    def __init__(self) -> None:
        lines = (
            shown(_("Un nouveau sceau, avec une nouvelle clé, prend la place de celui-ci.")),
            shown(_("Ce que l'ancien a scellé reste bon.")),
            shown(_("Donnez ensuite la nouvelle empreinte à ceux qui vérifient, et faites une copie.")),
        )
        fields = Column(*(Label(words, wrap=True) for words in lines), gap="xs")
        done = Button(shown(_("Renouveler")), icon="certificate", key="F12", kind=Kind.PRIMARY, target="office")
        super().__init__(shown(_("Renouveler le sceau")), fields, done)


class ReplaceForm(Form):
    """A seal that was lost or stolen: what follows is said first, a reason chosen, its first signs typed."""

    wanted = Signal(object)  # RevocationReason

    def __init__(self) -> None:
        self.reason: RevocationReason | None = None
        self._first = ""
        self.follows = [Label("", bold=not place, wrap=True) for place in range(LINES)]
        keys = ("F2", "F3", "F4")
        self.choices = [
            Choice(words, icon="next", key=key) for key, (_reason, words) in zip(keys, reasons(), strict=True)
        ]
        self.why = Label(shown(_("Pourquoi ?")), bold=True)
        self.field = Field(
            shown(_("Pour confirmer, tapez les 4 premiers signes de son empreinte")), tabular=True, sample="DDDDDD"
        )
        self.field.edit.setMaxLength(FINGERPRINT_GROUP)
        done = Button(shown(_("Remplacer le sceau")), icon="without", key="F12", kind=Kind.PRIMARY, target="office")
        told = Row(Column(ShapeMark(Shape.LATE, MARK_PX), None), (Column(*self.follows, gap="xs"), 1), gap="l")
        why = holding(Row(*self.choices, None, gap="m", stacks=True))
        fields = Column(told, self.why, why, self.field, gap="m")
        title = shown(_("Remplacer le sceau : on ne peut pas revenir en arrière"))
        super().__init__(title, fields, done, look=Look.WILL_BE_DESTROYED)
        for choice in self.choices:
            choice.triggered.connect(self._choose)
        done.triggered.connect(self._ask)

    def begin(self, follows: tuple[str, ...], group: str) -> None:
        """Say what follows, and ask anew; `group` is what must be typed."""
        self.reason, self._first = None, plain(group)
        for label, words in zip(self.follows, follows, strict=True):
            label.set_text(words)
            label.setVisible(bool(words))
        for choice in self.choices:
            choice.set_chosen(chosen=False)
        self.field.set_text("")
        self.field.set_error("")

    def _choose(self) -> None:
        for choice, (reason, _words) in zip(self.choices, reasons(), strict=True):
            choice.set_chosen(chosen=choice is self.sender())
            self.reason = reason if choice is self.sender() else self.reason
        self.field.setFocus()

    def _ask(self) -> None:
        right = plain(self.field.text()) == self._first and bool(self._first)
        if self.reason is None:
            self.field.set_error(shown(_("Dites d'abord pourquoi : F2, F3 ou F4.")))
            self.choices[0].setFocus()
        elif not right:
            self.field.set_error(shown(_("Ce n'est pas le début de cette empreinte.")))
            self.field.setFocus()
        else:
            self.field.set_error("")
            self.wanted.emit(self.reason)


def next_of(texts: tuple[str, ...], text: str) -> str:
    """Return what comes after a text in a round, the first where it is none of them; itself where there is none."""
    if not texts:
        return text
    return texts[(texts.index(text) + 1) % len(texts)] if text in texts else texts[0]


def written(paths: tuple[Path, ...]) -> tuple[str, ...]:
    """Write paths for a field."""
    return tuple(str(path) for path in paths)
