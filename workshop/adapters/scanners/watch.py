"""All serial readers of one bench: found by themselves, given a lane, and found again after they were pulled out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workshop.adapters.scanners.memory import ReaderMemory
from workshop.adapters.scanners.ports import Port, is_barred, serial_ports, wanted_port
from workshop.adapters.scanners.serial_reader import Heard, SerialReader
from workshop.domain.lanes import Lane, Presence, lane_for, name_for
from workshop.services.ports import Clock

LOOK_SECONDS = 0.5


@dataclass(eq=False)
class _Place:
    """One reader that belongs to this bench: `wanted` is its path where settings name it."""

    name: str
    wanted: str = ""
    port: Port | None = None
    line: SerialReader | None = None
    lane: Lane | None = None
    told: tuple[bool, bool] | None = None  # whether it is there, and barred


class ReaderWatch:
    """Listens to the ports that settings name and to every reader that is plugged in, until it is stopped.

    `on_scan` and `on_presence` are called on threads of its own.
    """

    def __init__(
        self,
        wanted: tuple[str, ...],
        clock: Clock,
        on_scan: Heard,
        on_presence: Callable[[Presence], None],
        memory: ReaderMemory | None = None,
        ports: Callable[[], tuple[Port, ...]] = serial_ports,
        barred: Callable[[str], bool] = is_barred,
    ) -> None:
        self._clock = clock
        self._on_scan = on_scan
        self._on_presence = on_presence
        self._memory = memory or ReaderMemory()
        self._ports = ports
        self._barred = barred
        self._places = [_Place("", path) for path in wanted]
        self._stopped, self._look_again = threading.Event(), threading.Event()
        self._turn = threading.Lock()
        self._thread = threading.Thread(target=self._watch, name="readers", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; returns when every thread has ended and every port is free."""
        self._stopped.set()
        self._look_again.set()
        self._thread.join()
        for place in self._places:
            if place.line is not None:
                place.line.stop()

    def _watch(self) -> None:
        while not self._stopped.is_set():
            self._look()
            self._look_again.wait(LOOK_SECONDS)
            self._look_again.clear()

    def _look(self) -> None:
        ports = self._ports()
        for place in self._places:
            if place.line is not None and place.line.ended:
                place.line = None
        for finds in (_named, _same, _twin):  # the surest first: two readers of one kind never change places
            for place in self._places:
                port = finds(place, self._free(ports)) if place.line is None else None
                if port is not None:
                    self._listen(place, port)
        for port in self._free(ports):
            known = any(place.port == port for place in self._places)  # it is barred, and told already
            if port.is_reader and not (known and self._barred(port.path)):
                place = _Place("")
                self._places.append(place)
                self._listen(place, port)
        for place in self._places:
            if place.line is None:
                self._tell(place, there=False, barred=place.port is not None and self._barred(place.port.path))

    def _free(self, ports: tuple[Port, ...]) -> tuple[Port, ...]:
        used = {place.line.port.path for place in self._places if place.line is not None}
        used |= {str(Path(path).resolve()) for path in used}
        return tuple(port for port in ports if port.path not in used)

    def _listen(self, place: _Place, port: Port) -> None:
        place.port = port
        place.name = place.name or self._name(port)
        if self._barred(port.path):
            return

        def opened() -> None:
            self._tell(place, there=True)

        line = SerialReader(port, place.name, self._clock, self._memory, self._on_scan, opened)
        line.on_end = self._look_again.set
        place.line = line
        line.start()

    def _name(self, port: Port) -> str:
        known = self._memory.name(port.identity) if port.identity else ""
        taken = frozenset(place.name for place in self._places)
        return known if known and known not in taken else name_for(port.name, taken)

    def _tell(self, place: _Place, *, there: bool, barred: bool = False) -> None:
        with self._turn:
            if place.told == (there, barred):
                return
            place.told = there, barred
            if there and place.lane is None:
                taken = frozenset(other.lane for other in self._places if other.lane is not None)
                place.lane = lane_for(self._memory.lane(place.name), taken)
                self._memory.remember(place.port.identity if place.port else "", place.name, place.lane)
            name = place.name or Path(place.wanted).name
            self._on_presence(Presence(name, there, place.lane, self._places.index(place), barred))


def _named(place: _Place, free: tuple[Port, ...]) -> Port | None:
    """Return the port that settings name; one that was renamed is known by its identity (`_same`)."""
    found = wanted_port(place.wanted, free) if place.wanted else None
    if found is None or (place.port and place.port.identity and found.identity != place.port.identity):
        return None
    return found


def _same(place: _Place, free: tuple[Port, ...]) -> Port | None:
    before = place.port
    if before is None or not before.model:
        return None
    same = [port for port in free if (port.identity, port.model) == (before.identity, before.model)]
    if before.identity:
        return same[0] if same else None
    return next((port for port in same if port.location == before.location), None)


def _twin(place: _Place, free: tuple[Port, ...]) -> Port | None:
    """Return a reader of the same kind, plugged in elsewhere: none of them has a number."""
    before = place.port
    if before is None or not before.model or before.identity:
        return None
    return next((port for port in free if port.model == before.model and not port.identity), None)
