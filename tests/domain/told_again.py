"""The rule of product.md, told again from the list of events; nothing of the code that computes states is used."""

from __future__ import annotations

from collections.abc import Iterable

from tests.domain.invented import MACHINE, Told
from workshop.domain import events as happened
from workshop.domain.holds import Aside, HoldReason

PASSES = {"ready", "reserved", "packed", "delivered", "rented"}
DATA = {HoldReason.DATA_TO_KEEP, HoldReason.DATA_TO_RETURN}
DELIVERED_OR_RETURNED = (happened.MachineDelivered, happened.MachineReturned)
Policy = tuple[tuple[str, ...], tuple[str, ...]]


def counted(told: list[Told]) -> list[Told]:
    """Leave out what was undone: by an Undone that counts, later, on the same subject."""

    def counts(place: int) -> bool:
        subject, _ = told[place]
        return not any(
            undo_subject == subject and isinstance(undo, happened.Undone) and undo.event == place and counts(later)
            for later, (undo_subject, undo) in enumerate(told)
            if later > place
        )

    return [item for place, item in enumerate(told) if counts(place)]


def held(told: list[Told], subject: str) -> bool:
    """Tell whether a hold was placed and not taken away; a donor's data only goes with the donor's word."""
    for reason in HoldReason:
        is_held = False
        for _, item in (pair for pair in told if pair[0] == subject):
            if isinstance(item, happened.HoldPlaced) and item.reason is reason:
                is_held = True
            if isinstance(item, happened.HoldReleased) and item.reason is reason:
                is_held = is_held and reason in DATA and not item.release.strip()
        if is_held:
            return True
    return False


def aside(told: list[Told]) -> Aside | None:
    where = None
    for _, item in (pair for pair in told if pair[0] == MACHINE):
        if isinstance(item, happened.MachineSetAside):
            where = item.where
        if isinstance(item, happened.MachineBroughtBack):
            where = None
    return where


def in_machine(told: list[Told]) -> set[str]:
    inside = set()
    for subject, item in told:
        if subject == MACHINE and isinstance(item, happened.DriveAttached):
            inside.add(item.drive)
        if subject == MACHINE and isinstance(item, happened.DriveDetached):
            inside.discard(item.drive)
    return inside


def is_away(told: list[Told]) -> bool:
    """Tell whether a machine was delivered and has not come back since."""
    ways = [item for subject, item in told if subject == MACHINE and isinstance(item, DELIVERED_OR_RETURNED)]
    return bool(ways) and isinstance(ways[-1], happened.MachineDelivered)


def somebody_looked(told: list[Told]) -> bool:
    """Tell whether the bays were seen with no drive known, after the last change of drives and the last return."""
    looked = False
    for place, (subject, item) in enumerate(told):
        if subject != MACHINE:
            continue
        came_back = isinstance(item, happened.MachineReturned) and is_away(told[:place])
        if came_back or isinstance(item, happened.DriveAttached):
            looked = False
        if isinstance(item, happened.BaysChecked):
            looked = looked or not in_machine(told[:place])
    return looked


def nobody_knows_them_all(told: list[Told]) -> bool:
    """Tell whether drives are known only from readings that nobody vouches for, and nobody has looked since."""
    own = [item for subject, item in told if subject == MACHINE]
    readings = [item.listed for item in own if isinstance(item, happened.MachineDiagnosed)]
    attached = last(own, happened.DriveAttached)
    return bool(readings) and not any(readings) and last(own, happened.BaysChecked) < attached


def is_a_screen_or_a_dock(told: list[Told]) -> bool:
    kinds = {type(item) for subject, item in told if subject == MACHINE}
    named = {
        item.category for subject, item in told if subject == MACHINE and isinstance(item, happened.MachineReceived)
    }
    return bool(named & {"monitor", "dock"}) and not kinds & {happened.MachineDiagnosed, happened.DriveAttached}


def story(told: list[Told], drive: str) -> list[happened.Event]:
    """Tell a drive's own events, and put in that it was used again where its machine came back or lost it outside."""
    found: list[happened.Event] = []
    inside = out = False
    for subject, item in told:
        if subject == drive:
            found.append(item)
        if subject != MACHINE:
            continue
        if (
            inside
            and out
            and (
                isinstance(item, happened.MachineReturned)
                or (isinstance(item, happened.DriveDetached) and item.drive == drive)
            )
        ):
            found.append(happened.DriveUsedAgain())
        out = isinstance(item, happened.MachineDelivered) or (out and not isinstance(item, happened.MachineReturned))
        if isinstance(item, happened.DriveAttached | happened.DriveDetached) and item.drive == drive:
            inside = isinstance(item, happened.DriveAttached)
    return found


def last(items: list[happened.Event], *kinds: type[happened.Event]) -> int:
    return max((place for place, item in enumerate(items) if isinstance(item, kinds)), default=-1)


def may_pass(items: list[happened.Event], policy: Policy) -> bool:
    """Tell whether a drive with this story may leave: proven and validated, or destroyed, or absent, or as named."""
    accepted, tools = policy
    for item in items:
        if isinstance(item, happened.DestructionAttested):
            return True
        if isinstance(item, happened.DriveLost):
            return False
    start = last(items, happened.WipeStarted, happened.WipeProven, happened.WipeNotProven, happened.DriveUsedAgain)
    begun, after = (items[start], items[start + 1 :]) if start >= 0 else (None, items)
    if isinstance(begun, happened.WipeNotProven):
        return False
    if isinstance(begun, happened.WipeProven):
        judged = {type(item) for item in after}
        approved = happened.WipeValidated in judged and happened.WipeRejected not in judged
        return approved and {reservation.value for reservation in begun.reservations} <= set(accepted)
    word = last(after, happened.WipeDeclared, happened.AbsenceAttested)
    if word < 0:
        return False
    said = after[word]
    if isinstance(said, happened.WipeDeclared):
        return said.tool in tools
    return not isinstance(begun, happened.WipeStarted)


def is_tagged(told: list[Told]) -> bool:
    """Tell whether a machine came with its donor's tag and nobody ever said that it was taken off."""
    own = [item for subject, item in told if subject == MACHINE]
    arrivals = [item for item in own if isinstance(item, happened.MachineReceived)]
    off = any(isinstance(item, happened.TagRemoved) for item in own)
    return bool(arrivals) and bool(arrivals[0].inventory) and not off


def may_be_past_the_gate(told: list[Told]) -> bool:
    """Tell whether the rule allows this machine beyond the gate, under the policy of one of its MachineReady."""
    real = counted(told)
    drives = in_machine(real)
    if held(real, MACHINE) or aside(real) or any(held(real, drive) for drive in drives):
        return False
    if not drives and not somebody_looked(real) and not is_a_screen_or_a_dock(real):
        return False
    if drives and nobody_knows_them_all(real):
        return False
    ready = [item for subject, item in real if subject == MACHINE and isinstance(item, happened.MachineReady)]
    allowed = [item for item in ready if not (item.tags_removed and is_tagged(real))]
    named = [(item.accepted_reservations, item.declared_tools) for item in allowed]
    policies: Iterable[Policy] = named if ready else [((), ())]
    return any(all(may_pass(story(real, drive), policy) for drive in drives) for policy in policies)
