"""A printer that is there and that nobody chose: offered once, with the first label. No scan ever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.questions import Question
from workshop.domain.codes import Command
from workshop.domain.errors import WorkshopError
from workshop.domain.printing import FoundPrinter, Printer
from workshop.services.printer_setup import PrinterSetup, without_printer
from workshop.settings import PrinterAsked
from workshop.setup_wiring import setup_of, use_printer
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from ui.intake.screen import IntakeScreen
    from ui.screen import CardAct

YES, NO = 1, 2
LONGEST_NAME = 40


class Offering(QObject):
    """`look` is called with each label; it looks for printers once, and only where nobody said anything about them."""

    def __init__(self, screen: IntakeScreen, print_it: Callable[[], None]) -> None:
        super().__init__(screen)
        self._screen, self._print_it = screen, print_it
        self.find: Callable[[], FoundPrinter | None] = partial(first_found, setup_of(screen.session.settings))
        self.watches = False
        self.offered: Printer | None = None
        self.question = Question(shown(_("Oui")), shown(_("Non")))
        self.question.answered.connect(self._answered)

    def look(self) -> None:
        """Look for a printer, beside everything else."""
        session = self._screen.session
        printing = session.workshop.printing
        asked = session.settings.printer_asked is PrinterAsked.ANSWERED or printing.chosen or printing.there
        if self.watches and not asked and not session.sample:
            self.watches = False
            session.background.aside(self.find, self._found, self._not_found)

    def choose(self, number: int) -> bool:
        """Take a digit; False where nothing is offered."""
        return self.question.choose(number)

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        """What the card means while a printer is offered."""
        if self.question.isHidden():
            return {}
        return {Command.YES: partial(self.choose, YES), Command.NO: partial(self.choose, NO)}

    def _found(self, found: FoundPrinter | None) -> None:
        if found is None or self._screen.session.workshop.printing.chosen:
            return
        self.offered = found.printer
        name = found.printer.name or " ".join(part for part in (found.maker, found.model) if part)
        what = shown(_("Une imprimante est là : {name}. L'utiliser ?").format(name=name[:LONGEST_NAME]))
        self.question.ask(what, focus=False)

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, WorkshopError):
            raise error

    def _answered(self, number: int) -> None:
        printer, self.offered = self.offered, None
        workshop = self._screen.session.workshop
        chosen = printer if number == YES and printer is not None else without_printer(workshop.printing.printer.roll)
        use_printer(workshop, chosen)
        self._screen.chosen.emit("printer", chosen)
        if chosen is printer:
            self._print_it()
            self._screen.said.emit(shown(_("Les étiquettes sortent de l'imprimante. Son papier : Réglages.")))
        else:
            self._screen.said.emit(shown(_("Les étiquettes restent des fichiers. Pour changer : Réglages.")))
        self._screen.page.setFocus()


def first_found(setup: PrinterSetup) -> FoundPrinter | None:
    """Return the first printer whose paper is known here; None: there is none that could be used at once."""
    return next((one for one in setup.find() if setup.knows(one.printer)), None)
