from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from tests.ui.open_window import OpenIt, OpenWindow
from tests.ui.review_reports import (
    a_shop_with_machines,
    arrives,
    every_reason,
    identified,
    is_refused,
)
from tests.ui.review_window import at_review, lines, open_report, read, screen_of
from ui.review.screen import Mode, ReviewScreen
from ui.signals import Signal
from workshop.domain.codes import make
from workshop.domain.event import Event
from workshop.domain.events import ReportAttached, ReportDismissed, ScanSettled
from workshop.domain.reports import Arrival, Authenticity
from workshop.domain.typography import grouped

KEY = Qt.Key


@pytest.fixture
def window(real_shop: Path, open_window: OpenIt) -> OpenWindow:
    return open_window(real_shop)


@pytest.fixture
def machines(window: OpenWindow) -> list[str]:
    return a_shop_with_machines(window.workshop, window.desk.session.actor)


@pytest.fixture
def screen(window: OpenWindow, machines: list[str]) -> ReviewScreen:
    del machines
    return at_review(window)


def brings(window: OpenWindow, serial: str | None, authenticity: Authenticity = Authenticity.AUTHENTIC) -> str:
    """Let one report wait; return its digest."""
    arrived = arrives(window.workshop, window.desk.session.actor, identified(serial), authenticity)
    assert arrived.result is Arrival.WAITING
    return arrived.card.digest


def last(window: OpenWindow) -> Event:
    with window.workshop.store.looking() as look:
        return look.journal()[-1].event


def state(window: OpenWindow, digest: str) -> tuple[Arrival, str]:
    card = window.workshop.reports.find(digest)
    assert card is not None
    return card.state, card.machine


def test_where_nothing_waits_it_says_so_and_what_comes_here(window: OpenWindow) -> None:
    screen = at_review(window)
    assert lines(screen) == []
    assert screen.list.empty.sentence.text() == "Rien à vérifier."
    assert "scans refusés" in screen.list.what.text()
    assert list(screen.keys) == ["F4"]


def test_the_button_at_home_leads_here_and_counts_both_kinds(window: OpenWindow) -> None:
    is_refused(window.workshop, window.desk.session.actor, "JAMAISVU9")
    brings(window, "STRANGER1")
    window.home.enter()
    window.settle()
    assert window.home.day.review.text() == "2 à vérifier"
    window.home.day.review.click()
    window.settle()
    assert window.desk.current == "review"
    window.until(lambda: window.desk.rail.items["review"]._count == 2)


def test_reports_stand_newest_first_each_with_why_it_waits(window: OpenWindow) -> None:
    every_reason(window.workshop, window.desk.session.actor)
    screen = at_review(window)
    assert [read(line.title) for line in screen.list.list.rows.lines] == [
        "Rapports d’ordinateurs",
        "Il ne donne pas de numéro de série.",
        "Aucun ordinateur reçu n’a ce numéro de série.",
        "Il a été modifié depuis que la clé USB l’a signé.",
        "Cet ordinateur a déjà un diagnostic.",
    ]
    assert [read(line.text).split(" · ")[-1] for line in screen.list.list.rows.lines[1:]] == [
        "Sonde d’Établi, non authentifié",
        "Sonde d’Établi, signé par une clé USB de l’atelier",
        "Sonde d’Établi, modifié : ne pas croire",
        "GLPI, non authentifié",
    ]


def test_one_report_says_who_it_is_about_and_asks_one_question(window: OpenWindow, screen: ReviewScreen) -> None:
    actor = window.desk.session.actor
    arrives(window.workshop, actor, identified("NEVERSEEN1", "CH-0042", "/NEVERSEEN1/CN129/"))
    screen.enter()
    window.settle()
    window.press(KEY.Key_F12)
    window.settle()
    assert screen.mode is Mode.REPORT
    assert read(screen.report.question_words.text()) == "Quel ordinateur est-ce ?"
    assert screen.report.why.text() == "Aucun ordinateur reçu n’a ce numéro de série."
    said = [read(row.value.text()) for row in screen.report.says.rows]
    assert said[0] == "Dell Latitude 5400"
    assert said[1] == "NEVERSEEN1 · boîtier CH-0042 · carte mère /NEVERSEEN1/CN129/"
    assert said[2:4] == ["Intel Core i5-8365U", "16 Gio"]
    assert "signé par une clé USB" in said[5]
    assert [button.isVisible() for button in screen.report.candidates] == [True] * 6


