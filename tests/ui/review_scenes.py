"""What À vérifier looks like, for the pictures and for the measures: empty, every reason to wait, every question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.review_reports import every_reason, is_refused
from ui.review.screen import ReviewScreen
from ui.review.telling import LABEL, REPORT, TESTS
from ui.session import Session
from workshop.domain.codes import make
from workshop.domain.inspection import Function, Works
from workshop.domain.label_queue import row_of
from workshop.domain.labels import LabelKind
from workshop.domain.printing import JobState, LabelJob, PrinterTrouble

Press = Callable[[Qt.Key], None]
Idle = Callable[[], None]
KEY = Qt.Key


def review_scenes(session: Session, screen: ReviewScreen, press: Press, idle: Idle) -> Iterator[str]:
    """Show À vérifier as a person meets it; the caller is on that screen, and takes a picture at each name."""
    yield "review-empty"
    work, actor = session.workshop, session.actor
    every_reason(work, actor)
    is_refused(work, actor, make(26, 7, 41).text)
    _is_unsure(session)
    is_refused(work, actor, "PF0ZX1Y3", "Honeywell Barcode Scanner HH660")
    is_refused(work, actor, "]C1" + "0123456789ABCDEF" * 7)
    screen.recount.emit()
    screen.enter()
    idle()
    yield "review"
    yield from _reports(screen, press, idle)
    yield from _files(session, screen, press, idle)
    for _step in range(12):
        press(KEY.Key_Down)
        if screen.list.list.key.startswith(TESTS):
            yield "review-tests"
        if screen.list.list.key.startswith(LABEL):
            yield "review-label"
    yield "review-scans"


def _is_unsure(session: Session) -> None:
    """Let somebody not know whether two functions of a machine work, nor whether its label came out."""
    work, actor = session.workshop, session.actor
    code = work.machines.receive(actor, work.lots.open(actor, "Mairie de Bron").code, "5CG9123QWZ").code
    for function in (Function.SPEAKERS, Function.WIFI):
        work.inspecting.answer(actor, code, function, Works.UNSURE)
    job = LabelJob(1, code, LabelKind.INTAKE.value, 1, work.settings.bench, JobState.SENT, datetime.now(UTC))
    with work.store.working(actor) as writing:
        writing.put(row_of(replace(job, trouble=PrinterTrouble.CUT_OFF)))


def _reports(screen: ReviewScreen, press: Press, idle: Idle) -> Iterator[str]:
    names = {card.reason: card.code for card in screen.waits.reports}
    for reason in ("unknown-serial", "read-before", "altered", "no-serial"):
        screen.list.list.pick(f"{REPORT}:{names[reason]}")
        press(KEY.Key_F12)
        idle()
        yield f"review-{reason}"
        if reason == "altered":
            press(KEY.Key_1)
            yield "review-altered-chosen"
            press(KEY.Key_Escape)
        if reason == "no-serial":
            press(KEY.Key_F3)
            yield "review-dismiss"
        if reason == "unknown-serial":
            press(KEY.Key_2)
            yield "review-chosen"
        screen.go_back()
        screen.go_back()
        idle()


def _files(session: Session, screen: ReviewScreen, press: Press, idle: Idle) -> Iterator[str]:
    press(KEY.Key_F4)
    yield "review-file"
    path = Path(session.workshop.settings.folder()) / "vacances à la mer.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0" * 64)
    screen.drops.all_dropped.emit([str(path)])
    idle()
    screen.band.calm()
    yield "review-file-unread"
    press(KEY.Key_Escape)
    idle()
