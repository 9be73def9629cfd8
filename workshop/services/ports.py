"""What the use cases are given: Protocols that adapters implement and tests fake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from workshop.domain.certificates import Certificate
from workshop.domain.codes import Code, Kind
from workshop.domain.content import Content
from workshop.domain.deliveries import Manifest
from workshop.domain.diagnosis import Reading
from workshop.domain.documents import DocumentKind
from workshop.domain.entries import Recorded
from workshop.domain.events import Event
from workshop.domain.lots import DriveCard, MachineCard
from workshop.domain.methods import Method
from workshop.domain.people import Actor, WorkshopIdentity
from workshop.domain.receipts import Receipt
from workshop.domain.scanning import Answer, Scan
from workshop.domain.seal_lists import SealList
from workshop.domain.seals import KeptSeal, SealFacts
from workshop.domain.wiping import Looked, MediumIdentity, PresentDrive, WipeLog

R = TypeVar("R")
Progress = Callable[[str], None]


class Clock(Protocol):
    """The bench's time, aware and UTC."""

    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Output:
    """What a program answered; `exit_code` None: it was not there, or it was stopped at its time limit."""

    exit_code: int | None
    stdout: bytes = b""
    stderr: bytes = b""
    missing: bool = False
    timed_out: bool = False


class Commands(Protocol):
    """The one door for foreign programs and for the files that the system writes about itself."""

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output: ...

    def read(self, path: str) -> bytes | None: ...

    def list(self, pattern: str) -> tuple[str, ...]: ...


class Machine(Protocol):
    """One machine that can be read: this one, or a recorded one."""

    def read(self, on_progress: Progress | None = None) -> Reading: ...


@dataclass(frozen=True, slots=True)
class WipeProgress:
    """How far a wipe is: its stage (`erase`, `read-back`) and the share of that stage, 0 to 100.

    Rate, temperature and time left of the stage are None where they are not known.
    """

    stage: str
    percent: int
    bytes_per_second: int | None = None
    celsius: int | None = None
    seconds_left: int | None = None


@dataclass(frozen=True, slots=True)
class WipeOrder:
    """One medium, one method; `medium` is who it was when it was chosen, `confirmed` the code that a person scanned."""

    log: str
    drive: str
    method: Method
    medium: MediumIdentity
    exercise: bool
    confirmed: str = ""
    sampled: bool = False


class Eraser(Protocol):
    """Wipes one medium and reads it back; returns everything that happened, never a verdict."""

    name: str
    method: Method

    def wipe(self, order: WipeOrder, on_progress: Callable[[WipeProgress], None] | None = None) -> WipeLog: ...


@dataclass(frozen=True, slots=True)
class Followed:
    """What is known of a wipe in this moment: its log so far, and whether the process that keeps it is alive."""

    log: WipeLog
    running: bool
    progress: WipeProgress | None = None


class WipeKeeper(Protocol):
    """Starts wipes in processes of their own, which outlive this one, and tells what became of them."""

    def start(self, order: WipeOrder) -> None:
        """Start one wipe; raises WipeRefusedError where an interlock says no: then nothing was written."""
        ...

    def stop(self, wipe: str) -> None:
        """Ask a wipe to stop; its log will say so. A wipe that has ended is left alone."""
        ...

    def follow(self, wipe: str) -> Followed | None:
        """Return what is known of a wipe; None where it has no log at all."""
        ...


class DrivesHere(Protocol):
    """The drives that are plugged into this bench."""

    def here(self) -> tuple[PresentDrive, ...]:
        """List them all, those that cannot be chosen too."""
        ...

    def of(self, drives: Sequence[DriveCard]) -> dict[str, PresentDrive]:
        """Return, by code, those of these drives that are plugged in; never one device for two of them."""
        ...

    def look(self, medium: MediumIdentity) -> Looked:
        """Ask a drive what it can do and how it is; may take seconds, and answers « unknown » rather than raise."""
        ...


class ExerciseMedia(Protocol):
    """Makes media to practise on: images that it created itself, full of data, and nothing else."""

    def make(self, name: str, size_bytes: int, *, worn_out: bool = False) -> AbstractContextManager[MediumIdentity]:
        """Create one medium below the given folder; a worn-out one refuses every write."""
        ...


class Files(Protocol):
    """Content-addressed files beside the database: raw outputs, photos, issued documents."""

    def keep(self, content: bytes) -> str:
        """Store bytes durably; return their SHA-256 in hexadecimal."""
        ...

    def open(self, sha256: str) -> bytes: ...


class Documents(Protocol):
    """Makes the files of documents from their content; `language` is the document's own."""

    def certificate(self, certificate: Certificate, language: str) -> bytes:
        """Return the sealed PDF, with the canonical content attached."""
        ...

    def manifest(self, manifest: Manifest, language: str) -> bytes:
        """Return the PDF of one recipient's manifest."""
        ...

    def receipt(self, receipt: Receipt, language: str) -> bytes:
        """Return a donor's receipt as a PDF."""
        ...

    def manifest_rows(self, manifest: Manifest, language: str) -> bytes:
        """Return the same lines as CSV (UTF-8, semicolons), safe to open in a spreadsheet."""
        ...


