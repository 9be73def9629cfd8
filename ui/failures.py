"""The one presenter of trouble: an expected error is a sentence, anything else a crash report and a calm sentence."""

from __future__ import annotations

import contextlib
import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workshop.domain.errors import WorkshopError
from workshop.texts import _

if TYPE_CHECKING:
    from workshop.words import Sentence

FOLDER = "crashes"
MOST_REPORTS = 20


class Failures(QObject):
    """Tells trouble on the GUI thread, whichever thread met it."""

    told = Signal(object)  # workshop.words.Sentence

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._known: set[str] = set()

    def present(self, error: BaseException) -> None:
        """Tell an error: what happened, what to do."""
        from workshop.words import trouble  # noqa: PLC0415 — after the first paint

        if isinstance(error, WorkshopError):
            self.told.emit(trouble(error))
            return
        where = "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__
        if where not in self._known:  # a bug in what is painted again and again is told once
            self._known.add(where)
            self.told.emit(self._bug(error))

    def watch(self) -> None:
        """Hear every error that nobody caught, on any thread."""
        sys.excepthook = self._unexpected
        threading.excepthook = self._on_a_thread

    def leave(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sys.__excepthook__(kind, error, trace)
        self.present(error)

    def _on_a_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._unexpected(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _bug(self, error: BaseException) -> Sentence:
        from workshop.words import Sentence, shown  # noqa: PLC0415 — after the first paint

        report = self._write(error)
        do = _("Continuez. Un rapport est ici : {path}").format(path=report) if report else _("Continuez.")
        return Sentence(shown(_("Quelque chose n'a pas marché. Rien n'est perdu.")), shown(do))

    def _write(self, error: BaseException) -> Path | None:
        """Write what is needed to understand a bug; no scan, no name, no serial is put in by us."""
        lines = [
            f"{datetime.now(UTC).isoformat()}  {platform.platform()}  Python {platform.python_version()}\n\n",
            *traceback.format_exception(error),
        ]
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            for old in sorted(self.folder.glob("*.txt"))[: -MOST_REPORTS + 1]:
                old.unlink()
            path = self.folder / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S-%f}.txt"
            path.write_text("".join(lines), encoding="utf-8")
            return path
        return None
