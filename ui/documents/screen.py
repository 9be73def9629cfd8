"""Documents: every paper, the certificates that can be made, the proofs that wait, and files to verify."""

# ruff: noqa: N802 — Qt's own method names
from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.documents import doing
from ui.documents.check_page import CheckPage
from ui.documents.checking import Checked, check
from ui.documents.doing import Paper, Start
from ui.documents.judging import Judging
from ui.documents.modes import Mode
from ui.documents.reading import Reading
from ui.documents.start_page import StartPage
from ui.documents.subject_page import SubjectPage, name
from ui.documents.viewing import Viewing
from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.drop_page import DropPage
from ui.widgets.header import Header
from ui.widgets.layouts import Column
from ui.widgets.listing import Lines
from workshop.domain.certificates import Variant
from workshop.domain.codes import Code, Command, Kind
from workshop.domain.scanning import Said
from workshop.services.paper_scans import DOCUMENTS
from workshop.services.paper_views import PAGE, SubjectView
from workshop.services.paper_views import PaperPage as PaperList
from workshop.services.scanning import Place
from workshop.texts import _
from workshop.words import shown

YES = 1
MOST_AGAIN = 500  # papers that are read again when something happened; who has gone further down goes there again
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
NAMED = {"Up": Qt.Key.Key_Up, "Down": Qt.Key.Key_Down}


