"""A lot against its donor's lists: which machines came, which did not, which were none of it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain import events as happened
from workshop.domain.asset_lists import AssetList, ListedMachine
from workshop.domain.content import from_content
from workshop.domain.journal import counting
from workshop.domain.lots import MachineCard
from workshop.domain.machines import State
from workshop.services.ports import Look

FACT = "asset-list"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A lot against its donor's lists: what did not come, and what came without being listed (without a list: none)."""

    missing: tuple[MachineCard, ...]
    unlisted: tuple[MachineCard, ...]
    listed: bool


def reconciled(look: Look, lot: str) -> Reconciled:
    """Compare a lot with its donor's lists."""
    cards = look.find(MachineCard, lot=lot)
    missing = tuple(card for card in cards if card.state == State.EXPECTED.value)
    listed = has_list(look, lot)
    keys = listed_keys(look, lot) if listed else frozenset()
    came = [card for card in cards if card.state != State.EXPECTED.value] if listed else []
    strangers = [card for card in came if not keys & card_keys(card)]
    unlisted = tuple(card for card in strangers if not was_expected(look, card.code))
    return Reconciled(missing, unlisted, listed)


def has_list(look: Look, lot: str) -> bool:
    """Tell whether the donor of a lot gave a list."""
    return any(isinstance(entry.event, happened.AssetListTaken) for entry in counting(look.history(lot)))


def card_keys(card: MachineCard) -> frozenset[str]:
    """Return what a machine is found by on lists."""
    return ListedMachine(0, card.serial, card.inventory).keys


def listed_keys(look: Look, lot: str) -> frozenset[str]:
    """Return the serials and the tags of everything that was ever listed for a lot."""
    keys: set[str] = set()
    for entry in counting(look.history(lot)):
        if isinstance(entry.event, happened.AssetListTaken):
            content = look.fact(entry.event.assets)
            assets = from_content(AssetList, content) if content else None
            for machine in assets.machines if assets else ():
                keys |= machine.keys
    return frozenset(keys)


def was_expected(look: Look, code: str) -> bool:
    """Tell whether a machine stood on a list before it came."""
    return any(isinstance(entry.event, happened.MachineExpected) for entry in counting(look.history(code)))
