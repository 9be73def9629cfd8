"""À vérifier: what nobody could decide alone. One list; one report at a time; one question."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.review import taking, telling
from ui.review.arriving import Arriving, Places
from ui.review.file_page import FilePage
from ui.review.list_page import NOTHING, ListPage
from ui.review.report_page import ReportPage
from ui.review.taking import Told
from ui.review.telling import SCAN, FileMissed
from ui.screen import Answered, CardAct, Screen
from ui.session import Session
from ui.signals import Signal as BandSignal
from ui.widgets.band import Band, Form
from ui.widgets.drop_page import DropPage
from ui.widgets.header import Header
from ui.widgets.layouts import Column
from ui.words import BandWords, day
from workshop.domain.codes import Command
from workshop.domain.content import read_time
from workshop.domain.errors import WorkshopError
from workshop.domain.lots import MachineCard, machine_name
from workshop.domain.machines import State
from workshop.domain.scanning import Said
from workshop.domain.typography import grouped
from workshop.services.report_matching import GONE
from workshop.services.review import KnownMachine, ReportView, Waiting
from workshop.services.scanning import REVIEW, Place
from workshop.texts import _
from workshop.words import Sentence, shown, trouble

MOST_FILES = 20
YES, NO = 1, 2
STEPS = {"Up": -1, "Down": 1}


class Mode(Enum):
    """What is in front."""

    LIST = "list"
    REPORT = "report"
    FILE = "file"


class ReviewScreen(Screen):
    """Escape goes back to the list."""

    name = REVIEW

    def __init__(self, session: Session) -> None:
        self.band = Band(Form.HEADER)
        self.header = Header(shown(_("À vérifier")))
        self.list, self.report, self.file = ListPage(), ReportPage(), FilePage()
        self.views: dict[Mode, QWidget] = {Mode.LIST: self.list, Mode.REPORT: self.report, Mode.FILE: self.file}
        body = Column(*((view, 1) for view in self.views.values()))
        page = DropPage(self.header, body, band=self.band, pad=("xxl", "l"))
        super().__init__(session, page)
        self.drops = page
        self.mode = Mode.LIST
        self.waits: Waiting = NOTHING
        self.files: list[FileMissed] = []
        self._numbers = 0
        self._scanned = ""  # the machine whose label was scanned for the report in front
        self._brought = 0  # files that are being read
        self.arriving = Arriving(session, self._places, self)
        self._connect()
        self._show(Mode.LIST)

    # what the shell asks

    def place(self) -> Place:
        return Place(REVIEW, subject=self.report.digest if self.mode is Mode.REPORT else "")

    def enter(self, code: str = "") -> None:
        del code
        self._read()

    def follow(self, answered: Answered) -> None:
        answer = answered.answer
        if answer.said is Said.REPORT_MACHINE and answered.place.subject == self._digest:
            self._scanned = answer.code
            self._look_at(answer.code)
        else:
            self._read()

    def band_words(self, answered: Answered) -> BandWords:
        words = super().band_words(answered)
        if answered.answer.said is Said.REPORT_MACHINE:
            return BandWords(words.signal, shown(_("Étiquette lue.")), words.sentence)
        return words

    def hear(self, subjects: frozenset[str]) -> None:
        del subjects
        self._read()

    def choose(self, number: int) -> bool:
        return self.mode is Mode.REPORT and self.report.choose(number)

    @property
    def commands(self) -> Mapping[Command, CardAct]:
        if self.mode is Mode.LIST and not self.list.not_out.isHidden():
            return {Command.YES: self.list.act, Command.NO: self.list.not_out}
        if self.mode is not Mode.REPORT:
            return {}
        if not self.report.question.isHidden():
            return {Command.YES: partial(self.choose, YES), Command.NO: partial(self.choose, NO)}
        return {} if self.report.attach.isHidden() else {Command.YES: self.report.attach, Command.NO: self.go_back}

    @property
    def about(self) -> str:
        if self.mode is Mode.LIST:
            return f" {self.list.list.key}"  # of no object
        known = self.report.known
        return f"{self._digest} {known.card.code if known else ''}"

    def press(self, key: str) -> bool:
        return self.mode is Mode.LIST and key in STEPS and self.list.list.go_by(STEPS[key])

    def go_back(self) -> bool:
        if self.mode is Mode.LIST:
            return False
        if self.mode is Mode.REPORT and self.report.step_back():
            self._focus()
            return True
        self._show(Mode.LIST)
        self._read()
        return True

    def watch(self) -> None:
        if not self.session.sample:  # what is on a real stick is about real machines
            self.arriving.start()

    def leave(self) -> None:
        self.arriving.stop()

    # what is in front

    @property
    def _digest(self) -> str:
        return self.report.digest if self.mode is Mode.REPORT else ""

    def _connect(self) -> None:
        self.list.opened.connect(self._open)
        self.list.seen.connect(self._settle)
        self.list.to_test.connect(self._open_tests)
        self.list.came_out.connect(self._came_out)
        self.list.stepped.connect(self._give_keys)
        self.list.file.triggered.connect(self._show_file)
        self.report.picked.connect(self._pick)
        self.report.confirmed.connect(self._attach)
        self.report.dismissed.connect(self._dismiss)
        self.report.changed.connect(self._changed)
        self.file.asked.connect(self._bring)
        self.drops.all_dropped.connect(self._bring_all)
        self.arriving.told.connect(self._arrived)
        self.arriving.failed.connect(self._tell_trouble)
        for back in (self.report.back, self.file.back):
            back.triggered.connect(self.go_back)

    def _show(self, mode: Mode) -> None:
        self.mode = mode
        for other, view in self.views.items():
            view.setVisible(other is mode)
        self._changed()

    def _changed(self) -> None:
        self._give_keys()
        self._say_context()
        self.page.fit()
        self._focus()
        if self.mode is Mode.REPORT and not self.report.question.isHidden():
            self.page.area.ensureWidgetVisible(self.report.question)
        else:
            self.page.area.verticalScrollBar().setValue(0)

    def _give_keys(self) -> None:
        keys = {Mode.LIST: self.list.keys, Mode.REPORT: self.report.keys, Mode.FILE: {}}
        self.keys = keys[self.mode]

    def _say_context(self) -> None:
        words = {
            Mode.LIST: telling.number_of(self.waits, len(self.files)),
            Mode.REPORT: self._about_the_report(),
            Mode.FILE: _("Ouvrir un fichier"),
        }
        self.header.set_context(shown(words[self.mode]))

    def _about_the_report(self) -> str:
        """Say of which lot the chosen machine is, else how the file is called."""
        view, known = self.report.view, self.report.known
        if known is not None:
            received = (
                _("reçu {day}").format(day=day(read_time(known.card.received_at))) if known.card.received_at else ""
            )
            return " · ".join(part for part in (known.donor, received) if part)
        name = telling.plain(view.card.name) if view else ""
        return " · ".join(part for part in (_("Un rapport attend"), name) if part)

    def _focus(self) -> None:
        asks = self.mode is Mode.REPORT and not self.report.question.isHidden()
        wanted: dict[Mode, QWidget] = {
            Mode.LIST: self.list.list if self.list.list.key else self.page,
            Mode.REPORT: self.report.question.buttons[-1] if asks else self.page,
            Mode.FILE: self.file.field.edit,
        }
        self.page.first_focus = wanted[self.mode]
        if self.page.isVisible():
            self.page.first_focus.setFocus()

    # the list

    def _read(self) -> None:
        self.run(self.session.workshop.review.waiting, self._show_waiting)

    def _show_waiting(self, waits: Waiting) -> None:
        was_empty = not self.list.list.key
        self.waits = waits
        self.list.show_waiting(waits, self.files)
        if self.mode is Mode.LIST:
            self._give_keys()
            self._say_context()
            self.page.fit()
            if was_empty or not self.list.list.key:
                self._focus()

    def _open_tests(self, code: str) -> None:
        self.wanted.emit("inspection", code)

    def _came_out(self, number: int, yes: bool) -> None:  # noqa: FBT001 — what a signal carries
        came_out = self.session.workshop.printing.came_out
        job = partial(came_out, self.session.actor, number, yes=yes)
        self.session.background.run(job, self._settled, self._not_settled)

    def labels_changed(self, how: object) -> None:
        del how
        if self.page.isVisible():
            self._read()

    def _settle(self, kind: str, name: str) -> None:
        if kind == SCAN:
            number = int(name)
            job = partial(self.session.workshop.review.settle, self.session.actor, number)
            self.session.background.run(job, self._settled, self._not_settled)
        else:
            self.files = [file for file in self.files if str(file.number) != name]
            self._show_waiting(self.waits)

    def _settled(self, _nothing: object) -> None:
        self.said.emit(shown(_("Vu")))
        self.recount.emit()
        self._read()

    def _not_settled(self, error: Exception) -> None:
        self._read()  # another bench was faster
        self.fail(error)

    # one report

    def _open(self, digest: str) -> None:
        self.run(partial(self.session.workshop.review.report, digest), self._show_report)

    def _show_report(self, view: ReportView) -> None:
        self._scanned = ""
        self.report.show_report(view)
        self._show(Mode.REPORT)
        if telling.is_about_one(view.card):
            self._look_at(view.card.machine)

    def _pick(self, code: str) -> None:
        self._scanned = ""
        self._look_at(code)

    def _look_at(self, code: str) -> None:
        self.run(partial(self.session.workshop.review.machine, code, self._digest), self._show_machine)

    def _show_machine(self, known: KnownMachine) -> None:
        """Attach where a label says it and nothing speaks against it; everything else is shown before."""
        if known.digest != self._digest:
            return
        state = known.card.state
        if state == State.EXPECTED.value or state in GONE:
            absent = _("Il n'est pas encore entré.") if state == State.EXPECTED.value else _("Il n'est plus ici.")
            self.band.show_signal(BandSignal.REFUSED, shown(_("Refusé.")), shown(absent))
            return
        if self._scanned == known.card.code and not known.objections:
            self._attach(known.card.code)
            return
        self.report.show_machine(known)

    def _attach(self, code: str) -> None:
        known = self.report.known
        confirmed = known is not None and known.card.code == code
        attach = self.session.workshop.reports.attach
        job = partial(attach, self.session.actor, self._digest, code, confirmed=confirmed)
        self.session.background.run(job, self._attached, self._not_done)

    def _attached(self, card: MachineCard) -> None:
        name = machine_name(card.maker, card.model) or shown(_("Ordinateur sans nom"))
        words = shown(_("Rapport rattaché à {code}").format(code=grouped(card.code)))
        self._done(words)
        self.band.show_signal(BandSignal.ACCEPTED, shown(_("C'est bon.")), f"{words} · {name}")

    def _dismiss(self) -> None:
        job = partial(self.session.workshop.reports.dismiss, self.session.actor, self._digest)
        self.session.background.run(job, self._dismissed, self._not_done)

    def _dismissed(self, _nothing: object) -> None:
        self._done(shown(_("Rapport écarté")))

    def _done(self, words: str) -> None:
        self._show(Mode.LIST)
        self.said.emit(words)
        self.recount.emit()
        self._read()

    def _not_done(self, error: Exception) -> None:
        self._show(Mode.LIST)
        self._read()
        self.fail(error)

    # files

    def _show_file(self) -> None:
        self.file.show_nothing()
        self._show(Mode.FILE)

    def _bring_all(self, paths: list[str]) -> None:
        for path in paths[:MOST_FILES]:
            self._bring(path)

    def _bring(self, path: str) -> None:
        if self.mode is Mode.FILE:
            self.file.show_reading()
        job = partial(taking.bring, self.session.workshop, self.session.actor, path)
        self.session.background.aside(job, self._brought_in, self._not_brought)

    def _brought_in(self, told: Told) -> None:
        self.said.emit(told.words)
        self.file.show_told(told)
        self._keep(told)
        if told.waiting and self.mode is not Mode.REPORT:
            self._open(told.waiting)
        signal = BandSignal.ACCEPTED if told.taken else BandSignal.REFUSED
        word = _("C'est bon.") if told.taken else _("Attention.")
        self.band.show_signal(signal, shown(word), told.words)

    def _not_brought(self, error: Exception) -> None:
        self.file.show_nothing()
        self.fail(error)

    def _arrived(self, told: Told) -> None:
        """Tell what came by itself in the status bar alone: nobody asked for it; what is known already is not told."""
        if told.news:
            self.said.emit(told.words)
            self._keep(told)

    def _keep(self, told: Told) -> None:
        if not told.taken:
            self._numbers += 1
            self.files = [FileMissed(self._numbers, told.words), *self.files][:MOST_FILES]
        self.recount.emit()
        self._read()

    def _tell_trouble(self, error: WorkshopError) -> None:
        sentence: Sentence = trouble(error)
        self.said.emit(sentence.what)

    def _places(self) -> Places:
        from workshop.bootstrap import report_arrivals  # noqa: PLC0415 — loaded by now

        return report_arrivals(self.session.settings)
