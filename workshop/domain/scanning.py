"""A scan: what the reader sent, what it means, and the answer that a person sees and hears."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from workshop.domain.codes import LENGTH, TYPED_LENGTH, Code, is_code

LONGEST_SCAN = 128


@dataclass(frozen=True, slots=True)
class Scan:
    """One burst of a reader (or one typed line), before anybody looked at it."""

    text: str
    reader: str
    at: datetime
    typed: bool = False


class Signal(StrEnum):
    """The four answers to a scan."""

    ACCEPTED = "accepted"
    ALREADY_DONE = "already-done"
    REFUSED = "refused"
    FINISHED = "finished"


class Said(StrEnum):
    """What an answer says; the fronts find the words, `facts` fill them."""

    RECEIVED = "received"
    ALREADY_RECEIVED = "already-received"
    OPENED = "opened"
    PACKED = "packed"
    ALREADY_PACKED = "already-packed"
    MOVED = "moved"
    BOX_OPENED = "box-opened"
    ORDER_CHOSEN = "order-chosen"
    LOT_CHOSEN = "lot-chosen"
    LOT_DONE = "lot-done"
    MANIFEST_DONE = "manifest-done"
    PERSON_SEEN = "person-seen"
    TRIAGED = "triaged"
    NOT_READ = "not-read"
    UNKNOWN_CODE = "unknown-code"
    UNKNOWN_SERIAL = "unknown-serial"
    SEVERAL_MACHINES = "several-machines"
    NOT_A_SERIAL = "not-a-serial"
    WRONG_LABEL = "wrong-label"
    NO_LOT = "no-lot"
    NO_ORDER = "no-order"
    NOTHING_TO_DO = "nothing-to-do"
    NOT_HERE = "not-here"
    COMMAND_MEANINGLESS = "command-meaningless"
    NOT_EMPTY = "not-empty"
    OTHER_LOT = "other-lot"
    REFUSED_BY_THE_GATE = "refused-by-the-gate"
    WIPE_CHOSEN = "wipe-chosen"
    WIPE_CONFIRMED = "wipe-confirmed"
    LOT_TO_WIPE = "lot-to-wipe"
    PAPERS_CHOSEN = "papers-chosen"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the workshop says to a scan: `code` is the object it is about, `facts` fill the sentence."""

    signal: Signal
    said: Said
    code: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    count: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class CodeScan:
    """One of our codes, by its form; it may still never have been issued."""

    code: Code


@dataclass(frozen=True, slots=True)
class TypedScan:
    """The last eight digits of one of our codes, typed by hand."""

    digits: str


@dataclass(frozen=True, slots=True)
class SerialScan:
    """What may be a maker's serial number."""

    serial: str


@dataclass(frozen=True, slots=True)
class NoScan:
    """Nothing that could be understood, and why."""

    why: Said


Meaning = CodeScan | TypedScan | SerialScan | NoScan

_SHORTEST_NUMBER = 4  # shorter is a slip
_LONGEST_NUMBER = 20  # an ICCID; makers' serials of digits alone are shorter

_AIM_PREFIX = re.compile(r"^\]([A-Za-z])[0-9A-Za-z]")
_TRADE_SYMBOLOGY = "E"  # ISO/IEC 15424: EAN and UPC, on which no code of ours is ever printed
_MAC = re.compile(r"^(?:[0-9A-F]{12}|(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}|(?:[0-9A-F]{4}\.){2}[0-9A-F]{4})$")
_WINDOWS_KEY = re.compile(r"^(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}$")
_PART_NUMBER = re.compile(r"^\(?P/N\)?", re.IGNORECASE)
_SERIAL = re.compile(r"^[0-9A-Z][0-9A-Z ./_-]{2,39}$")
_LENOVO = re.compile(r"^1S([0-9A-Z]{10})([0-9A-Z]{8})$")
_EAN_LENGTH = 13


def meaning(text: str) -> Meaning:
    """Say what a burst may be. Order: ours, typed, a wrong code of the machine's underside, a maker's serial.

    About 1 % of UPC-A numbers pass our check, where the reader does not tell the symbology: whether such a code was
    ever issued is the store's question.
    """
    burst = text.strip()
    if len(burst) > LONGEST_SCAN or not (
        burst.isascii() and burst.isprintable()
    ):  # no code of ours, no serial has them
        return NoScan(Said.NOT_READ)
    symbology = _AIM_PREFIX.match(burst)
    if symbology and symbology[1] == _TRADE_SYMBOLOGY:
        return NoScan(Said.NOT_A_SERIAL)
    plain = _AIM_PREFIX.sub("", burst).strip()
    digits = "".join(plain.split())
    if is_code(digits):
        return CodeScan(Code(digits))
    return _digits(digits) if digits.isdigit() else _letters(plain.upper())


def apart(text: str) -> tuple[str, ...]:
    """Return the bursts that a reader glued together: several whole codes of ours in one, else the text as it is."""
    plain = _AIM_PREFIX.sub("", text.strip())
    parts = tuple(plain[start : start + LENGTH] for start in range(0, len(plain), LENGTH))
    return parts if len(parts) > 1 and all(is_code(part) for part in parts) else (text,)


def _digits(digits: str) -> Meaning:
    if len(digits) == TYPED_LENGTH:
        return TypedScan(digits)
    if len(digits) == _EAN_LENGTH and _is_ean(digits):
        return NoScan(Said.NOT_A_SERIAL)
    if len(digits) == LENGTH:  # twelve digits with a wrong check, or a UPC-A
        return NoScan(Said.NOT_A_SERIAL if _is_ean("0" + digits) else Said.NOT_READ)
    return SerialScan(digits) if _SHORTEST_NUMBER <= len(digits) <= _LONGEST_NUMBER else NoScan(Said.NOT_READ)


def _letters(plain: str) -> Meaning:
    if _MAC.match(plain) or _WINDOWS_KEY.match(plain) or _PART_NUMBER.match(plain):
        return NoScan(Said.NOT_A_SERIAL)
    lenovo = _LENOVO.match(plain)  # type and serial in one bar code
    if lenovo:
        return SerialScan(lenovo[2])
    return SerialScan(plain) if _SERIAL.match(plain) else NoScan(Said.NOT_READ)


def _is_ean(digits: str) -> bool:
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return weighted % 10 == 0
