"""What a reader meant that types: undoes the wrong keyboard layout.

A reader does not know the layout of the computer: set to US, it types 1 and a French computer hears « & ». So a burst
is read in every likely way. One of our codes shows by its check digits which way is the true one. A maker's serial has
none: it is taken only where all the ways agree, or once the reader has been set (`calibration`). It is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workshop.domain.layouts import DE, FR_MAC_BE, FR_PC, US, Layout, under_caps, undoing
from workshop.domain.scanning import CodeScan, NoScan, Said, SerialScan, meaning


class Decoding(StrEnum):
    """How a burst was read: as it came, by the keys that moved, by undoing the computer's layout, as it was learned."""

    RAW = "raw"
    KEYS_US = "keys-us"
    KEYS_FR_PC = "keys-fr-pc"
    KEYS_FR_MAC_BE = "keys-fr-mac-be"
    KEYS_DE = "keys-de"
    FR_PC_TO_US = "fr-pc-to-us"
    FR_MAC_BE_TO_US = "fr-mac-be-to-us"
    DE_TO_US = "de-to-us"
    US_TO_FR_PC = "us-to-fr-pc"
    OTHER_PAIR = "other-pair"
    CAPS = "caps"
    LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class Decoded:
    """One way to read a burst; `doubtful`: there is another way that could as well be true."""

    text: str
    how: Decoding
    doubtful: bool = False


READERS = (
    (Decoding.KEYS_US, US),
    (Decoding.KEYS_FR_PC, FR_PC),
    (Decoding.KEYS_FR_MAC_BE, FR_MAC_BE),
    (Decoding.KEYS_DE, DE),
)
_LIKELY = (
    (Decoding.FR_PC_TO_US, undoing(FR_PC, US)),
    (Decoding.FR_MAC_BE_TO_US, undoing(FR_MAC_BE, US)),
    (Decoding.DE_TO_US, undoing(DE, US)),
    (Decoding.US_TO_FR_PC, undoing(US, FR_PC)),
)
_LAYOUTS = (US, FR_PC, FR_MAC_BE, DE)
_OTHERS = (
    (US, FR_MAC_BE),
    (US, DE),
    (FR_PC, FR_MAC_BE),
    (FR_PC, DE),
    (FR_MAC_BE, FR_PC),
    (FR_MAC_BE, DE),
    (DE, FR_PC),
    (DE, FR_MAC_BE),
)
_UNDO = (*_LIKELY, *((Decoding.OTHER_PAIR, undoing(computer, reader)) for computer, reader in _OTHERS))
_UNDO_CAPS = tuple(
    (Decoding.CAPS, undoing(under_caps(computer, whole=whole), reader))
    for whole in (False, True)
    for computer in _LAYOUTS
    for reader in _LAYOUTS
)


def decodings(
    raw_text: str, codes: Sequence[int] = (), shifts: Sequence[bool] = (), *, caps: bool = False
) -> tuple[Decoded, ...]:
    """Return every likely reading, each text once, the most trusted first.

    Where the keys are known, what the computer heard proves nothing more: only the layouts of readers are tried, and
    what came as it is (the reader may be set like the computer, to a layout that is not known here). Under Caps Lock a
    French Windows writes digits without Shift, and the letters are still those of the wrong layout.
    """
    down = tuple(zip(codes, shifts or (False,) * len(codes), strict=True))
    by_key = [Decoded(text, how) for how, layout in READERS if (text := _typed(down, layout))]
    raw = [Decoded(raw_text, Decoding.RAW)]
    undone: list[Decoded] = []
    if not by_key:
        undone = [Decoded(raw_text.translate(table), how) for how, table in (*_UNDO, *(_UNDO_CAPS if caps else ()))]
    once: dict[str, Decoded] = {}
    for decoded in (*by_key, *raw, *undone) if caps else (*raw, *by_key, *undone):
        once.setdefault(decoded.text, decoded)
    return tuple(once.values())


def best(candidates: Sequence[Decoded]) -> Decoded:
    """Return the reading whose check digits hold; else what all readings that could be read agree on.

    Where they do not, the first is returned, as doubtful. One that starts with the symbology (« ]C0 ») seldom is: the
    bracket is no sign of a serial in any other layout.
    """
    meanings = [(candidate, meaning(candidate.text)) for candidate in candidates]
    ours = _first(candidate for candidate, meant in meanings if isinstance(meant, CodeScan))
    if ours:
        return ours
    readable = [(candidate, meant) for candidate, meant in meanings if meant != NoScan(Said.NOT_READ)]
    if not readable:
        return candidates[0]
    found = readable[0][0]
    return found if len({meant for _, meant in readable}) == 1 else replace(found, doubtful=True)


def settled(learned: str | None, candidates: Sequence[Decoded]) -> Decoded:
    """Return what a reader meant that was set: one of our codes however it came, else only what it is known to mean."""
    found = best(candidates)
    if isinstance(meaning(found.text), CodeScan):
        return found
    if learned is not None:
        return Decoded(learned, Decoding.LEARNED)
    return replace(found, doubtful=isinstance(meaning(found.text), SerialScan))


def _first(decoded: Iterable[Decoded]) -> Decoded | None:
    return next(iter(decoded), None)


def _typed(down: tuple[tuple[int, bool], ...], layout: Layout) -> str:
    """Return what a reader with this layout meant by these keys; empty where it has no such key."""
    known = [layout.get(key) for key in down]
    return "".join(char for char in known if char) if all(known) else ""