def test_a_digit_shows_the_machine_beside_the_report_and_only_f12_attaches(
    window: OpenWindow, screen: ReviewScreen
) -> None:
    digest = brings(window, None)
    open_report(window, screen)
    code = screen.report.candidates[1].code
    window.digit(2)
    window.settle()
    assert screen.report.plate.code == code
    assert read(screen.report.question_words.text()) == "Est-ce bien cet ordinateur ?"
    for key in (KEY.Key_Return, KEY.Key_Enter, KEY.Key_Return):
        window.press(key)
        window.settle()
    assert state(window, digest) == (Arrival.WAITING, "")
    window.press(KEY.Key_F12)
    window.settle()
    assert state(window, digest) == (Arrival.ATTACHED, code)
    assert last(window) == ReportAttached(digest, "etabli", "authentic", chosen=True)
    assert screen.mode is Mode.LIST
    assert lines(screen) == []
    assert grouped(code) in window.band_text
    assert f"Rapport rattaché à {grouped(code)}" in window.last_gesture


def test_enter_and_a_readers_enter_open_nothing_in_the_list(window: OpenWindow, screen: ReviewScreen) -> None:
    brings(window, None)
    screen.enter()
    window.settle()
    window.press(KEY.Key_Return)
    window.settle()
    assert screen.report.view is None
    window.press(KEY.Key_Space)
    window.settle()
    assert screen.mode is Mode.REPORT


def test_the_label_of_the_machine_answers_at_once(
    window: OpenWindow, screen: ReviewScreen, machines: list[str]
) -> None:
    digest = brings(window, None)
    open_report(window, screen)
    window.scan(machines[2], Signal.ACCEPTED)
    window.settle()
    assert state(window, digest) == (Arrival.ATTACHED, machines[2])
    assert window.desk.current == "review"
    assert screen.mode is Mode.LIST


def test_a_label_without_a_report_in_front_opens_its_machine(
    window: OpenWindow, screen: ReviewScreen, machines: list[str]
) -> None:
    del screen
    window.scan(machines[2], Signal.ACCEPTED)
    assert window.desk.current == "bench"


def test_a_label_that_something_speaks_against_is_asked_about(
    window: OpenWindow, screen: ReviewScreen, machines: list[str]
) -> None:
    digest = brings(window, "STRANGER1")
    open_report(window, screen)
    window.scan(machines[0], Signal.ACCEPTED)
    assert screen.report.objections.text() == "Son numéro de série n’est pas celui du rapport."
    assert screen.report.says.rows[1].mark.isVisible()
    window.scan(machines[0], Signal.ACCEPTED)  # its label twice is still no yes
    assert state(window, digest)[0] is Arrival.WAITING
    window.press(KEY.Key_F12)
    window.settle()
    assert state(window, digest) == (Arrival.ATTACHED, machines[0])


def test_another_label_shows_the_other_machine(window: OpenWindow, screen: ReviewScreen, machines: list[str]) -> None:
    brings(window, "STRANGER1")
    open_report(window, screen)
    window.scan(machines[0], Signal.ACCEPTED)
    window.scan(machines[1], Signal.ACCEPTED)
    assert screen.report.plate.code == machines[1]


def test_a_machine_that_has_not_come_yet_is_refused(window: OpenWindow, screen: ReviewScreen) -> None:
    work, actor = window.workshop, window.desk.session.actor
    lot = work.lots.open(actor, "Mairie", 1)
    awaited = work.lots.expect(actor, lot.code, "Dell", "Latitude", "5CGAWAITED")
    digest = brings(window, None)
    open_report(window, screen)
    window.scan(awaited.serial, Signal.ACCEPTED)
    window.until(lambda: window.band.signal is Signal.REFUSED)
    assert "pas encore entré" in window.band_text
    assert state(window, digest)[0] is Arrival.WAITING


def test_a_machine_with_a_reading_stands_beside_the_report_at_once(window: OpenWindow) -> None:
    code = every_reason(window.workshop, window.desk.session.actor)
    screen = at_review(window)
    (card,) = [one for one in screen.waits.reports if one.reason == "read-before"]
    open_report(window, screen, card.digest)
    assert screen.report.plate.code == code
    assert [row.mark.isVisible() for row in screen.report.knows.rows] == [False, False, False, True, False, False]
    memory = (side.rows[3].value.text() for side in (screen.report.says, screen.report.knows))
    assert list(map(read, memory)) == ["8 Gio", "16 Gio"]
    assert screen.report.objections.text() == "Cet ordinateur a déjà un diagnostic. Il serait remplacé."
    window.press(KEY.Key_Escape)
    assert read(screen.report.question_words.text()) == "Quel ordinateur est-ce ?"
    window.press(KEY.Key_Escape)
    window.settle()
    assert screen.mode is Mode.LIST
    assert state(window, card.digest)[0] is Arrival.WAITING


def test_a_report_that_was_altered_says_that_it_is_not_to_be_believed(window: OpenWindow, screen: ReviewScreen) -> None:
    digest = brings(window, "4HT9K02", Authenticity.ALTERED)
    open_report(window, screen)
    assert "modifié : ne pas croire" in read(screen.report.says.rows[5].value.text())
    window.digit(1)
    window.settle()
    assert "modifié" in screen.report.objections.text()
    assert state(window, digest)[0] is Arrival.WAITING


