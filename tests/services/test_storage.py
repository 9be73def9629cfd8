from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.shop import Shop
from workshop.domain import events as happened
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.events import Event
from workshop.domain.storage import Place
from workshop.services.labels import label_of
from workshop.services.storage import BAD_NAME, NAME_TAKEN, STAYS_OPEN, How, store_in


@pytest.fixture
def shelf(shop: Shop) -> Place:
    return shop.storage.create_place(shop.actor, "B-04")


def machines(shop: Shop, number: int, place: Place | None = None) -> list[str]:
    """Receive machines; put them into a place as people do, one by one."""
    codes = [shop.machines.receive(shop.actor, shop.lot.code, f"SN{rank}").code for rank in range(number)]
    for code in codes:
        if place:
            shop.storage.store(shop.actor, code, place.code)
    return codes


def at(shop: Shop, place: Place, *codes: str) -> list[How]:
    """Scan machines at an open place."""
    done = []
    for code in codes:
        with shop.store.working(shop.actor) as work:
            done.append(store_in(work, code, place.code, at_the_place=True).how)
    return done


def told(shop: Shop, subject: str) -> list[Event]:
    with shop.store.looking() as look:
        return [entry.event for entry in look.history(subject)]


def journal_end(shop: Shop) -> tuple[int, str]:
    with shop.store.looking() as look:
        return look.journal_end()


def test_a_place_gets_a_name_and_a_code_of_its_own(shop: Shop, shelf: Place) -> None:
    assert (shelf.name, shelf.code[:2]) == ("B-04", "01")
    assert told(shop, shelf.code) == [happened.PlaceMade("B-04", "shelf")]
    assert shop.storage.place(shelf.code) == shop.storage.place(shelf.code[-8:]) == shop.storage.place("b 04") == shelf


def test_a_name_is_given_once(shop: Shop, shelf: Place) -> None:
    with pytest.raises(RefusedError) as refused:
        shop.storage.create_place(shop.actor, " b.04 ")
    assert (refused.value.code, refused.value.reasons) == (shelf.code, (NAME_TAKEN,))
    made = shop.storage.create_places(shop.actor, ("B-03", "B-04"))
    assert ([place.name for place in made.new], made.known) == (["B-03"], (shelf,))


def test_a_name_that_cannot_be_read_makes_nothing(shop: Shop) -> None:
    with pytest.raises(RefusedError) as refused:
        shop.storage.create_places(shop.actor, ("B-04", "…"))
    assert refused.value.reasons == (BAD_NAME,)
    assert shop.storage.places() == ()


def test_the_workshop_itself_is_no_place(shop: Shop) -> None:
    identity = shop.people.workshop()
    assert identity is not None
    with pytest.raises(UnknownCodeError):
        shop.storage.place(identity.code)


def test_places_are_listed_as_people_count_with_what_stands_there(shop: Shop, shelf: Place) -> None:
    shop.storage.create_places(shop.actor, ("B-10", "B-9"))
    machines(shop, 2, shelf)
    assert [(place.name, count) for place, count in shop.storage.places()] == [("B-04", 2), ("B-9", 0), ("B-10", 0)]


def test_a_machine_is_put_somewhere_moved_and_found_there_already(shop: Shop, shelf: Place) -> None:
    other = shop.storage.create_place(shop.actor, "A-01")
    (code,) = machines(shop, 1)
    first = shop.storage.store(shop.actor, code, other.code)
    assert (first.how, first.before, first.card.place) == (How.STORED, None, other.code)
    second = shop.storage.store(shop.actor, code, shelf.code)
    assert (second.how, second.before, shop.machines.card(code).place) == (How.MOVED, other, shelf.code)
    assert shop.storage.store(shop.actor, code, shelf.code).how is How.AGAIN
    assert sum(isinstance(event, happened.MachineStored) for event in told(shop, code)) == 2
    assert shop.views.bench(code).place == shop.storage.place("B-04")


