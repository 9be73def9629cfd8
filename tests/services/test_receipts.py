"""A donor's receipt: given when the lot is closed, with the gap on it; a changed lot gets another, an undo none."""

from __future__ import annotations

import pytest

from tests.services.shop import Shop
from workshop.domain import events as happened
from workshop.domain.content import from_content
from workshop.domain.documents import Document, DocumentKind
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.receipts import Receipt
from workshop.services.paper_views import PaperViews
from workshop.services.receipts import LOT_OPEN, NOTHING_CAME, Receipts
from workshop.services.undoing import Undoing


@pytest.fixture
def receipts(shop: Shop) -> Receipts:
    return Receipts(shop.store)


def closed(shop: Shop, receipts: Receipts) -> Document:
    """Close the lot as Entrée does."""
    shop.lots.close(shop.actor, shop.lot.code)
    return receipts.issue(shop.actor, shop.lot.code, by_itself=True)


def content(shop: Shop, document: Document) -> Receipt:
    with shop.store.looking() as look:
        return from_content(Receipt, look.fact(document.content) or {})


def test_it_says_who_gave_what_and_what_is_missing(shop: Shop, receipts: Receipts) -> None:
    first, _second = (shop.machines.receive(shop.actor, shop.lot.code, serial) for serial in ("8XK2J13", ""))
    lot = shop.lots.open(shop.actor, "Mairie", 3).code
    shop.lots.close(shop.actor, lot)
    document = closed(shop, receipts)
    said = content(shop, document)
    assert (said.donor, said.expected, said.missing) == ("Mairie", 2, 0)
    assert next((line.number, line.code, line.serial) for line in said.lines) == (1, first.code, "8XK2J13")
    assert len(said.lines) == 2
    assert said.issued_by == "Atelier"
    assert document.number == f"RE-{document.year}-01-000001"
    assert content(shop, receipts.issue(shop.actor, lot)).missing == 3


def test_what_the_donor_named_and_did_not_bring_stands_on_it(shop: Shop, receipts: Receipts) -> None:
    awaited = shop.lots.expect(shop.actor, shop.lot.code, "Dell", "Latitude 5400", "E1")
    shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13")
    said = content(shop, closed(shop, receipts))
    assert [(line.code, line.serial) for line in said.absent] == [(awaited.code, "E1")]
    assert said.missing == 1


def test_an_open_lot_and_one_of_which_nothing_came_have_none(shop: Shop, receipts: Receipts) -> None:
    with pytest.raises(RefusedError) as refused:
        receipts.issue(shop.actor, shop.lot.code)
    assert refused.value.reasons == (LOT_OPEN,)
    empty = shop.lots.open(shop.actor, "Mairie").code
    shop.lots.close(shop.actor, empty)
    with pytest.raises(RefusedError) as refused:
        receipts.issue(shop.actor, empty)
    assert refused.value.reasons == (NOTHING_CAME,)
    with pytest.raises(UnknownCodeError):
        receipts.issue(shop.actor, "020100009999")


def test_the_same_lot_again_is_the_same_receipt_and_takes_no_number(shop: Shop, receipts: Receipts) -> None:
    shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13")
    first = closed(shop, receipts)
    assert receipts.issue(shop.actor, shop.lot.code) == first
    other = shop.lots.open(shop.actor, "Lycée", 1).code
    shop.lots.close(shop.actor, other)
    assert receipts.issue(shop.actor, other).rank == first.rank + 1


def test_annuler_opens_the_lot_again_and_the_next_receipt_replaces_the_first(shop: Shop, receipts: Receipts) -> None:
    shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13")
    first = closed(shop, receipts)
    undone = Undoing(shop.store).undo(shop.actor, _close(shop))
    assert isinstance(undone.what, happened.LotClosed)
    assert Undoing(shop.store).last(shop.actor) is not None
    shop.machines.receive(shop.actor, shop.lot.code, "4HT9K02")
    second = closed(shop, receipts)
    assert (second.replaces, len(content(shop, second).lines)) == (first.number, 2)


def test_the_last_gesture_after_a_lot_is_its_closing_not_its_receipt(shop: Shop, receipts: Receipts) -> None:
    shop.machines.receive(shop.actor, shop.lot.code, "8XK2J13")
    closed(shop, receipts)
    last = Undoing(shop.store).last(shop.actor)
    assert last is not None
    assert isinstance(last.what, happened.LotClosed)
    assert last.against is None


def test_a_receipt_is_no_certificate(shop: Shop, receipts: Receipts) -> None:
    code = shop.ready()
    document = closed(shop, receipts)
    views = PaperViews(shop.store)
    assert [lot.code for lot in views.finished_lots()] == [shop.lot.code], "its certificate is still to be made"
    view = views.of(shop.lot.code)
    assert [row.kind for row in view.papers] == [DocumentKind.RECEIPT]
    assert view.certificate is None
    shop.certificates.issue(shop.actor, shop.lot.code)
    assert views.numbered(document.number) is not None
    assert code in [line.code for line in content(shop, document).lines]


def _close(shop: Shop) -> int:
    with shop.store.looking() as look:
        return next(entry.seq for entry in reversed(look.journal()) if isinstance(entry.event, happened.LotClosed))
