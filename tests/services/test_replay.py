from __future__ import annotations

from dataclasses import replace

from tests.services.shop import Shop
from workshop.domain.content import canonical, to_content
from workshop.domain.contracts import Axis, Contract, Criterion
from workshop.services.replay import Replaying


def stricter(shop: Shop) -> Contract:
    """The contract in force, which also asks for more memory than any machine of the shop has."""
    contract = shop.grading.contract()
    asks = Criterion(
        "more-memory", Axis.PERFORMANCE, "memory_mib", "Mio", "Plus de mémoire.", "essai", at_least=(("A", 10**7),)
    )
    return replace(contract, version="trial", criteria=(*contract.criteria, asks))


def test_the_contract_in_force_changes_nothing(shop: Shop) -> None:
    shop.ready()
    found = Replaying(shop.store).under(shop.grading.contract())
    assert (found.graded, found.changed) == (1, ())
    assert found.before == found.after


def test_what_changes_is_told_with_the_criterion_that_does_it(shop: Shop) -> None:
    code = shop.ready()
    found = Replaying(shop.store).under(stricter(shop))
    (row,) = found.changed
    assert (row.code, row.before.eligible, row.after.eligible) == (code, True, False)
    assert "more-memory" in row.criteria
    assert found.after == (("", 1),)


def test_a_replay_writes_nothing(shop: Shop) -> None:
    code = shop.ready()
    with shop.store.looking() as look:
        before = (look.journal_end(), shop.machines.card(code))
    Replaying(shop.store).under(stricter(shop))
    with shop.store.looking() as look:
        assert (look.journal_end(), shop.machines.card(code)) == before


def test_the_same_stock_and_contract_give_the_same_bytes(shop: Shop) -> None:
    shop.ready("PF1")
    shop.ready("PF2")
    replaying, contract = Replaying(shop.store), stricter(shop)
    once, again = (canonical(to_content(replaying.under(contract))) for _ in range(2))
    assert once == again


def test_a_machine_that_left_is_only_replayed_on_demand(shop: Shop) -> None:
    order = shop.order(quantity=1)
    code = shop.ready()
    shop.deliveries.pack(shop.actor, order, 1, code)
    shop.deliveries.manifest(shop.actor, order, 1)
    replaying = Replaying(shop.store)
    assert replaying.under(stricter(shop)).graded == 0
    assert replaying.under(stricter(shop), gone_too=True).graded == 1


def test_what_has_no_grade_yet_is_counted_apart(shop: Shop) -> None:
    shop.received("PF9")
    found = Replaying(shop.store).under(shop.grading.contract())
    assert (found.graded, found.ungraded) == (0, 1)
