"""Everything that waits, one list: reports to be opened, scans and files to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.review.telling import FILE, LABEL, REPORT, SCAN, TESTS, FileMissed, lines_of
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Lines
from ui.widgets.panel import Panel
from ui.widgets.prompt import Empty
from ui.widgets.text import MIDDLE, Label
from workshop.services.review import Waiting
from workshop.texts import _
from workshop.words import shown

OUT, NOT_OUT = True, False  # of the printer
NOTHING = Waiting((), (), 0, 0)


def what_comes_here() -> str:
    """Say what this list is for, one sentence a kind."""
    sentences = (
        _("Ici viennent les scans refusés."),
        _("Les rapports dont on ne sait pas de quel ordinateur ils parlent."),
        _("Les tests dont on ne sait pas s'ils sont bons."),
        _("Les étiquettes qui ne sont peut-être pas sorties."),
    )
    return " ".join(map(shown, sentences))


class ListPage(QWidget):
    """`opened` says which report is to be looked at, `seen` which scan or file is settled, by kind and name.

    `to_test` says which machine is to be tested again, `came_out` of which label (by its number) it is known now.
    """

    opened = Signal(str)
    to_test = Signal(str)
    seen = Signal(str, str)
    came_out = Signal(int, bool)
    stepped = Signal()  # another row: F12 means something else

    def __init__(self) -> None:
        super().__init__()
        self.list = Lines(shown(_("À vérifier")))
        self.empty = Empty("review", shown(_("Rien à vérifier.")))
        self.what = Label(what_comes_here(), color="ink2", wrap=True, align=MIDDLE)
        self.nothing = holding(Column(None, self.empty, self.what, None, gap="s"))
        self.file = Button(shown(_("Ouvrir un fichier")), icon="usb-key", key="F4")
        self.act = Button(shown(_("Vu")), icon="done", key="F12", kind=Kind.PRIMARY)
        self.not_out = Button(shown(_("Non, l'imprimer")), icon="printer", key="F11")
        self.listed = Panel(Column((self.list, 1)), pad=("l", "m"))
        actions = Row(self.file, None, self.not_out, self.act, gap="l", stacks=True)
        self.setLayout(Column((self.listed, 1), (self.nothing, 1), actions, gap="m"))
        self.list.stepped.connect(self._stepped)
        self.list.chosen.connect(self._chosen)
        self.act.triggered.connect(self._act)
        self.not_out.triggered.connect(self._not_out)
        self.show_waiting(NOTHING, ())

    @property
    def keys(self) -> dict[str, Button]:
        keys = {"F4": self.file}
        if not self.not_out.isHidden():
            keys["F11"] = self.not_out
        return keys if self.act.isHidden() else keys | {"F12": self.act}

    def show_waiting(self, waits: Waiting, files: Sequence[FileMissed]) -> None:
        """Show what waits; the arrows stay where they were."""
        lines = lines_of(waits, files)
        self.list.set_lines(lines)
        self.listed.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self._offer()

    def _stepped(self, _key: str) -> None:
        self._offer()
        self.stepped.emit()

    def _offer(self) -> None:
        kind = self.list.key.partition(":")[0]
        self.act.setVisible(bool(kind))
        self.not_out.setVisible(kind == LABEL)
        if kind == REPORT:
            self.act.set_word(shown(_("Ouvrir le rapport")), "review")
        elif kind == TESTS:
            self.act.set_word(shown(_("Ouvrir les tests")), "inspect")
        elif kind == LABEL:
            self.act.set_word(shown(_("Oui, elle est sortie")), "done")
        elif kind in (SCAN, FILE):
            self.act.set_word(shown(_("Vu")), "done")

    def _act(self) -> None:
        kind, _colon, name = self.list.key.partition(":")
        if kind in (SCAN, FILE):
            self.seen.emit(kind, name)
        elif kind == LABEL:
            self.came_out.emit(int(name), OUT)
        else:
            self._chosen(self.list.key)

    def _not_out(self) -> None:
        kind, _colon, name = self.list.key.partition(":")
        if kind == LABEL:
            self.came_out.emit(int(name), NOT_OUT)

    def _chosen(self, key: str) -> None:
        """Open a report or the tests by Space or the mouse; a scan is only taken away by its key or its button."""
        kind, _colon, name = key.partition(":")
        if kind == REPORT:
            self.opened.emit(name)
        elif kind == TESTS:
            self.to_test.emit(name)
