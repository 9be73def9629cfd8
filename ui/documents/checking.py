"""Verifying a file that somebody brings: read with care, never changed, never opened as a PDF before its seal holds."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.papers import path_of
from ui.signals import Shape
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop

LARGEST_FILE = 64 * 1024 * 1024
AUTHENTIC = "authentic"
BAD = frozenset({"modified", "revoked-seal"})


@dataclass(frozen=True)
class Checked:
    """What a file is: a word, its shape, and sentences; `ours` is its number where this workshop issued it."""

    name: str
    word: str
    shape: Shape
    lines: tuple[str, ...]
    authentic: bool = False
    ours: str = ""


def check(workshop: Workshop, text: str) -> Checked:
    """Verify a file by its path, as it was typed or dropped."""
    path = path_of(text)
    try:
        content = _read(path)
    except (OSError, ValueError) as problem:
        return _unreadable(path, problem)
    if len(content) > LARGEST_FILE:
        return _unreadable(path, None)
    return check_content(workshop, path.name, content)


def check_content(workshop: Workshop, name: str, content: bytes) -> Checked:
    """Verify the bytes of a file."""
    from workshop.seal_wiring import verify_pdf  # noqa: PLC0415 — loaded by now, and heavy where it is not

    verdict = verify_pdf(content, workshop.settings)
    kind = verdict.word.value
    lines: Sequence[str] = verdict.lines
    known = workshop.office.papers.numbered(verdict.number) if verdict.number else None
    if known is not None and known.replaced_by and not any(known.replaced_by in line for line in lines):
        words = shown(_("Il est remplacé par le n° {number}.").format(number=known.replaced_by))
        lines = (*lines, words)
    word = _word(kind)
    told = tuple(line for line in map(shown, lines) if line != word)
    return Checked(name, word, _shape(kind), told, kind == AUTHENTIC, known.number if known else "")


def _read(path: Path) -> bytes:
    """Read a plain file, and no more of it than is allowed; a pipe or a device would never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError(path.name)
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _unreadable(path: Path, problem: Exception | None) -> Checked:
    if problem is None:
        why = _("Ce fichier est trop gros.")
    elif isinstance(problem, FileNotFoundError):
        why = _("Ce fichier n'existe pas.")
    elif isinstance(problem, ValueError):
        why = _("Ce n'est pas un fichier.")
    else:
        why = _("Établi n'a pas pu le lire.")
    return Checked(path.name, shown(_("Fichier illisible.")), Shape.WARNING, (shown(why),))


def _word(kind: str) -> str:
    words = {
        AUTHENTIC: _("Authentique."),
        "modified": _("Modifié."),
        "unknown-seal": _("Sceau inconnu."),
        "revoked-seal": _("Sceau révoqué."),
        "example": _("Exemple, sans valeur."),
        "not-a-certificate": _("Pas un certificat."),
    }
    return shown(words.get(kind, _("À regarder.")))


def _shape(kind: str) -> Shape:
    if kind == AUTHENTIC:
        return Shape.ACCEPTED
    return Shape.REFUSED if kind in BAD else Shape.WARNING
