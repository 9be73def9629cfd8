"""The number of a mobile device, by its structure alone: 3GPP TS 23.003 §6.2 (no list of models is asked).

Eight digits of type allocation (TAC), six of serial, one of check (Luhn). An IMEISV has two digits of software version
instead of the check; some devices print them after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LENGTH = 15
_WITHOUT_CHECK, _WITH_VERSION, _CHECKED_AND_VERSION = 14, 16, 17
_LENGTHS = (_WITHOUT_CHECK, LENGTH, _WITH_VERSION, _CHECKED_AND_VERSION)
_WRITTEN = re.compile(r"(?:IMEI(?:SV)?[12]?[:\s]*)?([0-9][0-9 ./-]*)", re.IGNORECASE)
# the bodies that allocate today (GSMA TS.06 annex C): PTCRB, BABT and TÜV, TAF, MSAI, GHA
_ALLOCATING = ("01", "35", "86", "91", "99")


@dataclass(frozen=True, slots=True)
class Imei:
    """One whole number, with its check digit."""

    text: str

    @property
    def type_allocation(self) -> str:
        """The eight digits that stand for maker and model."""
        return self.text[:8]


@dataclass(frozen=True, slots=True)
class WrongImei:
    """Fifteen digits whose check does not hold: badly read, or no IMEI at all."""

    digits: str


def read_imei(text: str) -> Imei | WrongImei | None:
    """Read a number that is told to be an IMEI, however it is written; None where it has another form."""
    digits = _digits(text)
    if digits is None or not digits.strip("0"):
        return None
    if len(digits) in (_WITHOUT_CHECK, _WITH_VERSION):  # neither holds the check: it is made
        digits = digits[:_WITHOUT_CHECK]
        return Imei(digits + luhn_digit(digits))
    digits = digits[:LENGTH]
    return Imei(digits) if luhn_digit(digits[:-1]) == digits[-1] else WrongImei(digits)


def looks_like_imei(text: str) -> bool:
    """Tell whether a number is one without being told: fifteen digits, or its name, and a body that allocates."""
    digits = _digits(text)
    named = text.strip().upper().startswith("IMEI")
    return digits is not None and (named or len(digits) == LENGTH) and digits.startswith(_ALLOCATING)


def luhn_digit(digits: str) -> str:
    """Return the check digit of a number (ISO/IEC 7812-1 annex B)."""
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-sum(number // 10 + number % 10 for number in doubled) % 10)


def _digits(text: str) -> str | None:
    found = _WRITTEN.fullmatch(text.strip()) if text.isascii() else None
    digits = re.sub(r"\D", "", found[1]) if found else ""
    return digits if len(digits) in _LENGTHS else None
