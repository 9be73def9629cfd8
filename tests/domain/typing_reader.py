"""Readers that type in one layout, computers that listen in another, and what is scanned: invented, in real shapes."""

from __future__ import annotations

import random
from collections.abc import Mapping

from workshop.domain.codes import make
from workshop.domain.layouts import DE, FR_MAC_BE, FR_PC, US, Layout, Stroke, _layout, under_caps
from workshop.domain.wedge import Burst, Key

READERS: Mapping[str, Layout] = {"US": US, "FR-PC": FR_PC, "FR-Mac/BE": FR_MAC_BE, "DE": DE}
# xkeyboard-config's fr(afnor) and fr(bepo); dead keys give nothing
_NONE = "\0"
AFNOR = _layout(
    f"àéèê()‘’«»'{_NONE}azertyuiop-+qsdfghjklm/@*wxcvbn.,:; ",
    f'1234567890"{_NONE}AZERTYUIOP–±QSDFGHJKLM\\#½WXCVBN?!…= ',
)
BEPO = _layout(
    f"\"«»()@+-/*=%bépoè{_NONE}vdljzwauie,ctsrnm$çàyx.k'qghf ",
    "1234567890°`BÉPOÈ!VDLJZWAUIE;CTSRNM#ÇÀYX:K?QGHF\xa0",
)
COMPUTERS: Mapping[str, Layout] = {"US": US, "FR": FR_PC, "BE": FR_MAC_BE, "DE": DE}
CHEAP: Mapping[str, Layout] = {"AFNOR": AFNOR, "BÉPO": BEPO}
WINDOWS_WHOLE = frozenset({"FR", "BE"})  # where Caps Lock of a Windows turns the row of digits too

OUR_CODES = tuple(make(kind, 7, number * 977 % 1_000_000).text for kind in (0, 2, 7, 26) for number in range(250))
SERIALS = (
    *("5CG9123QWZ", "5CG1234ABC", "5CG0365KLM", "5CD2047YZA", "CND8234W1Q", "8CG8251MWA", "MXL5371ZYX", "CZC7428Q6W"),
    *("PF2ABCDE", "PF0WXYZ1", "PF1ZQ8M4", "R90KAQZW", "R90Q7YZA", "LR06MWQ2", "MP1AZQ68", "S4WQM680", "PC0YZ8A6"),
    *("8XK2J13", "9YL3K24", "JZW6Q82", "4M6A8Q2", "AQWZM68", "6868686", "HM8Z6W2", "BQYZ5M3", "1Z8Y6W4", "FQAM8H2"),
    *("/EX1W2Q3A4Z5/", "/EX68MYZQ/", "EX-68-QA", "/8XK2J13/CN1296368A00Z1/", "/QWM8Z62/CN7016356Y0A2/"),
    *("CN-0W2D8M-74261-4AB-0123", "CN-0Q68ZY-12961-86A-08YZ", "MY-0MWQ86-47604-5C6-0QAZ", "TW-0A8Y6Z-64180-368-6M8W"),
    *("C02XL0ZYJHD2", "C1MQ8AW6DV7M", "W80ZYQMW", "FVFZQ86MLYWG", "5YZ68QA", "SZY68AQM", "NXG8SEF0018Q68A7W600"),
    *("LXPZ80Y0068MQW6", "NXVFLEF0Z1", "J7N0CV68QAZ", "G6N0AS168MWY", "M8NXKD0A8W6Z", "R58M68YZQAW", "353Z8068QAM"),
    *("YMBB68ZQ", "DSDM068WZY", "3A6QZ8M0WY", "1S20L5000XFRPF1ZQ8M4", "00168ZYQ", "VNF68AQWZ0"),
)
OTHER_THINGS = (
    "3017620422003",  # an EAN
    "00:1A:2B:3C:4D:5E",
    "001A2B3C4D5E",
    "ABCDE-12345-FGHIJ-67890-KLMNO",  # the shape of a Windows key
    "P/N 0K3G1H",
    "(P/N)0K3G1H",
)


def strokes(text: str, reader: Layout) -> tuple[Stroke, ...]:
    """Return the keys that a reader presses for a text."""
    where = {char: key for key, char in reversed(list(reader.items())) if key[0] < 71}
    return tuple(where[char] for char in text)


def heard(
    text: str, reader: Layout, computer: Layout, *, caps: bool = False, whole: bool = False, keys: bool = True
) -> Burst:
    """Return what arrives when a reader types; `whole`: Caps Lock turns every key, as on a French Windows."""
    listens = under_caps(computer, whole=whole) if caps else computer
    typed = tuple(
        Key(listens[stroke].strip(_NONE), stroke[0] if keys else 0, 1000 + 4 * place, stroke[1], caps)
        for place, stroke in enumerate(strokes(text, reader))
    )
    return Burst(typed, terminated=True)


def some_codes(number: int, seed: int) -> tuple[str, ...]:
    """Return a choice of our codes, always the same for one seed."""
    return tuple(random.Random(seed).sample(OUR_CODES, number))
