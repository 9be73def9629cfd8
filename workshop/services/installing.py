"""Installing: which system is on a machine, chosen from closed lists; only where its order wants one."""

from __future__ import annotations

from collections.abc import Callable

from workshop.domain import events as happened
from workshop.domain.errors import RefusedError
from workshop.domain.people import Actor
from workshop.domain.systems import Systems
from workshop.services.inspection import begin_work
from workshop.services.machines import record
from workshop.services.ports import Store

UNKNOWN_SYSTEM = "unknown-system"
NO_SYSTEM_WANTED = "no-system-wanted"


class Installing:
    """Writes down what was installed."""

    def __init__(self, store: Store, systems: Callable[[], Systems]) -> None:
        self._store = store
        self._systems = systems

    def systems(self) -> Systems:
        """Return what may be installed; raises RulesError where the manager's file has errors."""
        return self._systems()

    def want(self, actor: Actor, code: str) -> None:
        """Say that the order wants a system on this machine."""
        with self._store.working(actor) as work:
            record(work, code, happened.SystemWanted())

    def installed(self, actor: Actor, code: str, image: str, licence: str, locale: str) -> None:
        """Write down that a system is on a machine: it is tested after."""
        systems = self._systems()
        found = systems.find(image)
        if found is None or not systems.allows(image, licence, locale):
            raise RefusedError(code, (UNKNOWN_SYSTEM,))
        with self._store.working(actor) as work:
            if not begin_work(work, code).machine.system_wanted:
                raise RefusedError(code, (NO_SYSTEM_WANTED,))
            record(work, code, happened.SystemInstalled(found.name, found.version, found.id, licence, locale))
