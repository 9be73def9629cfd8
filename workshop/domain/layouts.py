"""Keyboard layouts, as a reader may be set to one and a computer to another: which sign a key gives.

A key is its evdev code (linux/input-event-codes.h) and whether Shift is held. Checked against xkeyboard-config's us,
fr, fr(mac), be and de. A Mac's two keys at the edges differ and are left out.
"""

from __future__ import annotations

from collections.abc import Mapping

Stroke = tuple[int, bool]  # evdev code, Shift
Layout = Mapping[Stroke, str]

# Rows of keys: digits, top, home, the key beside Enter, bottom, space.
_ROWS = (range(2, 14), range(16, 28), range(30, 42), range(43, 44), range(44, 54), range(57, 58))
_KEYPAD = dict(zip((82, 79, 80, 81, 75, 76, 77, 71, 72, 73), "0123456789", strict=True))


def _layout(plain: str, shifted: str) -> Layout:
    codes = [code for row in _ROWS for code in row]
    keys = {(code, False): char for code, char in zip(codes, plain, strict=True)}
    keys |= {(code, True): char for code, char in zip(codes, shifted, strict=True)}
    return keys | {(code, shift): digit for code, digit in _KEYPAD.items() for shift in (False, True)}


US = _layout("1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./ ", '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"~|ZXCVBNM<>? ')
FR_PC = _layout("&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù²*wxcvbn,;:! ", "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%~µWXCVBN?./§ ")
FR_MAC_BE = _layout(
    "&é\"'(§è!çà)-azertyuiop^$qsdfghjklmù²µwxcvbn,;:= ", "1234567890°_AZERTYUIOP¨*QSDFGHJKLM%³£WXCVBN?./+ "
)
DE = _layout("1234567890ß´qwertzuiopü+asdfghjklöä^#yxcvbnm,.- ", "!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ°'YXCVBNM;:_ ")


def undoing(computer: Layout, reader: Layout) -> dict[int, str]:
    """Return what turns the signs that a computer heard into those that its reader meant."""
    return {ord(char): reader[key] for key, char in computer.items() if key[0] not in _KEYPAD}


def under_caps(layout: Layout, *, whole: bool) -> Layout:
    """Return a layout under Caps Lock: letters change case; `whole`: every key does, as on a French Windows."""
    turned = {}
    for (code, shift), char in layout.items():
        other = layout[code, not shift]
        letter = char.isalpha() and other == char.swapcase()
        turned[code, shift] = other if (letter or whole) and code not in _KEYPAD else char
    return turned
