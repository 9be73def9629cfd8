"""Accessories: chargers and the like that get a code of their own."""

from __future__ import annotations

from workshop.domain import events as happened
from workshop.domain.accessories import LONGEST_NAME, Accessory, AccessoryKind
from workshop.domain.codes import Kind
from workshop.domain.people import Actor
from workshop.services.machines import card_of
from workshop.services.ports import Store


class Accessories:
    """Registers accessories and says what goes with a machine."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def register(self, actor: Actor, what: AccessoryKind, name: str = "", machine: str = "") -> Accessory:
        """Give an accessory a code; `machine`: what it goes with. Raises UnknownCodeError where there is none."""
        with self._store.working(actor) as work:
            if machine:
                card_of(work, machine)
            plain = " ".join(name.split())[:LONGEST_NAME]
            accessory = Accessory(work.issue(Kind.ACCESSORY).text, what, plain, machine)
            work.append(accessory.code, happened.AccessoryRegistered(what.value, plain, machine))
            work.put(accessory)
        return accessory

    def of(self, machine: str) -> tuple[Accessory, ...]:
        """Return what goes with a machine."""
        with self._store.looking() as look:
            return look.find(Accessory, machine=machine)
