"""The photos of a machine, made small to be shown; called on the worker, never by the window."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from workshop.domain.errors import MediumError
from workshop.inspection_wiring import small_photo

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop

MOST_KEPT = 64


_kept: dict[str, bytes | None] = {}  # by digest: what it names never changes


def small_photos(workshop: Workshop, digests: tuple[str, ...], most: int) -> tuple[bytes, ...]:
    """Return the newest photos of a machine, small; one that is gone is left out."""
    found = []
    for digest in digests[-most:]:
        with suppress(MediumError):
            found.append(_small(workshop, digest))
    return tuple(picture for picture in found if picture)


def _small(workshop: Workshop, digest: str) -> bytes | None:
    if digest not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[digest] = small_photo(workshop.photos.open(digest))
    return _kept[digest]
