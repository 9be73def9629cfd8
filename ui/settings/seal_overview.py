"""The seal in front: its fingerprint, how it stands, what may be done; and the fingerprint alone, to be read aloud."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.settings.fingerprint import Fingerprint, spoken_letters
from ui.settings.seal_telling import SealTold
from ui.signals import Shape
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.seal_words import proves
from workshop.services.seal_views import SealView
from workshop.texts import _
from workshop.words import Sentence, shown

MARK_PX = 32
MOST_FACTS = 6


class SealOverview(QWidget):
    """One seal."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = ShapeMark(Shape.NOW, MARK_PX)
        self.state = Label(
            shown(_("Établi lit le sceau. Le système demande peut-être un mot de passe.")), bold=True, wrap=True
        )
        self.do = Label("", wrap=True)
        self.do.hide()
        self.fingerprint = Fingerprint()
        self.name = Label("", "lead", bold=True, wrap=True)
        self.facts = [Label("", wrap=True) for _place in range(MOST_FACTS)]
        self.proves = Label(shown(proves()), "small", color="ink2", wrap=True)
        self.large = Button(shown(_("Lire en grand")), icon="text-size", key="F11", target="office")
        self.save = Button(shown(_("Faire une copie")), icon="backup", key="F2", target="office")
        self.give = Button(shown(_("Faire vérifier")), icon="documents", key="F3", target="office")
        self.change = Button(shown(_("Changer")), icon="certificate", key="F4", target="office")
        self.setLayout(self._composed())
        self.shown_seal = self._panels()
        self._show_seal(there=False)

    def _composed(self) -> Column:
        words = Column(self.state, self.do, gap="none")
        state = Panel(Row(self.mark, (words, 1), gap="l"), pad=("l", "m"))
        title = Label(shown(_("Empreinte du sceau")), bold=True)
        self.phone = Panel(
            Column(title, (self.fingerprint, 1), Row(self.large, None, stacks=True), gap="s"), pad=("xl", "m")
        )
        self.about = Panel(Column(self.name, *self.facts, None, self.proves, gap="s"), pad=("l", "m"))
        both = Row((self.phone, 3), (self.about, 2), gap="m", stacks=True)
        self.row = holding(Row(self.save, self.give, None, self.change, gap="m", stacks=True))
        return Column(state, (both, 1), self.row, gap="m")

    def _panels(self) -> tuple[QWidget, ...]:
        return (self.phone, self.about)

    @property
    def keys(self) -> dict[str, Button]:
        buttons = {"F2": self.save, "F3": self.give, "F4": self.change, "F11": self.large}
        return {key: button for key, button in buttons.items() if button.isVisibleTo(self)}

    def show_seal(self, view: SealView, told: SealTold) -> None:
        """Show the seal; an example's can only be looked at."""
        self.mark.set_shape(told.shape)
        self.state.set_text(told.state)
        self.do.set_text(told.do)
        self.do.setVisible(bool(told.do))
        self._show_seal(there=view.facts is not None)
        self.row.setVisible(not view.example)
        can_seal = view.facts is not None and view.problem is None
        self.save.setVisible(can_seal)
        self.give.setVisible(can_seal)
        self.fingerprint.set_groups(view.groups)
        self.name.set_text(view.facts.name if view.facts else "")
        for place, label in enumerate(self.facts):
            label.set_text(told.facts[place] if place < len(told.facts) else "")
            label.setVisible(place < len(told.facts))

    def show_trouble(self, sentence: Sentence) -> None:
        """Say why the seal cannot be shown."""
        self.mark.set_shape(Shape.REFUSED)
        self.state.set_text(sentence.what)
        self.do.set_text(sentence.do)
        self.do.setVisible(bool(sentence.do))

    def _show_seal(self, *, there: bool) -> None:
        for panel in self.shown_seal:
            panel.setVisible(there)
        self.row.setVisible(there)


class LargeFingerprint(QWidget):
    """Nothing but the fingerprint, and how its letters are said."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Label("", "lead", bold=True, wrap=True)
        self.fingerprint = Fingerprint()
        self.letters = Label(spoken_letters(), "lead", wrap=True)
        self.how = Label(
            shown(_("Lisez ligne par ligne, quatre signes à la fois. 0 est un zéro : il n'y a pas de O.")), wrap=True
        )
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        panel = Panel(Column(self.name, (self.fingerprint, 1), self.letters, self.how, gap="s"), pad=("xl", "m"))
        self.setLayout(Column((panel, 1), Row(self.back, None, stacks=True), gap="m"))

    def show_seal(self, view: SealView) -> None:
        self.fingerprint.set_groups(view.groups)
        self.name.set_text(view.facts.name if view.facts else "")
