from __future__ import annotations

import pytest

from tests.services.shop import Shop
from workshop.domain import events as happened
from workshop.domain.errors import MediumError, UnknownCodeError
from workshop.domain.reports import StickKey, StickRecord
from workshop.services.sticks import Sticks


def events_of(shop: Shop) -> list[happened.Event]:
    identity = shop.people.workshop()
    assert identity
    with shop.store.looking() as look:
        return [entry.event for entry in look.history(identity.code)]


def test_each_stick_gets_a_secret_of_its_own_which_only_goes_onto_it(shop: Shop) -> None:
    sticks = Sticks(shop.store)
    written: list[StickKey] = []
    one, other = (sticks.prepare(shop.actor, label, written.append) for label in ("CLÉ 1", "CLÉ 2"))
    assert [key.stick for key in written] == [one.id, other.id]
    assert len({key.secret for key in written}) == 2
    assert all(len(key.secret) == 32 and sticks.secret(key.stick) == key.secret for key in written)
    assert [stick.label for stick in sticks.all()] == ["CLÉ 1", "CLÉ 2"]
    assert events_of(shop) == [happened.StickPrepared(one.id, "CLÉ 1"), happened.StickPrepared(other.id, "CLÉ 2")]
    told = f"{sticks.all()} {events_of(shop)} {written}"
    assert not [key for key in written if key.secret.hex() in told or str(key.secret) in told]


def test_a_stick_that_could_not_be_written_is_said_and_vouches_for_nothing(shop: Shop) -> None:
    def full(_: StickKey) -> None:
        raise MediumError("/stick", "full")

    with pytest.raises(MediumError):
        Sticks(shop.store).prepare(shop.actor, "CLÉ", full)


def test_a_forgotten_stick_has_no_secret_any_more(shop: Shop) -> None:
    sticks = Sticks(shop.store)
    stick = sticks.prepare(shop.actor, "CLÉ", lambda _: None)
    forgotten = sticks.forget(shop.actor, stick.id)
    assert forgotten.forgotten_at > stick.prepared_at
    assert sticks.secret(stick.id) is None
    assert sticks.forget(shop.actor, stick.id) == forgotten  # once
    assert events_of(shop)[-1] == happened.StickForgotten(stick.id)
    assert len(events_of(shop)) == 2
    with shop.store.looking() as look:
        assert [record.secret for record in look.find(StickRecord)] == [""]


def test_a_stick_of_another_workshop_is_not_known(shop: Shop) -> None:
    sticks = Sticks(shop.store)
    assert sticks.secret("0123456789abcdef") is None
    with pytest.raises(UnknownCodeError):
        sticks.forget(shop.actor, "0123456789abcdef")
