"""Fault codes: where a function fails, how, and how much; closed lists, so that the same fault has the same name.

At most nine to a list: each has one key. The names are stored for ever: never renamed, only added to.
"""

from __future__ import annotations

from enum import StrEnum

from workshop.domain.inspection import Defect, Function, Severity

MOST = 9


class Zone(StrEnum):
    """Where it is."""

    WHOLE = "whole"
    POWER_BUTTON = "power-button"
    POWER_SOCKET = "power-socket"
    INSIDE = "inside"
    CENTRE = "centre"
    EDGE = "edge"
    CORNER = "corner"
    HINGE = "hinge"
    LETTERS = "letters"
    DIGITS = "digits"
    SPACE_AND_ENTER = "space-and-enter"
    FUNCTION_KEYS = "function-keys"
    ARROWS = "arrows"
    NUMERIC_PAD = "numeric-pad"
    SURFACE = "surface"
    BUTTONS = "buttons"
    FRONT = "front"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"
    USB_SOCKET = "usb-socket"
    SCREEN_SOCKET = "screen-socket"
    SOUND_SOCKET = "sound-socket"
    NETWORK_SOCKET = "network-socket"
    CARD_SLOT = "card-slot"
    CARD = "card"
    AERIAL = "aerial"
    SWITCH = "switch"
    BATTERY = "battery"
    CHARGER = "charger"


class Kind(StrEnum):
    """What is wrong."""

    DEAD = "dead"
    INTERMITTENT = "intermittent"
    BROKEN = "broken"
    MISSING = "missing"
    LOOSE = "loose"
    STOPS = "stops"
    NOISY = "noisy"
    HOT = "hot"
    CRACKED = "cracked"
    SPOT = "spot"
    LINES = "lines"
    DARK = "dark"
    COLOUR = "colour"
    STUCK = "stuck"
    REPEATS = "repeats"
    JUMPS = "jumps"
    BLURRED = "blurred"
    WEAK = "weak"
    CRACKLES = "crackles"
    SLOW = "slow"
    DRAINS = "drains"


_Z, _K = Zone, Kind
ZONES: dict[Function, tuple[Zone, ...]] = {
    Function.STARTS: (_Z.WHOLE, _Z.POWER_BUTTON, _Z.POWER_SOCKET, _Z.INSIDE),
    Function.SCREEN: (_Z.WHOLE, _Z.CENTRE, _Z.EDGE, _Z.CORNER, _Z.HINGE),
    Function.KEYBOARD: (
        _Z.WHOLE,
        _Z.LETTERS,
        _Z.DIGITS,
        _Z.SPACE_AND_ENTER,
        _Z.FUNCTION_KEYS,
        _Z.ARROWS,
        _Z.NUMERIC_PAD,
    ),
    Function.TOUCHPAD: (_Z.WHOLE, _Z.SURFACE, _Z.BUTTONS),
    Function.WEBCAM: (_Z.WHOLE, _Z.FRONT, _Z.BACK),
    Function.MICROPHONE: (_Z.WHOLE, _Z.FRONT, _Z.SOUND_SOCKET),
    Function.SPEAKERS: (_Z.WHOLE, _Z.LEFT, _Z.RIGHT, _Z.SOUND_SOCKET),
    Function.PORTS: (_Z.USB_SOCKET, _Z.SCREEN_SOCKET, _Z.SOUND_SOCKET, _Z.NETWORK_SOCKET, _Z.CARD_SLOT, _Z.WHOLE),
    Function.WIFI: (_Z.WHOLE, _Z.CARD, _Z.AERIAL, _Z.SWITCH),
    Function.CHARGES: (_Z.BATTERY, _Z.POWER_SOCKET, _Z.CHARGER, _Z.WHOLE),
}
KINDS: dict[Function, tuple[Kind, ...]] = {
    Function.STARTS: (_K.DEAD, _K.STOPS, _K.SLOW, _K.NOISY, _K.HOT, _K.BROKEN),
    Function.SCREEN: (_K.DEAD, _K.CRACKED, _K.SPOT, _K.LINES, _K.DARK, _K.COLOUR, _K.INTERMITTENT, _K.LOOSE),
    Function.KEYBOARD: (_K.DEAD, _K.MISSING, _K.STUCK, _K.REPEATS, _K.INTERMITTENT, _K.BROKEN),
    Function.TOUCHPAD: (_K.DEAD, _K.JUMPS, _K.INTERMITTENT, _K.STUCK, _K.BROKEN),
    Function.WEBCAM: (_K.DEAD, _K.BLURRED, _K.DARK, _K.COLOUR, _K.INTERMITTENT, _K.BROKEN),
    Function.MICROPHONE: (_K.DEAD, _K.WEAK, _K.CRACKLES, _K.INTERMITTENT),
    Function.SPEAKERS: (_K.DEAD, _K.WEAK, _K.CRACKLES, _K.INTERMITTENT),
    Function.PORTS: (_K.DEAD, _K.LOOSE, _K.BROKEN, _K.INTERMITTENT),
    Function.WIFI: (_K.DEAD, _K.WEAK, _K.INTERMITTENT, _K.MISSING),
    Function.CHARGES: (_K.DEAD, _K.DRAINS, _K.SLOW, _K.LOOSE, _K.HOT, _K.MISSING),
}
SEVERITIES = (Severity.LIGHT, Severity.VISIBLE, Severity.HEAVY)


def is_fault(function: Function, fault: Defect) -> bool:
    """Tell whether a fault stands in the lists of its function."""
    return fault.zone in ZONES[function] and fault.kind in KINDS[function]
