"""F4: everything that was read of the machine, who told it, and what the tools answered, word for word."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtWidgets import QWidget

from ui.bench import facts
from ui.bench.fact_text import html, plain, sections
from ui.bench.long_text import Framed, RawArea, RichText
from ui.bench.reading import FactsShown
from ui.theme import Theme, follow
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.plate import Plate
from ui.widgets.table import Cell, Rows, Table
from ui.widgets.text import Label
from workshop.domain.typography import NO_BREAK
from workshop.services.fact_views import RawOutput, RawText
from workshop.texts import _, several
from workshop.words import shown

LEAST_ROWS = 4
KIB = 1024


class FactPage(QWidget):
    """All facts, or the answers of the tools; a search leaves what it finds. `picked` is the name of an answer."""

    picked = Signal(str)

    def __init__(self, search_key: str = "F2", *, narrow: bool = False) -> None:
        """Lay it out; `narrow`: for half a screen, where the plate stands above already."""
        super().__init__()
        self.search_key = search_key
        self.there: FactsShown | None = None
        self.plate = Plate("", "title")
        self.search = Field(shown(_("Chercher ({key})").format(key=search_key)))
        self.raw = Button(shown(_("Réponses des outils")), icon="search", key="F3")
        self.raw.setCheckable(True)
        self.text = RichText(shown(_("Tout ce qui a été lu")))
        self.answers = Answers()
        self.title = Label("", bold=True, wrap=True)
        self.answer = RawArea()
        self.closing = Button(shown(_("Fermer")), key="F4")
        self._facts = Framed(self.text)
        right = Column(self.title, (Framed(self.answer), 1), gap="s")
        answers = Column((self.answers, 4), (right, 7)) if narrow else Row((self.answers, 4), (right, 7), stacks=True)
        self._answers = holding(answers)
        beside = Row((self.search, 1), Column(None, self.raw, gap="none"), gap="l", stacks=True)
        head = Row(Column(None, self.plate, gap="none"), self.closing, (beside, 1), gap="l", stacks=True)
        if narrow:
            self.plate.hide()
        self.setLayout(Column(head, (self._facts, 1), (self._answers, 1), gap="m"))
        self._theme = follow(self.apply_theme)
        self.search.changed.connect(self._search)
        self.search.edit.returnPressed.connect(self.focus)
        self.answers.picked.connect(self.picked)
        self.hide()

    @property
    def shows_answers(self) -> bool:
        return not self._answers.isHidden()

    def show_facts(self, there: FactsShown) -> None:
        """Show all facts of a machine, from the top."""
        self.there, sheet = there, there.sheet
        self.plate.set_code(sheet.card.code)
        self.search.set_text("")
        self.answers.show_outputs(sheet.raw)
        lost = shown(_("Les réponses ne sont plus là.")) if sheet.raw_is_lost else ""
        self.raw.set_unavailable(lost or ("" if sheet.raw else shown(_("Aucune réponse n'a été gardée."))))
        self.show_answers(shown_=False)

    def show_answers(self, *, shown_: bool) -> None:
        """Turn to the tools' answers, or back to the facts."""
        self._facts.setVisible(not shown_)
        self._answers.setVisible(shown_)
        self.raw.setChecked(shown_)
        self._search()
        if shown_:
            self.answers.pick_first()
        self.focus()

    def show_answer(self, raw: RawText | None) -> None:
        """Show one answer, from its beginning."""
        if raw is None:
            return
        cut = shown(_("seul le début est montré")) if raw.cut else ""
        self.title.set_text(" · ".join(part for part in (raw.name, _size(raw.size_bytes), cut) if part))
        self.answer.setAccessibleName(raw.name)
        self.answer.setPlainText(raw.text)

    def focus(self) -> None:
        """Put the focus where the arrows do what one expects."""
        (self.answers if self.shows_answers else self.text).setFocus()

    def step_back(self) -> bool:
        """Undo the search, then the answers; False where neither was there."""
        if self.search.text():
            self.search.set_text("")
            self.focus()
            return True
        if self.shows_answers:
            self.show_answers(shown_=False)
            return True
        return False

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.closing.setVisible(theme.one_column)  # there the header's own button is at the end of a long page
        if self.there is not None:
            self._search()

    def _search(self, _text: str = "") -> None:
        if self.there is None:
            return
        wanted = self.search.text()
        if self.shows_answers:
            self.answers.filter(wanted)
        else:
            found = sections(self.there, wanted)
            self.text.setHtml(html(found, self._theme, "" if wanted else facts.origin(self.there.sheet.diagnosis)))


class Answers(Table):
    """The names of the tools' answers; the arrows go through them."""

    picked = Signal(str)

    def __init__(self) -> None:
        self.rows = Rows((shown(_("Réponse")),))
        self._outputs: tuple[RawOutput, ...] = ()
        self._found: tuple[RawOutput, ...] = ()
        super().__init__(self.rows, choosing=True, titles=False)
        self.setAccessibleName(shown(_("Réponses des outils")))
        self.setWordWrap(True)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(raw.name for raw in self._found)

    def show_outputs(self, outputs: tuple[RawOutput, ...]) -> None:
        self._outputs = outputs
        self.filter("")

    def filter(self, wanted: str) -> None:
        """Keep the answers whose name has what is sought."""
        words = plain(wanted)
        self._found = tuple(raw for raw in self._outputs if words in plain(raw.name))
        self.rows.set_rows([(Cell(f"{NO_BREAK}{_short(raw.name)}"),) for raw in self._found])
        if self._found and self.isVisible():
            self.pick_first()

    def pick_first(self) -> None:
        if self._found:
            self.setCurrentIndex(self.rows.index(0, 0))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.isValid() and current.row() < len(self._found) and current.row() != previous.row():
            self.picked.emit(self._found[current.row()].name)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height_of(LEAST_ROWS))


def _short(name: str) -> str:
    """Name a file by the end of its path; its whole name stands above its content."""
    return "/".join(name.split("/")[-2:]) if name.startswith("/") else name


def _size(number: int) -> str:
    if number < KIB:
        return shown(several("{number} octet", "{number} octets", number).format(number=number)).replace(" ", NO_BREAK)
    return shown(_("{number} Kio").format(number=round(number / KIB))).replace(" ", NO_BREAK)
