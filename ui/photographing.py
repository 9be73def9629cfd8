"""Taking a photo: where it comes from, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal

from ui.photo_page import PhotoPage
from ui.session import Session
from workshop.domain.errors import MediumError, RefusedError, WorkshopError
from workshop.inspection_wiring import FoundPhoto, newest_photos, photo_content, photo_folders
from workshop.texts import _
from workshop.words import Sentence, reason, shown, trouble

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor


class PhotoTaking(QObject):
    """`taken` when a photo is kept, `ended` when the page is left, `failed` where it could not be."""

    taken = Signal()
    ended = Signal()
    failed = Signal(object)  # Sentence

    def __init__(self, session: Session, page: PhotoPage, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self.page = session, page
        self.open = False
        self._code = ""
        self._about: StrEnum | None = None
        self._busy = False
        page.chosen.connect(self.take)
        page.camera.connect(self._photograph)

    def begin(self, code: str, about: StrEnum | None) -> None:
        """Look for photos of a machine, or of one of its functions or zones."""
        self.open, self._code, self._about, self._busy = True, code, about, False
        self.page.show_looking(code)
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        self._session.background.aside(partial(find_photos, pictures), self._found, self._fail)

    def end(self) -> None:
        """Leave the page."""
        if self.open:
            self.open = False
            self.ended.emit()

    def drop(self, path: Path, code: str, about: StrEnum | None) -> None:
        """Take a file that was dropped onto the screen."""
        self._code, self._about = code, about
        self.take(path)

    def take(self, path: Path) -> None:
        if not self._busy:
            self._busy = True
            actor = self._session.actor
            job = partial(take_photo, self._session.workshop, actor, self._code, path, self._about)
            self._session.background.aside(job, self._was_taken, self._fail)

    def _photograph(self) -> None:
        if not self._busy:
            self._busy = True
            self.page.say(shown(_("La caméra prend une photo.")))
            self._session.background.aside(self._session.workshop.trying.senses.picture, self._was_seen, self._fail)

    def _was_seen(self, content: bytes | None) -> None:
        self._busy = False
        if content is None:
            self.page.say(shown(_("Aucune caméra ne répond sur ce poste.")))
            return
        self._busy = True
        take = self._session.workshop.photos.take
        job = partial(take, self._session.actor, self._code, content, self._about)
        self._session.background.aside(job, self._was_taken, self._fail)

    def _found(self, found: tuple[FoundPhoto, ...]) -> None:
        if self.open and not self._busy:
            self.page.show_found(found)

    def _was_taken(self, _photos: tuple[str, ...]) -> None:
        self._busy = False
        self.taken.emit()
        self.end()

    def _fail(self, error: Exception) -> None:
        """Say what is wrong with a file; the page stays."""
        self._busy = False
        if not isinstance(error, WorkshopError):
            raise error
        match error:
            case RefusedError(reasons=(why, *_more)):
                told = Sentence(reason(why))
            case MediumError():
                told = Sentence(shown(_("Ce fichier ne peut pas être lu.")), shown(_("Vérifiez son nom.")))
            case _:
                told = trouble(error)
        self.page.say(str(told))
        self.failed.emit(told)


def find_photos(pictures: str) -> tuple[FoundPhoto, ...]:
    """Return the newest photos of this bench: in the person's folder, on cards and on sticks."""
    return newest_photos(photo_folders(Path(pictures) if pictures else None))


def take_photo(workshop: Workshop, actor: Actor, code: str, path: Path, about: StrEnum | None) -> tuple[str, ...]:
    """Keep a photo from a file; raises MediumError, RefusedError."""
    return workshop.photos.take(actor, code, photo_content(path), about)
