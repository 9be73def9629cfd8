"""What Établi sees while somebody tries a function on this machine; asked on a worker, told on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

from workshop.domain.inspection import Function
from workshop.services.trying import Networks, Plugged, Power, Senses
from workshop.texts import _, several
from workshop.words import shown

LOUD_ENOUGH = 35  # of 100: a voice, not the room
SECONDS_A_MINUTE = 60


@dataclass(frozen=True)
class Told:
    """What was seen, in words; `seen`: the function did something. None of it is an answer: a person gives that."""

    words: str
    seen: bool = False
    level: int | None = None  # 0 to 100
    picture: bytes = b""


class Watcher(Protocol):
    """Looks again and again; `pause_ms` lies between two looks."""

    pause_ms: int

    def ask(self, senses: Senses) -> Any: ...

    def tell(self, answer: Any) -> Told: ...


class CameraWatcher:
    """Shows a picture; none is kept."""

    pause_ms = 300

    def ask(self, senses: Senses) -> bytes | None:
        return senses.picture()

    def tell(self, answer: bytes | None) -> Told:
        if answer is None:
            return Told(shown(_("Aucune caméra ne donne d'image ici.")))
        return Told(shown(_("L'image n'est pas gardée.")), seen=True, picture=answer)


class MicrophoneWatcher:
    """Shows how loud it is."""

    pause_ms = 50

    def __init__(self) -> None:
        self._heard = False

    def ask(self, senses: Senses) -> int | None:
        return senses.loudness()

    def tell(self, answer: int | None) -> Told:
        if answer is None:
            return Told(shown(_("Établi ne peut pas écouter ici.")))
        self._heard = self._heard or answer >= LOUD_ENOUGH
        words = _("Le micro vous entend.") if self._heard else _("Le micro écoute : parlez.")
        return Told(shown(words), self._heard, answer)


class SocketWatcher:
    """Counts the sockets into which something was plugged since it looks."""

    pause_ms = 700

    def __init__(self) -> None:
        self._before: frozenset[Plugged] | None = None
        self._sockets: dict[str, str] = {}

    def ask(self, senses: Senses) -> tuple[Plugged, ...] | None:
        return senses.plugged()

    def tell(self, answer: tuple[Plugged, ...] | None) -> Told:
        if answer is None:
            return Told(shown(_("Établi ne voit pas les prises ici.")))
        if self._before is None:
            self._before = frozenset(answer)
        now = frozenset(answer)
        self._sockets |= {item.socket: item.name for item in now - self._before}
        self._before &= now  # what was there, taken out and put in again is seen too
        number = len(self._sockets)
        if not number:
            return Told(shown(_("Branchez la clé dans la première prise.")))
        words = several("{number} prise répond.", "{number} prises répondent.", number).format(number=number)
        return Told(shown(f"{words} " + _("Passez à la suivante.")), seen=True)


class NetworkWatcher:
    """Counts networks; none is joined."""

    pause_ms = 5000

    def ask(self, senses: Senses) -> Networks | None:
        return senses.networks()

    def tell(self, answer: Networks | None) -> Told:
        if answer is None:
            return Told(shown(_("Établi ne peut pas chercher de réseau ici.")))
        if not answer.count:
            return Told(shown(_("Aucun réseau n'est vu. Établi cherche encore.")))
        words = several("{number} réseau est vu.", "{number} réseaux sont vus.", answer.count)
        strong = _("Le plus fort : {percent} %.").format(percent=answer.best_percent)
        return Told(shown(f"{words.format(number=answer.count)} {strong}"), seen=True)


class PowerWatcher:
    """Tells how the charge goes: minutes and percent as they were read, nothing foretold."""

    pause_ms = 2000

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._since: tuple[bool, float, int] | None = None  # plugged in, when, how full

    def ask(self, senses: Senses) -> Power | None:
        return senses.power()

    def tell(self, answer: Power | None) -> Told:
        if answer is None or answer.percent is None or answer.plugged_in is None:
            return Told(shown(_("Établi ne lit pas la batterie ici.")))
        if self._since is None or self._since[0] is not answer.plugged_in:
            self._since = (answer.plugged_in, self._now(), answer.percent)
        _state, began, first = self._since
        minutes = int(self._now() - began) // SECONDS_A_MINUTE
        facts = {"percent": answer.percent, "first": first, "minutes": minutes}
        words = self._words(answer, first)
        return Told(shown(words.format(**facts)), seen=bool(answer.charging) or answer.percent < first)

    def _words(self, power: Power, first: int) -> str:
        if power.charging:
            return _("Branché, elle se charge : {percent} %.")
        if power.plugged_in:
            return _("Branché, elle ne se charge pas : {percent} %.")
        if power.percent is not None and power.percent < first:
            return _("Débranché depuis {minutes} min : de {first} % à {percent} %.")
        return _("Débranché depuis {minutes} min : {percent} %, pas encore de baisse.")


def watcher_of(function: Function) -> Watcher | None:
    """Return what looks by itself while a function is tried; None: it is tried by hand alone, or in a window."""
    match function:
        case Function.WEBCAM:
            return CameraWatcher()
        case Function.MICROPHONE:
            return MicrophoneWatcher()
        case Function.PORTS:
            return SocketWatcher()
        case Function.WIFI:
            return NetworkWatcher()
        case Function.CHARGES:
            return PowerWatcher()
        case _:
            return None
