"""Gestures: what a person did at once, and whether it can be taken back.

All events of one transaction have one person, one bench and one moment, and follow one another in the journal; the
store gives no two transactions the same moment (tests/adapters/store). What follows an arrival by itself (its first
label, the reading that had waited for it) belongs to the arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from workshop.domain import events as happened
from workshop.domain.entries import Recorded
from workshop.domain.holds import KEEPS_DATA
from workshop.domain.journal import undone_events


class Lasting(StrEnum):
    """Why what happened cannot be taken back; the fronts say what to do instead."""

    WIPE_STARTED = "wipe-started"
    MEASURED = "measured"
    JUDGED = "judged"
    ISSUED = "issued"
    DELIVERED = "delivered"
    DONORS_DATA = "donors-data"
    AUTHORISED = "authorised"
    SEAL = "seal"
    STICK = "stick"
    AN_UNDO = "an-undo"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class Gesture:
    """What was done at once, oldest event first; `undone` where it no longer counts."""

    entries: tuple[Recorded, ...]
    undone: bool = False

    @property
    def seq(self) -> int:
        return self.entries[0].seq

    @property
    def lead(self) -> Recorded:
        """The event that the gesture is called by: the first that is no mere detail of another."""
        return next((entry for entry in self.entries if not isinstance(entry.event, DETAILS)), self.entries[0])

    @property
    def is_an_undo(self) -> bool:
        return any(isinstance(entry.event, happened.Undone) for entry in self.entries)

    @property
    def by_itself(self) -> bool:
        """Whether nobody did it by hand: a wipe ended, a report came in."""
        return _is_by_itself(self.lead.event)

    @property
    def lasting(self) -> Lasting | None:
        """Why it can never be taken back; None: it can, unless something came of it since."""
        arrives = any(isinstance(entry.event, ARRIVALS) for entry in self.entries)
        found = (lasting(entry.event, arrives=arrives) for entry in self.entries)
        return next((why for why in found if why), None)


UNDOABLE: frozenset[type[happened.Event]] = frozenset(
    {
        happened.LotOpened,
        happened.LotClosed,
        happened.MachineExpected,
        happened.AssetListTaken,
        happened.TagRemoved,
        happened.MachineReceived,
        happened.ChargerSeen,
        happened.MachineDiagnosed,
        happened.MachineTriaged,
        happened.MachineSetAside,
        happened.MachineBroughtBack,
        happened.HoldPlaced,
        happened.HoldReleased,
        happened.DriveAttached,
        happened.DriveDetached,
        happened.BaysChecked,
        happened.SystemWanted,
        happened.SystemInstalled,
        happened.FunctionTested,
        happened.MachineInspected,
        happened.MarkSeen,
        happened.MarkGone,
        happened.LooksChecked,
        happened.KeyboardSeen,
        happened.LocksSeen,
        happened.PhotoTaken,
        happened.MachineGraded,
        happened.DestinationChosen,
        happened.MachineReady,
        happened.MachineReserved,
        happened.MachineUnreserved,
        happened.MachinePacked,
        happened.MachineRented,
        happened.MachineReturned,
        happened.LabelPrinted,
        happened.DriveRegistered,
        happened.DriveReceived,
        happened.DriveUsedAgain,
        happened.WipesAuthorised,
        happened.WipeDeclared,
        happened.DestructionAttested,
        happened.AbsenceAttested,
        happened.DriveLost,
        happened.OrderOpened,
        happened.BoxOpened,
        happened.ScanSettled,
        happened.ReportAttached,
        happened.ReportDismissed,
        happened.PlaceMade,
        happened.MachineStored,
        happened.MachineMissed,
        happened.StockCounted,
        happened.MachineWeighed,
        happened.PartFitted,
        happened.MeterRead,
    }
)
LASTING: dict[type[happened.Event], Lasting] = {
    happened.WipeStarted: Lasting.WIPE_STARTED,
    happened.WipeProven: Lasting.MEASURED,
    happened.WipeNotProven: Lasting.MEASURED,
    happened.WipeValidated: Lasting.JUDGED,
    happened.WipeRejected: Lasting.JUDGED,
    happened.DocumentIssued: Lasting.ISSUED,
    happened.IdentityReplaced: Lasting.STANDS,
    happened.AccessoryRegistered: Lasting.STANDS,
    happened.LayoutChanged: Lasting.STANDS,
    happened.ContractAdopted: Lasting.STANDS,
    happened.SecondInspected: Lasting.STANDS,
    happened.MachineDelivered: Lasting.DELIVERED,
    happened.WipesForbidden: Lasting.AUTHORISED,
    happened.SealMade: Lasting.SEAL,
    happened.SealSaved: Lasting.SEAL,
    happened.SealRenewed: Lasting.SEAL,
    happened.SealReplaced: Lasting.SEAL,
    happened.StickPrepared: Lasting.STICK,
    happened.StickForgotten: Lasting.STICK,
    happened.Undone: Lasting.AN_UNDO,
}
ARRIVALS = (happened.MachineReceived, happened.MachineExpected, happened.DriveReceived)
BIRTHS = (  # what gave an object its code
    *ARRIVALS,
    happened.LotOpened,
    happened.OrderOpened,
    happened.BoxOpened,
    happened.PlaceMade,
    happened.DriveRegistered,
)
DETAILS = (  # written with something else that says more
    happened.DriveRegistered,
    happened.DriveUsedAgain,
    happened.MachineReady,
    happened.MachineReserved,
    happened.BoxOpened,
    happened.LabelPrinted,
    happened.MachineMissed,
)
_FIRST_COPY = 1


def lasting(event: happened.Event, *, arrives: bool = False) -> Lasting | None:
    """Say why one event can never be taken back; None: it can.

    A hold on a donor's data goes with the donor's word only, not with a slip's repair; unless (`arrives`) the machine
    itself never came.
    """
    if isinstance(event, happened.HoldPlaced) and event.reason in KEEPS_DATA and not arrives:
        return Lasting.DONORS_DATA
    return None if type(event) in UNDOABLE else LASTING.get(type(event), Lasting.STANDS)


def gestures(entries: Iterable[Recorded]) -> tuple[Gesture, ...]:
    """Part a run of the journal, in order, into gestures, oldest first; undos are gestures too."""
    journal = tuple(entries)
    undone = undone_events(journal)
    whole: list[list[Recorded]] = []
    arrived: dict[tuple[str, str, str], list[Recorded]] = {}  # subject, person, bench
    for _key, group in groupby(journal, key=lambda entry: (entry.person, entry.bench, entry.at)):
        together = list(group)
        first = arrived.get(_place(together[0])) if _follows(together) else None
        if first is not None:
            first += together
            continue
        whole.append(together)
        arrived |= {_place(entry): together for entry in together if isinstance(entry.event, ARRIVALS)}
    return tuple(Gesture(tuple(group), group[0].seq in undone) for group in whole)


def _place(entry: Recorded) -> tuple[str, str, str]:
    return (entry.subject, entry.person, entry.bench)


def _follows(together: Sequence[Recorded]) -> bool:
    """Tell whether a transaction only did what an arrival brings with it."""
    first = together[0]
    if isinstance(first.event, happened.LabelPrinted):
        return len(together) == 1 and first.event.copy == _FIRST_COPY
    return isinstance(first.event, happened.MachineDiagnosed) and first.event.waited


def _is_by_itself(event: happened.Event) -> bool:
    match event:
        case happened.MachineDiagnosed(waited=waited):
            return waited
        case happened.ReportAttached(chosen=chosen):
            return not chosen
        case happened.DriveAttached() | happened.DriveDetached():
            return True  # only ever with what was read, or with a loose drive that came again
        case happened.WipeProven() | happened.WipeNotProven():
            return True
        case happened.LabelPrinted(by_itself=by_itself):
            return by_itself
        case happened.DocumentIssued(by_itself=by_itself):
            return by_itself
        case _:
            return False
