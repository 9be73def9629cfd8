"""The list of ended wipes is read once, and still never tells what has changed since."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.fakes import FakeLook
from tests.services.shop import RULES, Shop, a_drive, a_reading
from workshop.domain.content import Content
from workshop.domain.events import Undone, WipeNotProven, WipeProven
from workshop.domain.wiping import WipeCard
from workshop.services import wipe_rows
from workshop.services.machines import record_on_drive
from workshop.services.wipe_plans import WipeParts, WipeRow
from workshop.services.wipe_rows import EndedWipes
from workshop.services.wiping import Wiping


def ended(shop: Shop, serial: str = "8XK2J13") -> WipeCard:
    wipe = shop.wiping_now(serial)
    shop.keeper.end(wipe.code)
    shop.wiping.settle(shop.actor)
    return wipe


def read_anew(shop: Shop) -> tuple[WipeRow, ...]:
    parts = WipeParts(shop.keeper, shop.here, lambda: RULES, shop.files, shop.clock)
    return Wiping(shop.store, lambda: shop.contract, parts).running()


@pytest.fixture
def read_facts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the kept facts that are read."""
    found: list[str] = []
    fact = FakeLook.fact

    def noted(look: FakeLook, digest: str) -> Content | None:
        found.append(digest)
        return fact(look, digest)

    monkeypatch.setattr(FakeLook, "fact", noted)
    return found


def test_the_log_of_an_ended_wipe_is_read_once(shop: Shop, read_facts: list[str]) -> None:
    ended(shop)
    first = shop.wiping.running()
    read_facts.clear()
    shop.received("ANOTHER1")
    assert shop.wiping.running() == first
    assert read_facts == []


def undo_the_end(shop: Shop, wipe: WipeCard) -> None:
    with shop.store.working(shop.actor) as work:
        ends = (WipeProven, WipeNotProven)
        (end,) = [entry.seq for entry in work.history(wipe.drive) if isinstance(entry.event, ends)]
        record_on_drive(work, wipe.drive, Undone(end))


CHANGES: dict[str, Callable[[Shop, WipeCard], object]] = {
    "validated": lambda shop, wipe: shop.wiping.validate(shop.actor, wipe.drive),
    "rejected": lambda shop, wipe: shop.wiping.reject(shop.actor, wipe.drive),
    "destroyed": lambda shop, wipe: shop.wiping.attest_destruction(shop.actor, wipe.drive),
    "its end undone": undo_the_end,
    "started again": lambda shop, wipe: shop.wiping.start(shop.actor, wipe.machine, wipe.drive, confirmed=wipe.machine),
    "many other things": lambda shop, _wipe: [shop.received(f"OTHER{number:03}") for number in range(40)],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_is_remembered_is_what_would_be_read(
    shop: Shop, change: Callable[[Shop, WipeCard], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wipe_rows, "MOST_EVENTS", 60)
    wipe = ended(shop)
    ended(shop, "ANOTHER1")
    shop.wiping.running()
    change(shop, wipe)
    assert shop.wiping.running() == read_anew(shop)


def test_a_drive_that_is_put_into_another_machine_is_read_again(shop: Shop) -> None:
    wipe = ended(shop)
    (before,) = shop.wiping.running()
    other = shop.machines.receive(shop.actor, shop.lot.code, "ANOTHER1").code
    shop.diagnosing.attach(shop.actor, other, a_reading("ANOTHER1", a_drive("D-8XK2J13")))
    (after,) = shop.wiping.running()
    assert (before.drive.machine, after.drive.machine) == (wipe.machine, other)
    assert (after,) == read_anew(shop)


def test_a_look_from_before_changes_nothing_of_what_is_remembered(shop: Shop) -> None:
    wipe, rows = ended(shop), EndedWipes()
    with shop.store.looking() as early:
        shop.wiping.validate(shop.actor, wipe.drive)
        with shop.store.looking() as late:
            (after,) = rows.rows(late, late.find(WipeCard))
        (before,) = rows.rows(early, early.find(WipeCard))
        with shop.store.looking() as late:
            (again,) = rows.rows(late, late.find(WipeCard))
    assert (before.drive.validation, after.drive.validation) == ("pending", "validated")
    assert again is after
