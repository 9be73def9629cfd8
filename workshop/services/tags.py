"""The donor's inventory tag: taken off before a machine leaves, because it says whose machine this was."""

from __future__ import annotations

from collections.abc import Callable

from workshop.domain import events as happened
from workshop.domain.grading import Contract
from workshop.domain.machines import Machine
from workshop.domain.people import Actor
from workshop.services.machines import machine_of, make_ready, record
from workshop.services.ports import Store


class Tags:
    """Says that a tag is gone."""

    def __init__(self, store: Store, contract: Callable[[], Contract]) -> None:
        self._store = store
        self._contract = contract

    def removed(self, actor: Actor, code: str) -> Machine:
        """Write down that a person took the donor's tag off; a machine that lacked nothing else is ready with it.

        Said twice, it is said once.
        """
        with self._store.working(actor) as work:
            machine = machine_of(work, code)
            if not machine.tag_on and machine.here:
                return machine
            record(work, code, happened.TagRemoved())
            return make_ready(work, code, self._contract())