class DocumentsScreen(Screen):
    """One thing in front at a time; Escape goes back to the list."""

    name = DOCUMENTS

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("Documents")))
        self.start, self.subject, self.check = StartPage(), SubjectPage(), CheckPage()
        self.viewing, self.judging = Viewing(), Judging()
        self.paper, self.inbox = self.viewing.page, self.judging.page
        self.views: dict[Mode, QWidget] = {
            Mode.START: self.start,
            Mode.SUBJECT: self.subject,
            Mode.PAPER: self.paper,
            Mode.INBOX: self.inbox,
            Mode.CHECK: self.check,
        }
        body = Column(*((view, 1) for view in self.views.values()))
        self.drops = DropPage(self.header, body, band=self.band, pad=("xxl", "l"))
        super().__init__(session, self.drops)
        self.mode, self.before = Mode.START, Mode.START
        self.code = ""  # what the page about one thing is about
        self.busy = False  # a certificate is being made
        self._older = False
        self._papers = PAGE  # how many are in the list
        self.viewing.work_for(self)
        self.judging.work_for(self)
        self._readings()
        self._connect()
        self._show(Mode.START)

    # what the shell asks

    def place(self) -> Place:
        return Place(DOCUMENTS, subject=self.code if self.mode is Mode.SUBJECT else "")

    def enter(self, code: str = "") -> None:
        if code:
            self._open_code(code)
        else:
            self._read_again()

    def follow(self, answered: Answered) -> None:
        answer = answered.answer
        if answer.said is Said.PERSON_SEEN:
            self._read_again()
        elif answer.said is Said.PAPERS_CHOSEN and not (self.mode is Mode.INBOX and self.judging.pick(answer.code)):
            self._open_code(answer.code)

    def hear(self, subjects: frozenset[str]) -> None:
        del subjects
        self._read_again()

    def press(self, key: str) -> bool:
        return key in NAMED and self._move(NAMED[key])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of lists and pages before the page around them scrolls by them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._move(event.key())
        return super().eventFilter(watched, event)

    def choose(self, number: int) -> bool:
        match self.mode:
            case Mode.SUBJECT:
                return self.subject.question.choose(number)
            case Mode.PAPER:
                return self.paper.choose(number)
            case Mode.INBOX:
                return self.inbox.choose(number)
            case _:
                return False

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        asked = self.subject.question if self.mode is Mode.SUBJECT else self.inbox.question  # what lasts asks for a key
        return {} if asked.isHidden() else {Command.NO: self.go_back}

    def go_back(self) -> bool:
        if self._withdraw():
            self._focus()
            return True
        if self.mode is Mode.START:
            return False
        self._show(self.before if self.mode is Mode.PAPER else Mode.START)
        self._read_again()
        return True

    def fail(self, error: Exception) -> None:
        """Whatever went wrong, nothing is left half done on the screen."""
        self.busy = False
        if self.mode is Mode.CHECK and self.check.checked is None:
            self.check.show_nothing()
        if self.mode is Mode.SUBJECT and self.subject.code != self.code:
            self._show(Mode.START)
        super().fail(error)

    # what is in front

    def _readings(self) -> None:
        self._start = Reading(self, self._read_start, self._start_read)
        self._about = Reading(self, self._read_subject, self._subject_read)

    def _connect(self) -> None:
        self.page.area.installEventFilter(self)
        self.drops.dropped.connect(self._check)
        start, subject = self.start, self.subject
        start.list.chosen.connect(self._open_code)
        start.open.triggered.connect(self._open_current)
        start.offer.make.triggered.connect(self._issue_offered)
        start.proofs.triggered.connect(self._show_inbox)
        start.check.triggered.connect(self._show_check)
        start.older_wanted.connect(self._read_older)
        for lines in (subject.list, subject.apart):
            lines.chosen.connect(self._open_code)
        subject.main.triggered.connect(self._main_act)
        subject.redo.triggered.connect(subject.ask_to_redo)
        subject.provisional.triggered.connect(self._make_provisional)
        subject.question.answered.connect(self._redo_or_not)
        self.viewing.redo_wanted.connect(self._issue)
        self.viewing.paper_wanted.connect(self._show_numbered)
        self.viewing.code_wanted.connect(self._open_variant)
        self.check.asked.connect(self._check)
        self.check.show_ours.triggered.connect(self._show_ours)
        self.judging.changed.connect(self.give_keys)
        for back in (subject.back, self.paper.back, self.check.back, self.inbox.back):
            back.triggered.connect(self.go_back)

    def _show(self, mode: Mode) -> None:
        """Bring one thing to the front, with the focus where its first key is."""
        self.mode = mode
        for other, view in self.views.items():
            view.setVisible(other is mode)
        self._say_context()
        self.give_keys()
        self.page.fit()
        self._focus()

    def give_keys(self) -> None:
        """Offer the keys of what is in front, as it stands now."""
        match self.mode:
            case Mode.START:
                self.keys = self.start.keys
            case Mode.SUBJECT:
                self.keys = self.subject.keys
            case Mode.PAPER:
                self.keys = self.paper.keys
            case Mode.INBOX:
                self.keys = self.inbox.keys
            case Mode.CHECK:
                self.keys = self.check.keys

    def _focus(self) -> None:
        places: dict[Mode, QWidget] = {
            Mode.START: self.start.list,
            Mode.SUBJECT: self.subject.list if self.subject.main.isHidden() else self.subject.main,
            Mode.PAPER: self.paper.pages,
            Mode.INBOX: self.inbox.list,
            Mode.CHECK: self.check.field.edit,
        }
        wanted = places[self.mode]
        self.page.first_focus = wanted if wanted.isVisibleTo(self.page) else self.page
        if self.page.isVisible():
            self.page.first_focus.setFocus()

    def _say_context(self) -> None:
        words = {
            Mode.START: _("Scannez un bordereau, un ordinateur, un disque ou un certificat."),
            Mode.INBOX: _("Preuves à valider"),
            Mode.CHECK: _("Vérifier un fichier"),
            Mode.PAPER: self.paper.what.text(),
            Mode.SUBJECT: name(self.subject.view) if self.subject.view and self.subject.code == self.code else "",
        }
        self.header.set_context(shown(words[self.mode]))

    def _withdraw(self) -> bool:
        questions = {Mode.SUBJECT: self.subject.question, Mode.PAPER: self.paper.question}
        if self.mode is Mode.INBOX:
            return self.inbox.withdraw()
        return self.mode in questions and questions[self.mode].choose(2)

    def _move(self, key: int) -> bool:
        if self.mode is Mode.PAPER:
            return self.paper.pages.press(key)
        lists: dict[Mode, Lines] = {
            Mode.START: self.start.list,
            Mode.SUBJECT: self.subject.list,
            Mode.INBOX: self.inbox.list,
        }
        steps = STEPS.get(Qt.Key(key))
        return steps is not None and self.mode in lists and lists[self.mode].go_by(steps)

    def _read_again(self) -> None:
        match self.mode:
            case Mode.START:
                self._start.now()
            case Mode.SUBJECT:
                self._about.now()
            case Mode.INBOX:
                self.judging.read()
            case Mode.PAPER | Mode.CHECK:
                pass

    # the list

    def _read_start(self) -> Start:
        return doing.read_start(self.session.workshop, min(self._papers, MOST_AGAIN))

    def _start_read(self, read: Start) -> None:
        empty = not self.start.shown_lines
        self.start.show_page(read.page, first=0)
        self._papers = max(PAGE, len(self.start.shown_lines))
        self.start.offer.show_lots(read.lots)
        self.start.show_waiting(read.waiting)
        if self.mode is Mode.START:
            self.give_keys()
            self.page.fit()
            if empty or self.page.hasFocus():
                self._focus()

    def _read_older(self) -> None:
        if not self._older:
            self._older = True
            first = len(self.start.shown_lines)
            job = partial(self.session.workshop.office.papers.papers, first)
            self.aside(job, self._older_read)

    def _older_read(self, page: PaperList) -> None:
        self._older = False
        known = {line.key for line in self.start.shown_lines}
        if not any(row.code in known for row in page.rows):  # one that came meanwhile moves all the others
            self.start.show_page(page, first=len(known))
            self._papers = len(self.start.shown_lines)
        else:
            self._start.now()

    def _open_current(self) -> None:
        if self.start.list.key:
            self._open_code(self.start.list.key)

    def _open_code(self, code: str) -> None:
        if Code(code).kind is Kind.DOCUMENT:
            self.aside(partial(doing.paper, self.session.workshop, self.session.actor, code), self._show_paper)
        else:
            if self.subject.code != code:
                self.subject.show_waiting(code)
            self.code = code
            self._show(Mode.SUBJECT)
            self._about.now()

    def _open_variant(self, code: str, variant: Variant) -> None:
        job = partial(doing.paper, self.session.workshop, self.session.actor, code, variant)
        self.aside(job, self._show_paper)

    # one lot, machine or drive

    def _read_subject(self) -> SubjectView:
        return self.session.workshop.office.papers.of(self.code)

    def _subject_read(self, view: SubjectView) -> None:
        if view.about.code != self.code:
            return
        fresh = self.subject.code != view.about.code
        self.subject.show_view(view)
        if self.mode is Mode.SUBJECT:
            self._say_context()
            self.give_keys()
            self.page.fit()
            if fresh:
                self._focus()

    def _main_act(self) -> None:
        view = self.subject.view
        if view is not None and view.certificate is not None:
            self._open_code(view.certificate.code)
        elif view is not None:
            self._issue(view.about.code)

    def _make_provisional(self) -> None:
        job = partial(doing.provisional, self.session.workshop, self.session.actor, self.code)
        self.aside(job, self._show_paper)

    # certificates

    def _issue_offered(self) -> None:
        if self.start.offer.lot is not None:
            self._issue(self.start.offer.lot.code)

    def _redo_or_not(self, number: int) -> None:
        self._focus()
        if number == YES:  # the one before is void from then on
            self.vouch(shown(_("Refaire un certificat")), partial(self._issue, self.code))

    def _issue(self, subject: str) -> None:
        if self.busy or not subject:
            return
        self.busy = True
        self.said.emit(shown(_("Établi fait le certificat")))
        self.aside(partial(doing.issue, self.session.workshop, self.session.actor, subject), self._issued)

    def _issued(self, paper: Paper) -> None:
        self.busy = False
        self._show_paper(paper)
        self.band.show_signal(BandSignal.FINISHED, shown(_("Certificat fait.")), paper.name)
        self.said.emit(shown(_("Certificat fait : {number}").format(number=paper.name)))

    # one paper

    def _show_paper(self, paper: Paper) -> None:
        if self.mode is not Mode.PAPER:
            self.before = self.mode
        self.viewing.show_paper(paper)
        self._show(Mode.PAPER)
        self.paper.pages.begin()

    def _show_numbered(self, number: str) -> None:
        job = partial(doing.numbered, self.session.workshop, self.session.actor, number)
        self.aside(job, self._show_paper)

    # proofs, and files that somebody brings

    def _show_inbox(self) -> None:
        self._show(Mode.INBOX)
        self.judging.read()

    def _show_check(self) -> None:
        self.check.show_nothing()
        self._show(Mode.CHECK)

    def _check(self, text: str) -> None:
        self.check.show_reading(text)
        self._show(Mode.CHECK)
        self.aside(partial(check, self.session.workshop, text), self._checked)

    def _checked(self, checked: Checked) -> None:
        self.check.show_checked(checked)
        if self.mode is Mode.CHECK:
            self.give_keys()
            self.page.fit()
        signal = BandSignal.ACCEPTED if checked.authentic else BandSignal.REFUSED
        self.band.show_signal(signal, checked.word, next(iter(checked.lines), ""))
        self.said.emit(f"{checked.word} {checked.name}")

    def _show_ours(self) -> None:
        if self.check.checked is not None:
            self._show_numbered(self.check.checked.ours)
