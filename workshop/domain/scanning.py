"""A scan: what the reader sent, what it means, and the answer that a person sees and hears."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from workshop.domain.codes import LENGTH, TYPED_LENGTH, Code, is_code
from workshop.domain.imei import Imei, looks_like_imei, read_imei

LONGEST_SCAN = 128


@dataclass(frozen=True, slots=True)
class Scan:
    """One burst of a reader (or one typed line), before anybody looked at it.

    `doubtful`: the reader's keyboard layout is not known, and another reading could as well be true. `after_same_ms`:
    how long before it the same reader had sent the same, None: something else came in between.
    """

    text: str
    reader: str
    at: datetime
    typed: bool = False
    doubtful: bool = False
    after_same_ms: int | None = None


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
    COMMANDED = "commanded"  # a command of the bench card; the screen does it
    TO_PRINT = "to-print"  # « étiquette », then this: its label is made
    NOT_EMPTY = "not-empty"
    OTHER_LOT = "other-lot"
    REFUSED_BY_THE_GATE = "refused-by-the-gate"
    WIPE_CHOSEN = "wipe-chosen"
    WIPE_CONFIRMED = "wipe-confirmed"
    LOT_TO_WIPE = "lot-to-wipe"
    PAPERS_CHOSEN = "papers-chosen"
    STORED = "stored"
    STORED_FROM = "stored-from"  # it stood in another place
    SEEN_THERE = "seen-there"  # a count found it where it should be
    ALREADY_THERE = "already-there"
    PLACE_OPENED = "place-opened"
    TO_STORE = "to-store"  # a machine is in hand, and waits for its place
    SEARCHED = "searched"
    NOT_RECEIVED_YET = "not-received-yet"
    STANDS_IN_A_BOX = "stands-in-a-box"
    ALREADY_GONE = "already-gone"
    REPORT_MACHINE = "report-machine"  # the machine that a report is about, says a person
    NUMBER_TAKEN = "number-taken"
    INVENTORY_TAKEN = "inventory-taken"
    WRONG_IMEI = "wrong-imei"
    ANSWER_FIRST = "answer-first"
    UNDONE = "undone"
    NOT_UNDONE = "not-undone"
    NOTHING_TO_UNDO = "nothing-to-undo"
    STICKER_SEEN = "sticker-seen"  # the label that was just stuck; now its machine's serial
    STICKER_RIGHT = "sticker-right"
    STICKERS_SWAPPED = "stickers-swapped"
    VOID_LABEL = "void-label"  # what it was on was undone: it goes into the bin
    READ_TWICE = "read-twice"  # the trigger bounced
    READER_NOT_SET = "reader-not-set"  # its layout is not known, and a maker's serial could be read in two ways
    READER_TO_SET = "reader-to-set"  # the command « réglage »: now comes the code that teaches
    READER_SET = "reader-set"
    READER_HALF_SET = "reader-half-set"


class Asks(StrEnum):
    """A number that a form waits for: a scan fills it, and nothing else happens yet."""

    SERIAL = "serial"
    IMEI = "imei"  # or the maker's serial, of what has an IMEI
    INVENTORY = "inventory"


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

_LONGEST_TAG = 40
_SHORTEST_NUMBER = 4  # shorter is a slip
_LONGEST_NUMBER = 20  # an ICCID; makers' serials of digits alone are shorter

_AIM_PREFIX = re.compile(r"^\]([A-Za-z])[0-9A-Za-z]")
_TRADE_SYMBOLOGY = "E"  # ISO/IEC 15424: EAN and UPC, on which no code of ours is ever printed
_MAC = re.compile(r"^(?:[0-9A-F]{12}|(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}|(?:[0-9A-F]{4}\.){2}[0-9A-F]{4})$")
_WINDOWS_KEY = re.compile(r"^(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}$")
_PART_NUMBER = re.compile(r"^\(?P/N\)?", re.IGNORECASE)
_SERIAL = re.compile(r"^[0-9A-Z][0-9A-Z ./_-]{2,39}$")
_LENOVO = re.compile(r"^1S([0-9A-Z]{10})([0-9A-Z]{8})$")
_DELL = re.compile(r"^/([0-9A-Z]{5,20})/(?:[0-9A-Z-]{1,30}/)*$")  # the service tag, then the board's number
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


def number_asked(text: str, asks: Asks) -> str | NoScan:
    """Take a number that a form asks for, in the one form in which it is kept; or say why it is none.

    A tag of the donor's may be written in any way. An IMEI whose check does not hold is refused where one is asked for,
    and where nobody could take it for anything else.
    """
    plain = _AIM_PREFIX.sub("", text.strip()).strip()
    if not plain.isprintable() or len(plain) > LONGEST_SCAN:
        return NoScan(Said.NOT_READ)
    if asks is Asks.INVENTORY:
        return plain if 1 <= len(plain) <= _LONGEST_TAG else NoScan(Said.NOT_READ)
    found = read_imei(plain) if asks is Asks.IMEI or looks_like_imei(plain) else None
    if found is not None:
        return found.text if isinstance(found, Imei) else NoScan(Said.WRONG_IMEI)
    match meaning(text):
        case CodeScan(code):
            return code.text  # twelve digits of a maker's: the caller knows that it was never issued
        case TypedScan(number) | SerialScan(number):
            return number
        case NoScan() as none:
            return none


def apart(text: str) -> tuple[str, ...]:
    """Return the bursts that a reader glued together: several whole codes of ours in one, else the text as it is.

    The same code twice in a row is one: the trigger bounced.
    """
    plain = _AIM_PREFIX.sub("", text.strip())
    parts = tuple(plain[start : start + LENGTH] for start in range(0, len(plain), LENGTH))
    glued = len(parts) > 1 and all(is_code(part) for part in parts)
    return tuple(part for part, _ in itertools.groupby(parts)) if glued else (text,)


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
    dell = _DELL.match(plain)
    if dell:
        return SerialScan(dell[1])
    return SerialScan(plain) if _SERIAL.match(plain) else NoScan(Said.NOT_READ)


def _is_ean(digits: str) -> bool:
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return weighted % 10 == 0
