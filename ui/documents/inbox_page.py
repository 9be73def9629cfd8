"""The validator's inbox: proofs that wait, lot by lot, each in plain words; and what failed, with what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.documents.proofs_telling import ProofTold, count_words, lines_of
from ui.documents.rejecting import Rejecting
from ui.questions import Question
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Lines
from ui.widgets.panel import Panel
from ui.widgets.plate import Plate
from ui.widgets.prompt import Empty
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.text import Label
from workshop.services.proof_views import Inbox
from workshop.texts import _, several
from workshop.words import shown

MARK_PX, SMALL_MARK_PX = 32, 22
YES = 1


class InboxPage(QWidget):
    """The list at the left, the proof in full at the right; `looked_at` says which proof is wanted."""

    looked_at = Signal(str)
    asked = Signal()  # a question has come or gone: other keys mean something
    all_wanted = Signal(object)  # the drives whose plain proofs are validated together

    def __init__(self) -> None:
        super().__init__()
        self.inbox = Inbox((), 0, 0)
        self.told: ProofTold | None = None
        self.count = Label("", "lead", bold=True, wrap=True)
        self.list = Lines(shown(_("Preuves à valider")))
        self.nothing = Empty("certificate", shown(_("Aucune preuve n'attend. Tout est validé.")))
        self.mark = ShapeMark(Shape.WARNING, MARK_PX)
        self.state = Label("", "lead", bold=True, wrap=True)
        self.plate = Plate("", "body")
        self.name = Label("", bold=True, wrap=True)
        self.medium = Label("", wrap=True)
        self.facts = Label("", wrap=True)
        self.reservations = Label("", wrap=True)
        self.do = Label("", bold=True, wrap=True)
        self.rejecting = Rejecting()
        self.question = Question(shown(_("Oui")), shown(_("Non")))
        self._make_buttons()
        self.rejecting.takes_the_place_of(self.row)
        self.question.takes_the_place_of(self.row)
        self.setLayout(self._composed())
        self.list.stepped.connect(self.looked_at)
        self.rejecting.changed.connect(self._ask_for_room)
        self.reject.triggered.connect(self.rejecting.ask)
        self.validate_plain.triggered.connect(self._ask_for_all)
        self.question.answered.connect(self._answered)
        self._fill(None)

    @property
    def keys(self) -> dict[str, Button]:
        if self.rejecting.asking:
            return {"F12": self.rejecting.done} if self.rejecting.reason else {}
        buttons = {"F12": self.validate, "F2": self.validate_plain, "F3": self.reject}
        return {key: button for key, button in buttons.items() if not button.isHidden()}

    def choose(self, number: int) -> bool:
        """Take a digit as the answer to what is asked; False where nothing is."""
        return self.question.choose(number) or self.rejecting.choose(number)

    def withdraw(self) -> bool:
        """Take back what is asked; False where nothing is."""
        return self.question.choose(2) or self.rejecting.withdraw()

    @property
    def drive(self) -> str:
        return self.told.drive if self.told else ""

    @property
    def lot(self) -> str:
        return self.told.lot if self.told else ""

    def show_inbox(self, inbox: Inbox, *, keep: str = "") -> None:
        """Show what waits; the same proof stays in front where it still waits."""
        self.inbox = inbox
        self.list.set_lines(lines_of(inbox), keep=keep)
        self.count.set_text(count_words(inbox))
        there = bool(inbox.rows)
        self.left.setVisible(there)
        self.nothing.setVisible(not there)
        self.right.setVisible(there)
        if not there:
            self._fill(None)

    def show_proof(self, told: ProofTold) -> None:
        """Show one proof in full; one that is no longer chosen is not shown."""
        if told.drive == self.list.key:
            if self.told is not None and self.told.drive != told.drive:
                self.withdraw()
            self._fill(told)

    def _make_buttons(self) -> None:
        self.validate = Button(shown(_("Valider")), icon="done", key="F12", kind=Kind.PRIMARY, target="office")
        self.validate_plain = Button(
            shown(_("Valider les preuves sans réserve")), icon="certificate", key="F2", target="office"
        )
        self.reject = Button(shown(_("Rejeter")), icon="without", key="F3", target="office")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        self.row = holding(
            Column(self.validate_plain, Row(self.reject, (self.validate, 1), gap="s", stacks=True), gap="s")
        )

    def _composed(self) -> Column:
        listed = Panel(Column(self.count, (self.list, 1), gap="s"), pad=("l", "m"))
        self.left = holding(Column((listed, 1), Row(self.back, None, stacks=True), gap="s"))
        head = Row(self.mark, (self.state, 1), gap="s")
        who = Row(self.plate, (self.name, 1), gap="m", stacks=True)
        mark = ShapeMark(Shape.WARNING, SMALL_MARK_PX)
        self.left_open = holding(Row(Column(mark, None), (self.reservations, 1), gap="s"))
        words = Column(head, who, self.medium, self.facts, self.left_open, self.do, None, gap="s")
        self.right = holding(Column((Panel(words, pad=("l", "m")), 1), self.row, gap="s"))
        both = Row((self.left, 6), (self.right, 7), gap="l", stacks=True)
        return Column((both, 1), self.question, self.rejecting, (self.nothing, 1), gap="m")

    def _ask_for_room(self) -> None:
        """Give the reasons the room of what was read before: whose drive it is stays in sight."""
        self.facts.setVisible(not self.rejecting.asking and bool(self.facts.text()))
        self.asked.emit()

    def _fill(self, told: ProofTold | None) -> None:
        self.told = told
        if told is not None:
            self.mark.set_shape(told.shape)
            self.state.set_text(told.state)
            self.plate.set_code(told.code)
            self.name.set_text(told.name)
            _say(self.medium, " · ".join(part for part in (told.medium, told.identity) if part))
            _say(self.facts, "\n".join(told.facts))
            self.reservations.set_text("\n".join(told.reservations))
            self.left_open.setVisible(bool(told.reservations))
            _say(self.do, told.do)
        self.reject.setVisible(told is not None and told.can_reject)
        self.validate.setVisible(told is not None and told.can_validate)
        self._offer_plain(told)

    def _offer_plain(self, told: ProofTold | None) -> None:
        """Offer all plain proofs of the lot where there are several; the list may not hold them all."""
        number = len(self._plain_ones())
        self.validate_plain.setVisible(told is not None and told.can_validate and number > 1)
        words = _("Valider les {number} sans réserve du lot")
        self.validate_plain.set_word(shown(words.format(number=number)))

    def _plain_ones(self) -> tuple[str, ...]:
        """Return the plain proofs of the lot in front, as far as they are in the list: no more than what is shown."""
        return tuple(row.card.code for row in self.inbox.rows if row.plain and row.lot == self.lot)

    def _ask_for_all(self) -> None:
        number, donor = len(self._plain_ones()), self.told.donor if self.told else ""
        words = several("Valider {number} effacement ?", "Valider {number} effacements ?", number)
        more = _("Lot de {donor}, preuves sans réserve. C'est noté avec votre nom, et ne s'annule pas.")
        self.question.ask(shown(words.format(number=number)), shown(more.format(donor=donor)))

    def _answered(self, number: int) -> None:
        if number == YES:
            self.all_wanted.emit(self._plain_ones())
        self.list.setFocus()


def _say(label: Label, words: str) -> None:
    label.set_text(words)
    label.setVisible(bool(words))
