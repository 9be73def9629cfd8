"""Machines are found by words, the same way in every store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.adapters.store.conftest import Kept
from tests.adapters.store.examples import a_lot
from workshop.domain.codes import Kind
from workshop.domain.lots import MachineCard
from workshop.domain.storage import Place, place_key


@pytest.fixture
def serials(kept: Kept) -> Kept:
    """Three machines: two of Vénissieux, of which one is noted, and one of an « Œuvre », which stands on a shelf."""
    with kept.store.working(kept.actor) as work:
        here, there = a_lot(work, "Mairie de VÉNISSIEUX"), a_lot(work, "L’Œuvre 100 % utile")
        shelf = Place(work.issue(Kind.PLACE).text, "B-04", place_key("B-04"))
        work.put(shelf)
        for lot, maker, model, serial in (
            (here, "Dell Inc.", "Latitude 5400", "8XK2J13"),
            (here, "LENOVO", "ThinkPad T490", "PF2ABCDE"),
            (there, "HP", "EliteBook_840", "5CG9123QWZ"),
        ):
            card = MachineCard(work.issue(Kind.MACHINE).text, lot.code, "received", "laptop", maker, model, serial)
            work.put(replace(card, letter="B" if maker == "LENOVO" else "", place=shelf.code if lot is there else ""))
    return kept


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["latitude"], ["8XK2J13"]),
        (["venissieux"], ["PF2ABCDE", "8XK2J13"]),
        (["venissieux", "think"], ["PF2ABCDE"]),
        (["venissieux", "elitebook"], []),
        (["oeuvre"], ["5CG9123QWZ"]),
        (["9123q"], ["5CG9123QWZ"]),
        (["b-04"], ["5CG9123QWZ"]),
        (["b04"], ["5CG9123QWZ"]),
        (["b"], ["PF2ABCDE"]),
        (["b", "latitude"], []),
        (["100", "%"], ["5CG9123QWZ"]),
        (["dell inc."], ["8XK2J13"]),
        (["_"], ["5CG9123QWZ"]),
        (["'; drop table machine; --"], []),
    ],
)
def test_every_word_must_be_said(serials: Kept, words: list[str], found: list[str]) -> None:
    with serials.store.looking() as look:
        assert [card.serial for card in look.machines_like(words, 10)] == found


def test_only_so_many_are_returned_the_newest_first(serials: Kept) -> None:
    with serials.store.looking() as look:
        assert [card.serial for card in look.machines_like(["e"], 10)] == []
        assert [card.serial for card in look.machines_like(["ai"], 10)] == ["PF2ABCDE", "8XK2J13"]
        assert [card.serial for card in look.machines_like(["ai"], 1)] == ["PF2ABCDE"]