def test_a_report_of_no_machine_of_ours_is_put_away_after_a_second_question(
    window: OpenWindow, screen: ReviewScreen
) -> None:
    digest = brings(window, "STRANGER1")
    open_report(window, screen)
    window.press(KEY.Key_F3)
    assert screen.report.question.isVisible()
    window.press(KEY.Key_Return)
    window.digit(2)
    assert not screen.report.question.isVisible()
    assert state(window, digest)[0] is Arrival.WAITING
    window.press(KEY.Key_F3)
    window.digit(1)
    window.settle()
    assert state(window, digest)[0] is Arrival.DISMISSED
    assert last(window) == ReportDismissed(digest)
    assert screen.mode is Mode.LIST
    assert lines(screen) == []


def test_what_another_bench_has_settled_meanwhile_is_told(window: OpenWindow, screen: ReviewScreen) -> None:
    digest = brings(window, None)
    open_report(window, screen)
    window.digit(1)
    window.settle()
    window.workshop.reports.dismiss(window.desk.session.actor, digest)
    window.press(KEY.Key_F12)
    window.settle()
    assert "n’attend plus" in window.band_text
    assert screen.mode is Mode.LIST


def test_a_refused_scan_stands_with_everything_that_is_known_of_it(window: OpenWindow) -> None:
    is_refused(window.workshop, window.desk.session.actor, "JAMAISVU9", "Honeywell HH660")
    screen = at_review(window)
    _heading, line = screen.list.list.rows.lines
    assert line.title == "Personne ne connaît le numéro JAMAISVU9."
    assert (
        read(line.text) == "JAMAISVU9 · Honeywell HH660 · Atelier du Rhône · Poste 1\nScannez d’abord à l’écran Entrée."
    )
    assert read(line.state).startswith("aujourd’hui, à ")


def test_seen_takes_a_scan_away_and_goes_on_with_the_next(window: OpenWindow) -> None:
    for text in ("JAMAISVU1", "JAMAISVU2", "JAMAISVU3"):
        is_refused(window.workshop, window.desk.session.actor, text)
    screen = at_review(window)
    window.press(KEY.Key_Down)
    window.press(KEY.Key_F12)
    window.settle()
    assert last(window) == ScanSettled(2)
    assert [title.split()[-1] for title in lines(screen)] == ["JAMAISVU3.", "JAMAISVU1."]
    assert screen.list.list.key == "scan:1"
    window.until(lambda: window.desk.rail.items["review"]._count == 2)
    for key in (KEY.Key_Return, KEY.Key_Space):
        window.press(key)
        window.settle()
    assert len(lines(screen)) == 2


def test_a_code_that_is_refused_here_comes_into_the_list(window: OpenWindow) -> None:
    screen = at_review(window)
    window.scan(make(26, 7, 41).text, Signal.REFUSED)
    assert len(lines(screen)) == 1
    assert screen.keys["F12"].text() == "Vu"


def test_a_serial_that_came_in_since_says_so(window: OpenWindow) -> None:
    work, actor = window.workshop, window.desk.session.actor
    is_refused(work, actor, "4HT9K02")
    code = a_shop_with_machines(work, actor)[0]
    screen = at_review(window)
    assert f"Depuis, il est entré : {read(grouped(code))}." in read(screen.list.list.rows.lines[1].text)


def test_what_a_reader_sends_is_shown_whole_and_safely(window: OpenWindow) -> None:
    is_refused(window.workshop, window.desk.session.actor, "A\x1d\u202eB" + "C" * 60)
    is_refused(window.workshop, window.desk.session.actor, "")
    screen = at_review(window)
    empty, odd = (read(line.text) for line in screen.list.list.rows.lines[1:])
    assert empty.startswith("(vide) · ")
    assert odd.startswith("A··B" + "C" * 60 + " · ")


def test_every_button_has_a_name_and_is_high_enough(window: OpenWindow, screen: ReviewScreen) -> None:
    brings(window, None)
    open_report(window, screen)
    window.digit(1)
    window.settle()
    window.press(KEY.Key_Escape)
    buttons = [button for button in screen.page.findChildren(QAbstractButton) if button.isVisible()]
    assert len(buttons) == 8
    assert [button.text() for button in buttons if not button.text()] == []
    assert [button.height() for button in buttons if button.height() < 64] == []


def test_a_report_that_comes_while_another_is_in_front_changes_nothing_there(
    window: OpenWindow, screen: ReviewScreen
) -> None:
    first = brings(window, "STRANGER1")
    open_report(window, screen, first)
    brings(window, "STRANGER2")
    screen.hear(frozenset())
    window.settle()
    assert (screen.mode, screen.report.digest) == (Mode.REPORT, first)
    assert screen.waits.report_count == 2


def test_the_screen_is_the_same_after_it_was_left(window: OpenWindow, screen: ReviewScreen) -> None:
    digest = brings(window, "STRANGER1")
    open_report(window, screen, digest)
    window.go(KEY.Key_F5, "intake")
    assert at_review(window) is screen_of(window)
    assert screen.report.digest == digest
