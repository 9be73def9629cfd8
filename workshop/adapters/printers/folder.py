"""No printer: each label is a file in a folder, named by what it holds, so that the same label is never there twice."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from workshop.adapters.printers.wire import why
from workshop.domain.printing import Delivery, PrinterState, PrinterTrouble, Sent

_KINDS = {b"%PDF-": "pdf", b"\x89PNG": "png", b"^XA": "zpl"}
_OTHERWISE = "bin"
_NAME = "etiquette-"


def send(address: str, label: bytes) -> Delivery:
    """Keep one label, whole or not at all."""
    folder = Path(address)
    trouble = _opened(folder)
    if trouble is not None:
        return Delivery(Sent.NOT_SENT, trouble, address)
    path = folder / (_NAME + hashlib.sha256(label).hexdigest()[:16] + "." + _ending(label))
    draft = ""
    try:
        with tempfile.NamedTemporaryFile("wb", dir=folder, prefix=".", delete=False) as file:
            draft = file.name
            file.write(label)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except OSError as problem:
        with suppress(OSError):
            Path(draft or path / ".").unlink()
        return Delivery(Sent.NOT_SENT, _trouble(problem), why(problem))
    return Delivery(Sent.DONE, told=str(path))


def state(address: str) -> PrinterState:
    """Tell whether the folder can be written to."""
    trouble = _opened(Path(address))
    return PrinterState(known=True, troubles=() if trouble is None else (trouble,), told=address)


def _opened(folder: Path) -> PrinterTrouble | None:
    """Make the folder where only it is missing: a stick that is not plugged in is no folder of this disk."""
    if not folder.is_absolute():  # nobody chose the folder in which the program happens to run
        return PrinterTrouble.UNREACHABLE
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError:
        return PrinterTrouble.UNREACHABLE
    except (OSError, ValueError) as problem:
        return _trouble(problem)
    return None if os.access(folder, os.W_OK) else PrinterTrouble.NOT_ALLOWED


def _ending(label: bytes) -> str:
    return next((ending for begins, ending in _KINDS.items() if label.startswith(begins)), _OTHERWISE)


def _trouble(problem: OSError | ValueError) -> PrinterTrouble:
    return PrinterTrouble.NOT_ALLOWED if isinstance(problem, PermissionError) else PrinterTrouble.OTHER
