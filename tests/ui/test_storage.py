from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow
from tests.ui.storage_window import Mode, Stock, rows, screen_of, stocked
from ui.signals import Shape, Signal
from workshop.domain.codes import Command, command_code
from workshop.domain.typography import grouped

KEY = Qt.Key


@pytest.fixture
def stock(real_shop: Path, open_window: OpenIt) -> Stock:
    return stocked(open_window, real_shop, machines=4)


def place_of(stock: Stock, number: int) -> str:
    """Name the place where a machine stands."""
    place = stock.window.workshop.views.bench(stock.machines[number]).place
    return place.name if place else ""


def words(window: OpenWindow) -> str:
    return "\n".join(label.text() for label in window.desk.screen.page.findChildren(QLabel) if label.isVisible())


def test_a_shop_without_places_says_how_to_make_them(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    window.go(KEY.Key_F8, "storage")
    assert "F3" in screen_of(window).start.none.text()
    assert screen_of(window).start.none.isVisible()


def test_many_places_are_made_at_once_with_one_file_of_labels(
    real_shop: Path, open_window: OpenIt, opened_files: OpenedFiles
) -> None:
    window = open_window(real_shop)
    window.go(KEY.Key_F8, "storage")
    window.press(KEY.Key_F3)
    window.write("A-20 à A-01")
    assert "A-01 à A-20" in screen_of(window).places.field.error.label.text()
    screen_of(window).places.field.edit.selectAll()
    window.write("A-01 à A-20")
    window.settle()
    assert [title for title, _state in rows(screen_of(window).places.list)][:2] == ["A-01", "A-02"]
    (file,) = opened_files.files
    assert file.read_bytes().startswith(b"%PDF")
    assert window.last_gesture.startswith("Étiquettes")
    window.write("A-03")
    window.settle()
    assert "A-03 existe déjà." in window.band_text
    window.press(KEY.Key_Escape)
    assert screen_of(window).mode is Mode.START


def test_the_label_of_one_place_is_printed_again(stock: Stock, opened_files: OpenedFiles) -> None:
    stock.window.press(KEY.Key_F3)
    stock.window.settle()
    stock.window.press(KEY.Key_Down)
    stock.window.press(KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    stock.window.settle()
    assert opened_files.files[0].stem == stock.places["B-04"].code


def test_a_machine_then_its_place_and_the_screen_is_ready_for_the_next(stock: Stock) -> None:
    stock.window.scan(stock.machines[3], Signal.ACCEPTED)
    stock.until(Mode.HAND)
    assert stock.screen.hand.where.text() == "Il n’est rangé nulle part."
    assert stock.screen.hand.plate.code == stock.machines[3]
    stock.window.scan(stock.places["B-04"].code, Signal.ACCEPTED)
    assert "Rangé en B-04" in stock.window.band_text
    assert (stock.screen.mode, place_of(stock, 3)) == (Mode.START, "B-04")


def test_a_place_stays_open_until_another_one_or_fini(stock: Stock) -> None:
    stock.window.scan(stock.places["A-01"].code)
    stock.until(Mode.PLACE)
    for number in (3, 0):
        stock.window.scan(stock.machines[number], Signal.ACCEPTED)
    assert rows(stock.screen.at.page.done) == [
        (grouped(stock.machines[0]), "Était en B-04"),
        (grouped(stock.machines[3]), "Rangé"),
    ]
    assert not stock.screen.at.page.shelf.place.counting if stock.screen.at.page.shelf else False
    stock.window.scan(stock.places["B-04"].code)
    assert stock.screen.at.page.name.text() == "B-04"
    stock.window.press(KEY.Key_F12)
    stock.until(Mode.START)
    assert not stock.window.workshop.storage.place("A-01").opened_at


def test_escape_ends_what_was_only_put_there(stock: Stock) -> None:
    stock.window.scan(stock.places["A-01"].code)
    stock.window.scan(stock.machines[3])
    stock.window.press(KEY.Key_Escape)
    stock.until(Mode.START)
    assert "1\u00a0ordinateur rangé en A-01" in stock.window.band_text
    stock.window.press(KEY.Key_Escape)
    assert stock.window.desk.current == "home"


def test_the_same_machine_twice_is_already_there(stock: Stock) -> None:
    stock.window.scan(stock.places["A-01"].code)
    stock.window.scan(stock.machines[3], Signal.ACCEPTED)
    stock.window.scan(stock.machines[3], Signal.ALREADY_DONE)
    assert len(rows(stock.screen.at.page.done)) == 1


def test_a_shelf_of_thirty_is_counted_with_thirty_two_gestures(real_shop: Path, open_window: OpenIt) -> None:
    stock = stocked(open_window, real_shop, machines=30, on_the_shelf=30)
    scans = 0
    for code in (stock.places["B-04"].code, *stock.machines):
        stock.window.scan(code, Signal.ACCEPTED)
        scans += 1
    assert stock.window.band_text.endswith("30\u00a0sur\u00a030")
    stock.window.scan(command_code(Command.DONE).text)
    scans += 1
    stock.until(Mode.START)
    assert stock.window.band.signal is Signal.FINISHED
    assert "30\u00a0sur\u00a030" in stock.window.band_text
    assert stock.window.workshop.storage.place("B-04").counted_at
    assert scans == 32


def test_a_count_shows_expected_seen_missing_and_too_many(stock: Stock) -> None:
    other = stock.window.workshop.storage.place("A-01")
    stock.window.workshop.storage.store(stock.window.desk.session.actor, stock.machines[3], other.code)
    stock.window.scan(stock.places["B-04"].code)
    stock.window.scan(stock.machines[0])
    stock.window.scan(stock.machines[3], Signal.ACCEPTED)
    assert "Il était en A-01. Il est maintenant en B-04." in stock.window.band_text
    page = stock.screen.at.page
    assert (page.number.text(), page.left.text()) == (
        "1\u00a0sur\u00a03",
        "Il en reste 2.",
    )
    assert rows(page.done)[0] == (grouped(stock.machines[3]), "Était en A-01")
    assert page.done.rows.lines[0].shape is Shape.WARNING
    assert [title for title, _state in rows(page.others)] == [grouped(code) for code in stock.machines[1:3]]


def test_a_count_with_missing_machines_asks_and_shows_what_it_found(stock: Stock) -> None:
    stock.window.scan(stock.places["B-04"].code)
    stock.window.scan(stock.machines[0])
    stock.window.press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stock.window.until(lambda: stock.screen.at.asks)
    assert stock.screen.at.page.question.what.text() == "Il manque 2\u00a0ordinateurs en B-04."
    stock.window.digit(3)
    assert stock.screen.mode is Mode.PLACE
    stock.window.press(KEY.Key_F12)
    stock.window.until(lambda: stock.screen.at.asks)
    stock.window.scan(stock.machines[1], Signal.ACCEPTED)  # one more was found: it is asked no longer
    assert not stock.screen.at.asks
    stock.window.press(KEY.Key_F12)
    stock.window.until(lambda: stock.screen.at.asks)
    stock.window.digit(1)
    stock.until(Mode.COUNTED)
    assert rows(stock.screen.counted.missing) == [(grouped(stock.machines[2]), "Manque")]
    assert (place_of(stock, 0), place_of(stock, 2)) == ("B-04", "")
    stock.window.scan(stock.machines[2])
    stock.until(Mode.HAND)


def test_who_only_put_machines_there_says_so_and_nothing_is_missing(stock: Stock) -> None:
    stock.window.scan(stock.places["B-04"].code)
    stock.window.scan(stock.machines[0])
    stock.window.press(KEY.Key_F12)
    stock.window.until(lambda: stock.screen.at.asks)
    stock.window.digit(2)
    stock.until(Mode.START)
    assert [place_of(stock, number) for number in range(3)] == ["B-04"] * 3


def test_an_empty_shelf_is_counted_by_its_key(stock: Stock) -> None:
    stock.window.scan(stock.places["B-04"].code)
    stock.window.press(KEY.Key_F3)
    stock.window.settle()
    assert stock.screen.at.page.number.text() == "0\u00a0sur\u00a03"
    stock.window.press(KEY.Key_F12)
    stock.window.until(lambda: stock.screen.at.asks)
    stock.window.digit(1)
    stock.until(Mode.COUNTED)
    assert len(rows(stock.screen.counted.missing)) == 3


def test_a_count_goes_on_after_another_screen_and_after_a_new_start(
    real_shop: Path, open_window: OpenIt, stock: Stock
) -> None:
    stock.window.scan(stock.places["B-04"].code)
    stock.window.scan(stock.machines[0])
    stock.window.go(KEY.Key_F6, "bench")
    stock.window.go(KEY.Key_F8, "storage")
    assert stock.screen.mode is Mode.PLACE
    stock.window.close()
    again = open_window(real_shop)
    again.until(lambda: again.application.desk is not None)
    again.scan(stock.places["B-04"].code)  # from the home screen
    assert again.desk.current == "storage"
    again.settle()
    assert screen_of(again).at.page.number.text() == "1\u00a0sur\u00a03"


def test_what_cannot_stand_on_a_shelf_is_refused_and_the_count_does_not_move(stock: Stock) -> None:
    workshop, actor = stock.window.workshop, stock.window.desk.session.actor
    lot = workshop.machines.card(stock.machines[0]).lot
    expected = workshop.lots.expect(actor, lot, "HP", "ProBook", "SN9999").code
    stock.window.scan(stock.places["A-01"].code)
    stock.window.scan(expected, Signal.REFUSED)
    assert "n’est pas encore reçu" in stock.window.band_text
    assert rows(stock.screen.at.page.done) == []


def test_the_commands_of_the_bench_card_do_what_the_keys_do(stock: Stock) -> None:
    screen = stock.screen
    assert not screen.command(Command.DONE)
    stock.window.scan(stock.places["B-04"].code)
    stock.window.scan(stock.machines[0])
    assert screen.command(Command.DONE)
    stock.window.until(lambda: screen.at.asks)
    assert screen.command(Command.NO)
    assert not screen.at.asks
    assert screen.command(Command.DONE)
    stock.window.until(lambda: screen.at.asks)
    assert screen.command(Command.YES)
    stock.until(Mode.COUNTED)
    assert not screen.command(Command.WORKS)
    assert screen.command(Command.DONE)
    stock.until(Mode.START)


def test_anything_typed_in_the_search_finds_and_space_opens_the_poste(stock: Stock) -> None:
    stock.window.press(KEY.Key_F2)
    stock.window.write("ecully latitude")
    stock.window.until(lambda: stock.screen.search.found is not None)
    stock.window.settle()
    assert len(rows(stock.screen.search.list)) == 4
    title = stock.screen.search.list.rows.lines[0].title
    assert title == f"{grouped(stock.machines[3])} · Dell Latitude 5400"
    assert "Pas rangé" in stock.screen.search.list.rows.lines[0].text
    stock.window.press(KEY.Key_Down)
    assert stock.screen.search.list.key == stock.machines[2]
    stock.window.press(KEY.Key_Space)
    stock.window.until(lambda: stock.window.desk.current == "bench")
    stock.window.settle()
    assert stock.window.bench.view is not None
    assert stock.window.bench.view.card.code == stock.machines[2]


def test_words_typed_without_a_field_are_looked_for_too(stock: Stock) -> None:
    stock.window.type("latitude")
    stock.window.until(lambda: stock.screen.search.found is not None)
    assert stock.screen.mode is Mode.SEARCH
    stock.window.settle()
    stock.window.scan(stock.machines[0])  # a scan is never swallowed by the field
    stock.until(Mode.HAND)


def test_a_place_that_is_looked_for_stands_first_and_opens(stock: Stock) -> None:
    stock.window.press(KEY.Key_F2)
    stock.window.write("b 04")
    stock.window.until(lambda: stock.screen.search.found is not None)
    stock.window.settle()
    assert rows(stock.screen.search.list)[0][0] == "La place B-04"
    stock.window.press(KEY.Key_Space)
    stock.until(Mode.PLACE)
    assert stock.screen.at.page.name.text() == "B-04"


def test_nothing_found_says_so(stock: Stock) -> None:
    stock.window.press(KEY.Key_F2)
    stock.window.write("jamais vu")
    stock.window.until(lambda: stock.screen.search.found is not None)
    assert "Rien trouvé pour" in words(stock.window)


def test_a_place_scanned_at_the_poste_stores_the_machine_that_is_shown(stock: Stock) -> None:
    stock.window.go(KEY.Key_F6, "bench")
    stock.window.scan(stock.machines[3])
    stock.window.scan(stock.places["A-01"].code, Signal.ACCEPTED)
    assert "Rangé en A-01" in stock.window.band_text
    assert (stock.window.desk.current, place_of(stock, 3)) == ("bench", "A-01")


def test_everything_that_takes_the_focus_has_a_name(stock: Stock) -> None:
    for view in stock.screen.views.values():
        for child in view.findChildren(type(stock.screen.start.search)):
            assert child.text()
        for lines in (stock.screen.search.list, stock.screen.at.page.done, stock.screen.at.page.others):
            assert lines.accessibleName()


def test_a_question_comes_into_sight_where_the_page_is_long(stock: Stock) -> None:
    stock.window.window.resize(1366, 768)
    stock.window.application.holder.choose("light", 3.0)
    stock.window.scan(stock.places["B-04"].code)
    stock.window.scan(stock.machines[0])
    stock.window.press(KEY.Key_F12)
    stock.window.until(lambda: stock.screen.at.asks)
    question, area = stock.screen.at.page.question, stock.screen.page.area
    stock.window.until(lambda: area.viewport().rect().contains(question.mapTo(area.viewport(), QPoint(0, 0))))
