"""The part of `bootstrap.py` about printers: what the queue of labels sends through."""

from __future__ import annotations

import functools

from workshop.services.printer_ports import Printers


@functools.cache
def printers() -> Printers:
    """Return every printer of this bench; one for the whole process, since it keeps two calls from one printer."""
    from workshop.adapters.commands.local import LocalCommands  # noqa: PLC0415 — as all adapters
    from workshop.adapters.printers.bench import BenchPrinters  # noqa: PLC0415

    return BenchPrinters(LocalCommands())


def papers() -> tuple[str, ...]:
    """Return the names of the papers that labels can be laid out for."""
    from workshop.adapters.documents.label_media import all_media  # noqa: PLC0415

    return tuple(all_media())
