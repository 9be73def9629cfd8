"""The donor's list: where its file is, then what was understood of it, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.intake.differences import Differences
from ui.intake.list_reading import Understood
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.field import Field
from ui.widgets.icons import Icon
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Line, Lines
from ui.widgets.panel import Look, Panel
from ui.widgets.signal_shape import ShapeMark
from ui.widgets.table import Cell, CellStyle, Rows, Table
from ui.widgets.text import Label
from ui.words import category
from workshop import asset_words
from workshop.domain.asset_lists import AssetList, ListedMachine
from workshop.domain.asset_lists import Field as What
from workshop.domain.diagnosis import Category
from workshop.texts import _
from workshop.words import shown

ICON_PX, MARK_PX = 40, 32
FIRST_ROWS = 2
ALMOST_ALL = 50  # of the room, where there is something to show
EXAMPLE = "/media/cle/liste.xlsx"


class ListPage(QWidget):
    """`asked` says where a file is; `take` is pressed when the columns are right."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")))
        self.other = Button(shown(_("Autre fichier")), icon="search", key="F2")
        self.take = Button(shown(_("Prendre la liste")), icon="done", key="F12", kind=Kind.PRIMARY)
        self.question, self.understood = self._question(), self._understood()
        row = Row(self.back, self.other, None, self.take, gap="l", stacks=True)
        self.setLayout(Column((self.question, 1), (self.understood, 1), row, gap="m"))
        self.field.edit.returnPressed.connect(self._ask)
        self.hide()

    def _question(self) -> QWidget:
        what = Label(shown(_("Déposez ici la liste du donateur.")), "lead", bold=True, wrap=True)
        more = Label(shown(_("Un fichier CSV ou XLSX. Il n'est pas changé.")), color="ink2", wrap=True)
        label = _("Ou tapez où il est (par exemple {example}), puis Entrée :").format(example=EXAMPLE)
        self.field = Field(shown(label))
        words = Column(what, more, gap="none")
        ask = Column(Row(Icon("lot", ICON_PX, "work"), (words, 1), gap="l"), self.field, gap="m")
        self.mark = ShapeMark(Shape.WARNING, MARK_PX)
        self.words = Label("", "lead", bold=True, wrap=True)
        self.verdict = Panel(Row(self.mark, (self.words, 1), gap="l"), pad=("xl", "m"))
        self.lot = Differences()
        return holding(
            Column(Panel(ask, Look.DO_NOW, ("xl", "m")), self.verdict, (self.lot, ALMOST_ALL), None, gap="m")
        )

    def _understood(self) -> QWidget:
        self.title = Label("", "lead", bold=True, wrap=True)
        right = Label(shown(_("Est-ce que les colonnes sont justes ?")), wrap=True)
        self.rows = Rows([shown(asset_words.column(what)) for what in What])
        self.table = Table(self.rows)
        self.table.setAccessibleName(shown(_("Les premières lignes de la liste")))
        self.unused = Label("", color="ink2", wrap=True)
        self.remarks = Lines(shown(_("Ce qui n'est pas compris")))
        first = Panel(Column(self.title, right, self.table, self.unused, gap="s"), Look.DO_NOW, ("xl", "m"))
        return holding(Row((first, 7), (self.remarks, 4), gap="l", stacks=True))

    @property
    def confirms(self) -> bool:
        """Whether a list waits for a yes."""
        return not self.understood.isHidden()

    def ask(self, files: Sequence[str]) -> None:
        """Ask for a file; the newest one of the sticks is there already, and F2 goes to the next."""
        self.understood.hide()
        self.take.hide()
        self.verdict.hide()
        self.question.show()
        self.field.set_text(files[0] if files else "")
        self.other.setVisible(len(files) > 1)

    def show_reading(self) -> None:
        self._say(Shape.NOW, shown(_("Établi lit le fichier.")))

    def show_read(self, read: Understood) -> None:
        """Show what was understood of a file, or why it is no list."""
        if read.assets is None:
            self._say(Shape.WARNING, shown(_("{name} : {why}").format(name=read.name, why=read.trouble)))
            return
        assets = read.assets
        said = asset_words.read(assets)
        self.title.set_text(shown(_("{name} : {what}").format(name=read.name, what=said)))
        self.rows.set_rows(_first_rows(assets))
        unused = [column.name for column in assets.columns if column.what is None and column.name]
        words = [_("Colonnes pas utilisées : {names}.").format(names=", ".join(unused))] if unused else []
        if assets.other_sheets:
            words.append(_("Feuilles pas lues : {names}.").format(names=", ".join(assets.other_sheets)))
        self.unused.set_text(shown(" ".join(words)))
        self.unused.setVisible(bool(words))
        self.remarks.set_lines(_told(assets))
        self.remarks.setVisible(bool(assets.remarks))
        self.question.hide()
        self.other.hide()
        self.understood.show()
        self.take.show()
        self.take.set_unavailable("" if assets.machines else shown(_("Aucune ligne n'a de numéro.")))

    def _say(self, shape: Shape, words: str) -> None:
        self.mark.set_shape(shape)
        self.words.set_text(words)
        self.verdict.show()

    def _ask(self) -> None:
        text = self.field.text().strip()
        if text:
            self.asked.emit(text)


def _first_rows(assets: AssetList) -> list[tuple[Cell, ...]]:
    names = {column.what: column.name for column in assets.columns if column.what is not None}
    head = tuple(_cell(names.get(what, shown(_("pas là"))), quiet=True) for what in What)
    return [head, *(tuple(_cell(_of(machine, what)) for what in What) for machine in assets.machines[:FIRST_ROWS])]


def _cell(text: str, *, quiet: bool = False) -> Cell:
    return Cell(text, CellStyle.QUIET if quiet else CellStyle.TEXT)


def _of(machine: ListedMachine, what: What) -> str:
    if what is What.CATEGORY:
        return category(machine.category) if machine.category != Category.UNKNOWN.value else ""
    told: str = getattr(machine, what.value)
    return told


def _told(assets: AssetList) -> list[Line]:
    return [
        Line(
            str(place),
            shown(asset_words.remark(remark)),
            state=shown(_("pas prise")) if remark.dropped else shown(_("prise")),
            shape=Shape.WARNING if remark.dropped else Shape.ACCEPTED,
        )
        for place, remark in enumerate(assets.remarks)
    ]
