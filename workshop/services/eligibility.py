"""Eligibility: whether a machine may get Windows 11, by this workshop's dated list of processors."""

from __future__ import annotations

from collections.abc import Callable

from workshop.domain.diagnosis import Diagnosis
from workshop.domain.eligibility import Eligibility, windows_11
from workshop.domain.processors import Processors


class Eligibilities:
    """Judges readings; the list is read when the first one is judged."""

    def __init__(self, processors: Callable[[], Processors]) -> None:
        self._processors = processors

    def of(self, diagnosis: Diagnosis) -> Eligibility:
        """Judge a reading; raises RulesError where the list itself is wrong."""
        return windows_11(diagnosis, self._processors())
