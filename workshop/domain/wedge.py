"""The keyboard wedge: a reader that types. Tells a scan from a person typing, and undoes a wrong keyboard layout.

A reader does not know the layout of the computer: set to US, it types 1 and a French computer hears « & ». So each
burst is decoded in every likely way, and the check digits of our codes say which one is true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.scanning import CodeScan, NoScan, Said, meaning

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
    """How fast a reader types; a slow Bluetooth reader is given more time by calibration."""

    shortest: int = 6
    mean_gap_ms: int = 35
    patience_ms: int = 40  # the longest that a person's key is withheld after the last one
    silence_ms: int = 100


@dataclass(frozen=True, slots=True)
class Burst:
    """The keys of one scan, without its terminator; a scan without one ended in silence."""

    keys: tuple[Key, ...]
    terminated: bool

    @property
    def text(self) -> str:
        return "".join(key.text for key in self.keys)

    def decoded(self) -> Decoded:
        """Return what was most likely scanned."""
        codes = [key.code for key in self.keys]
        shifts = [key.shift for key in self.keys]
        caps = any(key.caps for key in self.keys)
        return best(decodings(self.text, codes, shifts, caps=caps))


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer to a key or to the clock: a scan that ended, then keys to give back, in the order they were typed.

    A key that is in neither is withheld.
    """

    burst: Burst | None = None
    replay: tuple[Key, ...] = ()


class Wedge:
    """Withholds fast keys until it knows whether they are a scan.

    Whoever feeds it must call `at` when `due_ms` has come, after all keys that were typed before.
    """

    def __init__(self, pace: Pace | None = None) -> None:
        self._pace = pace or Pace()
        self._held: list[Key] = []
        self._ended_ms: int | None = None  # when a terminator last ended a burst

    @property
    def due_ms(self) -> int | None:
        """When silence will decide; None while nothing is withheld."""
        if not self._held:
            return None
        waits = self._pace.silence_ms if self._is_burst() else self._pace.patience_ms
        return self._held[-1].at_ms + waits

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
        if self._is_burst():
            return Heard(Burst(self._let_go(), terminated=False))
        return Heard(replay=self._let_go())

    def _terminated(self, key: Key) -> Heard:
        if self._is_burst():
            self._ended_ms = key.at_ms
            return Heard(Burst(self._let_go(), terminated=True))
        ended, self._ended_ms = self._ended_ms, None
        if not self._held and ended is not None and key.at_ms - ended <= self._pace.mean_gap_ms:
            self._ended_ms = key.at_ms
            return Heard()  # a second terminator of the same scan (CR LF)
        return Heard(replay=(*self._let_go(), key))

    def _is_burst(self) -> bool:
        return len(self._held) >= self._pace.shortest and not self._too_slow()

    def _too_slow(self) -> bool:
        gaps = len(self._held) - 1
        return gaps > 0 and self._held[-1].at_ms - self._held[0].at_ms > gaps * self._pace.mean_gap_ms

    def _let_go(self) -> tuple[Key, ...]:
        held, self._held = tuple(self._held), []
        return held


class Decoding(StrEnum):
    """How a burst was read: as it came, by the keys that moved, or by undoing the computer's layout."""

    RAW = "raw"
    KEYS_US = "keys-us"
    KEYS_FR_PC = "keys-fr-pc"
    KEYS_FR_MAC_BE = "keys-fr-mac-be"
    KEYS_DE = "keys-de"
    FR_PC_TO_US = "fr-pc-to-us"
    FR_MAC_BE_TO_US = "fr-mac-be-to-us"
    DE_TO_US = "de-to-us"
    US_TO_FR_PC = "us-to-fr-pc"


@dataclass(frozen=True, slots=True)
class Decoded:
    """One way to read a burst."""

    text: str
    how: Decoding


