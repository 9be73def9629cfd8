"""Étiquettes: how each kind of label is laid out on each paper, seen as large as it is; a manager changes it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.settings import label_doing as doing
from ui.settings.label_doing import PREVIEW_DOTS, Checked, LabelRead
from ui.settings.label_editor import LabelEditor, size_words
from ui.settings.label_preview import LabelPreview
from ui.settings.part import Part
from ui.settings.printer_telling import paper
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.domain.label_sheets import read_sheet
from workshop.domain.labels import LabelKind
from workshop.label_kind_words import kind_name
from workshop.texts import _
from workshop.words import shown

PAUSE_MS = 120  # while somebody types


class LabelPart(Part):
    """One kind on one paper at a time."""

    name = "labels"
    icon = "label"

    def __init__(self) -> None:
        super().__init__()
        self.read: LabelRead | None = None
        self.kind, self.media = LabelKind.INTAKE, ""
        self.editing = False
        self.what = Label("", "lead", bold=True, wrap=True)
        self.paper = Label("", wrap=True)
        self.state = Label("", color="ink2", wrap=True)
        self.preview = LabelPreview()
        self.scale = Label("", "small", color="ink2", wrap=True)
        self.other = Button(shown(_("Autre étiquette")), icon="next", key="F2", target="office")
        self.other_paper = Button(shown(_("Autre papier")), icon="next", key="F3", target="office")
        self.reset = Button(shown(_("Revenir au modèle d'origine")), icon="undo", key="F11", target="office")
        self.change = Button(shown(_("Modifier")), icon="settings", key="F12", kind=Kind.PRIMARY, target="office")
        self.editor = LabelEditor()
        self.setLayout(self._composed())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self._connect()
        self._show()

    def _composed(self) -> Column:
        seen = holding(Column(self.preview, self.scale, gap="s"))
        said = Column(self.what, self.paper, self.state, seen, gap="m")
        turns = Row(self.other, self.other_paper, None, gap="m", stacks=True)
        acts = Row(self.reset, None, self.change, gap="m", stacks=True)
        self.first = holding(Column(Panel(said, pad=("xl", "m")), turns, acts, None, gap="m"))
        return Column((self.first, 1), (self.editor, 1))

    def _connect(self) -> None:
        self.other.triggered.connect(self._next_kind)
        self.other_paper.triggered.connect(self._next_paper)
        self.change.triggered.connect(self._edit)
        self.reset.triggered.connect(self._reset)
        self.preview.resized.connect(self._say_size)
        self.editor.edited.connect(self._pause.start)
        self.editor.saved.connect(self._save)
        self.editor.back.triggered.connect(self.go_back)

    @property
    def title(self) -> str:
        return shown(_("Étiquettes"))

    @property
    def alone(self) -> bool:
        return self.editing

    @property
    def keys(self) -> dict[str, Button]:
        if self.editing:
            return self.editor.keys
        buttons = {"F2": self.other, "F3": self.other_paper, "F11": self.reset, "F12": self.change}
        return {key: button for key, button in buttons.items() if not button.isHidden()}

    @property
    def first_focus(self) -> QWidget | None:
        return None

    def enter(self) -> None:
        if not self.editing:
            self._read()

    def choose(self, number: int) -> bool:
        return self.editing and self.editor.choose(number)

    def go_back(self) -> bool:
        was, self.editing = self.editing, False
        self._show()
        return was

    # what is in front

    def _show(self) -> None:
        self.first.setVisible(not self.editing)
        self.editor.setVisible(self.editing)
        self.changed.emit()

    def _read(self) -> None:
        media = self.media or self.owner.session.workshop.printing.printer.roll
        self.aside(partial(doing.read_label, self.owner.session.workshop, self.kind, media), self._was_read)

    def _was_read(self, read: LabelRead) -> None:
        self.read, self.kind, self.media = read, read.name.kind, read.name.media
        self.what.set_text(shown(kind_name(read.name.kind)))
        self.paper.set_text(paper(read.paper))
        own, shipped = _("Ce modèle est celui de l'atelier."), _("Ce modèle est celui d'origine.")
        self.state.set_text(shown(own if read.name.edited else shipped))
        self.preview.show_label(read.picture, PREVIEW_DOTS, self._about())
        self._say_size()
        self.reset.setVisible(read.name.edited)
        self.changed.emit()

    def _say_size(self) -> None:
        self.scale.set_text(size_words(self.preview))

    def _about(self) -> str:
        return f"{self.what.text()}, {self.paper.text()}"

    def _next_kind(self) -> None:
        if self.read is not None:
            kinds = list(dict.fromkeys(one.kind for one in self.read.names))
            self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
            self._read()

    def _next_paper(self) -> None:
        if self.read is not None:
            papers = [one.media for one in self.read.names if one.kind is self.kind]
            self.media = papers[(papers.index(self.media) + 1) % len(papers)]
            self._read()

    # changing it

    def _edit(self) -> None:
        if self.read is not None:
            self.editing = True
            self.editor.begin(f"{self.what.text()}\n{self.paper.text()}", read_sheet(self.read.text))
            self._show()

    def _check(self) -> None:
        if self.read is not None and self.editing:
            text = self.editor.sheet.text()
            self.aside(partial(doing.check, self.owner.session.workshop, self.read.name, text), self._checked)

    def _checked(self, checked: Checked) -> None:
        if checked.text != self.editor.sheet.text():
            return  # it has changed meanwhile
        if checked.problems:
            self.editor.show_problems(checked.problems)
        else:
            self.editor.show_picture(checked.picture, PREVIEW_DOTS)
        self.changed.emit()

    def _save(self) -> None:
        if self.read is not None:
            what = shown(_("Changer le modèle : {label}").format(label=self._about()))
            self.owner.vouch(what, partial(self._really_save, self.editor.sheet.text()))

    def _really_save(self, text: str) -> None:
        if self.read is not None:
            session = self.owner.session
            self.aside(partial(doing.save, session.workshop, session.actor, self.read.name, text), self._saved)

    def _saved(self, _nothing: object) -> None:
        self.editing = False
        self._show()
        self.owner.said.emit(shown(_("Modèle gardé : {label}").format(label=self._about())))
        self._read()

    def _reset(self) -> None:
        what = shown(_("Revenir au modèle d'origine : {label}").format(label=self._about()))
        self.owner.vouch(what, self._really_reset)

    def _really_reset(self) -> None:
        if self.read is not None:
            session = self.owner.session
            self.aside(partial(doing.reset, session.workshop, session.actor, self.read.name), self._was_reset)

    def _was_reset(self, _nothing: object) -> None:
        self.owner.said.emit(shown(_("Modèle d'origine : {label}").format(label=self._about())))
        self._read()
