"""The contract in force: the last one that a manager adopted, for every bench of the workshop, or the shipped one."""

from __future__ import annotations

import time
from collections.abc import Callable

from workshop.domain import events as happened
from workshop.domain.contracts import Contract
from workshop.domain.errors import RulesError
from workshop.domain.journal import counting
from workshop.domain.people import Actor
from workshop.services.authority import workshop_for_manager
from workshop.services.ports import Look, Store

FACT = "contract"
LOOKS_AGAIN_AFTER_S = 5.0  # another bench of the same database may have adopted one


class Contracts:
    """Says by which contract machines are graded, and lets a manager adopt another one."""

    def __init__(
        self,
        store: Store,
        shipped: Callable[[], Contract],
        read: Callable[[str], Contract],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._shipped = shipped
        self._read = read
        self._seconds = seconds
        self._known: dict[str, Contract] = {}
        self._digest: str | None = None
        self._looked_at = 0.0

    def in_force(self) -> Contract:
        """Return the contract in force."""
        now = self._seconds()
        if self._digest is None or now - self._looked_at >= LOOKS_AGAIN_AFTER_S:
            with self._store.looking() as look:
                self._take(look)
            self._looked_at = now
        return self._known[self._digest] if self._digest else self._shipped()

    def text(self) -> str:
        """Return the adopted text, empty where the shipped contract is in force."""
        with self._store.looking() as look:
            return _text(look, _digest(look))

    def adopted(self) -> tuple[Contract, ...]:
        """Return every contract that was ever adopted, oldest first."""
        with self._store.looking() as look:
            digests = dict.fromkeys(event.text for event in _events(look) if event.text)
            return tuple(self._parsed(look, digest) for digest in digests)

    def adopt(self, actor: Actor, text: str) -> Contract:
        """Grade by this contract from now on; only a manager does.

        A version is never given twice: two texts of one name would make letters that nobody can tell apart.
        Raises RulesError with every problem of the text, RefusedError.
        """
        contract = self._read(text)
        with self._store.working(actor) as work:
            identity = workshop_for_manager(work, actor)
            digest = work.keep(FACT, identity.code, {"text": text})
            taken = {event.text for event in _events(work) if event.contract == contract.name} - {digest}
            if taken or (contract.name == self._shipped().name and contract != self._shipped()):
                raise RulesError(contract.name, ("version: another text already has it; give this one a new version",))
            if _digest(work) != digest:
                work.append(identity.code, happened.ContractAdopted(contract.name, digest, contract.signed_by))
        self._digest = None
        return contract

    def adopt_shipped(self, actor: Actor) -> Contract:
        """Go back to the contract that is shipped; only a manager does. Raises RefusedError."""
        with self._store.working(actor) as work:
            identity = workshop_for_manager(work, actor)
            if _digest(work):
                shipped = self._shipped()
                work.append(identity.code, happened.ContractAdopted(shipped.name, signed_by=shipped.signed_by))
        self._digest = None
        return self._shipped()

    def _take(self, look: Look) -> None:
        digest = _digest(look)
        if digest:
            self._parsed(look, digest)
        self._digest = digest

    def _parsed(self, look: Look, digest: str) -> Contract:
        if digest not in self._known:
            self._known[digest] = self._read(_text(look, digest))
        return self._known[digest]


def _events(look: Look) -> tuple[happened.ContractAdopted, ...]:
    identity = look.workshop()
    history = counting(look.history(identity.code)) if identity else ()
    return tuple(entry.event for entry in history if isinstance(entry.event, happened.ContractAdopted))


def _digest(look: Look) -> str:
    """Return the digest of the adopted text, empty where the shipped contract counts."""
    events = _events(look)
    return events[-1].text if events else ""


def _text(look: Look, digest: str) -> str:
    content = look.fact(digest) if digest else None
    return str(content["text"]) if content else ""
