"""The printer of this bench at a glance: how it is, what it is set to, and what may be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.settings import printer_telling as telling
from ui.settings.printer_telling import Told
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.signal_shape import Marked
from ui.widgets.text import Label
from workshop.domain.printing import Printer, PrinterLanguage
from workshop.texts import _, several
from workshop.words import shown


class PrinterOverview(QWidget):
    """How it is comes first; trying it is the one thing to do."""

    def __init__(self) -> None:
        super().__init__()
        self.state = Marked(Shape.TODO, "", role="lead", bold=True, px=28)
        self.state.label.setWordWrap(True)
        self.do = Label("", wrap=True)
        self.name = Label("", bold=True, wrap=True)
        self.where = Label("", color="ink2", wrap=True)
        self.paper = Label("", wrap=True)
        self.set_to = Label("", color="ink2", wrap=True)
        self.note = Label(shown(_("Nouvelle imprimante ? Faites une étiquette d'essai.")), wrap=True)
        self.tried = Marked(Shape.TODO, "", role="body", bold=True, px=28)
        self.tried.label.setWordWrap(True)
        self.search = Button(shown(_("Chercher")), icon="search", key="F2", target="office")
        self.roll = Button(shown(_("Papier")), icon="label", key="F3", target="office")
        self.trial = Button(shown(_("Étiquette d'essai")), icon="printer", key="F4", kind=Kind.PRIMARY, target="office")
        self.straight = Button(shown(_("Mettre droit")), icon="sort", key="F11", target="office")
        self.queue = Button(shown(_("Étiquettes en attente")), icon="label", key="F12", target="office")
        self.setLayout(self._composed())
        self.show_count(0)
        self.forget_trial()

    def _composed(self) -> Column:
        self.about = holding(Column(self.name, self.where, self.set_to, gap="xs"))
        said = Column(self.state, self.do, self.about, self.paper, gap="m")
        acts = Row(self.search, self.roll, None, self.straight, gap="m", stacks=True)
        trying = Row(self.trial, (Column(self.note, self.tried, gap="none"), 1), gap="l", stacks=True)
        waiting = Row(self.queue, None, stacks=True)
        return Column(
            Panel(said, pad=("xl", "m")), acts, Panel(Column(trying), pad=("xl", "m")), waiting, None, gap="m"
        )

    @property
    def keys(self) -> dict[str, Button]:
        """The keys of this page."""
        buttons = {"F2": self.search, "F3": self.roll, "F4": self.trial, "F11": self.straight, "F12": self.queue}
        return {key: button for key, button in buttons.items() if not button.isHidden()}

    def show_printer(self, printer: Printer, paper: str, state: Told) -> None:
        """Show the printer that is set up, and how it is."""
        there = printer.language is not PrinterLanguage.NONE
        shape, what, do = state
        self.state.show_state(shape, what)
        self.do.set_text(do)
        self.do.setVisible(bool(do))
        self.about.setVisible(there)
        self.name.set_text(telling.name(printer))
        self.where.set_text(telling.where(printer))
        self.paper.set_text(shown(_("Papier : {name}.").format(name=paper)))
        self.set_to.set_text(telling.set_to(printer))
        self.straight.setVisible(there)

    def show_count(self, number: int) -> None:
        """Say how many labels wait or failed."""
        words = several("{number} étiquette en attente", "{number} étiquettes en attente", number)
        self.queue.set_word(shown(words.format(number=number)))
        self.queue.setVisible(bool(number))

    def show_trial(self, told: Told) -> None:
        """Say what became of the trial label."""
        shape, what, do = told
        self.tried.show_state(shape, " ".join(part for part in (what, do) if part))
        self.tried.show()
        self.note.hide()

    def forget_trial(self) -> None:
        """Say what a trial is good for."""
        self.tried.hide()
        self.note.show()
