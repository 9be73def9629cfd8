"""What stands at the left of Effacer: one thing at a time; below it the way to type a code, to print, to go back."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layouts import Box, Column, Row
from ui.widgets.prompt import ScanPrompt
from ui.wiping.acts import Acts
from ui.wiping.confirm import Confirm
from ui.wiping.detail import Detail
from ui.wiping.lot import LotPage
from ui.wiping.stranger import Stranger
from workshop.domain.codes import Code, Kind, is_code
from workshop.texts import _
from workshop.words import shown


class Mode(Enum):
    """What stands there."""

    NOTHING = "nothing"
    STRANGER = "stranger"  # a drive that no record knows
    LOT = "lot"
    CHOSEN = "chosen"  # a machine or a loose drive, before it is started
    STARTING = "starting"
    WIPE = "wipe"  # one of those that run, failed or ended


class Left(QWidget):
    """The views, of which one is shown."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.prompt = ScanPrompt(
            shown(_("Scannez l'étiquette de l'ordinateur ou du disque à effacer.")),
            shown(_("Un effacement continue même si vous changez d'écran.")),
        )
        self.stranger, self.lot, self.confirm, self.detail = Stranger(), LotPage(), Confirm(), Detail()
        self.field = Field(
            shown(_("Ou tapez 8 chiffres :")), role="lead", bold=True, tabular=True, sample="0000 0000", beside=True
        )
        self.field.edit.setAccessibleName(shown(_("Les 8 derniers chiffres de l'étiquette")))
        self.back = Button(shown(_("Non, revenir")), icon="back", key=shown(_("Échap")))
        self._views: dict[Mode, QWidget] = {
            Mode.NOTHING: self.prompt,
            Mode.STRANGER: self.stranger,
            Mode.LOT: self.lot,
            Mode.CHOSEN: self.confirm,
            Mode.STARTING: self.confirm,
            Mode.WIPE: self.detail,
        }
        self._rest = QWidget()  # what is free below, while nothing is shown
        foot = Row(self.field, None, self.back, gap="l", stacks=True)
        views = [(view, 1) for view in (self.stranger, self.lot, self.confirm, self.detail)]
        self.setLayout(Column(self.prompt, *views, foot, (self._rest, 1), gap="m"))
        self.field.edit.returnPressed.connect(self._enter)

    @property
    def all_acts(self) -> tuple[Acts, ...]:
        return self.confirm.acts, self.detail.acts, self.lot.acts

    def stand_in(self, columns: Box) -> None:
        """Say in which row of the page it stands (see `Scrolled.beside`)."""
        self.confirm.area.beside = self.stranger.area.beside = columns

    def show_mode(self, mode: Mode, code: str) -> None:
        """Show what a mode shows; the label of a loose drive can be printed."""
        wanted = self._views[mode]
        for acts in self.all_acts:
            if acts.asking and not wanted.isAncestorOf(acts):
                acts.withdraw()  # nobody answers what is not shown
        for view in self._views.values():
            view.setVisible(view is wanted)
        self._rest.setVisible(mode is Mode.NOTHING)
        self.field.setVisible(not self._asks_lot(mode))  # there a digit chooses
        self.confirm.print.setVisible(mode is Mode.CHOSEN and is_code(code) and Code(code).kind is Kind.DRIVE)
        self.back.setVisible(mode is not Mode.NOTHING)
        self.back.set_word(shown(_("Revenir") if mode in (Mode.WIPE, Mode.LOT) else _("Non, revenir")))

    def keys(self, mode: Mode) -> dict[str, Button]:
        """Return what keys press, in a mode."""
        match mode:
            case Mode.STRANGER:
                return self.stranger.keys
            case Mode.LOT:
                return self.lot.acts.keys
            case Mode.CHOSEN:
                return self.confirm.acts.keys | {"Ctrl P": self.confirm.print}
            case Mode.WIPE:
                return self.detail.acts.keys
            case _:
                return {}

    def first_focus(self, mode: Mode) -> QWidget | None:
        """Return what takes the focus; None: the page itself, so that digits choose."""
        return None if self._asks_lot(mode) else self.field.edit

    def choose(self, number: int) -> bool:
        """Take a digit as an answer."""
        if self.stranger.isVisibleTo(self) and self.stranger.choose(number):
            return True
        return any(acts.choose(number) for acts in self.all_acts if acts.isVisibleTo(self))

    def withdraw(self) -> bool:
        """Take a question back; False where none is asked."""
        return any(acts.withdraw() for acts in self.all_acts)

    def _asks_lot(self, mode: Mode) -> bool:
        return mode is Mode.STRANGER and self.stranger.asking

    def _enter(self) -> None:
        text = "".join(self.field.text().split())
        self.field.set_text("")
        if text:
            self.typed.emit(text)
