from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.shop import NOON, Shop
from workshop.domain.errors import PinError, UnknownCodeError
from workshop.domain.labels import LabelKind
from workshop.domain.people import Actor, PinRecord, Preferences, Role
from workshop.domain.pins import PinProblem
from workshop.domain.scanning import Said, Scan
from workshop.services.labels import label_of
from workshop.services.people import Vouching
from workshop.services.scanning import Place


def refused(shop: Shop, actor: Actor, pin: str = "") -> PinError:
    with pytest.raises(PinError) as error:
        shop.people.vouch(actor, pin)
    return error.value


def test_where_nobody_has_a_pin_nothing_is_asked(shop: Shop) -> None:
    assert shop.people.vouching(shop.actor) is Vouching.NOTHING
    shop.people.vouch(shop.actor)


def test_once_one_manager_has_a_pin_every_manager_needs_theirs(shop: Shop) -> None:
    shop.people.set_pin(shop.validator, "4711")
    technician = Actor(shop.people.add(shop.actor, "Sami", Role.TECHNICIAN).code, "banc 1")
    assert shop.people.vouching(shop.validator) is Vouching.PIN
    assert shop.people.vouching(shop.actor) is Vouching.NONE_SET
    assert shop.people.vouching(technician) is Vouching.NOT_A_MANAGER
    assert refused(shop, shop.actor).problem is PinProblem.NONE_SET
    assert refused(shop, technician, "4711").problem is PinProblem.NOT_A_MANAGER
    shop.people.vouch(shop.validator, "4711")


def test_a_right_pin_counts_for_one_act_only(shop: Shop) -> None:
    shop.people.set_pin(shop.validator, "4711")
    shop.people.vouch(shop.validator, "4711")
    assert refused(shop, shop.validator).problem is PinProblem.WRONG


def test_after_three_wrong_ones_even_the_right_one_waits(shop: Shop) -> None:
    shop.people.set_pin(shop.validator, "4711")
    assert [refused(shop, shop.validator, "9999").seconds for _ in range(3)] == [0, 0, 30]
    early = refused(shop, shop.validator, "4711")
    assert early.problem is PinProblem.WAIT
    assert 0 < early.seconds <= 30
    shop.clock.moment += timedelta(seconds=31)
    shop.people.vouch(shop.validator, "4711")
    assert refused(shop, shop.validator, "9999").seconds == 0  # a right one begins anew


def test_a_pin_is_changed_with_the_one_before_and_wrong_ones_are_counted_there_too(shop: Shop) -> None:
    shop.people.set_pin(shop.validator, "4711")
    for _ in range(3):
        with pytest.raises(PinError, match="wrong"):
            shop.people.set_pin(shop.validator, "2580", old="9999")
    with pytest.raises(PinError, match="wait"):
        shop.people.set_pin(shop.validator, "2580", old="4711")
    shop.clock.moment += timedelta(minutes=1)
    shop.people.set_pin(shop.validator, "2580", old="4711")
    shop.people.vouch(shop.validator, "2580")


def test_a_technician_has_no_pin_and_a_simple_one_is_not_taken(shop: Shop) -> None:
    technician = Actor(shop.people.add(shop.actor, "Sami", Role.TECHNICIAN).code, "banc 1")
    with pytest.raises(PinError, match="not-a-manager"):
        shop.people.set_pin(technician, "4711")
    with pytest.raises(PinError, match="too-simple"):
        shop.people.set_pin(shop.validator, "1234")
    assert not shop.people.has_pin(shop.validator.person)


def test_nothing_that_is_kept_or_told_shows_a_pin(shop: Shop) -> None:
    shop.people.set_pin(shop.validator, "47110815")
    with shop.store.looking() as look:
        record = look.get(PinRecord, shop.validator.person)
        assert record is not None
        assert "47110815" not in record.secret
        assert record.secret not in repr(record)
        assert "47110815" not in str(refused(shop, shop.validator, "47110816"))
        assert not look.scans()
        assert "47110815" not in str(look.journal())


def test_what_a_person_likes_is_kept_for_that_person_alone(shop: Shop) -> None:
    shop.people.prefer(shop.validator, zoom_percent=150)
    shop.people.prefer(shop.validator, sounds="off")
    assert shop.people.preferences(shop.validator.person) == Preferences(shop.validator.person, 150, sounds="off")
    assert shop.people.preferences(shop.actor.person) == Preferences(shop.actor.person)
    with pytest.raises(UnknownCodeError):
        shop.people.prefer(Actor("", "banc 1"), zoom_percent=150)


def test_a_badge_has_a_label_and_says_who_works(shop: Shop) -> None:
    person = shop.people.add(shop.actor, "  Zoé \t Martin ", Role.TECHNICIAN)
    with shop.store.looking() as look:
        label = label_of(look, person.code)
    assert (label.kind, label.title) == (LabelKind.BADGE, "Zoé Martin")
    answer = shop.scanning.answer(shop.actor, Scan(person.code, "wedge", NOON), Place("home"))
    assert (answer.said, answer.code, answer.facts["name"]) == (Said.PERSON_SEEN, person.code, "Zoé Martin")
