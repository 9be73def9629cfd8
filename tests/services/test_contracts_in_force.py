from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.services.shop import Shop
from workshop.domain import events as happened
from workshop.domain.contracts import Contract
from workshop.domain.errors import RefusedError, RulesError
from workshop.domain.people import Actor, Role
from workshop.grading_wiring import contract_named, read_text
from workshop.resources import resource
from workshop.services.contracts import LOOKS_AGAIN_AFTER_S, Contracts
from workshop.settings import Profile, Settings

TEXT = resource("contracts", "grand-lyon-defaut.toml").read_text("utf-8")
OWN = TEXT.replace('id = "grand-lyon-defaut"', 'id = "metropole"')


@dataclass
class Watch:
    now: float = 0.0

    def seconds(self) -> float:
        return self.now


def shipped() -> Contract:
    return contract_named(Settings(Profile.SAMPLE), "grand-lyon-defaut")


def contracts(shop: Shop, watch: Watch | None = None) -> Contracts:
    return Contracts(shop.store, shipped, read_text, (watch or Watch()).seconds)


def manager(shop: Shop) -> Actor:
    return Actor(shop.people.add(shop.actor, "Nadia", Role.MANAGER).code, shop.actor.bench)


def test_until_somebody_adopts_one_the_shipped_contract_counts(shop: Shop) -> None:
    assert contracts(shop).in_force() == shipped()


def test_an_adopted_contract_counts_at_once_and_stays(shop: Shop) -> None:
    first = contracts(shop)
    assert first.in_force() == shipped()
    adopted = first.adopt(manager(shop), OWN)
    assert first.in_force() == adopted
    assert contracts(shop).in_force().id == "metropole"
    assert first.text() == OWN


def test_another_bench_follows_within_seconds(shop: Shop) -> None:
    watch = Watch()
    other = contracts(shop, watch)
    assert other.in_force() == shipped()
    contracts(shop).adopt(manager(shop), OWN)
    watch.now += LOOKS_AGAIN_AFTER_S
    assert other.in_force().id == "metropole"


def test_a_version_is_never_given_twice(shop: Shop) -> None:
    who, ours = manager(shop), contracts(shop)
    ours.adopt(who, OWN)
    with pytest.raises(RulesError, match="already has it"):
        ours.adopt(who, OWN + "\n# autrement\n")
    with pytest.raises(RulesError):
        ours.adopt(who, TEXT.replace("Grille par défaut pour", "Autre grille pour"))
    assert ours.in_force().id == "metropole"


def test_the_same_text_again_is_one(shop: Shop) -> None:
    who, ours = manager(shop), contracts(shop)
    ours.adopt(who, OWN)
    ours.adopt(who, OWN)
    with shop.store.looking() as look:
        adopted = [entry for entry in look.journal() if isinstance(entry.event, happened.ContractAdopted)]
    assert len(adopted) == 1


def test_the_shipped_one_can_come_back(shop: Shop) -> None:
    who, ours = manager(shop), contracts(shop)
    ours.adopt(who, OWN)
    ours.adopt_shipped(who)
    assert ours.in_force() == shipped()
    assert [contract.id for contract in ours.adopted()] == ["metropole"]


def test_a_wrong_text_changes_nothing_and_all_of_it_is_told(shop: Shop) -> None:
    ours = contracts(shop)
    with pytest.raises(RulesError) as wrong:
        ours.adopt(manager(shop), OWN.replace("format = 2", "format = 7").replace('letters = ["A"', 'letters = ["B"'))
    assert wrong.value.problems
    assert ours.in_force() == shipped()


def test_only_a_manager_adopts(shop: Shop) -> None:
    technician = Actor(shop.people.add(shop.actor, "Sami", Role.TECHNICIAN).code, shop.actor.bench)
    with pytest.raises(RefusedError):
        contracts(shop).adopt(technician, OWN)
