"""What happened in the workshop: append-only, each with a person, a bench and a time, chained by hashes.

An event's `kind` and the names of its fields are stored for ever: never renamed, only added to, with defaults.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workshop.domain.accessory_events import AccessoryRegistered as AccessoryRegistered  # noqa: PLC0414
from workshop.domain.asset_list_events import AssetListTaken as AssetListTaken  # noqa: PLC0414
from workshop.domain.asset_list_events import TagRemoved as TagRemoved  # noqa: PLC0414
from workshop.domain.contract_events import ContractAdopted as ContractAdopted  # noqa: PLC0414
from workshop.domain.event import Event as Event  # noqa: PLC0414 — every kind is found here
from workshop.domain.grading_events import DestinationChosen as DestinationChosen  # noqa: PLC0414
from workshop.domain.grading_events import MachineGraded as MachineGraded  # noqa: PLC0414
from workshop.domain.holds import Aside, HoldReason
from workshop.domain.impact_events import MachineWeighed as MachineWeighed  # noqa: PLC0414
from workshop.domain.impact_events import MeterRead as MeterRead  # noqa: PLC0414
from workshop.domain.impact_events import PartFitted as PartFitted  # noqa: PLC0414
from workshop.domain.inspection_events import FunctionTested as FunctionTested  # noqa: PLC0414
from workshop.domain.inspection_events import PhotoTaken as PhotoTaken  # noqa: PLC0414
from workshop.domain.inspection_events import SystemInstalled as SystemInstalled  # noqa: PLC0414
from workshop.domain.inspection_events import SystemWanted as SystemWanted  # noqa: PLC0414
from workshop.domain.label_events import IdentityReplaced as IdentityReplaced  # noqa: PLC0414
from workshop.domain.label_events import LabelPrinted as LabelPrinted  # noqa: PLC0414
from workshop.domain.layout_events import LayoutChanged as LayoutChanged  # noqa: PLC0414
from workshop.domain.looks_events import KeyboardSeen as KeyboardSeen  # noqa: PLC0414
from workshop.domain.looks_events import LocksSeen as LocksSeen  # noqa: PLC0414
from workshop.domain.looks_events import LooksChecked as LooksChecked  # noqa: PLC0414
from workshop.domain.looks_events import MarkGone as MarkGone  # noqa: PLC0414
from workshop.domain.looks_events import MarkSeen as MarkSeen  # noqa: PLC0414
from workshop.domain.looks_events import SecondInspected as SecondInspected  # noqa: PLC0414
from workshop.domain.order_events import BoxOpened as BoxOpened  # noqa: PLC0414
from workshop.domain.order_events import OrderOpened as OrderOpened  # noqa: PLC0414
from workshop.domain.proofs import Doubt, Reservation
from workshop.domain.report_events import ReportAttached as ReportAttached  # noqa: PLC0414
from workshop.domain.report_events import ReportDismissed as ReportDismissed  # noqa: PLC0414
from workshop.domain.report_events import StickForgotten as StickForgotten  # noqa: PLC0414
from workshop.domain.report_events import StickPrepared as StickPrepared  # noqa: PLC0414
from workshop.domain.storage_events import MachineMissed as MachineMissed  # noqa: PLC0414
from workshop.domain.storage_events import MachineStored as MachineStored  # noqa: PLC0414
from workshop.domain.storage_events import PlaceMade as PlaceMade  # noqa: PLC0414
from workshop.domain.storage_events import StockCounted as StockCounted  # noqa: PLC0414


@dataclass(frozen=True, slots=True)
class LotOpened(Event):
    """A donor's machines are expected; `expected` 0 means that nobody counted them."""

    donor: str
    expected: int = 0
    slip: str = ""


@dataclass(frozen=True, slots=True)
class LotClosed(Event):
    """Every machine of the lot has been received, or the gap is known."""

    received: int
    missing: int = 0
    unlisted: int = 0


@dataclass(frozen=True, slots=True)
class MachineExpected(Event):
    """A machine stands on the donor's list and has not been seen."""

    lot: str
    maker: str = ""
    model: str = ""
    serial: str = ""
    inventory: str = ""
    category: str = "unknown"


@dataclass(frozen=True, slots=True)
class MachineReceived(Event):
    """A machine is in the workshop; `serial` is what was scanned on it, `inventory` the donor's or buyer's own tag."""

    lot: str
    category: str = "unknown"
    maker: str = ""
    model: str = ""
    serial: str = ""
    charger: bool | None = None
    inventory: str = ""


@dataclass(frozen=True, slots=True)
class ChargerSeen(Event):
    """The machine came with its charger, without it, or needs none (None)."""

    charger: bool | None


@dataclass(frozen=True, slots=True)
class MachineDiagnosed(Event):
    """A reading was attached, by its digest; `waited`: before its machine. `listed`: all drives, by whom we trust."""

    reading: str
    category: str = "unknown"
    maker: str = ""
    model: str = ""
    waited: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True)
class MachineTriaged(Event):
    """Somebody looked and sent the machine on."""


@dataclass(frozen=True, slots=True)
class MachineSetAside(Event):
    """The machine leaves the chain."""

    where: Aside
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MachineBroughtBack(Event):
    """The machine is back in the chain."""