class SealKeeper(Protocol):
    """Keeps the key of this bench's seal, which no use case ever sees; every act raises SealError or MediumError."""

    def present(self) -> KeptSeal | None:
        """Return the seal that stands here, without asking for its key."""
        ...

    def coming(self) -> KeptSeal | None:
        """Return the seal that is written beside the present one: a change that has not ended."""
        ...

    def check(self) -> None:
        """Make sure that the present seal's key can be had."""
        ...

    def make(self, name: str, now: datetime) -> SealFacts:
        """Make a new seal, in memory."""
        ...

    def bring(self, file: bytes, password: str) -> SealFacts:
        """Read a seal from PKCS#12, into memory."""
        ...

    def secure(self, fingerprint: str, *, in_file: bool) -> None:
        """Put the key of a new seal into the keyring, where there is one; it may wait for a person."""
        ...

    def prepare(self, fingerprint: str) -> None:
        """Write a new seal, durably, beside the present one."""
        ...

    def promote(self) -> None:
        """Put the seal that is coming in the place of the present one; does nothing where none is coming."""
        ...

    def drop(self, fingerprint: str) -> None:
        """Forget a new seal that never sealed anything."""
        ...

    def save(self, password: str) -> bytes:
        """Return the present seal as PKCS#12."""
        ...

    def public(self) -> bytes:
        """Return the present seal as a file without its key, for those who verify."""
        ...

    def listed(self, statement: SealList) -> bytes:
        """Return the file of a list, sealed by the present seal."""
        ...


class Look(Protocol):
    """Reading the store, all of it as it was in one moment."""

    def get(self, kind: type[R], code: str) -> R | None:
        """Return the record of a kind by its code."""
        ...

    def find(self, kind: type[R], /, *, newest_first: bool = False, limit: int = 0, **equal: object) -> tuple[R, ...]:
        """Return the records whose fields equal these values, by code; limit 0: all of them."""
        ...

    def count(self, kind: type[Any], /, **equal: object) -> int: ...

    def workshop(self) -> WorkshopIdentity | None:
        """Return who this workshop is, None before the first run."""
        ...

    def subject_of(self, code: Code) -> str | None:
        """Return the first code of what an issued code is on; None where it was never issued."""
        ...

    def is_void(self, code: Code) -> bool:
        """Tell whether an issued code is on nothing any more: what gave it was undone."""
        ...

    def replaced_by(self, code: Code) -> str:
        """Return the code that a manager put in the place of this one; empty: it is still the one."""
        ...

    def codes_ending(self, digits: str) -> tuple[Code, ...]:
        """Return the issued codes that end with these eight digits."""
        ...

    def history(self, *subjects: str) -> tuple[Recorded, ...]:
        """Return the events of these subjects, oldest first."""
        ...

    def journal(self, after: int = 0, limit: int = 0) -> tuple[Recorded, ...]:
        """Return events by sequence number, oldest first; limit 0: all of them."""
        ...

    def journal_end(self) -> tuple[int, str]:
        """Return the sequence number and the hash of the last event; 0 and zeros before the first."""
        ...

    def fact(self, digest: str) -> Content | None:
        """Return a kept fact (reading, inspection, grade, wipe log, document content) by its digest."""
        ...

    def scans(self, *, refused: bool = False, waiting: bool = False, limit: int = 0) -> tuple[KeptScan, ...]:
        """Return raw scans with their answers, newest first; `waiting`: those refused that nobody has settled."""
        ...

    def waiting_scans(self) -> int:
        """Count the refused scans that wait in « À vérifier »."""
        ...

    def received_since(self, moment: datetime) -> int:
        """Count the machines that were received at or after a moment."""
        ...

    def machines_like(self, words: Sequence[str], limit: int) -> tuple[MachineCard, ...]:
        """Return the newest machines of which every word (`folded`) is said: maker, model, serial, donor or place.

        A word of one letter is the grade.
        """
        ...


class Work(Look, Protocol):
    """One short transaction: everything or nothing, with the person and the bench who do it; `events`: so far."""

    now: datetime
    events: list[Recorded]

    def put(self, record: object) -> None:
        """Write a record, new or changed; documents and their files can only be new."""
        ...

    def set_up(self, name: str, site: int, *, sample: bool) -> WorkshopIdentity:
        """Name the workshop, once."""
        ...

    def issue(self, kind: Kind) -> Code:
        """Give a new code of a kind (a machine: of this year), never given before."""
        ...

    def replace_code(self, code: str) -> Code:
        """Give what a code is on a new one of the same kind; the old one still leads to it."""
        ...

    def set_void(self, code: str, *, void: bool) -> None:
        """Say that an issued code is on nothing any more, or is on its object again."""
        ...

    def append(self, subject: str, event: Event) -> Recorded:
        """Write an event at the end of the journal."""
        ...

    def keep(self, kind: str, subject: str, content: Content) -> str:
        """Keep a fact for ever; return its digest. The same fact twice is one."""
        ...

    def next_rank(self, kind: DocumentKind, year: int) -> int:
        """Take the next rank of a kind of document; given back if the transaction fails, so that there is no gap."""
        ...

    def keep_scan(self, scan: Scan) -> int:
        """Write a raw scan and return its number."""
        ...

    def answer_scan(self, number: int, answer: Answer) -> None:
        """Write what was said to a scan."""
        ...

    def settle_scan(self, number: int) -> bool:
        """Write that a refused scan waits no longer; False where it does not wait."""
        ...

    def unsettle_scan(self, number: int) -> None:
        """Let a refused scan wait again."""
        ...


@dataclass(frozen=True, slots=True)
class KeptScan:
    """A raw scan as it stands in the store; `answer` None: the power went before it was answered."""

    number: int
    scan: Scan
    person: str
    bench: str
    answer: Answer | None


class Store(Protocol):
    """The workshop's memory. Nobody outside ever holds a row, a session or a transaction."""

    def looking(self) -> AbstractContextManager[Look]: ...

    def working(self, actor: Actor, *, durable: bool = True) -> AbstractContextManager[Work]:
        """Open a write transaction (immediate); leaving by an exception undoes everything.

        Durable: it survives a power cut as soon as this returns; otherwise it does with the next durable one.
        """
        ...

    def close(self) -> None: ...


Announce = Callable[[tuple[Recorded, ...]], None]
