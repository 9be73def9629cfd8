"""Printers and the queue of labels: what a printer speaks, where it stands, what became of each label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PrinterLanguage(StrEnum):
    """What a printer understands."""

    ZPL = "zpl"
    BROTHER = "brother"
    PDF = "pdf"  # an office or label printer behind CUPS or IPP: one page a label, at exact size
    NONE = "none"  # no printer: a PDF and a PNG in a folder


class Link(StrEnum):
    """How a printer is reached; `address` in the form that stands beside it."""

    TCP = "tcp"  # host:port
    DEVICE = "device"  # a file such as /dev/usb/lp0
    SERIAL = "serial"  # a port, with its speed: /dev/ttyUSB0:9600
    IPP = "ipp"  # ipp://host:port/printers/name
    FOLDER = "folder"  # a folder


@dataclass(frozen=True, slots=True)
class Printer:
    """One printer as a bench set it up. Offsets in tenths of a millimetre, right and down positive; `roll`: its media.

    `roll` is a media id of resources/labels/media.toml (62x29, 62, 29 …): the paper that is meant to be in it.
    """

    language: PrinterLanguage
    link: Link
    address: str
    name: str = ""
    dots_per_inch: int = 203
    roll: str = "62x29"
    right_tenths: int = 0
    down_tenths: int = 0


class PrinterTrouble(StrEnum):
    """Why a label did not come out, as far as the protocol tells."""

    UNREACHABLE = "unreachable"  # off, unplugged, or nobody answers
    CUT_OFF = "cut-off"  # the connection broke while the label was sent: whether it came out is not known
    NO_PAPER = "no-paper"
    WRONG_ROLL = "wrong-roll"
    COVER_OPEN = "cover-open"
    NO_RIBBON = "no-ribbon"
    HEAD_HOT = "head-hot"
    PAUSED = "paused"
    BUSY = "busy"
    NOT_ALLOWED = "not-allowed"  # the system refuses access to the port or queue
    DOES_NOT_FIT = "does-not-fit"  # the label is larger than the paper
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What a printer says of itself; `known` False: this protocol has no answer, or none came."""

    known: bool
    troubles: tuple[PrinterTrouble, ...] = ()
    roll: str = ""  # the media id that is in it, where the protocol tells
    told: str = ""  # its own words, bounded and printable


class JobState(StrEnum):
    """What became of one label."""

    WAITING = "waiting"
    SENT = "sent"  # every byte left; the printer did not yet say that it came out
    DONE = "done"
    FAILED = "failed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class LabelJob:
    """One label in the queue of one bench. `number` orders the queue; `content` is the digest of its bytes.

    `person` asked for it, or did what brought it (`by_itself`); `why` it is printed again; `made_for` is what its bytes
    were made for: another printer takes other bytes.
    """

    number: int
    code: str
    kind: str
    copy: int
    bench: str
    state: JobState
    made_at: datetime
    content: str = ""
    trouble: PrinterTrouble | None = None
    tries: int = 0
    person: str = ""
    why: Reason | None = None
    made_for: str = ""
    by_itself: bool = False

    @property
    def unsure(self) -> bool:
        """Whether a part or all of it left and nobody knows if it came out: a person looks."""
        return self.state is JobState.SENT and self.trouble is PrinterTrouble.CUT_OFF


class Sent(StrEnum):
    """How far a label got when it was sent."""

    DONE = "done"  # the printer said so, or there is nobody to ask and every byte was taken
    SENT = "sent"
    NOT_SENT = "not-sent"  # nothing left: it may be sent again without a double
    UNSURE = "unsure"  # a part left: a person looks before it is sent again


@dataclass(frozen=True, slots=True)
class Delivery:
    """The answer of a printer to one label."""

    sent: Sent
    trouble: PrinterTrouble | None = None
    told: str = ""


class Reason(StrEnum):
    """Why a label is printed again; a person says it by one key or scan."""

    DAMAGED = "damaged"
    LOST = "lost"
    BADLY_STUCK = "badly-stuck"
    NOT_PRINTED = "not-printed"


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """A printer that was found on this bench or its network, with what to set up."""

    printer: Printer
    maker: str = ""
    model: str = ""
