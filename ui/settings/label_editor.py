"""Editing a layout: its elements by digits, the measures of one of them, and what does not fit, named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.settings.label_fields import MeasureField, written
from ui.settings.label_preview import LabelPreview
from ui.signals import Shape
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Choice
from ui.widgets.layouts import Column, Grid, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.signal_shape import Marked
from ui.widgets.text import Label
from workshop.domain.label_sheets import KEYS, NEEDED, PAPER, LabelSheet
from workshop.label_kind_words import element_name
from workshop.texts import _
from workshop.words import shown

MOST_FIELDS, MOST_PROBLEMS = 6, 3
_DOTS = re.compile(r" \([^()]*dpi\)$")  # for which printer: a person at the screen needs the element


class LabelEditor(QWidget):
    """`edited` says that the sheet is another one; `saved` asks for it to be used."""

    edited = Signal()
    saved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sheet = LabelSheet({}, {})
        self.names = (*KEYS, PAPER)
        self.name = self.names[0]
        self._wrong = False
        self.title = Label("", bold=True, wrap=True)
        self.elements = [Choice(_named(name), icon="label", key=str(place)) for place, name in enumerate(self.names, 1)]
        self._presses = [_Press(self, place, choice) for place, choice in enumerate(self.elements)]
        self.fields = [MeasureField() for _place in range(MOST_FIELDS)]
        self.absent = Label(shown(_("Cet élément n'est pas sur l'étiquette.")), wrap=True)
        self.preview = LabelPreview()
        self.scale = Label("", "small", color="ink2", wrap=True)
        self.problem = Marked(Shape.ACCEPTED, "", role="body", bold=True, px=28)
        self.problem.label.setWordWrap(True)
        self.next = Button(shown(_("Élément suivant")), icon="next", key="F2", target="office")
        self.toggle = Button(shown(_("Enlever")), icon="without", key="F3", target="office")
        self.save = Button(shown(_("Garder")), icon="done", key="F12", kind=Kind.PRIMARY, target="office")
        self.back = Button(shown(_("Revenir")), icon="back", key=shown(_("Échap")), target="office")
        self.setLayout(self._composed())
        self._connect()

    def _composed(self) -> Column:
        which = holding(Column(*self.elements, None, gap="xs"))
        grid = Grid(*self.fields, columns=2, gap="m")
        self.measures = holding(Column(grid, self.absent, Row(self.next, self.toggle, None, stacks=True), None))
        seen = holding(Column(self.title, self.preview, self.scale, self.problem, None, gap="s"))
        parts = Row(which, self.measures, None, seen, gap="l", stacks=True)
        foot = Row(self.back, None, self.save, gap="m", stacks=True)
        return Column(Panel(parts, pad=("l", "s")), None, foot, gap="m")

    def _connect(self) -> None:
        self.next.triggered.connect(self._next)
        self.toggle.triggered.connect(self._toggle)
        self.toggle.refused.connect(self.problem.label.set_text)
        self.save.triggered.connect(self.saved)
        self.preview.resized.connect(self._say_size)
        for field in self.fields:
            field.changed.connect(self._measured)

    @property
    def keys(self) -> dict[str, Button]:
        """The keys of the editor."""
        return {"F2": self.next, "F3": self.toggle, "F12": self.save}

    def begin(self, title: str, sheet: LabelSheet) -> None:
        """Edit a layout."""
        self.title.set_text(title)
        self.sheet, self.name = sheet, self.names[0]
        self._show()
        self.edited.emit()

    def choose(self, number: int) -> bool:
        """Take a digit: the element that is edited from now on."""
        if 1 <= number <= len(self.names):
            self.open(number - 1)
        return True

    def open(self, place: int) -> None:
        """Edit one element."""
        self.name = self.names[place]
        self._show()

    def show_picture(self, png: bytes, dots_per_inch: int) -> None:
        """Show what the label would be."""
        self._wrong = False
        self.preview.show_label(png, dots_per_inch, self.title.text())
        self._say_size()
        self.problem.show_state(Shape.ACCEPTED, shown(_("Tout tient sur l'étiquette.")))
        self.save.set_unavailable("")

    def show_problems(self, problems: Sequence[str]) -> None:
        """Say what does not fit; the picture stays the last that did."""
        self._wrong = True
        words = "\n".join(list(dict.fromkeys(shown(told(problem)) for problem in problems))[:MOST_PROBLEMS])
        self.problem.show_state(Shape.WARNING, words)
        self.save.set_unavailable(shown(_("Tout ne tient pas : rien n'est gardé.")))

    # how it is done

    def _say_size(self) -> None:
        self.scale.set_text(size_words(self.preview))

    def _next(self) -> None:
        self.open((self.names.index(self.name) + 1) % len(self.names))

    def _toggle(self) -> None:
        here = self.name in self.sheet.elements
        self.sheet = self.sheet.without(self.name) if here else self.sheet.with_element(self.name)
        self._show()
        self.edited.emit()

    def _measured(self, key: str, value: float) -> None:
        self.sheet = self.sheet.changed(self.name, key, value)
        self.edited.emit()

    def _show(self) -> None:
        for name, choice in zip(self.names, self.elements, strict=True):
            there = name == PAPER or name in self.sheet.elements
            named = _named(name)
            choice.setText(named if there else shown(_("{name} (absent)").format(name=named)))
            choice.set_chosen(chosen=name == self.name)
        measures = list(self.sheet.of(self.name).items())
        for place, field in enumerate(self.fields):
            field.setVisible(place < len(measures))
            if place < len(measures):
                field.show_measure(*measures[place])
        self.absent.setVisible(not measures)
        self.toggle.set_word(
            shown(_("Enlever")) if measures else shown(_("Ajouter")), "without" if measures else "plus"
        )
        self.toggle.setVisible(self.name != PAPER and self.name not in NEEDED)


class _Press(QObject):
    """One element."""

    def __init__(self, editor: LabelEditor, place: int, choice: Choice) -> None:
        super().__init__(editor)
        self._editor, self._place = editor, place
        choice.triggered.connect(self.press)

    def press(self) -> None:
        self._editor.open(self._place)


def size_words(preview: LabelPreview) -> str:
    """Say how large the picture is."""
    if preview.times > 1:
        return shown(_("Agrandie {number} fois. Les règles sont en mm.").format(number=written(preview.times)))
    return shown(_("En taille réelle.")) if preview.real else shown(_("À l'échelle de l'écran. Les règles sont en mm."))


def told(problem: str) -> str:
    """Say a problem with the names that elements have on screens."""
    template = re.escape(_("{name} : recouvre {other} ({dpi} dpi)"))
    for key, pattern in (("name", r"(?P<name>\w+)"), ("other", r"(?P<other>\w+)"), ("dpi", r"(?P<dpi>\d+)")):
        template = template.replace(re.escape(f"{{{key}}}"), pattern)
    match = re.fullmatch(template, problem)
    if match is not None:
        words = _("{name} : recouvre {other}")
        return words.format(name=element_name(match["name"]), other=element_name(match["other"]))
    name, colon, rest = problem.partition(" : ")
    return f"{element_name(name)}{colon}{_DOTS.sub('', rest)}"


def _named(name: str) -> str:
    return shown(_("Papier")) if name == PAPER else shown(element_name(name))
