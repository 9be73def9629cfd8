from __future__ import annotations

from datetime import UTC, datetime

from tests.services.shop import Shop
from workshop.domain.codes import Command, command_code
from workshop.domain.scanning import Answer, Said, Scan, Signal
from workshop.services.scanning import Place

HERE = Place("documents")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def scanned(shop: Shop, text: str) -> Answer:
    return shop.scanning.answer(shop.actor, Scan(text, "reader", NOW), HERE)


def test_every_label_shows_its_papers_and_changes_nothing(shop: Shop) -> None:
    code = shop.ready()
    (drive,) = shop.machines.drives(code)
    order = shop.order(1)
    with shop.store.looking() as look:
        before = len(look.journal())
    for text, about in (
        (shop.lot.code, shop.lot.code),
        (code, code),
        (code[-8:], code),
        ("8XK2J13", code),
        (drive.code, drive.code),
        (order, order),
    ):
        answer = scanned(shop, text)
        assert (answer.signal, answer.said, answer.code) == (Signal.ACCEPTED, Said.PAPERS_CHOSEN, about)
    with shop.store.looking() as look:
        assert len(look.journal()) == before


def test_the_label_of_a_box_shows_the_papers_of_its_order(shop: Shop) -> None:
    code, order = shop.ready(), shop.order(1)
    box = shop.deliveries.pack(shop.actor, order, 1, code).box
    assert scanned(shop, box.code).code == order


def test_a_document_is_found_by_its_code_its_number_and_what_its_qr_code_holds(shop: Shop) -> None:
    code = shop.ready()
    document, _content = shop.certificates.issue(shop.actor, code)
    for text in (document.code, document.number, document.number.lower(), f"{document.number} SHA-256 {'AB' * 32}"):
        answer = scanned(shop, text)
        assert (answer.said, answer.code) == (Said.PAPERS_CHOSEN, document.code)


def test_what_has_no_papers_is_answered_as_anywhere(shop: Shop) -> None:
    assert scanned(shop, shop.validator.person).said is Said.PERSON_SEEN
    assert scanned(shop, command_code(Command.WIPE).text).said in (Said.WIPE_CHOSEN, Said.COMMAND_MEANINGLESS)
    assert scanned(shop, "CE-1999-01-000001").signal is Signal.REFUSED
    assert scanned(shop, "").signal is Signal.REFUSED