def test_what_lies_in_a_box_is_not_stored_and_what_is_packed_leaves_its_place(shop: Shop, shelf: Place) -> None:
    code = shop.ready()
    shop.storage.store(shop.actor, code, shelf.code)
    shop.deliveries.pack(shop.actor, shop.order(), 1, code)
    assert shop.machines.card(code).place == ""
    with pytest.raises(RefusedError) as refused:
        shop.storage.store(shop.actor, code, shelf.code)
    assert refused.value.reasons == ("in-a-box",)


def test_what_is_expected_is_not_stored(shop: Shop, shelf: Place) -> None:
    code = shop.lots.expect(shop.actor, shop.lot.code, "Dell", "Latitude", "8XK2J13").code
    with pytest.raises(RefusedError):
        shop.storage.store(shop.actor, code, shelf.code)


def test_machines_that_are_put_into_an_open_place_make_no_count_of_it(shop: Shop, shelf: Place) -> None:
    machines(shop, 3, shelf)
    new = [shop.machines.receive(shop.actor, shop.lot.code, f"NEW{rank}").code for rank in range(2)]
    shop.storage.open(shop.actor, shelf.code)
    assert at(shop, shelf, *new, new[0]) == [How.STORED, How.STORED, How.AGAIN]
    done = shop.storage.finish(shop.actor, shelf.code)
    assert (done.counted, len(done.moved), done.missing, done.open) == (False, 2, (), False)
    assert len(shop.storage.there(shelf.code)[2]) == 5


def test_seeing_what_stands_there_makes_a_count_and_a_whole_one_ends_without_a_question(
    shop: Shop, shelf: Place
) -> None:
    codes = machines(shop, 3, shelf)
    shop.storage.open(shop.actor, shelf.code)
    assert at(shop, shelf, *codes, codes[0]) == [How.SEEN, How.SEEN, How.SEEN, How.AGAIN]
    done = shop.storage.finish(shop.actor, shelf.code)
    assert (done.counted, done.open, len(done.seen)) == (True, False, 3)
    assert told(shop, shelf.code)[-1] == happened.StockCounted(tuple(sorted(codes)))
    assert shop.storage.place("B-04").counted_at


def test_what_is_missing_waits_for_a_person_and_then_stands_nowhere(shop: Shop, shelf: Place) -> None:
    codes = machines(shop, 3, shelf)
    shop.storage.open(shop.actor, shelf.code)
    at(shop, shelf, *codes[:2])
    asked = shop.storage.finish(shop.actor, shelf.code)
    assert (asked.open, [card.code for card in asked.missing]) == (True, codes[2:])
    assert shop.machines.card(codes[2]).place == shelf.code
    assert at(shop, shelf, codes[0]) == [How.AGAIN]  # the count goes on
    done = shop.storage.finish(shop.actor, shelf.code, confirmed=True)
    assert (done.counted, done.open) == (True, False)
    assert shop.machines.card(codes[2]).place == ""
    assert told(shop, codes[2])[-1] == happened.MachineMissed(shelf.code)
    assert told(shop, shelf.code)[-1] == happened.StockCounted(tuple(codes[:2]), missing=tuple(codes[2:]))


def test_who_only_put_machines_there_may_say_so(shop: Shop, shelf: Place) -> None:
    codes = machines(shop, 3, shelf)
    shop.storage.open(shop.actor, shelf.code)
    at(shop, shelf, codes[0])
    shop.storage.leave(shop.actor, shelf.code)
    assert all(shop.machines.card(code).place == shelf.code for code in codes)
    assert not shop.storage.place("B-04").opened_at


