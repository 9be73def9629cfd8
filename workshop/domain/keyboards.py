"""Keyboards as they are drawn: which key lies where, what stands on it, and which ones were not pressed yet.

A key is its evdev code (linux/input-event-codes.h). Lengths are in widths of a letter's key. The block of a laptop is
drawn; the numeric pad comes once one of its keys is pressed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.layouts import DE, FR_MAC_BE, FR_PC, US, Layout


class Named(StrEnum):
    """Keys that have a name and no sign; the front finds the words."""

    ESCAPE = "escape"
    BACKSPACE = "backspace"
    TAB = "tab"
    ENTER = "enter"
    CAPS = "caps"
    SHIFT = "shift"
    CONTROL = "control"
    FUNCTION = "function"
    SYSTEM = "system"
    ALT = "alt"
    ALT_GR = "alt-gr"
    SPACE = "space"
    DELETE = "delete"
    PRINT = "print"
    NUM_LOCK = "num-lock"
    LEFT = "left"
    UP = "up"
    DOWN = "down"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class KeyCap:
    """One key; `signs` is what it types, alone and with Shift.

    `required`: every keyboard has it, and the system lets it through.
    """

    code: int
    x: float
    y: float
    width: float = 1.0
    height: float = 1.0
    signs: tuple[str, str] = ("", "")
    name: Named | None = None
    label: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Keyboard:
    """One keyboard: `iso` has a high Enter and one key more beside the left Shift."""

    id: str
    layout: Layout
    beside_shift: tuple[str, str]
    iso: bool = True


FRENCH = Keyboard("fr", FR_PC, ("<", ">"))
BELGIAN = Keyboard("be", FR_MAC_BE, ("<", ">"))
GERMAN = Keyboard("de", DE, ("<", ">"))
BRITISH = Keyboard("gb", US, ("\\", "|"))
AMERICAN = Keyboard("us", US, ("", ""), iso=False)
KEYBOARDS = (FRENCH, BELGIAN, GERMAN, BRITISH, AMERICAN)
_BY_PLACE = {"fr_BE": BELGIAN, "nl_BE": BELGIAN, "de": GERMAN, "en_GB": BRITISH, "en": AMERICAN}

WIDTH, HEIGHT, PAD_WIDTH = 15.0, 6.0, 4.5
FUNCTIONS = (*range(59, 69), 87, 88)
PAD = frozenset({55, 69, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 96, 98})
NO_CODE = -1  # the key Fn tells the system nothing


def keyboard_of(locale: str) -> Keyboard:
    """Return the keyboard of a computer set to a language (fr_FR); French where nothing better is known."""
    return _BY_PLACE.get(locale) or _BY_PLACE.get(locale.partition("_")[0]) or FRENCH


def likeliest(heard: Mapping[int, str], drawn: Keyboard) -> Keyboard:
    """Return the keyboard that explains best what the keys gave, by code; the drawn one where it does as well."""
    others = [board for board in KEYBOARDS if board is not drawn]
    return max((drawn, *others), key=lambda board: _explained(heard, board.layout))


def _explained(heard: Mapping[int, str], layout: Layout) -> int:
    return sum(text in (layout.get((code, False)), layout.get((code, True))) for code, text in heard.items())


def caps_of(keyboard: Keyboard, *, with_pad: bool = False) -> tuple[KeyCap, ...]:
    """Return the keys of a keyboard, from the top left."""
    rows = (*_functions(), *_digits(keyboard), *_letters(keyboard), *_bottom(keyboard), *_spaces())
    return (*rows, *_pad()) if with_pad else rows


def missing(caps: Iterable[KeyCap], pressed: frozenset[int]) -> tuple[KeyCap, ...]:
    """Return the keys that every keyboard has and that were not pressed yet."""
    return tuple(cap for cap in caps if cap.required and cap.code not in pressed)


def _functions() -> tuple[KeyCap, ...]:
    keys = [KeyCap(1, 0, 0, name=Named.ESCAPE)]
    keys += [KeyCap(code, 1 + place, 0, label=f"F{place + 1}") for place, code in enumerate(FUNCTIONS)]
    keys += [KeyCap(99, 13, 0, name=Named.PRINT, required=False), KeyCap(111, 14, 0, name=Named.DELETE)]
    return tuple(keys)


def _row(keyboard: Keyboard, codes: Iterable[int], x: float, y: float) -> list[KeyCap]:
    return [_typing(keyboard, code, x + place, y) for place, code in enumerate(codes)]


def _typing(keyboard: Keyboard, code: int, x: float, y: float, width: float = 1.0) -> KeyCap:
    signs = (keyboard.layout.get((code, False), ""), keyboard.layout.get((code, True), ""))
    return KeyCap(code, x, y, width, signs=signs)


def _digits(keyboard: Keyboard) -> tuple[KeyCap, ...]:
    return (*_row(keyboard, (41, *range(2, 14)), 0, 1), KeyCap(14, 13, 1, 2, name=Named.BACKSPACE))


def _letters(keyboard: Keyboard) -> tuple[KeyCap, ...]:
    upper = [KeyCap(15, 0, 2, 1.5, name=Named.TAB), *_row(keyboard, range(16, 28), 1.5, 2)]
    home = [KeyCap(58, 0, 3, 1.75, name=Named.CAPS), *_row(keyboard, range(30, 41), 1.75, 3)]
    if keyboard.iso:
        home += [_typing(keyboard, 43, 12.75, 3), KeyCap(28, 13.75, 2, 1.25, 2, name=Named.ENTER)]
    else:
        upper.append(_typing(keyboard, 43, 13.5, 2, 1.5))
        home.append(KeyCap(28, 12.75, 3, 2.25, name=Named.ENTER))
    return (*upper, *home)


def _bottom(keyboard: Keyboard) -> tuple[KeyCap, ...]:
    left = KeyCap(42, 0, 4, 1.25 if keyboard.iso else 2.25, name=Named.SHIFT)
    more = [KeyCap(86, 1.25, 4, signs=keyboard.beside_shift)] if keyboard.iso else []
    return (left, *more, *_row(keyboard, range(44, 54), 2.25, 4), KeyCap(54, 12.25, 4, 2.75, name=Named.SHIFT))


def _spaces() -> tuple[KeyCap, ...]:
    return (
        KeyCap(29, 0, 5, 1.25, name=Named.CONTROL),
        KeyCap(NO_CODE, 1.25, 5, name=Named.FUNCTION, required=False),
        KeyCap(125, 2.25, 5, name=Named.SYSTEM, required=False),
        KeyCap(56, 3.25, 5, 1.25, name=Named.ALT),
        KeyCap(57, 4.5, 5, 5, name=Named.SPACE),
        KeyCap(100, 9.5, 5, 1.25, name=Named.ALT_GR),
        KeyCap(97, 10.75, 5, 1.25, name=Named.CONTROL, required=False),
        KeyCap(105, 12, 5, name=Named.LEFT),
        KeyCap(103, 13, 5, 1, 0.5, name=Named.UP),
        KeyCap(108, 13, 5.5, 1, 0.5, name=Named.DOWN),
        KeyCap(106, 14, 5, name=Named.RIGHT),
    )


def _pad() -> tuple[KeyCap, ...]:
    left = WIDTH + PAD_WIDTH - 4
    rows = ((69, 98, 55, 74), (71, 72, 73), (75, 76, 77), (79, 80, 81))
    labels = {
        98: "/",
        55: "*",
        74: "-",
        71: "7",
        72: "8",
        73: "9",
        75: "4",
        76: "5",
        77: "6",
        79: "1",
        80: "2",
        81: "3",
    }
    keys = [
        KeyCap(code, left + column, 1 + row, label=labels.get(code, ""), name=Named.NUM_LOCK if code == 69 else None)  # noqa: PLR2004
        for row, codes in enumerate(rows)
        for column, code in enumerate(codes)
    ]
    keys += [KeyCap(78, left + 3, 2, 1, 2, label="+"), KeyCap(96, left + 3, 4, 1, 2, name=Named.ENTER)]
    keys += [KeyCap(82, left, 5, 2, label="0"), KeyCap(83, left + 2, 5, label=".")]
    return tuple(keys)
