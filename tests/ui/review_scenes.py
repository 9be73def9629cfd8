"""What À vérifier looks like, for the pictures and for the measures: empty, every reason to wait, every question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.review_reports import every_reason, is_refused
from ui.review.screen import ReviewScreen
from ui.review.telling import REPORT
from ui.session import Session
from workshop.domain.codes import make

Press = Callable[[Qt.Key], None]
Idle = Callable[[], None]
KEY = Qt.Key


def review_scenes(session: Session, screen: ReviewScreen, press: Press, idle: Idle) -> Iterator[str]:
    """Show À vérifier as a person meets it; the caller is on that screen, and takes a picture at each name."""
    yield "review-empty"
    work, actor = session.workshop, session.actor
    every_reason(work, actor)
    is_refused(work, actor, make(26, 7, 41).text)
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
    yield "review-scans"


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
