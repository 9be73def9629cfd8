"""What Réglages does with the seal, off the GUI thread."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.papers import DOCUMENTS, keep_paper, path_of
from workshop.bench_wiring import copies_in, sticks
from workshop.domain.errors import MediumError, SealError
from workshop.domain.seals import RevocationReason, SealFacts, SealProblem
from workshop.services.seal_views import SealView
from workshop.texts import _

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor

LARGEST_COPY = 64 * 1024


@dataclass(frozen=True)
class SealRead:
    """The seal; `why`: what stands against it that its view does not say; `papers`: how many were issued."""

    view: SealView
    why: MediumError | None
    papers: int


@dataclass(frozen=True)
class Places:
    """Where a file may go, sticks first; and the copies of seals that lie there."""

    folders: tuple[Path, ...]
    copies: tuple[Path, ...]


def read_seal(workshop: Workshop) -> SealRead:
    """Read the seal of this bench; the first time, it is made. What is wrong with it is told, not raised."""
    why = None
    try:
        workshop.seals.ready()
    except MediumError as problem:
        why = problem
    except SealError:
        pass  # its view tells the same
    return SealRead(workshop.seals.view(), why, len(workshop.papers.issued()))


def places(workshop: Workshop) -> Places:
    """Look where files may go."""
    folders = (*sticks(), workshop.settings.folder() / DOCUMENTS)
    return Places(folders, copies_in(folders))


def save_copy(workshop: Workshop, actor: Actor, where: str, password: str) -> Path:
    """Write a copy of the seal under a password; a file that is there is left alone."""
    from workshop.seal_wiring import write_copy  # noqa: PLC0415 — loaded by now

    path = path_of(where)
    if path.exists():
        raise SealError(SealProblem.ALREADY_A_FILE, str(path))
    workshop.seals.save(actor, password, lambda copy: write_copy(path, copy))
    return path


def bring(workshop: Workshop, actor: Actor, where: str, password: str) -> SealFacts:
    """Use a seal that a file holds."""
    return workshop.seals.bring(actor, _read(path_of(where)), password)


def renew(workshop: Workshop, actor: Actor) -> SealFacts:
    """Put a new seal in the place of this one."""
    return workshop.seals.renew(actor)


def replace(workshop: Workshop, actor: Actor, reason: RevocationReason) -> SealFacts:
    """Revoke the seal, and make another."""
    return workshop.seals.replace(actor, reason)


def write_public(workshop: Workshop, folder: Path, name: str) -> Path:
    """Write what others verify by: the seal without its key."""
    return keep_paper(folder, name, workshop.seals.public())


def write_revoked(workshop: Workshop, actor: Actor, folder: Path, name: str) -> Path:
    """Write the sealed list of what is revoked and replaced."""
    return keep_paper(folder, name, workshop.seals.published(actor))


def _read(path: Path) -> bytes:
    """Read a plain file, and no more of it than a seal needs; a pipe or a device would never end."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise MediumError(str(path), _("ce n'est pas un fichier"))
        with path.open("rb") as file:
            content = file.read(LARGEST_COPY + 1)
    except (OSError, ValueError) as problem:  # ValueError: a zero byte in the name
        raise MediumError(str(path), getattr(problem, "strerror", None) or str(problem)) from problem
    if len(content) > LARGEST_COPY:
        raise MediumError(str(path), _("fichier trop gros"))
    return content
