"""Setting a printer straight: a label with numbered ticks at its edges, and four questions about what one sees."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Look, Panel
from ui.widgets.signal_shape import Marked
from ui.widgets.text import Label
from workshop.domain.ticks import LAST_TICK
from workshop.services.printer_setup import Edges
from workshop.texts import _
from workshop.words import shown

SIDES = 4


class EdgesView(QWidget):
    """`seen` gives the four numbers; `printed` asks for the label with the ticks."""

    seen = Signal(object)  # Edges
    printed = Signal()
    stepped = Signal()  # another question

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[int] = []
        self.asking = False
        self.print = Button(
            shown(_("Imprimer les traits")), icon="printer", key="F12", kind=Kind.PRIMARY, target="office"
        )
        self.answer_it = Button(shown(_("Elle est sortie")), icon="next", key="F2", target="office")
        self.state = Marked(Shape.TODO, "", role="body", bold=True, px=28)
        self.state.label.setWordWrap(True)
        self.state.hide()
        self.question = Label("", "lead", bold=True, wrap=True)
        self.numbers = [Button(str(number), key=str(number), target="office") for number in range(1, LAST_TICK + 1)]
        self.all_seen = Button(shown(_("0 : tout se voit")), icon="done", key="F12", target="office")
        self._presses = [_Press(self, 0, self.all_seen)]
        self._presses += [_Press(self, number, button) for number, button in enumerate(self.numbers, 1)]
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        self.setLayout(self._composed())
        self.print.triggered.connect(self.printed)
        self.answer_it.triggered.connect(self.begin)
        self.start()

    def _composed(self) -> Column:
        title = Label(shown(_("Mettre les étiquettes droites")), "lead", bold=True, wrap=True)
        what = _("Une étiquette avec des traits sort. Chaque trait a un numéro. Vous dites ce que vous voyez.")
        first = Column(title, Label(shown(what), wrap=True), self.state, gap="m")
        self.first = holding(Column(Panel(first, pad=("xl", "m"))))
        tip = Label(shown(_("Le plus petit numéro dont on voit le trait en entier.")), wrap=True)
        half = len(self.numbers) // 2
        rows = [Row(*part, None, gap="m", stacks=True) for part in (self.numbers[:half], self.numbers[half:])]
        asked = Column(self.question, tip, Row(self.all_seen, None, stacks=True), *rows, gap="m")
        self.second = Panel(asked, Look.QUESTION, ("xl", "m"))
        foot = Row(self.back, None, self.answer_it, self.print, gap="m", stacks=True)
        return Column(self.first, self.second, None, foot, gap="m")

    @property
    def keys(self) -> dict[str, Button]:
        """The keys of what is in front."""
        return {"F12": self.all_seen} if self.asking else {"F2": self.answer_it, "F12": self.print}

    def start(self) -> None:
        """Offer to print the ticks."""
        self.asking, self._answers = False, []
        self.state.hide()
        self._show()

    def begin(self) -> None:
        """Ask about the first edge."""
        self.asking, self._answers = True, []
        self._show()

    def step_back(self) -> bool:
        """Ask the question before again; False where none is asked."""
        if not self.asking:
            return False
        if self._answers:
            self._answers.pop()
        else:
            self.asking = False
        self._show()
        return True

    def answer(self, number: int) -> bool:
        """Take what is seen at the edge that is asked about."""
        if not self.asking or not 0 <= number <= LAST_TICK:
            return self.asking
        self._answers.append(number)
        if len(self._answers) < SIDES:
            self._show()
            return True
        left, top, right, bottom = self._answers
        self.start()
        self.seen.emit(Edges(left, top, right, bottom))
        return True

    def tell(self, shape: Shape, words: str) -> None:
        """Say what became of the label with the ticks."""
        self.state.show_state(shape, words)
        self.state.show()

    def _show(self) -> None:
        sides = (
            _("1 sur 4 · Au bord gauche, quel numéro ?"),
            _("2 sur 4 · Au bord du haut, quel numéro ?"),
            _("3 sur 4 · Au bord droit, quel numéro ?"),
            _("4 sur 4 · Au bord du bas, quel numéro ?"),
        )
        self.question.set_text(shown(sides[len(self._answers)]))
        self.first.setVisible(not self.asking)
        self.second.setVisible(self.asking)
        for button in (self.print, self.answer_it):
            button.setVisible(not self.asking)
        self.stepped.emit()


class _Press(QObject):
    """One number."""

    def __init__(self, view: EdgesView, number: int, button: Button) -> None:
        super().__init__(view)
        self._view, self._number = view, number
        button.triggered.connect(self.press)

    def press(self) -> None:
        self._view.answer(self._number)
