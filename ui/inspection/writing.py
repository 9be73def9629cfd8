"""What Tests writes into the core, one thing at a time: a key that comes too early answers no page nobody saw."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.inspection.asking import Installed
from ui.inspection.reading import TestsShown, read_tests, shown_of
from ui.session import Session
from workshop.domain.errors import WorkshopError
from workshop.domain.holds import Aside
from workshop.domain.inspection import Defect, Function, Works
from workshop.inspection_words import function as named
from workshop.inspection_words import works as told
from workshop.services.inspection import TestsView
from workshop.texts import _, several
from workshop.words import shown

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor


class Writing(QObject):
    """`written` gives the machine as it is now, `said` the gesture in words, `failed` an error."""

    written = Signal(object)  # TestsShown
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.busy = False
        self._words = ""

    def answer(self, code: str, function: Function, works: Works, fault: Defect | None, *, guided: bool) -> None:
        """Write the answer to one test."""
        words = shown(_("{function} : {answer}").format(function=named(function), answer=told(works).lower()))
        inspecting = self._session.workshop.inspecting
        self._write(words, partial(inspecting.answer, guided=guided), code, function, works, fault)

    def declare(self, code: str, seen: tuple[Function, ...]) -> None:
        """Write that everything that is open works; `seen` is what the page said that this is."""
        words = several(
            "{number} test déclaré d'un bloc : ça marche", "{number} tests déclarés d'un bloc : ça marche", len(seen)
        ).format(number=len(seen))
        self._write(shown(words), self._session.workshop.inspecting.declare, code, seen)

    def install(self, code: str, installed: Installed) -> None:
        """Write down what was installed."""
        job = partial(_install, self._session.workshop, self._session.actor, code, installed)
        self._run(shown(_("Système installé")), job)

    def swollen(self, code: str) -> None:
        """Stop: the battery is swollen."""
        self._write(shown(_("Batterie gonflée")), self._session.workshop.inspecting.swollen, code)

    def set_aside(self, code: str, where: Aside) -> None:
        """Send a machine to be repaired, or to be taken apart."""
        words = shown(_("À réparer") if where is Aside.TO_REPAIR else _("Pour pièces"))
        self._write(words, self._session.workshop.inspecting.set_aside, code, where)

    def _write(self, words: str, verb: Callable[..., TestsView], *what: object) -> None:
        self._run(words, partial(_shown_after, self._session.workshop, partial(verb, self._session.actor, *what)))

    def _run(self, words: str, job: Callable[[], TestsShown]) -> None:
        if not self.busy:
            self.busy, self._words = True, words
            self._session.background.run(job, self._done, self._not_done)

    def _done(self, there: TestsShown) -> None:
        self.busy = False
        self.written.emit(there)
        self.said.emit(self._words)

    def _not_done(self, error: Exception) -> None:
        self.busy = False
        if not isinstance(error, WorkshopError):
            raise error
        self.failed.emit(error)


def _shown_after(workshop: Workshop, write: Callable[[], TestsView]) -> TestsShown:
    return shown_of(workshop, write())


def _install(workshop: Workshop, actor: Actor, code: str, what: Installed) -> TestsShown:
    workshop.installing.installed(actor, code, what.image, what.licence, what.locale)
    return read_tests(workshop, code)
