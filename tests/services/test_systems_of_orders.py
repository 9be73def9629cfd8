"""A system is asked for only where the order of a machine wants one; what is meant for the order takes it on."""

from __future__ import annotations

import pytest

from tests.services.shop import NOON, Shop, an_inspection
from workshop.domain import events as happened
from workshop.domain.chain import Action, next_action
from workshop.domain.drives import Refusal
from workshop.domain.errors import RefusedError
from workshop.domain.gates import Machine
from workshop.domain.machines import State
from workshop.domain.scanning import Said, Scan
from workshop.inspection_wiring import installing_of
from workshop.services.machines import machine_of
from workshop.services.orders import Demand
from workshop.services.scanning import DELIVERY, Place
from workshop.services.undoing import Undoing


def order(shop: Shop, *, system: bool = True) -> str:
    demand = (Demand("Collège", "1 rue", 2),)
    return shop.orders.open(shop.actor, "Métropole", "2026-118", "test 1", demand, system_wanted=system).code


def machine(shop: Shop, code: str) -> Machine:
    with shop.store.looking() as look:
        return machine_of(look, code)


def installed(shop: Shop, code: str) -> None:
    installing = installing_of(shop.store)
    image = installing.systems().images[0]
    installing.installed(shop.actor, code, image.id, image.licences[0], image.locales[0])
    shop.inspecting.record(shop.actor, code, an_inspection())
    shop.grading.grade(shop.actor, code)


def test_an_order_without_a_system_asks_for_none(shop: Shop) -> None:
    code, plain = shop.ready(), order(shop, system=False)
    assert shop.deliveries.reserve(shop.actor, plain, 1, code).left == ()
    assert not machine(shop, code).system_wanted
    assert shop.machines.card(code).state == State.RESERVED.value
    assert shop.deliveries.pack(shop.actor, plain, 1, code).count == 1


def test_what_is_meant_for_an_order_takes_its_system_on_at_any_step(shop: Shop) -> None:
    code, wants = shop.received(), order(shop)
    assert shop.deliveries.reserve(shop.actor, wants, 1, code).left
    assert machine(shop, code).system_wanted
    shop.machines.triage(shop.actor, code)
    shop.wiped(code)
    assert next_action(machine(shop, code), was_read=True) is Action.INSTALL
    installed(shop, code)
    assert shop.deliveries.reserve(shop.actor, wants, 1, code).left == ()
    assert shop.machines.card(code).state == State.RESERVED.value
    assert shop.deliveries.pack(shop.actor, wants, 1, code).count == 1


def test_a_ready_machine_is_refused_at_the_box_and_asks_for_its_system_from_then_on(shop: Shop) -> None:
    code, wants = shop.ready(), order(shop)
    scan = Scan(code, "wedge", NOON)
    told = shop.scanning.answer(shop.actor, scan, Place(DELIVERY, order=wants, recipient=1))
    assert (told.said, told.reasons) == (Said.REFUSED_BY_THE_GATE, (Refusal.NOT_INSTALLED.value,))
    with shop.store.looking() as look:
        assert look.history(code)[-1].event == happened.SystemWanted(wants)
    assert next_action(machine(shop, code), was_read=True) is Action.INSTALL
    installed(shop, code)
    assert shop.deliveries.pack(shop.actor, wants, 1, code).count == 1


def test_annuler_frees_a_machine_that_was_scanned_for_the_wrong_order(shop: Shop) -> None:
    code, wants = shop.ready(), order(shop)
    with pytest.raises(RefusedError):
        shop.deliveries.pack(shop.actor, wants, 1, code)
    Undoing(shop.store).undo_answer(shop.actor)
    assert not machine(shop, code).system_wanted
    assert machine(shop, code).letter


def test_a_machine_of_another_order_stays_as_it_is(shop: Shop) -> None:
    code, plain, wants = shop.ready(), order(shop, system=False), order(shop)
    shop.deliveries.reserve(shop.actor, plain, 1, code)
    assert shop.deliveries.reserve(shop.actor, wants, 1, code).left == (Refusal.OTHER_ORDER.value,)
    assert not machine(shop, code).system_wanted
    assert shop.machines.card(code).order_code == plain


def test_the_order_and_its_event_say_it(shop: Shop) -> None:
    code = order(shop)
    assert [one.system_wanted for one in shop.orders.open_ones() if one.code == code] == [True]
    with shop.store.looking() as look:
        (opened,) = look.history(code)
    assert opened.event == happened.OrderOpened("Métropole", "2026-118", "test 1", 1, system_wanted=True)