def decodings(
    raw_text: str, codes: Sequence[int] = (), shifts: Sequence[bool] = (), *, caps: bool = False
) -> tuple[Decoded, ...]:
    """Return every likely reading, each text once, the most trusted first.

    Raw comes first, except under Caps Lock, where a French Windows writes digits without shift and the letters are
    still those of the wrong layout: there the keys know better.
    """
    down = tuple(zip(codes, shifts or (False,) * len(codes), strict=True))
    by_key = [Decoded(text, how) for how, layout in _READERS if (text := _typed(down, layout))]
    raw = [Decoded(raw_text, Decoding.RAW)]
    undone = [Decoded(raw_text.translate(table), how) for how, table in _UNDO]
    once: dict[str, Decoded] = {}
    for decoded in (*by_key, *raw, *undone) if caps else (*raw, *by_key, *undone):
        once.setdefault(decoded.text, decoded)
    return tuple(once.values())


def best(candidates: Sequence[Decoded]) -> Decoded:
    """Return the reading whose check digits hold; else, for a maker's serial, the first that could be read at all.

    A reading that starts with the symbology (« ]C0 ») shows that its layout is the right one.
    """
    meanings = [(candidate, meaning(candidate.text)) for candidate in candidates]
    ours = [candidate for candidate, meant in meanings if isinstance(meant, CodeScan)]
    readable = [candidate for candidate, meant in meanings if meant != NoScan(Said.NOT_READ)]
    marked = [candidate for candidate in readable if candidate.text.startswith("]")]
    return next(iter((*ours, *marked, *readable, *candidates)))


def _typed(down: tuple[tuple[int, bool], ...], layout: dict[tuple[int, bool], str]) -> str:
    """Return what a reader with this layout meant by these keys; empty where it has no such key."""
    known = [layout.get(key) for key in down]
    return "".join(char for char in known if char) if all(known) else ""


# Rows of keys by evdev code (linux/input-event-codes.h): digits, top, home, the key beside Enter, bottom, space.
_ROWS = (range(2, 14), range(16, 28), range(30, 42), range(43, 44), range(44, 54), range(57, 58))
_KEYPAD = dict(zip((82, 79, 80, 81, 75, 76, 77, 71, 72, 73), "0123456789", strict=True))


def _layout(plain: str, shifted: str) -> dict[tuple[int, bool], str]:
    codes = [code for row in _ROWS for code in row]
    keys = {(code, False): char for code, char in zip(codes, plain, strict=True)}
    keys |= {(code, True): char for code, char in zip(codes, shifted, strict=True)}
    return keys | {(code, shift): digit for code, digit in _KEYPAD.items() for shift in (False, True)}


# Checked against xkeyboard-config's us, fr, fr(mac), be and de; a Mac's two keys at the edges differ and are left out.
_US = _layout("1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./ ", '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"~|ZXCVBNM<>? ')
_FR_PC = _layout(
    "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù²*wxcvbn,;:! ", "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%~µWXCVBN?./§ "
)
_FR_MAC_BE = _layout(
    "&é\"'(§è!çà)-azertyuiop^$qsdfghjklmù²µwxcvbn,;:= ", "1234567890°_AZERTYUIOP¨*QSDFGHJKLM%³£WXCVBN?./+ "
)
_DE = _layout("1234567890ß´qwertzuiopü+asdfghjklöä^#yxcvbnm,.- ", "!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ°'YXCVBNM;:_ ")

_READERS = (
    (Decoding.KEYS_US, _US),
    (Decoding.KEYS_FR_PC, _FR_PC),
    (Decoding.KEYS_FR_MAC_BE, _FR_MAC_BE),
    (Decoding.KEYS_DE, _DE),
)


def _undo(computer: dict[tuple[int, bool], str], reader: dict[tuple[int, bool], str]) -> dict[int, str]:
    return {ord(char): reader[key] for key, char in computer.items() if key[0] not in _KEYPAD}


_UNDO = (
    (Decoding.FR_PC_TO_US, _undo(_FR_PC, _US)),
    (Decoding.FR_MAC_BE_TO_US, _undo(_FR_MAC_BE, _US)),
    (Decoding.DE_TO_US, _undo(_DE, _US)),
    (Decoding.US_TO_FR_PC, _undo(_US, _FR_PC)),
)
