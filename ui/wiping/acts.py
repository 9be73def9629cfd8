"""What a person can do with a wipe or a drive, each by one key; what cannot be taken back is asked first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.questions import Question
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from workshop.texts import _
from workshop.words import shown

YES = 1


class Act(Enum):
    """One thing that a person does or attests."""

    STOP = "stop"
    REDO = "redo"
    VALIDATE = "validate"
    REJECT = "reject"
    ABSENT = "absent"
    DESTROYED = "destroyed"
    LOST = "lost"
    NO_DRIVE = "no-drive"
    NO_OTHER = "no-other"
    AUTHORISE = "authorise"
    FORBID = "forbid"
    RELEASE = "release"  # what is kept: on a page of its own


FOR_A_MANAGER = frozenset({Act.VALIDATE, Act.AUTHORISE})  # after their PIN, where one is set


@dataclass(frozen=True)
class About:
    """What an act is about: the drives, their words, the wipe (empty: none), the machine, loose drive or lot."""

    code: str
    drives: tuple[str, ...] = ()
    words: str = ""
    wipe: str = ""


@dataclass(frozen=True)
class _Face:
    word: str
    icon: str
    key: str
    kind: Kind = Kind.PLAIN


def faces() -> dict[Act, _Face]:
    """Return the buttons of all acts, in the order in which they stand."""
    return {
        Act.REDO: _Face(_("Refaire"), "wipe", "F12", Kind.PRIMARY),
        Act.AUTHORISE: _Face(_("Autoriser l'effacement de tout le lot"), "wipe", "F12", Kind.PRIMARY),
        Act.FORBID: _Face(_("Retirer l'autorisation"), "padlock", "F3"),
        Act.RELEASE: _Face(_("Libérer"), "done", "F2"),
        Act.VALIDATE: _Face(_("Valider"), "certificate", "F12", Kind.PRIMARY),
        Act.STOP: _Face(_("Arrêter"), "pause", "F3"),
        Act.REJECT: _Face(_("Rejeter"), "back", "F3"),
        Act.ABSENT: _Face(_("Absent"), "without", "F2"),
        Act.NO_DRIVE: _Face(_("Aucun disque"), "search", "F2"),
        Act.NO_OTHER: _Face(_("Aucun autre disque"), "search", "F2"),
        Act.DESTROYED: _Face(_("Détruit"), "drive", "F3"),
        Act.LOST: _Face(_("Perdu"), "search", "F11"),
    }


def question(act: Act) -> tuple[str, str]:
    """Ask before an act; empty where a key is enough."""
    named = _("C'est noté avec votre nom.")
    looked = _("Vous avez ouvert et regardé. C'est noté avec votre nom.")
    words = {
        Act.STOP: (_("Arrêter cet effacement ?"), _("Le disque restera « non effacé ».")),
        Act.REJECT: (_("Rejeter cet effacement ?"), _("Cela ne s'annule pas : il faudra l'effacer à nouveau.")),
        Act.ABSENT: (_("Ce disque n'est pas dans l'ordinateur ?"), looked),
        Act.NO_DRIVE: (_("Il n'y a aucun disque dedans ?"), looked),
        Act.NO_OTHER: (_("Il n'y a aucun autre disque dedans ?"), looked),
        Act.DESTROYED: (_("Avez-vous vu ce disque détruit ?"), named),
        Act.AUTHORISE: (
            _("Autoriser l'effacement de tout le lot ?"),
            _("Chaque disque de ce lot branché ici sera effacé pour toujours, sans scanner son étiquette."),
        ),
        Act.FORBID: (
            _("Retirer l'autorisation ?"),
            _("Il faudra scanner chaque étiquette. Ce qui s'efface déjà continue."),
        ),
        Act.LOST: (_("Personne ne sait où est ce disque ?"), _("C'est un incident, noté avec votre nom.")),
    }
    what, more = words.get(act, ("", ""))
    return shown(what), shown(more)


class Acts(QWidget):
    """A row of buttons, or the question that takes its place; `wanted` says what a person decided, about what.

    `above` stands above the buttons, with or without them, and makes room for a question.
    """

    wanted = Signal(object, object)  # Act, About

    def __init__(self, above: QWidget | None = None) -> None:
        super().__init__()
        self._above = above
        self.about = About("")
        self.offered: tuple[Act, ...] = ()
        self.question = Question(shown(_("Oui")), shown(_("Non")))
        self.buttons = {
            act: Button(shown(face.word), icon=face.icon, key=face.key, kind=face.kind) for act, face in faces().items()
        }
        row = Row(*self.buttons.values(), None, gap="l", stacks=True)
        self.row = holding(Column(above, row, gap="m") if above is not None else row)
        self.setLayout(Column(self.row, self.question))
        self.question.takes_the_place_of(self.row)
        self.question.answered.connect(self._answered)
        self._presses = [_Press(self, act, button) for act, button in self.buttons.items()]
        self._asked: Act | None = None
        self.offer((), self.about)

    @property
    def keys(self) -> dict[str, Button]:
        return {faces()[act].key: self.buttons[act] for act in self.offered}

    @property
    def asking(self) -> bool:
        return not self.question.isHidden()

    def offer(self, acts: Iterable[Act], about: About) -> None:
        """Offer these acts; a question that is being asked stays while it is about the same."""
        acts = tuple(acts)
        same = about.code == self.about.code and about.wipe == self.about.wipe and acts == self.offered
        self.about, self.offered = about, acts
        if self.asking and not same:
            self.question.withdraw()
        for act, button in self.buttons.items():
            button.setVisible(act in acts)
        if self._above is None:
            self.setVisible(bool(acts))

    def press(self, act: Act) -> None:
        """Do it, or ask first."""
        what, more = question(act)
        if not what:
            self.wanted.emit(act, self.about)
            return
        self._asked = act
        self.question.ask(what, " ".join(part for part in (self.about.words, more) if part))

    def choose(self, number: int) -> bool:
        return self.question.choose(number)

    def withdraw(self) -> bool:
        """Take a question back; False where none is asked."""
        return self.question.choose(2)

    def _answered(self, number: int) -> None:
        act, self._asked = self._asked, None
        if act is not None and number == YES:
            self.wanted.emit(act, self.about)


class _Press(QObject):
    """One button of an act."""

    def __init__(self, acts: Acts, act: Act, button: Button) -> None:
        super().__init__(acts)
        self._acts, self._act = acts, act
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._acts.press(self._act)
