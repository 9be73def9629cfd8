"""What the donor's list means for a scan at Entrée: a tag receives its machine as a serial does, a stranger is told."""

from __future__ import annotations

from dataclasses import replace

from workshop.domain import events as happened
from workshop.domain.decoding import decodings
from workshop.domain.lots import Lot, MachineCard, serial_key
from workshop.domain.machines import State
from workshop.domain.scanning import Asks, CodeScan, NoScan, Scan, Signal, TypedScan, meaning, number_asked
from workshop.services.lots import arrivals
from workshop.services.machines import receive_in
from workshop.services.ports import Look, Work
from workshop.services.reconciling import has_list

UNLISTED = "unlisted"  # a fact of an answer: the donor's list does not know it


def vouched(look: Look, scan: Scan, lot: str) -> Scan:
    """Return what a reader meant whose layout is not known, where one way to read it is a machine of the lot.

    The donor's list is the second witness; where it knows several of the ways, none is believed.
    """
    if not lot or not scan.doubtful:
        return scan
    found: dict[str, str] = {}
    for decoded in decodings(scan.text):
        key = serial_key(decoded.text)
        known = look.find(MachineCard, limit=1, lot=lot, serial_key=key) if key else ()
        known = known or (look.find(MachineCard, limit=1, lot=lot, inventory_key=key) if key else ())
        if known:
            found[known[0].code] = decoded.text
    return replace(scan, text=next(iter(found.values())), doubtful=False) if len(found) == 1 else scan


def by_tag(look: Look, scan: Scan, lot: str, asks: Asks | None) -> MachineCard | None:
    """Return the machine of an open lot whose inventory tag was scanned; None: it is no tag of this lot.

    Our own codes come first, and so do serials. Where a form asks for a serial, no tag is looked for; where a tag is
    asked for, one whose machine has no serial on the list only fills it: the serial comes next.
    """
    tag = number_asked(scan.text, Asks.INVENTORY)
    if not lot or isinstance(tag, NoScan) or asks not in (None, Asks.INVENTORY) or _is_ours(look, scan):
        return None
    there, key = look.get(Lot, lot), serial_key(tag)
    found = look.find(MachineCard, lot=lot, inventory_key=key) if there and there.open else ()
    if not found or look.find(MachineCard, limit=1, lot=lot, serial_key=key):
        return None
    card = next((one for one in found if one.state == State.EXPECTED.value), found[0])
    if asks is Asks.INVENTORY and card.state == State.EXPECTED.value and not card.serial:
        return None
    return card


def _is_ours(look: Look, scan: Scan) -> bool:
    match meaning(scan.text):
        case CodeScan(code):
            return look.subject_of(code) is not None
        case TypedScan(digits):
            return scan.typed and bool(look.codes_ending(digits))
        case _:
            return False


def of_tag(look: Look, lot: str, tag: str) -> MachineCard | None:
    """Return the machine that is awaited under a tag alone: its serial is only known now."""
    key = serial_key(tag)
    found = look.find(MachineCard, lot=lot, inventory_key=key, state=State.EXPECTED.value) if key else ()
    return next((card for card in found if not card.serial), None)


def receive(
    work: Work, lot: Lot, received: happened.MachineReceived, awaited: MachineCard | None
) -> tuple[MachineCard, Signal, dict[str, str]]:
    """Receive a machine; return with it what is to be signalled: a lot is whole when nothing of it is missing."""
    stranger = awaited is None and has_list(work, lot.code)
    card = receive_in(work, received, awaited)
    missing = arrivals(work, lot).missing
    last = bool(lot.expected) and not missing and (card.number == lot.expected or awaited is not None)
    told = {UNLISTED: "1"} if stranger else {}
    told |= {"inventory": card.inventory} if card.inventory and not card.serial else {}
    return card, Signal.FINISHED if last else Signal.ACCEPTED, told
