"""The end of a lot: what is missing by its name, what nobody had announced, and one question."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from ui.intake import list_reading as reading
from ui.intake.list_reading import Compared
from ui.intake.receipt import ReceiptOfALot
from ui.signals import Signal as BandSignal
from ui.words import count, machines
from workshop import asset_words
from workshop.services.lots import Arrivals
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from ui.intake.screen import IntakeScreen

YES = 1
NAMED_IN_A_QUESTION = 1


class Closing(QObject):
    """Asks whether the lot in hand is to be closed, and closes it."""

    def __init__(self, screen: IntakeScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.receipt = ReceiptOfALot(screen)
        screen.finish.triggered.connect(self.ask)
        screen.question.answered.connect(self._close_or_not)
        screen.question.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the machines again as soon as nothing is asked any more, whatever took the question back."""
        if event.type() is QEvent.Type.HideToParent:
            self._screen.differs.hide()
            self._screen.both.show()
        return super().eventFilter(watched, event)

    def ask(self) -> None:
        """Close a lot that is whole; else say what is missing, by name where the donor gave a list, and ask."""
        screen = self._screen
        if screen.lot is not None and screen.listed:
            screen.run(partial(reading.compare, screen.session.workshop, screen.lot.code), self._ask_by_name)
            return
        there = Arrivals(screen.before.received, screen.lot.expected if screen.lot else 0)
        if there.expected and not there.missing:
            self._close()
            return
        what = shown(asset_words.missing((), there.missing))
        if not there.expected:
            what = shown(_("{machines} : c'est tout ?").format(machines=machines(there.received)))
        screen.question.ask(what, _closes())

    def _ask_by_name(self, compared: Compared) -> None:
        screen, there = self._screen, compared.arrivals
        if screen.lot is None or screen.lot.code != compared.lot or not screen.work.isVisibleTo(screen.page):
            return
        against = compared.against
        if there.expected and not there.missing and not against.unlisted:
            self._close()
            return
        alone = len(against.missing) <= NAMED_IN_A_QUESTION  # more are named above it
        names = asset_words.missing(against.missing if alone else (), there.missing)
        what = names if there.missing else _("Le lot est complet.")
        strange = asset_words.unlisted(against.unlisted, by_name=len(against.unlisted) <= NAMED_IN_A_QUESTION)
        screen.question.ask(shown(what), " ".join(part for part in (shown(strange), _closes()) if part))
        screen.differs.show_compared(compared)
        screen.both.setVisible(screen.differs.isHidden())
        screen.page.fit()

    def _close_or_not(self, number: int) -> None:
        if number == YES:
            self._close()
        self._screen.page.setFocus()

    def _close(self) -> None:
        screen = self._screen
        if screen.lot is not None:
            job = partial(screen.session.workshop.lots.close, screen.session.actor, screen.lot.code)
            screen.run(job, self._closed)

    def _closed(self, there: Arrivals) -> None:
        screen = self._screen
        lot, donor = (screen.lot.code, screen.lot.donor) if screen.lot else ("", "")
        screen.lose_lot()
        total = count(there.received, there.expected)
        screen.band.show_signal(BandSignal.FINISHED, shown(_("Lot fini.")), donor, count_text=total)
        screen.said.emit(shown(_("Lot fini : {donor}").format(donor=donor)))
        if lot and (there.received or there.loose_drives or there.expected):
            self.receipt.give(lot)


def _closes() -> str:
    return shown(_("Fermer le lot ? « Annuler » peut l'ouvrir à nouveau."))
