"""The bench card: what a command means where it is scanned, or that it means nothing there.

A command only moves and answers, as keys do; the screen does it, after the scan is written. Nothing that cannot be
undone comes from the card alone: EFFACER only shows, and waits for the device's own label.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workshop.domain.codes import Code, Command, Kind, command_of
from workshop.domain.lots import DriveCard, MachineCard, machine_name, serial_key
from workshop.domain.machines import State
from workshop.domain.scanning import Answer, CodeScan, Said, SerialScan, Signal, TypedScan, meaning
from workshop.services.ports import Look

if TYPE_CHECKING:
    from workshop.services.scanning import Place

MOVES: Mapping[Command, str] = {
    Command.INTAKE: "intake",
    Command.BENCH: "bench",
    Command.STORE: "storage",
    Command.DELIVER: "delivery",
    Command.RETURN: "returns",
}
EVERYWHERE = frozenset({Command.HELP, Command.LABEL})
HAVE_LABELS = frozenset(
    {Kind.MACHINE, Kind.DRIVE, Kind.ACCESSORY, Kind.PLACE, Kind.LOT, Kind.BOX, Kind.ORDER, Kind.BADGE}
)


def name_of(command: Command) -> str:
    """Return how a command is called in answers: « to-repair »."""
    return command.name.lower().replace("_", "-")


def command_named(name: str) -> Command | None:
    """Return the command of an answer; None where there is none, or a newer Établi's."""
    return Command.__members__.get(name.upper().replace("-", "_"))


def commanded(look: Look, code: Code, place: Place) -> Answer:
    """Answer a command: what it is about, and that the screen does it; or that it makes no sense there."""
    command = command_of(code)
    if command is None:
        return Answer(Signal.REFUSED, Said.UNKNOWN_CODE, code.text, {"text": code.text})
    if command is Command.WIPE:
        return _shows_what_to_wipe(look, place)
    facts = {"command": name_of(command), "screen": place.screen}
    if command in place.offers:
        return Answer(Signal.ACCEPTED, Said.COMMANDED, place.about, facts)
    return Answer(Signal.REFUSED, Said.COMMAND_MEANINGLESS, code.text, facts)


def labelled(look: Look, text: str) -> Answer | None:
    """Say of what a label is made, after « étiquette »; None where a scan names nothing that has one."""
    code = _named(look, text)
    if code is None or code.kind not in HAVE_LABELS:
        return None
    subject = look.subject_of(code)
    if subject is None or look.is_void(code):
        return None
    card = look.get(MachineCard, subject) if code.kind is Kind.MACHINE else None
    if card is not None and card.state == State.EXPECTED.value:
        return None
    drive = look.get(DriveCard, subject) if code.kind is Kind.DRIVE else None
    name = machine_name(card.maker, card.model) if card else drive.model if drive else ""
    return Answer(Signal.ACCEPTED, Said.TO_PRINT, subject, {"name": name})


def _named(look: Look, text: str) -> Code | None:
    match meaning(text):
        case CodeScan(code):
            return code
        case TypedScan(digits):
            codes = look.codes_ending(digits)
            return codes[0] if len(codes) == 1 else None
        case SerialScan(serial):
            known = look.find(MachineCard, serial_key=serial_key(serial))
            return Code(known[0].code) if len(known) == 1 else None
        case _:
            return None


def _shows_what_to_wipe(look: Look, place: Place) -> Answer:
    """Open Effacer, for the machine that is shown at the Poste: what is there is read, nothing starts."""
    card = look.get(MachineCard, place.subject) if place.screen == "bench" and place.subject else None
    if card is None:
        return Answer(Signal.ACCEPTED, Said.WIPE_CHOSEN)
    facts = {"name": machine_name(card.maker, card.model), "serial": card.serial, "state": card.state}
    return Answer(Signal.ACCEPTED, Said.WIPE_CHOSEN, card.code, facts | {"received_at": card.received_at})
