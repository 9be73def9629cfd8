"""Report files: whatever a file holds goes where it belongs, its wipes to the drives, its machine to the machines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workshop.domain.diagnosis import Identity
from workshop.domain.people import Actor
from workshop.domain.reports import Arrival, Authenticity
from workshop.services.imports import ImportResult, Imports, Outcome
from workshop.services.reports import Arrived, Reports

Judge = Callable[[bytes], Authenticity]


@dataclass(frozen=True, slots=True)
class FileTaken:
    """What became of one file: its wipes (or why it could not be read), and the machine that it describes, if any."""

    wipes: ImportResult
    machine: Arrived | None = None

    @property
    def taken(self) -> bool:
        """Tell whether nothing of it is left for a person: its wipes are declared and its machine has found its own."""
        if self.machine is None:
            return self.wipes.taken
        settled = self.machine.card.state is Arrival.ATTACHED
        return settled and (self.wipes.report is None or self.wipes.taken)


class ReportFiles:
    """Takes files, from the probe or from any other tool, and never changes them."""

    def __init__(self, imports: Imports, reports: Reports, judge: Judge) -> None:
        self._imports = imports
        self._reports = reports
        self._judge = judge

    def take(self, actor: Actor, name: str, content: bytes) -> FileTaken:
        """Take one file; may take seconds. `name` is only shown."""
        wipes = self._imports.take(actor, name, content)
        if wipes.machine is None or (wipes.report and wipes.machine.diagnosis.identity == Identity()):
            return FileTaken(wipes)  # a drive in a dock: no machine is told of
        arrived = self._reports.take(actor, name, content, wipes.machine, self._judge(content))
        if arrived.result is Arrival.ATTACHED and any(line.outcome is Outcome.UNMATCHED for line in wipes.lines):
            wipes = self._imports.take(actor, name, content)  # its own machine brought the drives that it speaks of
        return FileTaken(wipes, arrived)
