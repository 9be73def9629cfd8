"""What Documents shows first: the lot that waits for its certificate, then every paper, newest first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.documents.telling import finished, line_of
from ui.widgets.button import Button, Kind
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Line, Lines
from ui.widgets.panel import Look, Panel
from ui.widgets.prompt import Empty
from ui.widgets.text import Label
from workshop.services.paper_views import FinishedLot, PaperPage
from workshop.texts import _, several
from workshop.words import shown

OFFER_ICON_PX = 40


class Offer(Panel):
    """« Le lot … est terminé » : one key makes its certificate."""

    def __init__(self) -> None:
        self.lot: FinishedLot | None = None
        self.what = Label("", "lead", bold=True, wrap=True)
        self.more = Label("", color="ink2", wrap=True)
        self.make = Button(
            shown(_("Faire le certificat")), icon="certificate", key="F12", kind=Kind.PRIMARY, target="office"
        )
        words = Column(self.what, self.more, gap="none")
        row = Row(Icon("lot", OFFER_ICON_PX, "work"), (words, 1), self.make, gap="l", stacks=True)
        super().__init__(row, Look.DO_NOW, ("xl", "m"))
        self.hide()

    def show_lots(self, lots: tuple[FinishedLot, ...]) -> None:
        """Offer the newest of the finished lots, and say that there are others."""
        self.lot = lots[0] if lots else None
        self.setVisible(self.lot is not None)
        if self.lot is None:
            return
        what, more = finished(self.lot)
        others = len(lots) - 1
        if others:
            words = several("{number} autre lot est terminé.", "{number} autres lots sont terminés.", others)
            more = f"{more} {shown(words.format(number=others))}"
        self.what.set_text(what)
        self.more.set_text(more)


class StartPage(QWidget):
    """The offer, the list, and the ways to everything else."""

    older_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offer = Offer()
        self.total = 0
        self.count = Label("", color="ink2")
        self.list = Lines(shown(_("Documents, les plus récents d'abord")))
        self.nothing = Empty("documents", shown(_("Aucun document. Scannez le bordereau d'un lot.")))
        self.open = Button(shown(_("Voir")), icon="documents", key=shown(_("Espace")), target="office")
        self.proofs = Button(shown(_("Preuves à valider")), icon="certificate", key="F3", target="office")
        self.check = Button(shown(_("Vérifier un fichier")), icon="search", key="F4", target="office")
        self.older = Button(shown(_("Plus anciens")), icon="clock", key="F11", target="office")
        self.show_waiting(0)
        head = Row((Label(shown(_("Tous les documents")), "lead", bold=True), 1), self.count)
        self.papers = Panel(Column(head, (self.list, 1), (self.nothing, 1), gap="s"), pad=("l", "m"))
        self.row = holding(Row(self.open, self.older, None, self.check, self.proofs, gap="l", stacks=True))
        self.setLayout(Column(self.offer, (self.papers, 1), self.row, gap="m"))
        self.list.ended.connect(self._ask_for_older)
        self.older.triggered.connect(self.older_wanted)

    @property
    def keys(self) -> dict[str, Button]:
        keys = {"F3": self.proofs, "F4": self.check, "F11": self.older}
        return keys | ({"F12": self.offer.make} if self.offer.lot is not None else {})

    def show_page(self, page: PaperPage, *, first: int) -> None:
        """Show papers: all that are there, or more at the end."""
        lines = [line_of(row) for row in page.rows]
        if first:
            self.list.add_lines(lines)
        else:
            self.list.set_lines(lines)
        self.total = page.total
        words = several("{number} document", "{number} documents", page.total).format(number=_number(page.total))
        self.count.set_text(shown(words) if page.total else "")
        there = page.total > 0
        self.list.setVisible(there)
        self.nothing.setVisible(not there)
        self.open.setVisible(there)
        self.older.setVisible(self.has_older)

    @property
    def shown_lines(self) -> tuple[Line, ...]:
        return self.list.rows.lines

    @property
    def has_older(self) -> bool:
        """Whether there are papers that are not in the list yet."""
        return len(self.shown_lines) < self.total

    def show_waiting(self, number: int) -> None:
        """Say how many proofs wait for a person."""
        words = several("{number} preuve à valider", "{number} preuves à valider", number).format(number=number)
        self.proofs.set_word(shown(words) if number else shown(_("Preuves à valider")))

    def _ask_for_older(self) -> None:
        if self.has_older and self.isVisible():
            self.older_wanted.emit()


def _number(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
