"""Sons: which signals are heard, and how each of them sounds."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.settings.part import Part
from ui.signals import Signal
from ui.sounds import Sounds
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.settings import SoundChoice
from workshop.texts import _
from workshop.words import shown

MARK_PX = 40
KEYS = ("F2", "F3", "F4")


class SoundPart(Part):
    """The sounds of this bench. One presses « Écouter » four times to hear the four."""

    name = "sounds"
    icon = "sound"

    def __init__(self) -> None:
        super().__init__()
        self.choice: SoundChoice | None = None
        self.trial = Sounds(SoundChoice.ON, self)
        self.heard: Signal | None = None
        words = {
            SoundChoice.ON: (shown(_("Tous les sons")), "sound"),
            SoundChoice.REFUSALS: (shown(_("Les refus")), "sound"),
            SoundChoice.OFF: (shown(_("Aucun son")), "silence"),
        }
        self.choices = {
            choice: Choice(word, icon=icon, key=key)
            for (choice, (word, icon)), key in zip(words.items(), KEYS, strict=True)
        }
        self.listen = Button(shown(_("Écouter")), icon="sound", key="F12", target="office")
        self.mark = ShapeMark(Signal.ACCEPTED.shape, MARK_PX)
        self.which = Label(shown(_("Quatre sons, un pour chaque réponse.")), wrap=True)
        self.player = Label("", color="ink2", wrap=True)
        self.setLayout(self._composed())
        for choice, button in self.choices.items():
            button.triggered.connect(_Hears(self, choice).choose)
        self.listen.triggered.connect(self.play_next)

    def _composed(self) -> Column:
        choices = Row(*self.choices.values(), None, gap="m", stacks=True)
        told = Row(self.mark, (self.which, 1), gap="l")
        trying = Row(self.listen, (told, 1), gap="xl", stacks=True)
        return Column(
            Panel(Column(Label(shown(_("Ce que l'on entend")), "lead", bold=True), choices, gap="m")),
            Panel(Column(Label(shown(_("Essayer")), "lead", bold=True), trying, self.player, gap="m")),
            Label(shown(_("Chaque réponse est aussi écrite, avec une forme et une couleur.")), wrap=True),
            None,
            gap="m",
        )

    @property
    def title(self) -> str:
        return shown(_("Sons"))

    @property
    def keys(self) -> dict[str, Button]:
        return {**dict(zip(KEYS, self.choices.values(), strict=True)), "F12": self.listen}

    def enter(self) -> None:
        self.hear(self.choice or self.owner.session.settings.sounds)
        self._tell_player()

    def hear(self, choice: SoundChoice) -> None:
        """Show what holds."""
        self.choice = choice
        for other, button in self.choices.items():
            button.set_chosen(chosen=other is choice)

    def play_next(self) -> None:
        """Play the next of the four, and say which it is."""
        signals = tuple(Signal)
        self.heard = signals[(signals.index(self.heard) + 1) % len(signals)] if self.heard else signals[0]
        self.mark.set_shape(self.heard.shape)
        self.which.set_text(_told(self.heard))
        self.trial.play(self.heard)
        self._tell_player()

    def _tell_player(self) -> None:
        """Say what plays; what failed is known at the next press."""
        player = self.trial.player
        if not player.name:
            words = _("Aucun programme ne joue de son sur ce poste. Le responsable peut en installer un (alsa-utils).")
        elif player.failed:
            words = _("Le dernier son n'a pas pu être joué. Vérifiez le haut-parleur.")
        else:
            words = _("Joué par {program}.").format(program=player.name)
        self.player.set_text(shown(words))


class _Hears(QObject):
    """One choice."""

    def __init__(self, part: SoundPart, choice: SoundChoice) -> None:
        super().__init__(part)
        self._part, self._choice = part, choice

    def choose(self) -> None:
        if self._choice is not self._part.choice:
            self._part.hear(self._choice)
            self._part.owner.chosen.emit("sounds", self._choice)


def _told(signal: Signal) -> str:
    words = {
        Signal.ACCEPTED: _("C'est bon : un petit coup."),
        Signal.ALREADY_DONE: _("Déjà scanné : deux coups graves."),
        Signal.REFUSED: _("Refusé : un son grave et long."),
        Signal.FINISHED: _("Fini : trois notes qui montent."),
    }
    return shown(words[signal])