@dataclass(frozen=True, slots=True)
class HoldPlaced(Event):
    """The machine (or the lot) must not move; data to keep also forbids wiping."""

    reason: HoldReason


@dataclass(frozen=True, slots=True)
class HoldReleased(Event):
    """The reason is gone; of kept data, `release` says on whose word (`Consent`), `reference` names the letter."""

    reason: HoldReason
    release: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class DriveAttached(Event):
    """A drive was found in the machine or put into it: the machine starts again."""

    drive: str


@dataclass(frozen=True, slots=True)
class DriveDetached(Event):
    """A drive left the machine: the machine starts again, the drive goes on alone."""

    drive: str


@dataclass(frozen=True, slots=True)
class BaysChecked(Event):
    """A person looked into the machine and found no drive but those that are known."""

    photo: str = ""


@dataclass(frozen=True, slots=True)
class MachineInspected(Event):
    """Functions and looks were tested; `inspection` is the digest of the results."""

    inspection: str
    passed: bool


@dataclass(frozen=True, slots=True)
class MachineReady(Event):
    """The machine may be promised; what the contract lets pass is kept with it."""

    accepted_reservations: tuple[str, ...] = ()
    declared_tools: tuple[str, ...] = ()
    tags_removed: bool = False


@dataclass(frozen=True, slots=True)
class MachineReserved(Event):
    """The machine is promised to one recipient of an order."""

    order: str
    recipient: int


@dataclass(frozen=True, slots=True)
class MachineUnreserved(Event):
    """The promise is taken back."""


@dataclass(frozen=True, slots=True)
class MachinePacked(Event):
    """The machine lies in a box."""

    box: str


@dataclass(frozen=True, slots=True)
class MachineDelivered(Event):
    """The machine stands on an issued manifest."""

    manifest: str


@dataclass(frozen=True, slots=True)
class MachineRented(Event):
    """The delivered machine is lent to a person."""


@dataclass(frozen=True, slots=True)
class MachineReturned(Event):
    """The machine came back: its drives have been used again."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class DriveRegistered(Event):
    """A drive got its own record."""

    model: str = ""
    serial: str = ""
    size_bytes: int = 0
    medium: str = "unknown"


@dataclass(frozen=True, slots=True)
class DriveReceived(Event):
    """A loose drive came with a lot; `place` is where it was plugged in when it was scanned."""

    lot: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class WipesAuthorised(Event):
    """A manager allows every drive of a lot to be wiped without a second scan."""


@dataclass(frozen=True, slots=True)
class WipesForbidden(Event):
    """The permission for the whole lot is taken back."""


@dataclass(frozen=True, slots=True)
class WipeStarted(Event):
    """A wipe began: whatever was proven before is no longer. `wipe` is the id of its log.

    `confirmed` is the code that a person scanned to start it; empty: a manager had authorised the lot.
    """

    method: str
    wipe: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class WipeProven(Event):
    """A wipe log (by digest) proves that the data is gone."""

    log: str
    reservations: tuple[Reservation, ...] = ()


@dataclass(frozen=True, slots=True)
class WipeNotProven(Event):
    """A wipe log (by digest) proves nothing, and why."""

    log: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class WipeDeclared(Event):
    """Another tool says that it wiped the drive; we saw only its report."""

    tool: str
    report: str = ""


@dataclass(frozen=True, slots=True)
class WipeValidated(Event):
    """A person approves the proof."""


@dataclass(frozen=True, slots=True)
class WipeRejected(Event):
    """A person does not accept the proof."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class DestructionAttested(Event):
    """A person saw the drive destroyed; `photo` is the digest of a kept file."""

    photo: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceAttested(Event):
    """A person says that this drive is not there."""

    photo: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DriveLost(Event):
    """Nobody knows where the drive is: an incident."""

    incident: str = ""


@dataclass(frozen=True, slots=True)
class DriveUsedAgain(Event):
    """The drive left the workshop and came back: it may hold data again."""


@dataclass(frozen=True, slots=True)
class DocumentIssued(Event):
    """A document got its number; `content` is the digest of what it says. `by_itself`: with something else."""

    number: str
    content: str
    about: str = ""
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class ScanSettled(Event):
    """A person looked at a refused scan, by its number: nothing of it is left to do. The subject is the workshop."""

    scan: int


@dataclass(frozen=True, slots=True)
class Undone(Event):
    """The event with that sequence number never counted."""

    event: int


@dataclass(frozen=True, slots=True)
class SealMade(Event):
    """A seal came to this bench: made here, brought, or found beside the data. The subject is the workshop."""

    fingerprint: str
    name: str
    valid_from: datetime
    valid_until: datetime
    origin: str = "made"


@dataclass(frozen=True, slots=True)
class SealSaved(Event):
    """A copy of a seal's key left the bench, under a password."""

    fingerprint: str


@dataclass(frozen=True, slots=True)
class SealRenewed(Event):
    """Another seal stands in a seal's place; what it sealed before stays good."""

    fingerprint: str
    by: str


@dataclass(frozen=True, slots=True)
class SealReplaced(Event):
    """A seal is revoked; `by` empty: another stood in its place already."""

    fingerprint: str
    reason: str
    by: str = ""
