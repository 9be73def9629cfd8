"""Issued documents as flat rows: number, what each is about, who issued it, what replaced it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workshop.domain.content import read_time
from workshop.domain.documents import Document, DocumentKind
from workshop.domain.lots import DriveCard, Lot, MachineCard, drive_size, machine_name
from workshop.domain.orders import Order, Recipient
from workshop.domain.people import Person
from workshop.services.ports import Look
from workshop.services.wipe_plans import lot_of_drive


class AboutKind(StrEnum):
    """What a paper is about."""

    LOT = "lot"
    MACHINE = "machine"
    DRIVE = "drive"
    ORDER = "order"
    NOTHING = "nothing"  # what it was about is not known here


@dataclass(frozen=True, slots=True)
class About:
    """What a paper is about: its code, its name, and whose it is (the donor, or the buyer of an order)."""

    code: str
    kind: AboutKind
    name: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One issued document; `replaces` and `replaced_by` are numbers, empty where there is none."""

    code: str
    number: str
    kind: DocumentKind
    about: About
    issued_at: datetime
    person: str
    replaces: str
    replaced_by: str


class PaperRows:
    """Turns documents into rows within one moment; people, lots and what papers are about are looked up once."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._abouts: dict[str, About] = {}
        self._people: dict[str, str] = {}

    def row(self, document: Document) -> PaperRow:
        return PaperRow(
            document.code,
            document.number,
            DocumentKind(document.kind),
            self.about(document.about),
            read_time(document.issued_at),
            self._person(document.person),
            document.replaces,
            self._replaced_by(document),
        )

    def about(self, code: str) -> About:
        """Say what stands under a code: a lot, a machine, a drive, an order or one of its recipients."""
        if code not in self._abouts:
            self._abouts[code] = about(self._look, code)
        return self._abouts[code]

    def _person(self, code: str) -> str:
        if code not in self._people:
            person = self._look.get(Person, code) if code else None
            self._people[code] = person.name if person else ""
        return self._people[code]

    def _replaced_by(self, document: Document) -> str:
        others = self._look.find(Document, about=document.about)
        return next((other.number for other in others if other.replaces == document.number), "")


def about(look: Look, code: str) -> About:
    """Say what stands under a code."""
    lot = look.get(Lot, code)
    if lot:
        return About(code, AboutKind.LOT, lot.donor, lot.donor)
    machine = look.get(MachineCard, code)
    if machine:
        name = machine_name(machine.maker, machine.model)
        return About(code, AboutKind.MACHINE, name, _donor(look, machine.lot))
    drive = look.get(DriveCard, code)
    if drive:
        name = " ".join(part for part in (drive.model, drive_size(drive)) if part)
        return About(code, AboutKind.DRIVE, name, _donor(look, lot_of_drive(look, drive)))
    recipient = look.get(Recipient, code)
    order = look.get(Order, recipient.order_code if recipient else code)
    if order:
        return About(order.code, AboutKind.ORDER, recipient.name if recipient else order.reference, order.buyer)
    return About(code, AboutKind.NOTHING)


def _donor(look: Look, lot: str) -> str:
    found = look.get(Lot, lot) if lot else None
    return found.donor if found else ""
