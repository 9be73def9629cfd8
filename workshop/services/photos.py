"""Photos of machines: made small, without what cameras write into them, kept by their digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from workshop.domain import events as happened
from workshop.domain.entries import Recorded
from workshop.domain.errors import RefusedError
from workshop.domain.journal import undone_events
from workshop.domain.people import Actor
from workshop.services.machines import card_of, record
from workshop.services.ports import Files, Store

MOST_PHOTOS = 12
NOT_A_PICTURE = "not-a-picture"
TOO_MANY_PHOTOS = "too-many-photos"

Cleaned = Callable[[bytes], bytes | None]  # a picture made anew from its points; None: it is none


def photos_in(history: Iterable[Recorded]) -> tuple[str, ...]:
    """Return the digests of a machine's photos, oldest first; what was undone was never taken."""
    entries = tuple(history)
    undone = undone_events(entries)
    taken = [
        entry.event.photo
        for entry in entries
        if isinstance(entry.event, happened.PhotoTaken) and entry.seq not in undone
    ]
    return tuple(dict.fromkeys(taken))


class Photos:
    """Keeps photos."""

    def __init__(self, store: Store, files: Files, cleaned: Cleaned) -> None:
        self._store = store
        self._files = files
        self._cleaned = cleaned

    def take(self, actor: Actor, code: str, content: bytes, about: StrEnum | None = None) -> tuple[str, ...]:
        """Keep a photo of a machine; return all of them. The same one again is one. Raises RefusedError."""
        picture = self._cleaned(content)
        if picture is None:
            raise RefusedError(code, (NOT_A_PICTURE,))
        with self._store.looking() as look:
            card_of(look, code)
        digest = self._files.keep(picture)
        with self._store.working(actor) as work:
            there = photos_in(work.history(code))
            if digest not in there:
                if len(there) >= MOST_PHOTOS:
                    raise RefusedError(code, (TOO_MANY_PHOTOS,))
                record(work, code, happened.PhotoTaken(digest, about.value if about else ""))
                there = (*there, digest)
            return there

    def of(self, code: str) -> tuple[str, ...]:
        """Return the digests of a machine's photos, oldest first."""
        with self._store.looking() as look:
            card_of(look, code)
            return photos_in(look.history(code))

    def open(self, digest: str) -> bytes:
        """Return one photo (JPEG); raises MediumError where it is gone."""
        return self._files.open(digest)