def test_a_machine_of_another_place_that_a_count_sees_is_moved_and_counts_apart(shop: Shop, shelf: Place) -> None:
    other = shop.storage.create_place(shop.actor, "A-01")
    here, there = machines(shop, 2, shelf), machines(shop, 1, other)
    shop.storage.open(shop.actor, shelf.code)
    assert at(shop, shelf, *there, *here) == [How.MOVED, How.SEEN, How.SEEN]
    place, tally, cards = shop.storage.there(shelf.code)
    assert (place.counting, tally.seen, tally.moved, tally.missing, tally.expected, len(cards)) == (True, 2, 1, 0, 2, 3)
    assert shop.storage.finish(shop.actor, shelf.code).moved[0].code == there[0]
    assert told(shop, shelf.code)[-1] == happened.StockCounted(tuple(here), tuple(there))
    assert shop.storage.there(other.code)[2] == ()


def test_a_count_goes_on_where_the_power_went_and_not_the_day_after(shop: Shop, shelf: Place) -> None:
    codes = machines(shop, 2, shelf)
    first = shop.storage.open(shop.actor, shelf.code)
    at(shop, shelf, codes[0])
    shop.clock.moment += STAYS_OPEN - timedelta(minutes=1)
    assert shop.storage.open(shop.actor, shelf.code).turn == first.turn
    assert shop.storage.there(shelf.code)[1].seen == 1
    shop.clock.moment += timedelta(minutes=2)
    again = shop.storage.open(shop.actor, shelf.code)
    assert (again.turn, again.counting) == (first.turn + 1, False)
    assert shop.storage.there(shelf.code)[1].seen == 0


def test_a_machine_that_is_carried_to_a_place_being_counted_is_seen_there(shop: Shop, shelf: Place) -> None:
    codes = machines(shop, 2, shelf)
    shop.storage.open(shop.actor, shelf.code)
    at(shop, shelf, codes[0])
    assert shop.storage.store(shop.actor, codes[1], shelf.code).how is How.SEEN
    assert shop.storage.there(shelf.code)[1].missing == 0


def test_a_machine_carried_back_while_others_are_put_there_makes_no_count(shop: Shop, shelf: Place) -> None:
    codes = machines(shop, 2, shelf)
    shop.storage.open(shop.actor, shelf.code)
    shop.storage.store(shop.actor, codes[0], shelf.code)
    assert not shop.storage.place("B-04").counting


def test_a_count_may_begin_before_anything_is_seen(shop: Shop, shelf: Place) -> None:
    codes = machines(shop, 2, shelf)
    assert shop.storage.begin_count(shop.actor, shelf.code).counting
    assert shop.storage.finish(shop.actor, shelf.code).open
    done = shop.storage.finish(shop.actor, shelf.code, confirmed=True)
    assert [card.code for card in done.missing] == codes


def test_a_whole_count_at_once_is_all_or_nothing(shop: Shop, shelf: Place) -> None:
    codes = machines(shop, 3, shelf)
    stranger = shop.lots.expect(shop.actor, shop.lot.code, "Dell", "Latitude", "NOTYET").code
    with pytest.raises(RefusedError):
        shop.storage.count(shop.actor, shelf.code, [codes[0], stranger])
    assert not shop.storage.place("B-04").opened_at
    done = shop.storage.count(shop.actor, shelf.code, [codes[0], codes[0], codes[1]])
    assert ([card.code for card in done.seen], [card.code for card in done.missing]) == (codes[:2], codes[2:])
    again = shop.storage.count(shop.actor, shelf.code, codes)
    assert ([card.code for card in again.moved], again.missing) == (codes[2:], ())


def test_finishing_what_nobody_opened_changes_nothing(shop: Shop, shelf: Place) -> None:
    machines(shop, 1, shelf)
    before = journal_end(shop)
    done = shop.storage.finish(shop.actor, shelf.code)
    assert (done.counted, done.seen, done.moved) == (False, (), ())
    assert journal_end(shop) == before


def test_a_label_of_a_place_says_its_name_and_nothing_more(shop: Shop, shelf: Place) -> None:
    with shop.store.looking() as look:
        content = label_of(look, shelf.code)
    assert (content.kind, content.title, content.lines) == ("place", "B-04", ())
