"""A few records to write."""

from __future__ import annotations

from workshop.domain.codes import Kind
from workshop.domain.lots import Lot, MachineCard
from workshop.services.ports import Work


def a_lot(work: Work, donor: str = "Mairie d’Exemple") -> Lot:
    """Put a lot."""
    lot = Lot(work.issue(Kind.LOT).text, donor)
    work.put(lot)
    return lot


def a_machine(work: Work, lot: Lot, serial: str = "", state: str = "received") -> MachineCard:
    """Put a machine of a lot."""
    machine = MachineCard(work.issue(Kind.MACHINE).text, lot.code, state, serial=serial, serial_key=serial)
    work.put(machine)
    return machine
