"""A lot's slip at Effacer: the manager's one permission for all of its drives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.fake_wiping import FakeWiping, fake_in, row
from tests.ui.fitting import SMALL, laid_out, problems
from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.test_bench import TWO_DRIVES, received
from tests.ui.test_wiping import screen, starts
from ui.signals import Signal
from ui.wiping.acts import Act
from ui.wiping.left import Mode
from ui.wiping.lot import LotPage
from workshop.domain.holds import HoldReason
from workshop.domain.people import Role
from workshop.services.holding import Holding
from workshop.services.wipe_lots import Standing


@pytest.fixture
def window(sample_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(sample_shop)


@pytest.fixture
def code(window: OpenWindow) -> str:
    made = received(window, TWO_DRIVES)
    window.workshop.machines.triage(window.desk.session.actor, made)
    return made


@pytest.fixture
def wiping(window: OpenWindow, code: str) -> FakeWiping:
    fake = fake_in(window)
    window.go(Qt.Key.Key_F7, "wiping")
    return fake


@pytest.fixture
def lot(window: OpenWindow) -> str:
    return window.workshop.lots.open_ones()[0].code


def page(window: OpenWindow) -> LotPage:
    return screen(window).left.lot


def shown(window: OpenWindow, lot: str) -> LotPage:
    window.scan(lot, Signal.ACCEPTED)
    window.until(lambda: page(window).view is not None)
    assert screen(window).mode is Mode.LOT
    return page(window)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def badge(window: OpenWindow, role: Role) -> str:
    return next(person.code for person in window.workshop.people.everybody()[::-1] if person.role is role)


def authorised(window: OpenWindow, lot: str) -> bool:
    return window.workshop.lots.wipes_authorised(lot)


def test_the_slip_shows_how_far_the_lot_is(window: OpenWindow, wiping: FakeWiping, lot: str) -> None:
    lot_page = shown(window, lot)
    assert (lot_page.plate.code, lot_page.donor.text()) == (lot, "Mairie d’Exemple")
    assert plain(lot_page.sentence.text()) == "2 sur 5 disques effacés"
    told = {standing: plain(row.label.text()) for standing, row in lot_page.rows.items() if not row.isHidden()}
    assert told == {
        Standing.FAILED: "1 non effacé",
        Standing.HERE: "2 à effacer, branchés ici",
        Standing.WIPED: "2 effacés",
    }
    assert window.desk.current == "wiping"


def test_a_manager_authorises_the_lot_after_a_question_that_says_what_it_means(
    window: OpenWindow, wiping: FakeWiping, lot: str
) -> None:
    lot_page = shown(window, lot)
    assert lot_page.acts.offered == (Act.AUTHORISE,)
    window.press(Qt.Key.Key_F12)
    question = lot_page.acts.question
    assert question.what.text() == "Autoriser l’effacement de tout le lot\u202f?"
    assert "pour toujours, sans scanner" in question.more.text()
    window.digit(2)
    assert not authorised(window, lot)
    asked = len([told for told in wiping.told if told[0] == "authorised"])
    window.press(Qt.Key.Key_F12)
    window.digit(1)
    window.until(lambda: lot_page.acts.offered == (Act.FORBID,))
    assert authorised(window, lot)
    window.until(lambda: len([told for told in wiping.told if told[0] == "authorised"]) > asked)
    assert "s’effacent seuls" in lot_page.more.text()


def test_the_permission_is_taken_back_the_same_way(window: OpenWindow, wiping: FakeWiping, lot: str) -> None:
    window.workshop.lots.authorise_wipes(window.desk.session.actor, lot)
    lot_page = shown(window, lot)
    window.press(Qt.Key.Key_F3)
    assert "continue" in lot_page.acts.question.more.text()
    window.digit(1)
    window.until(lambda: lot_page.acts.offered == (Act.AUTHORISE,))
    assert not authorised(window, lot)


def test_a_technician_is_told_who_may_and_a_manager_s_badge_brings_the_key(
    window: OpenWindow, wiping: FakeWiping, lot: str
) -> None:
    window.scan(badge(window, Role.TECHNICIAN))
    lot_page = shown(window, lot)
    assert lot_page.acts.offered == ()
    assert "Seul un responsable peut autoriser" in lot_page.more.text()
    assert "Camille" in lot_page.more.text()
    window.press(Qt.Key.Key_F12)
    assert not lot_page.acts.asking
    window.scan(badge(window, Role.MANAGER))
    window.until(lambda: lot_page.acts.offered == (Act.AUTHORISE,))


def test_data_to_keep_offers_only_its_release(window: OpenWindow, wiping: FakeWiping, lot: str) -> None:
    Holding(window.workshop.store).place(window.desk.session.actor, lot, HoldReason.DATA_TO_KEEP)
    lot_page = shown(window, lot)
    assert lot_page.acts.offered == (Act.RELEASE,)
    assert "à garder" in lot_page.what.text()


def test_the_lot_follows_what_happens_to_its_drives(
    window: OpenWindow, wiping: FakeWiping, lot: str, code: str
) -> None:
    lot_page = shown(window, lot)
    wiping.absent = {drive.code for drive in window.workshop.machines.drives(code)}
    window.until(lambda: lot_page.view is not None and lot_page.view.counts[Standing.AWAY] == 2)


def test_a_label_leaves_the_lot_and_an_open_question_goes_with_it(
    window: OpenWindow, wiping: FakeWiping, lot: str, code: str
) -> None:
    lot_page = shown(window, lot)
    window.press(Qt.Key.Key_F12)
    assert lot_page.acts.asking
    window.scan(code, Signal.ACCEPTED)
    assert screen(window).mode is Mode.CHOSEN
    assert not lot_page.acts.asking
    window.digit(1)
    window.settle()
    assert not authorised(window, lot)
    assert starts(wiping) == []


def test_escape_leaves_the_lot(window: OpenWindow, wiping: FakeWiping, lot: str) -> None:
    shown(window, lot)
    window.press(Qt.Key.Key_Escape)
    assert screen(window).mode is Mode.NOTHING
    assert screen(window).keys.keys() == {"F4"}


def test_a_card_s_open_question_is_not_answered_from_another_view(
    window: OpenWindow, wiping: FakeWiping, lot: str, code: str
) -> None:
    drive = window.workshop.machines.drives(code)[0]
    wiping.rows = (row(drive, code, "HP", window.desk.session.actor.bench),)
    window.until(lambda: len(screen(window).running.order) == 1)
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_F3)
    assert screen(window).detail.acts.asking
    shown(window, lot)
    window.digit(1)
    window.settle()
    assert not any(told[0] == "stop" for told in wiping.told)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.TECHNICIAN])
def test_a_lot_with_everything_in_it_fits_its_page(
    window: OpenWindow, wiping: FakeWiping, lot: str, role: Role
) -> None:
    window.window.resize(SMALL)
    window.scan(badge(window, role))
    lot_page = shown(window, lot)
    window.settle()
    screen(window).following.leave()
    view = lot_page.view
    assert view is not None
    lot_page.show_lot(replace(view, counts=dict.fromkeys(Standing, 34), to_validate=12))
    for asking in (False, True):
        if asking and lot_page.acts.offered:
            window.press(Qt.Key.Key_F12)
        screen(window).page.fit()
        laid_out()
        assert all(not one.isHidden() for one in lot_page.rows.values())
        assert problems(window.window) == []
        assert screen(window).page.area.verticalScrollBar().maximum() == 0
