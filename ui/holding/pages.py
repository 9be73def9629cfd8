"""The two pages: what is kept and what can be done about it; then one deed, with its questions, before it is done."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.holding import telling
from ui.holding.telling import Deed
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.plate import Plate
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop import hold_words
from workshop.domain.holds import LONGEST_REFERENCE, Consent
from workshop.services.holding import HeldView
from workshop.texts import _
from workshop.words import shown

MOST = 5  # reasons there are


class WhatPage(QWidget):
    """What is kept, and what can be done; one digit each."""

    picked = Signal(object)  # Deed

    def __init__(self) -> None:
        super().__init__()
        self.deeds: tuple[Deed, ...] = ()
        self.plate = Plate("", "title")
        self.kept = [_Told(Shape.LEFT) for _place in range(MOST)]
        self.nothing = Label(shown(_("Il n'est pas gardé.")), "lead", wrap=True)
        self.buttons = [Button(str(number), icon="pause", key=str(number)) for number in range(1, MOST + 1)]
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        kept = Column(*self.kept, self.nothing, None, gap="s")
        head = Panel(Row(Column(self.plate, None), (kept, 1), gap="xl", stacks=True), pad=("xl", "l"))
        rows = Column(*(Row(button, None, stacks=True) for button in self.buttons), gap="m")
        self.setLayout(Column(head, rows, None, Row(self.back, None, stacks=True), gap="l"))
        self._presses = [_Press(self, place, button) for place, button in enumerate(self.buttons)]

    def show_view(self, view: HeldView) -> None:
        """Show one object, or a lot."""
        self.deeds = telling.deeds(view)
        self.plate.set_code(view.about.code)
        for place, row in enumerate(self.kept):
            row.setVisible(place < len(view.held))
            if place < len(view.held):
                row.label.set_text(telling.kept(view.held[place]))
        self.nothing.setVisible(not view.held)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self.deeds))
            if place < len(self.deeds):
                deed = self.deeds[place]
                button.set_word(telling.word(deed), "done" if deed.releases else "pause")

    def choose(self, number: int) -> bool:
        if not 1 <= number <= len(self.deeds):
            return False
        self.picked.emit(self.deeds[number - 1])
        return True


class DeedPage(QWidget):
    """One deed: on whose word, for what, and what follows. Nothing is done before F12."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.deed: Deed | None = None
        self.consent: Consent | None = None
        self.with_lot = False
        self.title = Label("", "title", bold=True, wrap=True)
        self.question = Label(shown(_("Qui donne l'accord ?")), "lead", bold=True, wrap=True)
        self.consents = {
            consent: Choice(shown(hold_words.consent(consent)), icon="person", key=str(number), target="bench")
            for number, consent in enumerate(Consent, 1)
        }
        self.reference = Field(shown(_("Référence du courrier (F2)")), help_text=shown(_("Si vous l'avez.")))
        self.reference.edit.setMaxLength(LONGEST_REFERENCE)
        self.one, self.all = (
            Choice("·", icon="drive", key="F3", target="bench"),
            Choice("·", icon="lot", key="F4", target="bench"),
        )
        self.follows = _Told(Shape.WARNING)
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        self.do = Button("F12", icon="done", key="F12", kind=Kind.PRIMARY)
        answers = Column(*(Row(choice, None, stacks=True) for choice in self.consents.values()), gap="s")
        beside = Row(answers, (Column(self.reference, None), 1), gap="xl", stacks=True)
        self.asked = holding(Column(self.question, beside, gap="s"))
        self.scope = holding(Row(self.one, self.all, None, gap="m", stacks=True))
        panel = Panel(Column(self.title, self.asked, self.scope, self.follows, gap="m"), Look.QUESTION, ("xl", "m"))
        self.setLayout(Column(panel, None, Row(self.back, None, self.do, gap="l", stacks=True), gap="l"))
        self._presses = [_Answer(self, consent, choice) for consent, choice in self.consents.items()]
        self.one.triggered.connect(self.only_this)
        self.all.triggered.connect(self.whole_lot)
        self.do.triggered.connect(self.wanted)

    @property
    def keys(self) -> dict[str, Button]:
        scope = {} if self.scope.isHidden() else {"F3": self.one, "F4": self.all}
        return {**scope, "F12": self.do}

    def show_deed(self, view: HeldView, deed: Deed) -> None:
        """Ask about one deed from the start."""
        self.deed, self.consent = deed, None
        self.title.set_text(telling.word(deed))
        self.asked.setVisible(deed.asks_for_consent)
        self.reference.set_text("")
        self.one.setText(telling.this_one(view))
        self.all.setText(telling.whole_lot(view, deed))
        of_lot = not deed.releases or deed.reason in view.together
        self.scope.setVisible(bool(view.lot.code) and not view.is_lot and of_lot)
        self.follows.label.set_text(telling.follows(deed))
        self.do.set_word(shown(_("Libérer") if deed.releases else _("Garder")), "done" if deed.releases else "pause")
        self.only_this()
        self._allow()

    def choose(self, number: int) -> bool:
        """Take a digit as whose word it is."""
        if self.asked.isHidden() or not 1 <= number <= len(self.consents):
            return False
        self.agree(list(Consent)[number - 1])
        return True

    def agree(self, consent: Consent) -> None:
        self.consent = consent
        self._allow()

    def only_this(self) -> None:
        self._turn(with_lot=False)

    def whole_lot(self) -> None:
        self._turn(with_lot=True)

    def _turn(self, *, with_lot: bool) -> None:
        self.with_lot = with_lot
        self.one.set_chosen(chosen=not with_lot)
        self.all.set_chosen(chosen=with_lot)

    def _allow(self) -> None:
        for consent, choice in self.consents.items():
            choice.set_chosen(chosen=consent is self.consent)
        missing = self.deed is not None and self.deed.asks_for_consent and self.consent is None
        self.do.set_unavailable(shown(_("Dites d'abord qui donne l'accord : 1, 2 ou 3.")) if missing else "")


class _Told(QWidget):
    """A shape, and a sentence as long as it needs to be."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.label = Label("", "lead", wrap=True)
        self.setLayout(Row(Column(ShapeMark(shape), None), (self.label, 1), gap="m"))


class _Press(QObject):
    """One deed."""

    def __init__(self, page: WhatPage, place: int, button: Button) -> None:
        super().__init__(page)
        self._page, self._place = page, place
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._page.choose(self._place + 1)


class _Answer(QObject):
    """One consent."""

    def __init__(self, page: DeedPage, consent: Consent, choice: Choice) -> None:
        super().__init__(page)
        self._page, self._consent = page, consent
        choice.triggered.connect(self.press)

    def press(self) -> None:
        self._page.agree(self._consent)
