"""What a day's jobs cost a person, through real Qt events: scans, keys, clicks; the table is printed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.services.shop import a_drive, a_reading
from tests.ui.documents_window import Mode as PaperMode
from tests.ui.documents_window import at_documents, until_drawn
from tests.ui.hands import Spent
from tests.ui.inspection_window import the_tests
from tests.ui.list_scenes import a_list
from tests.ui.open_window import OpenedFiles, OpenIt, OpenWindow
from tests.ui.paper_lots import a_lot, destroyed, wiped
from tests.ui.storage_window import Mode as StorageMode
from tests.ui.storage_window import stocked
from tests.ui.test_wiping import screen as the_wipes
from ui.inspection.mode import Mode as TestMode
from ui.signals import Signal
from ui.wiping.telling import Group
from workshop.domain.chain import Action
from workshop.domain.codes import Command, command_code
from workshop.domain.diagnosis import Category, Origin, Source
from workshop.domain.inspection import Function, How, declared
from workshop.domain.machines import State

READY = "260000000182"
MACHINES = 40
A_WHILE_MS = 60_000


@dataclass(frozen=True)
class Budget:
    """The most that a job may cost."""

    job: str
    scans: int
    keys: int


TABLE: list[tuple[Budget, Spent]] = []


@pytest.fixture(scope="module", autouse=True)
def table(request: pytest.FixtureRequest) -> Iterator[None]:
    """Print what was spent, beside what may be."""
    yield
    plugins = request.config.pluginmanager
    terminal, capture = plugins.get_plugin("terminalreporter"), plugins.get_plugin("capturemanager")
    if terminal is None or capture is None:
        return
    with capture.global_and_fixture_disabled():  # else the table of what passed is kept back
        terminal.write_line("")
        terminal.write_line(f"{'job':<58} {'scans':>9} {'keys':>9} {'clicks':>7}")
        for budget, spent in sorted(TABLE, key=lambda row: row[0].job):
            scans, keys = f"{spent.scans} / {budget.scans}", f"{spent.keys} / {budget.keys}"
            terminal.write_line(f"{budget.job:<58} {scans:>9} {keys:>9} {spent.clicks:>7}")


def within(window: OpenWindow, budget: Budget) -> None:
    """Note what was spent since `begin`, and hold it against its budget."""
    spent = replace(window.hands.spent)
    TABLE.append((budget, spent))
    assert spent.scans <= budget.scans, spent
    assert spent.keys <= budget.keys, spent
    assert spent.clicks == 0, spent


def begin(window: OpenWindow) -> None:
    """Count from here: what came before was only to set the bench."""
    window.settle()
    window.hands.spent = Spent()


def command(window: OpenWindow, what: Command, signal: Signal | None = None) -> None:
    window.scan(command_code(what).text, signal)


def test_the_intake_of_forty_machines(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    lot = window.workshop.lots.open(window.desk.session.actor, "Mairie d’Oullins", MACHINES, "2026-031").code
    begin(window)
    command(window, Command.INTAKE, Signal.ACCEPTED)
    window.scan(lot, Signal.ACCEPTED)
    window.until(lambda: window.intake.lot is not None)
    for number in range(1, MACHINES + 1):
        window.scan(f"5CG{number:07}", Signal.FINISHED if number == MACHINES else Signal.ACCEPTED)
    command(window, Command.DONE)
    window.until(lambda: window.workshop.lots.open_ones() == ())
    window.settle()
    assert window.band.signal is Signal.FINISHED
    assert len(window.workshop.machines.of_lot(lot)) == MACHINES
    window.until(lambda: [paper.about for paper in window.workshop.papers.issued()] == [lot])  # its receipt
    window.settle()
    within(window, Budget("intake of 40 machines", MACHINES + 3, 0))


def test_the_intake_of_forty_listed_machines_by_their_tags(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    workshop, actor = window.workshop, window.desk.session.actor
    lot = workshop.lots.open(actor, "Lycée Sembat").code
    found = workshop.asset_lists.read("\n".join(a_list(MACHINES).split("\r\n")[: MACHINES + 3]).encode())
    workshop.asset_lists.take(actor, lot, "liste.csv", found)  # type: ignore[arg-type]
    begin(window)
    command(window, Command.INTAKE, Signal.ACCEPTED)
    window.scan(lot, Signal.ACCEPTED)
    window.until(lambda: window.intake.lot is not None)
    for number in range(1, MACHINES + 1):
        window.scan(f"ML-{number:04}", Signal.FINISHED if number == MACHINES else Signal.ACCEPTED)
    command(window, Command.DONE)
    window.until(lambda: workshop.lots.open_ones() == ())
    window.settle()
    within(window, Budget("intake of 40 machines of a list, by their tags", MACHINES + 3, 0))


def test_the_last_scan_is_put_right(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    window.go(Qt.Key.Key_F5, "intake")
    window.scan("EXT49005", Signal.ACCEPTED)
    wrong = window.intake.now.plate.code
    begin(window)
    command(window, Command.UNDO, Signal.ACCEPTED)
    assert window.workshop.machines.card(wrong).state == State.EXPECTED.value
    within(window, Budget("the last scan put right", 1, 0))


def test_a_label_is_printed_again(sample_shop: Path, open_window: OpenIt, opened_files: OpenedFiles) -> None:
    window = open_window(sample_shop)
    begin(window)
    command(window, Command.LABEL, Signal.ACCEPTED)
    window.scan(READY, Signal.ACCEPTED)
    window.settle()
    assert [file.stem for file in opened_files.files] == [READY]
    within(window, Budget("a label printed again", 2, 0))


def test_the_certificate_of_a_lot(real_shop: Path, open_window: OpenIt) -> None:
    window = open_window(real_shop)
    screen = at_documents(window)
    code = a_lot(window.workshop, window.desk.session.actor, "Mairie de Bron", wiped, destroyed)
    begin(window)
    window.scan(code, Signal.ACCEPTED)
    assert screen.mode is PaperMode.SUBJECT
    window.press(Qt.Key.Key_F12)
    until_drawn(window, screen)
    assert [document.about for document in window.workshop.papers.issued()] == [code]
    within(window, Budget("the certificate of a lot", 1, 1))


def test_a_shelf_of_thirty_is_counted(real_shop: Path, open_window: OpenIt) -> None:
    stock = stocked(open_window, real_shop, machines=30, on_the_shelf=30)
    begin(stock.window)
    for code in (stock.places["B-04"].code, *stock.machines):
        stock.window.scan(code, Signal.ACCEPTED)
    command(stock.window, Command.DONE)
    stock.until(StorageMode.START)
    assert stock.window.band.signal is Signal.FINISHED
    within(stock.window, Budget("a shelf of 30 counted", 32, 0))


def test_one_desktop_from_the_bench_to_its_shelf(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    code = on_the_bench(window, Category.DESKTOP)
    by_hand = bench_to_shelf(window, code)
    assert by_hand == 1  # its reading proves that it starts
    within(window, Budget("one desktop, from the bench to its shelf", 7, 6))


def test_one_laptop_whose_tests_are_declared_at_once(sample_shop: Path, open_window: OpenIt) -> None:
    window = open_window(sample_shop)
    code = on_the_bench(window, Category.LAPTOP)
    bench_to_shelf(window, code, all_at_once)
    answers = window.workshop.inspecting.view(code).answers
    assert [item.how for item in answers if item.function is Function.STARTS] == [How.READING]
    assert len(declared(answers)) == len(answers) - 1
    within(window, Budget("one laptop, from the bench to its shelf", 7, 6))


def test_one_laptop_costs_a_key_more_for_each_test_by_hand(sample_shop: Path, open_window: OpenIt) -> None:
    """A refurbished laptop has ten mandatory tests (décret 2022-190), of which its reading proves one."""
    window = open_window(sample_shop)
    code = on_the_bench(window, Category.LAPTOP)
    by_hand = bench_to_shelf(window, code)
    within(window, Budget(f"the same, each of its {by_hand} tests by hand", 7, 4 + by_hand))


def on_the_bench(window: OpenWindow, category: Category) -> str:
    """Receive and read a machine with one drive, and make a place for it."""
    workshop, actor = window.workshop, window.desk.session.actor
    lot = workshop.lots.open(actor, "Mairie de Bron").code
    code = workshop.machines.receive(actor, lot, "5CG9123QWZ").code
    reading = a_reading("5CG9123QWZ", a_drive("S4GENX0N123456"))
    diagnosis = reading.diagnosis
    identity = replace(diagnosis.identity, category=category)
    diagnosis = replace(diagnosis, identity=identity, origin=Origin(Source.HERE))
    workshop.diagnosing.attach(actor, code, replace(reading, diagnosis=diagnosis))
    workshop.storage.create_places(actor, ("B-04",))
    return code


def one_by_one(window: OpenWindow) -> int:
    """Answer each test on its own page; return how many there were."""
    by_hand = 0
    while the_tests(window).mode is TestMode.TEST:
        window.press(Qt.Key.Key_Space)
        window.settle()
        by_hand += 1
    return by_hand


def all_at_once(window: OpenWindow) -> int:
    """List the tests, and declare the rest."""
    window.digit(5)
    assert the_tests(window).mode is TestMode.RESULT
    window.press(Qt.Key.Key_F3)
    window.settle()
    return 0


def bench_to_shelf(window: OpenWindow, code: str, tested: Callable[[OpenWindow], int] = one_by_one) -> int:
    """Sort, wipe, validate, test and store one machine; return how many tests were answered by hand."""
    workshop = window.workshop
    begin(window)
    window.scan(code, Signal.ACCEPTED)  # from any screen a label opens its machine
    window.until(lambda: window.desk.current == "bench" and window.bench.next.action is Action.TRIAGE)
    window.press(Qt.Key.Key_F12)
    window.until(lambda: window.bench.next.action is Action.WIPE)
    command(window, Command.WIPE, Signal.ACCEPTED)
    window.until(lambda: the_wipes(window).armed)
    window.scan(code, Signal.ACCEPTED)
    window.qtbot.waitUntil(lambda: _ended(window), timeout=A_WHILE_MS)
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_F12)
    window.until(lambda: workshop.machines.card(code).state == State.WIPED.value)
    command(window, Command.BENCH, Signal.ACCEPTED)
    window.settle()
    window.press(Qt.Key.Key_F11)
    window.until(lambda: the_tests(window).mode is TestMode.TEST)
    by_hand = tested(window)
    assert workshop.machines.card(code).state == State.TESTED.value
    place = workshop.storage.place("B-04")
    command(window, Command.BENCH, Signal.ACCEPTED)
    window.settle()
    window.scan(place.code, Signal.ACCEPTED)
    assert workshop.machines.card(code).place == place.code
    return by_hand


def _ended(window: OpenWindow) -> bool:
    cards = the_wipes(window).running.cards.values()
    return len(cards) == 1 and all(card.told.group is Group.ENDED for card in cards)
