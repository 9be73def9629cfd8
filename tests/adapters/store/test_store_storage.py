"""A day at a shelf, on every store: stored, moved, counted, missed, found."""

from __future__ import annotations

from tests.adapters.store.conftest import Kept
from workshop.domain.journal import verify_chain
from workshop.services.finding import Finding
from workshop.services.lots import Lots
from workshop.services.machines import Machines
from workshop.services.storage import Storage, store_in


def test_a_day_at_a_shelf(kept: Kept) -> None:
    store, actor = kept.store, kept.actor
    storage, finding, machines = Storage(store), Finding(store), Machines(store)
    lot = Lots(store).open(actor, "Collège d’Écully", 4)
    codes = [machines.receive(actor, lot.code, f"SN{number}", model="ThinkPad").code for number in range(4)]
    shelf, other = storage.create_places(actor, ("B-04", "A-01")).new
    for code in codes[:3]:
        storage.store(actor, code, shelf.code)
    storage.store(actor, codes[3], other.code)
    storage.open(actor, shelf.code)
    for code in (codes[0], codes[3], codes[1]):
        with store.working(actor) as work:
            tally = store_in(work, code, shelf.code, at_the_place=True).tally
    assert (tally.seen, tally.moved, tally.missing) == (2, 1, 1)
    assert [card.code for card in storage.finish(actor, shelf.code).missing] == [codes[2]]
    done = storage.finish(actor, shelf.code, confirmed=True)
    assert ([card.code for card in done.seen], [card.code for card in done.moved]) == (codes[:2], [codes[3]])
    assert [(place.name, count) for place, count in storage.places()] == [("A-01", 0), ("B-04", 3)]
    assert [one.card.code for one in finding.find("b04").machines] == [codes[3], codes[1], codes[0]]
    assert [one.place for one in finding.find("thinkpad ecully").machines] == ["B-04", "", "B-04", "B-04"]
    assert finding.find("B-04").place == storage.place(shelf.code[-8:])
    with store.looking() as look:
        assert verify_chain(look.journal()) is None
