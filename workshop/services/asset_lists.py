"""Donors' lists: the machines that are to come with a lot, and at its end which came and which did not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workshop.domain import events as happened
from workshop.domain.asset_lists import AssetList, Field, ListedMachine, NoList, Odd, Remark, lines_of
from workshop.domain.codes import Kind
from workshop.domain.content import to_content
from workshop.domain.errors import RefusedError
from workshop.domain.lots import Lot, MachineCard, serial_key
from workshop.domain.machines import State
from workshop.domain.people import Actor
from workshop.services.lots import expected_in, lot_of
from workshop.services.ports import Store, Work
from workshop.services.reconciling import FACT, Reconciled, card_keys, listed_keys, reconciled, was_expected

LOT_CLOSED = "lot-closed"
LONGEST_FILE_NAME = 80
_GONE = frozenset({State.DELIVERED.value, State.RENTED.value, State.RECYCLED.value})

Read = Callable[[bytes, Mapping[Field, str]], AssetList | NoList]


@dataclass(frozen=True, slots=True)
class ListTaken:
    """What became of a list: machines that are expected from now on, those known before, what is to be told."""

    lot: Lot
    added: tuple[MachineCard, ...]
    known: int  # on a list already
    here: int  # they had come before their list
    remarks: tuple[Remark, ...]

    @property
    def dropped(self) -> int:
        """For how many lines no machine is expected."""
        return lines_of(self.remarks)


class AssetLists:
    """Reads lists, takes them into a lot, and compares."""

    def __init__(self, store: Store, read: Read) -> None:
        self._store = store
        self._read = read

    def read(self, content: bytes, columns: Mapping[Field, str] | None = None) -> AssetList | NoList:
        """Understand a file; nothing is written. `columns` names columns that no table of names knows."""
        return self._read(content, columns or {})

    def take(self, actor: Actor, lot: str, name: str, assets: AssetList) -> ListTaken:
        """Expect the machines of a list in a lot, each once, however often it is listed; all in one gesture."""
        with self._store.working(actor) as work:
            record = lot_of(work, lot)
            if not record.open:
                raise RefusedError(lot, (LOT_CLOSED,))
            return _Taking(work, record, name, assets).result()

    def reconciled(self, lot: str) -> Reconciled:
        """Compare a lot with its donor's lists; raises UnknownCodeError."""
        with self._store.looking() as look:
            return reconciled(look, lot_of(look, lot).code)


class _Taking:
    """One list on its way into one lot."""

    def __init__(self, work: Work, lot: Lot, name: str, assets: AssetList) -> None:
        self._work, self._lot, self._name, self._assets = work, lot, name[:LONGEST_FILE_NAME], assets
        self._there: dict[str, MachineCard] = {}
        for card in work.find(MachineCard, lot=lot.code):
            self._there |= dict.fromkeys(card_keys(card), card)
        self._before = listed_keys(work, lot.code)
        self._remarks = list(assets.remarks)

    def result(self) -> ListTaken:
        found = [(machine, self._found(machine)) for machine in self._assets.machines]
        new = [machine for machine, card in found if card is None]
        came = [(machine, card) for machine, card in found if card and card.state != State.EXPECTED.value]
        fresh = len(new) + sum(not machine.keys & self._before and not self._listed(card) for machine, card in came)
        added = self._written(new, fresh) if fresh else ()
        waits = len(found) - len(new) - len(came)
        lot = self._work.get(Lot, self._lot.code) or self._lot
        remarks = tuple(sorted(self._remarks, key=lambda remark: remark.line))
        return ListTaken(lot, added, waits, len(came), remarks)

    def _found(self, machine: ListedMachine) -> MachineCard | None:
        """Return the machine of the lot that a line is about: by its serial, else by its tag."""
        return next((self._there[key] for key in sorted(machine.keys, reverse=True) if key in self._there), None)

    def _listed(self, card: MachineCard) -> bool:
        return was_expected(self._work, card.code)

    def _written(self, new: list[ListedMachine], fresh: int) -> tuple[MachineCard, ...]:
        content: Any = to_content(self._assets)
        digest = self._work.keep(FACT, self._lot.code, content)
        self._work.append(self._lot.code, happened.AssetListTaken(digest, self._name, fresh))
        added = tuple(self._expected(machine) for machine in new)
        self._work.put(replace(self._lot, expected=expected_in(self._work, self._lot.code)))
        return added

    def _expected(self, machine: ListedMachine) -> MachineCard:
        if machine.serial and self._is_elsewhere(machine):
            self._remarks.append(Remark(machine.line, Odd.ELSEWHERE, machine.serial))
        return expect_in(self._work, self._lot.code, machine)

    def _is_elsewhere(self, machine: ListedMachine) -> bool:
        known = self._work.find(MachineCard, serial_key=serial_key(machine.serial))
        return any(card.lot not in ("", self._lot.code) and card.state not in _GONE for card in known)


def expect_in(work: Work, lot: str, machine: ListedMachine) -> MachineCard:
    """Write down that a machine is to come with a lot; it gets its code now."""
    code = work.issue(Kind.MACHINE).text
    card = MachineCard(
        code,
        lot,
        State.EXPECTED.value,
        category=machine.category,
        maker=machine.maker,
        model=machine.model,
        serial=machine.serial,
        serial_key=serial_key(machine.serial),
        inventory=machine.inventory,
        inventory_key=serial_key(machine.inventory),
    )
    work.put(card)
    event = happened.MachineExpected(
        lot, machine.maker, machine.model, machine.serial, machine.inventory, machine.category
    )
    work.append(code, event)
    return card
