"""Which layout a label has: the workshop's own, else the one that is shipped, on its medium or on the one it follows.

`resources/labels/<medium>/<kind>.toml`; `object.toml` serves every kind that has no file of its own there. A workshop's
own layouts lie in the data folder, under the same names.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workshop.adapters.documents.label_media import all_media, media
from workshop.adapters.documents.labels import Layout, layout_problems, read_layout
from workshop.domain.errors import MediumError, RulesError
from workshop.domain.labels import LabelKind
from workshop.domain.media import Media
from workshop.resources import resource
from workshop.texts import _

OBJECTS = frozenset({LabelKind.DRIVE, LabelKind.ACCESSORY, LabelKind.BOX, LabelKind.LOT, LabelKind.ORDER})
OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Layouts:
    """Every layout of this bench; `own`: the folder of those that the workshop changed."""

    own: Path | None = None

    def names(self) -> Iterator[tuple[LabelKind, Media, bool]]:
        """Return each kind with each medium that it fits on, and whether the workshop has its own layout for them."""
        for item in all_media().values():
            for kind in LabelKind:
                mine = self._mine(kind, item)
                if mine is not None or shipped(kind, item) is not None:
                    yield kind, item, mine is not None

    def layout(self, kind: LabelKind, name: str) -> Layout:
        """Return the checked layout of a label; raises RulesError."""
        path = self._path(kind, name)
        try:
            found = path.stat()
            return _read(path, name, found.st_mtime_ns, found.st_size)
        except OSError as problem:
            raise RulesError(str(path), (problem.strerror or str(problem),)) from problem

    def text(self, kind: LabelKind, name: str) -> str:
        """Return a layout as it is written; raises RulesError."""
        path = self._path(kind, name)
        try:
            return path.read_text("utf-8")
        except (OSError, ValueError) as problem:
            raise RulesError(str(path), (str(problem),)) from problem

    def keep(self, kind: LabelKind, name: str, text: str) -> None:
        """Write the workshop's own layout, whole or not at all; raises RulesError, MediumError."""
        path = self._own_path(kind, media(name))
        problems = layout_problems(text, media(name))
        if problems:
            raise RulesError(str(path), problems)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="") as draft:
                draft.write(text)
                draft.flush()
                os.fsync(draft.fileno())
            Path(draft.name).replace(path)
        except OSError as problem:
            raise MediumError(str(path), problem.strerror or str(problem)) from problem

    def drop(self, kind: LabelKind, name: str) -> None:
        """Take the workshop's own layout away; raises MediumError."""
        path = self._own_path(kind, media(name))
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            raise MediumError(str(path), problem.strerror or str(problem)) from problem

    def _path(self, kind: LabelKind, name: str) -> Path:
        item = media(name)
        found = self._mine(kind, item) or shipped(kind, item)
        if found is None:
            wrong = _("cette étiquette ne tient pas sur ce papier")
            raise RulesError(f"{name}/{kind}", (wrong,))
        return found

    def _mine(self, kind: LabelKind, item: Media) -> Path | None:
        path = self.own and self.own / item.id / f"{kind}.toml"
        return path if path and path.is_file() else None

    def _own_path(self, kind: LabelKind, item: Media) -> Path:
        if self.own is None:
            raise MediumError("labels", "no folder")
        return self.own / item.id / f"{kind}.toml"


def shipped(kind: LabelKind, item: Media) -> Path | None:
    """Return the layout that is shipped for a kind on a medium; None where it does not fit."""
    names = [kind.value, *([OBJECT] if kind in OBJECTS else [])]
    for folder in _followed(item):
        for name in names:
            path = resource("labels", folder, f"{name}.toml")
            if path.is_file():
                return path
    return None


def _followed(item: Media) -> Iterator[str]:
    """Return a medium, then the one whose layouts it follows, and so on."""
    seen: set[str] = set()
    while item.id not in seen:
        seen.add(item.id)
        yield item.id
        if not item.layouts:
            return
        item = media(item.layouts)


@lru_cache(maxsize=256)
def _read(path: Path, name: str, _changed: int, _size: int) -> Layout:
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as problem:
        raise RulesError(str(path), (str(problem),)) from problem
    return read_layout(str(path), text, media(name))
