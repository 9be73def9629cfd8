"""A loose drive that no record knows: it is shown, then asked of which lot it is. Nothing of it is ever erased here."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui import media
from ui.widgets.button import Button, Kind
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row
from ui.widgets.panel import Look, Panel
from ui.widgets.text import Label
from ui.wiping.scrolling import Scrolled
from workshop.domain.lots import Lot
from workshop.domain.wiping import MediumIdentity
from workshop.texts import _, several
from workshop.words import shown

DRIVE_ICON_PX = 56
LEAST_LOTS_PX = 150


class Stranger(QWidget):
    """One drive at a time; `lot_chosen` says of which open lot it is."""

    lot_chosen = Signal(str)

    def __init__(self) -> None:
        self.lots: tuple[Lot, ...] = ()
        self.asking = False
        self.sentence = Label("", "title", bold=True, wrap=True)
        self.medium = Label("", "lead", bold=True, wrap=True)
        self.identity = Label("", color="ink2", wrap=True)
        self.more = Label("", "lead", wrap=True)
        self.let_in = Button(shown(_("Le faire entrer")), icon="intake", key="F12", kind=Kind.PRIMARY)
        self._buttons = Column(gap="m")
        self.area = Scrolled(self._buttons, LEAST_LOTS_PX)
        super().__init__()
        words = Column(None, self.medium, self.identity, None, gap="none")
        drive = Panel(Row(Icon("drive", DRIVE_ICON_PX, "work"), (words, 1), gap="xl"), Look.DO_NOW)
        action = Row(self.let_in, None, gap="l", stacks=True)
        self._rest = QWidget()  # what is free below, while no lot is asked for
        self.setLayout(Column(self.sentence, drive, self.more, action, (self.area, 1), (self._rest, 1), gap="m"))

    @property
    def keys(self) -> dict[str, Button]:
        """Return the key that lets it in; once its lot is asked for, digits choose."""
        return {} if self.asking else {"F12": self.let_in}

    def show_drive(self, medium: MediumIdentity, others: int) -> None:
        """Show the drive that was plugged in, and how many more there are."""
        self.asking = False
        self.sentence.set_text(shown(_("Un disque inconnu est branché.")))
        self.medium.set_text(media.named(medium.medium, medium.size_bytes))
        self.identity.set_text(media.says(medium.model or "", medium.serial or ""))
        words = several("Et {number} autre disque inconnu.", "Et {number} autres disques inconnus.", others)
        self.more.set_text(shown(words.format(number=others)))
        self.more.setVisible(bool(others))
        self.let_in.show()
        self._put(())

    def ask_lot(self, lots: tuple[Lot, ...]) -> None:
        """Ask of which lot it is: a slip is scanned, or an open lot is chosen by its digit."""
        self.asking = True
        self.sentence.set_text(shown(_("De quel lot vient ce disque ?")))
        by_key = _("Scannez le bordereau du lot, ou choisissez un lot ouvert.")
        self.more.set_text(shown(by_key if lots else _("Scannez le bordereau du lot.")))
        self.more.show()
        self.let_in.hide()
        self._put(lots)

    def choose(self, number: int) -> bool:
        """Take an open lot by its digit; False where none is asked for, or there is no such lot."""
        if not self.asking or not 1 <= number <= len(self.lots):
            return False
        self.lot_chosen.emit(self.lots[number - 1].code)
        return True

    def _put(self, lots: tuple[Lot, ...]) -> None:
        self.area.setVisible(bool(lots))
        self._rest.setHidden(bool(lots))
        if lots == self.lots:
            return
        self.lots = lots
        while self._buttons.count() > 1:  # the free space below them stays
            item = self._buttons.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, lot in enumerate(lots, 1):
            button = Button(lot.donor, icon="lot", key=str(number))
            button.triggered.connect(_Chooses(self, number, button).choose)
            self._buttons.insertWidget(number - 1, button)
        self.area.fit()


class _Chooses(QObject):
    """What one lot's button does."""

    def __init__(self, stranger: Stranger, number: int, parent: QObject) -> None:
        super().__init__(parent)
        self._stranger, self._number = stranger, number

    def choose(self) -> None:
        self._stranger.choose(self._number)
