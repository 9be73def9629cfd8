from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.shop import CONTRACT, Shop, a_reading, an_inspection
from workshop.domain.chain import Action
from workshop.domain.drives import Policy
from workshop.domain.errors import RefusedError
from workshop.domain.events import MachineReady, TagRemoved
from workshop.domain.machines import State
from workshop.services.grading import Grading
from workshop.services.tags import Tags
from workshop.services.undoing import Undoing
from workshop.services.views import Views

STRICT = replace(CONTRACT, policy=Policy(tags_removed=True))


def graded(shop: Shop, contract: object = STRICT, inventory: str = "ML-1") -> str:
    """Bring a machine without a drive to its grade, under a contract."""
    card = shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13", inventory=inventory)
    shop.diagnosing.attach(shop.actor, card.code, a_reading("8XK2J13"))
    shop.machines.check_bays(shop.actor, card.code)
    shop.machines.triage(shop.actor, card.code)
    shop.inspecting.record(shop.actor, card.code, an_inspection())
    Grading(shop.store, lambda: contract).grade(shop.actor, card.code)  # type: ignore[arg-type,return-value]
    return card.code


@pytest.fixture
def shop() -> Shop:
    return Shop()


def state(shop: Shop, code: str) -> str:
    return shop.machines.card(code).state


def test_a_machine_waits_for_its_tag_to_come_off_and_is_ready_with_it(shop: Shop) -> None:
    code = graded(shop)
    view = Views(shop.store, lambda: STRICT).bench(code)
    assert (view.card.state, view.action, view.objections) == (State.GRADED.value, Action.REMOVE_TAG, ("tag-on",))
    machine = Tags(shop.store, lambda: STRICT).removed(shop.actor, code)
    assert (machine.state, machine.tag_on) == (State.READY, False)
    with shop.store.looking() as look:
        assert [type(entry.event) for entry in look.history(code)][-2:] == [TagRemoved, MachineReady]


def test_said_twice_it_is_said_once(shop: Shop) -> None:
    code, tags = graded(shop), Tags(shop.store, lambda: STRICT)
    tags.removed(shop.actor, code)
    tags.removed(shop.actor, code)
    with shop.store.looking() as look:
        assert sum(isinstance(entry.event, TagRemoved) for entry in look.history(code)) == 1


def test_taken_back_the_machine_is_not_ready_any_more(shop: Shop) -> None:
    code = graded(shop)
    Tags(shop.store, lambda: STRICT).removed(shop.actor, code)
    undoing = Undoing(shop.store)
    last = undoing.last(shop.actor)
    assert last is not None
    undoing.undo(shop.actor, last.seq)
    assert state(shop, code) == State.GRADED.value


def test_where_the_contract_does_not_ask_a_tag_holds_nothing_up(shop: Shop) -> None:
    assert state(shop, graded(shop, CONTRACT)) == State.READY.value


def test_a_machine_without_a_tag_has_nothing_to_take_off(shop: Shop) -> None:
    assert state(shop, graded(shop, inventory="")) == State.READY.value


def test_what_was_ready_under_another_contract_stays_ready(shop: Shop) -> None:
    code = graded(shop, CONTRACT)
    assert Views(shop.store, lambda: STRICT).bench(code).machine.state is State.READY


def test_a_machine_that_is_not_there_has_no_tag_to_take_off(shop: Shop) -> None:
    code = shop.lots.expect(shop.actor, shop.lot.code, "Dell", "Latitude", "5CG1").code
    with pytest.raises(RefusedError):
        Tags(shop.store, lambda: STRICT).removed(shop.actor, code)
