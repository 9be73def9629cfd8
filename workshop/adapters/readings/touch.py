"""`/proc/bus/input/devices`: touch screens and touch pads, by what they can do (linux/input-event-codes.h)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.adapters.readings.placeholders import real
from workshop.adapters.readings.values import lines

_POINTER, _DIRECT, _STICK = 1 << 0, 1 << 1, 1 << 5  # INPUT_PROP_*
_ABS_X, _ABS_MT_X = 0, 0x35
_WORD_BITS = 64
_PAD = re.compile(r"touchpad|trackpad|glidepoint|clickpad|synaptics tm\d|elan\d|alps", re.IGNORECASE)
_NO_PAD = re.compile(r"stick|track ?point|stylus|\bpen\b|keyboard", re.IGNORECASE)
_SCREEN = re.compile(r"touch ?screen|touch ?digitizer", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Touch:
    """The names of what can be touched."""

    screens: tuple[str, ...]
    pads: tuple[str, ...]


def read(text: str) -> Touch | None:
    """Read the list; None where it is none."""
    devices = list(_devices(text))
    if not devices:
        return None
    screens, pads = [], []
    for fields in devices:
        name = real(fields.get("N", "").removeprefix("Name=").strip('"')) or ""
        properties, axes = _mask(fields.get("B PROP")), _mask(fields.get("B ABS"))
        many = bool(axes >> _ABS_MT_X & 1)
        if (properties & _DIRECT and many) or _SCREEN.search(name):
            screens.append(name)
        elif properties & _STICK:
            continue
        elif (properties & _POINTER and axes >> _ABS_X & 1) or (_PAD.search(name) and not _NO_PAD.search(name)):
            pads.append(name)
    return Touch(tuple(dict.fromkeys(filter(None, screens))), tuple(dict.fromkeys(filter(None, pads))))


def _devices(text: str) -> Iterator[dict[str, str]]:
    fields: dict[str, str] = {}
    for line in (*lines(text), ""):
        key, colon, value = line.partition(": ")
        if not line.strip():
            if "N" in fields:
                yield fields
            fields = {}
        elif colon and len(key) == 1:
            name, _, mask = value.partition("=")
            fields[f"B {name}" if key == "B" else key] = mask if key == "B" else value


def _mask(text: str | None) -> int:
    """Join the words of a mask, the highest first; each is a word of the kernel."""
    words = (text or "").split()[:32]
    if not all(re.fullmatch(r"[0-9a-fA-F]{1,16}", word) for word in words):
        return 0
    mask = 0
    for word in words:
        mask = mask << _WORD_BITS | int(word, 16)
    return mask
