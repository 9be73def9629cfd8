"""A scan goes to the current screen, or opens what it names. Scans are answered one by one, in the order they came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.screen import Answered, Screen
from ui.session import Session
from workshop.domain.people import Actor
from workshop.domain.scanning import Answer, Said, Scan
from workshop.services.commands import MOVES, command_named
from workshop.services.scanning import Place

OPENS: Mapping[Said, str] = {
    Said.OPENED: "bench",
    Said.WIPE_CHOSEN: "wiping",
    Said.LOT_TO_WIPE: "wiping",
    Said.LOT_CHOSEN: "intake",
    Said.ORDER_CHOSEN: "delivery",
    Said.PLACE_OPENED: "storage",
    Said.BOX_OPENED: "delivery",
}


class ScanRouter(QObject):
    """Sends scans to the core, and answers to screens."""

    answered = Signal(str, object)  # the screen that shows it, Answered

    def __init__(
        self,
        session: Session,
        screens: Mapping[str, Screen],
        current: Callable[[], str],
        place: Callable[[str], Place],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._screens = screens
        self._current = current
        self._place = place

    def route(self, scan: Scan) -> None:
        """Answer a scan where whoever holds this reader is now."""
        job = partial(_answered, self._session.workshop, self._session.actor, scan, self._place(scan.reader))
        self._session.background.run(job, self._deliver)

    def _deliver(self, answered: Answered) -> None:
        answer = answered.answer
        if answer.said is Said.PERSON_SEEN:
            self._session.change_actor(answer.code, answer.facts.get("name", ""))
        self.answered.emit(target(answer, answered.place), answered)


def target(answer: Answer, place: Place) -> str:
    """Return the screen that shows an answer; where machines are tested or looked at, a label opens another one."""
    stays = place.screen == "inspection" or (place.screen == "grading" and not place.subject)
    if answer.said is Said.OPENED and stays:
        return place.screen
    move = command_named(answer.facts.get("command", "")) if answer.said is Said.COMMANDED else None
    if move is not None and move in MOVES:
        return MOVES[move]
    return OPENS.get(answer.said, place.screen)


def _answered(workshop: Any, actor: Actor, scan: Scan, place: Place) -> Answered:
    answer = workshop.scanning.answer(actor, scan, place)
    refused = answer.said is Said.REFUSED_BY_THE_GATE and answer.code
    return Answered(scan, place, answer, workshop.views.bench(answer.code).action if refused else None)
