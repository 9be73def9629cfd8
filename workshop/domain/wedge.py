"""The keyboard wedge: a reader that types. Tells a scan from a person typing.

What a burst means is `decoding`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.calibration import Calibration, Learned, Sign, learned_from
from workshop.domain.decoding import Decoded, decodings, settled
from workshop.domain.decoding import best as most_likely
from workshop.domain.scanning import LONGEST_SCAN

X11_OFFSET = (
    8  # a native scan code of X11 or Wayland is the evdev code and 8; on Windows the two are equal in the main block
)


@dataclass(frozen=True, slots=True)
class Key:
    """One key that went down. Modifiers alone are not fed; `code` is the evdev code, 0 where it is not known.

    `at_ms` is the key's own time, not that of its handling: a busy window must not tear a scan apart.
    """

    text: str
    code: int
    at_ms: int
    shift: bool = False
    caps: bool = False
    terminator: bool = False  # Enter, Tab, ETX
    repeated: bool = False  # held down by a finger


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a reader types.

    `quick_ms` and `patience_ms` hold where a person writes into a field: one or two keys are given back within the
    patience of the first of them, and only three in a row that are quick are withheld longer. Nobody types three keys
    in 40 ms; a reader needs 2 to 20 ms for each. No reader is given more time: a person's key would wait for it too.
    One that is set to be slower is heard as a person is, and its line is looked up at its Enter.
    """

    shortest: int = 6
    mean_gap_ms: int = 35
    patience_ms: int = 40  # the longest that a person's key is withheld
    silence_ms: int = 100
    quick_ms: int = 20
    shortest_ended: int = 2  # so few keys and a terminator are a scan too, if they come as close as no person's:
    closest_ms: int = 12


