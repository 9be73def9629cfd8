"""What a certificate states of each drive and machine, gathered from the journal, the readings and the kept logs."""

from __future__ import annotations

from workshop.domain import events as happened
from workshop.domain.certificates import (
    WIPED,
    Act,
    BareMachine,
    Deed,
    Destination,
    DriveStatement,
    destination_of,
    maker_in,
    outcome_of,
)
from workshop.domain.diagnosis import Diagnosis
from workshop.domain.drives import Validation
from workshop.domain.entries import Recorded, kind_of
from workshop.domain.journal import undone_events
from workshop.domain.lots import DriveCard, MachineCard, machine_name
from workshop.domain.machines import fold_drive
from workshop.domain.people import Person
from workshop.domain.proofs import Proof
from workshop.services.diagnosis import reading_of, reading_of_drive
from workshop.services.ports import Look
from workshop.services.wiping import conclusion_of

_ACTS = {act.value: act for act in Act}


class Statements:
    """States what is recorded of drives and machines; machines and people are looked up once."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._machines: dict[str, _Host] = {}
        self._people: dict[str, Person | None] = {}

    def drive(self, card: DriveCard) -> DriveStatement:
        """State what became of a drive."""
        history = self._look.history(card.code)
        drive = fold_drive(card.code, history)
        conclusion = conclusion_of(self._look, card)
        outcome, reasons = outcome_of(drive, conclusion)
        proof = conclusion if isinstance(conclusion, Proof) else None
        host = self._host(card.machine)
        read = reading_of_drive(card, host.diagnosis)
        return DriveStatement(
            drive=card.code,
            machine=card.machine,
            machine_name=host.name,
            machine_serial=host.serial,
            model=card.model,
            serial=card.serial,
            size_bytes=card.size_bytes,
            medium=card.medium,
            outcome=outcome,
            validated=drive.validation is Validation.VALIDATED,
            reasons=reasons,
            level=proof.level.value if proof and outcome in WIPED else "",
            reservations=tuple(item.value for item in proof.reservations) if proof else (),
            tool=drive.tool,
            log=conclusion.log if conclusion else None,
            maker=maker_in(card.model),
            firmware=(read.firmware if read else None) or "",
            interface=(read.interface if read else None) or "",
            wwn=card.wwn,
            inventory=host.inventory,
            destination=host.destination,
            log_sha256=card.wipe_log if conclusion else "",
            deeds=self._deeds(history),
        )

    def bare(self, card: MachineCard) -> BareMachine:
        """State that a machine came without any drive, and who looked."""
        history = self._look.history(card.code)
        looked = [deed for deed in self._deeds(history) if deed.act is Act.LOOKED]
        name = machine_name(card.maker, card.model)
        inventory = _inventory(history)
        return BareMachine(card.code, name, card.serial, inventory, card.category, looked[-1] if looked else None)

    def _host(self, machine: str) -> _Host:
        if machine not in self._machines:
            card = self._look.get(MachineCard, machine) if machine else None
            self._machines[machine] = _Host(self._look, card)
        return self._machines[machine]

    def _deeds(self, history: tuple[Recorded, ...]) -> tuple[Deed, ...]:
        """Return what people did since the last wipe was started, or since the drive came again."""
        undone = undone_events(history)
        deeds: list[Deed] = []
        for entry in (entry for entry in history if entry.seq not in undone):
            if isinstance(entry.event, happened.WipeStarted | happened.DriveUsedAgain):
                deeds = []
            act = _ACTS.get(kind_of(type(entry.event)))
            if act:
                deeds.append(self._deed(entry, act))
        return tuple(deeds)

    def _deed(self, entry: Recorded, act: Act) -> Deed:
        if entry.person not in self._people:
            self._people[entry.person] = self._look.get(Person, entry.person) if entry.person else None
        person = self._people[entry.person]
        name, role = (person.name, person.role.value) if person else ("", "")
        note, file = _with_it(entry.event)
        return Deed(act, name, role, entry.bench, entry.at, note, file)


class _Host:
    """The machine that a drive is in, or none."""

    def __init__(self, look: Look, card: MachineCard | None) -> None:
        self.name = machine_name(card.maker, card.model) if card else ""
        self.serial = card.serial if card else ""
        self.inventory = _inventory(look.history(card.code)) if card else ""
        self.destination = destination_of(card.state) if card else Destination.UNDECIDED
        self.diagnosis: Diagnosis | None = reading_of(look, card) if card else None


def _inventory(history: tuple[Recorded, ...]) -> str:
    tags = [entry.event.inventory for entry in history if isinstance(entry.event, happened.MachineReceived)]
    return next((tag for tag in reversed(tags) if tag), "")


def _with_it(event: happened.Event) -> tuple[str, str]:
    """Return the note and the digest of the file that came with an act."""
    match event:
        case happened.DestructionAttested(photo, note) | happened.AbsenceAttested(photo, note):
            return note, photo
        case happened.WipeDeclared(report=report):
            return "", report
        case happened.WipeRejected(note) | happened.DriveLost(note):
            return note, ""
        case happened.BaysChecked(photo):
            return "", photo
        case _:
            return "", ""
