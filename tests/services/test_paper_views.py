from __future__ import annotations

import pytest

from tests.services.shop import FakeEraser, Shop, a_drive, a_medium
from workshop.domain.errors import RefusedError, UnknownCodeError
from workshop.domain.wiping import PresentDrive
from workshop.services.paper_rows import AboutKind
from workshop.services.paper_views import PaperViews, Standing


@pytest.fixture
def views(shop: Shop) -> PaperViews:
    return PaperViews(shop.store)


def settled(shop: Shop, serial: str) -> str:
    code = shop.received(serial)
    shop.wiped(code)
    return code


def test_papers_come_newest_first_with_whose_they_are_and_who_issued_them(shop: Shop, views: PaperViews) -> None:
    code = settled(shop, "S-1")
    (drive,) = shop.machines.drives(code)
    first, _content = shop.certificates.issue(shop.actor, drive.code)
    second, _content = shop.certificates.issue(shop.validator, code)
    page = views.papers()
    assert [row.number for row in page.rows] == [second.number, first.number]
    assert page.total == 2
    machine, of_drive = page.rows
    assert (machine.about.kind, machine.about.name, machine.about.whose) == (
        AboutKind.MACHINE,
        "Dell Latitude 5400",
        "Mairie",
    )
    assert (machine.person, of_drive.about.kind, of_drive.about.whose) == ("Camille", AboutKind.DRIVE, "Mairie")


def test_a_page_of_papers_reads_no_more_than_its_rows(shop: Shop, views: PaperViews) -> None:
    code = settled(shop, "S-1")
    issued = [shop.certificates.issue(shop.actor, code)[0].number for _ in range(7)]
    first, second = views.papers(0, 3), views.papers(3, 3)
    assert [row.number for row in (*first.rows, *second.rows)] == list(reversed(issued))[:6]
    assert (first.total, second.total) == (7, 7)


def test_a_new_issue_replaces_the_old_and_both_say_so(shop: Shop, views: PaperViews) -> None:
    code = settled(shop, "S-1")
    old, _content = shop.certificates.issue(shop.actor, code)
    new, _content = shop.certificates.issue(shop.actor, code)
    newer, older = views.papers().rows
    assert (newer.replaces, newer.replaced_by) == (old.number, "")
    assert (older.replaces, older.replaced_by) == ("", new.number)


def test_a_manifest_is_about_the_recipient_of_an_order(shop: Shop, views: PaperViews) -> None:
    code, order = shop.ready(), shop.order(1)
    shop.deliveries.pack(shop.actor, order, 1, code)
    document, _manifest = shop.deliveries.manifest(shop.actor, order, 1)
    (row,) = views.papers().rows
    assert (row.about.kind, row.about.name, row.about.whose) == (AboutKind.ORDER, "Collège", "Métropole")
    assert [item.number for item in views.of(order).papers] == [document.number]
    assert document.number in [item.number for item in views.of(code).papers]
    assert not views.of(order).can_have


def test_what_keeps_a_certificate_from_a_lot_is_what_issuing_it_says(shop: Shop, views: PaperViews) -> None:
    settled(shop, "S-1")
    shop.received("S-2")
    shop.machines.receive(shop.actor, shop.lot.code, "S-3")
    view = views.of(shop.lot.code)
    with pytest.raises(RefusedError) as refused:
        shop.certificates.issue(shop.actor, shop.lot.code)
    assert set(view.objections) == set(refused.value.reasons)
    assert view.objected == 2
    assert dict(view.counts) == {Standing.WIPED: 1, Standing.OPEN: 1}