@dataclass(frozen=True, slots=True)
class Burst:
    """The keys of one scan, without its terminator; a scan without one ended in silence.

    `after_same_ms`: how long before it the same keys had come, None: other ones, or a person typed in between.
    """

    keys: tuple[Key, ...]
    terminated: bool
    after_same_ms: int | None = None

    @property
    def text(self) -> str:
        return "".join(key.text for key in self.keys)

    @property
    def signs(self) -> tuple[Sign, ...]:
        """What came, in the form in which it is learned: keys where the platform tells them all, else signs."""
        if all(key.code for key in self.keys):
            return tuple((key.code, key.shift) for key in self.keys)
        return tuple(key.text for key in self.keys)

    @property
    def caps(self) -> bool:
        return any(key.caps for key in self.keys)

    def decoded(self, calibration: Calibration | None = None) -> Decoded:
        """Return what was most likely scanned; one that is too long to mean anything is cut just beyond."""
        keys = self.keys[: LONGEST_SCAN + 1]
        codes, shifts = [key.code for key in keys], [key.shift for key in keys]
        candidates = decodings("".join(key.text for key in keys), codes, shifts, caps=self.caps)
        if calibration is None:
            return most_likely(candidates)
        return settled(calibration.read(Burst(keys, terminated=True).signs, caps=self.caps), candidates)

    def teaches(self) -> Learned | None:
        """Return what this burst teaches about its reader, where it is the code that does."""
        if len(self.keys) > LONGEST_SCAN:
            return None
        return learned_from(self.signs, caps=self.caps)


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer to a key or to the clock: a scan that ended, then keys to give back, in the order they were typed.

    A key that is in neither is withheld.
    """

    burst: Burst | None = None
    replay: tuple[Key, ...] = ()


class Wedge:
    """Withholds fast keys until it knows whether they are a scan.

    Whoever feeds it must call `at` when `due_ms` has come, after all keys that were typed before. `strict`: a person
    writes into a field, and no key of theirs may be withheld longer than the patience.
    """

    def __init__(self, pace: Pace | None = None) -> None:
        self.strict = False
        self._pace = pace or Pace()
        self._held: list[Key] = []
        self._ended_ms: int | None = None  # when a terminator last ended a burst
        self._last: tuple[tuple[Sign, ...], int] = ((), 0)

    @property
    def due_ms(self) -> int | None:
        """When silence will decide; None while nothing is withheld."""
        if not self._held:
            return None
        if self._is_burst():
            return self._held[-1].at_ms + self._pace.silence_ms
        if not self.strict or self._is_quick():
            return self._held[-1].at_ms + self._pace.patience_ms
        return self._held[0].at_ms + self._pace.patience_ms

    def follows(self, at_ms: int) -> bool:
        """Tell whether a key comes so soon after a reader's that it must be the reader's too (Ctrl J after Enter)."""
        before = self._held[-1].at_ms if len(self._held) > self._pace.shortest_ended else self._ended_ms
        return before is not None and at_ms - before <= self._pace.mean_gap_ms

    def feed(self, key: Key) -> Heard:
        """Take a key; what had to be decided before it is decided first."""
        before = self.at(key.at_ms) if self._held else Heard()
        if key.terminator and not key.repeated:
            after = self._terminated(key)
        elif key.repeated:
            after = Heard(replay=(*self._let_go(), key))
        else:
            self._held.append(key)
            after = Heard(replay=self._let_go()) if self._too_slow() else Heard()
        return Heard(before.burst or after.burst, (*before.replay, *after.replay))

    def at(self, now_ms: int) -> Heard:
        """Tell the time; silence ends a scan, or gives a person's keys back."""
        due = self.due_ms
        if due is None or now_ms < due:
            return Heard()
        return self.decide()

    def decide(self) -> Heard:
        """Decide now: something came that belongs to no scan."""
        if self._is_burst():
            return Heard(self._burst(terminated=False))
        return Heard(replay=self._let_go())

    def forget(self) -> None:
        """Take the same scan as meant from now on: a person did something in between."""
        self._last = ((), 0)

    def _terminated(self, key: Key) -> Heard:
        if self._is_burst() or self._is_short_scan(key):
            self._ended_ms = key.at_ms
            return Heard(self._burst(terminated=True))
        ended, self._ended_ms = self._ended_ms, None
        if not self._held and ended is not None and key.at_ms - ended <= self._pace.mean_gap_ms:
            self._ended_ms = key.at_ms
            return Heard()  # a second terminator of the same scan (CR LF)
        return Heard(replay=(*self._let_go(), key))

    def _is_burst(self) -> bool:
        return len(self._held) >= self._pace.shortest and not self._too_slow()

    def _is_short_scan(self, end: Key) -> bool:
        """Tell whether a few keys are a short scan, or what is left behind one: nobody types so, Enter included."""
        count = len(self._held)
        if not count or end.at_ms - self._held[0].at_ms > count * self._pace.closest_ms:
            return False
        ended = self._ended_ms
        behind = ended is not None and self._held[0].at_ms - ended <= self._pace.mean_gap_ms
        return count >= self._pace.shortest_ended or behind

    def _is_quick(self) -> bool:
        """Tell whether three keys came as no person types them."""
        started = self._held[: self._pace.shortest_ended + 1]
        enough = len(started) > self._pace.shortest_ended
        return enough and started[-1].at_ms - started[0].at_ms <= self._pace.shortest_ended * self._pace.quick_ms

    def _too_slow(self) -> bool:
        gaps = len(self._held) - 1
        if gaps <= 0:
            return False
        if self.strict and len(self._held) > self._pace.shortest_ended and not self._is_quick():
            return True
        return self._held[-1].at_ms - self._held[0].at_ms > gaps * self._pace.mean_gap_ms

    def _burst(self, *, terminated: bool) -> Burst:
        burst = Burst(self._let_go(), terminated)
        before, when = self._last
        signs, now = burst.signs, burst.keys[-1].at_ms
        self._last = signs, now
        return Burst(burst.keys, terminated, now - when) if signs == before else burst

    def _let_go(self) -> tuple[Key, ...]:
        held, self._held = tuple(self._held), []
        return held
