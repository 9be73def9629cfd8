"""Sceau: one thing in front at a time, from the fingerprint to what may be done with the seal."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.papers import path_of
from ui.settings import doing
from ui.settings.acts import Acts
from ui.settings.doing import Places, SealRead
from ui.settings.part import Part
from ui.settings.seal_forms import BringForm, RenewForm, ReplaceForm, SaveForm, next_of, written
from ui.settings.seal_overview import LargeFingerprint, SealOverview
from ui.settings.seal_telling import file_name, refusal, replacing, tell
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row
from workshop.domain.errors import WorkshopError
from workshop.domain.seals import RevocationReason, SealFacts
from workshop.texts import _
from workshop.words import shown

RENEW, BRING, REPLACE, PUBLIC, REVOKED = 1, 2, 3, 1, 2


class Front(Enum):
    """What is in front."""

    SEAL = "seal"
    LARGE = "large"
    GIVE = "give"
    CHANGE = "change"
    SAVE = "save"
    RENEW = "renew"
    BRING = "bring"
    REPLACE = "replace"


BEFORE = {Front.RENEW: Front.CHANGE, Front.BRING: Front.CHANGE, Front.REPLACE: Front.CHANGE}


class SealPart(Part):
    """The seal of this bench; `done` tells an act that is done, for the band."""

    name = "seal"
    icon = "certificate"
    done = Signal(str, str)  # a word, a sentence

    def __init__(self) -> None:
        super().__init__()
        self.front = Front.SEAL
        self.read: SealRead | None = None
        self.busy = False
        self._places = Places((), ())
        self.seal, self.large = SealOverview(), LargeFingerprint()
        self.save, self.renew = SaveForm(), RenewForm()
        self.bring, self.replace = BringForm(), ReplaceForm()
        self.folder = Field(shown(_("Dans quel dossier")))
        self.elsewhere = Button(shown(_("Autre endroit")), icon="place", key="F2", target="office")
        self.give, self.change = (
            _giving(Column(self.folder, Row(self.elsewhere, None, stacks=True), gap="s")),
            _changing(),
        )
        self.views: dict[Front, QWidget] = {
            Front.SEAL: self.seal,
            Front.LARGE: self.large,
            Front.GIVE: self.give,
            Front.CHANGE: self.change,
            Front.SAVE: self.save,
            Front.RENEW: self.renew,
            Front.BRING: self.bring,
            Front.REPLACE: self.replace,
        }
        self.setLayout(Column(*((view, 1) for view in self.views.values())))
        self._connect()
        self._show(Front.SEAL)

    @property
    def title(self) -> str:
        return shown(_("Sceau"))

    @property
    def alone(self) -> bool:
        """Whether something stands before the seal: the list of pages gives way to it."""
        return self.front is not Front.SEAL

    @property
    def keys(self) -> dict[str, Button]:
        match self.front:
            case Front.SEAL:
                return self.seal.keys
            case Front.SAVE:
                return {"F2": self.save.elsewhere, "F12": self.save.done}
            case Front.RENEW:
                return {"F12": self.renew.done}
            case Front.BRING:
                return {"F2": self.bring.other, "F12": self.bring.done}
            case Front.REPLACE:
                keys = dict(zip(("F2", "F3", "F4"), self.replace.choices, strict=True))
                return {**keys, "F12": self.replace.done}
            case Front.GIVE:
                return {"F2": self.elsewhere}
            case Front.LARGE | Front.CHANGE:
                return {}

    @property
    def first_focus(self) -> QWidget | None:
        places: dict[Front, QWidget] = {
            Front.SAVE: self.save.password.edit,
            Front.RENEW: self.renew.back,
            Front.BRING: self.bring.where.edit,
            Front.REPLACE: self.replace.choices[0],
            Front.GIVE: self.give.buttons[0],
            Front.CHANGE: self.change.buttons[0],
            Front.LARGE: self.large.back,
        }
        return places.get(self.front)

    def enter(self) -> None:
        if self.front is Front.SEAL:
            self.aside(partial(doing.read_seal, self.owner.session.workshop), self._read)

    def choose(self, number: int) -> bool:
        match self.front:
            case Front.GIVE:
                return self.give.choose(number)
            case Front.CHANGE:
                return self.change.choose(number)
            case _:
                return self.alone

    def go_back(self) -> bool:
        if self.front is Front.SEAL:
            return False
        self._show(BEFORE.get(self.front, Front.SEAL))
        self.enter()
        return True

    def fail(self, error: Exception) -> bool:
        """Tell a refusal with what to do here; what was typed stays, but for secrets that did not serve."""
        self.busy = False
        if not isinstance(error, WorkshopError):
            return False
        if self.read is None:
            self.seal.show_trouble(refusal(error))
        self.owner.told.emit(refusal(error))
        return True

    def _connect(self) -> None:
        seal = self.seal
        for button, front in ((seal.large, Front.LARGE), (seal.save, Front.SAVE), (seal.give, Front.GIVE)):
            button.triggered.connect(_Opens(self, front).open)
        seal.change.triggered.connect(_Opens(self, Front.CHANGE).open)
        self.give.picked.connect(self._give)
        self.change.picked.connect(self._change)
        self.renew.done.triggered.connect(self._renew)
        self.save.wanted.connect(self._save)
        self.bring.wanted.connect(self._bring)
        self.replace.wanted.connect(self._replace)
        for button in (self.save.elsewhere, self.bring.other, self.elsewhere):
            button.triggered.connect(self._look_again)
        for view in (self.large, self.give, self.change, self.save, self.renew, self.bring, self.replace):
            view.back.triggered.connect(self.go_back)

    def show_front(self, front: Front) -> None:
        """Bring something to the front."""
        self._show(front)
        if front in (Front.SAVE, Front.GIVE, Front.BRING):
            self._look()

    def _show(self, front: Front) -> None:
        self.front = front
        for other, view in self.views.items():
            view.setVisible(other is front)
        self.changed.emit()

    def _read(self, read: SealRead) -> None:
        self.read = read
        self.seal.show_seal(read.view, tell(read))
        self.large.show_seal(read.view)
        self.change.buttons[REPLACE - 1].setEnabled(bool(read.view.groups))
        self.changed.emit()

    # where files are

    def _look(self) -> None:
        self.aside(partial(doing.places, self.owner.session.workshop), self._looked)

    def _look_again(self) -> None:
        self.aside(partial(doing.places, self.owner.session.workshop), self._looked_again)

    def _looked(self, places: Places) -> None:
        """Offer the first place, a stick where there is one."""
        self._places = places
        self.folder.set_text(written(places.folders)[0])
        self.save.where.set_text(self._copies()[0])
        self.bring.where.set_text(next(iter(written(places.copies)), ""))

    def _looked_again(self, places: Places) -> None:
        self._places = places
        if self.front is Front.GIVE:
            self.folder.set_text(next_of(written(places.folders), self.folder.text()))
        elif self.front is Front.SAVE:
            self.save.where.set_text(next_of(self._copies(), self.save.where.text()))
        elif self.front is Front.BRING and not places.copies:
            self.bring.where.set_error(shown(_("Aucun fichier .p12 trouvé. Branchez la clé USB, ou tapez où il est.")))
        elif self.front is Front.BRING:
            self.bring.where.set_error("")
            self.bring.where.set_text(next_of(written(places.copies), self.bring.where.text()))

    def _copies(self) -> tuple[str, ...]:
        return tuple(str(folder / self._name(_("sceau-copie"), ".p12")) for folder in self._places.folders)

    def _name(self, kind: str, end: str) -> str:
        return file_name(kind, self.owner.session.shop, datetime.now(UTC).astimezone().date(), end)

    # acts

    def _run(self, job: Any, done: Any) -> None:
        if not self.busy:
            self.busy = True
            self.aside(job, done)

    def _give(self, number: int) -> None:
        session, folder = self.owner.session, path_of(self.folder.text())
        if not self.folder.text().strip():
            self.folder.set_error(shown(_("Tapez dans quel dossier.")))
        elif number == PUBLIC:
            name = self._name(_("sceau"), ".pem")
            self._run(partial(doing.write_public, session.workshop, folder, name), self._given)
        elif number == REVOKED:
            name = self._name(_("sceaux-revoques"), ".json")
            self._run(partial(doing.write_revoked, session.workshop, session.actor, folder, name), self._given)

    def _given(self, path: Path) -> None:
        self._end(shown(_("Fichier écrit.")), shown(_("Il est ici : {path}").format(path=path)))

    def _change(self, number: int) -> None:
        if number == RENEW:
            self.show_front(Front.RENEW)
        elif number == BRING:
            self.show_front(Front.BRING)
        elif self.read is not None:
            self.replace.begin(replacing(self.read), next(iter(self.read.view.groups), ""))
            self.show_front(Front.REPLACE)

    def _renew(self) -> None:
        session = self.owner.session
        self._run(partial(doing.renew, session.workshop, session.actor), self._changed)

    def _save(self, where: str, password: str) -> None:
        session = self.owner.session
        self._run(partial(doing.save_copy, session.workshop, session.actor, where, password), self._saved)

    def _saved(self, path: Path) -> None:
        more = _("Gardez {name} loin de ce poste, et son mot de passe ailleurs.").format(name=path.name)
        self._end(shown(_("Copie faite.")), shown(more))

    def _bring(self, where: str, password: str) -> None:
        session = self.owner.session
        self._run(partial(doing.bring, session.workshop, session.actor, where, password), self._changed)

    def _replace(self, reason: RevocationReason) -> None:
        session = self.owner.session
        self._run(partial(doing.replace, session.workshop, session.actor, reason), self._changed)

    def _changed(self, facts: SealFacts) -> None:
        more = _("Sceau « {name} ». Donnez sa nouvelle empreinte, et faites-en une copie : F2.")
        self._end(shown(_("Sceau changé.")), shown(more.format(name=facts.name)))

    def _end(self, word: str, sentence: str) -> None:
        self.busy = False
        self._show(Front.SEAL)
        self.enter()
        self.done.emit(word, sentence)


class _Opens(QObject):
    """What one button opens."""

    def __init__(self, part: SealPart, front: Front) -> None:
        super().__init__(part)
        self._part, self._front = part, front

    def open(self) -> None:
        self._part.show_front(self._front)


def _giving(head: Column) -> Acts:
    acts = (
        (
            shown(_("Le fichier du sceau")),
            "certificate",
            shown(_("Sans sa clé. Qui le reçoit peut vérifier vos certificats.")),
        ),
        (
            shown(_("La liste des sceaux révoqués")),
            "documents",
            shown(_("Scellée. Elle dit aussi quels documents sont remplacés.")),
        ),
    )
    return Acts(shown(_("Pour ceux qui vérifient")), acts, head=head)


def _changing() -> Acts:
    acts = (
        (
            shown(_("Renouveler le sceau")),
            "certificate",
            shown(_("Un nouveau prend sa place. Ce que l'ancien a scellé reste bon.")),
        ),
        (
            shown(_("Apporter un sceau")),
            "usb-key",
            shown(_("Un fichier .p12 et son mot de passe : une copie à reprendre, ou un sceau acheté ailleurs.")),
        ),
        (
            shown(_("Remplacer un sceau perdu ou volé")),
            "without",
            shown(_("Ce qu'il a scellé ne sera plus reconnu. On ne peut pas revenir en arrière.")),
        ),
    )
    return Acts(shown(_("Changer de sceau")), acts)
