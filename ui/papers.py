"""Files that people open: labels and documents, written beside the data and shown by the system's own programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from workshop.domain.errors import MediumError
from workshop.texts import _
from workshop.words import shown

if TYPE_CHECKING:
    from workshop.bootstrap import Workshop
    from workshop.domain.people import Actor
    from workshop.domain.printing import Reason

LABELS, DOCUMENTS = "labels", "documents"
LONGEST_PATH = 4096


def keep_paper(folder: Path, name: str, content: bytes) -> Path:
    """Write a file for people, whole or not at all; raises MediumError where that is impossible."""
    path = folder / name
    draft = path.with_suffix(path.suffix + ".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        raise MediumError(str(path), problem.strerror or str(problem)) from problem
    return path


def path_of(text: str) -> Path:
    """Return the path that a person typed or pasted: quoted, as an address, or with ~ for the own folder."""
    plain = text.strip()[:LONGEST_PATH].strip("'\"").strip()
    if plain.lower().startswith("file:"):
        plain = unquote(urlsplit(plain).path)
    try:
        return Path(plain).expanduser()
    except RuntimeError:  # nobody by that name
        return Path(plain)


def make_label(workshop: Workshop, code: str) -> Path:
    """Make the label of an object as a file; nothing is printed."""
    return keep_paper(workshop.settings.folder() / LABELS, f"{code}.pdf", workshop.printing.paper(code))


def print_label(workshop: Workshop, actor: Actor, *codes: str, why: Reason | None = None) -> Path | None:
    """Print labels now, each copy written down; a file to be opened where there is no printer, else None."""
    asked = workshop.printing.print(actor, *codes, why=why)
    if not asked.pdf:
        return None
    name = codes[0] if len(codes) == 1 else f"{codes[0]}-{codes[-1]}"
    return keep_paper(workshop.settings.folder() / LABELS, f"{name}.pdf", asked.pdf)


def show_label(path: Path | None) -> str:
    """Say that a label comes out of the printer; without one, open its file and say where it is."""
    if path is None:
        return shown(_("L'étiquette sort de l'imprimante."))
    return shown(_("Étiquette : {path}").format(path=open_paper(path)))


def open_paper(path: Path) -> str:
    """Show a file in the system's own program; return where it is, and that nothing shows it where that is so."""
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return str(path)
    return _("{path} (aucun programme ne l'ouvre ici)").format(path=path)
