"""Everything that waits, one list: reports to be opened, scans and files to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.review.telling import FILE, REPORT, SCAN, FileMissed, lines_of
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Lines
from ui.widgets.panel import Panel
from ui.widgets.prompt import Empty
from ui.widgets.text import MIDDLE, Label
from workshop.services.review import Waiting
from workshop.texts import _
from workshop.words import shown

NOTHING = Waiting((), (), 0, 0)


class ListPage(QWidget):
    """`opened` says which report is to be looked at, `seen` which scan or file is settled, by kind and name."""

    opened = Signal(str)
    seen = Signal(str, str)
    stepped = Signal()  # another row: F12 means something else

    def __init__(self) -> None:
        super().__init__()
        self.list = Lines(shown(_("À vérifier")))
        self.empty = Empty("review", shown(_("Rien à vérifier.")))
        what = _("Ici viennent les scans refusés, et les rapports dont on ne sait pas de quel ordinateur ils parlent.")
        self.what = Label(shown(what), color="ink2", wrap=True, align=MIDDLE)
        self.nothing = holding(Column(None, self.empty, self.what, None, gap="s"))
        self.file = Button(shown(_("Ouvrir un fichier")), icon="usb-key", key="F4")
        self.act = Button(shown(_("Vu")), icon="done", key="F12", kind=Kind.PRIMARY)
        self.listed = Panel(Column((self.list, 1)), pad=("l", "m"))
        actions = Row(self.file, None, self.act, gap="l", stacks=True)
        self.setLayout(Column((self.listed, 1), (self.nothing, 1), actions, gap="m"))
        self.list.stepped.connect(self._stepped)
        self.list.chosen.connect(self._chosen)
        self.act.triggered.connect(self._act)
        self.show_waiting(NOTHING, ())

    @property
    def keys(self) -> dict[str, Button]:
        keys = {"F4": self.file}
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
        if kind == REPORT:
            self.act.set_word(shown(_("Ouvrir le rapport")), "review")
        elif kind in (SCAN, FILE):
            self.act.set_word(shown(_("Vu")), "done")

    def _act(self) -> None:
        kind, _colon, name = self.list.key.partition(":")
        if kind == REPORT:
            self.opened.emit(name)
        elif kind:
            self.seen.emit(kind, name)

    def _chosen(self, key: str) -> None:
        """Open a report by Space or the mouse; a scan is only taken away by its key or its button."""
        kind, _colon, name = key.partition(":")
        if kind == REPORT:
            self.opened.emit(name)