def test_what_is_not_ordinary_stands_apart_the_worst_first(shop: Shop, views: PaperViews) -> None:
    settled(shop, "S-1")
    failing = shop.received("S-2", a_drive("D-2"), a_drive("D-3"))
    first, second = shop.machines.drives(failing)
    for drive in (first, second):
        shop.wiping.wipe(shop.actor, drive.code, a_medium(drive.serial), FakeEraser(differing_bytes=1), exercise=False)
    shop.wiping.attest_destruction(shop.actor, first.code)
    view = views.of(shop.lot.code)
    assert [(row.drive, row.standing) for row in view.exceptions] == [
        (second.code, Standing.NOT_WIPED),
        (first.code, Standing.DESTROYED),
    ]
    assert not view.objections


def test_a_certificate_is_old_once_a_drive_has_another_fate(shop: Shop, views: PaperViews) -> None:
    code = settled(shop, "S-1")
    shop.certificates.issue(shop.actor, code)
    assert not views.of(code).is_old
    (drive,) = shop.machines.drives(code)
    shop.wiping.attest_destruction(shop.actor, drive.code)
    view = views.of(code)
    assert view.is_old
    assert view.certificate is not None


def test_a_lot_is_finished_once_every_machine_came_and_every_drive_is_settled(shop: Shop, views: PaperViews) -> None:
    settled(shop, "S-1")
    assert views.finished_lots() == ()  # one is still to come
    second = shop.received("S-2")
    assert views.finished_lots() == ()
    shop.wiped(second)
    (lot,) = views.finished_lots()
    assert (lot.code, lot.donor, lot.machines, lot.drives) == (shop.lot.code, "Mairie", 2, 2)
    shop.certificates.issue(shop.actor, shop.lot.code)
    assert views.finished_lots() == ()


def test_a_lot_that_was_closed_with_a_gap_is_finished_too(shop: Shop, views: PaperViews) -> None:
    settled(shop, "S-1")
    shop.lots.close(shop.actor, shop.lot.code)
    assert [lot.code for lot in views.finished_lots()] == [shop.lot.code]


def test_a_lot_that_nobody_counted_waits_until_it_is_closed(shop: Shop, views: PaperViews) -> None:
    lot = shop.lots.open(shop.actor, "École")
    card = shop.machines.receive(shop.actor, lot.code, "S-9")
    shop.wiping.check_bays(shop.actor, card.code)
    assert views.finished_lots() == ()
    shop.lots.close(shop.actor, lot.code)
    assert [item.code for item in views.finished_lots()] == [lot.code]


def test_a_drive_shows_the_papers_of_its_machine_and_of_its_lot(shop: Shop, views: PaperViews) -> None:
    code = settled(shop, "S-1")
    second = settled(shop, "S-2")
    (drive,) = shop.machines.drives(code)
    numbers = [shop.certificates.issue(shop.actor, subject)[0].number for subject in (drive.code, code, shop.lot.code)]
    shop.certificates.issue(shop.actor, second)
    view = views.of(drive.code)
    assert [row.number for row in view.papers] == numbers[::-1]
    assert view.certificate is not None
    assert view.certificate.number == numbers[0]


def test_what_is_known_nowhere_has_no_papers(shop: Shop, views: PaperViews) -> None:
    for ask in (views.of, views.paper, views.document):
        with pytest.raises(UnknownCodeError):
            ask("020100000000")
    assert views.numbered("CE-1999-01-000001") is None
    assert views.numbered("") is None


def test_a_paper_is_found_by_its_number(shop: Shop, views: PaperViews) -> None:
    code = settled(shop, "S-1")
    document, _content = shop.certificates.issue(shop.actor, code)
    row = views.numbered(document.number)
    assert row is not None
    assert row.code == document.code
    assert views.document(document.code) == document


def test_a_loose_drive_counts_in_its_lot(shop: Shop, views: PaperViews) -> None:
    settled(shop, "S-1")
    loose = shop.drives.receive_loose(shop.actor, shop.lot.code, PresentDrive(a_medium("LOOSE1")))
    view = views.of(shop.lot.code)
    assert dict(view.counts) == {Standing.WIPED: 1, Standing.OPEN: 1}
    assert view.objections == (f"drive-open:{loose.code}",)
