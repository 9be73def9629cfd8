"""Clés de sonde: the sticks on which the probe brings its reports; each signs them with a secret of its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.questions import Question
from ui.settings import stick_doing as doing
from ui.settings.part import Part
from ui.settings.stick_doing import StickHere, SticksRead
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.domain.content import read_time
from workshop.domain.reports import Stick
from workshop.seal_words import day
from workshop.texts import _, several
from workshop.words import shown

HERE_KEYS = ("F2", "F3", "F4")
MOST_KNOWN, MOST_LISTED, YES, NO = 6, 4, 1, 2


class StickPart(Part):
    """Prepare a stick, see which there are, forget one that was lost."""

    name = "sticks"
    icon = "usb-key"

    def __init__(self) -> None:
        super().__init__()
        self.sticks = SticksRead((), ())
        self._asked: StickHere | Stick | None = None
        self._forgetting = False
        self.here = [Button(key, icon="usb-key", key=key, target="office") for key in HERE_KEYS]
        self.nothing = Label(shown(_("Aucune clé USB ici. Branchez-en une, puis F12.")), wrap=True)
        self.known = [
            Button(str(key), icon="usb-key", key=str(key), target="office") for key in range(1, MOST_KNOWN + 1)
        ]
        self.count = Label("", wrap=True)
        self.list = Label("", color="ink2", wrap=True)
        self.search = Button(shown(_("Chercher")), icon="search", key="F12", target="office")
        self.forget = Button(shown(_("Oublier une clé")), icon="without", key="F11", target="office")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        self.question = Question(shown(_("Oui")), shown(_("Non")))
        self._compose()
        self._presses = [_Press(self, place, here=True) for place in range(len(self.here))]
        self._presses += [_Press(self, place, here=False) for place in range(len(self.known))]
        self.search.triggered.connect(self.enter)
        self.forget.triggered.connect(self._choose_one)
        self.back.triggered.connect(self.go_back)
        self.question.answered.connect(self._answered)
        self._show()

    def _compose(self) -> None:
        title = Label(shown(_("Les clés branchées ici")), "lead", bold=True, wrap=True)
        what = _("Une clé préparée signe ses rapports : ce poste sait qu'ils viennent d'elle, et qu'ils sont entiers.")
        rows = [Row(button, None, stacks=True) for button in self.here]
        here = Column(title, Label(shown(what), color="ink2", wrap=True), self.nothing, *rows, gap="s")
        known = Column(Label(shown(_("Les clés de l'atelier")), "lead", bold=True), self.count, self.list, gap="s")
        foot = Row(self.search, None, self.forget, gap="m", stacks=True)
        both = Column(Panel(here, pad=("xl", "m")), Panel(known, pad=("xl", "m")), foot, gap="m")
        self.first = holding(both)
        which = Label(shown(_("Quelle clé est perdue ?")), "lead", bold=True, wrap=True)
        choices = Panel(Column(which, *(Row(one, None, stacks=True) for one in self.known), gap="s"), pad=("xl", "m"))
        self.second = holding(Column(choices, None, Row(self.back, None, stacks=True), gap="m"))
        self.setLayout(Column(self.question, self.first, self.second, None, gap="m"))

    @property
    def title(self) -> str:
        return shown(_("Clés de sonde"))

    @property
    def alone(self) -> bool:
        return self._forgetting or not self.question.isHidden()

    @property
    def keys(self) -> dict[str, Button]:
        if self.alone:
            return {}
        buttons = {**dict(zip(HERE_KEYS, self.here, strict=True)), "F11": self.forget, "F12": self.search}
        return {key: button for key, button in buttons.items() if not button.isHidden()}

    @property
    def first_focus(self) -> QWidget | None:
        if not self.question.isHidden():
            return self.question.buttons[-1]
        return self.back if self._forgetting else None

    def enter(self) -> None:
        self.aside(partial(doing.read_sticks, self.owner.session.workshop), self._read)

    def choose(self, number: int) -> bool:
        if self.question.choose(number):
            return True
        if self._forgetting and 1 <= number <= len(self.known):
            self.press(number - 1, here=False)
        return self._forgetting

    def go_back(self) -> bool:
        if self.question.choose(NO):
            return True
        was, self._forgetting = self._forgetting, False
        self._show()
        return was

    def press(self, place: int, *, here: bool) -> None:
        """Prepare a stick that is plugged in, or ask whether a known one is to be forgotten."""
        chosen: tuple[StickHere | Stick, ...] = self.sticks.here if here else self.sticks.known
        if place >= len(chosen):
            return
        one = chosen[place]
        if isinstance(one, StickHere) and not one.keyed:
            self._prepare(one)
            return
        self._asked = one
        self.first.hide()
        self.second.hide()
        self.question.ask(*_asking(one))
        self.changed.emit()

    def _choose_one(self) -> None:
        self._forgetting = True
        self._show()

    def _answered(self, number: int) -> None:
        asked, self._asked, self._forgetting = self._asked, None, False
        if number == YES and isinstance(asked, StickHere):
            self._prepare(asked)
        elif number == YES and isinstance(asked, Stick):
            session = self.owner.session
            self.aside(partial(doing.forget, session.workshop, session.actor, asked.id), self._forgotten)
        self._show()

    def _prepare(self, one: StickHere) -> None:
        session = self.owner.session
        job = partial(doing.prepare, session.workshop, session.actor, one.folder, replace=one.keyed)
        self.aside(job, self._prepared)

    def _prepared(self, stick: Stick | None) -> None:
        if stick is not None:
            self.owner.said.emit(shown(_("Clé préparée : {name}").format(name=stick.label)))
        self.enter()

    def _forgotten(self, stick: Stick) -> None:
        self.owner.said.emit(shown(_("Clé oubliée : {name}").format(name=stick.label)))
        self.enter()

    def _read(self, read: SticksRead) -> None:
        self.sticks = read
        self._show()

    def _show(self) -> None:
        asking = not self.question.isHidden()
        self.first.setVisible(not asking and not self._forgetting)
        self.second.setVisible(not asking and self._forgetting)
        here, known = self.sticks.here, self.sticks.known
        for place, button in enumerate(self.here):
            button.setVisible(place < len(here))
            button.set_word(_here(here[place]) if place < len(here) else shown(_("Clé USB")))
        for place, button in enumerate(self.known):
            button.setVisible(place < len(known))
            button.set_word(_known(known[place]) if place < len(known) else shown(_("Clé USB")))
        self.nothing.setVisible(not here)
        words = several("{number} clé préparée.", "{number} clés préparées.", len(known)).format(number=len(known))
        self.count.set_text(shown(words) if known else shown(_("Aucune clé préparée.")))
        self.list.set_text("\n".join(_known(stick) for stick in known[:MOST_LISTED]))
        self.list.setVisible(bool(known))
        self.forget.setVisible(bool(known))
        self.changed.emit()


class _Press(QObject):
    """The button of one stick."""

    def __init__(self, part: StickPart, place: int, *, here: bool) -> None:
        super().__init__(part)
        self._part, self._place, self._here = part, place, here
        (part.here if here else part.known)[place].triggered.connect(self.press)

    def press(self) -> None:
        self._part.press(self._place, here=self._here)


def _asking(one: StickHere | Stick) -> tuple[str, str]:
    if isinstance(one, Stick):
        more = _("Les rapports qu'elle signe ne compteront plus. Ceux qui sont déjà là restent.")
        return shown(_("Oublier la clé {name} ?").format(name=one.label)), shown(more)
    what = (
        _("Cette clé est déjà préparée. Recommencer ?")
        if one.known
        else _("Cette clé n'est pas de cet atelier, ou elle a été oubliée.")
    )
    more = _("Elle aura un nouveau secret. Les rapports qu'elle porte déjà restent bons.")
    other = _("La préparer ? Si un autre atelier s'en sert, il ne la reconnaîtra plus.")
    return shown(what), shown(more if one.known else other)


def _here(one: StickHere) -> str:
    if one.known:
        return shown(_("{name} : préparée").format(name=one.folder.name or one.folder))
    words = _("{name} : pas de cet atelier") if one.keyed else _("Préparer {name}")
    return shown(words.format(name=one.folder.name or one.folder))


def _known(stick: Stick) -> str:
    return shown(_("{name}, préparée le {day}").format(name=stick.label, day=day(read_time(stick.prepared_at))))
