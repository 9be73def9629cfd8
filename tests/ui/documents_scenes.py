"""What Documents looks like, for the pictures and for the measures: the sample's papers, and lots in every state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.paper_lots import a_lot, destroyed, failed, left_open, waits, waits_with_reservations, wiped
from ui.documents.screen import DocumentsScreen
from ui.session import Session

Scan = Callable[[str], None]
Press = Callable[[Qt.Key], None]
Idle = Callable[[], None]
READY = "260000000182"
LONG_DONOR = "Communauté de communes de la Vallée-du-Garon"


def documents_scenes(session: Session, screen: DocumentsScreen, scan: Scan, press: Press, idle: Idle) -> Iterator[str]:
    """Show Documents as a person meets it; the caller is on that screen, and takes a picture at each name."""
    work, actor = session.workshop, session.actor
    yield "documents"
    done = a_lot(work, actor, "Mairie d'Oullins", wiped, wiped, wiped, destroyed)
    open_ = a_lot(work, actor, LONG_DONOR, waits, waits, waits_with_reservations, failed, left_open, slip="2026-032")
    idle()
    yield "documents-offer"
    scan(open_)
    yield "documents-lot-not-yet"
    press(Qt.Key.Key_F2)
    yield "documents-provisional"
    press(Qt.Key.Key_Escape)
    scan(done)
    yield "documents-lot"
    press(Qt.Key.Key_F12)
    _until_drawn(screen, idle)
    yield "documents-paper"
    press(Qt.Key.Key_F3)
    yield "documents-question"
    press(Qt.Key.Key_1)
    _until_drawn(screen, idle)
    press(Qt.Key.Key_F11)
    _until_drawn(screen, idle)
    yield "documents-replacing"
    press(Qt.Key.Key_F11)
    press(Qt.Key.Key_F11)
    press(Qt.Key.Key_Escape)
    yield "documents-lot-done"
    scan(READY)
    yield "documents-machine"
    press(Qt.Key.Key_Escape)
    yield "documents-replaced"
    yield from _inbox(press)
    yield from _files(session, screen, press, idle)


def _inbox(press: Press) -> Iterator[str]:
    press(Qt.Key.Key_F3)
    yield "documents-inbox"
    press(Qt.Key.Key_F2)
    yield "documents-inbox-all"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    yield "documents-inbox-reserved"
    press(Qt.Key.Key_F3)
    yield "documents-inbox-why"
    press(Qt.Key.Key_5)
    yield "documents-inbox-note"
    press(Qt.Key.Key_Escape)
    for _step in range(6):
        press(Qt.Key.Key_Down)
    yield "documents-inbox-failed"
    press(Qt.Key.Key_Escape)


def _files(session: Session, screen: DocumentsScreen, press: Press, idle: Idle) -> Iterator[str]:
    press(Qt.Key.Key_F4)
    yield "documents-check"
    work = session.workshop
    newest = work.papers.issued()[0]
    content = work.papers.file(session.actor, newest)
    folder = Path(work.settings.folder()) / "brought"
    folder.mkdir(exist_ok=True)
    for name, pdf in (("good", content), ("changed", content[:-9] + b"x" + content[-8:]), ("other", b"%PDF-1.4")):
        path = folder / f"certificat-mairie-{name}.pdf"
        path.write_bytes(pdf)
        screen.drops.dropped.emit(str(path))
        idle()
        screen.band.calm()
        yield f"documents-check-{name}"
    press(Qt.Key.Key_Escape)


def _until_drawn(screen: DocumentsScreen, idle: Idle) -> None:
    for _ in range(20):
        idle()
        QApplication.processEvents()
        if screen.paper.pages.sheet.image is not None:
            break
    idle()
