"""Contrat: by which rules machines are graded here. A manager changes them, and sees first what that would change."""

from __future__ import annotations

from enum import Enum
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.settings import contract_doing as doing
from ui.settings.contract_doing import ContractRead, Effect, Head
from ui.settings.contract_editor import ContractEditor
from ui.settings.contract_forms import CheckPage, FileForm, KeepForm
from ui.settings.contract_problems import file_problem
from ui.settings.contract_telling import criteria, headline, versions
from ui.settings.part import Part
from ui.widgets.button import Button, Kind
from ui.widgets.layouts import Column, Row, holding
from ui.widgets.listing import Lines
from ui.widgets.panel import Panel
from ui.widgets.text import Label
from workshop.domain.contracts import Contract
from workshop.domain.errors import RulesError
from workshop.texts import _
from workshop.words import shown

PAUSE_MS = 250  # while somebody types


class Front(Enum):
    """What is in front."""

    FIRST = "first"
    EDIT = "edit"
    FILE = "file"
    CHECK = "check"  # what another text would change
    KEEP = "keep"


class ContractPart(Part):
    """One contract is in force, for every bench of the workshop."""

    name = "contract"
    icon = "documents"
    key = "Ctrl N"  # « notes »: the digits are all taken, and no code begins with a letter

    def __init__(self) -> None:
        super().__init__()
        self.front = Front.FIRST
        self.read: ContractRead | None = None
        self.effect: Effect | None = None
        self._counting = False
        self._back_to = Front.FIRST  # where « Revenir » leads from what is kept
        self._shipped = False  # whether what is checked is the contract that is shipped
        self.what = Label("", "lead", bold=True, wrap=True)
        self.which = Label("", bold=True, wrap=True)
        self.notice = Label("", wrap=True)
        self.versions = Label("", "small", color="ink2", wrap=True)
        self.list = Lines(shown(_("Critères")))
        self.take = Button(shown(_("Prendre un fichier")), icon="documents", key="F2", target="office")
        self.reset = Button(shown(_("Grille d'origine")), icon="undo", key="F11", target="office")
        self.change = Button(shown(_("Modifier")), icon="settings", key="F12", kind=Kind.PRIMARY, target="office")
        self.editor, self.file, self.check, self.keep = ContractEditor(), FileForm(), CheckPage(), KeepForm()
        self.setLayout(self._composed())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._connect()
        self._show(Front.FIRST)

    def _composed(self) -> Column:
        head = Panel(Column(self.what, self.which, self.notice, self.versions, gap="xs"), pad=("xl", "m"))
        acts = Row(self.take, self.reset, None, self.change, gap="m", stacks=True)
        self.views: dict[Front, QWidget] = {
            Front.FIRST: holding(Column(head, (self.list, 1), acts, gap="m")),
            Front.EDIT: self.editor,
            Front.FILE: self.file,
            Front.CHECK: self.check,
            Front.KEEP: self.keep,
        }
        return Column(*((view, 1) for view in self.views.values()))

    def _connect(self) -> None:
        self._pause.timeout.connect(self._count)
        self.change.triggered.connect(self._edit)
        self.list.chosen.connect(self._edit_one)
        self.take.triggered.connect(self._begin_file)
        self.reset.triggered.connect(self._look_at_shipped)
        self.editor.edited.connect(self._pause.start)
        self.editor.moved.connect(self.changed)
        self.editor.saved.connect(self._keep_draft)
        self.file.wanted.connect(self._look_at_file)
        self.check.done.triggered.connect(self._keep_checked)
        self.keep.wanted.connect(self._vouch)
        for view in (self.editor, self.file, self.check, self.keep):
            view.back.triggered.connect(self.go_back)

    # what the screen asks

    @property
    def title(self) -> str:
        return shown(_("Contrat"))

    @property
    def alone(self) -> bool:
        return self.front is not Front.FIRST

    @property
    def keys(self) -> dict[str, Button]:
        first = {"F2": self.take, "F11": self.reset, "F12": self.change}
        by_front = {
            Front.FIRST: {key: button for key, button in first.items() if not button.isHidden()},
            Front.EDIT: self.editor.keys,
            Front.FILE: self.file.keys,
            Front.CHECK: self.check.keys,
            Front.KEEP: self.keep.keys,
        }
        return by_front[self.front]

    @property
    def first_focus(self) -> QWidget | None:
        wanted = {
            Front.EDIT: self.editor.first_focus,
            Front.FILE: self.file.where.edit,
            Front.CHECK: self.check.done,
            Front.KEEP: self.keep.version.edit,
        }
        return wanted.get(self.front)

    def enter(self) -> None:
        if self.front is Front.FIRST:
            session = self.owner.session
            self.aside(partial(doing.read_contract, session.workshop, session.actor), self._was_read)

    def choose(self, number: int) -> bool:
        del number
        return self.alone

    def arrow(self, key: str) -> bool:
        steps = {"Up": -1, "Down": 1}
        lists = {Front.FIRST: self.list, Front.EDIT: self.editor.list, Front.FILE: self.file.list}
        return key in steps and self.front in lists and lists[self.front].go_by(steps[key])

    def go_back(self) -> bool:
        was = self.front
        if was is not Front.FIRST:
            self._show(self._back_to if was is Front.KEEP else Front.FIRST)
        return was is not Front.FIRST

    def drop(self, path: str) -> None:
        if self.front in (Front.FIRST, Front.FILE):
            self._begin_file()
            self.file.take(path)

    def fail(self, error: Exception) -> bool:
        if not isinstance(error, RulesError) or self.front is not Front.KEEP:
            return False
        self.keep.show_wrong("\n".join(file_problem(problem) for problem in error.problems))
        return True

    # what is in front

    def _show(self, front: Front) -> None:
        self.front = front
        for other, view in self.views.items():
            view.setVisible(other is front)
        self.changed.emit()

    def _was_read(self, read: ContractRead) -> None:
        self.read = read
        self.what.set_text(shown(read.contract.title))
        self.which.set_text(headline(read.contract))
        self.notice.set_text(shown(read.contract.notice))
        self.versions.set_text(versions(read.adopted, read.contract))
        self.versions.setVisible(bool(self.versions.text()))
        self.list.set_lines(criteria(read.contract))
        self.reset.setVisible(read.own)
        self.changed.emit()

    # changing it

    def _edit(self) -> None:
        self._edit_one("")

    def _edit_one(self, criterion: str) -> None:
        if self.read is not None:
            self._show(Front.EDIT)
            self.editor.begin(self.read.contract, criterion)
            self._pause.stop()
            self._count()

    def _count(self) -> None:
        """Count what the draft would change; never twice at the same time."""
        if self.read is None or self.editor.draft is None or self.front is not Front.EDIT or self._counting:
            return
        self._counting = True
        workshop, edits = self.owner.session.workshop, self.editor.draft.edits
        self.owner.session.background.aside(
            partial(doing.look, workshop, self.read.contract, self.read.text, edits), self._counted, self._not_counted
        )

    def _counted(self, effect: Effect) -> None:
        self._counting = False
        draft = self.editor.draft
        if draft is None or draft.problems():
            return  # that is said instead
        if effect.edits == draft.edits:
            self.effect = effect
            self.editor.show_effect(effect)
            self.changed.emit()
        elif not self._pause.isActive():
            self._count()  # it has changed meanwhile

    def _not_counted(self, error: Exception) -> None:
        self._counting = False
        self.owner.fail(error)

    def _keep_draft(self) -> None:
        draft = self.editor.draft
        if draft is not None and self.effect is not None and self.effect.edits == draft.edits:
            self._begin_keep(Front.EDIT)

    # a file, and the contract that is shipped

    def _begin_file(self) -> None:
        self.file.begin()
        self._show(Front.FILE)

    def _look_at_file(self, where: str) -> None:
        if self.read is not None:
            job = partial(doing.look_at_file, self.owner.session.workshop, self.read.contract, where)
            self.aside(job, self._file_looked_at)

    def _file_looked_at(self, effect: Effect) -> None:
        if self.front is not Front.FILE:
            return
        if effect.problems:
            self.file.show_problems(effect.problems)
            self.changed.emit()
            return
        self._check(effect, shown(_("Garder")), shipped=False)

    def _look_at_shipped(self) -> None:
        if self.read is not None:
            job = partial(doing.look_at_shipped, self.owner.session.workshop, self.read.contract)
            self.aside(job, self._shipped_looked_at)

    def _shipped_looked_at(self, effect: Effect) -> None:
        if self.front is Front.FIRST and not effect.problems:
            self._check(effect, shown(_("Revenir à cette grille")), shipped=True)

    def _check(self, effect: Effect, done: str, *, shipped: bool) -> None:
        self.effect, self._shipped = effect, shipped
        self.check.show_effect(effect, done)
        self._show(Front.CHECK)

    def _keep_checked(self) -> None:
        if not self._shipped:
            self._begin_keep(Front.CHECK)
            return
        what = shown(_("Revenir à la grille d'origine"))
        session = self.owner.session
        self.owner.vouch(what, self._really(partial(doing.keep_shipped, session.workshop, session.actor)))

    # keeping it

    def _begin_keep(self, back_to: Front) -> None:
        if self.effect is not None and self.read is not None:
            self._back_to = back_to
            self.keep.begin(self.effect, self.read)
            self._show(Front.KEEP)

    def _vouch(self, version: str, signer: str) -> None:
        if self.effect is not None and self.effect.contract is not None:
            name = f"{self.effect.contract.id} {version}"
            session = self.owner.session
            job = partial(doing.keep, session.workshop, session.actor, self.effect, Head(version, signer))
            self.owner.vouch(shown(_("Adopter le contrat {name}").format(name=name)), self._really(job))

    def _really(self, job: partial[Contract]) -> partial[None]:
        return partial(self.aside, job, self._kept)

    def _kept(self, contract: Contract) -> None:
        self._show(Front.FIRST)
        words = _("Contrat {name} : les prochaines notes suivent ses règles.")
        self.owner.said.emit(shown(words.format(name=contract.name)))
        self.enter()
