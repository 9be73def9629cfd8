"""The scan « réglage »: a code whose text is known teaches what a reader sends for every sign that codes are made of.

It is printed on the bench card: whole as a QR code, in two halves as Code 128 for readers that read bars only. Its ends
are the same four signs, so that it is found whatever a reader sends before and after it, in whatever layout.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from workshop.domain.layouts import DE, FR_MAC_BE, FR_PC, US, Layout
from workshop.domain.scanning import LONGEST_SCAN, Said

_ENDS = "1001"
_SIGNS = "23456789" + string.ascii_uppercase + "-./ _:()"
_HALF = 20  # the halves differ in length: their ends tell them apart
WHOLE = f"{_ENDS}{_SIGNS}{_ENDS}"
FIRST = f"{_ENDS}{_SIGNS[:_HALF]}{_ENDS}"
SECOND = f"{_ENDS}{_SIGNS[_HALF:]}{_ENDS}"
MOST_AROUND = 24  # signs that a reader may send before and after a code
_AIM = re.compile(r"^.[A-Za-z][0-9]$", re.DOTALL)
_AIM_LENGTH = 3

Sign = tuple[int, bool] | str  # a key (evdev code, Shift) where the platform tells it, else what was heard


class Card(StrEnum):
    """The codes of the bench card that teach."""

    WHOLE = WHOLE
    FIRST = FIRST
    SECOND = SECOND


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is known of one reader. `caps`: Caps Lock was on."""

    signs: Mapping[Sign, str] = field(default_factory=dict)
    prefix: tuple[Sign, ...] = ()
    suffix: tuple[Sign, ...] = ()
    caps: bool = False

    @property
    def complete(self) -> bool:
        """Whether every sign is known: the second half may be missing."""
        return set(self.signs.values()) >= set(WHOLE)

    def read(self, sent: Sequence[Sign], *, caps: bool = False) -> str | None:
        """Return what was meant; None where it cannot be known: a sign is new, or Caps Lock changes what is heard."""
        by_key = all(isinstance(sign, tuple) for sign in sent)
        if not by_key and caps != self.caps:
            return None
        bare = self.bare(sent)
        known = [self.signs.get(sign) for sign in bare]
        return "".join(sign for sign in known if sign is not None) if None not in known else None

    def bare(self, sent: Sequence[Sign]) -> tuple[Sign, ...]:
        """Return a burst without what this reader sends before and after a code."""
        signs = tuple(sent)
        if self.prefix and signs[: len(self.prefix)] == self.prefix:
            signs = signs[len(self.prefix) :]
        if self.suffix and signs[-len(self.suffix) :] == self.suffix:
            signs = signs[: -len(self.suffix)]
        return signs


@dataclass(frozen=True, slots=True)
class Learned:
    """What one scan of the card taught."""

    card: Card
    calibration: Calibration


def learned_from(sent: Sequence[Sign], *, caps: bool = False) -> Learned | None:
    """Return what a burst teaches; None where it is no code of the card."""
    if not len(FIRST) <= len(sent) <= LONGEST_SCAN:
        return None
    for card in Card:
        for start in range(min(len(sent) - len(card.value), MOST_AROUND) + 1):
            end = start + len(card.value)
            if len(sent) - end <= MOST_AROUND and _is_like(sent[start:end], card.value):
                signs = _with_small_letters(dict(zip(sent[start:end], card.value, strict=True)))
                if card is Card.WHOLE:
                    signs = _completed(signs)
                whole = Calibration(signs, tuple(sent[:start]), tuple(sent[end:]), caps)
                return Learned(card, _without_symbology(whole))
    return None


def together(before: Calibration | None, learned: Learned) -> Calibration:
    """Return what is known after a scan of the card: two halves make a whole where one reader sent both."""
    new = learned.calibration
    if before is None or learned.card is Card.WHOLE:
        return new
    same = (before.prefix, before.suffix, before.caps) == (new.prefix, new.suffix, new.caps)
    agree = all(new.signs.get(sign, char) == char for sign, char in before.signs.items())
    return replace(new, signs=_completed({**before.signs, **new.signs})) if same and agree else new


def said(card: Card, *, complete: bool) -> tuple[Said, int]:
    """Return what is said to a scan of the card, and which half it was (0: all is known)."""
    if complete or card is Card.WHOLE:
        return Said.READER_SET, 0
    return Said.READER_HALF_SET, 1 if card is Card.FIRST else 2


def card_of(text: str) -> Card | None:
    """Return the code of the card that a text is."""
    return next((card for card in Card if card.value == text), None)


def _is_like(sent: Sequence[Sign], text: str) -> bool:
    """Tell whether the signs of a burst repeat exactly where those of a text do."""
    first = {char: sent[text.index(char)] for char in text}
    distinct = len(set(first.values())) == len(first)
    return distinct and all(sign == first[char] for sign, char in zip(sent, text, strict=True))


def _with_small_letters(signs: dict[Sign, str]) -> dict[Sign, str]:
    """Add the small letters, where they are the same keys without Shift."""
    small: dict[Sign, str] = {}
    for sign, char in signs.items():
        if char.isalpha() and isinstance(sign, tuple):
            small[sign[0], not sign[1]] = char.swapcase()
        elif char.isalpha() and isinstance(sign, str) and sign.isalpha():
            small[sign.swapcase()] = char.swapcase()
    return small | signs


def _without_symbology(calibration: Calibration) -> Calibration:
    """Leave an AIM identifier in what is read: it changes with the kind of bar code."""
    last = calibration.prefix[-_AIM_LENGTH:]
    if len(last) < _AIM_LENGTH or calibration.signs.get(last[0], "]") != "]":
        return calibration
    known = "".join(calibration.signs.get(sign, "]") for sign in last)
    if not _AIM.match(known):
        return calibration
    signs = {**calibration.signs, last[0]: "]"}
    return replace(calibration, signs=signs, prefix=calibration.prefix[:-_AIM_LENGTH])


def _completed(signs: dict[Sign, str]) -> dict[Sign, str]:
    """Add the keys that no code of the card has, where all that it has are those of one known layout."""
    known: tuple[Layout, ...] = (US, FR_PC, FR_MAC_BE, DE)
    for layout in known:
        if all(isinstance(sign, tuple) and layout.get(sign) == char for sign, char in signs.items()):
            return {**dict[Sign, str](layout.items()), **signs}
    return signs
